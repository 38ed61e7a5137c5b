//! What a question has worked out once and need not work out again: each entry by its own definition, elsewhere.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use ceptoar_core::{Link, Membership, PartyKind, Registry, Rule};
use chrono::NaiveDate;

use super::Ids;

/// One thing about each party, by its place in the registry.
pub(super) struct OfEach<T>(Vec<OnceCell<T>>);

impl<T> OfEach<T> {
    fn new(count: usize) -> Self {
        Self((0..count).map(|_| OnceCell::new()).collect())
    }

    pub(super) fn get(&self, place: usize, work: impl FnOnce() -> T) -> &T {
        self.0[place].get_or_init(work)
    }
}

/// What holds on a day, whatever is asked.
pub(super) struct Day<'a> {
    /// The kind and the place of each party.
    pub(super) parties: HashMap<&'a str, (usize, PartyKind)>,
    /// The memberships of the day, by group.
    pub(super) memberships: BTreeMap<&'a str, Vec<&'a Membership>>,
    /// The links of the day, by whom they leave.
    pub(super) links: BTreeMap<&'a str, Vec<&'a Link>>,
    /// Every CEPTOAR of the registry.
    pub(super) ceptoars: Ids<'a>,
}

/// What is noted of a question.
pub(super) struct Noted<'a> {
    pub(super) failed: OnceCell<Vec<Vec<&'static str>>>,
    pub(super) affected: OnceCell<Ids<'a>>,
    pub(super) concerned: OnceCell<Ids<'a>>,
    pub(super) origin_own: OnceCell<Ids<'a>>,
    pub(super) portfolio: OnceCell<Ids<'a>>,
    pub(super) idle: OfEach<Option<Vec<&'static str>>>,
    pub(super) permitting: OfEach<Vec<&'a Rule>>,
    pub(super) forbidding: OfEach<Vec<&'a Rule>>,
    pub(super) in_reach: OfEach<bool>,
    /// By link of the registry.
    pub(super) closed: RefCell<HashMap<*const Link, (bool, bool)>>,
    pub(super) openings: OnceCell<BTreeMap<&'a str, Vec<String>>>,
}

impl<'a> Day<'a> {
    fn new(registry: &'a Registry, day: NaiveDate) -> Self {
        let parties = registry.parties();
        let mut memberships: BTreeMap<&str, Vec<&Membership>> = BTreeMap::new();
        for membership in registry.memberships().iter().filter(|m| m.period.covers(day)) {
            memberships.entry(membership.group.as_str()).or_default().push(membership);
        }
        let mut links: BTreeMap<&str, Vec<&Link>> = BTreeMap::new();
        for link in registry.links().iter().filter(|link| link.period.covers(day)) {
            links.entry(link.from.as_str()).or_default().push(link);
        }
        let ceptoars = parties.iter().filter(|party| party.kind == PartyKind::Ceptoar);
        Self {
            parties: parties.iter().enumerate().map(|(n, party)| (party.id.as_str(), (n, party.kind))).collect(),
            memberships,
            links,
            ceptoars: ceptoars.map(|party| party.id.as_str()).collect(),
        }
    }
}

/// Days of a registry, read once where many questions are asked of them.
#[derive(Clone)]
pub struct Days<'a> {
    registry: &'a Registry,
    read: Rc<BTreeMap<NaiveDate, Rc<Day<'a>>>>,
}

impl<'a> Days<'a> {
    /// Reads some days; others are read when they are asked of.
    #[must_use]
    pub fn new(registry: &'a Registry, days: &[NaiveDate]) -> Self {
        let read = days.iter().map(|day| (*day, Rc::new(Day::new(registry, *day))));
        Self { registry, read: Rc::new(read.collect()) }
    }

    pub(super) fn day(&self, day: NaiveDate) -> Rc<Day<'a>> {
        self.read.get(&day).map_or_else(|| Rc::new(Day::new(self.registry, day)), Rc::clone)
    }
}

impl Noted<'_> {
    pub(super) fn new(registry: &Registry) -> Self {
        let parties = registry.parties().len();
        Self {
            failed: OnceCell::new(),
            affected: OnceCell::new(),
            concerned: OnceCell::new(),
            origin_own: OnceCell::new(),
            portfolio: OnceCell::new(),
            idle: OfEach::new(parties),
            permitting: OfEach::new(parties),
            forbidding: OfEach::new(parties),
            in_reach: OfEach::new(parties),
            closed: RefCell::default(),
            openings: OnceCell::new(),
        }
    }
}
