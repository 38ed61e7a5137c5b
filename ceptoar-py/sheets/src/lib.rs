//! Spreadsheets as people send them: a folder of CSV, one CSV or a workbook becomes the tables of an outline, or a roster. What the
//! tables mean is the core's to say; here bytes become cells, each with its place, and nothing is guessed: what cannot be read as
//! text is told by its cell.
//!
//! `encoding` turns bytes into text · `rows` text into cells, and cells into CSV · `workbook` a workbook into cells · `source` finds
//! the tables that a path names, and hands them to the core · `note` and `trouble` are what a reader must know beside.
//!
//! ```no_run
//! use std::path::Path;
//!
//! let outline = ceptoar_sheets::outline(Path::new("my-scheme"), None)?;
//! for note in &outline.notes {
//!     eprintln!("{}", note.line(ceptoar_core::Lang::En));
//! }
//! let registry = ceptoar_core::Registry::from_document(outline.value.build())?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![forbid(unsafe_code)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod encoding;
mod note;
mod rows;
mod source;
mod trouble;
#[cfg(feature = "xlsx")]
mod workbook;

pub use encoding_rs::Encoding;

pub use self::note::{Note, Noted};
pub use self::rows::{csv, written};
pub use self::source::{is_spreadsheet, is_workbook, outline, roster, table, tables};
pub use self::trouble::Trouble;
#[cfg(feature = "xlsx")]
pub use self::workbook::workbook;
