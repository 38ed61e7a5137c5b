//! Records: what crosses whole. Most are made from the core's declarations; here stands what makes them alike.

mod answers;
mod enums;
mod facts;

use ceptoar_core as core;
use chrono::{DateTime, NaiveDate, Utc};

use crate::error::CeptoarError;
use crate::notice::Situation;

pub use answers::*;
pub use enums::*;
pub use facts::*;

/// An instant. On the way it is a count of nanoseconds since 1970, so that no value can fail to be read.
pub type UtcInstant = DateTime<Utc>;

/// A civil day in Japan.
pub type CivilDay = NaiveDate;

uniffi::custom_type!(UtcInstant, i64, {
    remote,
    lower: |at| at.timestamp_nanos_opt().unwrap_or(if at < DateTime::<Utc>::UNIX_EPOCH { i64::MIN } else { i64::MAX }),
    try_lift: |nanoseconds| Ok(DateTime::from_timestamp_nanos(nanoseconds)),
});

uniffi::custom_type!(CivilDay, String, {
    remote,
    lower: |day| day.to_string(),
    // An error that is the called function's own is thrown as it is; any other would be a panic.
    try_lift: |text| text.parse().map_err(|_| CeptoarError::of_code(core::ErrorCode::BadDate, "", &text).into()),
});

/// A statement of the source with its SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct StatementDigest {
    /// The statement.
    pub statement: String,
    /// Its SHA-256, in hexadecimal.
    pub digest: String,
}

/// A statement that no datum needs to cite.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ExcusedStatement {
    /// The statement.
    pub statement: String,
    /// Why not.
    pub reason: BilingualText,
}

/// By which channels a notice of a level may pass.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum ChannelAllowance {
    /// All, known or not.
    All,
    /// Every channel of the vocabulary that is not public.
    NotPublic,
    /// These, sorted.
    Only {
        /// The channels.
        channels: Vec<String>,
    },
}

/// What becomes a record on its way out. The registry gives the names in sentences.
pub(crate) trait Native {
    /// What it becomes.
    type As;

    fn native(&self, registry: &core::Registry) -> Self::As;
}

/// A sentence of the core in both languages.
pub(crate) fn sentences(sentence: impl Fn(Lang) -> String) -> BilingualText {
    BilingualText { ja: sentence(Lang::Ja), en: Some(sentence(Lang::En)) }
}

macro_rules! as_text {
    ($($type:ty: $text:ident;)*) => {$(
        impl Native for $type {
            type As = String;

            fn native(&self, _: &core::Registry) -> String {
                self.$text().to_owned()
            }
        }
    )*};
}

as_text! {
    core::BodyId: as_str;
    core::CauseId: as_str;
    core::ChannelId: as_str;
    core::DocumentId: as_str;
    core::Due: as_str;
    core::InstrumentId: as_str;
    core::KindId: as_str;
    core::Label: as_str;
    core::LintCode: as_str;
    core::NoticeId: as_str;
    core::ObligationId: as_str;
    core::PartyId: as_str;
    core::PersonRef: as_str;
    core::PurposeId: as_str;
    core::ReasonCode: as_str;
    core::RuleId: as_str;
    core::SectorId: as_str;
    core::SourceId: as_str;
    String: as_str;
    str: to_owned;
}

/// When a rule fires and whom it speaks of nest without end, which records cannot: they cross as the document that they are
/// (`when` and `audience` of `schemas/v1/rules.schema.json`).
macro_rules! as_document {
    ($($type:ty)*) => {$(
        impl Native for $type {
            type As = String;

            fn native(&self, _: &core::Registry) -> String {
                serde_json::to_string(self).unwrap_or_default()
            }
        }
    )*};
}

as_document! { core::Audience core::Condition }

macro_rules! as_itself {
    ($($type:ty)*) => {$(
        impl Native for $type {
            type As = Self;

            fn native(&self, _: &core::Registry) -> Self {
                *self
            }
        }
    )*};
}

as_itself! { bool u32 UtcInstant CivilDay }

impl Native for u16 {
    type As = u32;

    fn native(&self, _: &core::Registry) -> u32 {
        u32::from(*self)
    }
}

impl<T: Native> Native for Option<T> {
    type As = Option<T::As>;

    fn native(&self, registry: &core::Registry) -> Self::As {
        self.as_ref().map(|value| value.native(registry))
    }
}

impl<T: Native> Native for [T] {
    type As = Vec<T::As>;

    fn native(&self, registry: &core::Registry) -> Self::As {
        self.iter().map(|value| value.native(registry)).collect()
    }
}

impl<T: Native> Native for Vec<T> {
    type As = Vec<T::As>;

    fn native(&self, registry: &core::Registry) -> Self::As {
        self.as_slice().native(registry)
    }
}

impl<T: Native + ?Sized> Native for Box<T> {
    type As = T::As;

    fn native(&self, registry: &core::Registry) -> Self::As {
        (**self).native(registry)
    }
}

impl<T: Native + ?Sized> Native for std::sync::Arc<T> {
    type As = T::As;

    fn native(&self, registry: &core::Registry) -> Self::As {
        (**self).native(registry)
    }
}

impl<T: Native + ?Sized> Native for &T {
    type As = T::As;

    fn native(&self, registry: &core::Registry) -> Self::As {
        (**self).native(registry)
    }
}

impl Native for (core::SourceId, Box<str>) {
    type As = StatementDigest;

    fn native(&self, registry: &core::Registry) -> StatementDigest {
        StatementDigest { statement: self.0.native(registry), digest: self.1.native(registry) }
    }
}

impl Native for (core::SourceId, core::Text) {
    type As = ExcusedStatement;

    fn native(&self, registry: &core::Registry) -> ExcusedStatement {
        ExcusedStatement { statement: self.0.native(registry), reason: self.1.native(registry) }
    }
}

impl Native for core::ChannelAllowance {
    type As = ChannelAllowance;

    fn native(&self, registry: &core::Registry) -> ChannelAllowance {
        match self {
            Self::All => ChannelAllowance::All,
            Self::NotPublic => ChannelAllowance::NotPublic,
            Self::Only(channels) => ChannelAllowance::Only { channels: channels.native(registry) },
        }
    }
}
