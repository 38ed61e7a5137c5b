//! A holder's questions.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

use crate::native::Native;
use crate::records::enums::{Direction, MayPass};
use crate::records::plan::{Hop, OwedJudgement};
use crate::records::text::BilingualText;
use crate::records::verdict::Reason;

/// A hop of the plan that leaves a holder.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Onward {
    /// The party that is handed the notice.
    pub to: String,
    /// The direction of the link that is used.
    pub direction: Direction,
    /// The open channels, the primary first, those that need a judgement last; absent: unknown. Empty where the hop is
    /// internal, or where all are in `also`.
    pub channels: Option<Vec<String>>,
    /// The open channels that are used beside those.
    pub also: Vec<String>,
    /// Those of `channels`, then of `also`, that need a judgement.
    pub judged: Vec<String>,
    /// The question to be judged, for each of `judged`.
    pub judged_texts: Vec<BilingualText>,
    /// One office acts in both roles.
    pub internal: bool,
    /// The recipients whose paths take this hop, sorted.
    pub serves: Vec<String>,
    /// The judgement that the holder makes before it hands on to this party; at most one.
    pub judgement: Vec<OwedJudgement>,
}

impl<R> Native<R> for core::Onward {
    type As = Onward;

    fn native(&self, registry: &R) -> Onward {
        Onward {
            to: self.to.native(registry),
            direction: self.direction.native(registry),
            channels: self.channels.native(registry),
            also: self.also.native(registry),
            judged: self.judged.native(registry),
            judged_texts: self.judged_texts.native(registry),
            internal: self.internal.native(registry),
            serves: self.serves.native(registry),
            judgement: self.judgement.native(registry),
        }
    }
}

/// The answer to a holder who asks whether the notice may be passed to a party.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Passing {
    /// The answer.
    pub answer: MayPass,
    /// The hop; absent where the answer is no.
    pub hop: Option<Hop>,
    /// The judgement that the holder makes before it passes the notice to the party; at most one.
    pub judgement: Vec<OwedJudgement>,
    /// Every reason why not, sorted by code and rule; empty unless the answer is no.
    pub reasons: Vec<Reason>,
}

impl Native<core::Registry> for core::Passing {
    type As = Passing;

    fn native(&self, registry: &core::Registry) -> Passing {
        Passing {
            answer: self.answer.native(registry),
            hop: self.hop.native(registry),
            judgement: self.judgement.native(registry),
            reasons: self.reasons.native(registry),
        }
    }
}
