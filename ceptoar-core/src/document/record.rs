//! The records of CEPTOARs and councils, instruments and bodies, as an edition writes them.

use crate::document::cited::cited;
use crate::document::macros::objects;
use crate::document::scalar::{DateText, IdText, PartialDateText, Period, Text};
use crate::word::sets::Binding;

objects! {
    /// A number that an activity states.
    ActivityCount {
        /// What is counted.
        of: Text,
        /// The number.
        value: u32,
        /// The unit.
        unit: Text,
        ;
    }
}

cited! {
    /// Who the members of a CEPTOAR are.
    Composition {
        /// Those whom the source names.
        parts: Vec<Text>,
        ;
        /// Those whom it expressly leaves out.
        without: Option<Vec<Text>>,
        /// Whether the source says that there are others (等).
        open: bool,
    }

    /// The record of a CEPTOAR.
    Ceptoar {
        /// The party of kind `ceptoar`.
        party: IdText,
        /// Its sector.
        sector: IdText,
        /// Its business scope.
        scope: Text,
        ;
        /// Who runs its secretariat, and when.
        secretariat: Option<Vec<Secretariat>>,
        /// Since when its point of contact works; absent or null: always.
        poc: Option<Dated>,
        /// When its handling rules were made.
        handling_rules: Option<Month>,
        /// When they were made anew.
        handling_rules_later: Option<Vec<Month>>,
        /// When it was set up.
        maturity: Option<Month>,
        /// Its means of contact, in the source's order.
        means: Option<Means>,
        /// Its later means of contact, each until the next.
        means_later: Option<Vec<LaterMeans>>,
        /// The kinds of information it shares.
        kinds: Option<Vec<Kinds>>,
        /// Who its members are.
        composition: Option<Vec<Composition>>,
        /// What is particular to it.
        features: Option<Vec<Summary>>,
        /// What it did.
        activities: Option<Vec<Activity>>,
    }

    /// What is known of a council.
    Council {
        /// The party of kind `council` or `liaison-council`.
        party: IdText,
        ;
        /// Who runs its secretariat, and when.
        secretariat: Option<Vec<Secretariat>>,
        /// What is particular to it.
        features: Option<Vec<Summary>>,
        /// What it did.
        activities: Option<Vec<Activity>>,
    }

    /// Who runs a secretariat.
    Secretariat {
        /// Its name, as the source writes it.
        name: Text,
        ;
        /// When.
        period: Option<Period>,
    }

    /// A day from which something holds.
    Dated {
        /// The first day.
        from: DateText,
        ;
    }

    /// A month, as the source dates it.
    Month {
        /// `2007-03`.
        month: String,
        ;
    }

    /// Means of contact.
    Means {
        /// The channels in order.
        channels: Vec<IdText>,
        ;
        /// Whether the source says that there are others (等).
        open: bool,
    }

    /// Means of contact from a day on.
    LaterMeans {
        /// The first day.
        from: DateText,
        /// The channels in order.
        channels: Vec<IdText>,
        ;
        /// Whether the source says that there are others (等).
        open: bool,
    }

    /// Kinds of information.
    Kinds {
        /// The kinds.
        ids: Vec<IdText>,
        ;
    }

    /// Something the source says, in our own words.
    Summary {
        /// What it says.
        summary: Text,
        ;
    }

    /// Something that was done, in our own words.
    Activity {
        /// What was done.
        summary: Text,
        ;
        /// The fiscal year, from April on.
        fiscal_year: Option<u16>,
        /// The numbers that the source states of it.
        counts: Option<Vec<ActivityCount>>,
    }

    /// A rule, plan, guideline, standard or exercise.
    Instrument {
        /// Its id.
        id: IdText,
        /// Its title, as the source writes it.
        title: Text,
        /// Which CEPTOARs it binds.
        binds: Vec<Binds>,
        ;
        /// Who issued it.
        issuer: Option<Text>,
        /// The day, month or year in which it was issued or held.
        issued: Option<PartialDateText>,
        /// What it is, in our own words.
        summary: Option<Text>,
    }

    /// That an instrument binds a CEPTOAR.
    Binds {
        /// The CEPTOAR.
        ceptoar: IdText,
        /// How.
        how: Binding,
        ;
    }

    /// A committee or group inside a CEPTOAR that is no party.
    Body {
        /// Its id.
        id: IdText,
        /// Its name, as the source writes it.
        name: Text,
        /// The CEPTOARs that it works in.
        ceptoars: Vec<IdText>,
        ;
        /// The day, month or year since when it exists.
        since: Option<PartialDateText>,
        /// What it does, in our own words.
        summary: Option<Text>,
    }
}
