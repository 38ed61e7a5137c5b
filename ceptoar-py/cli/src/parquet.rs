//! Parquet, which the binary reads and writes by itself and the Python package by pyarrow: the wheel stays small.

#[cfg(feature = "parquet")]
mod builtin;
mod library;
#[cfg(not(feature = "parquet"))]
mod without;

#[cfg(feature = "parquet")]
pub use self::builtin::Builtin;
pub use self::library::{Parquet, Trouble, Writer};
#[cfg(not(feature = "parquet"))]
pub use self::without::Builtin;
