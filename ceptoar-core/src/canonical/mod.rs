//! The canonical text of a document: what its digest is made of.

pub(crate) mod text;
mod writer;
