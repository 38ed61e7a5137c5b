//! Rows for people and for programs.

use ceptoar_core::{Lang, Refusal};
use ceptoar_frames::Found;
use ceptoar_sheets::Note;
use serde_json::{Value, json};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::args::Format;
use super::failure::Failure;
use super::screen::Screen;

/// A column is not made narrower than this for the screen's sake.
const NARROW: usize = 6;

/// One document as it is, several as a list.
pub(super) fn documents(each: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = each.collect();
    match all.len() {
        1 => all.remove(0) + "\n",
        _ => format!("[{}]\n", all.join(",")),
    }
}

/// Rows under headings, as a table or as CSV.
pub(super) fn rows(
    headings: &[&str],
    rows: &[Vec<String>],
    format: Format,
    screen: &Screen,
) -> Result<String, Failure> {
    if format == Format::Csv {
        return csv(headings, rows);
    }
    let mut widths: Vec<usize> = headings.iter().map(|heading| heading.width()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    // What no screen shows is searched by other programs, line by line: it is left whole.
    if let Some(most) = screen.columns() {
        narrow(&mut widths, most);
    }
    let line = |cells: &[Vec<String>], place: usize| {
        let padded = cells.iter().zip(&widths).map(|(pieces, width)| {
            let piece = pieces.get(place).map(String::as_str).unwrap_or_default();
            format!("{piece}{}", " ".repeat(width.saturating_sub(piece.width())))
        });
        format!("{}\n", padded.collect::<Vec<_>>().join("  ").trim_end())
    };
    let row = |cells: &[String]| {
        let cells: Vec<Vec<String>> = cells.iter().zip(&widths).map(|(cell, width)| wrapped(cell, *width)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(1);
        (0..height).map(|place| line(&cells, place)).collect::<String>()
    };
    let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
    let heading = row(&headings);
    let mut out = if screen.paints() { painted(heading.trim_end(), BOLD) + "\n" } else { heading };
    for cells in rows {
        out += &row(cells);
    }
    Ok(out)
}

/// Takes from the widest column until the row fits.
fn narrow(widths: &mut [usize], most: usize) {
    let between = 2 * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + between > most {
        match widths.iter_mut().max() {
            Some(widest) if *widest > NARROW => *widest -= 1,
            _ => return,
        }
    }
}

/// A cell in lines, broken at blanks and marks where there are any.
fn wrapped(cell: &str, width: usize) -> Vec<String> {
    if cell.width() <= width {
        return vec![cell.to_owned()];
    }
    let (mut lines, mut line, mut used, mut good) = (Vec::new(), String::new(), 0, 0);
    for c in cell.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide > width && !line.is_empty() {
            let rest = line.split_off(if good > 0 { good } else { line.len() });
            lines.push(line.trim_end().to_owned());
            line = rest.trim_start().to_owned();
            (used, good) = (line.width(), 0);
        }
        line.push(c);
        used += wide;
        if matches!(c, ' ' | ';' | ',' | '>' | '、' | '。' | '-') || wide > 1 {
            good = line.len();
        }
    }
    lines.push(line);
    lines
}

fn csv(headings: &[&str], rows: &[Vec<String>]) -> Result<String, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::failed(error.to_string(), error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(headings).map_err(|error| failed(&error))?;
    for row in rows {
        writer.write_record(row).map_err(|error| failed(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(&error))?;
    String::from_utf8(bytes).map_err(|error| failed(&error))
}

pub(super) const BOLD: &str = "1";
const RED: &str = "1;31";
const YELLOW: &str = "1;33";

pub(super) fn painted(text: &str, colour: &str) -> String {
    format!("\u{1b}[{colour}m{text}\u{1b}[0m")
}

/// A text with what must not be missed in colour: what is stale, who must be told, and who is not.
pub(super) fn coloured(text: &str, colourful: bool) -> String {
    if !colourful {
        return text.to_owned();
    }
    let line = |line: &str| {
        let alarm = ["STALE", "古い版", "NOT TOLD", "必須だが届かない"];
        if alarm.iter().any(|word| line.starts_with(word)) {
            return painted(line, YELLOW);
        }
        ["MUST", "必須"].iter().fold(line.to_owned(), |line, word| line.replace(word, &painted(word, RED)))
    };
    text.split_inclusive('\n')
        .map(|whole| {
            let plain = whole.strip_suffix('\n').unwrap_or(whole);
            line(plain) + if plain.len() < whole.len() { "\n" } else { "" }
        })
        .collect()
}

/// A document that says why something is refused, with what was noted while it was read.
fn with_notes(mut document: Value, notes: &[Note], lang: Lang) -> String {
    let note = |note: &Note| json!({ "code": note.code, "table": note.table, "message": note.message(lang) });
    if let Some(object) = document.as_object_mut().filter(|_| !notes.is_empty()) {
        object.insert("notes".to_owned(), notes.iter().map(note).collect());
    }
    format!("{document}\n")
}

/// Why something is refused, a line for each problem, or one JSON document.
pub(super) fn refused(problems: &[Found], notes: &[Note], format: Format, lang: Lang) -> String {
    if format == Format::Json {
        let list: Vec<Value> = problems
            .iter()
            .map(|found| {
                let mut problem =
                    json!({ "code": found.code, "pointer": found.pointer, "message": found.message(lang) });
                if let Some(object) = problem.as_object_mut() {
                    if let Some(row) = found.row {
                        object.insert("row".to_owned(), row.into());
                        object.insert("column".to_owned(), found.column.clone().into());
                    }
                    if let Some(line) = found.line {
                        object.insert("line".to_owned(), line.into());
                    }
                }
                problem
            })
            .collect();
        return with_notes(json!({ "problems": list }), notes, lang);
    }
    let line = |found: &Found| {
        let place = match (found.line, found.row) {
            (Some(line), _) => Some(match lang {
                Lang::Ja => format!("{line}行目"),
                Lang::En => format!("line {line}"),
            }),
            (None, Some(row)) => Some(match lang {
                Lang::Ja => format!("行 {row} (0から数える)"),
                Lang::En => format!("row {row} (counted from 0)"),
            }),
            (None, None) => None,
        };
        let place = match (place, &found.column) {
            (Some(place), Some(column)) => format!("{place}, {}", super::screen::shown(column)),
            (Some(place), None) => place,
            (None, _) => super::screen::shown(&found.pointer),
        };
        format!("{} {place}: {}\n", found.code, found.message(lang))
    };
    problems.iter().map(line).collect()
}

/// Why tables are refused, a line for each problem with its cell, or one JSON document.
pub(super) fn refused_tables(refusal: &Refusal, notes: &[Note], format: Format, lang: Lang) -> String {
    if format == Format::Json {
        // Its own order of fields stays where there is nothing to add.
        let document = if notes.is_empty() { None } else { serde_json::from_str(&refusal.to_json(lang)).ok() };
        return document.map_or_else(|| refusal.to_json(lang) + "\n", |document| with_notes(document, notes, lang));
    }
    let line = |problem: &ceptoar_core::Problem| {
        let Some(cell) = problem.cell().filter(|_| lang == Lang::Ja) else { return problem.line(lang) + "\n" };
        let row = cell.row.map(|row| format!(" {row}行")).unwrap_or_default();
        let column = if cell.column.is_empty() { String::new() } else { format!(" `{}`", cell.column) };
        let place = super::screen::shown(&format!("{}{row}{column}", cell.table));
        format!("{} {place}: {}\n", problem.code(), problem.message(lang))
    };
    refusal.problems().iter().map(line).collect()
}
