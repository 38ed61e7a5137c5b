//! The arguments of `bulk`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::basis::{Basis, When};

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RowsOf {
    /// A row for each notice, with lists.
    Notices,
    /// A row for each delivery.
    Deliveries,
    /// A row for each notice and party.
    Verdicts,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OnError {
    /// Refuse the file and list every problem.
    Raise,
    /// Answer a refused row in a column `problems`; what it said that has no column is in `unread`.
    Column,
}

#[derive(ClapArgs)]
pub(crate) struct Bulk {
    /// The notices: .csv, .tsv, .jsonl, .ndjson or .parquet, or `-` for JSON Lines.
    pub(crate) input: PathBuf,
    /// The answers: likewise.
    pub(crate) output: PathBuf,
    /// What a row of the answer is; else deliveries for CSV, notices for the others.
    #[arg(long, value_enum)]
    pub(crate) rows: Option<RowsOf>,
    /// What becomes of rows that are refused.
    #[arg(long, value_enum, default_value_t = OnError::Raise)]
    pub(crate) errors: OnError,
    /// The column that holds a field of the notice, where it has another name; FIELD= where it is not read. May be given again.
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub(crate) column: Vec<String>,
    /// What stands before the names of the answer's columns.
    #[arg(long, default_value = "")]
    pub(crate) prefix: String,
    /// What stands between the values of a list that is written as text.
    #[arg(long, default_value = ";")]
    pub(crate) separator: String,
    /// What stands between the cells of CSV: one mark as `;`, or `tab`; else a comma, and a tab for .tsv.
    #[arg(long, value_name = "MARK")]
    pub(crate) delimiter: Option<String>,
    /// How the input is written, as `cp932`; else UTF-8, or UTF-16 with a mark. The output is UTF-8.
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// The zone of times that name none, as Asia/Tokyo or +09:00; without it they are refused.
    #[arg(long, value_name = "ZONE")]
    pub(crate) tz: Option<String>,
    /// Begins CSV with a mark, by which Excel knows UTF-8.
    #[arg(long)]
    pub(crate) bom: bool,
    /// Says nothing of how far it is, nor how large it will be.
    #[arg(long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) basis: Basis,
    #[command(flatten)]
    pub(crate) when: When,
}
