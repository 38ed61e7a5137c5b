//! A channel of a link, which has two written forms.

use ceptoar_core::document;

use crate::documents::channel::ConditionalChannelDocument;
use crate::written::Written;

/// A channel of a link: its id, or an object with what is particular to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum LinkChannelDocument {
    /// Its id alone: it may always be used.
    Plain {
        /// The channel.
        id: String,
    },
    /// With what is particular to it.
    Conditional {
        /// The channel, with its condition.
        channel: ConditionalChannelDocument,
    },
}

impl Written<document::LinkChannel> for LinkChannelDocument {
    fn core(&self) -> document::LinkChannel {
        match self {
            Self::Plain { id } => document::LinkChannel::Plain(id.core()),
            Self::Conditional { channel } => document::LinkChannel::Conditional(channel.core()),
        }
    }

    fn of(core: &document::LinkChannel) -> Self {
        match core {
            document::LinkChannel::Plain(id) => Self::Plain { id: Written::of(id) },
            document::LinkChannel::Conditional(channel) => Self::Conditional { channel: Written::of(channel) },
        }
    }
}
