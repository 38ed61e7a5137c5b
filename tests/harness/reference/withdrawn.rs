//! The way of a withdrawal (LIFE-RULES R13, R19 to R21), word for word and slowly: every walk among the holders is written out.

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::{Direction, Link};

use super::Ask;

/// A walk among holders: whom it leads to, one after the other, and for each step the direction of its link; `None`: no link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Where it leads.
    pub to: String,
    /// The direction of the link; `None`: an earlier version is logged to have gone this way.
    pub direction: Option<Direction>,
}

impl Ask<'_> {
    /// The best walk from the origin to each holder: the fewest steps, then the fewest without a link, then the smallest ids.
    #[must_use]
    pub fn ways_among(
        &self,
        holders: &BTreeSet<String>,
        logged: &BTreeSet<(String, String)>,
    ) -> BTreeMap<String, Vec<Step>> {
        let origin = self.notice.origin.as_str();
        let mut best: BTreeMap<String, Vec<Step>> = BTreeMap::new();
        if self.idle(origin).is_some() {
            return best;
        }
        let mut walks: Vec<Vec<Step>> = vec![Vec::new()];
        while !walks.is_empty() {
            let mut longer = Vec::new();
            for walk in &walks {
                let at = walk.last().map_or(origin, |step| step.to.as_str());
                // What comes back to a class that issued it has arrived.
                if !walk.is_empty() && at == origin {
                    continue;
                }
                for to in holders.iter().filter(|to| to.as_str() != at && self.idle(to).is_none()) {
                    if best.contains_key(to) || walk.iter().any(|step| step.to == *to) {
                        continue;
                    }
                    if let Some(direction) = self.step_to(at, to, logged) {
                        longer.push([walk.as_slice(), &[Step { to: to.clone(), direction }]].concat());
                    }
                }
            }
            let rank = |walk: &Vec<Step>| {
                let off = walk.iter().filter(|step| step.direction.is_none()).count();
                (off, walk.iter().map(|step| step.to.clone()).collect::<Vec<_>>())
            };
            longer.sort_by_cached_key(rank);
            let mut ends = BTreeSet::new();
            longer.retain(|walk| walk.last().is_some_and(|step| ends.insert(step.to.clone())));
            for walk in &longer {
                best.extend(walk.last().map(|step| (step.to.clone(), walk.clone())));
            }
            walks = longer;
        }
        best
    }

    /// How one steps from one party to another: by which link, or as logged; `None`: not at all.
    fn step_to(&self, from: &str, to: &str, logged: &BTreeSet<(String, String)>) -> Option<Option<Direction>> {
        let links = self.facts.links.get(from).into_iter().flatten().filter(|link| link.to == *to);
        let mut open: Vec<&Link> = links.copied().filter(|link| self.is_passable(link)).collect();
        open.sort_by_key(|link| {
            let own = link.direction == self.notice.direction;
            (!own, link.direction != Direction::Provision, link.direction.as_str())
        });
        if let Some(link) = open.first() {
            return Some(Some(link.direction));
        }
        let shut = self.situation.outages.iter().any(|outage| {
            let party = outage.party.as_ref().is_some_and(|party| *party == *from || *party == *to);
            let pair = outage.link.as_ref().is_some_and(|ends| ends.from == *from && ends.to == *to);
            party || (pair && outage.channel.is_none())
        });
        (!shut && logged.contains(&(from.to_owned(), to.to_owned()))).then_some(None)
    }

    /// Whether one office hands on by itself: an internal link of the day is open that the notice may travel, and the other half
    /// passes the four tests (LIFE-RULES R2).
    #[must_use]
    pub fn hands_on_by_itself(&self, from: &str, to: &str) -> bool {
        let own = [Direction::Provision, self.notice.direction];
        let links = self.facts.links.get(from).into_iter().flatten();
        let mut internal = links.filter(|link| link.internal && link.to == *to && own.contains(&link.direction));
        let passes = self.idle(to).is_none() && self.permitted(to) && !self.forbidden(to) && self.in_reach(to);
        passes && internal.any(|link| self.is_passable(link))
    }

    /// Whether a party is active.
    #[must_use]
    pub fn is_active(&self, party: &str) -> bool {
        self.idle(party).is_none()
    }
}
