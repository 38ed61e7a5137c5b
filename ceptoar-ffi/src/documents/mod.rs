//! The documents as records: what an author writes, and nobody has checked. Most are made from the core's declarations
//! (`cargo xtask records`).

pub(crate) mod channel;
pub(crate) mod edition;
pub(crate) mod levels;
pub(crate) mod link_channel;
pub(crate) mod record;
pub(crate) mod roster;
pub(crate) mod rules;
pub(crate) mod time;

pub use channel::*;
pub use edition::*;
pub use levels::*;
pub use link_channel::*;
pub use record::*;
pub use roster::*;
pub use rules::*;
pub use time::*;
