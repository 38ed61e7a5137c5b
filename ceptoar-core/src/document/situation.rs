//! The situation: what the caller knows of the moment.

use super::scalar::InstantText;
use super::scalar::LabelText;
use super::scalar::SlugText;
use crate::document::macros::objects;

objects! {
    /// The situation in which a notice is routed.
    SituationDoc {
        /// The instant to answer for; absent: when the notice was issued.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<InstantText>,
        /// What is out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outages: Option<Vec<OutageDoc>>,
        /// Sectors whose failure closes the channels that they carry.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        failed_sectors: Option<Vec<SlugText>>,
    }

    /// A channel everywhere, a link whole, or a channel of a link.
    OutageDoc {
        /// The channel.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        channel: Option<SlugText>,
        /// The link, as `from>to`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<LabelText>,
    }
}
