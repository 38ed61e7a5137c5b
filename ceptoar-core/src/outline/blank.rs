//! The tables with nothing in them: what a person begins to fill in (R29).

use crate::document::outline::{
    OutlineCell, OutlineCeptoar, OutlineDocument, OutlineGroup, OutlineLink, OutlineMember, OutlineMinistry,
    OutlineScheme, OutlineTerm,
};
use crate::outline::table::{Table, Tables, written};
use crate::outline::whole::Outline;
use crate::word::sets::Lang;

impl Outline {
    /// The id of a scheme of one's own, until its author names it.
    pub const MY_SCHEME: &'static str = "my-scheme";

    /// Every table with its header, in a language, and no row but the scheme's, which has the id [`Outline::MY_SCHEME`]. It is no
    /// outline yet: what is required is empty.
    ///
    /// ```
    /// use ceptoar_core::Lang;
    /// use ceptoar_core::author::Outline;
    ///
    /// let blank = Outline::blank(Lang::En);
    /// assert_eq!(blank.tables.len(), 9);
    /// let refusal = Outline::from_tables(&blank).unwrap_err();
    /// assert!(refusal.problems().iter().all(|problem| problem.code().as_str() == "missing-field")); // what to fill in
    /// ```
    #[must_use]
    pub fn blank(lang: Lang) -> Tables {
        let scheme = OutlineScheme { id: Some(Self::MY_SCHEME.into()), ..OutlineScheme::default() };
        Tables::from_iter([
            written(&[scheme], |_| true, lang),
            header::<OutlineMinistry>(lang),
            header::<OutlineCeptoar>(lang),
            header::<OutlineGroup>(lang),
            header::<OutlineMember>(lang),
            header::<OutlineLink>(lang),
            header::<OutlineCell>(lang),
            header::<OutlineDocument>(lang),
            header::<OutlineTerm>(lang),
        ])
    }
}

fn header<T: crate::document::outline::Cells>(lang: Lang) -> Table {
    written::<T>(&[], |_| true, lang)
}
