//! Who must learn that a notice changed, and how it comes to them.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::answer::head::Head;
use crate::answer::plan::{Delivery, Digests, Hop, Persons, Unmet};
use crate::answer::verdict::Reason;
use crate::due::Due;
use crate::id::{ChannelId, InstrumentId, NoticeId, ObligationId, PartyId, PersonRef, RuleId};
use crate::lint::Lint;
use crate::text::bilingual::Text;
use crate::word::sets::{Direction, Duty, Message, Outcome};

/// The digests of what a follow-up rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ThreadDigests {
    /// Those of the router.
    #[serde(flatten)]
    pub router: Digests,
    /// That of the thread's notices up to the one that is asked for, sorted by id.
    pub notices: String,
    /// That of the log.
    pub log: String,
}

/// A party that has an earlier version of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct VersionHolder {
    /// The party.
    pub party: PartyId,
    /// The versions that it has, in the order of the thread.
    pub versions: Vec<NoticeId>,
    /// Since when it has the first of them.
    #[serde(with = "crate::time::instant")]
    #[cfg_attr(feature = "schemars", schemars(with = "crate::time::InstantSchema"))]
    pub since: DateTime<Utc>,
    /// Whether the log says whence it has each of them; `false`: it handed one on that is not logged to have come to it.
    pub source_known: bool,
}

/// A holder of an earlier version that is not told the new one: somebody must decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Stranded {
    /// The party.
    pub party: PartyId,
    /// What becomes of it.
    pub outcome: Outcome,
    /// Whether a rule requires that it is told.
    pub required: bool,
    /// The reasons of its verdict.
    pub reasons: Vec<Reason>,
    /// The versions that it has, in the order of the thread.
    pub versions: Vec<NoticeId>,
}

/// A hand-over of a follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FollowUpHop {
    /// The party that hands on.
    pub from: PartyId,
    /// The party that is handed the notice.
    pub to: PartyId,
    /// The direction of the link that is used; `None`: no link is, the log shows that an earlier version went this way.
    pub direction: Option<Direction>,
    /// The open channels, as in a plan; `None`: unknown.
    pub channels: Option<Arc<[ChannelId]>>,
    /// The open channels that are used beside those.
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
    /// No open link leads this way.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub off_link: bool,
}

/// A recipient of a follow-up, and how it gets there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FollowUpDelivery {
    /// The party that is told.
    pub recipient: PartyId,
    /// Whether it may or must be told: whoever has an earlier version must.
    pub duty: Duty,
    /// The persons inside the recipient who may handle it.
    pub persons: Persons,
    /// The path, from the origin to the recipient.
    pub hops: Vec<FollowUpHop>,
    /// Within which time; `None`: nothing asks one.
    pub due: Option<Due>,
    /// The obligations that travel with the notice, sorted.
    pub obligations: Vec<ObligationId>,
    /// The rules that permit or require it, sorted. A withdrawal carries no content, and asks none.
    pub rules: Vec<RuleId>,
    /// The judgements that relays and recipient owe, as in a plan.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub judgement: Vec<crate::answer::plan::OwedJudgement>,
    /// The instruments that bind the recipient's own CEPTOARs, sorted.
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    pub instruments: Arc<[InstrumentId]>,
    /// Why it must be told beside the rules: `withdrawal`, or `holds-earlier`.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub reasons: Vec<Reason>,
}

/// What follows from an update or a withdrawal: who has an earlier version, who is told the new one and how, and who keeps an
/// old one.
///
/// Of an update: the plan of the new notice is `kept` and `gained`; each holder is `kept`, `waiting` or `stranded`. Of a
/// withdrawal: each holder has a delivery or is `unmet`.
///
/// ```
/// use ceptoar_core::life::{Log, Threads, follow_up};
/// use ceptoar_core::{Edition, Message, Registry, Router, Situation};
///
/// let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// let first = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
///     "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let mut withdrawal = first.clone().following(Message::Withdrawal, first.id.clone());
/// withdrawal.id = "n-2".parse()?;
/// withdrawal.issued_at += chrono::TimeDelta::hours(5);
/// let log = Log::from_json(br#"{ "entries": [
///     { "notice": "n-1", "from": "nisc", "to": "meti", "sent_at": "2009-05-08T10:05:00+09:00" },
///     { "notice": "n-1", "from": "meti", "to": "banking", "sent_at": "2009-05-08T10:10:00+09:00" }
/// ] }"#, &router)?;
/// let notices = [first, withdrawal];
/// let threads = Threads::new(&router, &notices)?;
/// let follow_up = follow_up(&router, &threads, "n-2", &log, &Situation::default())?;
/// // Whoever has it hears of its end, a leak as well; whoever never got it does not.
/// let told: Vec<_> = follow_up.deliveries.iter().map(|delivery| delivery.path()).collect();
/// assert_eq!(told, ["nisc>meti>banking", "nisc>meti"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct FollowUp {
    /// The notice, what answers, and the situation.
    #[serde(flatten)]
    pub head: Head,
    /// What it rests on.
    pub digests: ThreadDigests,
    /// Whether it is an update or a withdrawal.
    pub message: Message,
    /// The thread up to the notice, the original first.
    pub thread: Vec<NoticeId>,
    /// The number of the notice in it (第n報).
    pub number: u64,
    /// The first later instant at which the answer would differ with the same log; `None`: nothing later changes.
    #[serde(with = "crate::time::some_instant")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::time::InstantSchema>"))]
    pub valid_until: Option<DateTime<Utc>>,
    /// What a careful reader should look at, sorted.
    pub lints: Vec<Lint>,
    /// Who has an earlier version, sorted.
    pub holders: Vec<VersionHolder>,
    /// Who has one and is no party, sorted: a person must see to them.
    pub outside: Vec<PersonRef>,
    /// To whom the notice itself has come already, sorted.
    pub done: Vec<PartyId>,
    /// How many hand-overs of the log are later than the instant, and were not looked at.
    pub later: u64,
    /// Of an update: the holders that are told it, sorted.
    pub kept: Vec<PartyId>,
    /// Of an update: the recipients that have no earlier version, sorted.
    pub gained: Vec<PartyId>,
    /// Of an update: the holders that only wait for the end of its embargo, sorted.
    pub waiting: Vec<PartyId>,
    /// Of an update: the holders that keep an old version, sorted.
    pub stranded: Vec<Stranded>,
    /// The deliveries, sorted by recipient.
    pub deliveries: Vec<FollowUpDelivery>,
    /// Of an update: the parties that must be told and are not; of a withdrawal: the holders that no way reaches. Sorted.
    pub unmet: Vec<Unmet>,
}

impl FollowUpHop {
    /// The way of a link.
    pub(crate) fn by_link(hop: Hop) -> Self {
        let Hop { from, to, direction, channels, also, judged, judged_texts, internal } = hop;
        let direction = Some(direction);
        Self { from, to, direction, channels, also, judged, judged_texts, internal, off_link: false }
    }

    /// The way that an earlier version is logged to have gone, where no link is open.
    pub(crate) fn off_link(from: PartyId, to: PartyId) -> Self {
        Self {
            from,
            to,
            direction: None,
            channels: None,
            also: Arc::default(),
            judged: Arc::default(),
            judged_texts: Arc::default(),
            internal: false,
            off_link: true,
        }
    }

    /// The place of the hop in a lint.
    pub(crate) fn place(&self) -> String {
        format!("{}>{}", self.from, self.to)
    }
}

impl FollowUpDelivery {
    /// A delivery of a plan.
    pub(crate) fn planned(delivery: Delivery) -> Self {
        let Delivery { recipient, duty, persons, hops, due, obligations, rules, judgement, instruments } = delivery;
        let hops = hops.into_iter().map(FollowUpHop::by_link).collect();
        let reasons = Vec::new();
        Self { recipient, duty, persons, hops, due, obligations, rules, judgement, instruments, reasons }
    }

    /// The parties from the origin to the recipient, as `nisc>meti>gas`.
    #[must_use]
    pub fn path(&self) -> String {
        let start = self.hops.first().map(|hop| hop.from.as_str());
        let ids: Vec<&str> = start.into_iter().chain(self.hops.iter().map(|hop| hop.to.as_str())).collect();
        ids.join(">")
    }
}

impl FollowUp {
    /// Whoever must be told and is not, and is neither `stranded` nor waits for the embargo: those are told of by themselves.
    pub fn unreached(&self) -> impl Iterator<Item = &Unmet> {
        let is_stranded = |party: &PartyId| self.stranded.binary_search_by(|one| one.party.cmp(party)).is_ok();
        let others = self.unmet.iter().filter(|unmet| unmet.outcome != Outcome::Embargoed);
        others.filter(move |unmet| !is_stranded(&unmet.party))
    }

    /// The delivery to a party, if there is one.
    #[must_use]
    pub fn delivery(&self, recipient: &str) -> Option<&FollowUpDelivery> {
        self.deliveries.iter().find(|delivery| delivery.recipient == *recipient)
    }
}
