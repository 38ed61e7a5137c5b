//! Paths and openings, by writing out walks and comparing them whole.

use std::collections::BTreeMap;

use ceptoar_core::{ChannelAllowance, Direction, Link, LinkChannel, PartyKind};

use super::{Ask, Fault, Ids};
use crate::engine::Said;

/// A walk from the origin: its links in order.
type Walk<'a> = Vec<&'a Link>;

/// What two walks are compared by: hops, ids, then whether each hop is a provision where the notice is not.
type Rank = (usize, Vec<String>, Vec<bool>);

impl Ask<'_> {
    fn is_class(&self) -> bool {
        self.kind(self.notice.origin.as_str()) == Some(PartyKind::Members)
    }

    fn rank(&self, walk: &Walk<'_>) -> Rank {
        let ids = walk.iter().map(|link| link.to.to_string()).collect();
        (walk.len(), ids, walk.iter().map(|link| link.direction != self.notice.direction).collect())
    }

    /// Whether a link can follow a walk: own links first, nobody repeated, save a class that begins and ends.
    fn follows(&self, walk: &Walk<'_>, link: &Link) -> bool {
        let origin = &self.notice.origin;
        let from = walk.last().map_or(origin, |last| &last.to);
        let turned = walk.iter().any(|link| link.direction != self.notice.direction);
        let ended = walk.last().is_some_and(|last| last.to == *origin);
        let repeats = walk.iter().any(|earlier| earlier.to == link.to) || (link.to == *origin && !self.is_class());
        link.from == *from
            && !ended
            && !repeats
            && travels(self.notice.direction, link.direction)
            && (!turned || link.direction == Direction::Provision)
    }

    /// The best walk to a party among those who may hold the notice: all walks of one length, then of the next.
    pub(super) fn best_path(&self, party: &str, holders: &Ids) -> Option<Vec<&Link>> {
        if self.idle(self.notice.origin.as_str()).is_some() {
            return None;
        }
        let links: Vec<&Link> = self.world.registry.links().iter().filter(|l| l.period.covers(self.day)).collect();
        let mut walks: Vec<Walk<'_>> = vec![Vec::new()];
        while !walks.is_empty() {
            let mut next: Vec<Walk<'_>> = Vec::new();
            for walk in &walks {
                for link in links.iter().filter(|link| self.follows(walk, link)) {
                    if holders.contains(link.to.as_str()) && self.is_passable(link) {
                        let mut longer = walk.clone();
                        longer.push(link);
                        next.push(longer);
                    }
                }
            }
            let arrived = next.iter().filter(|walk| walk.last().is_some_and(|last| last.to == *party));
            if let Some(best) = arrived.min_by_key(|walk| self.rank(walk)) {
                return Some(best.clone());
            }
            // Of the walks that end alike, the best is as good a beginning as any: the rest would only repeat it.
            next.sort_by_key(|walk| self.rank(walk));
            let mut ends = std::collections::BTreeSet::new();
            next.retain(|walk| {
                let turned = walk.iter().any(|link| link.direction != self.notice.direction);
                walk.len() <= 12 && ends.insert((walk.last().map(|last| last.to.clone()), turned))
            });
            walks = next;
        }
        None
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
        self.closed(link) == (false, false)
    }

    /// Why an addressed party is not reached.
    pub(super) fn unreachable_reason(&self, party: &str) -> Said {
        if self.idle(self.notice.origin.as_str()).is_some() {
            return Said::code("origin-inactive");
        }
        match self.opening(party) {
            None => Said::code("no-link"),
            Some(opening) => Said { opening, ..Said::code("no-path") },
        }
    }

    fn changes(&self, walk: &Walk<'_>) -> Vec<String> {
        let mut changes = Vec::new();
        for (n, link) in walk.iter().enumerate() {
            let name = format!("{}>{}", link.from, link.to);
            let (outage, channels) = self.closed(link);
            let needs = [("validity", !link.period.covers(self.day)), ("outage", outage), ("channels", channels)];
            changes.extend(needs.iter().filter(|(_, needed)| *needed).map(|(change, _)| format!("{change}:{name}")));
            let relay = link.to.as_str();
            if n + 1 < walk.len() {
                if !self.permitted(relay) || self.forbidden(relay) {
                    changes.push(format!("permission:{relay}"));
                }
                if !self.in_reach(relay) {
                    changes.push(format!("reach:{relay}"));
                }
            }
        }
        let order = |change: &String| {
            let kinds = ["validity", "outage", "channels", "permission", "reach"];
            let kind = change.split(':').next().unwrap_or_default().to_owned();
            (kinds.iter().position(|known| **known == kind), change.clone())
        };
        changes.sort_by_key(order);
        changes
    }

    /// The fewest changes that would open a way: walks over active parties are written out and priced. Of those that
    /// end alike, only ones better than any before are walked on: what follows costs all of them the same.
    fn opening(&self, party: &str) -> Option<Vec<String>> {
        type Price = (usize, Rank, Vec<(bool, Option<chrono::NaiveDate>)>);
        let links: Vec<&Link> =
            self.world.registry.links().iter().filter(|link| self.idle(link.to.as_str()).is_none()).collect();
        let mut best: BTreeMap<(String, bool), (Price, Vec<String>)> = BTreeMap::new();
        let mut open: Vec<Walk<'_>> = vec![Vec::new()];
        while let Some(walk) = open.pop() {
            for link in links.iter().filter(|link| self.follows(&walk, link)) {
                let mut longer = walk.clone();
                longer.push(link);
                let changes = self.changes(&longer);
                let versions = longer.iter().map(|l| (!l.period.covers(self.day), l.period.from)).collect();
                let price = (changes.len(), self.rank(&longer), versions);
                let turned = longer.iter().any(|link| link.direction != self.notice.direction);
                let end = (link.to.to_string(), turned);
                if best.get(&end).is_none_or(|(known, _)| price < *known) {
                    best.insert(end, (price, changes));
                    open.push(longer);
                }
            }
        }
        let arrived = best.into_iter().filter(|((end, _), _)| end == party);
        arrived.map(|(_, found)| found).min_by(|(a, _), (b, _)| a.cmp(b)).map(|(_, changes)| changes)
    }
}

/// Whether a notice travels a link of this direction at all.
pub(super) fn travels(notice: Direction, link: Direction) -> bool {
    link == notice || link == Direction::Provision
}
