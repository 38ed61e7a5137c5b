//! The measures of an SVG, in its units.

pub(crate) const SIZE: usize = 13;
pub(crate) const LINE: usize = 18;
/// Columns of text in a box; a Japanese character takes two.
pub(super) const BOX_COLUMNS: usize = 30;
pub(super) const PAD: usize = 8;
pub(super) const GAP_X: usize = 56;
pub(super) const GAP_Y: usize = 14;
pub(crate) const MARGIN: usize = 16;

/// Half a character's width, rounded up so that no text leaves its box.
pub(crate) const fn column_width(columns: usize) -> usize {
    columns * SIZE * 9 / 16
}
