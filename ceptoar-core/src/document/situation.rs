//! The situation: what the caller knows of the moment.

use crate::document::macros::objects;
use crate::document::scalar::{IdText, InstantText, LabelText};

objects! {
    /// The situation in which a notice is routed.
    Situation {
        ;
        /// The instant to answer for; absent: when the notice was issued.
        at: Option<InstantText>,
        /// What is out.
        outages: Option<Vec<Outage>>,
        /// Sectors whose failure closes the channels that they carry.
        failed_sectors: Option<Vec<IdText>>,
    }

    /// A channel everywhere, a link whole, or a channel of a link.
    Outage {
        ;
        /// The channel.
        channel: Option<IdText>,
        /// The link, as `from>to`.
        link: Option<LabelText>,
    }
}
