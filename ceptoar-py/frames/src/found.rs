//! What is wrong, in both languages, and where in a frame it is.

use ceptoar_core::{ErrorCode, Lang, Problem};

/// A problem, and where in a frame it is.
#[derive(Debug, Clone)]
pub struct Found {
    /// The code of the core.
    pub code: &'static str,
    /// The place in the document of the notice.
    pub pointer: String,
    /// The sentence in English.
    pub en: String,
    /// The sentence in Japanese.
    pub ja: String,
    /// The line and the column of a JSON text, from 1.
    pub position: Option<(usize, usize)>,
    /// The row of the frame, from 0.
    pub row: Option<usize>,
    /// The line of the file at which the row begins, from 1, where the frame was read from a text.
    pub line: Option<u64>,
    /// The name of the column.
    pub column: Option<String>,
}

/// A sentence in both languages, without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// In English.
    pub en: String,
    /// In Japanese.
    pub ja: String,
}

impl Said {
    /// A sentence.
    pub fn new(en: impl Into<String>, ja: impl Into<String>) -> Self {
        Self { en: en.into(), ja: ja.into() }
    }

    /// The sentence in a language.
    pub fn message(&self, lang: Lang) -> &str {
        lang.pick(&self.ja, &self.en)
    }
}

impl Found {
    /// A problem that the core found.
    pub fn new(problem: &Problem) -> Self {
        Self {
            code: problem.code().as_str(),
            pointer: problem.pointer().to_owned(),
            en: problem.message(Lang::En),
            ja: problem.message(Lang::Ja),
            position: problem.position(),
            row: None,
            line: None,
            column: None,
        }
    }

    /// A problem that is found here, with the core's code and sentences.
    pub fn of_code(code: ErrorCode, pointer: &str, named: &str) -> Self {
        let sentence = |lang| code.template(lang).replacen("{}", named, 1);
        Self {
            code: code.as_str(),
            pointer: pointer.to_owned(),
            en: sentence(Lang::En),
            ja: sentence(Lang::Ja),
            position: None,
            row: None,
            line: None,
            column: None,
        }
    }

    /// A problem that is found here, with the core's code and a sentence of its own.
    pub fn said(code: ErrorCode, said: Said) -> Self {
        let Said { en, ja } = said;
        Self {
            code: code.as_str(),
            pointer: String::new(),
            en,
            ja,
            position: None,
            row: None,
            line: None,
            column: None,
        }
    }

    /// The sentence in a language.
    pub fn message(&self, lang: Lang) -> &str {
        lang.pick(&self.ja, &self.en)
    }

    /// A problem of a document that was made of a row: places in that document say nothing to the row's owner.
    pub fn of_row(problem: &Problem) -> Self {
        let mut found = Self::new(problem);
        if let Some((line, column)) = found.position.take() {
            for (text, place) in [
                (&mut found.en, format!(" (line {line}, column {column})")),
                (&mut found.ja, format!(" ({line}行{column}列)")),
            ] {
                if let Some(plain) = text.strip_suffix(&place) {
                    *text = plain.to_owned();
                }
            }
        }
        found
    }
}
