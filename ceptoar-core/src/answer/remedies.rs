//! What it would take: the decisions after which a party is told.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::answer::head::Head;
use crate::answer::plan::Digests;
use crate::id::{Label, PartyId, SectorId};
use crate::word::life::RemedyKind;
use crate::word::sets::Outcome;

/// One decision of one actor.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RemedyChange {
    /// The kind of decision.
    pub change: RemedyKind,
    /// The parties that it names, sorted: all those of one way that need it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<PartyId>,
    /// The label that the notice gets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// The instant until which is waited.
    #[serde(with = "crate::time::some_instant", default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::time::InstantSchema>"))]
    pub until: Option<DateTime<Utc>>,
    /// The outage that ends: `email`, `mic>telecom`, `mic>telecom:email`, `party:mhlw`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outage: Option<String>,
    /// The sector that no longer fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<SectorId>,
    /// Who decides it; absent: nobody, or whoever makes the rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PartyId>,
}

impl RemedyChange {
    pub(crate) fn new(change: RemedyKind) -> Self {
        Self { change, parties: Vec::new(), label: None, until: None, outage: None, sector: None, by: None }
    }
}

/// A hand-over by which the party would be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RemedyHop {
    /// Who hands on.
    pub from: PartyId,
    /// To whom.
    pub to: PartyId,
}

/// Decisions that together let the party be told, and of which no part does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RemedySet {
    /// The decisions, at most three, by kind.
    pub changes: Vec<RemedyChange>,
    /// The path to the party.
    pub hops: Vec<RemedyHop>,
    /// Who else is told by it, sorted; of an embargoed notice, beside those whom it tells at its end.
    pub also: Vec<PartyId>,
    /// Who is no longer told, sorted.
    pub lost: Vec<PartyId>,
    /// Whether somebody else is told by it.
    pub widens: bool,
    /// Whether it needs a permission that no rule gives.
    pub changes_scheme: bool,
}

/// What it would take that a party is told: the smallest sets of decisions, each verified by deciding again.
///
/// Of each combination of kinds there is one set: with the strictest label, then the earliest instant, then the fewest others told,
/// the fewest parties named, the smallest ids. Sets that change the scheme come last.
///
/// ```
/// use ceptoar_core::life::{self, RemedyKind};
/// use ceptoar_core::{Edition, Registry, Router, Situation};
///
/// let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER+STRICT",
///     "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let found = life::remedies(&router, &notice, "gas-members", &Situation::default())?;
/// let kinds: Vec<RemedyKind> = found.sets.iter().map(|set| set.changes[0].change).collect();
/// assert_eq!(kinds, [RemedyKind::Address, RemedyKind::Consent, RemedyKind::Label]);
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct Remedies {
    /// The notice, what answers, and the situation.
    #[serde(flatten)]
    pub head: Head,
    /// What it rests on.
    pub digests: Digests,
    /// The party.
    pub party: PartyId,
    /// What becomes of it now.
    pub outcome: Outcome,
    /// Whether a rule forbids it now, or a liaison notice may not be held by it: only waiting helps then.
    pub forbidden: bool,
    /// `false`: too much is out, there are too many ways, or on each way more than four relays need something, so that not everything
    /// was looked at. What is looked at first are fewer restorations, and ways on which fewer parties need something.
    pub complete: bool,
    /// The sets; none where the party is told, or where nothing of this kind helps.
    pub sets: Vec<RemedySet>,
}
