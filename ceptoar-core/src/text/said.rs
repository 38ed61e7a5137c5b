//! What ceptoar itself says, in both languages.

use crate::word::sets::Lang;

impl Lang {
    /// Picks this language's one of two texts.
    #[must_use]
    pub fn pick<'a>(self, ja: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Ja => ja,
            Self::En => en,
        }
    }
}

/// A part of ceptoar's own sentences, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Said {
    ja: String,
    en: String,
}

impl Said {
    pub(crate) fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ja: ja.into(), en: en.into() }
    }

    /// This, and something more.
    pub(crate) fn and(&self, more: &Self) -> Self {
        Self { ja: format!("{}。{}", self.ja, more.ja), en: format!("{}; {}", self.en, more.en) }
    }

    pub(crate) fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.ja, &self.en)
    }
}
