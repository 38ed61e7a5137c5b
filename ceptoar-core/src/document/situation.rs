//! The situation: what the caller knows of the moment.

use crate::document::macros::objects;
use crate::document::scalar::{IdText, InstantText, LabelText};

objects! {
    /// The situation in which a notice is routed.
    ///
    /// ```
    /// use ceptoar_core::document::{Outage, Situation};
    ///
    /// let outage = Outage { link: Some("mic>telecom".into()), ..Outage::default() };
    /// let situation = Situation { outages: Some(vec![outage]), ..Situation::default() };
    /// assert_eq!(ceptoar_core::Situation::from_json(situation.write().as_bytes())?.outages.len(), 1);
    /// # Ok::<(), ceptoar_core::Refusal>(())
    /// ```
    Situation {
        ;
        /// The instant to answer for; absent: when the notice was issued.
        at: Option<InstantText>,
        /// What is out.
        outages: Option<Vec<Outage>>,
        /// Sectors whose failure closes the channels that they carry.
        failed_sectors: Option<Vec<IdText>>,
    }

    /// A channel everywhere, a link whole, a channel of a link, or a party.
    Outage {
        ;
        /// The channel.
        channel: Option<IdText>,
        /// The link, as `from>to`.
        link: Option<LabelText>,
        /// The party, which neither receives nor hands on: without a channel or a link beside it.
        party: Option<IdText>,
    }
}
