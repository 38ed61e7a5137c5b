//! The overlay that leads from one edition to another (DESIGN-AUTHORING 2).

use std::collections::BTreeSet;

use crate::answer::diff::{DiffRow, OverlayBetween};
use crate::author::diff::made::editions;
use crate::author::diff::pieces::steps;
use crate::author::diff::said::{Lines, Said, Value, lines, same_link, some, span, value, written};
use crate::document::edition::{Edition, Link, Membership, Term, Vocabularies};
use crate::document::overlay::{Additions, DatedValue, End, Overlay as OverlayDoc};
use crate::error::problem::Refusal;
use crate::gather::Gather as _;
use crate::outline::days::Days;
use crate::overlay::checked::Overlay;
use crate::registry::data::Registry;
use crate::registry::vocabularies::whole;
use crate::time::Period;
use crate::word::sets::{Direction, Role, TimelineField};

/// The overlay that leads from one edition to another, under an id of its own, and what no overlay can say: what remains different
/// once it is applied.
///
/// Links and memberships end and begin one by one, so that the overlay says what is there, not why.
///
/// An example stands at [`OverlayBetween`].
///
/// # Errors
/// The id is none, or the first registry has a roster.
pub fn overlay(before: &Registry, after: &Registry, id: &str) -> Result<OverlayBetween, Refusal> {
    let mut left_out = BTreeSet::new();
    loop {
        let mut document = between(before.document(), after.document(), id, &left_out)?;
        let mut reached = applied(before, &mut document)?;
        if come_back(&reached, after, &mut document) {
            reached = applied(before, &mut document)?;
        }
        let more = changing_more(&document, [before, &reached, after]);
        if !more.is_empty() {
            left_out.extend(more);
            continue;
        }
        let unsaid = editions(&reached, after, false).rows;
        let mut unsaid_citations = editions(&reached, after, true).rows;
        // What a document was made of is no citation: one that an overlay leads to says so, one that was written does not.
        let is_origin = |row: &DiffRow| row.of == "based_on" || row.field.as_deref() == Some("outline");
        unsaid_citations.retain(|row| !unsaid.contains(row) && !is_origin(row));
        return Ok(OverlayBetween { overlay: document, unsaid, unsaid_citations });
    }
}

/// Applies as much of an overlay as can be: what cannot is left out, and told as what remains.
fn applied(before: &Registry, document: &mut OverlayDoc) -> Result<Registry, Refusal> {
    loop {
        let refusal = match Overlay::from_document(document).and_then(|overlay| before.with_overlay(&overlay)) {
            Ok(reached) => return Ok(reached),
            Err(refusal) => refusal,
        };
        let mut wrong: BTreeSet<String> =
            refusal.problems().iter().filter_map(|problem| entry(problem.pointer())).gather();
        wrong.extend(ends_of(document, &wrong));
        if !without(document, &wrong) {
            return Err(refusal);
        }
    }
}

/// The memberships and links of an edition, by their keys.
fn memberships<'a>(before: &'a Registry, after: &'a Registry) -> Lines<'a, (&'a str, &'a str, Role), Membership> {
    let both = [before, after].map(|registry| registry.document().memberships.as_slice());
    lines(both, |m| (m.party.as_str(), m.group.as_str(), m.role), |m| vec![span(m.period.as_ref())])
}

fn links<'a>(before: &'a Registry, after: &'a Registry) -> Lines<'a, (&'a str, &'a str, Direction), Link> {
    let both = [before, after].map(|registry| registry.document().links.as_slice());
    lines(both, |l| (l.from.as_str(), l.to.as_str(), l.direction), |l| vec![span(l.period.as_ref())])
}

/// The end of a party takes its memberships and links along. Where it comes back they are added again. Whether any was.
fn come_back(reached: &Registry, after: &Registry, document: &mut OverlayDoc) -> bool {
    let add = document.add.get_or_insert_default();
    let ended: BTreeSet<&str> =
        document.end.iter().flatten().filter_map(|end| Some(end.party.as_ref()?.as_str())).gather();
    let back: BTreeSet<String> = add
        .parties
        .iter()
        .flatten()
        .map(|party| party.id.as_str())
        .filter(|id| ended.contains(id))
        .map(str::to_owned)
        .gather();
    let mut is_more = false;
    for ((party, group, _), [was, is]) in memberships(reached, after) {
        if back.contains(party) || back.contains(group) {
            for (period, m) in steps(&was, &is, |_, _| true).adds {
                add.memberships.get_or_insert_default().push(Membership { period: written(period), ..m.clone() });
                is_more = true;
            }
        }
    }
    for ((from, to, _), [was, is]) in links(reached, after) {
        if back.contains(from) || back.contains(to) {
            for (period, link) in steps(&was, &is, same_link).adds {
                add.links.get_or_insert_default().push(Link { period: written(period), ..link.clone() });
                is_more = true;
            }
        }
    }
    if *add == Additions::default() {
        document.add = None;
    }
    is_more
}

/// The days on which two lines of one key say something else.
fn differing<T>(one: &[(Period, &T)], other: &[(Period, &T)], same: impl Fn(&T, &T) -> bool) -> Days {
    let all = |line: &[(Period, &T)]| Days::of(line.iter().map(|(days, _)| *days));
    let pairs = one.iter().flat_map(|(days, a)| other.iter().map(move |(others, b)| (days, a, others, b)));
    let alike = pairs.filter(|(_, a, _, b)| same(a, b));
    let alike =
        alike.fold(Days::never(), |alike, (days, _, others, _)| alike.or(&Days::of([*days]).and(&Days::of([*others]))));
    all(one).or(&all(other)).without(&alike)
}

/// The values of means and secretariats whose links or roles differ from what is wanted where nothing differed before: they would
/// change what stays (R40, R42).
fn changing_more(document: &OverlayDoc, [before, reached, after]: [&Registry; 3]) -> Vec<Value> {
    let mut touched: BTreeSet<&str> = BTreeSet::new();
    let (had, has) = (links(before, after), links(reached, after));
    for ((from, to, direction), [was, is]) in &has {
        let days = had.get(&(*from, *to, *direction)).map(|[was, is]| differing(was, is, same_link));
        if !differing(was, is, same_link).without(&days.unwrap_or_default()).is_empty() {
            touched.extend([*from, *to]);
        }
    }
    let (had, has) = (memberships(before, after), memberships(reached, after));
    for (key, [was, is]) in &has {
        let days = had.get(key).map(|[was, is]| differing(was, is, |_, _| true));
        if !differing(was, is, |_, _| true).without(&days.unwrap_or_default()).is_empty() {
            touched.insert(key.1);
        }
    }
    let reaches = |set: &&DatedValue| matches!(set.field, TimelineField::Means | TimelineField::Secretariat);
    let sets = document.set.iter().flatten().filter(reaches).map(value);
    sets.filter(|(of, ..)| touched.contains(of.as_str())).collect()
}

/// The entry that a pointer leads into: `/end/2`, `/add/links/3`, `/set/0`.
fn entry(pointer: &str) -> Option<String> {
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    let depth = match steps.first() {
        Some(&"end" | &"set") => 2,
        Some(&"add") => 3,
        _ => return None,
    };
    Some(format!("/{}", steps.get(..depth)?.join("/")))
}

/// The ends of what would come back under its key, if it is left out: what stood there stands on.
fn ends_of(document: &OverlayDoc, left_out: &BTreeSet<String>) -> Vec<String> {
    let Some(add) = &document.add else { return Vec::new() };
    let gone = |list: &str, n: usize| left_out.contains(&format!("/add/{list}/{n}"));
    let links = add.links.iter().flatten().enumerate().filter(|(n, _)| gone("links", *n));
    let links: BTreeSet<_> = links.map(|(_, link)| (&link.from, &link.to, link.direction)).gather();
    let memberships = add.memberships.iter().flatten().enumerate().filter(|(n, _)| gone("memberships", *n));
    let memberships: BTreeSet<_> = memberships.map(|(_, m)| (&m.party, &m.group, m.role)).gather();
    let is_theirs = |end: &End| {
        end.link.as_ref().is_some_and(|key| links.contains(&(&key.from, &key.to, key.direction)))
            || end.membership.as_ref().is_some_and(|key| memberships.contains(&(&key.party, &key.group, key.role)))
    };
    let ends = document.end.iter().flatten().enumerate().filter(|(_, end)| is_theirs(end));
    ends.map(|(n, _)| format!("/end/{n}")).collect()
}

/// Leaves entries out. Whether any was.
fn without(document: &mut OverlayDoc, entries: &BTreeSet<String>) -> bool {
    fn leave<T>(list: &mut Option<Vec<T>>, place: &str, entries: &BTreeSet<String>) -> bool {
        let Some(items) = list else { return false };
        let (mut n, before) = (0, items.len());
        items.retain(|_| {
            n += 1;
            !entries.contains(&format!("{place}/{}", n - 1))
        });
        let is_less = items.len() < before;
        if items.is_empty() {
            *list = None;
        }
        is_less
    }
    let mut is_less = leave(&mut document.end, "/end", entries) | leave(&mut document.set, "/set", entries);
    if let Some(add) = &mut document.add {
        is_less |= leave(&mut add.parties, "/add/parties", entries);
        is_less |= leave(&mut add.memberships, "/add/memberships", entries);
        is_less |= leave(&mut add.links, "/add/links", entries);
        is_less |= leave(&mut add.ceptoars, "/add/ceptoars", entries);
        is_less |= leave(&mut add.councils, "/add/councils", entries);
        is_less |= leave(&mut add.sectors, "/add/sectors", entries);
        is_less |= leave(&mut add.instruments, "/add/instruments", entries);
        is_less |= leave(&mut add.bodies, "/add/bodies", entries);
        // Words stand or fall together: which of them another one needs is not known here.
        if entries.iter().any(|entry| entry.starts_with("/add/vocabularies")) {
            is_less |= add.vocabularies.take().is_some();
        }
    }
    is_less
}

fn between(before: &Edition, after: &Edition, id: &str, left_out: &BTreeSet<Value>) -> Result<OverlayDoc, Refusal> {
    let bottom = before.based_on.iter().flatten().next();
    let (edition, revision) = bottom.map_or((&before.id, before.revision), |bottom| (&bottom.id, bottom.revision));
    let mut document = OverlayDoc::new(id, edition.as_str());
    document.extends.revision = Some(revision);
    document.covers = after.covers.clone().filter(|_| before.covers != after.covers);
    document.documents = new(before.documents.as_ref(), after.documents.as_ref(), |document| document.id.as_str());
    let mut said = Said { left_out: left_out.clone(), ..Said::default() };
    said.parties(before, after);
    said.memberships(before, after);
    said.links(before, after);
    said.ceptoars(before, after);
    said.councils(before, after);
    document.end = some(said.ends);
    document.set = some(said.sets);
    let add = Additions {
        parties: some(said.parties),
        memberships: some(said.memberships),
        links: some(said.links),
        ceptoars: new(Some(&before.ceptoars), Some(&after.ceptoars), |record| record.party.as_str()),
        sectors: new(Some(&before.sectors), Some(&after.sectors), |sector| sector.id.as_str()),
        councils: new(before.councils.as_ref(), after.councils.as_ref(), |council| council.party.as_str()),
        instruments: new(before.instruments.as_ref(), after.instruments.as_ref(), |one| one.id.as_str()),
        bodies: new(before.bodies.as_ref(), after.bodies.as_ref(), |body| body.id.as_str()),
        vocabularies: words(before.vocabularies.as_ref(), after.vocabularies.as_ref())?,
        outline: None,
    };
    document.add = (add != Additions::default()).then_some(add);
    Ok(document)
}

/// The data whose ids are new.
fn new<T: Clone>(before: Option<&Vec<T>>, after: Option<&Vec<T>>, id: impl Fn(&T) -> &str) -> Option<Vec<T>> {
    let known: BTreeSet<&str> = before.into_iter().flatten().map(&id).gather();
    some(after.into_iter().flatten().filter(|datum| !known.contains(id(datum))).cloned().collect())
}

/// The words that are new.
fn words(before: Option<&Vocabularies>, after: Option<&Vocabularies>) -> Result<Option<Vocabularies>, Refusal> {
    let (before, after) = (whole(before)?, whole(after)?);
    let of = |before: &Option<Vec<Term>>, after: &Option<Vec<Term>>| {
        new(before.as_ref(), after.as_ref(), |term| term.id.as_str())
    };
    let words = Vocabularies {
        kinds: of(&before.kinds, &after.kinds),
        causes: of(&before.causes, &after.causes),
        purposes: of(&before.purposes, &after.purposes),
        channels: new(before.channels.as_ref(), after.channels.as_ref(), |channel| channel.id.as_str()),
        obligations: of(&before.obligations, &after.obligations),
    };
    Ok((words != Vocabularies::default()).then_some(words))
}
