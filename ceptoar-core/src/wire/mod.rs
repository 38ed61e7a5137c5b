//! What the documents look like in JSON, both ways. Crate-private: meaning is checked where the domain types are made.

pub(crate) mod convert;
pub(crate) mod edition;
mod encoding;
pub(crate) mod levels;
mod mend;
pub(crate) mod notice;
mod parser;
pub(crate) mod read;
pub(crate) mod record;
pub(crate) mod roster;
pub(crate) mod rules;
pub(crate) mod scalar;
pub(crate) mod situation;
mod strict;

/// Declares closed document objects: unknown fields are refused, and what is absent is left out when written.
macro_rules! objects {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, serde::Deserialize, serde::Serialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields, expecting = "an object")]
        pub(crate) struct $name { $($(#[$field_meta])* pub(crate) $field: $type,)* }
    )*};
}
pub(crate) use objects;

/// As [`objects`], with what every datum carries: the statements it comes from, its grade, the reason and a note.
macro_rules! cited {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* })*) => {
        $crate::wire::objects! {$(
            $(#[$meta])*
            $name {
                $($(#[$field_meta])* $field: $type,)*
                /// The statements or documents that say so.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                source: Option<Vec<$crate::wire::scalar::SourceText>>,
                /// How the fact is known.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                grade: Option<$crate::source::Grade>,
                /// Why, where the fact is deduced or a reading.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                reason: Option<$crate::wire::scalar::TextDoc>,
                /// The day, month or year whose state the source describes, where it is another than the edition's.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                as_of: Option<$crate::wire::scalar::PartialDateText>,
                /// What the reader should know, where the record is not plain.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                note: Option<$crate::wire::scalar::TextDoc>,
            }
        )*}
        $(impl $crate::wire::scalar::Cited for $name {
            fn cite(&self) -> $crate::wire::scalar::CitationDoc<'_> {
                $crate::wire::scalar::CitationDoc {
                    source: self.source.as_deref().unwrap_or_default(),
                    grade: self.grade,
                    reason: self.reason.as_ref(),
                    as_of: self.as_of.as_ref(),
                }
            }
            fn note(&self) -> Option<&$crate::wire::scalar::TextDoc> {
                self.note.as_ref()
            }
        })*
    };
}
pub(crate) use cited;
