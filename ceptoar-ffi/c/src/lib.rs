//! The C interface of ceptoar: handles, JSON documents in and out, status numbers, and an error object with every problem.
//!
//! The header `include/ceptoar.h` is made from these sources; the conventions stand in `docs/c.md`. All that is unsafe is
//! in `handle` and in the signatures: a function turns its pointers into references first, and then is plain Rust.
#![deny(unsafe_op_in_unsafe_fn)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod document;
mod error;
mod handle;
mod notice;
mod options;
mod question;
mod recipients;
mod router;
mod spoken;
mod text;

pub use document::*;
pub use error::*;
pub use notice::*;
pub use question::*;
pub use recipients::*;
pub use router::*;
pub use spoken::*;
pub use text::*;

/// The version of the library, such as `0.1.0`.
#[unsafe(no_mangle)]
pub extern "C" fn ceptoar_version() -> CeptoarStr {
    CeptoarStr::of(env!("CARGO_PKG_VERSION"))
}
