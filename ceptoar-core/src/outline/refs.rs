//! What rows say of each other must be there, and be of the right kind.

use std::collections::BTreeSet;

use crate::error::code::ErrorCode;
use crate::error::unknown::said;
use crate::gather::InOrder as _;
use crate::nearest::nearest;
use crate::outline::agreed::successive;
use crate::outline::days::Days;
use crate::outline::faults::{Faults, Spot, short};
use crate::outline::model::{Model, by_key, class_of};
use crate::outline::rows::{Ceptoar, Line, Link, Member};
use crate::text::said::Said;
use crate::word::sets::{PartyKind, Role};

/// Tells every fault between the rows of an outline.
pub(super) fn check(model: &Model, faults: &mut Faults) {
    for row in &model.rows.ceptoars {
        ceptoar(model, row, faults);
    }
    for (id, states) in &model.states {
        no_ministry(model, id, states, faults);
    }
    let members = Members::of(model);
    let of_party = by_key(model.rows.members.iter().map(|row| (row.id.as_str(), row)));
    for row in &model.rows.members {
        let rows = of_party.get(row.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        member(model, (row, rows), &members, faults);
    }
    for row in &model.rows.links {
        link(model, row, faults);
    }
    let mut rows: Vec<&Link> = model.rows.links.iter().collect();
    rows.in_order_of(|row| (&row.from, &row.to, row.direction));
    for same in rows.chunk_by(|one, next| (&one.from, &one.to, one.direction) == (&next.from, &next.to, next.direction))
    {
        let Some(first) = same.first() else { continue };
        let key = format!("{}>{} {}", first.from, first.to, first.direction);
        successive(&key, same.iter().map(|row| &row.line), faults);
    }
}

/// Whether a party is there and of a kind; tells it if not.
fn is(model: &Model, id: &str, spot: Spot, wanted: (PartyKind, ErrorCode), faults: &mut Faults) -> bool {
    match model.kind(id) {
        Some(kind) if kind == wanted.0 => true,
        Some(_) => {
            faults.of_value(wanted.1, spot, id, None);
            false
        }
        None => {
            let near = model.kinds.iter().filter(|(_, kind)| **kind == wanted.0).map(|(id, _)| id.as_str());
            let near = nearest(id, near).map(said).unwrap_or_else(|| row_of(wanted.0));
            faults.of_value(ErrorCode::UnknownParty, spot, id, Some(near));
            false
        }
    }
}

/// Where a party of a kind has its row.
fn row_of(kind: PartyKind) -> Said {
    let table = match kind {
        PartyKind::Ministry => "ministries",
        PartyKind::Ceptoar => "ceptoars",
        _ => "groups",
    };
    Said::new(format!("先に、そのための行を表 `{table}` に書く"), format!("give it a row in `{table}` first"))
}

/// Of which CEPTOAR a party is a *Member*, where that is another.
fn elsewhere(ceptoar: &str) -> Said {
    Said::new(
        format!("`{ceptoar}` の構成員である (中継は同じセプターの中でだけできる)"),
        format!("it is one of `{ceptoar}` (a relay hands on within its own CEPTOAR)"),
    )
}

/// Whether a party is there; tells it if not.
fn known(model: &Model, id: &str, spot: Spot, faults: &mut Faults) -> bool {
    let known = model.kind(id).is_some();
    if !known {
        let near = nearest(id, model.kinds.keys().map(String::as_str)).map(said);
        let row = || Said::new("先に、そのための行をいずれかの表に書く", "give it a row in one of the tables first");
        faults.of_value(ErrorCode::UnknownParty, spot, id, Some(near.unwrap_or_else(row)));
    }
    known
}

/// What rows say of two parties holds on a day on which both exist: on none, it would be lost (R17). That it does not on the days of
/// one row among several is no fault: what does not change is repeated there.
fn meet<'a>(
    model: &Model,
    lines: impl Iterator<Item = &'a Line>,
    [whose, other]: [&str; 2],
    spot: Spot,
    faults: &mut Faults,
) {
    let lines: Vec<&Line> = lines.collect();
    // What is wrong with the days or the parties is told already.
    let is_read =
        lines.iter().all(|line| line.days.is_some()) && [whose, other].iter().all(|id| model.parties.contains_key(*id));
    let days = Days::of(lines.iter().map(|line| line.period())).and(&model.days(whose)).and(&model.days(other));
    // What stands in an edition is not what is judged here.
    if is_read && !faults.stands(spot) && whose != other && days.is_empty() {
        let more = Said::new(
            format!("`{whose}` と `{other}` がともに存在する日がない"),
            format!("there is no day on which `{whose}` and `{other}` both exist"),
        );
        faults.push(ErrorCode::EmptyPeriod, spot, other, Vec::new(), Some(more));
    }
}

/// The parties that a row of a CEPTOAR names, each in its column.
fn named<'a>(model: &'a Model, row: &'a Ceptoar) -> impl Iterator<Item = (&'static str, &'a String)> {
    let ministries = row.ministries.iter().map(|id| ("ministry", id));
    let secretariat = row.secretariat_is.iter().map(|id| ("secretariat_is", id));
    let council = row.council.and(model.council.as_ref()).into_iter().map(|id| ("council", id));
    let groups = row.groups.iter().map(|id| ("group", id));
    let exchange = row.exchange.iter().flatten().map(|id| ("exchange", id));
    ministries.chain(secretariat).chain(council).chain(groups).chain(exchange)
}

fn ceptoar(model: &Model, row: &Ceptoar, faults: &mut Faults) {
    let spot = row.line.spot;
    for id in &row.ministries {
        is(model, id, spot.at("ministry"), (PartyKind::Ministry, ErrorCode::NotAMinistry), faults);
    }
    let states = model.states.get(&row.id).map(Vec::as_slice).unwrap_or_default();
    let days = Days::of([row.line.period()]).and(&model.days(&row.id));
    let is_there = |id: &String| !model.days(id).and(&days).is_empty();
    for (column, id) in named(model, row) {
        let says_so = |state: &&Ceptoar| named(model, state).any(|one| one == (column, id));
        // Where none of its ministries is there, that is told, or a gap.
        if column != "ministry" || row.ministries.iter().any(is_there) {
            let lines = states.iter().filter(says_so).map(|state| &state.line);
            meet(model, lines, [&row.id, id], spot.at(column), faults);
        }
    }
    if let Some(id) = &row.secretariat_is {
        if *id == row.id {
            faults.of_value(ErrorCode::SelfLink, spot.at("secretariat_is"), id, None);
        } else {
            known(model, id, spot.at("secretariat_is"), faults);
        }
    }
    if row.council.is_some() && model.council.is_none() {
        let more = Said::new(
            "表 `groups` に種別 `council` の行か、`scheme.council` を書く",
            "write a row of kind `council` in `groups`, or `scheme.council`",
        );
        faults.push(ErrorCode::UnknownParty, spot.at("council"), "", vec!["council".to_owned()], Some(more));
    }
    for id in &row.groups {
        if model.council.as_ref() == Some(id) {
            let more = Said::new("列 `council` に書く", "write it in the column `council`");
            faults.of_value(ErrorCode::NotAGroup, spot.at("group"), id, Some(more));
        } else {
            is(model, id, spot.at("group"), (PartyKind::LiaisonCouncil, ErrorCode::NotAGroup), faults);
        }
    }
    for id in row.exchange.iter().flatten() {
        if *id == row.id {
            faults.of_value(ErrorCode::SelfLink, spot.at("exchange"), id, None);
        } else {
            is(model, id, spot.at("exchange"), (PartyKind::Ceptoar, ErrorCode::NotACeptoar), faults);
        }
    }
}

/// A CEPTOAR has a responsible ministry on some day; that there is none on another is a gap.
fn no_ministry(model: &Model, id: &str, states: &[Ceptoar], faults: &mut Faults) {
    // What is wrong with its row is told already.
    let Some(first) = states.first().filter(|_| model.parties.contains_key(id)) else { return };
    let exists = |row: &Ceptoar, ministry: &String| {
        let days = Days::of([row.line.period()]).and(&model.days(id));
        row.line.days.is_none() || !model.parties.contains_key(ministry) || !model.days(ministry).and(&days).is_empty()
    };
    let named = || states.iter().flat_map(|row| row.ministries.iter().map(move |ministry| (row, ministry)));
    if named().next().is_some() && !named().any(|(row, ministry)| exists(row, ministry)) {
        let more =
            Said::new("セプターの期間に存在する省庁を書く", "write a ministry that exists on the days of the CEPTOAR");
        let shown = first.ministries.join(";");
        faults.push(ErrorCode::NoMinistry, first.line.spot.at("ministry"), &shown, vec![id.to_owned()], Some(more));
    }
}

/// Who is a *Member* of which CEPTOAR.
struct Members<'a>(BTreeSet<(&'a str, String)>);

impl<'a> Members<'a> {
    fn of(model: &'a Model) -> Self {
        let rows = model.rows.members.iter().filter(|row| row.role.is_some_and(Role::is_of_members));
        let stated = rows.flat_map(|row| row.ceptoars.iter().map(|ceptoar| (ceptoar.as_str(), row.id.clone())));
        let derived = model.classes.iter().map(|ceptoar| (ceptoar.as_str(), class_of(ceptoar)));
        Self(stated.chain(derived).collect())
    }

    fn has(&self, ceptoar: &'a str, party: &str) -> bool {
        self.0.contains(&(ceptoar, party.to_owned()))
    }

    /// A CEPTOAR of which a party is a *Member*.
    fn ceptoar_of(&self, party: &str) -> Option<&'a str> {
        self.0.iter().find(|(_, member)| member == party).map(|(ceptoar, _)| *ceptoar)
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, party)| party.as_str())
    }
}

/// `rows`: all that speak of the same party.
fn member<'a>(model: &Model, (row, rows): (&'a Member, &[&Member]), members: &Members<'a>, faults: &mut Faults) {
    let spot = row.line.spot;
    let mut in_ceptoars = Vec::new();
    for id in &row.ceptoars {
        let at = spot.at("ceptoar");
        if row.role.is_some() {
            let same = rows.iter().filter(|one| one.role.is_some() && one.ceptoars.contains(id));
            let lines = same.map(|one| &one.line);
            meet(model, lines, [&row.id, id], spot.at("ceptoar"), faults);
        }
        match model.kind(id) {
            Some(PartyKind::Ceptoar) => in_ceptoars.push(id),
            // A council has no Members: nothing is handed on in it but by CEPTOARs.
            Some(kind) if kind.is_group() && row.role == Some(Role::Relay) => {
                faults.of_value(ErrorCode::NotACeptoar, at, id, None);
            }
            Some(kind) if kind.is_group() => {}
            Some(_) => faults.of_value(ErrorCode::NotACeptoar, at, id, None),
            None => {
                let ceptoars = model.states.keys().map(String::as_str);
                let near = nearest(id, ceptoars).map(said).unwrap_or_else(|| row_of(PartyKind::Ceptoar));
                faults.of_value(ErrorCode::UnknownParty, at, id, Some(near));
            }
        }
    }
    for target in &row.relay_for {
        let at = spot.at("relay_for");
        if *target == row.id {
            faults.of_value(ErrorCode::SelfLink, at, target, None);
        } else if !in_ceptoars.iter().any(|ceptoar| members.has(ceptoar, target)) {
            let more = members.ceptoar_of(target).map(elsewhere);
            let more = more.or_else(|| nearest(target, members.all()).map(said));
            faults.of_value(ErrorCode::NotAMember, at, target, more);
        } else {
            let same = rows.iter().filter(|one| one.relay_for.contains(target));
            meet(model, same.map(|one| &one.line), [&row.id, target], spot.at("relay_for"), faults);
        }
    }
}

fn link(model: &Model, row: &Link, faults: &mut Faults) {
    let spot = row.line.spot;
    let from = known(model, &row.from, spot.at("from"), faults);
    let to = known(model, &row.to, spot.at("to"), faults);
    if !from || !to {
        return;
    }
    if row.from == row.to && model.kind(&row.from) != Some(PartyKind::Members) {
        faults.of_value(ErrorCode::SelfLink, spot.at("to"), &row.to, None);
    }
    let days = link_days(model, row);
    if days.is_empty() && row.line.days.is_some() {
        let more = Said::new("両端がともに存在する日がない", "there is no day on which both ends exist");
        faults.push(ErrorCode::EmptyPeriod, spot.at("from_day"), "", Vec::new(), Some(more));
    }
    if row.internal && !days.without(&offices(model, &row.from, &row.to)).is_empty() {
        let more = Said::new(
            "その全期間に、列 `secretariat_is` で省庁を事務局とする",
            "name the ministry in `secretariat_is` on all of its days",
        );
        let args = vec![short(&format!("{}>{}", row.from, row.to))];
        // Between a ministry and a CEPTOAR, it is the role that is missing.
        let mut kinds = [model.kind(&row.from), model.kind(&row.to)];
        kinds.sort_unstable();
        let mut wanted = [Some(PartyKind::Ministry), Some(PartyKind::Ceptoar)];
        wanted.sort_unstable();
        let code =
            if kinds == wanted { ErrorCode::InternalWithoutSecretariat } else { ErrorCode::InternalBetweenOthers };
        faults.push(code, spot.at("internal"), "", args, Some(more));
    }
}

/// The days of a link's row on which both ends exist (R17).
pub(super) fn link_days(model: &Model, row: &Link) -> Days {
    Days::of([row.line.period()]).and(&model.days(&row.from)).and(&model.days(&row.to))
}

/// The days on which a ministry is the secretariat of a CEPTOAR, whichever of the two is which: one office can act for both.
fn offices(model: &Model, one: &str, other: &str) -> Days {
    let of = |ministry: &str, ceptoar: &str| {
        let is_ministry = model.kind(ministry) == Some(PartyKind::Ministry);
        let states = model.states.get(ceptoar).into_iter().flatten().filter(|_| is_ministry);
        let states = states.filter(|row| row.secretariat_is.as_deref() == Some(ministry));
        Days::of(states.map(|row| row.line.period())).and(&model.days(ministry))
    };
    of(one, other).or(&of(other, one))
}

#[cfg(test)]
mod tests;
