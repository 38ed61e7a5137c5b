//! Who could ever see what, and who sees more than yesterday: exact over the classes of envelopes.
//!
//! `axes` says what notices can differ in · `product` makes the notice of each combination · `asked` decides each class of them once ·
//! `fewer` asks of a few of organisations that are alike · `window` says which days are none · `alike` which two routers need not be asked of ·
//! `change` compares two answers · `merge` makes few rows of many combinations · `made` puts it together · `text` says it.

pub(in crate::author) mod alike;
pub(in crate::author) mod asked;
pub(in crate::author) mod axes;
pub(in crate::author) mod change;
pub(in crate::author) mod fewer;
pub(crate) mod made;
pub(in crate::author) mod merge;
pub(crate) mod options;
pub(in crate::author) mod product;
pub(in crate::author) mod text;
pub(in crate::author) mod window;

pub use self::made::{diff, diff_days, diff_watched, exposure, exposure_watched};
pub use self::options::ExposureOptions;
