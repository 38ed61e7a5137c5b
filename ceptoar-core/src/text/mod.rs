//! Text in two languages.

mod safe;
mod shown;

use serde::Serialize;

use self::safe::deceives;
#[cfg(feature = "schemars")]
pub(crate) use self::safe::pattern;
pub(crate) use self::safe::{TextFault, id_text_fault, text_fault, visible};
pub use self::shown::shown;

/// A language that ceptoar's own sentences exist in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Japanese.
    Ja,
    /// English.
    #[default]
    En,
}

impl Lang {
    /// Both languages, in the order of the documents.
    pub const ALL: [Self; 2] = [Self::Ja, Self::En];

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

    pub(crate) fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.ja, &self.en)
    }
}

/// A name or summary: Japanese, and English where a source gives it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Text {
    /// The Japanese text.
    pub ja: Box<str>,
    /// The English text; `None` where no source gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<Box<str>>,
}

impl Text {
    /// The text in one language, `None` where it does not exist.
    #[must_use]
    pub fn get(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::Ja => Some(&self.ja),
            Lang::En => self.en.as_deref(),
        }
    }

    /// A name for a reader of `lang`: where there is no English name, the id and the Japanese name.
    #[must_use]
    pub fn label(&self, id: &str, lang: Lang) -> String {
        self.get(lang).map_or_else(|| format!("{id} ({})", self.ja), str::to_owned)
    }
}
