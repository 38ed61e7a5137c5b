//! The overlay that leads from one edition to another (DESIGN-AUTHORING 2).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::answer::diff::{DiffRow, OverlayBetween};
use crate::author::diff::made::editions;
use crate::author::diff::pieces::{Steps, steps};
use crate::document::edition::{Edition, Link, Membership, Party, Term, Vocabularies};
use crate::document::overlay::{Additions, DatedValue, End, NewValue, Overlay as OverlayDoc, Target};
use crate::document::record::Ceptoar;
use crate::document::scalar::{DateText, IdText, Period as PeriodDoc};
use crate::error::problem::Refusal;
use crate::gather::Gather as _;
use crate::overlay::checked::Overlay;
use crate::registry::data::Registry;
use crate::registry::vocabularies::whole;
use crate::time::{Period, parse_date};
use crate::word::sets::{Direction, Role};

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
    let mut document = between(before.document(), after.document(), id)?;
    loop {
        let refusal = match Overlay::from_document(&document).and_then(|overlay| before.with_overlay(&overlay)) {
            Ok(reached) => {
                let unsaid = editions(&reached, after, false).rows;
                let mut unsaid_citations = editions(&reached, after, true).rows;
                // What a document was made of is no citation: one that an overlay leads to says so, one that was written does not.
                let is_origin = |row: &DiffRow| row.of == "based_on" || row.field.as_deref() == Some("outline");
                unsaid_citations.retain(|row| !unsaid.contains(row) && !is_origin(row));
                return Ok(OverlayBetween { overlay: document, unsaid, unsaid_citations });
            }
            Err(refusal) => refusal,
        };
        // What cannot be applied is left out, and told as what remains.
        let mut wrong: BTreeSet<String> =
            refusal.problems().iter().filter_map(|problem| entry(problem.pointer())).gather();
        wrong.extend(ends_of(&document, &wrong));
        if !without(&mut document, &wrong) {
            return Err(refusal);
        }
    }
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

fn between(before: &Edition, after: &Edition, id: &str) -> Result<OverlayDoc, Refusal> {
    let bottom = before.based_on.iter().flatten().next();
    let (edition, revision) = bottom.map_or((&before.id, before.revision), |bottom| (&bottom.id, bottom.revision));
    let mut document = OverlayDoc::new(id, edition.as_str());
    document.extends.revision = Some(revision);
    document.covers = after.covers.clone().filter(|_| before.covers != after.covers);
    document.documents = new(before.documents.as_ref(), after.documents.as_ref(), |document| document.id.as_str());
    let mut said = Said::default();
    said.parties(before, after);
    said.memberships(before, after);
    said.links(before, after);
    said.ceptoars(before, after);
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

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
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

fn span(doc: Option<&PeriodDoc>) -> Period {
    let day = |day: Option<&DateText>| day.and_then(|day| parse_date(day.as_str()));
    doc.map_or(Period::ALWAYS, |doc| Period { from: day(doc.from.as_ref()), until: day(doc.until.as_ref()) })
}

fn written(period: Period) -> Option<PeriodDoc> {
    let doc = PeriodDoc { from: period.from.map(Into::into), until: period.until.map(Into::into) };
    (period != Period::ALWAYS).then_some(doc)
}

/// Data by their keys, each with its days.
type Lines<'a, K, T> = BTreeMap<K, [Vec<(Period, &'a T)>; 2]>;

fn lines<'a, K: Ord, T>(
    [before, after]: [&'a [T]; 2],
    key: impl Fn(&'a T) -> K,
    days: impl Fn(&T) -> Vec<Period>,
) -> Lines<'a, K, T> {
    let mut lines: Lines<'a, K, T> = BTreeMap::new();
    for datum in before {
        let [was, _] = lines.entry(key(datum)).or_default();
        was.extend(days(datum).into_iter().map(|period| (period, datum)));
    }
    for datum in after {
        let [_, is] = lines.entry(key(datum)).or_default();
        is.extend(days(datum).into_iter().map(|period| (period, datum)));
    }
    lines
}

/// What an overlay says so far.
#[derive(Default)]
struct Said {
    ends: Vec<End>,
    sets: Vec<DatedValue>,
    parties: Vec<Party>,
    memberships: Vec<Membership>,
    links: Vec<Link>,
}

impl Said {
    fn parties(&mut self, before: &Edition, after: &Edition) {
        let days = |party: &Party| match party.periods.as_deref() {
            None | Some([]) => vec![Period::ALWAYS],
            Some(periods) => periods.iter().map(|period| span(Some(period))).collect(),
        };
        for (id, [was, is]) in lines([&before.parties, &after.parties], |party: &Party| party.id.as_str(), days) {
            let Steps { ends, adds } = steps(&was, &is, |one: &Party, other: &Party| one.kind == other.kind);
            self.ends.extend(ends.into_iter().map(|until| End::of_party(id, until)));
            let known = was.first().map(|(_, party)| *party);
            let Some((first, party)) = adds.first().copied() else {
                if let (Some(known), Some((_, party))) = (known, is.first()) {
                    self.values(known, party);
                }
                continue;
            };
            let periods = some(adds.iter().filter_map(|(period, _)| written(*period)).collect());
            match known {
                None => self.parties.push(party.clone()),
                // It comes back, by the name that it has then.
                Some(known) => {
                    let name = first.from.map_or(&party.name, |day| name_on(party, day)).clone();
                    self.parties.push(Party {
                        periods,
                        name,
                        names: None,
                        counts: None,
                        counts_later: None,
                        ..party.clone()
                    });
                    self.values(known, party);
                }
            }
        }
    }

    /// New names and numbers of a party.
    fn values(&mut self, known: &Party, party: &Party) {
        for later in party.names.iter().flatten().filter(|later| !known.names.iter().flatten().any(|one| one == *later))
        {
            let Some(day) = parse_date(later.from.as_str()) else { continue };
            if *name_on(known, day) != later.name {
                let value = DatedValue::name(Target::party(party.id.clone()), later.from.clone(), later.name.clone());
                let (source, grade, reason) = (later.source.clone(), later.grade, later.reason.clone());
                self.sets.push(DatedValue { source, grade, reason, ..value });
            }
        }
        for later in party.counts_later.iter().flatten() {
            if !known.counts_later.iter().flatten().any(|one| one.from == later.from && one.counts == later.counts) {
                let value = DatedValue::counts(party.id.clone(), later.from.clone(), later.counts.clone());
                let (source, grade, reason) = (later.source.clone(), later.grade, later.reason.clone());
                self.sets.push(DatedValue { source, grade, reason, ..value });
            }
        }
    }

    fn memberships(&mut self, before: &Edition, after: &Edition) {
        let key = |m: &Membership| -> (IdText, IdText, Role) { (m.party.clone(), m.group.clone(), m.role) };
        let days = |m: &Membership| vec![span(m.period.as_ref())];
        for ((party, group, role), [was, is]) in lines([&before.memberships, &after.memberships], key, days) {
            let Steps { ends, adds } = steps(&was, &is, |_: &Membership, _: &Membership| true);
            let end = |until: NaiveDate| End::of_membership(party.clone(), group.clone(), role, until);
            self.ends.extend(ends.into_iter().map(end));
            let add = |(period, m): (Period, &Membership)| Membership { period: written(period), ..m.clone() };
            self.memberships.extend(adds.into_iter().map(add));
        }
    }

    fn links(&mut self, before: &Edition, after: &Edition) {
        let key = |l: &Link| -> (IdText, IdText, Direction) { (l.from.clone(), l.to.clone(), l.direction) };
        let days = |l: &Link| vec![span(l.period.as_ref())];
        for ((from, to, direction), [was, is]) in lines([&before.links, &after.links], key, days) {
            let same = |one: &Link, other: &Link| one.channels == other.channels && one.internal == other.internal;
            let Steps { ends, adds } = steps(&was, &is, same);
            let end = |until: NaiveDate| End::of_link(from.clone(), to.clone(), direction, until);
            self.ends.extend(ends.into_iter().map(end));
            let add = |(period, link): (Period, &Link)| Link { period: written(period), ..link.clone() };
            self.links.extend(adds.into_iter().map(add));
        }
    }

    /// New values of the records of CEPTOARs.
    fn ceptoars(&mut self, before: &Edition, after: &Edition) {
        let known: BTreeMap<&str, &Ceptoar> =
            before.ceptoars.iter().map(|record| (record.party.as_str(), record)).gather();
        for record in &after.ceptoars {
            let Some(known) = known.get(record.party.as_str()) else { continue };
            if let (None, Some(poc)) = (&known.poc, &record.poc) {
                self.sets.push(DatedValue::poc(record.party.clone(), poc.from.clone()));
            }
            let months = |record: &Ceptoar| -> Vec<String> {
                let later = record.handling_rules_later.iter().flatten();
                record.handling_rules.iter().chain(later).map(|month| month.month.to_string()).collect()
            };
            let had = months(known);
            let new = months(record).into_iter().filter(|month| !had.contains(month));
            self.sets.extend(new.map(|month| DatedValue::handling_rules(record.party.clone(), &month)));
            for later in record.means_later.iter().flatten() {
                if !known
                    .means_later
                    .iter()
                    .flatten()
                    .any(|one| one.from == later.from && one.channels == later.channels)
                {
                    let mut value =
                        DatedValue::means(record.party.clone(), later.from.clone(), later.channels.iter().cloned());
                    if let NewValue::Parts(parts) = &mut value.value {
                        parts.open = later.open;
                    }
                    self.sets.push(value);
                }
            }
            for secretariat in record.secretariat.iter().flatten() {
                let period = span(secretariat.period.as_ref());
                let stood = |(days, name): (Period, &_)| days.from == period.from && *name == secretariat.name;
                let mut before = known.secretariat.iter().flatten();
                let is_known = before.any(|one| stood((span(one.period.as_ref()), &one.name)));
                if let Some(from) = period.from.filter(|_| !is_known) {
                    let in_role = |m: &&Membership| {
                        m.group == record.party && m.role == Role::Secretariat && span(m.period.as_ref()).covers(from)
                    };
                    let is = after.memberships.iter().find(in_role).map(|m| m.party.clone());
                    let name = secretariat.name.clone();
                    // The role moves with it.
                    self.memberships.retain(|m| {
                        let begins = span(m.period.as_ref()).from == Some(from);
                        !(m.group == record.party && m.role == Role::Secretariat && begins)
                    });
                    self.ends.retain(|end| {
                        let is_role = end
                            .membership
                            .as_ref()
                            .is_some_and(|key| key.group == record.party && key.role == Role::Secretariat);
                        !(is_role && parse_date(end.until.as_str()) == Some(from))
                    });
                    self.sets.push(DatedValue::secretariat(Target::ceptoar(record.party.clone()), from, name, is));
                }
            }
        }
    }
}

/// The name that a party has on a day.
fn name_on(party: &Party, day: NaiveDate) -> &crate::document::scalar::Text {
    let begun = party.names.iter().flatten().filter_map(|later| Some((parse_date(later.from.as_str())?, &later.name)));
    begun.filter(|(from, _)| *from <= day).max_by_key(|(from, _)| *from).map_or(&party.name, |(_, name)| name)
}
