//! The plan: who is told, by which path and channels, how soon and on what conditions.

use crate::due::Due;
use crate::id::{ChannelId, DocumentId, InstrumentId, Label, NoticeId, ObligationId, PartyId, PersonRef, RuleId};
use crate::lint::Lint;
use crate::situation::Situation;
use crate::text::bilingual::Text;
use crate::word::sets::{Direction, Duty, Outcome, PersonsScope, Status};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The persons who may handle the notice at a recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Persons {
    /// How far inside the recipient.
    pub scope: PersonsScope,
    /// The notice's own references to persons of this recipient, sorted.
    pub refs: Vec<PersonRef>,
}

/// One hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Hop {
    /// Who hands on.
    pub from: PartyId,
    /// To whom.
    pub to: PartyId,
    /// Over a link of which direction.
    pub direction: Direction,
    /// The open channels, the primary first, those that need a judgement last; `None`: unknown. Empty where the hop is
    /// internal, or where all are in `also`.
    pub channels: Option<Arc<[ChannelId]>>,
    /// The open channels that are used beside those, in the order of the link.
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    pub also: Arc<[ChannelId]>,
    /// Those of `channels`, then of `also`, that need a judgement.
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    pub judged: Arc<[ChannelId]>,
    /// What is to be judged, for each of `judged`.
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    pub judged_texts: Arc<[Text]>,
    /// One office acts in both roles.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub internal: bool,
}

impl Hop {
    /// Whether the hop can be used only once somebody has judged so: every open channel needs a judgement.
    #[must_use]
    pub fn rests_on_judgement(&self) -> bool {
        let open = self.channels.as_ref().map(|channels| channels.len() + self.also.len());
        !self.judged.is_empty() && open == Some(self.judged.len())
    }
}

/// A judgement that the hand before a party makes: whether it is told, which the source leaves to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OwedJudgement {
    /// The party that is told if somebody judges so.
    pub party: PartyId,
    /// The rules that permit it, any one of which suffices, sorted.
    pub rules: Vec<RuleId>,
    /// What is to be judged, each text once, in the order of the rules.
    pub texts: Vec<Text>,
}

/// One recipient and how the notice gets there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Delivery {
    /// Who is told.
    pub recipient: PartyId,
    /// Whether it may or must be told.
    pub duty: Duty,
    /// Who inside the recipient may handle it.
    pub persons: Persons,
    /// The path, from the origin to the recipient.
    pub hops: Vec<Hop>,
    /// The strictest of what the rules ask; `None`: none asks.
    pub due: Option<Due>,
    /// What travels with the notice, sorted.
    pub obligations: Vec<ObligationId>,
    /// The rules that permit or require it, sorted.
    pub rules: Vec<RuleId>,
    /// The judgements that the relays and the recipient owe, in the order of the path; each is needed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub judgement: Vec<OwedJudgement>,
    /// The instruments that bind the recipient's own CEPTOARs, sorted.
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    pub instruments: Arc<[InstrumentId]>,
}

/// A party that a rule requires to be told and that is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Unmet {
    /// Who goes unwarned.
    pub party: PartyId,
    /// What stands in the way.
    pub outcome: Outcome,
    /// The rules that require it, sorted.
    pub rules: Vec<RuleId>,
}

/// The SHA-256 of each document that an answer rests on, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Digests {
    /// Of the edition.
    pub edition: Arc<str>,
    /// Of the rules.
    pub rules: Arc<str>,
    /// Of the level profile.
    pub profile: Arc<str>,
    /// Of the roster, where one is loaded.
    pub roster: Option<Arc<str>>,
}

/// The answer for one notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct Plan {
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
    /// What the answer rests on.
    pub digests: Digests,
    /// The situation, as the caller gave it.
    pub situation: Situation,
    /// The instant that is answered for.
    #[serde(with = "crate::time::instant")]
    #[cfg_attr(feature = "schemars", schemars(with = "crate::time::InstantSchema"))]
    pub at: DateTime<Utc>,
    /// Its civil day in Japan.
    #[cfg_attr(feature = "schemars", schemars(with = "crate::time::DateSchema"))]
    pub on: NaiveDate,
    /// The first later instant at which the answer would differ; `None`: nothing later changes.
    #[serde(with = "crate::time::some_instant")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::time::InstantSchema>"))]
    pub valid_until: Option<DateTime<Utc>>,
    /// What a careful reader should look at, sorted.
    pub lints: Vec<Lint>,
    /// Who is told, sorted by recipient.
    pub deliveries: Vec<Delivery>,
    /// Who should be told and is not, sorted by party.
    pub unmet: Vec<Unmet>,
}

impl Delivery {
    /// Whether somebody must judge before the recipient is told: a party on the path owes a judgement, or a hop has none
    /// but judged channels.
    #[must_use]
    pub fn rests_on_judgement(&self) -> bool {
        !self.judgement.is_empty() || self.hops.iter().any(Hop::rests_on_judgement)
    }

    /// The parties from the origin to the recipient, as `nisc>meti>gas`.
    #[must_use]
    pub fn path(&self) -> String {
        let start = self.hops.first().map(|hop| hop.from.as_str());
        let ids: Vec<&str> = start.into_iter().chain(self.hops.iter().map(|hop| hop.to.as_str())).collect();
        ids.join(">")
    }
}

impl Plan {
    /// The delivery to a party, if there is one.
    #[must_use]
    pub fn delivery(&self, recipient: &str) -> Option<&Delivery> {
        self.deliveries.iter().find(|delivery| delivery.recipient == *recipient)
    }
}
