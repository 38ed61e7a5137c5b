//! Facts, as a registry holds them: checked, dated and cited.

pub(crate) mod ceptoar;
pub(crate) mod link;
pub(crate) mod party;
pub(crate) mod source;
pub(crate) mod vocabulary;
