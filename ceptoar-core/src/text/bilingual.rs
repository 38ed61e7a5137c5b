//! A name or summary in Japanese, and in English where a source gives it.

use serde::{Deserialize, Serialize};

use crate::word::sets::Lang;

/// A name or summary: Japanese, and English where a source gives it.
///
/// ```
/// use ceptoar_core::{Lang, Text};
///
/// let name = Text { ja: "経済産業省".into(), en: None };
/// assert_eq!(name.get(Lang::En), None); // no source gives one, and none is made up
/// assert_eq!(name.label("meti", Lang::En), "meti (経済産業省)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
