//! Links, in the pattern of the built-in edition's (R17 to R25).

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::document::channel::LinkChannel;
use crate::gather::{Gather as _, InOrder as _};
use crate::outline::cell::Given;
use crate::outline::cite::Cite;
use crate::outline::days::{Days, Timeline};
use crate::outline::means::Means;
use crate::outline::model::{Model, class_of};
use crate::outline::rows::{Ceptoar, Member};
use crate::word::sets::{Direction, PartyKind, Role};

/// The ends and the direction of a link.
pub(super) type Key = (String, String, Direction);

/// What a link says beside its ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) channels: Option<Vec<LinkChannel>>,
    pub(super) internal: bool,
    pub(super) cite: Cite,
}

/// By what a link is known better than by another: a link of one pair that two rows lead to is that of the first of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Member,
    Relay,
    Other,
}

/// The channels from person to person (R19).
const BY_PERSON: [&str; 5] = ["email", "phone", "fax", "mobile-phone", "satellite-phone"];

/// What is gathered of a pair before it is decided.
#[derive(Default)]
struct Gathered(BTreeMap<Key, Vec<(Rank, Days, Said)>>);

impl Gathered {
    fn put(&mut self, (from, to, direction): (&str, &str, Direction), rank: Rank, days: &Days, said: Said) {
        if !days.is_empty() {
            let key = (from.to_owned(), to.to_owned(), direction);
            self.0.entry(key).or_default().push((rank, days.clone(), said));
        }
    }

    /// A link whose channels nobody knows.
    fn plain(&mut self, from: &str, to: &str, direction: Direction, days: &Days) {
        self.put((from, to, direction), Rank::Other, days, unknown());
    }

    fn both_ways(&mut self, one: &str, other: &str, days: &Days) {
        self.plain(one, other, Direction::Exchange, days);
        self.plain(other, one, Direction::Exchange, days);
    }
}

fn unknown() -> Said {
    by(None)
}

fn by(channels: Option<Vec<LinkChannel>>) -> Said {
    Said { channels, internal: false, cite: Cite::derived() }
}

/// Means by which a party is told: that there are others (等) has no place in a link but a note.
pub(super) fn by_means(means: &Means) -> Said {
    let mut said = by(Some(means.channels.clone()));
    if means.open {
        said.cite.note = Some(("このほかにもある (等)", "there are others (等)").into());
    }
    said
}

fn internal() -> Said {
    Said { channels: Some(Vec::new()), internal: true, cite: Cite::derived() }
}

/// All links that the rows lead to, on their days.
pub(super) fn derived(model: &Model) -> BTreeMap<Key, Timeline<Said>> {
    let mut found = Gathered::default();
    cabinet(model, &mut found);
    ministries(model, &mut found);
    councils(model, &mut found);
    between_ceptoars(model, &mut found);
    in_ceptoars(model, &mut found);
    let decide = |mut said: Vec<(Rank, Days, Said)>| {
        // An order of its own, so that that of the rows does not matter.
        said.in_order_of(|(rank, days, said)| {
            (*rank, days.clone(), serde_json::to_string(&said.channels).unwrap_or_default())
        });
        let mut line = Timeline::default();
        for (_, days, said) in said {
            line.fill(&days, said);
        }
        line
    };
    found.0.into_iter().map(|(key, said)| (key, decide(said))).gather()
}

fn cabinet(model: &Model, found: &mut Gathered) {
    let of = |kind: PartyKind| model.parties.iter().filter(move |(_, party)| party.kind == kind);
    for (cabinet, _) in of(PartyKind::Cabinet) {
        for (ministry, party) in of(PartyKind::Ministry) {
            found.plain(cabinet, ministry, Direction::Provision, &party.days);
            found.plain(ministry, cabinet, Direction::Liaison, &party.days);
        }
    }
}

/// Each responsible ministry and its CEPTOAR; internal where the ministry is the secretariat (R18, R19).
fn ministries(model: &Model, found: &mut Gathered) {
    for row in model.states.values().flatten() {
        for ministry in &row.ministries {
            let days = Days::of([row.line.period()]).and(&model.days(ministry));
            let is_one_office = row.secretariat_is.as_ref() == Some(ministry);
            let (down, up) = if is_one_office { (internal(), internal()) } else { (by(by_person(row)), unknown()) };
            found.put((ministry, &row.id, Direction::Provision), Rank::Other, &days, down);
            found.put((&row.id, ministry, Direction::Liaison), Rank::Other, &days, up);
        }
    }
}

/// Of the means, those from person to person that have no condition; none left: unknown.
fn by_person(row: &Ceptoar) -> Option<Vec<LinkChannel>> {
    let is_by_person = |channel: &&LinkChannel| match channel {
        LinkChannel::Plain(id) => BY_PERSON.contains(&id.as_str()),
        LinkChannel::Conditional(_) => false,
    };
    let channels: Vec<LinkChannel> = row.means.as_ref()?.channels.iter().filter(is_by_person).cloned().collect();
    (!channels.is_empty()).then_some(channels)
}

/// CEPTOARs exchange with the councils that they are in (R24).
fn councils(model: &Model, found: &mut Gathered) {
    for row in model.states.values().flatten() {
        let council = model.council.iter().filter(|_| row.council.is_some());
        for group in council.chain(&row.groups) {
            let days = Days::of([row.line.period()]).and(&model.days(group));
            found.both_ways(&row.id, group, &days);
        }
    }
}

/// CEPTOARs exchange pairwise, less what either side leaves out (R24).
fn between_ceptoars(model: &Model, found: &mut Gathered) {
    let open = |of: &str, other: &str| {
        let is_open = |row: &&Ceptoar| row.exchange.as_ref().is_none_or(|ids| ids.iter().any(|id| id == other));
        let states = model.states.get(of).into_iter().flatten().filter(is_open);
        Days::of(states.map(|row| row.line.period()))
    };
    let ids: Vec<&String> = model.states.keys().collect();
    for (n, one) in ids.iter().enumerate() {
        for other in ids.iter().skip(n + 1) {
            found.both_ways(one, other, &open(one, other).and(&open(other, one)));
        }
    }
}

/// A party with a role in one CEPTOAR, by one row.
struct InCeptoar<'a> {
    id: Cow<'a, str>,
    ceptoar: &'a str,
    role: Role,
    days: Days,
    /// `None`: a class that no row names, which is told as the CEPTOAR tells.
    row: Option<&'a Member>,
}

/// Those who hand on to a party of a CEPTOAR.
type Relays<'m> = BTreeMap<(&'m str, &'m str), Vec<&'m InCeptoar<'m>>>;

fn in_ceptoars(model: &Model, found: &mut Gathered) {
    let rows = model.rows.members.iter().flat_map(|row| {
        let ceptoars = row.ceptoars.iter().filter(|id| model.states.contains_key(*id));
        ceptoars.filter_map(move |ceptoar| {
            let days = Days::of([row.line.period()]).and(&model.days(ceptoar));
            Some(InCeptoar { id: Cow::Borrowed(&row.id), ceptoar, role: row.role?, days, row: Some(row) })
        })
    });
    let classes = model.classes.iter().map(|ceptoar| {
        let id = Cow::Owned(class_of(ceptoar));
        InCeptoar { id, ceptoar, role: Role::Member, days: model.days(ceptoar), row: None }
    });
    let all: Vec<InCeptoar<'_>> = rows.chain(classes).collect();
    let mut relays = Relays::new();
    for relay in all.iter().filter(|relay| relay.role.is_of_members()) {
        for target in relay.row.into_iter().flat_map(|row| &row.relay_for) {
            relays.entry((relay.ceptoar, target)).or_default().push(relay);
        }
    }
    for party in &all {
        match party.role {
            Role::Member | Role::Relay => {
                let relays = relays.get(&(party.ceptoar, &*party.id)).map(Vec::as_slice).unwrap_or_default();
                party.as_member(model, relays, found);
            }
            Role::Analyst => {
                found.plain(party.ceptoar, &party.id, Direction::Provision, &party.days);
                found.plain(&party.id, party.ceptoar, Direction::Exchange, &party.days);
            }
            Role::Observer | Role::Secretariat | Role::Responsible => {}
        }
    }
}

impl InCeptoar<'_> {
    fn means(&self) -> &Given<Means> {
        self.row.map_or(&Given::Empty, |row| &row.means)
    }

    fn as_member(&self, model: &Model, relays: &[&InCeptoar<'_>], found: &mut Gathered) {
        let mut relayed = Days::never();
        for relay in relays {
            let days = relay.days.and(&self.days);
            // Its own means, else unknown: the CEPTOAR's are not the relay's (R21).
            let down = match self.means() {
                Given::Is(means) => Some(by_means(means)),
                Given::Minus => None,
                Given::Empty | Given::Bad => Some(unknown()),
            };
            if let Some(down) = down {
                found.put((&relay.id, &self.id, Direction::Provision), Rank::Relay, &days, down);
            }
            found.both_ways(&relay.id, &self.id, &days);
            relayed = relayed.or(&days);
        }
        let direct = self.days.without(&relayed);
        self.is_told(model, &direct, found);
        found.both_ways(self.ceptoar, &self.id, &direct);
        // A relay hands on, and reports nowhere.
        if self.role == Role::Member {
            found.plain(&self.id, self.ceptoar, Direction::Liaison, &self.days);
            for (state, ministry) in self.states(model).flat_map(|row| row.ministries.iter().map(move |id| (row, id))) {
                let days = self.days.and(&Days::of([state.line.period()])).and(&model.days(ministry));
                found.plain(&self.id, ministry, Direction::Liaison, &days);
            }
        }
    }

    fn states<'m>(&self, model: &'m Model) -> impl Iterator<Item = &'m Ceptoar> {
        model.states.get(self.ceptoar).into_iter().flatten()
    }

    /// By its own means, else by those of the CEPTOAR on that day (R20).
    fn is_told(&self, model: &Model, days: &Days, found: &mut Gathered) {
        let key = (self.ceptoar, &*self.id, Direction::Provision);
        match self.means() {
            Given::Is(means) => found.put(key, Rank::Member, days, by_means(means)),
            Given::Minus => {}
            Given::Empty | Given::Bad => {
                for state in self.states(model) {
                    let days = days.and(&Days::of([state.line.period()]));
                    let channels = state.means.as_ref().map(|means| means.channels.clone());
                    found.put(key, Rank::Member, &days, by(channels));
                }
            }
        }
    }
}
