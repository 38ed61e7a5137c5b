//! Refusals of documents and questions: codes, places, sentences, all problems at once.

pub(crate) mod code;
pub(crate) mod place;
pub(crate) mod pointer;
pub(crate) mod problem;
pub(crate) mod unknown;
