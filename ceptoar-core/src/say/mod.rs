//! Speech: answers in words and pictures, in Japanese and English.

pub(crate) mod asked;
mod later;
pub(crate) mod lead;
pub(crate) mod options;
#[cfg(feature = "pictures")]
pub(crate) mod picture;
pub(crate) mod recipients;
pub(crate) mod sentence;
pub(crate) mod text;
pub(crate) mod width;
pub(crate) mod words;
