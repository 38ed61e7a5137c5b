//! Why nothing was read.

use std::fmt;
use std::io;
use std::path::PathBuf;

use ceptoar_core::{Lang, Refusal};

/// Why nothing was read.
#[derive(Debug)]
#[non_exhaustive]
pub enum Trouble {
    /// The system would not give the file.
    System {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The file is of no form that is read.
    Form {
        /// The file.
        path: PathBuf,
        /// Why, and what to do, in Japanese.
        ja: String,
        /// The same in English.
        en: String,
    },
    /// What it says is refused: every fault, by its cell.
    Refused(Refusal),
}

impl Trouble {
    pub(crate) fn form(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Form { path: PathBuf::new(), ja: ja.into(), en: en.into() }
    }

    /// The same of a file.
    pub(crate) fn of(self, file: &std::path::Path) -> Self {
        match self {
            Self::Form { ja, en, .. } => Self::Form { path: file.to_owned(), ja, en },
            other => other,
        }
    }

    /// The sentence in a language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::System { path, error } => format!("{}: {error}", path.display()),
            Self::Form { path, ja, en } => format!("{}: {}", path.display(), lang.pick(ja, en)),
            Self::Refused(refusal) => {
                refusal.problems().iter().map(|problem| problem.line(lang)).collect::<Vec<_>>().join("\n")
            }
        }
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for Trouble {}
