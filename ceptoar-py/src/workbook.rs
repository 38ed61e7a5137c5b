//! Workbooks by XlsxWriter: the wheel stays small.

use std::path::Path;

use ceptoar_cli::{Column, Form};
use ceptoar_core::chrono::{DateTime, NaiveDateTime, Utc};
use ceptoar_core::life::{Cell, Sheet};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyInt, PyList, PyString};

/// Writes the sheets of a report that was made as of an instant.
///
/// # Errors
/// XlsxWriter is not installed, or says why it cannot.
pub(crate) fn write(py: Python<'_>, path: &Path, sheets: &[Sheet], at: DateTime<Utc>) -> PyResult<()> {
    let values = Values::new(py)?;
    let pages = PyList::empty(py);
    for sheet in sheets {
        let titles: Vec<&str> = sheet.headings.iter().map(|heading| heading.title).collect();
        let rows = PyList::empty(py);
        for row in &sheet.rows {
            let cells = row.iter().map(|cell| values.of(cell)).collect::<PyResult<Vec<_>>>()?;
            rows.append(cells)?;
        }
        pages.append((sheet.title, titles, rows))?;
    }
    py.import("ceptoar._workbook")?.call_method1("write", (path, pages, values.instant(at.naive_utc())?))?;
    Ok(())
}

/// Writes tables to fill in, made as of an instant.
///
/// # Errors
/// XlsxWriter is not installed, or says why it cannot.
pub(crate) fn write_forms(py: Python<'_>, path: &Path, forms: &[Form], at: DateTime<Utc>) -> PyResult<()> {
    let column = |column: &Column| (column.heading.clone(), column.width, column.choices.clone());
    let form =
        |form: &Form| (form.name.clone(), form.columns.iter().map(column).collect::<Vec<_>>(), form.rows.clone());
    let values = Values::new(py)?;
    let forms: Vec<_> = forms.iter().map(form).collect();
    let args = (path, forms, values.instant(at.naive_utc())?);
    py.import("ceptoar._workbook")?.call_method1("write_forms", args).map(drop)
}

/// Cells as values of Python.
struct Values<'py> {
    py: Python<'py>,
    /// `datetime.fromisoformat`.
    from_text: Bound<'py, PyAny>,
}

impl<'py> Values<'py> {
    fn new(py: Python<'py>) -> PyResult<Self> {
        Ok(Self { py, from_text: py.import("datetime")?.getattr("datetime")?.getattr("fromisoformat")? })
    }

    /// Nothing, a text, a number, yes or no, or an instant as Japan's clocks show it.
    fn of(&self, cell: &Cell) -> PyResult<Bound<'py, PyAny>> {
        Ok(match cell {
            Cell::Blank => self.py.None().into_bound(self.py),
            Cell::Number(number) => PyInt::new(self.py, *number).into_any(),
            Cell::Flag(flag) => PyBool::new(self.py, *flag).to_owned().into_any(),
            other => match other.clock() {
                Some(there) => self.instant(there)?,
                None => PyString::new(self.py, &other.shown()).into_any(),
            },
        })
    }

    fn instant(&self, at: NaiveDateTime) -> PyResult<Bound<'py, PyAny>> {
        self.from_text.call1((at.format("%Y-%m-%dT%H:%M:%S%.6f").to_string(),))
    }
}
