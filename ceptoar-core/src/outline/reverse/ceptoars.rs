//! The rows of CEPTOARs, a row for each state, from an edition.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::document::cell::Cell;
use crate::document::channel::LinkChannel;
use crate::document::outline::OutlineCeptoar;
use crate::document::record::Ceptoar;
use crate::document::scalar::IdText;
use crate::gather::InOrder as _;
use crate::outline::days::Days;
use crate::outline::means;
use crate::outline::reverse::facts::{Cells, Facts, day, name, span, worse};
use crate::outline::reverse::scheme::{CellRows, council};
use crate::time::{Period, parse_date};
use crate::word::sets::{PartyKind, Role};

/// The rows, and the secretariats for which they have no place: who, of which CEPTOAR, on which days.
pub(super) fn ceptoars(facts: &Facts<'_>, cells: &mut CellRows) -> Vec<OutlineCeptoar> {
    let mut records: Vec<&Ceptoar> = facts.doc.ceptoars.iter().collect();
    records.in_order(|a, b| a.party.cmp(&b.party));
    let mut named = BTreeSet::new();
    records.into_iter().flat_map(|record| rows(facts, record, &mut named, cells)).collect()
}

/// The parties that are the secretariat of a CEPTOAR on the days of a state: its row can name one, a ministry before others.
pub(super) fn secretariat_of<'a>(facts: &Facts<'a>, ceptoar: &str, days: &Days) -> Option<&'a str> {
    // A row names one party, so that one that is not there on the days does not stand in the way of another.
    let holds = |party: &str| {
        let role = facts.roles.get(&(party, ceptoar, Role::Secretariat));
        role.is_some_and(|role| !days.is_empty() && days.without(role).is_empty())
    };
    let in_role = facts.roles.keys().filter(|(_, group, role)| *group == ceptoar && *role == Role::Secretariat);
    let parties = in_role.map(|(party, _, _)| *party).filter(|party| holds(party));
    parties.min_by_key(|party| (facts.kind(party) != Some(PartyKind::Ministry), *party))
}

/// The days between the boundaries of all that a row dates.
pub(super) fn states(facts: &Facts<'_>, record: &Ceptoar) -> Vec<Period> {
    let id = record.party.as_str();
    let mut boundaries: BTreeSet<NaiveDate> = BTreeSet::new();
    let mut bound = |days: &Days| boundaries.extend(days.periods().iter().flat_map(Period::boundaries));
    let days = facts.days(id);
    bound(&days);
    for (party, group, role) in facts.roles.keys() {
        let of_row = *group == id && matches!(role, Role::Responsible | Role::Secretariat)
            || *party == id && matches!(role, Role::Member | Role::Observer);
        let held = match role {
            Role::Secretariat => facts.roles.get(&(*party, *group, *role)).cloned(),
            _ => facts.role(party, group, *role),
        };
        if let Some(days) = held.filter(|_| of_row) {
            bound(&days);
        }
    }
    for (period, _) in facts.named(id) {
        bound(&Days::of([period]));
    }
    for later in record.means_later.iter().flatten() {
        bound(&Days::of([Period { from: parse_date(&later.from.0), until: None }]));
    }
    for secretariat in record.secretariat.iter().flatten() {
        bound(&Days::of([span(secretariat.period.as_ref())]));
    }
    let ends = std::iter::once(None).chain(boundaries.iter().copied().map(Some)).chain([None]);
    let ends: Vec<Option<NaiveDate>> = ends.collect();
    let spans =
        ends.iter().zip(ends.iter().skip(1)).map(|(from, until)| Days::of([Period { from: *from, until: *until }]));
    spans.filter_map(|span| span.and(&days).periods().first().copied()).collect()
}

fn rows<'a>(
    facts: &Facts<'a>,
    record: &'a Ceptoar,
    named: &mut BTreeSet<&'a str>,
    cells: &mut CellRows,
) -> Vec<OutlineCeptoar> {
    let id = record.party.as_str();
    let Some(party) = facts.parties.get(id) else { return Vec::new() };
    let own = facts.cite(*party);
    let sector = facts.doc.sectors.iter().find(|sector| sector.id == record.sector);
    let mut rows = Vec::new();
    for (n, period) in states(facts, record).into_iter().enumerate() {
        let days = Days::of([period]);
        let mut row = OutlineCeptoar {
            ceptoar: Some(id.into()),
            sector: Some(record.sector.as_str().into()),
            from: day(period.from),
            until: day(period.until),
            source: own.source.clone(),
            grade: own.grade(),
            ..OutlineCeptoar::default()
        };
        let mut cite = |column: &str, of: &Cells| {
            // A cell of the first state stands for all that have none, so that each later one has its own.
            let differs =
                (&of.source, of.grade) != (&own.source, own.grade) || of.reason.is_some() || of.note.is_some();
            if n > 0 || differs {
                cells.push(("ceptoars", id, period.from), column, of);
            }
        };
        if n == 0 {
            row.note = own.note();
            if own.reason.is_some() {
                cite("ceptoar", &own);
            }
            (row.scope_ja, row.scope_en) = name(&record.scope);
            cite("scope_ja", &facts.cite(record));
            if let Some(sector) = sector.filter(|sector| named.insert(sector.id.as_str())) {
                (row.sector_ja, row.sector_en) = name(&sector.name);
                cite("sector_ja", &facts.cite(sector));
            }
            if let Some(poc) = &record.poc {
                row.poc_from = Some(poc.from.0.as_str().into());
                cite("poc_from", &facts.cite(poc));
            }
            if let Some(rules) = &record.handling_rules {
                row.rules_month = Some(rules.month.as_str().into());
                cite("rules_month", &facts.cite(rules));
            }
        }
        let names = facts.named(id);
        let named = names.iter().find(|(held, _)| days.without(&Days::of([*held])).is_empty());
        (row.name_ja, row.name_en) = named.map(|(_, text)| name(text)).unwrap_or_default();
        if let Some((channels, open, of_means)) = means_on(facts, record, period.from) {
            let channels: Vec<LinkChannel> = channels.iter().map(|id| LinkChannel::Plain(id.clone())).collect();
            row.means = (!channels.is_empty()).then(|| means::written(&channels, open));
            cite("means", &of_means);
        }
        dated(facts, record, &days, &mut row, &mut cite);
        rows.push(row);
    }
    // Whether there is a class that no row names is said in every state.
    let is_class = |(party, group, role): &&(&str, &str, Role)| {
        *group == id && *role == Role::Member && facts.kind(party) == Some(PartyKind::Members)
    };
    if !facts.roles.keys().any(|role| is_class(&role)) {
        for row in &mut rows {
            row.members = Some("-".into());
        }
    }
    rows
}

/// The means of contact of a state that begins on a day, with what they rest on.
fn means_on<'a>(
    facts: &Facts<'_>,
    record: &'a Ceptoar,
    from: Option<NaiveDate>,
) -> Option<(&'a [IdText], bool, Cells)> {
    let later = record.means_later.iter().flatten().filter_map(|later| Some((parse_date(&later.from.0)?, later)));
    match later.filter(|(day, _)| from.is_some_and(|from| *day <= from)).max_by_key(|(day, _)| *day) {
        Some((_, later)) => Some((&later.channels, later.open, facts.cite(later))),
        None => record.means.as_ref().map(|means| (means.channels.as_slice(), means.open, facts.cite(means))),
    }
}

/// A ministry that is responsible on other days: one that does not exist on these, if there is one.
fn any_ministry<'a>(facts: &Facts<'a>, ceptoar: &str, days: &Days) -> Vec<&'a str> {
    let roles = facts.roles.keys().filter(|(_, group, role)| *group == ceptoar && *role == Role::Responsible);
    let parties = roles.map(|(party, _, _)| *party);
    parties.min_by_key(|party| (!facts.days(party).and(days).is_empty(), *party)).into_iter().collect()
}

/// What a row dates: ministries, secretariat, councils.
fn dated(
    facts: &Facts<'_>,
    record: &Ceptoar,
    days: &Days,
    row: &mut OutlineCeptoar,
    cite: &mut impl FnMut(&str, &Cells),
) {
    let id = record.party.as_str();
    let holds = |party: &str, group: &str, role: Role| {
        let held = facts.role(party, group, role);
        held.is_some_and(|held| days.without(&held).is_empty())
    };
    let worst = |of: &mut dyn Iterator<Item = (&str, &str, Role)>| {
        let all = of.filter_map(|(party, group, role)| facts.membership(party, group, role));
        all.max_by_key(|membership| worse(membership.grade))
    };
    let ministries: Vec<&str> = facts
        .of_kind(PartyKind::Ministry)
        .map(|party| party.id.as_str())
        .filter(|ministry| holds(ministry, id, Role::Responsible))
        .collect();
    if let Some(datum) = worst(&mut ministries.iter().map(|ministry| (*ministry, id, Role::Responsible))) {
        cite("ministry", &facts.cite(datum));
    }
    // A row names a ministry. On days without one, it names one of other days; what that leads to and the edition has not is told.
    let ministries = if ministries.is_empty() { any_ministry(facts, id, days) } else { ministries };
    row.ministry = (!ministries.is_empty()).then(|| ministries.into_iter().collect());
    let holds_text = |period: Period| days.without(&Days::of([period])).is_empty();
    let texts = record.secretariat.iter().flatten();
    if let Some(text) = texts.into_iter().find(|text| holds_text(span(text.period.as_ref()))) {
        row.secretariat_ja = Some(text.name.ja.as_str().into());
        cite("secretariat_ja", &facts.cite(text));
    }
    if let Some(party) = secretariat_of(facts, id, days) {
        row.secretariat_is = Some(party.into());
        if let Some(datum) = facts.membership(party, id, Role::Secretariat) {
            cite("secretariat_is", &facts.cite(datum));
        }
    }
    if let Some(council) = council(facts) {
        let role = [Role::Member, Role::Observer].into_iter().find(|role| holds(id, council, *role));
        if let Some(datum) = role.and_then(|role| facts.membership(id, council, role)) {
            cite("council", &facts.cite(datum));
        }
        row.council = role.map(|role| role.as_str().into());
    }
    let groups: Vec<&str> = facts
        .of_kind(PartyKind::LiaisonCouncil)
        .map(|party| party.id.as_str())
        .filter(|group| holds(id, group, Role::Member))
        .collect();
    if let Some(datum) = worst(&mut groups.iter().map(|group| (id, *group, Role::Member))) {
        cite("group", &facts.cite(datum));
    }
    row.group = (!groups.is_empty()).then(|| groups.into_iter().collect::<Cell>());
}
