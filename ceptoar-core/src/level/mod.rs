//! Sharing levels (情報共有レベル): labels of a profile, with their reach, persons and channels.

pub(crate) mod builtin;
pub(crate) mod profile;
