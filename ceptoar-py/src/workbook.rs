//! Workbooks by XlsxWriter: the wheel stays small.

use std::path::Path;

use ceptoar_core::chrono::{DateTime, Utc};
use ceptoar_core::life::{Cell, Sheet};
use pyo3::prelude::*;
use pyo3::types::PyList;

/// Writes the sheets of a report that was made as of an instant.
///
/// # Errors
/// XlsxWriter is not installed, or says why it cannot.
pub(crate) fn write(py: Python<'_>, path: &Path, sheets: &[Sheet], at: DateTime<Utc>) -> PyResult<()> {
    let pages = PyList::empty(py);
    for sheet in sheets {
        let titles: Vec<&str> = sheet.headings.iter().map(|heading| heading.title).collect();
        let rows = PyList::empty(py);
        for row in &sheet.rows {
            let cells = row.iter().map(|cell| value(py, cell)).collect::<PyResult<Vec<_>>>()?;
            rows.append(cells)?;
        }
        pages.append((sheet.title, titles, rows))?;
    }
    py.import("ceptoar._workbook")?.call_method1("write", (path, pages, at.naive_utc()))?;
    Ok(())
}

/// What stands in a cell: nothing, a text, a number, yes or no, or an instant as Japan's clocks show it.
fn value<'py>(py: Python<'py>, cell: &Cell) -> PyResult<Bound<'py, PyAny>> {
    match cell {
        Cell::Blank => Ok(py.None().into_bound(py)),
        Cell::Number(number) => number.into_pyobject(py).map(Bound::into_any).map_err(Into::into),
        Cell::Flag(flag) => Ok(flag.into_pyobject(py)?.to_owned().into_any()),
        other => match other.clock() {
            Some(there) => there.into_pyobject(py).map(Bound::into_any),
            None => other.text().into_pyobject(py).map(Bound::into_any).map_err(Into::into),
        },
    }
}
