//! What stands at the head of every answer about a notice.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::answer::plan::Plan;
use crate::id::{DocumentId, Label, NoticeId, PartyId};
use crate::situation::Situation;
use crate::word::sets::{Direction, Status};

/// The notice that was asked about, the documents that answer, and the situation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Head {
    /// The notice.
    pub notice: NoticeId,
    /// Its direction.
    pub direction: Direction,
    /// Its origin.
    pub origin: PartyId,
    /// Its sharing level.
    pub level: Label,
    /// Whether it is an exercise.
    pub status: Status,
    /// Whether recipients must not be told the origin.
    pub no_attribution: bool,
    /// The edition that answers.
    pub edition: DocumentId,
    /// Its revision.
    pub revision: u32,
    /// The level profile.
    pub profile: DocumentId,
    /// The situation, as the caller gave it.
    pub situation: Situation,
    /// The instant that is answered for.
    #[serde(with = "crate::time::instant")]
    #[cfg_attr(feature = "schemars", schemars(with = "crate::time::InstantSchema"))]
    pub at: DateTime<Utc>,
    /// Its civil day in Japan.
    #[cfg_attr(feature = "schemars", schemars(with = "crate::time::DateSchema"))]
    pub on: NaiveDate,
    /// Later changes that are known and were not applied, as in a plan.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub changes: Vec<Arc<str>>,
}

impl Head {
    pub(crate) fn of(plan: &Plan) -> Self {
        Self {
            notice: plan.notice.clone(),
            direction: plan.direction,
            origin: plan.origin.clone(),
            level: plan.level.clone(),
            status: plan.status,
            no_attribution: plan.no_attribution,
            edition: plan.edition.clone(),
            revision: plan.revision,
            profile: plan.profile.clone(),
            situation: plan.situation.clone(),
            at: plan.at,
            on: plan.on,
            changes: plan.changes.clone(),
        }
    }
}
