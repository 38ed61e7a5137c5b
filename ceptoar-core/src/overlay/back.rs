//! What comes back: a party or the record of a CEPTOAR has other values on days that are new, and keeps those that it had on the
//! days on which it stands (R39).

use chrono::NaiveDate;

use crate::document::edition::{LaterCounts, LaterName, Party};
use crate::document::record::{Ceptoar, LaterMeans, Means, Month};
use crate::document::scalar::DateText;
use crate::error::code::ErrorCode;
use crate::gather::InOrder as _;
use crate::overlay::cite::{Citation, Citing as _};
use crate::overlay::days::{common, left_open, span, written};
use crate::overlay::standing::Standing;
use crate::time::{Period, parse_date};

/// A value that holds from a day on, until the next.
trait Value: Clone {
    fn from(&self) -> &DateText;
    fn begin(&mut self, day: NaiveDate);
    fn says_as(&self, other: &Self) -> bool;

    fn day(&self) -> Option<NaiveDate> {
        parse_date(self.from().as_str())
    }
}

macro_rules! values {
    ($($name:ident: $($field:ident)*;)*) => {$(impl Value for $name {
        fn from(&self) -> &DateText {
            &self.from
        }
        fn begin(&mut self, day: NaiveDate) {
            self.from = DateText::from(day);
        }
        fn says_as(&self, other: &Self) -> bool {
            ($(&self.$field,)*) == ($(&other.$field,)*)
        }
    })*};
}
values! { LaterName: name; LaterCounts: counts; LaterMeans: channels open; }

/// What holds before any later value does (whatever its day is), and the later values.
#[derive(Clone)]
struct Line<T> {
    first: Option<T>,
    later: Vec<T>,
}

impl<T: Value> Line<T> {
    fn new(first: Option<T>, later: Option<&Vec<T>>) -> Self {
        Self { first, later: later.cloned().unwrap_or_default() }
    }

    /// What holds on a day; without one: since ever.
    fn on(&self, day: Option<NaiveDate>) -> Option<&T> {
        let begun = self.later.iter().filter(|value| value.day() <= day);
        begun.max_by_key(|value| value.day()).or(self.first.as_ref())
    }

    fn begin(&mut self, day: Option<NaiveDate>, value: &T) {
        let mut value = value.clone();
        match day {
            Some(day) => {
                value.begin(day);
                self.later.push(value);
            }
            None => self.first = Some(value),
        }
    }
}

fn says_so<T: Value>(one: Option<&T>, other: Option<&T>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.says_as(other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// Takes the values of the new days from one line and those of the days that stood from the other. Nothing, where that nothing is
/// known on days that stood cannot be said behind a new value.
fn joined<T: Value>(old: &Line<T>, new: &Line<T>, days: &[Period], stood: &[Period]) -> Option<Line<T>> {
    let mut line = old.clone();
    for period in days {
        let mut begins = vec![period.from];
        begins.extend(new.later.iter().map(Value::day).filter(|day| *day > period.from));
        begins.retain(|day| day.is_none_or(|day| period.covers(day)));
        begins.in_order(Ord::cmp);
        begins.dedup();
        for day in begins {
            if let Some(value) = new.on(day).filter(|value| !says_so(line.on(day), Some(value))) {
                line.begin(day, value);
            }
        }
        // On the next days that stood, what held there holds again.
        let next =
            stood.iter().filter_map(|stood| stood.from).filter(|from| period.until.is_some_and(|ends| *from >= ends));
        let Some(next) = next.min() else { continue };
        if !says_so(line.on(Some(next)), old.on(Some(next))) {
            let value = old.on(Some(next))?.clone();
            line.begin(Some(next), &value);
        }
    }
    line.later.in_order_of(Value::day);
    Some(line)
}

fn names(party: &Party) -> Line<LaterName> {
    let mut first = LaterName::new(DateText(String::new()), party.name.clone());
    first.comes_from(&Citation::of(party));
    Line::new(Some(first), party.names.as_ref())
}

fn counts(party: &Party) -> Line<LaterCounts> {
    let first = party.counts.clone().map(|counts| LaterCounts::new(DateText(String::new()), counts));
    Line::new(first, party.counts_later.as_ref())
}

fn means(record: &Ceptoar) -> Line<LaterMeans> {
    let first = record.means.as_ref().map(|means| {
        let mut first =
            LaterMeans { open: means.open, ..LaterMeans::new(DateText(String::new()), means.channels.clone()) };
        first.comes_from(&Citation::of(means));
        first
    });
    Line::new(first, record.means_later.as_ref())
}

fn list<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

/// A party comes back on days of its own, with the names and numbers that it has then. `is_row`: a row of an outline leads to it,
/// which says of the days that stood what stands.
pub(super) fn party(
    standing: &mut Standing,
    new: &Party,
    (again, stood): (&[Period], &[Period]),
    entry: &str,
    is_row: bool,
) {
    let id = new.id.0.as_str();
    let Some(place) = standing.party_place(id) else { return };
    let Some(known) = standing.edition.parties.get(place) else { return };
    let is_outside =
        |from: &DateText| !again.iter().any(|days| parse_date(from.as_str()).is_some_and(|day| days.covers(day)));
    let names_outside = new.names.iter().flatten().map(|later| is_outside(&later.from));
    let counts_outside = new.counts_later.iter().flatten().map(|later| is_outside(&later.from));
    let idle: Vec<String> =
        [("names", names_outside.collect::<Vec<bool>>()), ("counts_later", counts_outside.collect())]
            .into_iter()
            .flat_map(|(field, outside)| outside.into_iter().enumerate().map(move |(n, outside)| (field, n, outside)))
            .filter(|(.., outside)| *outside && !is_row)
            .map(|(field, n, _)| format!("{entry}/{field}/{n}"))
            .collect();
    let (names, counts) =
        (joined(&names(known), &names(new), again, stood), joined(&counts(known), &counts(new), again, stood));
    // A value of other days than those on which it comes back says nothing.
    for place in idle {
        standing.refuse(ErrorCode::ChangesNothing, &place, vec![id.to_owned()]);
    }
    let (Some(names), Some(counts)) = (names, counts) else {
        return standing.refuse(ErrorCode::ByHand, entry, vec![format!("{id} counts")]);
    };
    let Some(party) = standing.edition.parties.get_mut(place) else { return };
    let mut days: Vec<Period> = stood.iter().chain(again).copied().collect();
    days.in_order(Ord::cmp);
    party.periods = Some(days.into_iter().filter_map(written).collect());
    if let Some(first) = names.first {
        party.name = first.name;
    }
    party.names = list(names.later);
    party.counts = counts.first.map(|first| first.counts);
    party.counts_later = list(counts.later);
    standing.back.insert(id.to_owned(), (again.to_vec(), stood.to_vec()));
    for field in ["periods", "name", "names", "counts", "counts_later"] {
        standing.by_all(format!("/parties/{place}/{field}"), entry);
    }
}

/// The record of a CEPTOAR that comes back: what it says holds on the new days.
pub(super) fn ceptoar(standing: &mut Standing, new: &Ceptoar, (again, stood): (&[Period], &[Period]), entry: &str) {
    let id = new.party.0.as_str();
    let Some(place) = standing.ceptoar_place(id) else { return };
    let Some(known) = standing.edition.ceptoars.get(place) else { return };
    let bare = Ceptoar {
        secretariat: None,
        poc: None,
        handling_rules: None,
        handling_rules_later: None,
        means: None,
        means_later: None,
        source: None,
        grade: None,
        reason: None,
        as_of: None,
        note: None,
        ..new.clone()
    };
    let says_else = bare != Ceptoar::new(id, known.sector.clone(), known.scope.clone());
    let poc_differs = known.poc.as_ref().zip(new.poc.as_ref()).is_some_and(|(known, new)| known.from != new.from);
    if says_else || poc_differs {
        return standing.refuse(ErrorCode::AlreadyStands, entry, vec![id.to_owned()]);
    }
    let (old_means, new_means) = (means(known), means(new));
    let first = again.first().and_then(|days| days.from);
    // No record can say that means are known no more.
    if old_means.on(first).is_some() && new_means.on(first).is_none() {
        return standing.refuse(ErrorCode::MissingField, entry, vec!["`means`".to_owned()]);
    }
    let Some(means) = joined(&old_means, &new_means, again, stood) else {
        return standing.refuse(ErrorCode::ByHand, entry, vec![format!("{id} means")]);
    };
    let Some(record) = standing.edition.ceptoars.get_mut(place) else { return };
    record.means = means.first.map(|first| {
        let mut means = Means { open: first.open, ..Means::new(first.channels.clone()) };
        means.comes_from(&Citation::of(&first));
        means
    });
    record.means_later = list(means.later);
    if record.poc.is_none() {
        record.poc.clone_from(&new.poc);
    }
    let months: Vec<Month> =
        new.handling_rules.iter().chain(new.handling_rules_later.iter().flatten()).cloned().collect();
    for month in months {
        let mut known = record.handling_rules.iter().chain(record.handling_rules_later.iter().flatten());
        if known.any(|known| known.month == month.month) {
            continue;
        }
        if record.handling_rules.is_none() {
            record.handling_rules = Some(month);
        } else {
            record.handling_rules_later.get_or_insert_default().push(month);
        }
    }
    secretariat(record, new, again);
    for field in ["means", "means_later", "secretariat", "poc", "handling_rules", "handling_rules_later"] {
        standing.by_all(format!("/ceptoars/{place}/{field}"), entry);
    }
}

/// Who ran the secretariat does not on the new days; who does is told.
fn secretariat(record: &mut Ceptoar, new: &Ceptoar, again: &[Period]) {
    let mut entries = Vec::new();
    for entry in record.secretariat.iter().flatten() {
        for days in left_open(span(entry.period.as_ref()), again) {
            let mut entry = entry.clone();
            entry.period = written(days);
            entries.push(entry);
        }
    }
    for entry in new.secretariat.iter().flatten() {
        for days in common(&[vec![span(entry.period.as_ref())], again.to_vec()]) {
            let mut entry = entry.clone();
            entry.period = written(days);
            entries.push(entry);
        }
    }
    entries.in_order_of(|entry| span(entry.period.as_ref()));
    record.secretariat = list(entries);
}

#[cfg(test)]
mod tests;
