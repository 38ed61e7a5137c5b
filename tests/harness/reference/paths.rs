//! Paths and openings, by writing out walks and comparing them whole.

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::{ChannelAllowance, Direction, Link, LinkChannel, PartyKind};

use super::{Ask, Fault, Ids};
use crate::engine::Said;

/// A walk from the origin: its links in order.
pub(super) type Walk<'a> = Vec<&'a Link>;

/// What two walks are compared by: hops, ids, then whether each hop is a provision where the notice is not.
type Rank<'a> = (usize, Vec<&'a str>, Vec<bool>);

/// A change that a walk needs: its place among the kinds of change, and the link or the party that it is of.
type Change<'a> = (usize, &'a Link);

/// The kinds of change, in the order in which they are told. The first outage is of the party that hands on, the second of
/// the party where a link leads, the third of the link. The last two are of a relay, where a link leads.
const CHANGES: [&str; 7] = ["validity", "outage", "outage", "outage", "channels", "permission", "reach"];

impl<'a> Ask<'a> {
    fn is_class(&self) -> bool {
        self.kind(self.notice.origin.as_str()) == Some(PartyKind::Members)
    }

    fn rank(&self, walk: &Walk<'a>) -> Rank<'a> {
        let ids = walk.iter().map(|link| link.to.as_str()).collect();
        (walk.len(), ids, walk.iter().map(|link| link.direction != self.notice.direction).collect())
    }

    /// Where a walk ends, and whether it has turned from the notice's own links to provisions.
    fn end(&self, walk: &Walk<'a>) -> (&'a str, bool) {
        let turned = walk.iter().any(|link| link.direction != self.notice.direction);
        (walk.last().map_or(self.notice.origin.as_str(), |last| last.to.as_str()), turned)
    }

    /// Whether a link can follow a walk that leads to where it leaves: own links first, nobody repeated, save a class that
    /// begins and ends.
    fn follows(&self, walk: &Walk<'a>, link: &Link) -> bool {
        let origin = &self.notice.origin;
        let turned = walk.iter().any(|link| link.direction != self.notice.direction);
        let ended = walk.last().is_some_and(|last| last.to == *origin);
        let repeats = walk.iter().any(|earlier| earlier.to == link.to) || (link.to == *origin && !self.is_class());
        !ended
            && !repeats
            && travels(self.notice.direction, link.direction)
            && (!turned || link.direction == Direction::Provision)
    }

    /// The best walk to each party among those who may hold the notice: all walks of one length, then of the next.
    pub(super) fn best_paths(&self, holders: &Ids<'a>) -> BTreeMap<&'a str, Walk<'a>> {
        let mut best = BTreeMap::new();
        if self.idle(self.notice.origin.as_str()).is_some() {
            return best;
        }
        let mut ends = BTreeSet::new();
        let mut walks: Vec<Walk<'a>> = vec![Vec::new()];
        while !walks.is_empty() {
            let mut next: Vec<Walk<'a>> = Vec::new();
            for walk in &walks {
                for link in self.facts.links.get(self.end(walk).0).into_iter().flatten() {
                    if holders.contains(link.to.as_str()) && self.follows(walk, link) && self.is_passable(link) {
                        let mut longer = walk.clone();
                        longer.push(link);
                        next.push(longer);
                    }
                }
            }
            // Of the walks that end alike, the first is as good a beginning as any: the rest would only repeat it.
            next.sort_by_cached_key(|walk| self.rank(walk));
            next.retain(|walk| ends.insert(self.end(walk)));
            for walk in &next {
                best.entry(self.end(walk).0).or_insert_with(|| walk.clone());
            }
            walks = next;
        }
        best
    }

    fn passes(&self, channel: &LinkChannel) -> bool {
        let holds = channel.when.as_ref().is_none_or(|when| {
            (when.modes.is_empty() || when.modes.contains(&self.notice.mode))
                && (when.purposes.is_empty() || when.purposes.iter().any(|p| self.notice.purposes.contains(p)))
        });
        let known = self.world.registry.vocabulary().channels.iter().find(|known| known.id == channel.id);
        let allowed = match self.world.profile.level(self.notice.level.as_str()).map(|level| &level.channels) {
            Some(ChannelAllowance::All) => true,
            Some(ChannelAllowance::NotPublic) => known.is_some_and(|known| !known.public),
            Some(ChannelAllowance::Only(ids)) => known.is_some() && ids.contains(&channel.id),
            None => false,
        };
        holds && allowed
    }

    fn works(&self, link: &Link, channel: &LinkChannel) -> bool {
        let here = |outage: &ceptoar_core::Outage| {
            outage.link.as_ref().is_none_or(|ends| ends.from == link.from && ends.to == link.to)
        };
        let out = self.situation.outages.iter().any(|o| o.channel.as_ref() == Some(&channel.id) && here(o));
        let known = self.world.registry.vocabulary().channels.iter().find(|known| known.id == channel.id);
        let carried = |sector| known.is_some_and(|known| known.carried_by.contains(sector));
        self.world.fault == Fault::IgnoreOutage || (!out && !self.situation.failed_sectors.iter().any(carried))
    }

    /// Whether the situation, and whether level or condition, keep a hop closed.
    fn closed(&self, link: &Link) -> (bool, bool) {
        *self.noted.closed.borrow_mut().entry(std::ptr::from_ref(link)).or_insert_with(|| self.why_closed(link))
    }

    fn why_closed(&self, link: &Link) -> (bool, bool) {
        let whole = self.situation.outages.iter().any(|outage| {
            let same = outage.link.as_ref().is_some_and(|ends| ends.from == link.from && ends.to == link.to);
            outage.channel.is_none() && same
        });
        let (false, Some(channels)) = (link.internal, &link.channels) else { return (whole, false) };
        if !whole && channels.iter().any(|channel| self.is_open(link, channel)) {
            return (false, false);
        }
        let level = !channels.iter().any(|channel| self.passes(channel));
        let situation = whole || !channels.iter().any(|channel| self.works(link, channel)) || !level;
        (situation, level)
    }

    /// Whether a channel of a hop is open.
    pub(super) fn is_open(&self, link: &Link, channel: &LinkChannel) -> bool {
        self.passes(channel) && self.works(link, channel)
    }

    /// Whether a hop is open.
    pub(super) fn is_passable(&self, link: &Link) -> bool {
        self.closed(link) == (false, false) && ![&link.from, &link.to].into_iter().any(|party| self.is_out(party))
    }

    /// Whether the situation says that a party neither receives nor hands on.
    fn is_out(&self, party: &ceptoar_core::PartyId) -> bool {
        self.situation.outages.iter().any(|outage| outage.party.as_ref() == Some(party))
    }

    /// Why an addressed party is not reached.
    pub(super) fn unreachable_reason(&self, party: &str) -> Said {
        if self.idle(self.notice.origin.as_str()).is_some() {
            return Said::code("origin-inactive");
        }
        match self.noted.openings.get_or_init(|| self.openings()).get(party) {
            None => Said::code("no-link"),
            Some(opening) => Said { opening: opening.clone(), ..Said::code("no-path") },
        }
    }

    /// What a walk needs to be open: of its links, and of those whom it only passes.
    fn changes(&self, walk: &Walk<'a>) -> Vec<Change<'a>> {
        let mut changes = Vec::new();
        for (n, link) in walk.iter().copied().enumerate() {
            let (outage, channels) = self.closed(link);
            let relay = link.to.as_str();
            let passed = n + 1 < walk.len();
            let needs = [
                !link.period.covers(self.day),
                // Each party counts once: where the way begins, or where a link leads to it.
                n == 0 && self.is_out(&link.from),
                link.to != self.notice.origin && self.is_out(&link.to),
                outage,
                channels,
                passed && (!self.permitted(relay) || self.forbidden(relay)),
                passed && !self.in_reach(relay),
            ];
            changes.extend(needs.into_iter().enumerate().filter(|(_, needed)| *needed).map(|(kind, _)| (kind, link)));
        }
        changes
    }

    /// Changes as they are told: by kind, then by name.
    fn told(changes: &[Change<'a>]) -> Vec<String> {
        let name = |(kind, link): &Change<'a>| {
            let of_link = || format!("{}>{}", link.from, link.to);
            match *kind {
                0 | 3 | 4 => (*kind, of_link()),
                // Both are outages of parties, which are told in one row.
                1 => (2, link.from.to_string()),
                _ => (*kind, link.to.to_string()),
            }
        };
        let mut named: Vec<(usize, String)> = changes.iter().map(name).collect();
        named.sort();
        named.iter().filter_map(|(kind, name)| Some(format!("{}:{name}", CHANGES.get(*kind)?))).collect()
    }

    /// The fewest changes that would open a way to each party: walks over active parties are written out and priced, the
    /// cheapest first. Of those that end alike only the best is walked on: what follows costs all of them the same.
    fn openings(&self) -> BTreeMap<&'a str, Vec<String>> {
        type Price<'a> = (usize, Rank<'a>, Vec<(bool, Option<chrono::NaiveDate>)>);
        let mut links: BTreeMap<&str, Vec<&'a Link>> = BTreeMap::new();
        for link in self.world.registry.links().iter().filter(|link| self.idle(link.to.as_str()).is_none()) {
            links.entry(link.from.as_str()).or_default().push(link);
        }
        let mut best: BTreeMap<&'a str, Vec<String>> = BTreeMap::new();
        let mut ends = BTreeSet::new();
        let mut open: BTreeMap<Price<'a>, Walk<'a>> = BTreeMap::from([((0, (0, vec![], vec![]), vec![]), vec![])]);
        while let Some((_, walk)) = open.pop_first() {
            let end = self.end(&walk);
            if !walk.is_empty() {
                if !ends.insert(end) {
                    continue;
                }
                best.entry(end.0).or_insert_with(|| Self::told(&self.changes(&walk)));
            }
            for link in links.get(end.0).into_iter().flatten() {
                if self.follows(&walk, link) {
                    let mut longer = walk.clone();
                    longer.push(link);
                    if !ends.contains(&self.end(&longer)) {
                        let versions = longer.iter().map(|l| (!l.period.covers(self.day), l.period.from)).collect();
                        open.insert((self.changes(&longer).len(), self.rank(&longer), versions), longer);
                    }
                }
            }
        }
        best
    }
}

/// Whether a notice travels a link of this direction at all.
pub(super) fn travels(notice: Direction, link: Direction) -> bool {
    link == notice || link == Direction::Provision
}
