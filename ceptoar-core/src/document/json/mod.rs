//! From bytes to a document, or every fault of its shape.

mod encoding;
mod format;
mod mend;
mod parser;
pub(crate) mod read;
mod strict;
