//! How an answer is to be shown.

use chrono::{FixedOffset, NaiveDate};

use crate::word::sets::{Lang, Withheld};

/// The width of a text where nobody says how wide the screen is, in columns.
const WIDTH: usize = 100;
/// A text is not made narrower than this: names would stand one letter below the other.
const NARROWEST: usize = 40;
/// More siblings than this are drawn as one box.
const SIBLINGS: usize = 8;

/// How a text is written. A language alone will do: `text(&registry, Lang::Ja)`.
///
/// ```
/// use ceptoar_core::{Edition, Lang, Registry, Router, Situation, TextOptions};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let plan = router.route(&notice, &Situation::default())?;
/// let phone = TextOptions::new(Lang::En).width(60);
/// assert!(plan.text(router.registry(), phone).lines().all(|line| line.chars().count() <= 60));
/// assert_eq!(plan.text(router.registry(), Lang::Ja), plan.text(router.registry(), TextOptions::new(Lang::Ja)));
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
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
    /// The day whose names parties are called by, where the answer does not say it itself; `None`: the newest names, with
    /// their dates. A plan or an explanation is always told with the names of its own day.
    pub on: Option<NaiveDate>,
}

impl TextOptions {
    /// A text of 100 columns, short.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self { lang, width: WIDTH, all: false, offset: crate::time::japan(), on: None }
    }

    /// The same for a screen of so many columns; less than 40 count as 40.
    #[must_use]
    pub fn width(self, width: usize) -> Self {
        Self { width: width.max(NARROWEST), ..self }
    }

    /// The same with everything, nobody left out.
    #[must_use]
    pub fn all(self, all: bool) -> Self {
        Self { all, ..self }
    }

    /// The same with the time of another place beside UTC.
    #[must_use]
    pub fn offset(self, offset: FixedOffset) -> Self {
        Self { offset, ..self }
    }

    /// The same with the names of a day.
    #[must_use]
    pub fn on(self, day: NaiveDate) -> Self {
        Self { on: Some(day), ..self }
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
///
/// ```
/// use ceptoar_core::{Edition, Lang, PictureOptions, Registry, Router, Situation, Withheld};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let why = router.explain(&notice, &Situation::default())?;
/// let options = PictureOptions::new(Lang::Ja).withheld(Withheld::None).page((1200, 800));
/// # #[cfg(feature = "pictures")]
/// assert!(why.svg(router.registry(), options).starts_with("<svg")); // with the feature `pictures`
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
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

    /// The same with groups of more than so many siblings as one box; `None`: never.
    #[must_use]
    pub fn collapse(self, collapse: impl Into<Option<usize>>) -> Self {
        Self { collapse: collapse.into(), ..self }
    }

    /// The same on a page of so many pixels, width and height; `None`: as large as it takes.
    #[must_use]
    pub fn page(self, page: impl Into<Option<(u32, u32)>>) -> Self {
        Self { page: page.into(), ..self }
    }

    /// The same with more or less of those who are not told.
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
