//! Frames as Python has them: `capsule` and `ffi` move them in and out through Arrow's C interface · `python` and `stream` are
//! what Python sees · `broken` is what goes wrong. What is read of a frame and answered is `ceptoar-frames`.

pub(crate) mod broken;
pub(crate) mod capsule;
mod ffi;
pub(crate) mod python;
pub(crate) mod stream;
