//! A registry of one's own: tables to fill in, the edition that they lead to, and rosters from spreadsheets.

use std::io::Read as _;
use std::path::Path;

use ceptoar_core::author::{Outline, Table};
use ceptoar_core::{Lang, Roster};
use serde_json::json;

use super::args::{Build, Format, FromTable, Reverse};
use super::failure::{Failure, of_stream};
use super::print::rows;
use super::screen::Screen;
use super::workbook::{Workbooks, forms};
use super::{Answer, file, screen, target};

pub(super) fn csv(table: &Table) -> (String, Vec<u8>) {
    (format!("{}.csv", table.name), ceptoar_sheets::written(table))
}

pub(super) fn build(of: &Build, screen: &Screen, format: Format, lang: Lang) -> Result<Answer, Failure> {
    let asked = file::encoding(of.tables.encoding.as_deref())?;
    let outline = match file::builtin(&of.source, Outline::builtin) {
        Some(outline) => outline,
        None => match file::tables(&of.source, asked, screen)? {
            Some(outline) => outline,
            None => Outline::from_json(&file::read(&of.source, asked, screen)?)?,
        },
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

pub(super) fn reverse(
    of: &Reverse,
    with: &dyn Workbooks,
    screen: &Screen,
    format: Format,
    lang: Lang,
) -> Result<Answer, Failure> {
    let is_book = forms::is_one(&of.folder)?;
    let registry = file::source(&of.edition, screen)?.registry()?;
    let found = Outline::from_edition(registry.document(), &of.id)?;
    let tables = found.outline.tables(lang);
    let names: Vec<String> = if is_book {
        forms::write(&of.folder, &tables, &[], lang, with)?;
        vec![of.folder.file_name().unwrap_or_default().to_string_lossy().into_owned()]
    } else {
        let files: Vec<(String, Vec<u8>)> = tables.tables.iter().map(csv).collect();
        target::folder(&of.folder, &files)?;
        files.into_iter().map(|(name, _)| name).collect()
    };
    let headings = ["code", "at", "message"];
    let unsaid: Vec<Vec<String>> = found
        .unsaid
        .iter()
        .map(|unsaid| vec![unsaid.code.to_string(), unsaid.pointer.clone(), unsaid.code.template(lang).to_owned()])
        .collect();
    Ok(match format {
        Format::Json => {
            let line = |row: &Vec<String>| json!({ "code": row.first(), "at": row.get(1), "message": row.get(2) });
            format!("{}\n", json!({ "files": names, "unsaid": unsaid.iter().map(line).collect::<Vec<_>>() }))
        }
        Format::Csv => rows(&headings, &unsaid, format, screen)?,
        Format::Table => {
            let (place, count) = (screen::name(&of.folder), unsaid.len());
            let number = tables.tables.len();
            let head = match lang {
                Lang::Ja => format!("{place}: 表 {number}。どの表にも書けないもの {count}\n"),
                Lang::En => format!("{place}: {number} tables. What no table can say: {count}\n"),
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
        Roster::from_table(&table.value, &of.id)?
    } else {
        let read = ceptoar_sheets::roster(&of.table, &of.id, asked)?;
        screen.note(&read.notes);
        read.value
    };
    let roster = roster.document();
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
