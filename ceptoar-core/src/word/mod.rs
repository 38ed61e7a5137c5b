//! Words: the closed sets and the codes, each with one spelling that every document, answer and language shares.

#[cfg(feature = "life")]
pub(crate) mod audit;
#[cfg(feature = "authoring")]
pub(crate) mod author;
#[cfg(feature = "authoring")]
pub(crate) mod finding;
pub(crate) mod gap;
#[cfg(feature = "life")]
pub(crate) mod life;
pub(crate) mod macros;
pub(crate) mod part;
pub(crate) mod sentences;
pub(crate) mod sets;
