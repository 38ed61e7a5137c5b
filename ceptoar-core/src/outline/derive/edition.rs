//! The edition that an outline leads to (R16, R25, R27, R28).

use std::collections::BTreeMap;

use crate::document::edition::{Covers, Edition, Link, Statement};
use crate::document::scalar::Text;
use crate::error::code::ErrorCode;
use crate::gather::InOrder as _;
use crate::outline::cell::Given;
use crate::outline::cite::{Cite, Rests};
use crate::outline::days::{Days, Timeline};
use crate::outline::derive::links::{Key, Said, by_means, derived};
use crate::outline::derive::memberships::memberships;
use crate::outline::derive::parties::{ceptoars, parties, sectors};
use crate::outline::faults::Faults;
use crate::outline::model::Model;
use crate::outline::refs::link_days;
use crate::outline::rows::{Link as Row, rests};
use crate::time::Period;

/// The tables whose faults leave open which links are derived.
const DERIVING: [&str; 5] = ["scheme", "ministries", "ceptoars", "groups", "members"];

/// Derives the edition. What the table `links` takes away must have been derived.
pub(crate) fn edition(model: &Model, faults: &mut Faults) -> Edition {
    let scheme = &model.rows.scheme;
    let documents = &model.rows.documents;
    let statements = stated_totals(model);
    Edition {
        revision: scheme.revision,
        covers: covers(model),
        vocabularies: model.rows.vocabularies.clone(),
        sectors: sectors(model),
        parties: parties(model),
        ceptoars: ceptoars(model),
        memberships: memberships(model),
        links: links(model, faults),
        statements: (!statements.is_empty()).then_some(statements),
        documents: (!documents.is_empty()).then(|| documents.clone()),
        ..Edition::new(scheme.id.as_str(), scheme.title.clone().unwrap_or_else(|| Text::new(scheme.id.as_str())))
    }
}

fn of_scheme(model: &Model, column: &str) -> Cite {
    let scheme = &model.rows.scheme;
    let none = Cite::default();
    let rests = Rests { table: "scheme", key: &scheme.id, from: scheme.covers.from, cite: &none };
    model.rows.cells.of(&rests, &[column])
}

fn covers(model: &Model) -> Option<Covers> {
    let covers = model.rows.scheme.covers;
    let days = Covers { from: covers.from.map(Into::into), until: covers.until.map(Into::into), ..Covers::default() };
    (covers != Period::ALWAYS).then_some(days)
}

/// Totals that a source states: kept as statements, for one that is more than is listed is a gap and no fault (R27).
fn stated_totals(model: &Model) -> Vec<Statement> {
    let scheme = &model.rows.scheme;
    let of = |id: &str, column: &str, (ja, en): (&str, &str), value: Option<u32>| {
        let statement = Statement::new(id, Text::from((ja, en)));
        Some(of_scheme(model, column).on(Statement { value: Some(value?), ..statement }))
    };
    let ceptoars = ("資料のいうセプターの数", "the number of CEPTOARs that a source states");
    let sectors = ("資料のいう分野の数", "the number of sectors that a source states");
    let ceptoars = of("ceptoars-stated", "ceptoars_stated", ceptoars, scheme.ceptoars);
    let sectors = of("sectors-stated", "sectors_stated", sectors, scheme.sectors);
    ceptoars.into_iter().chain(sectors).collect()
}

/// The derived links, with those that rows give instead on their days.
fn links(model: &Model, faults: &mut Faults) -> Vec<Link> {
    let mut all = derived(model);
    let is_sure = DERIVING.iter().all(|table| !faults.has(table));
    let rows: Vec<(Key, Days, &Row)> =
        model.rows.links.iter().map(|row| (key(row), link_days(model, row), row)).collect();
    for (key, days, row) in &rows {
        let line = all.entry(key.clone()).or_default();
        if matches!(row.means, Given::Minus) && is_sure && !days.is_empty() && days.without(&line.days()) == *days {
            let name = format!("{}>{} {}", row.from, row.to, row.direction);
            faults.push(ErrorCode::NothingToTakeAway, row.line.spot.at("means"), "-", vec![name], None);
        }
        line.clear(days);
    }
    for (key, days, row) in rows {
        let said = match &row.means {
            Given::Minus => continue,
            Given::Is(means) => by_means(means),
            Given::Empty | Given::Bad => Said { channels: None, internal: false, cite: Cite::default() },
        };
        let cite = model.rows.cells.of(&rests(&row.line, &format!("{}>{}", row.from, row.to)), &["means"]);
        let note = row.line.cite.note.clone().or(cite.note.clone()).or(said.cite.note);
        let channels = if row.internal { Some(Vec::new()) } else { said.channels };
        let said = Said { channels, internal: row.internal, cite: Cite { note, ..cite } };
        all.entry(key).or_default().fill(&days, said);
    }
    written(&all)
}

fn key(row: &Row) -> Key {
    (row.from.clone(), row.to.clone(), row.direction)
}

fn written(all: &BTreeMap<Key, Timeline<Said>>) -> Vec<Link> {
    let states =
        all.iter().flat_map(|(key, line)| line.states().into_iter().map(move |(period, said)| (key, period, said)));
    let link = |((from, to, direction), period, said): (&Key, Period, &Said)| {
        let period = Days::of([period]).written().into_iter().flatten().next();
        let link = Link::new(from.as_str(), to.as_str(), *direction);
        said.cite.on(Link { channels: said.channels.clone(), internal: said.internal, period, ..link })
    };
    let mut links: Vec<Link> = states.map(link).collect();
    // By their keys as the document writes them (R28).
    links.in_order(|a, b| (&a.from, &a.to, a.direction.as_str()).cmp(&(&b.from, &b.to, b.direction.as_str())));
    links
}
