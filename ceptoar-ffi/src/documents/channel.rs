//! Channels of a link.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core::document;

use crate::records::enums::{Mode, Usage};
use crate::records::text::BilingualText;
use crate::written::Written;

/// When a channel may be used.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ChannelConditionDocument {
    /// In one of these modes.
    #[uniffi(default = None)]
    pub modes: Option<Vec<Mode>>,
    /// For a notice with one of these purposes.
    #[uniffi(default = None)]
    pub purposes: Option<Vec<String>>,
}

impl Written<document::ChannelCondition> for ChannelConditionDocument {
    fn core(&self) -> document::ChannelCondition {
        document::ChannelCondition { modes: self.modes.core(), purposes: self.purposes.core() }
    }

    fn of(core: &document::ChannelCondition) -> Self {
        Self { modes: Written::of(&core.modes), purposes: Written::of(&core.purposes) }
    }
}

/// A channel with what is particular to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ConditionalChannelDocument {
    /// The channel.
    pub id: String,
    /// `also`: it is used beside the other channels, not instead of them.
    #[uniffi(default = None)]
    pub usage: Option<Usage>,
    /// Its condition.
    #[uniffi(default = None)]
    pub when: Option<ChannelConditionDocument>,
    /// What only a person can judge before it is used.
    #[uniffi(default = None)]
    pub judgement: Option<BilingualText>,
}

impl Written<document::ConditionalChannel> for ConditionalChannelDocument {
    fn core(&self) -> document::ConditionalChannel {
        document::ConditionalChannel {
            id: self.id.core(),
            usage: self.usage.core(),
            when: self.when.core(),
            judgement: self.judgement.core(),
        }
    }

    fn of(core: &document::ConditionalChannel) -> Self {
        Self {
            id: Written::of(&core.id),
            usage: Written::of(&core.usage),
            when: Written::of(&core.when),
            judgement: Written::of(&core.judgement),
        }
    }
}
