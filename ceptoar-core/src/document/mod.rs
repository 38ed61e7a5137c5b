//! The documents as values: what JSON looks like, both ways. Their meaning is checked where facts, rules, levels and notices are
//! made of them.

pub(crate) mod cited;
pub(crate) mod convert;
pub(crate) mod edition;
pub(crate) mod json;
pub(crate) mod levels;
pub(crate) mod macros;
pub(crate) mod notice;
pub(crate) mod record;
pub(crate) mod roster;
pub(crate) mod rules;
pub(crate) mod scalar;
pub(crate) mod situation;
