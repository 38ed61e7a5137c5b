//! How a frame is read and answered.

use std::collections::BTreeMap;

use ceptoar_core::{Lang, Situation};

use super::layout::Layout;
use super::zone::Zone;

/// What becomes of rows that are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnError {
    /// The frame is refused, with every problem.
    Raise,
    /// The row is answered by a problem in a column of its own.
    Column,
}

/// What is wanted of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// All that is known.
    Whole,
    /// These columns, in this order.
    Columns(Vec<String>),
    /// Who is told and who must be, as bits by party.
    Masks,
    /// The number of an outcome; what each says stands in a table of its own.
    Ids,
}

/// How a frame is to be read and answered.
#[derive(Debug, Clone)]
pub struct Options {
    /// The column of a field, where its name does not say so; `None`: the field is not read.
    pub named: BTreeMap<String, Option<String>>,
    /// What a row of the answer is.
    pub layout: Layout,
    /// What is wanted of the answer.
    pub answer: Wanted,
    /// What becomes of rows that are refused.
    pub on_error: OnError,
    /// What stands before the names of the answer's columns.
    pub prefix: String,
    /// What stands between the ids of a set that is written as text; `None`: such text is one id.
    pub separator: Option<String>,
    /// In what situation is decided.
    pub situation: Situation,
    /// The language of the sentences in the column `problems`.
    pub lang: Lang,
    /// The zone of instants that name none; without it they are refused.
    pub tz: Option<Zone>,
    /// Whether the answer's texts stand in dictionaries; `None`: all but those by which tables are joined.
    pub dictionaries: Option<bool>,
}
