//! Whether what is put together fits: rules, levels, notices and situations against a registry.

pub(crate) mod levels;
pub(crate) mod nobody;
pub(crate) mod notice;
pub(crate) mod rules;
pub(crate) mod situation;
