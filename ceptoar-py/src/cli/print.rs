//! Rows for people and for programs.

use std::io::IsTerminal as _;

use unicode_width::UnicodeWidthStr as _;

use super::Failure;
use super::args::Format;

/// Rows under headings, as a table or as CSV.
pub(super) fn rows(headings: &[&str], rows: &[Vec<String>], format: Format) -> Result<String, Failure> {
    if format == Format::Csv {
        return csv(headings, rows);
    }
    let mut widths: Vec<usize> = headings.iter().map(|heading| heading.width()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let line = |cells: &[String]| {
        let padded =
            cells.iter().zip(&widths).map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.width())));
        format!("{}\n", padded.collect::<Vec<_>>().join("  ").trim_end())
    };
    let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
    let mut out = bold(line(&headings).trim_end()) + "\n";
    for row in rows {
        out += &line(row);
    }
    Ok(out)
}

fn csv(headings: &[&str], rows: &[Vec<String>]) -> Result<String, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Failed(error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(headings).map_err(|error| failed(&error))?;
    for row in rows {
        writer.write_record(row).map_err(|error| failed(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(&error))?;
    String::from_utf8(bytes).map_err(|error| failed(&error))
}

/// Bold on a terminal, unless NO_COLOR asks for plain text.
pub(super) fn bold(text: &str) -> String {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if plain || !std::io::stdout().is_terminal() { text.to_owned() } else { format!("\u{1b}[1m{text}\u{1b}[0m") }
}
