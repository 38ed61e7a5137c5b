//! What a recipient may be told.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

use crate::instant::UtcInstant;
use crate::native::Native;
use crate::records::enums::{Duty, Status};
use crate::records::lint::Lint;
use crate::records::plan::Persons;
use crate::records::text::BilingualText;

/// A recipient's own part of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct RecipientView {
    /// The notice.
    pub notice: String,
    /// The recipient.
    pub party: String,
    /// Its sharing level.
    pub level: String,
    /// Whether it is an exercise.
    pub status: Status,
    /// The instant that is answered for.
    pub at: UtcInstant,
    /// Whether the recipient may or must be told.
    pub duty: Duty,
    /// The persons inside the recipient who may handle it.
    pub persons: Persons,
    /// The origin; absent under `no_attribution`.
    pub origin: Option<String>,
    /// The party that hands it to the recipient; absent where that is the origin under `no_attribution`.
    pub from: Option<String>,
    /// The open channels of that hand-over, the primary first; absent: unknown.
    pub channels: Option<Vec<String>>,
    /// The open channels that are used beside those.
    pub also: Vec<String>,
    /// Those of `channels`, then of `also`, that need a judgement.
    pub judged: Vec<String>,
    /// The question to be judged, for each of `judged`.
    pub judged_texts: Vec<BilingualText>,
    /// One office acts in both roles.
    pub internal: bool,
    /// The questions that the hand before judges before it tells the recipient; any one of them suffices.
    pub judgement: Vec<BilingualText>,
    /// The time within which the recipient is told; absent: no rule asks one.
    pub due: Option<String>,
    /// The obligations that travel with it, sorted.
    pub obligations: Vec<String>,
    /// The instruments that bind the recipient's own CEPTOARs, sorted.
    pub instruments: Vec<String>,
    /// The lints of that hand-over and of the edition, sorted.
    pub lints: Vec<Lint>,
}

impl<R> Native<R> for core::View {
    type As = RecipientView;

    fn native(&self, registry: &R) -> RecipientView {
        RecipientView {
            notice: self.notice.native(registry),
            party: self.party.native(registry),
            level: self.level.native(registry),
            status: self.status.native(registry),
            at: self.at.native(registry),
            duty: self.duty.native(registry),
            persons: self.persons.native(registry),
            origin: self.origin.native(registry),
            from: self.from.native(registry),
            channels: self.channels.native(registry),
            also: self.also.native(registry),
            judged: self.judged.native(registry),
            judged_texts: self.judged_texts.native(registry),
            internal: self.internal.native(registry),
            judgement: self.judgement.native(registry),
            due: self.due.native(registry),
            obligations: self.obligations.native(registry),
            instruments: self.instruments.native(registry),
            lints: self.lints.native(registry),
        }
    }
}
