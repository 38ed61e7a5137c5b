//! What comes out of a fixture that was put to a router.

use serde::{Deserialize, Serialize};

use crate::document::value::Json;
use crate::id::{DocumentId, RuleId};
use crate::word::author::TestFaultKind;

/// What comes out of a fixture that was put to a router: each case with what of its answer is not as expected.
///
/// ```
/// use ceptoar_core::author::fixture;
/// use ceptoar_core::document::Fixture;
/// use ceptoar_core::{Edition, Registry, Router};
///
/// let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// let fixture = Fixture::read(br#"{ "format": "ceptoar/test/1", "id": "power", "cases": [{ "name": "members-hear",
///     "notice": { "id": "v", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
///                 "affected_sectors": ["electric-power"], "issued_at": "2009-05-08T01:00:00Z" },
///     "expect": { "told": ["meti", "electric-power"], "not_told": ["gas"], "must": ["electric-power-members"] } }] }"#)?;
/// let tested = fixture::run(&router, &fixture);
/// assert!(tested.passed());
/// assert!(tested.silent.contains(&"newsletter".parse()?)); // a rule that no case fires
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct Tested {
    /// The fixture.
    pub fixture: DocumentId,
    /// The cases, in its order.
    pub cases: Vec<TestedCase>,
    /// The rules of the router that stand in no reason `required`, `permitted` or `forbidden` of an answer, sorted.
    pub silent: Vec<RuleId>,
}

/// A case that was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TestedCase {
    /// Its name.
    pub name: String,
    /// What is not as expected; empty: it passed.
    pub faults: Vec<TestFault>,
}

/// Something that is not as a case expects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TestFault {
    /// Where it stands in the case, as a JSON Pointer.
    pub pointer: String,
    /// What is wrong.
    pub kind: TestFaultKind,
    /// What is expected, where something is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Json>,
    /// What is there, where something is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Json>,
}

impl Tested {
    /// Whether every case passed. A fixture without a case tests nothing, and does not pass.
    #[must_use]
    pub fn passed(&self) -> bool {
        !self.cases.is_empty() && self.cases.iter().all(|case| case.faults.is_empty())
    }
}
