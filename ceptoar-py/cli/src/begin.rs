//! A registry of one's own to begin with: tables to fill in, rules, and a first notice.

use std::collections::BTreeMap;

use ceptoar_core::Lang;
use ceptoar_core::author::{Outline, Tables};
use ceptoar_core::document::Edition as EditionDocument;
use serde_json::{Value, json};

use super::args::{Begin, Format};
use super::failure::Failure;
use super::outline::csv;
use super::workbook::{Workbooks, forms};
use super::{Answer, screen, target};

/// The tables of what there is; the others say what that rests on, or bring words of one's own.
const FACTS: [&str; 5] = ["scheme", "ministries", "ceptoars", "groups", "members"];

pub(super) fn new(of: &Begin, with: &dyn Workbooks, format: Format, lang: Lang) -> Result<Answer, Failure> {
    let blank = Outline::blank(lang);
    let begun = of.outline.as_deref().map(begun).transpose()?;
    let tables = match &begun {
        Some(outline) => whole(outline.tables(lang), blank),
        None => blank,
    };
    let documents = [("rules.json", rules()), ("notice.json", notice(begun.as_ref().map(Outline::build)))];
    let documents = documents.map(|(name, value)| (name, pretty(&value)));
    // A workbook holds tables alone: rules and notice are files beside it.
    let (names, [rules, notice]) = if forms::is_one(&of.folder)? {
        let files = documents.map(|(name, bytes)| (forms::beside(&of.folder, name), bytes));
        forms::write(&of.folder, &tables, &files, lang, with)?;
        let named = |path: &std::path::Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let paths = files.map(|(path, _)| path);
        let names = std::iter::once(named(&of.folder)).chain(paths.iter().map(|path| named(path)));
        (names.collect::<Vec<_>>(), paths)
    } else {
        let paths = documents.each_ref().map(|(name, _)| of.folder.join(name));
        let documents = documents.map(|(name, bytes)| (name.to_owned(), bytes));
        let files: Vec<(String, Vec<u8>)> = tables.tables.iter().map(csv).chain(documents).collect();
        target::folder(&of.folder, &files)?;
        (files.into_iter().map(|(name, _)| name).collect(), paths)
    };
    let (filled, unknown) = begun.as_ref().map(counts).unwrap_or_default();
    if format == Format::Json {
        let unknown: Vec<Value> = unknown
            .iter()
            .map(|((table, column), count)| json!({ "table": table, "column": column, "count": count }))
            .collect();
        return Ok(format!("{}\n", json!({ "files": names, "filled": filled, "unknown": unknown })).into());
    }
    let place = screen::name(&of.folder);
    let mut out = match (lang, &begun) {
        (Lang::Ja, Some(_)) => format!("{place}: 埋まっているセル {filled}。不明なもの:\n"),
        (Lang::En, Some(_)) => format!("{place}: {filled} cells are filled. Unknown:\n"),
        (Lang::Ja, None) => format!("{place}: 空の表。まず scheme、ministries、ceptoars に書く\n"),
        (Lang::En, None) => format!("{place}: empty tables. Fill in scheme, ministries and ceptoars first\n"),
    };
    for ((table, column), count) in &unknown {
        let column = header(table, column, lang).unwrap_or_else(|| (*column).to_owned());
        out += &format!("  {table} {column}: {count}\n");
    }
    out += lang.pick("次に:\n", "Next:\n");
    let [place, rules, notice] = [&of.folder, &rules, &notice].map(|path| quoted(&screen::name(path)));
    out += &format!("  ceptoar registry build {place} -o edition.json\n  ceptoar registry gaps {place}\n");
    if begun.is_none() {
        // The ids of the scheme are not known yet, and a notice of ids that are none is refused.
        let [cabinet, sector] = [("scheme", "cabinet"), ("ceptoars", "sector")]
            .map(|(table, column)| header(table, column, lang).unwrap_or_else(|| column.to_owned()));
        out += &match lang {
            Lang::Ja => format!(
                "  # {notice} を直す: `origin` は表 `scheme` の `{cabinet}` のID、`affected_sectors` は表 `ceptoars` の `{sector}` のID、`issued_at` は版が扱う日\n"
            ),
            Lang::En => format!(
                "  # edit {notice}: `origin` is the id `{cabinet}` of the table `scheme`, `affected_sectors` an id `{sector}` of the table `ceptoars`, `issued_at` a day of the edition\n"
            ),
        };
    }
    out += &format!("  ceptoar route {notice} --edition edition.json --rules {rules}\n");
    Ok(out.into())
}

/// What a language calls a column of a table.
fn header(table: &str, column: &str, lang: Lang) -> Option<String> {
    let cells = |lang| {
        let table = Outline::blank(lang).tables.into_iter().find(|known| known.name == table);
        table.and_then(|table| table.rows.into_iter().next()).map(|row| row.cells).unwrap_or_default()
    };
    let place = cells(Lang::En).iter().position(|name| name == column)?;
    cells(lang).into_iter().nth(place)
}

/// A name as a shell takes it.
fn quoted(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    if name.chars().all(is_plain) { name.to_owned() } else { format!("'{}'", name.replace('\'', "'\\''")) }
}

/// A built-in outline under an id of one's own (R29).
fn begun(id: &str) -> Result<Outline, Failure> {
    let Some(outline) = Outline::builtin(id) else {
        let (id, known) = (screen::shown(id), Outline::BUILT_IN.join(", "));
        return Err(Failure::usage(
            format!("there is no built-in outline `{id}`; there is {known}"),
            format!("組み込みのアウトライン `{id}` はない。あるもの: {known}"),
        ));
    };
    let mut document = outline.document().clone();
    document.scheme.id = Some(Outline::MY_SCHEME.into());
    for cell in document.cells.iter_mut().filter(|cell| cell.table == Some("scheme".into())) {
        cell.key = Some(Outline::MY_SCHEME.into());
    }
    Ok(Outline::from_document(&document)?)
}

/// The tables of an outline, and headers of those that have no rows.
fn whole(tables: Tables, blank: Tables) -> Tables {
    let mut found = tables.tables;
    for table in blank.tables {
        if found.iter().all(|known| known.name != table.name) {
            found.push(table);
        }
    }
    Tables::from_iter(found)
}

fn pretty(value: &Value) -> Vec<u8> {
    // Text with string keys and whole numbers alone: writing it cannot fail.
    (serde_json::to_string_pretty(value).unwrap_or_default() + "\n").into_bytes()
}

/// How many cells are filled, and how many of each column are unknown, in the order of tables and columns.
fn counts(outline: &Outline) -> (usize, BTreeMap<(&'static str, &'static str), usize>) {
    let mut unknown = BTreeMap::new();
    for cell in outline.unknown() {
        *unknown.entry((cell.table, cell.column)).or_insert(0) += 1;
    }
    let tables = outline.tables(Lang::En).tables;
    let of_rows = tables.iter().filter(|table| FACTS.contains(&table.name.as_str()));
    let cells = of_rows.flat_map(|table| table.rows.iter().skip(1)).flat_map(|row| &row.cells);
    (cells.filter(|cell| !cell.is_empty()).count(), unknown)
}

/// Rules to begin with: those that fit any scheme, one that forbids, and one that leaves it to a person's judgement.
fn rules() -> Value {
    json!({
        "format": "ceptoar/rules/1",
        "id": "my-rules",
        "extends": ["standard"],
        "rules": [
            {
                "id": "exercises-stay-inside",
                "effect": "forbid",
                "when": { "statuses": ["exercise"] },
                "audience": { "kinds": ["partner"] },
                "summary": { "ja": "例: 演習の通知は外部の協力者に伝えない。", "en": "An example: notices of an exercise go to no partner." },
            },
            {
                "id": "newsletter-if-useful",
                "effect": "permit",
                "when": { "directions": ["provision"], "kinds": ["newsletter"] },
                "audience": { "kinds": ["ceptoar"] },
                "judgement": { "ja": "役に立つと判断したとき", "en": "if somebody judges that it is of use" },
                "summary": { "ja": "例: ニュースレターは、役に立つと判断すればどのセプターに伝えてもよい。", "en": "An example: a newsletter may go to any CEPTOAR if somebody judges that it is of use." },
            },
        ],
    })
}

/// A first notice: of what the tables hold; where they hold nothing, with ids to be replaced.
fn notice(edition: Option<&EditionDocument>) -> Value {
    let cabinet =
        edition.and_then(|edition| edition.parties.iter().find(|party| party.kind == ceptoar_core::PartyKind::Cabinet));
    let sector = edition.and_then(|edition| edition.sectors.first());
    let from = edition.and_then(|edition| edition.covers.as_ref()?.from.as_ref());
    json!({
        "format": "ceptoar/notice/1",
        "id": "first",
        "direction": "provision",
        "origin": cabinet.map_or("cabinet", |party| party.id.as_str()),
        "level": "TLP:AMBER",
        "kind": "vulnerability",
        "purposes": ["prevention"],
        "affected_sectors": [sector.map_or("sector", |sector| sector.id.as_str())],
        "issued_at": format!("{}T10:00:00+09:00", from.map_or("2026-04-01", |day| day.as_str())),
    })
}
