//! Parties, sectors and the records of CEPTOARs.

use crate::author::outline::cite::Cite;
use crate::author::outline::days::{Days, Timeline};
use crate::author::outline::model::Model;
use crate::author::outline::rows::{Ceptoar as Row, Count as Number, rests};
use crate::document::edition::{Count, Party, Sector};
use crate::document::record::{Ceptoar, Dated, LaterMeans, Means, Month, Secretariat};
use crate::document::scalar::Text;

/// The unit of a number that has none (R13).
const UNIT: (&str, &str) = ("構成員", "members");

pub(super) fn sectors(model: &Model) -> Vec<Sector> {
    let sectors = model.sectors.iter();
    sectors.map(|(id, sector)| sector.cite.on(Sector::new(id.as_str(), sector.name.clone()))).collect()
}

pub(super) fn parties(model: &Model) -> Vec<Party> {
    let parties = model.parties.iter().map(|(id, party)| {
        let counts: Vec<Count> = party.counts.iter().map(|number| count(number, &party.count_cite)).collect();
        let datum = Party::new(id.as_str(), party.kind, party.name.clone());
        let counts = (!counts.is_empty()).then_some(counts);
        let names = (!party.names.is_empty()).then(|| party.names.clone());
        party.cite.on(Party { names, periods: party.days.list(), counts, ..datum })
    });
    parties.collect()
}

fn count((number, unit): &Number, cite: &Cite) -> Count {
    let unit = unit.as_deref().map_or_else(|| Text::from(UNIT), Text::from);
    cite.on(Count::new(*number, unit))
}

pub(super) fn ceptoars(model: &Model) -> Vec<Ceptoar> {
    model.states.iter().filter_map(|(id, states)| ceptoar(model, id, states)).collect()
}

fn ceptoar(model: &Model, id: &str, states: &[Row]) -> Option<Ceptoar> {
    let first = states.first()?;
    let party = model.parties.get(id)?;
    let sector = states.iter().find_map(|row| row.sector.as_deref())?;
    let scope = states.iter().find_map(|row| row.scope.clone()).unwrap_or_else(|| party.name.clone());
    let cite = |row: &Row, columns: &[&str]| model.rows.cells.of(&rests(&row.line, id), columns);
    let poc = states.iter().find_map(|row| Some((row, row.poc?)));
    let rules = states.iter().find_map(|row| Some((row, row.rules.as_deref()?)));
    let means = states.iter().find_map(|row| Some((row, row.means.as_ref()?)));
    let record = Ceptoar {
        secretariat: secretariat(model, states),
        poc: poc.map(|(row, day)| cite(row, &["poc_from"]).on(Dated::new(day))),
        handling_rules: rules.map(|(row, month)| cite(row, &["rules_month"]).on(Month::new(month))),
        means: means
            .map(|(row, means)| cite(row, &["means"]).on(Means { open: means.open, ..Means::new(means.ids()) })),
        means_later: means_later(model, states),
        ..Ceptoar::new(id, sector, scope)
    };
    Some(cite(first, &["scope_ja", "sector"]).on(record))
}

/// Means that differ from those before, from their state's first day on (R35): a state whose means are unknown says nothing of
/// them, though its links do.
fn means_later(model: &Model, states: &[Row]) -> Option<Vec<LaterMeans>> {
    let mut known = states.iter().filter_map(|row| Some((row, row.means.as_ref()?)));
    let (_, first) = known.next()?;
    let mut now = (first.ids(), first.open);
    let mut later = Vec::new();
    for (row, means) in known {
        let (then, from) = ((means.ids(), means.open), row.line.period().from);
        let Some(from) = from.filter(|_| then != now) else { continue };
        let cite = model.rows.cells.of(&rests(&row.line, &row.id), &["means"]);
        later.push(cite.on(LaterMeans { open: means.open, ..LaterMeans::new(from, means.ids()) }));
        now = then;
    }
    (!later.is_empty()).then_some(later)
}

fn secretariat(model: &Model, states: &[Row]) -> Option<Vec<Secretariat>> {
    let mut line = Timeline::default();
    for row in states {
        if let Some(name) = &row.secretariat {
            let cite = model.rows.cells.of(&rests(&row.line, &row.id), &["secretariat_ja"]);
            line.fill(&Days::of([row.line.period()]), (name.clone(), cite));
        }
    }
    let states = line.states().into_iter().map(|(period, (name, cite))| {
        let period = Days::of([period]).written().into_iter().flatten().next();
        cite.on(Secretariat { period, ..Secretariat::new(name.clone()) })
    });
    let states: Vec<Secretariat> = states.collect();
    (!states.is_empty()).then_some(states)
}
