//! Sentences in both languages.

use crate::records::enums::Lang;
use crate::records::text::BilingualText;

/// A sentence of the core in both languages.
pub(crate) fn sentences(sentence: impl Fn(Lang) -> String) -> BilingualText {
    BilingualText { ja: sentence(Lang::Ja), en: Some(sentence(Lang::En)) }
}
