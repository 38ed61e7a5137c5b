//! Frames: many notices as Arrow columns in, answers as columns out. It is what the Python package `ceptoar` and the
//! command `ceptoar` share; neither Python nor a file is known here.
//!
//! An [`Engine`] is made for the columns of one [`Frame`] and decides its [`Chunk`]s in order. Who holds the frame holds
//! the loop, and may stop it between two chunks.
//!
//! `shape` names the fields, `near` finds which column is which · `cell` reads what one says · `check` looks whether columns are whole ·
//! `text`, `keys`, `codes`, `sets`, `known`, `listed`, `column`, `set_column` and `field` turn columns into numbers, `zone` local times into instants · `options` say how, `situation` in which case · `engine` decides each distinct envelope once, `refused` says what is wrong with one · `answer`, `writer` and its `memo` say it in words
//! · `source` says which columns come out, `output` lays the answers out as columns, in `pages`, `outcome` as bits or numbers · `show` is for a reader of a notebook,
//! `written` is what a spreadsheet would hold.
//!
//! Whatever cannot be read for certain is refused, never read as something less: an empty cell may be absent, but a cell
//! that is wrong never is.

#![forbid(unsafe_code)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod answer;
mod arrays;
mod before;
mod beside;
mod cell;
mod check;
mod codes;
mod column;
mod constant;
mod cores;
mod engine;
mod fault;
mod field;
mod found;
mod frame;
mod interner;
mod keyed;
mod keys;
mod known;
mod laid;
mod layout;
mod ledger;
mod listed;
mod memo;
mod near;
mod notices;
mod options;
mod outcome;
mod output;
mod pages;
mod refused;
mod repeat;
mod set_column;
mod sets;
mod settle;
mod shape;
mod show;
mod situation;
mod source;
mod text;
mod writer;
mod written;
mod zone;

pub use self::answer::{judgement, reason};
pub use self::engine::Engine;
pub use self::fault::Fault;
pub use self::found::{Found, Said};
pub use self::frame::{CHUNK, Chunk, Frame};
pub use self::layout::{Layout, names};
pub use self::near::shown;
pub use self::options::{OnError, Options, Wanted};
pub use self::sets::NOBODY;
pub use self::shape::{FIELDS, Shape};
pub use self::show::cells;
pub use self::written::written;
pub use self::zone::Zone;
