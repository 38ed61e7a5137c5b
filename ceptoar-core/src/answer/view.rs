//! What one recipient may be told: nothing of the others, and under `no_attribution` nothing of the origin.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::id::{ChannelId, Label, NoticeId, ObligationId, PartyId};
use crate::notice::Status;
use crate::rule::Due;
use crate::time::serialize_instant;

use super::plan::{Duty, Persons, Plan};

/// A recipient's own part of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct View {
    /// `ceptoar/view/1`.
    pub format: &'static str,
    /// The notice.
    pub notice: NoticeId,
    /// The recipient.
    pub party: PartyId,
    /// Its sharing level.
    pub level: Label,
    /// Whether it is an exercise.
    pub status: Status,
    /// The instant that is answered for.
    #[serde(serialize_with = "serialize_instant")]
    #[cfg_attr(feature = "schemars", schemars(with = "crate::time::InstantSchema"))]
    pub at: DateTime<Utc>,
    /// Whether the recipient may or must be told.
    pub duty: Duty,
    /// Who inside the recipient may handle it.
    pub persons: Persons,
    /// Where it comes from; `None` under `no_attribution`.
    pub origin: Option<PartyId>,
    /// Who hands it to the recipient; `None` where that is the origin under `no_attribution`.
    pub from: Option<PartyId>,
    /// The open channels of that hand-over, the primary first; `None`: unknown.
    pub channels: Option<Arc<[ChannelId]>>,
    /// One office acts in both roles.
    pub internal: bool,
    /// How soon.
    pub due: Option<Due>,
    /// What travels with it, sorted.
    pub obligations: Vec<ObligationId>,
}

impl View {
    /// The view as JSON, the same bytes for the same view.
    #[must_use]
    pub fn to_json(&self) -> String {
        super::json(self)
    }
}

impl Plan {
    /// What a recipient may be told; `None` for a party that is not delivered.
    #[must_use]
    pub fn view_for(&self, party: &str) -> Option<View> {
        let delivery = self.delivery(party)?;
        let last = delivery.hops.last()?;
        let hidden = self.no_attribution;
        Some(View {
            format: "ceptoar/view/1",
            notice: self.notice.clone(),
            party: delivery.recipient.clone(),
            level: self.level.clone(),
            status: self.status,
            at: self.at,
            duty: delivery.duty,
            persons: delivery.persons.clone(),
            origin: (!hidden).then(|| self.origin.clone()),
            from: (!hidden || last.from != self.origin).then(|| last.from.clone()),
            channels: last.channels.clone(),
            internal: last.internal,
            due: delivery.due.clone(),
            obligations: delivery.obligations.clone(),
        })
    }
}
