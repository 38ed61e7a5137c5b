//! The answers to a holder: the parties to hand on to, and whether the notice may be passed to a given party.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::answer::plan::{Hop, OwedJudgement};
use crate::answer::verdict::Reason;
use crate::id::{ChannelId, PartyId};
use crate::text::bilingual::Text;
use crate::word::sets::{Direction, MayPass};

/// A hop of the plan that leaves a holder.
///
/// ```
/// use ceptoar_core::{Edition, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let next = router.onward(&notice, "meti", &Situation::default())?;
/// assert_eq!(next.len(), 1);
/// assert_eq!(next[0].to, "electric-power");
/// assert_eq!(next[0].serves, ["criepi", "electric-power", "electric-power-members"]);
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Onward {
    /// The party that is handed the notice.
    pub to: PartyId,
    /// The direction of the link that is used.
    pub direction: Direction,
    /// The open channels, the primary first, those that need a judgement last; `None`: unknown. Empty where the hop is
    /// internal, or where all are in `also`.
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
    /// The recipients whose paths take this hop, sorted.
    pub serves: Vec<PartyId>,
    /// The judgement that the holder makes before it hands on to this party; at most one.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub judgement: Vec<OwedJudgement>,
}

/// The answer to a holder who asks whether the notice may be passed to a party.
///
/// ```
/// use ceptoar_core::{Edition, MayPass, ReasonCode, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let passing = router.may_pass(&notice, "meti", "gas", &Situation::default())?;
/// assert_eq!((passing.answer, passing.hop), (MayPass::No, None));
/// assert!(passing.reasons.iter().any(|reason| reason.code == ReasonCode::PartyNotDelivered));
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Passing {
    /// The answer.
    pub answer: MayPass,
    /// The hop; `None` where the answer is no.
    pub hop: Option<Hop>,
    /// The judgement that the holder makes before it passes the notice to the party; at most one.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub judgement: Vec<OwedJudgement>,
    /// Every reason why not, sorted by code and rule; empty unless the answer is no.
    pub reasons: Vec<Reason>,
}
