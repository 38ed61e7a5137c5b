//! A plain notice, read at the speed of memory: from its bytes to texts that borrow from them, with nothing between.
//!
//! It is narrower than the whole reader (`notice/read.rs`), never wider: what it reads, the whole reader accepts with
//! the same values; for anything else it answers `None`, and the whole reader accepts it or says what is wrong.

pub(crate) mod class;
pub(crate) mod cursor;
pub(crate) mod instant;
pub(crate) mod read;
#[cfg(test)]
mod tests;
