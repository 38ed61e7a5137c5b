//! Text in two languages, and which characters it may hold.

pub(crate) mod bilingual;
pub(crate) mod safe;
pub(crate) mod said;
pub(crate) mod shown;
