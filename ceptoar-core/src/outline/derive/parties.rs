//! Parties, sectors and the records of CEPTOARs.

use crate::document::edition::{Count, Party, Sector};
use crate::document::record::{Ceptoar, Dated, LaterMeans, Means, Month, Secretariat};
use crate::document::scalar::Text;
use crate::outline::cell::Given;
use crate::outline::cite::Cite;
use crate::outline::days::{Days, Timeline};
use crate::outline::model::Model;
use crate::outline::rows::{Ceptoar as Row, Count as Number, rests};

/// The unit of a number that has none (R13).
pub(in crate::outline) const UNIT: (&str, &str) = ("構成員", "members");

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
    let sector = states.iter().find_map(|row| row.sector.clone().value())?;
    let scope = model.scopes.get(id).cloned().unwrap_or_else(|| party.name.clone());
    // What the record rests on: the state that says the scope, or else the sector.
    let by_scope = states.iter().find(|row| row.scope.is_said());
    let stating = by_scope.or_else(|| states.iter().find(|row| row.sector != Given::Empty)).unwrap_or(first);
    let cite = |row: &Row, columns: &[&str]| model.rows.cells.of(&rests(&row.line, id), columns);
    let poc = states.iter().find_map(|row| Some((row, row.poc.clone().value()?)));
    let rules = states.iter().find_map(|row| Some((row, row.rules.clone().value()?)));
    let (means, means_later) = means(model, states);
    let record = Ceptoar {
        secretariat: secretariat(model, states),
        poc: poc.map(|(row, day)| cite(row, &["poc_from"]).on(Dated::new(day))),
        handling_rules: rules.map(|(row, month)| cite(row, &["rules_month"]).on(Month::new(month.as_str()))),
        means,
        means_later,
        ..Ceptoar::new(id, sector.as_str(), scope)
    };
    Some(cite(stating, &["scope_ja", "sector"]).on(record))
}

/// The means of contact and those that follow, each from its state's first day on (R35). A record cannot say that means are known no
/// more: it speaks of the states behind the last one that does not know them. The links of each state say what is known on its days.
fn means(model: &Model, states: &[Row]) -> (Option<Means>, Option<Vec<LaterMeans>>) {
    let unknown = states.iter().rposition(|row| row.means.is_none()).map_or(0, |place| place + 1);
    let rest = states.get(unknown..).unwrap_or_default();
    let (mut first, mut later, mut now) = (None, Vec::new(), None);
    for row in rest {
        let Some(means) = &row.means else { continue };
        let (then, cite) = ((means.ids(), means.open), model.rows.cells.of(&rests(&row.line, &row.id), &["means"]));
        let begins = row.line.period().from.filter(|_| unknown > 0 || now.is_some());
        match begins {
            _ if now.as_ref() == Some(&then) => {}
            Some(from) => later.push(cite.on(LaterMeans { open: means.open, ..LaterMeans::new(from, means.ids()) })),
            None => first = Some(cite.on(Means { open: means.open, ..Means::new(means.ids()) })),
        }
        now = Some(then);
    }
    (first, (!later.is_empty()).then_some(later))
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
