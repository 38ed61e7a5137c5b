//! The records of CEPTOARs and councils, instruments and bodies, as an edition writes them.

use super::scalar::DateText;
use super::scalar::PartialDateText;
use super::scalar::SlugText;
use crate::document::cited::cited;
use crate::document::macros::objects;
use crate::document::scalar::{PeriodDoc, TextDoc};
use crate::word::sets::Binding;

objects! {
    /// A number that an activity states.
    ActivityCountDoc {
        /// What is counted.
        of: TextDoc,
        /// The number.
        value: u32,
        /// The unit.
        unit: TextDoc,
    }
}

cited! {
    /// Who the members of a CEPTOAR are.
    CompositionDoc {
        /// Those whom the source names.
        parts: Vec<TextDoc>,
        /// Those whom it expressly leaves out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        without: Option<Vec<TextDoc>>,
        /// Whether the source says that there are others (等).
        #[serde(default, skip_serializing_if = "crate::document::scalar::is_false")]
        open: bool,
    }

    /// The record of a CEPTOAR.
    CeptoarDoc {
        /// The party of kind `ceptoar`.
        party: SlugText,
        /// Its sector.
        sector: SlugText,
        /// Its business scope.
        scope: TextDoc,
        /// Who runs its secretariat, and when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        secretariat: Option<Vec<SecretariatDoc>>,
        /// Since when its point of contact works; absent or null: always.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        poc: Option<DatedDoc>,
        /// When its handling rules were made.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        handling_rules: Option<MonthDoc>,
        /// When it was set up.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        maturity: Option<MonthDoc>,
        /// Its means of contact, in the source's order.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        means: Option<MeansDoc>,
        /// The kinds of information it shares.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kinds: Option<Vec<KindsDoc>>,
        /// Who its members are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        composition: Option<Vec<CompositionDoc>>,
        /// What is particular to it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        features: Option<Vec<SummaryDoc>>,
        /// What it did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        activities: Option<Vec<ActivityDoc>>,
    }

    /// What is known of a council.
    CouncilDoc {
        /// The party of kind `council` or `liaison-council`.
        party: SlugText,
        /// Who runs its secretariat, and when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        secretariat: Option<Vec<SecretariatDoc>>,
        /// What is particular to it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        features: Option<Vec<SummaryDoc>>,
        /// What it did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        activities: Option<Vec<ActivityDoc>>,
    }

    /// Who runs a secretariat.
    SecretariatDoc {
        /// Its name, as the source writes it.
        name: TextDoc,
        /// When.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        period: Option<PeriodDoc>,
    }

    /// A day from which something holds.
    DatedDoc {
        /// The first day.
        from: DateText,
    }

    /// A month, as the source dates it.
    MonthDoc {
        /// `2007-03`.
        month: String,
    }

    /// Means of contact.
    MeansDoc {
        /// The channels in order.
        channels: Vec<SlugText>,
        /// Whether the source says that there are others (等).
        #[serde(default, skip_serializing_if = "crate::document::scalar::is_false")]
        open: bool,
    }

    /// Kinds of information.
    KindsDoc {
        /// The kinds.
        ids: Vec<SlugText>,
    }

    /// Something the source says, in our own words.
    SummaryDoc {
        /// What it says.
        summary: TextDoc,
    }

    /// Something that was done, in our own words.
    ActivityDoc {
        /// What was done.
        summary: TextDoc,
        /// The fiscal year, from April on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fiscal_year: Option<u16>,
        /// The numbers that the source states of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        counts: Option<Vec<ActivityCountDoc>>,
    }

    /// A rule, plan, guideline, standard or exercise.
    InstrumentDoc {
        /// Its id.
        id: SlugText,
        /// Its title, as the source writes it.
        title: TextDoc,
        /// Who issued it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        issuer: Option<TextDoc>,
        /// The day, month or year in which it was issued or held.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        issued: Option<PartialDateText>,
        /// Which CEPTOARs it binds.
        binds: Vec<BindsDoc>,
        /// What it is, in our own words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        summary: Option<TextDoc>,
    }

    /// That an instrument binds a CEPTOAR.
    BindsDoc {
        /// The CEPTOAR.
        ceptoar: SlugText,
        /// How.
        how: Binding,
    }

    /// A committee or group inside a CEPTOAR that is no party.
    BodyDoc {
        /// Its id.
        id: SlugText,
        /// Its name, as the source writes it.
        name: TextDoc,
        /// The CEPTOARs that it works in.
        ceptoars: Vec<SlugText>,
        /// The day, month or year since when it exists.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<PartialDateText>,
        /// What it does, in our own words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        summary: Option<TextDoc>,
    }
}
