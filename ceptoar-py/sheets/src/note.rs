//! What a reader must know beside what was read.

use ceptoar_core::Lang;

/// What was read, and what its reader must know.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Noted<T> {
    /// What was read.
    pub value: T,
    /// What its reader must know, in the order of tables.
    pub notes: Vec<Note>,
}

/// Something that is no fault, and that must not pass unseen.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// `read-as-cp932`, `hidden-sheet` or `sheet-left-out`.
    pub code: &'static str,
    /// The table.
    pub table: String,
    ja: &'static str,
    en: &'static str,
}

impl Note {
    /// The table is in Windows-31J: no mark says so, and it is not UTF-8 (R4).
    pub(crate) fn cp932(table: &str) -> Self {
        Self {
            code: "read-as-cp932",
            table: table.to_owned(),
            ja: "UTF-8ではないので、CP932 (Excelの日本語のCSV) として読んだ",
            en: "it is not UTF-8 and was read as CP932, as Excel in Japan writes CSV",
        }
    }

    #[cfg(feature = "xlsx")]
    pub(crate) fn hidden(table: &str) -> Self {
        Self {
            code: "hidden-sheet",
            table: table.to_owned(),
            ja: "隠れたシートだが、アウトラインの表なので読んだ",
            en: "the sheet is hidden, and was read because it is a table of an outline",
        }
    }

    #[cfg(feature = "xlsx")]
    pub(crate) fn left_out(sheet: &str) -> Self {
        Self {
            code: "sheet-left-out",
            table: sheet.to_owned(),
            ja: "隠れたシートなので読まなかった",
            en: "the sheet is hidden, and was not read",
        }
    }

    pub(crate) fn beside(sheet: &str) -> Self {
        Self {
            code: "sheet-left-out",
            table: sheet.to_owned(),
            ja: "名簿はシート `members` であり、このシートは読まなかった",
            en: "the roster is the sheet `members`; this sheet was not read",
        }
    }

    /// The sentence in a language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> &'static str {
        lang.pick(self.ja, self.en)
    }

    /// Code, table and sentence on one line, as a screen may show it.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        format!("{} {}: {}", self.code, ceptoar_core::shown(&self.table), self.message(lang))
    }
}
