//! How a text or a picture is to be made.

use ceptoar_core as core;

use crate::records::enums::Lang;

/// What a picture says of those who are not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum Withheld {
    /// How many, by reason; by name only those who ought to be told.
    Summary,
    /// Everybody, with the reason that comes nearest.
    List,
    /// Nothing, but for those who ought to be told. (Swift reads `.none` as an absent option, hence the name.)
    Omitted,
}

impl From<Withheld> for core::Withheld {
    fn from(withheld: Withheld) -> Self {
        match withheld {
            Withheld::Summary => Self::Summary,
            Withheld::List => Self::List,
            Withheld::Omitted => Self::None,
        }
    }
}

/// The most pixels of an SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Record)]
pub struct PageSize {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// What no memory can count counts as the most that it can.
fn count(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

pub(crate) fn text_options(lang: Lang, width: u32) -> core::TextOptions {
    core::TextOptions::new(lang).width(count(width))
}

pub(crate) fn picture_options(
    lang: Lang,
    collapse: Option<u32>,
    page: Option<PageSize>,
    withheld: Option<Withheld>,
) -> core::PictureOptions {
    let options = core::PictureOptions::new(lang).collapse(collapse.map(count));
    let withheld = withheld.map_or(core::Withheld::Summary, core::Withheld::from);
    options.page(page.map(|page| (page.width, page.height))).withheld(withheld)
}
