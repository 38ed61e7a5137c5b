//! Levels of a profile.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

use crate::native::Native;
use crate::records::allowance::ChannelAllowance;
use crate::records::enums::{PersonsScope, ReachTerm};
use crate::records::source::Citation;
use crate::records::text::BilingualText;

/// A level: a label with its reach, persons and channels.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Level {
    /// The label as its own source writes it; never translated.
    pub label: String,
    /// The meaning of the label for a holder.
    pub text: BilingualText,
    /// The label as a voice says it.
    pub spoken: Option<BilingualText>,
    /// The organisations that it admits, sorted.
    pub reach: Vec<ReachTerm>,
    /// The persons who may handle it.
    pub persons: PersonsScope,
    /// The channels by which it may pass.
    pub channels: ChannelAllowance,
    /// The citation that reach, persons and channels rest on.
    pub basis: Citation,
    /// Where the label comes from.
    pub citation: Citation,
}

impl<R> Native<R> for core::Level {
    type As = Level;

    fn native(&self, registry: &R) -> Level {
        Level {
            label: self.label.native(registry),
            text: self.text.native(registry),
            spoken: self.spoken.native(registry),
            reach: self.reach.native(registry),
            persons: self.persons.native(registry),
            channels: self.channels.native(registry),
            basis: self.basis.native(registry),
            citation: self.citation.native(registry),
        }
    }
}
