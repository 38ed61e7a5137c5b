//! The C interface of ceptoar: handles, JSON documents in and out, status numbers, and an error object with every problem.
//!
//! The header `include/ceptoar.h` is made from these sources; the conventions stand in `docs/c.md`. All that is unsafe is
//! in `handle` and in the signatures: a function turns its pointers into references first, and then is plain Rust.
#![deny(unsafe_op_in_unsafe_fn)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod argument;
mod batch;
mod call;
mod column;
mod document;
mod edition;
mod error;
mod explanation;
mod fail;
mod hand;
mod handle;
mod life;
mod notice;
mod options;
mod panic;
mod plan;
mod question;
mod recipients;
mod router;
mod status;
mod text;

#[cfg(test)]
mod tests;

pub use batch::*;
pub use call::*;
pub use column::*;
pub use document::*;
pub use edition::*;
pub use error::*;
pub use explanation::*;
pub use hand::*;
pub use life::*;
pub use notice::*;
pub use plan::*;
pub use recipients::*;
pub use router::*;
pub use status::*;
pub use text::*;

/// The version of the library, such as `0.1.0`.
#[unsafe(no_mangle)]
pub extern "C" fn ceptoar_version() -> CeptoarStr {
    value(CeptoarStr::NONE, || CeptoarStr::of(env!("CARGO_PKG_VERSION")))
}
