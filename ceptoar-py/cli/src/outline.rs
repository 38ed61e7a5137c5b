//! A registry of one's own: tables to fill in, the edition that they lead to, and rosters from spreadsheets.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use ceptoar_core::author::{self, Outline, Table, Tables};
use ceptoar_core::document::Edition as EditionDocument;
use ceptoar_core::{Lang, Roster};
use serde_json::{Value, json};

use super::args::{Begin, Build, Format, FromTable, Reverse};
use super::failure::{Failure, of_stream};
use super::print::rows;
use super::screen::Screen;
use super::{Answer, file, screen, target};

/// The tables that a person fills in; the others are written where they hold something.
const TO_FILL_IN: [&str; 5] = ["scheme", "ministries", "ceptoars", "groups", "members"];

pub(super) fn new(of: &Begin, format: Format, lang: Lang) -> Result<Answer, Failure> {
    let blank = Outline::blank(lang);
    let begun = of.outline.as_deref().map(begun).transpose()?;
    let tables = match &begun {
        Some(outline) => whole(outline.tables(lang), blank),
        None => Tables::from_iter(blank.tables.into_iter().filter(|table| is_to_fill_in(&table.name))),
    };
    let mut files: Vec<(String, Vec<u8>)> = tables.tables.iter().map(csv).collect();
    files.push(("rules.json".to_owned(), pretty(&rules())));
    files.push(("notice.json".to_owned(), pretty(&notice(begun.as_ref().map(Outline::build)))));
    target::folder(&of.folder, &files)?;
    let (filled, unknown) = begun.as_ref().map(counts).unwrap_or_default();
    if format == Format::Json {
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let unknown: Vec<Value> = unknown
            .iter()
            .map(|((table, column), count)| json!({ "table": table, "column": column, "count": count }))
            .collect();
        return Ok(format!("{}\n", json!({ "files": names, "filled": filled, "unknown": unknown })).into());
    }
    let folder = screen::name(&of.folder);
    let mut out = match (lang, &begun) {
        (Lang::Ja, Some(_)) => format!("{folder}: 埋まっているセル {filled}。不明なもの:\n"),
        (Lang::En, Some(_)) => format!("{folder}: {filled} cells are filled. Unknown:\n"),
        (Lang::Ja, None) => format!("{folder}: 空の表。まず scheme、ministries、ceptoars に書く\n"),
        (Lang::En, None) => format!("{folder}: empty tables. Fill in scheme, ministries and ceptoars first\n"),
    };
    for ((table, column), count) in &unknown {
        out += &format!("  {table} {column}: {count}\n");
    }
    out += &match lang {
        Lang::Ja => format!(
            "次に:\n  ceptoar registry build {folder} -o edition.json\n  ceptoar registry gaps {folder}\n  ceptoar route {folder}/notice.json --edition edition.json --rules {folder}/rules.json\n"
        ),
        Lang::En => format!(
            "Next:\n  ceptoar registry build {folder} -o edition.json\n  ceptoar registry gaps {folder}\n  ceptoar route {folder}/notice.json --edition edition.json --rules {folder}/rules.json\n"
        ),
    };
    Ok(out.into())
}

fn is_to_fill_in(table: &str) -> bool {
    TO_FILL_IN.contains(&table)
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

/// The tables of an outline, and headers of those that a person may want to fill in.
fn whole(tables: Tables, blank: Tables) -> Tables {
    let mut found = tables.tables;
    for table in blank.tables {
        if is_to_fill_in(&table.name) && found.iter().all(|known| known.name != table.name) {
            found.push(table);
        }
    }
    Tables::from_iter(found)
}

fn csv(table: &Table) -> (String, Vec<u8>) {
    (format!("{}.csv", table.name), ceptoar_sheets::written(table))
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
    let of_rows = tables.iter().filter(|table| is_to_fill_in(&table.name));
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

pub(super) fn build(of: &Build, screen: &Screen, format: Format, lang: Lang) -> Result<Answer, Failure> {
    let asked = file::encoding(of.tables.encoding.as_deref())?;
    let outline = match file::tables(&of.source, asked, screen)? {
        Some(outline) => outline,
        None => Outline::from_json(&file::read(&of.source, asked, screen)?)?,
    };
    let edition = outline.build();
    let text = edition.write() + "\n";
    let Some(path) = of.output.as_deref() else { return Ok(text.into()) };
    target::not_the_same(&of.source, path)?;
    target::write(path, &text)?;
    let (sectors, ceptoars) = (edition.sectors.len(), edition.ceptoars.len());
    let (parties, links, unknown) = (edition.parties.len(), edition.links.len(), outline.unknown().len());
    // Each answer of the edition says the number of gaps; a cell may be none, one or several.
    let gaps = edition.outline.as_ref().map_or(0, |outline| outline.gaps);
    let id = outline.id();
    let out = match (format, lang) {
        (Format::Json, _) => {
            let said = json!({ "edition": id, "sectors": sectors, "ceptoars": ceptoars, "parties": parties, "links": links, "unknown": unknown, "gaps": gaps });
            format!("{said}\n")
        }
        (_, Lang::Ja) => format!(
            "版 {id}: 分野 {sectors}、セプター {ceptoars}、関係主体 {parties}、リンク {links}。不明なセル {unknown}、それによる不明な点 {gaps}件 (働かない点も registry gaps が示す)\n"
        ),
        (_, Lang::En) => format!(
            "edition {id}: {sectors} sectors, {ceptoars} CEPTOARs, {parties} parties, {links} links; {unknown} cells are unknown, which makes {gaps} gaps (registry gaps tells also what cannot work)\n"
        ),
    };
    Ok(out.into())
}

pub(super) fn reverse(of: &Reverse, screen: &Screen, format: Format, lang: Lang) -> Result<Answer, Failure> {
    let registry = file::source(&of.edition, screen)?.registry()?;
    let found = Outline::from_edition(registry.document(), &of.id)?;
    let files: Vec<(String, Vec<u8>)> = found.outline.tables(lang).tables.iter().map(csv).collect();
    target::folder(&of.folder, &files)?;
    let headings = ["code", "at", "message"];
    let unsaid: Vec<Vec<String>> = found
        .unsaid
        .iter()
        .map(|unsaid| vec![unsaid.code.to_string(), unsaid.pointer.clone(), unsaid.code.template(lang).to_owned()])
        .collect();
    Ok(match format {
        Format::Json => {
            let line = |row: &Vec<String>| json!({ "code": row.first(), "at": row.get(1), "message": row.get(2) });
            let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
            format!("{}\n", json!({ "files": names, "unsaid": unsaid.iter().map(line).collect::<Vec<_>>() }))
        }
        Format::Csv => rows(&headings, &unsaid, format, screen)?,
        Format::Table => {
            let (folder, count) = (screen::name(&of.folder), unsaid.len());
            let head = match lang {
                Lang::Ja => format!("{folder}: 表 {}。どの表にも書けないもの {count}\n", files.len()),
                Lang::En => format!("{folder}: {} tables. What no table can say: {count}\n", files.len()),
            };
            let lines: String = found.unsaid.iter().map(|unsaid| format!("  {}\n", unsaid.line(lang))).collect();
            head + &lines
        }
    }
    .into())
}

pub(super) fn roster(of: &FromTable, screen: &Screen, format: Format, lang: Lang) -> Result<Answer, Failure> {
    let asked = file::encoding(of.tables.encoding.as_deref())?;
    let roster = if of.table == Path::new("-") {
        let mut bytes = Vec::new();
        let read = file::open(&of.table, screen)?.read_to_end(&mut bytes);
        read.map_err(|error| of_stream("-", error))?;
        let table = ceptoar_sheets::csv("-", &bytes, asked);
        screen.note(&table.notes);
        author::roster(&table.value, &of.id)?
    } else {
        let read = ceptoar_sheets::roster(&of.table, &of.id, asked)?;
        screen.note(&read.notes);
        read.value
    };
    roster.check()?;
    let text = roster.write() + "\n";
    let notes = large(&text, lang);
    let Some(path) = of.output.as_deref() else { return Ok(Answer { notes, ..text.into() }) };
    target::not_the_same(&of.table, path)?;
    target::write(path, &text)?;
    let (organizations, roles) = (roster.organizations.len(), roster.memberships.iter().flatten().count());
    let out = match (format, lang) {
        (Format::Json, _) => format!("{}\n", json!({ "organizations": organizations, "memberships": roles })),
        (_, Lang::Ja) => format!("名簿: 組織 {organizations}、役割 {roles}\n"),
        (_, Lang::En) => format!("roster: {organizations} organisations, {roles} roles\n"),
    };
    Ok(Answer { notes, ..out.into() })
}

/// A document that is larger than any that is read is told: the spreadsheet itself is read at any size.
fn large(text: &str, lang: Lang) -> String {
    let refusal = Roster::from_json(text.as_bytes()).err();
    let hint = lang.pick("`--roster` には表をそのまま渡せる", "give the spreadsheet itself to `--roster`");
    refusal
        .iter()
        .flat_map(|refusal| refusal.problems())
        .map(|problem| format!("{}; {hint}\n", problem.line(lang)))
        .collect()
}
