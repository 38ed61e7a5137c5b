//! The plan: who is told, by which path and channels, how soon and on what conditions.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::due::Due;
use crate::id::{ChannelId, DocumentId, InstrumentId, Label, NoticeId, ObligationId, PartyId, PersonRef, RuleId};
use crate::lint::Lint;
use crate::situation::Situation;
use crate::text::bilingual::Text;
use crate::word::sets::{Direction, Duty, Outcome, PersonsScope, Status};

/// The persons who may handle the notice at a recipient.
///
/// ```
/// use ceptoar_core::{Edition, PersonsScope, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let plan = router.route(&notice, &Situation::default())?;
/// let persons = plan.delivery("meti").map(|meti| &meti.persons).ok_or("not told")?;
/// assert_eq!(persons.scope, PersonsScope::NeedToKnow); // what the level says
/// assert!(persons.refs.is_empty()); // the notice names nobody
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Persons {
    /// The scope: how far inside the recipient the notice may go.
    pub scope: PersonsScope,
    /// The notice's own references to persons of this recipient, sorted.
    pub refs: Vec<PersonRef>,
}

/// One hand-over.
///
/// ```
/// use ceptoar_core::{Edition, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let plan = router.route(&notice, &Situation::default())?;
/// let hops = &plan.delivery("electric-power").ok_or("not told")?.hops;
/// assert_eq!((&hops[0].from, &hops[0].channels), (&"nisc".parse()?, &None)); // no source names this channel
/// let channels = hops[1].channels.as_deref().ok_or("unknown")?;
/// assert_eq!(channels, ["email", "phone", "mobile-phone", "fax"]); // the primary first
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Hop {
    /// The party that hands on.
    pub from: PartyId,
    /// The party that is handed the notice.
    pub to: PartyId,
    /// The direction of the link that is used.
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
    /// The question to be judged, for each of `judged`.
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
///
/// ```
/// use ceptoar_core::{Edition, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// // The source tells the members of railway of incidents elsewhere "when judged useful".
/// let notice = router.notice(br#"{ "id": "n-2", "direction": "provision", "origin": "nisc", "level": "TLP:GREEN",
///     "kind": "incident-case", "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let plan = router.route(&notice, &Situation::default())?;
/// let members = plan.delivery("railway-members").ok_or("not told")?;
/// assert!(members.rests_on_judgement());
/// assert_eq!(members.judgement[0].party, "railway-members");
/// assert_eq!(members.judgement[0].rules, ["railway-when-useful"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OwedJudgement {
    /// The party that is told if somebody judges so.
    pub party: PartyId,
    /// The rules that permit it, any one of which suffices, sorted.
    pub rules: Vec<RuleId>,
    /// The questions to be judged, each text once, in the order of the rules.
    pub texts: Vec<Text>,
}

/// One recipient and how the notice gets there.
///
/// ```
/// use ceptoar_core::{Duty, Edition, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let plan = router.route(&notice, &Situation::default())?;
/// let members = plan.delivery("electric-power-members").ok_or("not told")?;
/// assert_eq!(members.duty, Duty::Must);
/// assert_eq!(members.path(), "nisc>meti>electric-power>electric-power-members");
/// assert_eq!(members.rules, ["provision-to-affected"]);
/// assert_eq!(members.obligations, ["need-to-know"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Delivery {
    /// The party that is told.
    pub recipient: PartyId,
    /// Whether it may or must be told.
    pub duty: Duty,
    /// The persons inside the recipient who may handle it.
    pub persons: Persons,
    /// The path, from the origin to the recipient.
    pub hops: Vec<Hop>,
    /// The strictest of what the rules ask; `None`: none asks.
    pub due: Option<Due>,
    /// The obligations that travel with the notice, sorted.
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
///
/// ```
/// use ceptoar_core::{Edition, Outcome, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let cut: Situation = Situation::default().with_outage("nisc>meti".parse()?);
/// let plan = router.route(&notice, &cut)?;
/// assert!(plan.deliveries.is_empty());
/// assert_eq!(plan.unmet.len(), 4); // nobody goes unwarned silently
/// assert!(plan.unmet.iter().all(|unmet| unmet.outcome == Outcome::Unreachable));
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Unmet {
    /// The party that goes unwarned.
    pub party: PartyId,
    /// The outcome that stands in the way.
    pub outcome: Outcome,
    /// The rules that require it, sorted.
    pub rules: Vec<RuleId>,
}

/// The SHA-256 of each document that an answer rests on, in hexadecimal.
///
/// ```
/// use ceptoar_core::{Edition, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let plan = router.route(&notice, &Situation::default())?;
/// assert_eq!(&*plan.digests.edition, Registry::builtin(Edition::V2009_03_31).digest());
/// assert_eq!(plan.digests.roster, None);
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Digests {
    /// The digest of the edition.
    pub edition: Arc<str>,
    /// The digest of the rules.
    pub rules: Arc<str>,
    /// The digest of the level profile.
    pub profile: Arc<str>,
    /// The digest of the roster, where one is loaded.
    pub roster: Option<Arc<str>>,
    /// The digest of each overlay that was applied to the edition, in their order.
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    pub overlays: Arc<[Arc<str>]>,
    /// The digest of the document that knows of the plan's `changes`, where it names any.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub changes: Option<Arc<str>>,
}

/// The answer for one notice.
///
/// ```
/// use ceptoar_core::{Edition, Lang, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let plan = router.route(&notice, &Situation::default())?;
/// let told: Vec<&str> = plan.deliveries.iter().map(|delivery| delivery.recipient.as_str()).collect();
/// assert_eq!(told, ["criepi", "electric-power", "electric-power-members", "meti"]);
/// assert!(plan.unmet.is_empty());
/// assert_eq!(plan.valid_until.map(ceptoar_core::instant_text).as_deref(), Some("2010-03-31T15:00:00Z"));
/// println!("{}", plan.text(router.registry(), Lang::Ja)); // for a person; `to_json` for a program
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
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
    /// The digests of the documents that the answer rests on.
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
    /// The lints: what a careful reader should look at, sorted.
    pub lints: Vec<Lint>,
    /// Where the edition does not speak of the day: the later changes that are known, hold by then and touch the origin, a
    /// recipient or an unmet party, by their days. Each is an entry of a built-in overlay that was not applied, such as
    /// `since-2009#/set/2`.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub changes: Vec<Arc<str>>,
    /// The deliveries, sorted by recipient.
    pub deliveries: Vec<Delivery>,
    /// The parties that must be told and are not, sorted.
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
