//! Who could ever see what, and what of it changes.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::answer::plan::Digests;
use crate::document::value::Json;
use crate::id::{CauseId, DocumentId, KindId, Label, PartyId, PurposeId, RuleId, SectorId};
use crate::time::Period;
use crate::word::author::{Aspect, Sense};
use crate::word::sets::{Direction, Duty, Mode, Status};

/// The affected sectors and CEPTOARs of a notice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Affected {
    /// The sectors.
    pub sectors: Vec<SectorId>,
    /// The CEPTOARs, where some are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ceptoars: Vec<PartyId>,
}

impl Affected {
    pub(crate) fn new(sectors: Vec<SectorId>, ceptoars: Vec<PartyId>) -> Self {
        Self { sectors, ceptoars }
    }
}

/// A set of envelopes: every combination of one value of each list. A list that is empty is not told apart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Envelopes {
    /// The directions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub directions: Vec<Direction>,
    /// The origins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origins: Vec<PartyId>,
    /// The labels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Label>,
    /// The kinds, each of those that no rule tells apart by its first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<KindId>,
    /// The causes likewise; null: none is said, or `unknown`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Option<CauseId>>,
    /// The sets of purposes likewise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<Vec<PurposeId>>,
    /// The modes likewise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modes: Vec<Mode>,
    /// The statuses likewise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<Status>,
    /// What is affected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub affected: Vec<Affected>,
    /// The addressees: `none`, `everybody`, or one party.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addressees: Vec<String>,
    /// The days on which the notices are issued.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schemars", schemars(with = "Vec<crate::document::scalar::Period>"))]
    pub days: Vec<Period>,
}

/// The envelopes over which an exposure is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EnvelopeClasses {
    /// How many combinations there are.
    pub count: u64,
    /// How many of them were decided: the others are answered alike.
    pub decided: u64,
    /// How many combinations are answered otherwise, where two routers are compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<u64>,
    /// What the combinations are made of.
    pub split: Envelopes,
    /// By the first of them: the values that stand with it because no rule and no channel tells them apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alike: Vec<Alike>,
    /// To whom the notices are addressed: `none`, `everybody`, or one party.
    pub addressees: Vec<String>,
    /// How many sectors a notice names at most.
    pub sectors: u8,
    /// Whether some rule speaks of addressees in a way by which more of them may mean less: `everybody` is no upper bound then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub everybody_is_no_bound: bool,
}

/// Values that are answered alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Alike {
    /// The field: `kinds`, `causes`, `purposes`, `origins`.
    pub field: String,
    /// The value that stands for them.
    pub first: String,
    /// The others.
    pub others: Vec<String>,
}

/// What an exposure rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ExposureBasis {
    /// The edition.
    pub edition: DocumentId,
    /// Its revision.
    pub revision: u32,
    /// The level profile.
    pub profile: DocumentId,
    /// The digests of the documents.
    pub digests: Digests,
}

/// Who could ever see what: over every class of envelopes, who is told, and by which rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct Exposure {
    /// What it rests on.
    #[serde(flatten)]
    pub basis: ExposureBasis,
    /// The days of the notices.
    #[cfg_attr(feature = "schemars", schemars(with = "crate::document::scalar::Period"))]
    pub window: Period,
    /// The envelopes.
    pub classes: EnvelopeClasses,
    /// By party, sorted: how many combinations tell it.
    pub parties: Vec<PartyExposure>,
    /// Who is told of what.
    pub rows: Vec<ExposureRow>,
}

/// How many combinations tell a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PartyExposure {
    /// The party.
    pub party: PartyId,
    /// How many tell it.
    pub told: u64,
    /// How many must.
    pub must: u64,
    /// How many must and do not.
    pub unmet: u64,
}

/// Parties that are told of the same envelopes for the same reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ExposureRow {
    /// The parties, sorted.
    pub parties: Vec<PartyId>,
    /// Whether they may or must be told.
    pub duty: Duty,
    /// The rules that say so, sorted.
    pub rules: Vec<RuleId>,
    /// The envelopes: every combination.
    pub when: Envelopes,
    /// How many combinations.
    pub classes: u64,
    /// One of them.
    pub witness: Witness,
}

/// What two routers answer otherwise, over every class of envelopes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct ExposureDiff {
    /// What the first router rests on.
    pub before: ExposureBasis,
    /// What the second router rests on.
    pub after: ExposureBasis,
    /// The day on which the first router is asked, where two days are compared; absent: that of each notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::time::DateSchema>"))]
    pub before_on: Option<NaiveDate>,
    /// The day on which the second router is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::time::DateSchema>"))]
    pub after_on: Option<NaiveDate>,
    /// The days of the notices.
    #[cfg_attr(feature = "schemars", schemars(with = "crate::document::scalar::Period"))]
    pub window: Period,
    /// The envelopes.
    pub classes: EnvelopeClasses,
    /// The changes: by aspect and sense, the largest first.
    pub rows: Vec<ExposureChange>,
}

/// Parties for which the same of the same envelopes changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ExposureChange {
    /// What of the answer changes.
    pub aspect: Aspect,
    /// In which sense.
    pub sense: Sense,
    /// The parties, sorted.
    pub parties: Vec<PartyId>,
    /// The envelopes: every combination.
    pub when: Envelopes,
    /// How many combinations.
    pub classes: u64,
    /// One of them, with what both routers answer.
    pub witness: Witness,
}

/// A notice that shows a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Witness {
    /// The notice, as a document.
    pub notice: Json,
    /// The party that it is shown at, where two routers are compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    /// What the first router answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Shown>,
    /// What the second router answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Shown>,
}

/// What a router answers on one party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Shown {
    /// The outcome; `refused` where the router refuses the notice, `unknown` where it does not know the party.
    pub outcome: String,
    /// The delivery, where it is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Json>,
}
