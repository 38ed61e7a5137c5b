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

    /// What was out, and when.
    ///
    /// ```
    /// use ceptoar_core::document::{DatedSituation, Situation, Situations};
    ///
    /// let morning = DatedSituation { until: Some("2009-05-08T12:00:00+09:00".into()),
    ///     ..DatedSituation::new("2009-05-08T09:00:00+09:00", Situation::default()) };
    /// let situations = Situations { situations: vec![morning] };
    /// assert_eq!(Situations::read(situations.write().as_bytes())?, situations);
    /// # Ok::<(), ceptoar_core::Refusal>(())
    /// ```
    Situations {
        /// The situations, in any order; they do not overlap.
        situations: Vec<DatedSituation>,
    }

    /// What was out, from an instant on, until another.
    DatedSituation {
        /// From when.
        from: InstantText,
        /// What was out; it has no instant of its own.
        situation: Situation,
        ;
        /// Until when, that instant not included; absent: for good.
        until: Option<InstantText>,
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
