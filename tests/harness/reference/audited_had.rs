//! Who had a notice when, as the log tells (LIFE-RULES R2, R13, R23, R28, R29), by adding what follows until nothing does.

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::Direction;
use chrono::{DateTime, Utc};

use super::audited::{Audited, Thread, Version, midnights};

/// A notice came to a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Came<'a> {
    pub(super) at: DateTime<Utc>,
    /// The place of the row that brought it; `None`: it came from the origin, of whose office the party is.
    pub(super) row: Option<usize>,
    pub(super) from: &'a str,
    /// Whether it came by a link of the notice's own direction (R1).
    pub(super) own: bool,
}

/// Who had one version when.
pub(super) struct Had<'a> {
    origin: &'a str,
    pub(super) came: BTreeMap<&'a str, BTreeSet<Came<'a>>>,
    /// Whoever handed it on and is not its origin, each since when: it must have had it (R13).
    pub(super) senders: BTreeMap<&'a str, DateTime<Utc>>,
    /// By row: whether something says whence its sender had it.
    pub(super) sourced: Vec<bool>,
}

impl<'a> Had<'a> {
    /// `until`: what becomes of it later is not looked at.
    pub(super) fn new(version: &Version<'a>, until: DateTime<Utc>) -> Self {
        let origin = version.id(version.notice.origin.as_str());
        let came = came(version, until);
        let senders = senders(version, until);
        let sourced = sourced(version, &came);
        Self { origin, came, senders, sourced }
    }

    pub(super) fn of(&self, party: &str) -> impl Iterator<Item = &Came<'a>> {
        self.came.get(party).into_iter().flatten()
    }

    /// R29: whether it had come to a party by an instant, that instant included.
    pub(super) fn came_by(&self, party: &str, at: DateTime<Utc>) -> bool {
        self.of(party).any(|came| came.at <= at)
    }

    /// R7, R29: the origin has it at any time, any other from when it came.
    pub(super) fn has(&self, party: &str, at: DateTime<Utc>) -> bool {
        party == self.origin || self.came_by(party, at)
    }

    /// R1: whether a party has it from the origin, or by a link of its own direction.
    pub(super) fn is_on_its_own(&self, party: &str, at: DateTime<Utc>) -> bool {
        party == self.origin || self.of(party).any(|came| came.own && came.at <= at)
    }
}

/// Every way in which it came to somebody: by a row, or by an office that hands on by itself.
fn came<'a>(version: &Version<'a>, until: DateTime<Utc>) -> BTreeMap<&'a str, BTreeSet<Came<'a>>> {
    let origin = version.id(version.notice.origin.as_str());
    let mut all: BTreeSet<(&'a str, Came<'a>)> = BTreeSet::new();
    for (place, row) in version.rows.iter().enumerate() {
        let Some(to) = &row.to else { continue };
        // R1, "that day": read as the day on which it was sent there; whether the link was open is not asked.
        let links = version.asked(row.sent_at).links(row.from.as_str(), to.as_str());
        let own = version.notice.direction == Direction::Provision
            || links.iter().any(|link| link.direction == version.notice.direction);
        // R23: an entry counts at the instant at which it arrives.
        let at = row.received_at.unwrap_or(row.sent_at);
        all.insert((version.id(to.as_str()), Came { at, row: Some(place), from: version.id(row.from.as_str()), own }));
    }
    let start = (origin, Came { at: version.start(), row: None, from: origin, own: true });
    loop {
        let mut more = Vec::new();
        for (party, came) in all.iter().chain([&start]) {
            for other in mates(version, party) {
                let Some((at, own)) = passes_inside(version, (party, other), (came.at, came.own), until) else {
                    continue;
                };
                // What has come there already by the same row does not come again by the office.
                let known = all.iter().any(|(to, known)| *to == other && known.row == came.row && known.at <= at);
                if !known {
                    more.push((other, Came { at, row: came.row, from: party, own }));
                }
            }
        }
        if more.is_empty() {
            break;
        }
        all.extend(more);
    }
    let mut by_party: BTreeMap<&str, BTreeSet<Came<'_>>> = BTreeMap::new();
    for (party, came) in all {
        by_party.entry(party).or_default().insert(came);
    }
    by_party
}

/// Those to whom an internal link ever leads from a party, the origin left out: it has the notice anyhow.
fn mates<'a>(version: &Version<'a>, party: &str) -> BTreeSet<&'a str> {
    let links = version.looked.world.registry.links().iter().filter(|link| link.internal && link.from == *party);
    links.map(|link| version.id(link.to.as_str())).filter(|to| version.notice.origin != **to).collect()
}

/// R2: when one office hands on by itself, and whether by its own direction still: from the instant on at which it has the
/// notice, not before the start, an internal link valid and open leads on by which the notice may travel, and the other half
/// passes the four tests.
fn passes_inside(
    version: &Version<'_>,
    (party, other): (&str, &str),
    (at, own): (DateTime<Utc>, bool),
    until: DateTime<Utc>,
) -> Option<(DateTime<Utc>, bool)> {
    let first = at.max(version.start());
    let mut tried = BTreeSet::from([first]);
    tried.extend(midnights(first, until));
    tried.extend(version.looked.changes(first, until));
    tried.into_iter().find_map(|at| {
        let asked = version.asked(at);
        let open = asked.links(party, other).into_iter().filter(|link| link.internal && asked.ask.is_passable(link));
        let directions: BTreeSet<bool> = open
            .filter(|link| {
                link.direction == Direction::Provision || (own && link.direction == version.notice.direction)
            })
            .map(|link| own && link.direction == version.notice.direction)
            .collect();
        let by_its_own = directions.last().copied()?;
        asked.ask.may(other).then_some((at, by_its_own))
    })
}

/// R13: whoever handed it on must have had it, and so must whoever is one office with it.
fn senders<'a>(version: &Version<'a>, until: DateTime<Utc>) -> BTreeMap<&'a str, DateTime<Utc>> {
    let mut all: BTreeMap<&'a str, DateTime<Utc>> = BTreeMap::new();
    for row in version.rows.iter().filter(|row| row.from != version.notice.origin) {
        let since = all.entry(version.id(row.from.as_str())).or_insert(row.sent_at);
        *since = row.sent_at.min(*since);
    }
    loop {
        let mut earlier = Vec::new();
        for (party, since) in &all {
            for other in mates(version, party) {
                // How it came to whoever had it nobody knows: it is taken not to have turned.
                if let Some((at, _)) = passes_inside(version, (party, other), (*since, true), until)
                    && all.get(other).is_none_or(|known| at < *known)
                {
                    earlier.push((other, at));
                }
            }
        }
        if earlier.is_empty() {
            return all;
        }
        for (party, at) in earlier {
            let since = all.entry(party).or_insert(at);
            *since = at.min(*since);
        }
    }
}

/// R23, R28: by row, whether something says whence its sender had it. A row rests on each that brought the notice to its sender
/// by then, within the tolerance. Rows that rest on each other go round: they support nobody among them, unless one of them is
/// the origin's or rests on something else.
///
/// "A circle supports nobody in it" is read of hand-overs: one that leads out of the circle rests on the rows in it.
fn sourced<'a>(version: &Version<'a>, came: &BTreeMap<&'a str, BTreeSet<Came<'a>>>) -> Vec<bool> {
    let count = version.rows.len();
    // `None`: it came from the origin's office, which needs no source.
    let rests_on = |row: usize| -> BTreeSet<Option<usize>> {
        let (from, sent) = (version.rows[row].from.as_str(), version.rows[row].sent_at);
        let by = came.get(from).into_iter().flatten().filter(|came| came.at <= sent + version.looked.tolerance);
        by.map(|came| came.row).collect()
    };
    let direct: Vec<BTreeSet<Option<usize>>> = (0..count).map(rests_on).collect();
    // On what a row rests in the end, itself only if it goes round.
    let mut all: Vec<BTreeSet<usize>> = direct.iter().map(|list| list.iter().copied().flatten().collect()).collect();
    loop {
        let longer: Vec<BTreeSet<usize>> = all
            .iter()
            .map(|list| list.iter().flat_map(|row| all[*row].clone()).chain(list.iter().copied()).collect())
            .collect();
        if longer == all {
            break;
        }
        all = longer;
    }
    let circle = |row: usize| -> BTreeSet<usize> {
        let round = all[row].iter().copied().filter(|other| all[*other].contains(&row));
        round.chain([row]).collect()
    };
    let is_origins = |row: usize| version.rows[row].from == version.notice.origin;
    (0..count)
        .map(|row| {
            let circle = circle(row);
            circle.iter().any(|row| {
                is_origins(*row) || direct[*row].iter().any(|other| other.is_none_or(|other| !circle.contains(&other)))
            })
        })
        .collect()
}

impl Thread<'_, '_> {
    /// "Trace": the origin since the issue, whoever it came to, and whoever handed it on though nothing says whence it had it.
    pub(super) fn holders(&self, audited: &mut Audited) {
        let (version, had) = (self.version(), self.had());
        let as_of = self.looked.policy.as_of;
        let mut held: BTreeMap<&str, (DateTime<Utc>, Option<&str>)> = BTreeMap::new();
        for (party, came) in &had.came {
            // Of one instant the row that was sent first stands: the texts do not say which.
            if let Some(first) = came.iter().find(|came| came.at <= as_of) {
                held.insert(party, (first.at, Some(first.from)));
            }
        }
        for (party, since) in &had.senders {
            let known = held.entry(party).or_insert((*since, None));
            // What came at the very instant says whence it was had, unless it goes round in a circle (R23, R29).
            let sent = version.rows.iter().zip(&had.sourced);
            let sent: Vec<bool> =
                sent.filter(|(row, _)| row.from == **party && row.sent_at == *since).map(|(_, known)| *known).collect();
            let round = !sent.is_empty() && sent.iter().all(|sourced| !sourced);
            if *since < known.0 || (*since == known.0 && round) {
                *known = (*since, None);
            }
        }
        if version.notice.issued_at <= as_of {
            held.insert(version.id(version.notice.origin.as_str()), (version.notice.issued_at, None));
        }
        let notice = &version.notice.id;
        audited.holders.extend(
            held.into_iter().map(|(party, (since, from))| {
                (notice.to_string(), party.to_owned(), since, from.map(ToOwned::to_owned))
            }),
        );
    }
}
