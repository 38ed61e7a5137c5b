//! Records of CEPTOARs and councils, instruments and bodies.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core::document;

use crate::documents::time::PeriodDocument;
use crate::records::enums::{Grade, InstrumentBinding};
use crate::records::text::BilingualText;
use crate::written::Written;

/// A number that an activity states.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ActivityCountDocument {
    /// What is counted.
    pub of: BilingualText,
    /// The number.
    pub value: u32,
    /// The unit.
    pub unit: BilingualText,
}

impl Written<document::ActivityCount> for ActivityCountDocument {
    fn core(&self) -> document::ActivityCount {
        document::ActivityCount { of: self.of.core(), value: self.value.core(), unit: self.unit.core() }
    }

    fn of(core: &document::ActivityCount) -> Self {
        Self { of: Written::of(&core.of), value: Written::of(&core.value), unit: Written::of(&core.unit) }
    }
}

/// Who the members of a CEPTOAR are.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct CompositionDocument {
    /// Those whom the source names.
    pub parts: Vec<BilingualText>,
    /// Those whom it expressly leaves out.
    #[uniffi(default = None)]
    pub without: Option<Vec<BilingualText>>,
    /// Whether the source says that there are others (等).
    #[uniffi(default = false)]
    pub open: bool,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Composition> for CompositionDocument {
    fn core(&self) -> document::Composition {
        document::Composition {
            parts: self.parts.core(),
            without: self.without.core(),
            open: self.open.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Composition) -> Self {
        Self {
            parts: Written::of(&core.parts),
            without: Written::of(&core.without),
            open: Written::of(&core.open),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// The record of a CEPTOAR.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct CeptoarDocument {
    /// The party of kind `ceptoar`.
    pub party: String,
    /// Its sector.
    pub sector: String,
    /// Its business scope.
    pub scope: BilingualText,
    /// Who runs its secretariat, and when.
    #[uniffi(default = None)]
    pub secretariat: Option<Vec<SecretariatDocument>>,
    /// Since when its point of contact works; absent or null: always.
    #[uniffi(default = None)]
    pub poc: Option<DatedDocument>,
    /// When its handling rules were made.
    #[uniffi(default = None)]
    pub handling_rules: Option<MonthDocument>,
    /// When they were made anew.
    #[uniffi(default = None)]
    pub handling_rules_later: Option<Vec<MonthDocument>>,
    /// When it was set up.
    #[uniffi(default = None)]
    pub maturity: Option<MonthDocument>,
    /// Its means of contact, in the source's order.
    #[uniffi(default = None)]
    pub means: Option<MeansDocument>,
    /// Its later means of contact, each until the next.
    #[uniffi(default = None)]
    pub means_later: Option<Vec<LaterMeansDocument>>,
    /// The kinds of information it shares.
    #[uniffi(default = None)]
    pub kinds: Option<Vec<KindsDocument>>,
    /// Who its members are.
    #[uniffi(default = None)]
    pub composition: Option<Vec<CompositionDocument>>,
    /// What is particular to it.
    #[uniffi(default = None)]
    pub features: Option<Vec<SummaryDocument>>,
    /// What it did.
    #[uniffi(default = None)]
    pub activities: Option<Vec<ActivityDocument>>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Ceptoar> for CeptoarDocument {
    fn core(&self) -> document::Ceptoar {
        document::Ceptoar {
            party: self.party.core(),
            sector: self.sector.core(),
            scope: self.scope.core(),
            secretariat: self.secretariat.core(),
            poc: self.poc.core(),
            handling_rules: self.handling_rules.core(),
            handling_rules_later: self.handling_rules_later.core(),
            maturity: self.maturity.core(),
            means: self.means.core(),
            means_later: self.means_later.core(),
            kinds: self.kinds.core(),
            composition: self.composition.core(),
            features: self.features.core(),
            activities: self.activities.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Ceptoar) -> Self {
        Self {
            party: Written::of(&core.party),
            sector: Written::of(&core.sector),
            scope: Written::of(&core.scope),
            secretariat: Written::of(&core.secretariat),
            poc: Written::of(&core.poc),
            handling_rules: Written::of(&core.handling_rules),
            handling_rules_later: Written::of(&core.handling_rules_later),
            maturity: Written::of(&core.maturity),
            means: Written::of(&core.means),
            means_later: Written::of(&core.means_later),
            kinds: Written::of(&core.kinds),
            composition: Written::of(&core.composition),
            features: Written::of(&core.features),
            activities: Written::of(&core.activities),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// What is known of a council.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct CouncilDocument {
    /// The party of kind `council` or `liaison-council`.
    pub party: String,
    /// Who runs its secretariat, and when.
    #[uniffi(default = None)]
    pub secretariat: Option<Vec<SecretariatDocument>>,
    /// What is particular to it.
    #[uniffi(default = None)]
    pub features: Option<Vec<SummaryDocument>>,
    /// What it did.
    #[uniffi(default = None)]
    pub activities: Option<Vec<ActivityDocument>>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Council> for CouncilDocument {
    fn core(&self) -> document::Council {
        document::Council {
            party: self.party.core(),
            secretariat: self.secretariat.core(),
            features: self.features.core(),
            activities: self.activities.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Council) -> Self {
        Self {
            party: Written::of(&core.party),
            secretariat: Written::of(&core.secretariat),
            features: Written::of(&core.features),
            activities: Written::of(&core.activities),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// Who runs a secretariat.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct SecretariatDocument {
    /// Its name, as the source writes it.
    pub name: BilingualText,
    /// When.
    #[uniffi(default = None)]
    pub period: Option<PeriodDocument>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Secretariat> for SecretariatDocument {
    fn core(&self) -> document::Secretariat {
        document::Secretariat {
            name: self.name.core(),
            period: self.period.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Secretariat) -> Self {
        Self {
            name: Written::of(&core.name),
            period: Written::of(&core.period),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// A day from which something holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct DatedDocument {
    /// The first day.
    pub from: String,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Dated> for DatedDocument {
    fn core(&self) -> document::Dated {
        document::Dated {
            from: self.from.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Dated) -> Self {
        Self {
            from: Written::of(&core.from),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// A month, as the source dates it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct MonthDocument {
    /// `2007-03`.
    pub month: String,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Month> for MonthDocument {
    fn core(&self) -> document::Month {
        document::Month {
            month: self.month.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Month) -> Self {
        Self {
            month: Written::of(&core.month),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// Means of contact.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct MeansDocument {
    /// The channels in order.
    pub channels: Vec<String>,
    /// Whether the source says that there are others (等).
    #[uniffi(default = false)]
    pub open: bool,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Means> for MeansDocument {
    fn core(&self) -> document::Means {
        document::Means {
            channels: self.channels.core(),
            open: self.open.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Means) -> Self {
        Self {
            channels: Written::of(&core.channels),
            open: Written::of(&core.open),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// Means of contact from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct LaterMeansDocument {
    /// The first day.
    pub from: String,
    /// The channels in order.
    pub channels: Vec<String>,
    /// Whether the source says that there are others (等).
    #[uniffi(default = false)]
    pub open: bool,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::LaterMeans> for LaterMeansDocument {
    fn core(&self) -> document::LaterMeans {
        document::LaterMeans {
            from: self.from.core(),
            channels: self.channels.core(),
            open: self.open.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::LaterMeans) -> Self {
        Self {
            from: Written::of(&core.from),
            channels: Written::of(&core.channels),
            open: Written::of(&core.open),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// Kinds of information.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct KindsDocument {
    /// The kinds.
    pub ids: Vec<String>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Kinds> for KindsDocument {
    fn core(&self) -> document::Kinds {
        document::Kinds {
            ids: self.ids.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Kinds) -> Self {
        Self {
            ids: Written::of(&core.ids),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// Something the source says, in our own words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct SummaryDocument {
    /// What it says.
    pub summary: BilingualText,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Summary> for SummaryDocument {
    fn core(&self) -> document::Summary {
        document::Summary {
            summary: self.summary.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Summary) -> Self {
        Self {
            summary: Written::of(&core.summary),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// Something that was done, in our own words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ActivityDocument {
    /// What was done.
    pub summary: BilingualText,
    /// The fiscal year, from April on.
    #[uniffi(default = None)]
    pub fiscal_year: Option<u16>,
    /// The numbers that the source states of it.
    #[uniffi(default = None)]
    pub counts: Option<Vec<ActivityCountDocument>>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Activity> for ActivityDocument {
    fn core(&self) -> document::Activity {
        document::Activity {
            summary: self.summary.core(),
            fiscal_year: self.fiscal_year.core(),
            counts: self.counts.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Activity) -> Self {
        Self {
            summary: Written::of(&core.summary),
            fiscal_year: Written::of(&core.fiscal_year),
            counts: Written::of(&core.counts),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// A rule, plan, guideline, standard or exercise.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct InstrumentDocument {
    /// Its id.
    pub id: String,
    /// Its title, as the source writes it.
    pub title: BilingualText,
    /// Which CEPTOARs it binds.
    pub binds: Vec<BindsDocument>,
    /// Who issued it.
    #[uniffi(default = None)]
    pub issuer: Option<BilingualText>,
    /// The day, month or year in which it was issued or held.
    #[uniffi(default = None)]
    pub issued: Option<String>,
    /// What it is, in our own words.
    #[uniffi(default = None)]
    pub summary: Option<BilingualText>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Instrument> for InstrumentDocument {
    fn core(&self) -> document::Instrument {
        document::Instrument {
            id: self.id.core(),
            title: self.title.core(),
            binds: self.binds.core(),
            issuer: self.issuer.core(),
            issued: self.issued.core(),
            summary: self.summary.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Instrument) -> Self {
        Self {
            id: Written::of(&core.id),
            title: Written::of(&core.title),
            binds: Written::of(&core.binds),
            issuer: Written::of(&core.issuer),
            issued: Written::of(&core.issued),
            summary: Written::of(&core.summary),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// That an instrument binds a CEPTOAR.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct BindsDocument {
    /// The CEPTOAR.
    pub ceptoar: String,
    /// How.
    pub how: InstrumentBinding,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Binds> for BindsDocument {
    fn core(&self) -> document::Binds {
        document::Binds {
            ceptoar: self.ceptoar.core(),
            how: self.how.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Binds) -> Self {
        Self {
            ceptoar: Written::of(&core.ceptoar),
            how: Written::of(&core.how),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}

/// A committee or group inside a CEPTOAR that is no party.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct BodyDocument {
    /// Its id.
    pub id: String,
    /// Its name, as the source writes it.
    pub name: BilingualText,
    /// The CEPTOARs that it works in.
    pub ceptoars: Vec<String>,
    /// The day, month or year since when it exists.
    #[uniffi(default = None)]
    pub since: Option<String>,
    /// What it does, in our own words.
    #[uniffi(default = None)]
    pub summary: Option<BilingualText>,
    /// The statements or documents that say so.
    #[uniffi(default = None)]
    pub source: Option<Vec<String>>,
    /// How the fact is known.
    #[uniffi(default = None)]
    pub grade: Option<Grade>,
    /// Why, where the fact is deduced or a reading.
    #[uniffi(default = None)]
    pub reason: Option<BilingualText>,
    /// The day, month or year whose state the source describes, where it is another than the edition's.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// What the reader should know, where the record is not plain.
    #[uniffi(default = None)]
    pub note: Option<BilingualText>,
}

impl Written<document::Body> for BodyDocument {
    fn core(&self) -> document::Body {
        document::Body {
            id: self.id.core(),
            name: self.name.core(),
            ceptoars: self.ceptoars.core(),
            since: self.since.core(),
            summary: self.summary.core(),
            source: self.source.core(),
            grade: self.grade.core(),
            reason: self.reason.core(),
            as_of: self.as_of.core(),
            note: self.note.core(),
        }
    }

    fn of(core: &document::Body) -> Self {
        Self {
            id: Written::of(&core.id),
            name: Written::of(&core.name),
            ceptoars: Written::of(&core.ceptoars),
            since: Written::of(&core.since),
            summary: Written::of(&core.summary),
            source: Written::of(&core.source),
            grade: Written::of(&core.grade),
            reason: Written::of(&core.reason),
            as_of: Written::of(&core.as_of),
            note: Written::of(&core.note),
        }
    }
}
