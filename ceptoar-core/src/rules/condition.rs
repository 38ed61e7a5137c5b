//! The condition under which a rule fires.

use serde::Serialize;

use crate::document::convert;
use crate::document::rules::Condition as ConditionDoc;
use crate::error::pointer::At;
use crate::error::problem::Problems;
use crate::id::{CauseId, KindId, Label, PartyId, PurposeId, SectorId};
use crate::word::sets::{Direction, Mode, PartyKind, Role, Status};

/// The condition under which a rule fires: every set that is given must be met; `None`: any value will do.
///
/// ```
/// use ceptoar_core::{Direction, Edition, RuleSet};
///
/// let rules = RuleSet::builtin(Edition::V2009_03_31);
/// let when = &rules.rule("gas-from-other-sectors").ok_or("no rule")?.when;
/// assert_eq!(when.directions.as_deref(), Some(&[Direction::Provision][..]));
/// assert_eq!(when.affected_sectors, None); // any will do
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct Condition {
    /// The direction of the notice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directions: Option<Vec<Direction>>,
    /// The kind of information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kinds: Option<Vec<KindId>>,
    /// The sharing level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub levels: Option<Vec<Label>>,
    /// The origin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origins: Option<Vec<PartyId>>,
    /// The kind of the origin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin_kinds: Option<Vec<PartyKind>>,
    /// The groups where the origin is member or observer; a CEPTOAR counts as its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin_groups: Option<Vec<PartyId>>,
    /// The origin's roles in any group, councils too, whatever its groups are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin_roles: Option<Vec<Role>>,
    /// The affected sectors, as the notice names them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub affected_sectors: Option<Vec<SectorId>>,
    /// The affected CEPTOARs, as the notice names them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub affected_ceptoars: Option<Vec<PartyId>>,
    /// The addressees, as the notice names them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addressees: Option<Vec<PartyId>>,
    /// The cause class.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub causes: Option<Vec<CauseId>>,
    /// The purposes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purposes: Option<Vec<PurposeId>>,
    /// The mode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modes: Option<Vec<Mode>>,
    /// The status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statuses: Option<Vec<Status>>,
}

impl Condition {
    pub(super) fn read(doc: &ConditionDoc, at: &At<'_>, problems: &mut Problems) -> Self {
        Self {
            directions: convert::some_values(&doc.directions, &at.key("directions"), problems),
            kinds: convert::some_ids(&doc.kinds, &at.key("kinds"), problems),
            levels: convert::some_ids(&doc.levels, &at.key("levels"), problems),
            origins: convert::some_ids(&doc.origins, &at.key("origins"), problems),
            origin_kinds: convert::some_values(&doc.origin_kinds, &at.key("origin_kinds"), problems),
            origin_groups: convert::some_ids(&doc.origin_groups, &at.key("origin_groups"), problems),
            origin_roles: convert::some_values(&doc.origin_roles, &at.key("origin_roles"), problems),
            affected_sectors: convert::some_ids(&doc.affected_sectors, &at.key("affected_sectors"), problems),
            affected_ceptoars: convert::some_ids(&doc.affected_ceptoars, &at.key("affected_ceptoars"), problems),
            addressees: convert::some_ids(&doc.addressees, &at.key("addressees"), problems),
            causes: convert::some_ids(&doc.causes, &at.key("causes"), problems),
            purposes: convert::some_ids(&doc.purposes, &at.key("purposes"), problems),
            modes: convert::some_values(&doc.modes, &at.key("modes"), problems),
            statuses: convert::some_values(&doc.statuses, &at.key("statuses"), problems),
        }
    }
}
