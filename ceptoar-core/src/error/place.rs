//! Where in a spreadsheet something is wrong.

use std::fmt;

/// A cell of a table, as the person who keeps it sees it.
///
/// ```
/// use ceptoar_core::author::{Outline, Table, Tables};
///
/// let scheme = Table::new("scheme", [["id", "title_ja"], ["Mine", "例"]]);
/// let refusal = Outline::from_tables(&Tables::from_iter([scheme])).unwrap_err();
/// let bad_id = refusal.problems().iter().find(|problem| problem.code().as_str() == "bad-id").ok_or("accepted")?;
/// let cell = bad_id.cell().ok_or("no cell")?;
/// assert_eq!((&*cell.table, cell.row, &*cell.column), ("scheme", Some(2), "id"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CellPlace {
    /// The table.
    pub table: Box<str>,
    /// The row as the spreadsheet counts it, from 1; `None`: the whole table.
    pub row: Option<usize>,
    /// The column, as its header calls it; empty: the whole row.
    pub column: Box<str>,
    /// What stands there.
    pub value: Box<str>,
}

/// As a log names it: `ceptoars row 5, means`.
impl fmt::Display for CellPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.table)?;
        if let Some(row) = self.row {
            write!(f, " row {row}")?;
        }
        if self.column.is_empty() { Ok(()) } else { write!(f, ", {}", self.column) }
    }
}
