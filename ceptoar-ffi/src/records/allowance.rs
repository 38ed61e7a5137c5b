//! By which channels a level lets a notice pass.

use ceptoar_core as core;

use crate::native::Native;

/// By which channels a notice of a level may pass.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum ChannelAllowance {
    /// All, known or not.
    All,
    /// Every channel of the vocabulary that is not public.
    NotPublic,
    /// These, sorted.
    Only {
        /// The channels.
        channels: Vec<String>,
    },
}

impl<R> Native<R> for core::ChannelAllowance {
    type As = ChannelAllowance;

    fn native(&self, registry: &R) -> ChannelAllowance {
        match self {
            Self::All => ChannelAllowance::All,
            Self::NotPublic => ChannelAllowance::NotPublic,
            Self::Only(channels) => ChannelAllowance::Only { channels: channels.native(registry) },
        }
    }
}
