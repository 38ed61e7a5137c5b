//! The macro that every cited datum of a document is made by.

/// As [`objects`](super::macros::objects), with what every datum carries: the statements it comes from, its grade, the reason
/// and a note.
macro_rules! cited {
    ($($(#[$meta:meta])* $name:ident {
        $($(#[$field_meta:meta])* $field:ident: $type:ty,)* ; $($(#[$more_meta:meta])* $more:ident: $more_type:ty,)*
    })*) => {
        $crate::document::macros::objects! {$(
            $(#[$meta])*
            $name {
                $($(#[$field_meta])* $field: $type,)*
                ;
                $($(#[$more_meta])* $more: $more_type,)*
                /// The statements or documents that say so.
                source: Option<Vec<$crate::document::scalar::SourceText>>,
                /// How the fact is known.
                grade: Option<$crate::word::sets::Grade>,
                /// Why, where the fact is deduced or a reading.
                reason: Option<$crate::document::scalar::Text>,
                /// The day, month or year whose state the source describes, where it is another than the edition's.
                as_of: Option<$crate::document::scalar::PartialDateText>,
                /// What the reader should know, where the record is not plain.
                note: Option<$crate::document::scalar::Text>,
            }
        )*}
        $(impl $crate::document::scalar::Cited for $name {
            fn cite(&self) -> $crate::document::scalar::CitationDoc<'_> {
                $crate::document::scalar::CitationDoc {
                    source: self.source.as_deref().unwrap_or_default(),
                    grade: self.grade,
                    reason: self.reason.as_ref(),
                    as_of: self.as_of.as_ref(),
                }
            }
            fn note(&self) -> Option<&$crate::document::scalar::Text> {
                self.note.as_ref()
            }
        })*
    };
}
pub(crate) use cited;
