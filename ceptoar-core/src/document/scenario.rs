//! The scenario of a drill: with what chance something fails, how long a hand-over takes, who confirms.

use crate::document::macros::objects;
use crate::document::scalar::{DocumentIdText, IdText, LabelText, SpanText};
use crate::document::situation::Situation;
use crate::share::Share;
use crate::word::audit::Stage;

objects! {
    /// With what chance something fails, how long a hand-over takes, who confirms.
    ///
    /// ```
    /// use ceptoar_core::document::{Scenario, ScenarioFailure};
    /// use ceptoar_core::life::Share;
    ///
    /// let fifth = Share::of_ten_thousandths(2_000).ok_or("too much")?;
    /// let email = ScenarioFailure { channel: Some("email".into()), ..ScenarioFailure::new(fifth) };
    /// let typhoon = Scenario { failures: vec![email], ..Scenario::new(10_000, 7) };
    /// assert_eq!(Scenario::read(typhoon.write().as_bytes())?, typhoon);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Scenario {
        /// Where the schema of this document is.
        #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
        schema: Option<String>,
        /// `ceptoar/scenario/1`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<String>,
        /// The scenario's own id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<DocumentIdText>,
        /// How often it is drawn, at most 100,000 times.
        runs: u32,
        /// What the draws begin with: of the same seed the same draws.
        seed: u32,
        /// What is out from the beginning; absent: nothing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        situation: Option<Situation>,
        /// What may fail, each with its chance and alone.
        failures: Vec<ScenarioFailure>,
        /// How long hand-overs take; absent: nobody asks.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        delays: Option<Vec<ScenarioDelay>>,
        /// Who confirms; absent: nobody asks.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confirmation: Option<Vec<ScenarioConfirmation>>,
    }

    /// A channel everywhere, a sector, a link whole, or a party, and the chance that it fails.
    ScenarioFailure {
        /// The chance.
        chance: Share,
        ;
        /// The channel.
        channel: Option<IdText>,
        /// The sector.
        sector: Option<IdText>,
        /// The link, as `from>to`.
        link: Option<LabelText>,
        /// The party.
        party: Option<IdText>,
    }

    /// How long a hand-over takes.
    ScenarioDelay {
        /// Half of all take no longer.
        median: SpanText,
        /// Nine of ten take no longer.
        p90: SpanText,
        ;
        /// By which primary channel; absent: by any that is not named.
        channel: Option<IdText>,
    }

    /// Who confirms a receipt.
    ScenarioConfirmation {
        /// The chance that one who has it confirms.
        chance: Share,
        ;
        /// Of which stage; absent: of any that is not named.
        stage: Option<Stage>,
        /// Half of those who confirm take no longer; with `p90`, or absent.
        median: Option<SpanText>,
        /// Nine of ten take no longer.
        p90: Option<SpanText>,
    }
}
