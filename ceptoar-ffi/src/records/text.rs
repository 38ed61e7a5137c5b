//! Text in two languages.
//!
//! Made by `cargo xtask records` from the core's declarations; do not edit.

use ceptoar_core as core;

use crate::native::Native;

/// A name or summary: Japanese, and English where a source gives it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct BilingualText {
    /// The Japanese text.
    pub ja: String,
    /// The English text; absent where no source gives one.
    #[uniffi(default = None)]
    pub en: Option<String>,
}

impl<R> Native<R> for core::Text {
    type As = BilingualText;

    fn native(&self, registry: &R) -> BilingualText {
        BilingualText { ja: self.ja.native(registry), en: self.en.native(registry) }
    }
}
