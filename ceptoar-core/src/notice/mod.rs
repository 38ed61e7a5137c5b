//! The notice: the envelope of a piece of security information, never its content.

pub(crate) mod envelope;
pub(crate) mod form;
pub(crate) mod quick;
pub(crate) mod read;
pub(crate) mod write;
