//! What is added, unless it stands already (R32, R39).

use crate::document::edition::{Channel, CitedDocument, Party, Term, Vocabularies};
use crate::document::outline::OutlineRows;
use crate::document::overlay::{Additions, Overlay};
use crate::document::scalar::Text;
use crate::error::code::ErrorCode;
use crate::error::problem::Refusal;
use crate::gather::places;
use crate::outline::reverse::added::row_of;
use crate::outline::whole::{Outline, id_of};
use crate::overlay::back;
use crate::overlay::days::{common, span, spans};
use crate::overlay::end::{link_name, membership_name};
use crate::overlay::standing::{DERIVED, Dated, Standing};
use crate::registry::vocabularies::whole;
use crate::time::parse_date;

/// The data of a list with their places, in the order of their keys, so that the order in which they are written does not matter.
fn ordered<'a, T, K: Ord>(list: Option<&'a Vec<T>>, key: impl Fn(&'a T) -> K) -> Vec<(usize, &'a T)> {
    let list = list.map(Vec::as_slice).unwrap_or_default();
    let keys: Vec<K> = list.iter().map(key).collect();
    let places = places(keys.len(), &|one, other| keys.get(one).cmp(&keys.get(other)));
    places.into_iter().filter_map(|place| Some((place, list.get(place)?))).collect()
}

pub(super) fn apply(standing: &mut Standing, overlay: &Overlay) -> Result<(), Refusal> {
    documents(standing, overlay.documents.as_ref());
    let Some(add) = &overlay.add else { return Ok(()) };
    let entry = |list: &str, n: usize| format!("/add/{list}/{n}");
    sectors(standing, add, &entry);
    words(standing, add.vocabularies.as_ref())?;
    lists(standing, add, &entry);
    named(standing, add);
    if let Some(rows) = &add.outline {
        derived(standing, rows, overlay.documents.as_deref().unwrap_or_default());
    }
    idle(standing, add);
    Ok(())
}

/// A membership or link that holds on no day on which both its parties exist says nothing (R17, R32).
fn idle(standing: &mut Standing, add: &Additions) {
    let holds = |standing: &Standing, one: &str, other: &str, days| {
        let known = standing.party(one).is_some() && standing.party(other).is_some();
        !known || !common(&[vec![days], standing.days_of(one), standing.days_of(other)]).is_empty()
    };
    for (n, m) in add.memberships.iter().flatten().enumerate() {
        if !holds(standing, &m.party.0, &m.group.0, m.days()) {
            let name = membership_name(&m.party.0, &m.group.0, m.role);
            standing.refuse(ErrorCode::ChangesNothing, &format!("/add/memberships/{n}"), vec![name]);
        }
    }
    for (n, l) in add.links.iter().flatten().enumerate() {
        if !holds(standing, &l.from.0, &l.to.0, l.days()) {
            let name = link_name(&l.from.0, &l.to.0, l.direction);
            standing.refuse(ErrorCode::ChangesNothing, &format!("/add/links/{n}"), vec![name]);
        }
    }
}

/// Where the n-th datum of a list stands in the overlay.
type Entry<'a> = &'a dyn Fn(&str, usize) -> String;

/// What rows of an outline add to what stands by now. They are derived against an edition that means something: where it does
/// not, its own faults are told.
fn derived(standing: &mut Standing, rows: &OutlineRows, cited: &[CitedDocument]) {
    if standing.edition.check().is_err() {
        return;
    }
    match Outline::additions(&standing.edition, rows, cited) {
        Ok(added) => {
            // What is derived is told at the row that leads to it.
            let row = |ends: (&str, &str), direction| row_of(rows, ends, direction);
            let entry = |list: &str, n: usize| {
                let row = match list {
                    "parties" => added.parties.iter().flatten().nth(n).and_then(|p| row((&p.id.0, &p.id.0), None)),
                    "ceptoars" => {
                        added.ceptoars.iter().flatten().nth(n).and_then(|c| row((&c.party.0, &c.party.0), None))
                    }
                    "memberships" => {
                        added.memberships.iter().flatten().nth(n).and_then(|m| row((&m.party.0, &m.group.0), None))
                    }
                    "links" => {
                        added.links.iter().flatten().nth(n).and_then(|l| row((&l.from.0, &l.to.0), Some(l.direction)))
                    }
                    _ => None,
                };
                format!("{DERIVED}{}", row.unwrap_or_default())
            };
            sectors(standing, &added, &entry);
            lists(standing, &added, &entry);
        }
        Err(refusal) => {
            refusal.at(DERIVED).into_problems().into_iter().for_each(|fault| standing.told(fault));
            // Values that are set of them are not blamed.
            let ids = rows.ceptoars.iter().filter_map(|row| row.ceptoar.as_ref()).map(id_of);
            ids.for_each(|id| standing.leave_out(id));
        }
    }
}

/// The lists of which paths are made.
fn lists(standing: &mut Standing, add: &Additions, entry: Entry<'_>) {
    let first = |party: &Party| spans(party.periods.as_ref()).into_iter().min();
    for (n, new) in ordered(add.parties.as_ref(), |party| (&party.id, first(party))) {
        party(standing, new, &entry("parties", n));
    }
    for (n, record) in ordered(add.ceptoars.as_ref(), |record| &record.party) {
        let (entry, id) = (entry("ceptoars", n), &record.party.0);
        if let Some((again, stood)) = standing.back.get(id).cloned().filter(|_| standing.ceptoar_place(id).is_some()) {
            back::ceptoar(standing, record, (&again, &stood), &entry);
        } else if standing.ceptoar_place(id).is_some() {
            standing.refuse_added(id, ErrorCode::AlreadyStands, &entry, vec![id.clone()]);
        } else {
            standing.add_ceptoar(record.clone(), &entry);
        }
    }
    let period = |period: Option<&crate::document::scalar::Period>| span(period);
    for (n, new) in ordered(add.memberships.as_ref(), |m| (&m.party, &m.group, m.role, period(m.period.as_ref()))) {
        let entry = entry("memberships", n);
        let mut all = standing.memberships_of(&new.party.0).into_iter();
        let stands = all.any(|(_, m)| {
            (&m.party, &m.group, m.role) == (&new.party, &new.group, new.role) && m.days().overlaps(&new.days())
        });
        if stands {
            let name = membership_name(&new.party.0, &new.group.0, new.role);
            standing.refuse(ErrorCode::AlreadyStands, &entry, vec![name]);
        } else {
            standing.moved.insert((new.party.0.clone(), new.group.0.clone()), entry.clone());
            standing.add_membership(new.clone(), &entry);
        }
    }
    for (n, new) in ordered(add.links.as_ref(), |l| (&l.from, &l.to, l.direction, period(l.period.as_ref()))) {
        let entry = entry("links", n);
        let all = standing.links_between(&new.from.0, &new.to.0, new.direction);
        if all.into_iter().any(|(_, link)| link.days().overlaps(&new.days())) {
            let name = link_name(&new.from.0, &new.to.0, new.direction);
            standing.refuse(ErrorCode::AlreadyStands, &entry, vec![name]);
        } else {
            standing.add_link(new.clone(), &entry);
        }
    }
}

/// A document that is cited may be named again, as it is.
fn documents(standing: &mut Standing, documents: Option<&Vec<CitedDocument>>) {
    for (n, document) in ordered(documents, |document| &document.id) {
        let known = standing.edition.documents.get_or_insert_default();
        match known.iter().find(|known| known.id == document.id) {
            Some(known) if known == document => {}
            Some(_) => {
                let entry = format!("/documents/{n}/id");
                standing.refuse(ErrorCode::DuplicateId, &entry, vec![document.id.0.clone()]);
            }
            None => {
                let place = known.len();
                known.push(document.clone());
                standing.by(format!("/documents/{place}"), format!("/documents/{n}"));
            }
        }
    }
}

/// A party that is new; or one that comes back, whose days join those that it had.
fn party(standing: &mut Standing, new: &Party, entry: &str) {
    let id = new.id.0.as_str();
    let Some(known) = standing.party(id) else { return standing.add_party(new.clone(), entry) };
    let (stood, again) = (spans(known.periods.as_ref()), spans(new.periods.as_ref()));
    let overlaps = stood.iter().any(|one| again.iter().any(|other| one.overlaps(other)));
    if known.kind != new.kind {
        let args = vec![id.to_owned(), known.kind.as_str().to_owned(), new.kind.as_str().to_owned()];
        standing.refuse(ErrorCode::OtherKind, entry, args);
    }
    if overlaps {
        standing.refuse(ErrorCode::AlreadyStands, entry, vec![id.to_owned()]);
    }
    if overlaps || known_kind_differs(standing, new) {
        return;
    }
    back::party(standing, new, (&again, &stood), entry, entry.starts_with(DERIVED));
}

fn known_kind_differs(standing: &Standing, new: &Party) -> bool {
    standing.party(&new.id.0).is_some_and(|known| known.kind != new.kind)
}

/// The name that a party has on a day.
pub(super) fn name_in_force(party: &Party, day: chrono::NaiveDate) -> &Text {
    let begun = party.names.iter().flatten().filter_map(|later| Some((parse_date(later.from.as_str())?, &later.name)));
    begun.filter(|(from, _)| *from <= day).max_by_key(|(from, _)| *from).map_or(&party.name, |(_, name)| name)
}

fn sectors(standing: &mut Standing, add: &Additions, entry: Entry<'_>) {
    for (n, sector) in ordered(add.sectors.as_ref(), |sector| &sector.id) {
        let (entry, id) = (entry("sectors", n), &sector.id.0);
        if standing.edition.sectors.iter().any(|known| known.id == sector.id) {
            standing.refuse_added(id, ErrorCode::AlreadyStands, &entry, vec![id.clone()]);
        } else {
            let place = standing.edition.sectors.len();
            standing.edition.sectors.push(sector.clone());
            standing.by(format!("/sectors/{place}"), entry);
        }
    }
}

/// Records and things that have an id and no days.
fn named(standing: &mut Standing, add: &Additions) {
    macro_rules! lists {
        ($($list:ident $id:ident)*) => {$(
            for (n, datum) in ordered(add.$list.as_ref(), |datum| &datum.$id) {
                let entry = format!("/add/{}/{n}", stringify!($list));
                let known = standing.edition.$list.get_or_insert_default();
                if known.iter().any(|known| known.$id == datum.$id) {
                    standing.refuse(ErrorCode::AlreadyStands, &entry, vec![datum.$id.0.clone()]);
                } else {
                    let place = known.len();
                    known.push(datum.clone());
                    standing.by(format!("/{}/{place}", stringify!($list)), entry);
                }
            }
        )*};
    }
    lists! { councils party instruments id bodies id }
}

/// Words beside those of the edition: where it had the built-in ones, they become its own.
fn words(standing: &mut Standing, add: Option<&Vocabularies>) -> Result<(), Refusal> {
    let Some(add) = add else { return Ok(()) };
    let all = whole(standing.edition.vocabularies.as_ref())?;
    let mut own = standing.edition.vocabularies.take().unwrap_or_default();
    let lists = [
        ("kinds", &mut own.kinds, all.kinds, &add.kinds),
        ("causes", &mut own.causes, all.causes, &add.causes),
        ("purposes", &mut own.purposes, all.purposes, &add.purposes),
        ("obligations", &mut own.obligations, all.obligations, &add.obligations),
    ];
    for (name, own, all, new) in lists {
        list_of_words(standing, name, own, all, new.as_ref(), |term: &Term| &term.id.0);
    }
    // A channel of the built-in vocabulary is carried by such sectors of its carriers as there are.
    let sectors: Vec<_> = standing.edition.sectors.iter().map(|sector| sector.id.clone()).collect();
    let mut channels = all.channels;
    if own.channels.is_none() {
        let carriers = channels.iter_mut().flatten().filter_map(|channel| channel.carried_by.as_mut());
        carriers.for_each(|carriers| carriers.retain(|sector| sectors.contains(sector)));
    }
    let new = add.channels.as_ref();
    list_of_words(standing, "channels", &mut own.channels, channels, new, |channel: &Channel| &channel.id.0);
    standing.edition.vocabularies = Some(own);
    Ok(())
}

fn list_of_words<T: Clone>(
    standing: &mut Standing,
    name: &str,
    own: &mut Option<Vec<T>>,
    all: Option<Vec<T>>,
    new: Option<&Vec<T>>,
    id: impl Fn(&T) -> &String,
) {
    let Some(new) = new.filter(|new| !new.is_empty()) else { return };
    let mut words = all.unwrap_or_default();
    let mut places: Vec<usize> = (0..new.len()).collect();
    places.sort_by_key(|n| new.get(*n).map(&id));
    for n in places {
        let Some(word) = new.get(n) else { continue };
        let entry = format!("/add/vocabularies/{name}/{n}");
        if words.iter().any(|known| id(known) == id(word)) {
            standing.refuse(ErrorCode::AlreadyStands, &entry, vec![id(word).clone()]);
        } else {
            standing.by(format!("/vocabularies/{name}/{}", words.len()), entry);
            words.push(word.clone());
        }
    }
    *own = Some(words);
}

#[cfg(test)]
mod tests;
