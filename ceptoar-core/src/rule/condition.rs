//! When a rule fires.

use serde::Serialize;

use crate::error::{At, ErrorCode, Problems};
use crate::id::{CauseId, KindId, Label, PartyId, PurposeId, SectorId};
use crate::link::{Direction, Mode};
use crate::notice::Status;
use crate::party::PartyKind;
use crate::wire::convert::{self, AsText, Id};
use crate::wire::rules::ConditionDoc;

/// A conjunction of optional sets; `None`: any value will do.
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
    /// A group where the origin is member or observer; a CEPTOAR counts as its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin_groups: Option<Vec<PartyId>>,
    /// The affected sectors, as the notice names them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub affected_sectors: Option<Vec<SectorId>>,
    /// The affected CEPTOARs, as the notice names them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub affected_ceptoars: Option<Vec<PartyId>>,
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
            directions: closed(doc.directions.as_ref(), &at.key("directions"), problems),
            kinds: ids(doc.kinds.as_ref(), &at.key("kinds"), problems),
            levels: ids(doc.levels.as_ref(), &at.key("levels"), problems),
            origins: ids(doc.origins.as_ref(), &at.key("origins"), problems),
            origin_kinds: closed(doc.origin_kinds.as_ref(), &at.key("origin_kinds"), problems),
            origin_groups: ids(doc.origin_groups.as_ref(), &at.key("origin_groups"), problems),
            affected_sectors: ids(doc.affected_sectors.as_ref(), &at.key("affected_sectors"), problems),
            affected_ceptoars: ids(doc.affected_ceptoars.as_ref(), &at.key("affected_ceptoars"), problems),
            causes: ids(doc.causes.as_ref(), &at.key("causes"), problems),
            purposes: ids(doc.purposes.as_ref(), &at.key("purposes"), problems),
            modes: closed(doc.modes.as_ref(), &at.key("modes"), problems),
            statuses: closed(doc.statuses.as_ref(), &at.key("statuses"), problems),
        }
    }
}

fn not_empty(empty: bool, at: &At<'_>, problems: &mut Problems) {
    if empty {
        problems.push(ErrorCode::EmptySet, at, Vec::new());
    }
}

fn ids<T: Id>(list: Option<&Vec<impl AsText>>, at: &At<'_>, problems: &mut Problems) -> Option<Vec<T>> {
    let list = list?;
    not_empty(list.is_empty(), at, problems);
    Some(convert::set(Some(list), at, problems))
}

pub(super) fn closed<T: Copy + Ord + Serialize>(
    list: Option<&Vec<T>>,
    at: &At<'_>,
    problems: &mut Problems,
) -> Option<Vec<T>> {
    let list = list?;
    not_empty(list.is_empty(), at, problems);
    Some(convert::values(list, at, problems))
}
