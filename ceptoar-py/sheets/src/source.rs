//! The tables that a path names, and what the core makes of them.

use std::path::Path;

use ceptoar_core::Roster;
use ceptoar_core::author::{self, Outline, Tables};
use encoding_rs::Encoding;

use super::note::{Note, Noted};
use super::rows::csv;
use super::trouble::Trouble;

/// The outline that a path names: a folder of CSV, a workbook, or a document as JSON.
///
/// # Errors
/// A file cannot be read or is of no known form; or what the tables say is refused, every fault at once with its cell.
pub fn outline(path: &Path, asked: Option<&'static Encoding>) -> Result<Noted<Outline>, Trouble> {
    if !path.is_dir() && !is_spreadsheet(path) {
        return Ok(Noted { value: Outline::from_json(&read(path)?)?, notes: Vec::new() });
    }
    let Noted { value, notes } = tables(path, asked)?;
    Ok(Noted { value: Outline::from_tables(&value)?, notes })
}

/// The tables of a folder of CSV or of a workbook, as they stand: what they mean is asked of [`Outline::from_tables`].
///
/// In a folder every file `.csv` is a table, called as the file; other files, and those that begin with a dot, are not looked at (R1).
/// In a workbook every sheet is one, but those that begin with `#` and hidden ones that are no table of an outline.
///
/// # Errors
/// A file cannot be read, or is of no known form.
pub fn tables(path: &Path, asked: Option<&'static Encoding>) -> Result<Noted<Tables>, Trouble> {
    if ending(path) == "csv" && !path.is_dir() {
        return Err(Trouble::form(
            "一つのCSVは表の一つでしかない (表ごとのCSVが入ったフォルダを指定する)",
            "one CSV is one table (name the folder that holds a CSV for each)",
        )
        .of(path));
    }
    let (mut tables, mut notes) = (Vec::new(), Vec::new());
    if path.is_dir() {
        let trouble = |error| Trouble::System { path: path.to_owned(), error };
        let mut files = Vec::new();
        for entry in std::fs::read_dir(path).map_err(trouble)? {
            files.push(entry.map_err(trouble)?.path());
        }
        // The system lists them in no order.
        files.sort();
        for file in files.iter().filter(|file| ending(file) == "csv" && !name(file).starts_with('.')) {
            let found = csv(&name(file), &read(file)?, asked);
            tables.push(found.value);
            notes.extend(found.notes);
        }
    } else {
        let found = sheets(path)?;
        tables = found.value;
        notes = found.notes;
    }
    Ok(Noted { value: Tables::from_iter(tables), notes })
}

/// The roster that a path names, under an id of its own: one CSV, or a workbook with one sheet (or one that is called `members`).
///
/// # Errors
/// As [`outline`].
pub fn roster(path: &Path, id: &str, asked: Option<&'static Encoding>) -> Result<Noted<Roster>, Trouble> {
    let Noted { value: table, notes } = table(path, "members", asked)?;
    Ok(Noted { value: Roster::from_table(&table, id)?, notes })
}

/// The table that a path names: one CSV, or a workbook with one sheet, or with one that is called as is asked.
///
/// # Errors
/// A file that cannot be read, or has no such sheet.
pub fn table(path: &Path, called: &str, asked: Option<&'static Encoding>) -> Result<Noted<author::Table>, Trouble> {
    if !is_workbook(path) {
        return Ok(csv(&name(path), &read(path)?, asked));
    }
    let Noted { value: mut sheets, mut notes } = sheets(path)?;
    if sheets.iter().any(|sheet| sheet.name == called) {
        let others = sheets.iter().filter(|sheet| sheet.name != called);
        notes.extend(others.map(|sheet| Note::beside(&sheet.name)));
        sheets.retain(|sheet| sheet.name == called);
    }
    let (Some(sheet), true) = (sheets.pop(), sheets.is_empty()) else {
        return Err(Trouble::form(
            format!("ブックのシートは一つだけにするか、`{called}` と名付ける"),
            format!("a workbook has one sheet here, or one that is called `{called}`"),
        )
        .of(path));
    };
    Ok(Noted { value: sheet, notes })
}

/// Whether a file is a workbook, by the end of its name.
#[must_use]
pub fn is_workbook(path: &Path) -> bool {
    matches!(ending(path).as_str(), "xlsx" | "xlsm" | "xls" | "xlsb" | "ods")
}

/// Whether a file is a spreadsheet, a workbook or CSV, by the end of its name.
#[must_use]
pub fn is_spreadsheet(path: &Path) -> bool {
    is_workbook(path) || ending(path) == "csv"
}

#[cfg(feature = "xlsx")]
fn sheets(path: &Path) -> Result<Noted<Vec<author::Table>>, Trouble> {
    if !matches!(ending(path).as_str(), "xlsx" | "xlsm") {
        return Err(Trouble::form(
            "この形のブックは読まない (「Excelブック (.xlsx)」で保存し直すか、シートをCSVで保存する)",
            "workbooks of this form are not read (save it as `.xlsx`, or its sheets as CSV)",
        )
        .of(path));
    }
    super::workbook::workbook(read(path)?).map_err(|trouble| trouble.of(path))
}

#[cfg(not(feature = "xlsx"))]
fn sheets(path: &Path) -> Result<Noted<Vec<author::Table>>, Trouble> {
    let (ja, en) =
        ("この版はブックを読まない (シートをCSVで保存する)", "this build reads no workbooks (save the sheets as CSV)");
    Err(Trouble::form(ja, en).of(path))
}

fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    std::fs::read(path).map_err(|error| Trouble::System { path: path.to_owned(), error })
}

fn ending(path: &Path) -> String {
    path.extension().map(|end| end.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

fn name(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use ceptoar_core::Lang;

    use super::*;

    #[test]
    fn one_csv_is_no_outline_and_a_folder_is_asked_for() {
        let trouble = outline(Path::new("nowhere/ceptoars.csv"), None).map(drop);
        let said = trouble.map_err(|trouble| trouble.message(Lang::En));
        assert!(said.is_err_and(|said| said.contains("ceptoars.csv") && said.contains("name the folder")));
    }
}
