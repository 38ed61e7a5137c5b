//! How values of the core become what crosses.

use ceptoar_core as core;

/// What becomes a record on its way out. `R` is the registry where sentences are said, which need its names, and anything where
/// none is.
pub(crate) trait Native<R> {
    /// What it becomes.
    type As;

    fn native(&self, registry: &R) -> Self::As;
}

macro_rules! as_text {
    ($($type:ty: $text:ident;)*) => {$(
        impl<R> Native<R> for $type {
            type As = String;

            fn native(&self, _: &R) -> String {
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
        impl<R> Native<R> for $type {
            type As = String;

            fn native(&self, _: &R) -> String {
                serde_json::to_string(self).unwrap_or_default()
            }
        }
    )*};
}

as_document! { core::Audience core::Condition }

macro_rules! as_itself {
    ($($type:ty)*) => {$(
        impl<R> Native<R> for $type {
            type As = Self;

            fn native(&self, _: &R) -> Self {
                *self
            }
        }
    )*};
}

as_itself! { bool u32 }

impl<R> Native<R> for u16 {
    type As = u32;

    fn native(&self, _: &R) -> u32 {
        u32::from(*self)
    }
}

impl<R, T: Native<R>> Native<R> for Option<T> {
    type As = Option<T::As>;

    fn native(&self, registry: &R) -> Self::As {
        self.as_ref().map(|value| value.native(registry))
    }
}

impl<R, T: Native<R>> Native<R> for [T] {
    type As = Vec<T::As>;

    fn native(&self, registry: &R) -> Self::As {
        self.iter().map(|value| value.native(registry)).collect()
    }
}

impl<R, T: Native<R>> Native<R> for Vec<T> {
    type As = Vec<T::As>;

    fn native(&self, registry: &R) -> Self::As {
        self.as_slice().native(registry)
    }
}

impl<R, T: Native<R> + ?Sized> Native<R> for Box<T> {
    type As = T::As;

    fn native(&self, registry: &R) -> Self::As {
        (**self).native(registry)
    }
}

impl<R, T: Native<R> + ?Sized> Native<R> for std::sync::Arc<T> {
    type As = T::As;

    fn native(&self, registry: &R) -> Self::As {
        (**self).native(registry)
    }
}

impl<R, T: Native<R> + ?Sized> Native<R> for &T {
    type As = T::As;

    fn native(&self, registry: &R) -> Self::As {
        (**self).native(registry)
    }
}
