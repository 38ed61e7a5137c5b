//! What an overlay says to lead from one edition to another: ends, additions and values (DESIGN-AUTHORING 2).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::author::diff::pieces::{Steps, steps};
use crate::document::edition::{Edition, Link, Membership, Party};
use crate::document::overlay::{DatedValue, End, NewValue, Target};
use crate::document::record::{Ceptoar, LaterMeans, Month, Secretariat};
use crate::document::scalar::{Cited, DateText, IdText, Period as PeriodDoc};
use crate::gather::{Gather as _, InOrder as _};
use crate::time::{Period, last_day, parse_date};
use crate::word::sets::{Direction, Role, TimelineField};

/// A value that is not set because it would change more than is wanted: whose, which field, from when.
pub(super) type Value = (IdText, TimelineField, Option<DateText>);

/// Names a value.
pub(super) fn value(set: &DatedValue) -> Value {
    let of = set.of.ceptoar.as_ref().or(set.of.party.as_ref());
    (of.cloned().unwrap_or_else(|| IdText(String::new())), set.field, set.from.clone())
}

pub(super) fn span(doc: Option<&PeriodDoc>) -> Period {
    let day = |day: Option<&DateText>| day.and_then(|day| parse_date(day.as_str()));
    doc.map_or(Period::ALWAYS, |doc| Period { from: day(doc.from.as_ref()), until: day(doc.until.as_ref()) })
}

pub(super) fn written(period: Period) -> Option<PeriodDoc> {
    let doc = PeriodDoc { from: period.from.map(Into::into), until: period.until.map(Into::into) };
    (period != Period::ALWAYS).then_some(doc)
}

pub(super) fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

/// Data by their keys, each with its days.
pub(super) type Lines<'a, K, T> = BTreeMap<K, [Vec<(Period, &'a T)>; 2]>;

pub(super) fn lines<'a, K: Ord, T>(
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
pub(super) struct Said {
    pub(super) ends: Vec<End>,
    pub(super) sets: Vec<DatedValue>,
    pub(super) parties: Vec<Party>,
    pub(super) memberships: Vec<Membership>,
    pub(super) links: Vec<Link>,
    /// What is not set.
    pub(super) left_out: BTreeSet<Value>,
}

impl Said {
    /// Whether the value was set, with what it rests on.
    fn set(&mut self, set: DatedValue, of: &impl Cited) -> bool {
        let is_set = !self.left_out.contains(&value(&set));
        if is_set {
            let cited = of.cite();
            self.sets.push(DatedValue {
                source: some(cited.source.to_vec()),
                grade: cited.grade,
                reason: cited.reason.cloned(),
                as_of: cited.as_of.cloned(),
                note: of.note().cloned(),
                ..set
            });
        }
        is_set
    }

    pub(super) fn parties(&mut self, before: &Edition, after: &Edition) {
        let days = |party: &Party| match party.periods.as_deref() {
            None | Some([]) => vec![Period::ALWAYS],
            Some(periods) => periods.iter().map(|period| span(Some(period))).collect(),
        };
        for (id, [was, is]) in lines([&before.parties, &after.parties], |party: &Party| party.id.as_str(), days) {
            let Steps { ends, adds } = steps(&was, &is, |one: &Party, other: &Party| one.kind == other.kind);
            self.ends.extend(ends.into_iter().map(|until| ended(End::of_party(id, until), until, [&was, &is])));
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
        let mut names: Vec<_> = party.names.iter().flatten().collect();
        names.in_order_of(|later| parse_date(later.from.as_str()));
        // What is set counts for what follows: a name may come back.
        let mut named = known.clone();
        for later in names.into_iter().filter(|later| !known.names.iter().flatten().any(|one| one == *later)) {
            let Some(day) = parse_date(later.from.as_str()) else { continue };
            if *name_on(&named, day) == later.name {
                continue;
            }
            let value = DatedValue::name(Target::party(party.id.clone()), later.from.clone(), later.name.clone());
            if self.set(value, later) {
                named.names.get_or_insert_default().push(later.clone());
            }
        }
        for later in party.counts_later.iter().flatten() {
            if !known.counts_later.iter().flatten().any(|one| one.from == later.from && one.counts == later.counts) {
                self.set(DatedValue::counts(party.id.clone(), later.from.clone(), later.counts.clone()), later);
            }
        }
    }

    pub(super) fn memberships(&mut self, before: &Edition, after: &Edition) {
        let key = |m: &Membership| -> (IdText, IdText, Role) { (m.party.clone(), m.group.clone(), m.role) };
        let days = |m: &Membership| vec![span(m.period.as_ref())];
        for ((party, group, role), [was, is]) in lines([&before.memberships, &after.memberships], key, days) {
            let Steps { ends, adds } = steps(&was, &is, |_: &Membership, _: &Membership| true);
            let end = |until: NaiveDate| {
                ended(End::of_membership(party.clone(), group.clone(), role, until), until, [&was, &is])
            };
            self.ends.extend(ends.into_iter().map(end));
            let add = |(period, m): (Period, &Membership)| Membership { period: written(period), ..m.clone() };
            self.memberships.extend(adds.into_iter().map(add));
        }
    }

    pub(super) fn links(&mut self, before: &Edition, after: &Edition) {
        let key = |l: &Link| -> (IdText, IdText, Direction) { (l.from.clone(), l.to.clone(), l.direction) };
        let days = |l: &Link| vec![span(l.period.as_ref())];
        for ((from, to, direction), [was, is]) in lines([&before.links, &after.links], key, days) {
            let Steps { ends, adds } = steps(&was, &is, same_link);
            let end =
                |until: NaiveDate| ended(End::of_link(from.clone(), to.clone(), direction, until), until, [&was, &is]);
            self.ends.extend(ends.into_iter().map(end));
            let add = |(period, link): (Period, &Link)| Link { period: written(period), ..link.clone() };
            self.links.extend(adds.into_iter().map(add));
        }
    }

    /// New values of the records of CEPTOARs.
    pub(super) fn ceptoars(&mut self, before: &Edition, after: &Edition) {
        let known: BTreeMap<&str, &Ceptoar> =
            before.ceptoars.iter().map(|record| (record.party.as_str(), record)).gather();
        for record in &after.ceptoars {
            let Some(known) = known.get(record.party.as_str()) else { continue };
            if let (None, Some(poc)) = (&known.poc, &record.poc) {
                self.set(DatedValue::poc(record.party.clone(), poc.from.clone()), poc);
            }
            let months = |record: &Ceptoar| -> Vec<Month> {
                record.handling_rules.iter().chain(record.handling_rules_later.iter().flatten()).cloned().collect()
            };
            let had = months(known);
            for new in months(record).iter().filter(|new| !had.iter().any(|month| month.month == new.month)) {
                self.set(DatedValue::handling_rules(record.party.clone(), &new.month), new);
            }
            for later in record.means_later.iter().flatten() {
                let is_same = |one: &LaterMeans| {
                    one.from == later.from && one.channels == later.channels && one.open == later.open
                };
                if !known.means_later.iter().flatten().any(is_same) {
                    let mut value =
                        DatedValue::means(record.party.clone(), later.from.clone(), later.channels.iter().cloned());
                    if let NewValue::Parts(parts) = &mut value.value {
                        parts.open = later.open;
                    }
                    self.set(value, later);
                }
            }
            let target = Target::ceptoar(record.party.clone());
            self.secretariats((&record.party, target), [&known.secretariat, &record.secretariat], after);
        }
    }

    /// New secretariats of councils of which something is known.
    pub(super) fn councils(&mut self, before: &Edition, after: &Edition) {
        for council in after.councils.iter().flatten() {
            let known = before.councils.iter().flatten().find(|known| known.party == council.party);
            if let Some(known) = known {
                let target = Target::party(council.party.clone());
                self.secretariats((&council.party, target), [&known.secretariat, &council.secretariat], after);
            }
        }
    }

    fn secretariats(
        &mut self,
        (group, target): (&IdText, Target),
        [known, new]: [&Option<Vec<Secretariat>>; 2],
        after: &Edition,
    ) {
        for secretariat in new.iter().flatten() {
            let days = span(secretariat.period.as_ref());
            let is_same =
                |one: &Secretariat| span(one.period.as_ref()).from == days.from && one.name == secretariat.name;
            let Some(from) = days.from.filter(|_| !known.iter().flatten().any(is_same)) else { continue };
            let in_role = |m: &&Membership| {
                m.group == *group && m.role == Role::Secretariat && span(m.period.as_ref()).covers(from)
            };
            let is = after.memberships.iter().find(in_role).map(|m| m.party.clone());
            let set = DatedValue::secretariat(target.clone(), from, secretariat.name.clone(), is);
            if !self.set(set, secretariat) {
                continue;
            }
            // The role moves with it.
            self.memberships.retain(|m| {
                let begins = span(m.period.as_ref()).from == Some(from);
                !(m.group == *group && m.role == Role::Secretariat && begins)
            });
            self.ends.retain(|end| {
                let key = end.membership.as_ref();
                let is_role = key.is_some_and(|key| key.group == *group && key.role == Role::Secretariat);
                !(is_role && parse_date(end.until.as_str()) == Some(from))
            });
        }
    }
}

/// Whether two links of the same ends say the same.
pub(super) fn same_link(one: &Link, other: &Link) -> bool {
    one.channels == other.channels && one.internal == other.internal
}

fn on<'a, T>(line: &[(Period, &'a T)], day: NaiveDate) -> Option<&'a T> {
    line.iter().find(|(days, _)| days.covers(day)).map(|(_, datum)| *datum)
}

/// The end with what it rests on: what the datum that ends rests on afterwards and did not before.
fn ended<T: Cited>(end: End, until: NaiveDate, [was, is]: [&[(Period, &T)]; 2]) -> End {
    let before = last_day(until);
    let (Some(was), Some(is)) = (on(was, before), on(is, before)) else { return end };
    let (was, is) = (was.cite(), is.cite());
    let source = is.source.iter().filter(|source| !was.source.contains(source)).cloned().collect();
    let is_other = is.grade != was.grade;
    End {
        source: some(source),
        grade: is.grade.filter(|_| is_other),
        reason: is.reason.cloned().filter(|_| is_other),
        ..end
    }
}

/// The name that a party has on a day.
fn name_on(party: &Party, day: NaiveDate) -> &crate::document::scalar::Text {
    let begun = party.names.iter().flatten().filter_map(|later| Some((parse_date(later.from.as_str())?, &later.name)));
    begun.filter(|(from, _)| *from <= day).max_by_key(|(from, _)| *from).map_or(&party.name, |(_, name)| name)
}
