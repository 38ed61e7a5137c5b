//! How an answer is to be shown.

use crate::word::sets::{Lang, Withheld};
use chrono::FixedOffset;

/// The width of a text where nobody says how wide the screen is, in columns.
const WIDTH: usize = 100;
/// A text is not made narrower than this: names would stand one letter below the other.
const NARROWEST: usize = 40;
/// More siblings than this are drawn as one box.
const SIBLINGS: usize = 8;

/// How a text is written. A language alone will do: `text(&registry, Lang::Ja)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct TextOptions {
    /// The language of the reader.
    pub lang: Lang,
    /// The columns of the screen; a Japanese character takes two.
    pub width: usize,
    /// Whether everything is said of everybody; if not, what is alike stands together.
    pub all: bool,
    /// The time of the reader, which stands beside UTC. Japan's unless another is given.
    pub offset: FixedOffset,
}

impl TextOptions {
    /// A text of 100 columns, short.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self { lang, width: WIDTH, all: false, offset: crate::time::japan() }
    }

    /// For a screen of so many columns; less than 40 count as 40.
    #[must_use]
    pub fn width(self, width: usize) -> Self {
        Self { width: width.max(NARROWEST), ..self }
    }

    /// With everything, nobody left out.
    #[must_use]
    pub fn all(self, all: bool) -> Self {
        Self { all, ..self }
    }

    /// With the time of another place beside UTC.
    #[must_use]
    pub fn offset(self, offset: FixedOffset) -> Self {
        Self { offset, ..self }
    }
}

impl Default for TextOptions {
    fn default() -> Self {
        Self::new(Lang::default())
    }
}

impl From<Lang> for TextOptions {
    fn from(lang: Lang) -> Self {
        Self::new(lang)
    }
}

/// How a picture is drawn. A language alone will do: `svg(&registry, Lang::Ja)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct PictureOptions {
    /// The language of the reader.
    pub lang: Lang,
    /// More siblings than this, told by one hand alike, are one box with their number; `None`: each has its own.
    pub collapse: Option<usize>,
    /// The most pixels of an SVG, width and height: what does not fit is counted, not drawn. `None`: no bound.
    pub page: Option<(u32, u32)>,
    /// What is said of those who are not told.
    pub withheld: Withheld,
}

impl PictureOptions {
    /// Groups of more than 8 as one box, no bound of the page, those who are not told in short.
    #[must_use]
    pub const fn new(lang: Lang) -> Self {
        Self { lang, collapse: Some(SIBLINGS), page: None, withheld: Withheld::Summary }
    }

    /// With groups of more than so many siblings as one box; `None`: never.
    #[must_use]
    pub fn collapse(self, collapse: impl Into<Option<usize>>) -> Self {
        Self { collapse: collapse.into(), ..self }
    }

    /// On a page of so many pixels, width and height; `None`: as large as it takes.
    #[must_use]
    pub fn page(self, page: impl Into<Option<(u32, u32)>>) -> Self {
        Self { page: page.into(), ..self }
    }

    /// With more or less of those who are not told.
    #[must_use]
    pub fn withheld(self, withheld: Withheld) -> Self {
        Self { withheld, ..self }
    }
}

impl Default for PictureOptions {
    fn default() -> Self {
        Self::new(Lang::default())
    }
}

impl From<Lang> for PictureOptions {
    fn from(lang: Lang) -> Self {
        Self::new(lang)
    }
}
