//! What an author of documents asks: what differs between two of them, and whether a router answers as is written down.

use std::collections::BTreeSet;
use std::path::Path;

use ceptoar_core::author::{Diff, DiffRow, Tested, diff, fixture};
use ceptoar_core::document::Fixture;
use ceptoar_core::{Lang, LevelProfile, RuleSet};

use super::args::{Basis, Compared, Format};
use super::ask::Face;
use super::failure::Failure;
use super::print::rows;
use super::screen::Screen;
use super::{Answer, file, target};

/// The exit code where documents differ, or a case failed.
const NO: u8 = 3;

/// A document that a file holds, or a built-in one by its id.
fn one<T>(
    path: &Path,
    screen: &Screen,
    builtin: impl Fn(&str) -> Option<T>,
    read: impl Fn(&[u8]) -> Result<T, ceptoar_core::Refusal>,
) -> Result<T, Failure> {
    match file::builtin(path, builtin) {
        Some(document) => Ok(document),
        None => Ok(read(&file::read(path, None, screen)?)?),
    }
}

/// Both documents of a comparison.
fn both<T>(
    of: &Compared,
    screen: &Screen,
    builtin: impl Fn(&str) -> Option<T>,
    read: impl Fn(&[u8]) -> Result<T, ceptoar_core::Refusal>,
) -> Result<[T; 2], Failure> {
    file::once([Some(of.before.as_path()), Some(of.after.as_path())])?;
    Ok([one(&of.before, screen, &builtin, &read)?, one(&of.after, screen, &builtin, &read)?])
}

pub(super) fn editions(
    of: &Compared,
    overlay: Option<&Path>,
    screen: &Screen,
    format: Format,
    lang: Lang,
) -> Result<Answer, Failure> {
    file::once([Some(of.before.as_path()), Some(of.after.as_path())])?;
    let (before, after) = (file::source(&of.before, screen)?.registry()?, file::source(&of.after, screen)?.registry()?);
    let mut answer = compared(&diff::editions(&before, &after, of.citations), screen, format, lang)?;
    if let Some(path) = overlay {
        let is_out = path == Path::new("-");
        target::not_the_same(&of.before, path)?;
        target::not_the_same(&of.after, path)?;
        let name = path.file_stem().and_then(std::ffi::OsStr::to_str).filter(|_| !is_out).unwrap_or("changes");
        let found = diff::overlay(&before, &after, name)?;
        let json = found.overlay.write() + "\n";
        if is_out {
            answer.out = json;
        } else {
            target::write(path, &json)?;
        }
        let list = |head: &str, rows: &[DiffRow]| {
            let lines: String = rows.iter().map(|row| format!("  {}\n", row.line(lang))).collect();
            if rows.is_empty() { String::new() } else { format!("{head}:\n{lines}") }
        };
        answer.notes = list(lang.pick("差分 (overlay) で言えないもの", "what no overlay can say"), &found.unsaid);
        let (cited, count) = (&found.unsaid_citations, found.unsaid_citations.len());
        let head = lang.pick("差分 (overlay) で言えない典拠と確度", "sources and grades that no overlay can say");
        answer.notes += &match count {
            0 => String::new(),
            _ if of.citations => list(head, cited),
            _ => format!("{head}: {count} (--citations)\n"),
        };
    }
    Ok(answer)
}

pub(super) fn rules(of: &Compared, screen: &Screen, format: Format, lang: Lang) -> Result<Answer, Failure> {
    let [before, after] = both(of, screen, file::builtin_rules, RuleSet::from_json)?;
    compared(&diff::rules(&before, &after, of.citations), screen, format, lang)
}

pub(super) fn levels(of: &Compared, screen: &Screen, format: Format, lang: Lang) -> Result<Answer, Failure> {
    let [before, after] = both(of, screen, LevelProfile::builtin, LevelProfile::from_json)?;
    compared(&diff::levels(&before, &after, of.citations), screen, format, lang)
}

fn compared(found: &Diff, screen: &Screen, format: Format, lang: Lang) -> Result<Answer, Failure> {
    let code = if found.rows.is_empty() { 0 } else { NO };
    let out = match format {
        Format::Json => found.to_json() + "\n",
        Format::Table => found.text(lang),
        Format::Csv => {
            let day = |day: Option<ceptoar_core::chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
            let table: Vec<Vec<String>> = found
                .rows
                .iter()
                .map(|row| {
                    let value = |value: &Option<ceptoar_core::document::Json>| {
                        value.as_ref().map(|value| value.as_str().to_owned()).unwrap_or_default()
                    };
                    let (key, field) = (row.key.join(";"), row.field.clone().unwrap_or_default());
                    let (before, after) = (value(&row.before), value(&row.after));
                    let what = row.what.to_string();
                    vec![row.of.clone(), key, what, day(row.from), day(row.until), field, before, after]
                })
                .collect();
            let headings = ["of", "key", "what", "from", "until", "field", "before", "after"];
            rows(&headings, &table, format, screen)?
        }
    };
    Ok(Answer { out, notes: String::new(), code })
}

/// Puts fixtures to a router. A rule is silent if no case of any of them fires it.
pub(super) fn test(
    fixtures: &[std::path::PathBuf],
    basis: &Basis,
    Face { format, lang, stale, screen }: Face<'_>,
) -> Result<Answer, Failure> {
    file::once(fixtures.iter().map(|file| Some(file.as_path())).chain(basis.files()))?;
    let router = file::router(basis, stale, screen)?;
    let mut all: Vec<Tested> = Vec::with_capacity(fixtures.len());
    for path in fixtures {
        all.push(fixture::run(&router, &Fixture::read(&file::read(path, None, screen)?)?));
    }
    let silent: Vec<BTreeSet<_>> = all.iter().map(|tested| tested.silent.iter().cloned().collect()).collect();
    for tested in &mut all {
        tested.silent.retain(|rule| silent.iter().all(|set| set.contains(rule)));
    }
    let code = if all.iter().all(Tested::passed) { 0 } else { NO };
    let out = match format {
        // One document for one fixture, a list for several.
        Format::Json => match all.as_slice() {
            [one] => one.to_json() + "\n",
            several => format!("[{}]\n", several.iter().map(Tested::to_json).collect::<Vec<_>>().join(",")),
        },
        Format::Table => {
            let (last, rest) = all.split_last_mut().map_or((None, &mut [][..]), |(last, rest)| (Some(last), rest));
            rest.iter_mut().for_each(|tested| tested.silent.clear());
            rest.iter().chain(last.as_deref()).map(|tested| tested.text(lang)).collect()
        }
        Format::Csv => {
            let mut table = Vec::new();
            for (tested, case) in all.iter().flat_map(|tested| tested.cases.iter().map(move |case| (tested, case))) {
                let head = [tested.fixture.to_string(), case.name.clone()];
                let row = |rest: [&str; 4]| head.iter().cloned().chain(rest.map(str::to_owned)).collect::<Vec<_>>();
                if case.faults.is_empty() {
                    table.push(row(["", "passed", "", ""]));
                }
                for fault in &case.faults {
                    let said = |value: &Option<ceptoar_core::document::Json>| {
                        value.as_ref().map(|value| value.as_str().to_owned()).unwrap_or_default()
                    };
                    let (expected, found) = (said(&fault.expected), said(&fault.found));
                    table.push(row([&fault.pointer, fault.kind.as_str(), &expected, &found]));
                }
            }
            rows(&["fixture", "case", "pointer", "what", "expected", "found"], &table, format, screen)?
        }
    };
    Ok(Answer { out, notes: String::new(), code })
}
