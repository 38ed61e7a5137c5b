//! What a careful reader of rules should look at.

use serde::{Deserialize, Serialize};

use crate::answer::exposure::{EnvelopeClasses, ExposureBasis, Witness};
use crate::id::DocumentId;
use crate::lint::Lint;
use crate::time::Period;
use crate::word::finding::FindingCode;
use crate::word::sets::{Direction, Effect, Outcome};

/// What is found in the rules of a router that are asked over every class of envelopes: rules without which no answer changes,
/// labels under which nothing travels, rules that require in vain, and parties that nobody can reach.
///
/// ```
/// use ceptoar_core::author::FindingCode;
/// use ceptoar_core::author::exposure::ExposureOptions;
/// use ceptoar_core::author::lint;
/// use ceptoar_core::{Edition, Registry, Router, RuleSet};
///
/// let mut document = RuleSet::builtin(Edition::V2009_03_31).document().clone();
/// let never = br#"{ "id": "x", "rules": [{ "id": "never", "effect": "permit", "audience": { "kinds": ["ministry"] },
///     "period": { "from": "2100-01-01" } }] }"#;
/// document.id = "mine".into();
/// document.rules.extend(RuleSet::from_json(never)?.document().rules.clone());
/// let registry = Registry::builtin(Edition::V2009_03_31);
/// let router = Router::builder(&registry).rules(RuleSet::from_document(&document)?).compile()?;
/// let day = |text: &str| text.parse().ok();
/// let options = ExposureOptions { from: day("2009-05-08"), until: day("2009-05-09"), ..ExposureOptions::default() };
/// let found = lint::rules(&router, &options)?;
/// let idle = found.findings.iter().find(|finding| finding.at == "never").ok_or("not found")?;
/// assert_eq!((idle.code, idle.fires), (FindingCode::Idle, Some(0)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct LintedRules {
    /// What it rests on.
    #[serde(flatten)]
    pub basis: ExposureBasis,
    /// The rules.
    pub rules: DocumentId,
    /// The days of the notices.
    #[cfg_attr(feature = "schemars", schemars(with = "crate::document::scalar::Period"))]
    pub window: Period,
    /// The envelopes.
    pub classes: EnvelopeClasses,
    /// What is seen without asking anybody: rules that name a level.
    pub lints: Vec<Lint>,
    /// What is found, by code and place.
    pub findings: Vec<Finding>,
}

/// Something that a careful reader of rules should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Finding {
    /// What is found.
    pub code: FindingCode,
    /// The rule, label or party.
    pub at: String,
    /// The effect of the rule, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
    /// The direction in which nothing travels under a label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// In how many combinations a rule fires: its conditions hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fires: Option<u64>,
    /// What most often stands in the way of a rule that requires in vain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// A notice that shows it; what is idle shows nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<Witness>,
}
