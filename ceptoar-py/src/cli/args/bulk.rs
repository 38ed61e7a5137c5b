//! The arguments of `bulk`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::{Basis, When};

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum RowsOf {
    /// A row for each notice, with lists.
    Notices,
    /// A row for each delivery.
    Deliveries,
    /// A row for each notice and party.
    Verdicts,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum OnError {
    /// Refuse the file and list every problem.
    Raise,
    /// Answer a refused row in a column `problems`; what it said that has no column is in `unread`.
    Column,
}

#[derive(ClapArgs)]
pub(in crate::cli) struct Bulk {
    /// The notices: .csv, .tsv, .jsonl, .ndjson or .parquet, or `-` for JSON Lines.
    pub(in crate::cli) input: PathBuf,
    /// The answers: likewise.
    pub(in crate::cli) output: PathBuf,
    /// What a row of the answer is; else deliveries for CSV, notices for the others.
    #[arg(long, value_enum)]
    pub(in crate::cli) rows: Option<RowsOf>,
    /// What becomes of rows that are refused.
    #[arg(long, value_enum, default_value_t = OnError::Raise)]
    pub(in crate::cli) errors: OnError,
    /// The column that holds a field of the notice, where it has another name; FIELD= where it is not read. May be given again.
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub(in crate::cli) column: Vec<String>,
    /// What stands before the names of the answer's columns.
    #[arg(long, default_value = "")]
    pub(in crate::cli) prefix: String,
    /// What stands between the values of a list that is written as text.
    #[arg(long, default_value = ";")]
    pub(in crate::cli) separator: String,
    /// What stands between the cells of CSV: one mark as `;`, or `tab`; else a comma, and a tab for .tsv.
    #[arg(long, value_name = "MARK")]
    pub(in crate::cli) delimiter: Option<String>,
    /// How the input is written, as `cp932`; else UTF-8, or UTF-16 with a mark. The output is UTF-8.
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) encoding: Option<String>,
    /// The zone of times that name none, as Asia/Tokyo or +09:00; without it they are refused.
    #[arg(long, value_name = "ZONE")]
    pub(in crate::cli) tz: Option<String>,
    /// Begins CSV with a mark, by which Excel knows UTF-8.
    #[arg(long)]
    pub(in crate::cli) bom: bool,
    /// Says nothing of how far it is, nor how large it will be.
    #[arg(long)]
    pub(in crate::cli) quiet: bool,
    #[command(flatten)]
    pub(in crate::cli) basis: Basis,
    #[command(flatten)]
    pub(in crate::cli) when: When,
}
