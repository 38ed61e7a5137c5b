//! What stands while an overlay is applied: the edition, the places of its data by id, and what is wrong so far.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::document::edition::{Edition, Link, Membership, Party};
use crate::document::json::read::shown;
use crate::document::record::Ceptoar;
use crate::document::scalar::Period as PeriodDoc;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problem, Problems};
use crate::error::unknown::unknown;
use crate::overlay::cite::{Citation, Citing};
use crate::overlay::days::{span, spans, written};
use crate::time::Period;
use crate::word::sets::Direction;

/// A datum with days.
pub(super) trait Dated: Citing {
    fn period(&self) -> Option<&PeriodDoc>;
    fn set_period(&mut self, period: Option<PeriodDoc>);

    fn days(&self) -> Period {
        span(self.period())
    }

    /// Ends it; it begins before that day.
    fn end(&mut self, until: NaiveDate) {
        self.set_period(written(Period { until: Some(until), ..self.days() }));
    }
}

macro_rules! dated {
    ($($name:ident)*) => {$(impl Dated for $name {
        fn period(&self) -> Option<&PeriodDoc> {
            self.period.as_ref()
        }
        fn set_period(&mut self, period: Option<PeriodDoc>) {
            self.period = period;
        }
    })*};
}
dated! { Membership Link }

/// The entry of whatever is derived from rows of an outline: what was derived stands nowhere in the overlay.
pub(super) const DERIVED: &str = "/add/outline";

type Places = BTreeMap<String, Vec<usize>>;

/// Places in the lists of memberships and links.
#[derive(Default)]
struct Gone {
    memberships: BTreeSet<usize>,
    links: BTreeSet<usize>,
}

/// The entry of the overlay that put something into the edition.
struct Origin {
    entry: String,
    /// Whether what is below it in the edition stands at the same place below it in the overlay.
    is_written: bool,
}

/// An edition that is being changed.
pub(super) struct Standing {
    pub(super) edition: Edition,
    pub(super) problems: Problems,
    /// Places of the edition and the entries of the overlay that put there what stands there.
    entries: BTreeMap<String, Origin>,
    /// The parties that came back: the days on which they do, and those on which they stood.
    pub(super) back: BTreeMap<String, (Vec<Period>, Vec<Period>)>,
    /// What could not be added, so that others must not be blamed for naming it.
    refused: BTreeSet<String>,
    parties: BTreeMap<String, usize>,
    ceptoars: BTreeMap<String, usize>,
    /// By party and by group.
    memberships: Places,
    /// By each of their ends.
    links: Places,
    /// Places of what is no more on any day; it is taken out once all entries are applied.
    gone: Gone,
    /// The links whose beginning or end is new, and the entries that made it so.
    pub(super) moved: BTreeMap<(String, String), String>,
}

fn put(places: &mut Places, keys: [&str; 2], place: usize) {
    for key in keys {
        let list = places.entry(key.to_owned()).or_default();
        if list.last() != Some(&place) {
            list.push(place);
        }
    }
}

impl Standing {
    pub(super) fn new(edition: Edition) -> Self {
        let mut standing = Self {
            problems: Problems::new(),
            entries: BTreeMap::new(),
            back: BTreeMap::new(),
            refused: BTreeSet::new(),
            parties: edition.parties.iter().enumerate().map(|(n, party)| (party.id.0.clone(), n)).collect(),
            ceptoars: edition.ceptoars.iter().enumerate().map(|(n, record)| (record.party.0.clone(), n)).collect(),
            memberships: BTreeMap::new(),
            links: BTreeMap::new(),
            gone: Gone::default(),
            moved: BTreeMap::new(),
            edition,
        };
        for (n, membership) in standing.edition.memberships.iter().enumerate() {
            put(&mut standing.memberships, [&membership.party.0, &membership.group.0], n);
        }
        for (n, link) in standing.edition.links.iter().enumerate() {
            put(&mut standing.links, [&link.from.0, &link.to.0], n);
        }
        standing
    }

    // What is wrong.

    pub(super) fn refuse(&mut self, code: ErrorCode, entry: &str, args: Vec<String>) {
        let args = args.iter().map(|arg| shown(arg)).collect();
        self.problems.push_at(code, entry, args);
    }

    /// As [`Standing::refuse`], for an entry that would have added something of this id.
    pub(super) fn refuse_added(&mut self, id: &str, code: ErrorCode, entry: &str, args: Vec<String>) {
        self.refused.insert(id.to_owned());
        self.refuse(code, entry, args);
    }

    /// Whether something of this id could not be added: what others say of it is not their fault.
    pub(super) fn is_refused(&self, id: &str) -> bool {
        self.refused.contains(id)
    }

    /// Remembers that something of this id could not be added.
    pub(super) fn leave_out(&mut self, id: String) {
        self.refused.insert(id);
    }

    pub(super) fn unknown_party(&mut self, id: &str, entry: &str) {
        if self.is_refused(id) {
            return;
        }
        let known = self.parties.keys().map(String::as_str);
        unknown(&mut self.problems, ErrorCode::UnknownParty, &At::Pointer(entry), vec![shown(id)], known);
    }

    /// Remembers which entry put something there: what is added stands there as it is, what follows from another entry does not.
    pub(super) fn by(&mut self, place: String, entry: impl Into<String>) {
        let entry = entry.into();
        let follows = place.starts_with("/memberships/") || place.starts_with("/links/");
        let is_written = !entry.starts_with(DERIVED) && (entry.starts_with("/add/") || !follows);
        self.entries.insert(place, Origin { entry, is_written });
    }

    /// As [`Standing::by`], where nothing of it stands in the overlay as it stands there.
    pub(super) fn by_all(&mut self, place: String, entry: &str) {
        self.entries.insert(place, Origin { entry: entry.to_owned(), is_written: false });
    }

    /// The place in the overlay of what stands at a place of the edition.
    fn entry_of(&self, place: &str) -> Option<String> {
        let mut above = place;
        loop {
            if let Some(origin) = self.entries.get(above) {
                let below = place.get(above.len()..).filter(|_| origin.is_written).unwrap_or_default();
                return Some(format!("{}{below}", origin.entry));
            }
            above = above.rsplit_once('/')?.0;
        }
    }

    /// Takes up a problem of the edition that came out, told at the entry that it comes from.
    pub(super) fn take_up(&mut self, problem: Problem) {
        let entry = self.entry_of(problem.pointer());
        if entry.is_some() || self.problems.is_empty() {
            self.told(problem.moved(entry.unwrap_or_default()));
        }
    }

    /// Tells a problem, unless it blames somebody for naming what could not be added.
    pub(super) fn told(&mut self, problem: Problem) {
        if !problem.names(|word| self.refused.contains(word)) {
            self.problems.push_problem(problem);
        }
    }

    // What stands.

    pub(super) fn party_place(&self, id: &str) -> Option<usize> {
        self.parties.get(id).copied()
    }

    pub(super) fn party(&self, id: &str) -> Option<&Party> {
        self.edition.parties.get(self.party_place(id)?)
    }

    pub(super) fn ceptoar_place(&self, id: &str) -> Option<usize> {
        self.ceptoars.get(id).copied()
    }

    pub(super) fn ceptoar(&self, id: &str) -> Option<&Ceptoar> {
        self.edition.ceptoars.get(self.ceptoar_place(id)?)
    }

    /// The days on which a party exists.
    pub(super) fn days_of(&self, id: &str) -> Vec<Period> {
        self.party(id).map(|party| spans(party.periods.as_ref())).unwrap_or_default()
    }

    /// The memberships that a party has or that a group is of.
    pub(super) fn memberships_of(&self, id: &str) -> Vec<(usize, &Membership)> {
        let places = self.memberships.get(id).map(Vec::as_slice).unwrap_or_default();
        places
            .iter()
            .filter(|place| !self.gone.memberships.contains(place))
            .filter_map(|place| Some((*place, self.edition.memberships.get(*place)?)))
            .collect()
    }

    /// The links that touch a party.
    pub(super) fn links_of(&self, id: &str) -> Vec<(usize, &Link)> {
        let places = self.links.get(id).map(Vec::as_slice).unwrap_or_default();
        places
            .iter()
            .filter(|place| !self.gone.links.contains(place))
            .filter_map(|place| Some((*place, self.edition.links.get(*place)?)))
            .collect()
    }

    /// The links from one party to another in a direction.
    pub(super) fn links_between(&self, from: &str, to: &str, direction: Direction) -> Vec<(usize, &Link)> {
        let all = self.links_of(from).into_iter();
        all.filter(|(_, l)| l.from.0 == from && l.to.0 == to && l.direction == direction).collect()
    }

    // What is new.

    pub(super) fn add_party(&mut self, party: Party, entry: &str) {
        let place = self.edition.parties.len();
        self.parties.insert(party.id.0.clone(), place);
        self.by(format!("/parties/{place}"), entry);
        self.edition.parties.push(party);
    }

    pub(super) fn add_ceptoar(&mut self, record: Ceptoar, entry: &str) {
        let place = self.edition.ceptoars.len();
        self.ceptoars.insert(record.party.0.clone(), place);
        self.by(format!("/ceptoars/{place}"), entry);
        self.edition.ceptoars.push(record);
    }

    pub(super) fn add_membership(&mut self, membership: Membership, entry: &str) {
        let place = self.edition.memberships.len();
        put(&mut self.memberships, [&membership.party.0, &membership.group.0], place);
        self.by(format!("/memberships/{place}"), entry);
        self.edition.memberships.push(membership);
    }

    pub(super) fn add_link(&mut self, link: Link, entry: &str) -> usize {
        let place = self.edition.links.len();
        put(&mut self.links, [&link.from.0, &link.to.0], place);
        self.moved.insert((link.from.0.clone(), link.to.0.clone()), entry.to_owned());
        self.by(format!("/links/{place}"), entry);
        self.edition.links.push(link);
        place
    }

    /// Ends a membership that begins before that day.
    pub(super) fn end_membership(&mut self, place: usize, until: NaiveDate, entry: &str, by: &Citation) {
        let Some(membership) = self.edition.memberships.get_mut(place) else { return };
        membership.end(until);
        membership.ends_by(by);
        let ends = (membership.party.0.clone(), membership.group.0.clone());
        self.moved.insert(ends, entry.to_owned());
        self.by(format!("/memberships/{place}/period"), entry);
    }

    /// Ends a link that begins before that day.
    pub(super) fn end_link(&mut self, place: usize, until: NaiveDate, entry: &str, by: &Citation) {
        let Some(link) = self.edition.links.get_mut(place) else { return };
        link.end(until);
        link.ends_by(by);
        self.by(format!("/links/{place}/period"), entry);
    }

    // What is no more.

    /// Takes out a membership that holds on no day any more.
    pub(super) fn remove_membership(&mut self, place: usize) {
        self.gone.memberships.insert(place);
    }

    /// Takes out a link that holds on no day any more.
    pub(super) fn remove_link(&mut self, place: usize) {
        self.gone.links.insert(place);
    }

    /// What stands once all entries are applied. What stood behind something that is no more moves up, with the entry that put it
    /// there. Nothing is looked up by party after this.
    pub(super) fn sweep(&mut self) {
        let gone = std::mem::take(&mut self.gone);
        swept(&mut self.edition.memberships, &gone.memberships);
        swept(&mut self.edition.links, &gone.links);
        let entries = std::mem::take(&mut self.entries).into_iter();
        self.entries = entries.filter_map(|(place, entry)| Some((gone.moved(place)?, entry))).collect();
    }
}

impl Gone {
    /// Where something stands once what is gone is taken out; nothing, if that is what is gone.
    fn moved(&self, pointer: String) -> Option<String> {
        let mut steps = pointer.splitn(4, '/').skip(1);
        let list = steps.next().unwrap_or_default();
        let gone = match list {
            "memberships" => &self.memberships,
            "links" => &self.links,
            _ => return Some(pointer),
        };
        let Some(place) = steps.next().and_then(|place| place.parse::<usize>().ok()) else { return Some(pointer) };
        let before = gone.range(..place).count();
        let rest = steps.next().map(|rest| format!("/{rest}")).unwrap_or_default();
        (!gone.contains(&place)).then(|| format!("/{list}/{}{rest}", place.saturating_sub(before)))
    }
}

fn swept<T>(list: &mut Vec<T>, gone: &BTreeSet<usize>) {
    let mut place = 0;
    list.retain(|_| {
        place += 1;
        !gone.contains(&(place - 1))
    });
}
