//! What makes and changes registries.

pub(crate) mod overlay;

pub use self::overlay::checked::Overlay;
