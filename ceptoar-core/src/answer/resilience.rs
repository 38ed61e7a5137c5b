//! What would break: who is lost when something fails.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::answer::head::Head;
use crate::answer::plan::Digests;
use crate::id::{ChannelId, PartyId, SectorId};
use crate::lint::Lint;
use crate::situation::{LinkEnds, Outage, Situation};
use crate::word::life::FailureKind;

/// Something that fails, alone or with another.
///
/// ```
/// use ceptoar_core::life::Failure;
///
/// let failure: Failure = serde_json::from_str(r#"{ "link": "nisc>mhlw" }"#)?;
/// assert_eq!(failure.to_string(), "link nisc>mhlw");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Failure {
    /// A channel is out everywhere.
    Channel(ChannelId),
    /// A sector fails: the channels that it carries are out.
    Sector(SectorId),
    /// A link is out whole, as `from>to`.
    #[serde(with = "ends")]
    #[cfg_attr(feature = "schemars", schemars(with = "String"))]
    Link(LinkEnds),
    /// A party neither receives nor hands on.
    Party(PartyId),
}

/// The ends of a link as a text.
mod ends {
    use serde::{Deserialize as _, Deserializer, Serializer, de};

    use crate::situation::{LinkEnds, Outage};

    pub(super) fn serialize<S: Serializer>(ends: &LinkEnds, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(ends)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<LinkEnds, D::Error> {
        let text = String::deserialize(d)?;
        let read = text.parse::<Outage>().ok();
        let whole = read.filter(|outage| outage.channel.is_none()).and_then(|outage| outage.link);
        whole.ok_or_else(|| de::Error::invalid_value(de::Unexpected::Str(&text), &"`from>to`"))
    }
}

impl Failure {
    /// Of which kind it is.
    #[must_use]
    pub fn kind(&self) -> FailureKind {
        match self {
            Self::Channel(_) => FailureKind::Channel,
            Self::Sector(_) => FailureKind::Sector,
            Self::Link(_) => FailureKind::Link,
            Self::Party(_) => FailureKind::Party,
        }
    }

    /// The situation in which it has failed as well.
    #[must_use]
    pub fn upon(&self, situation: Situation) -> Situation {
        match self {
            Self::Channel(channel) => situation.with_outage(Outage::channel(channel.clone())),
            Self::Sector(sector) => situation.with_failed_sector(sector.clone()),
            Self::Link(ends) => situation.with_outage(Outage::link(ends.from.clone(), ends.to.clone())),
            Self::Party(party) => situation.with_outage(Outage::party(party.clone())),
        }
    }

    /// The id of what fails; of a link `from>to`.
    pub(crate) fn id(&self) -> String {
        match self {
            Self::Channel(id) => id.to_string(),
            Self::Sector(id) => id.to_string(),
            Self::Link(ends) => ends.to_string(),
            Self::Party(id) => id.to_string(),
        }
    }

    /// Whether it is this party that fails.
    pub(crate) fn is_party(&self, party: &PartyId) -> bool {
        matches!(self, Self::Party(failed) if failed == party)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind(), self.id())
    }
}

/// What is tried.
///
/// ```
/// use ceptoar_core::life::{FailureKind, Scope};
///
/// let scope = Scope::default(); // every single failure
/// assert_eq!((scope.kinds, scope.pairs), (FailureKind::ALL.to_vec(), false));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Scope {
    /// The kinds of failures, sorted.
    pub kinds: Vec<FailureKind>,
    /// Whether every two of them are tried as well.
    pub pairs: bool,
}

impl Default for Scope {
    fn default() -> Self {
        Self { kinds: FailureKind::ALL.to_vec(), pairs: false }
    }
}

/// How many failures were tried.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Tried {
    /// Channels of the vocabulary.
    pub channel: u64,
    /// Sectors.
    pub sector: u64,
    /// Pairs of parties that the plan hands over between.
    pub link: u64,
    /// Relays of the plan.
    pub party: u64,
    /// Two of all these at a time.
    pub pairs: u64,
}

/// How many parties are told while nothing more fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ToldCount {
    /// Of those that must be told.
    pub must: u64,
    /// Of those that may be told.
    pub may: u64,
}

/// Who is no longer told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Lost {
    /// Of those that must be told, sorted.
    pub must: Vec<PartyId>,
    /// Of those that may be told, sorted.
    pub may: Vec<PartyId>,
}

/// For how many organisations the lost parties stand: a class or sub-group for the sum of its counts on the day, any other party
/// for one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LostUnits {
    /// Of those that must be told.
    pub must: u64,
    /// Of those that may be told.
    pub may: u64,
    /// How many classes and sub-groups are lost of which nobody knows the count.
    pub unknown: u64,
}

/// What one failure changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FailureRow {
    /// What fails: one thing.
    pub failure: Vec<Failure>,
    /// Who is lost.
    pub lost: Lost,
    /// For how many organisations they stand.
    pub units: LostUnits,
    /// Who is still told, by another path or with another primary channel, sorted.
    pub changed: Vec<PartyId>,
    /// Whether a party is lost that must be told and is not itself what failed.
    pub single_point: bool,
}

/// Two failures that lose somebody whom neither loses alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PairRow {
    /// What fails: two things.
    pub failure: Vec<Failure>,
    /// Who is lost.
    pub lost: Lost,
    /// Whom neither loses alone, sorted.
    pub only_together: Vec<PartyId>,
}

/// Who is lost when something fails: every single failure, and every two on request. Exact, not sampled.
///
/// Channels that nobody knows never fail here: the lint `channel-unknown` stands where there are some, and rows of channels and
/// sectors speak of known hand-overs only.
///
/// ```
/// use ceptoar_core::life::{self, Failure, Scope};
/// use ceptoar_core::{Edition, Registry, Router, Situation};
///
/// let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
///     "kind": "vulnerability", "affected_sectors": ["water"], "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let found = life::resilience(&router, &notice, &Situation::default(), &Scope::default())?;
/// let relay = Failure::Party("mhlw".parse()?);
/// assert!(found.single_points.contains(&relay)); // without the ministry the CEPTOAR is not told
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct Resilience {
    /// The notice, what answers, and the situation.
    #[serde(flatten)]
    pub head: Head,
    /// What it rests on.
    pub digests: Digests,
    /// What was tried.
    pub scope: Scope,
    /// How many failures that were.
    pub tried: Tried,
    /// The lints of the plan while nothing more fails.
    pub lints: Vec<Lint>,
    /// How many parties are told then, the embargo left aside.
    pub told: ToldCount,
    /// The single failures that change something, by kind and id.
    pub rows: Vec<FailureRow>,
    /// Those that lose a party that must be told and is not itself what failed.
    pub single_points: Vec<Failure>,
    /// Every two that lose somebody whom neither loses alone, in the order of the rows.
    pub pairs: Vec<PairRow>,
}
