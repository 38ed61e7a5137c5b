//! How long an answer holds.

use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::decision::Decision;
use crate::router::engine::judge::Tests;
use crate::router::engine::question::{Question, Setting};

impl<S: Shape> Decision<'_, S> {
    /// The first later instant at which the answer differs; `None`: nothing later changes.
    ///
    /// At each boundary the notice is decided again, in numbers, and all that an answer shows is compared: nothing that is
    /// not shown ends an answer.
    pub(in crate::router) fn valid_until(&self) -> Option<i64> {
        let tables = self.q.tables;
        let (mut place, mut embargoed) = (self.q.epoch.place, self.q.embargoed);
        loop {
            let start = tables.starts.get(place).copied();
            let embargo = embargoed.then_some(self.q.coded.embargo);
            let at = [start, embargo].into_iter().flatten().min()?;
            if start == Some(at) {
                place += 1;
            }
            embargoed = self.q.coded.is_embargoed(at);
            // Where `covers` begins or ends, the lint `stale-edition` comes or goes; later changes are named from their day on.
            if tables.covers.contains(&at) || self.changes_at(at) {
                return Some(at);
            }
            let Some(epoch) = self.q.compiled.epoch(place) else { return Some(at) };
            let setting = Setting::new(self.q.compiled, self.q.coded, self.q.outages, &epoch, embargoed);
            let Some(q) = setting.map(Question::new) else { return Some(at) };
            // What costs little is compared first.
            let tests = Tests::new(&q);
            if !self.tests_as(&q, &tests) {
                return Some(at);
            }
            let later = Decision::with(q, tests);
            if !self.shows_as(&later) || self.near() != later.near() || !self.same_lost(&later) {
                return Some(at);
            }
        }
    }

    /// Whether the tests of the same notice later show the same, and the facts that they rest on.
    ///
    /// What follows from what is compared is not compared again: who is permitted and required from the rules, who may hold
    /// the notice from all tests; the source's own limit knows no day. Each comparison, here and below, has a vector or a
    /// law that fails without it.
    fn tests_as(&self, q: &Question<'_, S>, b: &Tests<S>) -> bool {
        let a = &self.tests;
        let same = |a: &S::Parties, b: &S::Parties| a.agrees(b, &self.with_verdict);
        let (x, y) = (&self.q.epoch, &q.epoch);
        let names_level = |fired: &S::Rules| fired.and(&self.q.compiled.masks.names_level);
        let sets = [
            (&a.stays, &b.stays),
            (&a.reach.passing, &b.reach.passing),
            (&x.out_of_period, &y.out_of_period),
            (&x.poc_to_come, &y.poc_to_come),
            (&x.member_of_inactive, &y.member_of_inactive),
        ];
        // The parts of reach are reasons of those who do not pass.
        let out = self.with_verdict.less(&a.reach.passing);
        let of_reach = [(&a.reach.admitted, &b.reach.admitted), (&a.reach.broken_councils, &b.reach.broken_councils)];
        sets.into_iter().all(|(a, b)| same(a, b))
            && of_reach.into_iter().all(|(a, b)| a.agrees(b, &out))
            && (self.q.embargoed == q.embargoed || a.may.is_empty())
            && names_level(&a.fired) == names_level(&b.fired)
            && self.same_rules(b)
    }

    /// Whether another decision of the same notice, whose tests show the same, shows the same, but for the rules that do
    /// not fire and those whom no path reaches.
    fn shows_as(&self, other: &Self) -> bool {
        self.paths.reached.agrees(&other.paths.reached, &self.with_verdict)
            && self.same_lapses(other)
            && self.same_foreign_links(other)
            && (self.q.embargoed || self.same_deliveries(other))
    }

    /// Whether the same rules speak of the same parties.
    fn same_rules(&self, other: &Tests<S>) -> bool {
        let visible = |(_, audience): &&(usize, S::Parties)| audience.meets(&self.with_verdict);
        let mut a = self.tests.spoken.iter().filter(visible);
        let mut b = other.spoken.iter().filter(visible);
        loop {
            match (a.next(), b.next()) {
                (None, None) => return true,
                (Some((x, of_x)), Some((y, of_y))) if x == y && of_x.agrees(of_y, &self.with_verdict) => {}
                _ => return false,
            }
        }
    }

    /// Whether the same memberships would make a difference.
    fn same_lapses(&self, other: &Self) -> bool {
        let mut lapsing = self.lapsing();
        lapsing.add(&other.lapsing());
        lapsing.iter().all(|party| self.lapses(party) == other.lapses(party))
    }

    /// Whether those who may hold the notice and are not reached are told the same: who is active, what would open a path.
    fn same_lost(&self, other: &Self) -> bool {
        let lost = self.tests.may.less(&self.paths.reached);
        if lost.is_empty() {
            return true;
        }
        let active = |decision: &Self| decision.q.epoch.active.contains(decision.q.coded.origin);
        if !active(self) || !active(other) {
            return active(self) == active(other);
        }
        let (a, b) = (self.openings(), other.openings());
        lost.iter().all(|party| a.of(party) == b.of(party))
    }

    /// Whether the same links speak of channels that the vocabulary does not know.
    fn same_foreign_links(&self, other: &Self) -> bool {
        self.q.tables.foreign_links.is_empty()
            || self.q.foreign_places(&self.tests.may) == other.q.foreign_places(&other.tests.may)
    }

    /// Whether the deliveries are the same: their paths, what the hops show, the instruments that bind.
    fn same_deliveries(&self, other: &Self) -> bool {
        // By state: the state of the other's paths that is the same, hop for hop back to the origin.
        let mut known = vec![None; self.paths.states()];
        self.paths.reached.iter().all(|party| {
            let mut x = self.paths.back_from(party);
            let mut y = other.paths.back_from(party);
            let same_path = loop {
                match (x.next(), y.next()) {
                    (None, None) => break true,
                    (Some(a), Some(b)) => match known.get_mut(a) {
                        Some(Some(same)) if *same == b => break true,
                        Some(slot) if self.same_step(other, a, b) => *slot = Some(b),
                        _ => break false,
                    },
                    _ => break false,
                }
            };
            same_path && self.q.same_instruments(&other.q, party)
        })
    }

    /// Whether the same hop leads to two states, and is shown alike.
    fn same_step(&self, other: &Self, a: usize, b: usize) -> bool {
        let notice = self.q.coded.direction;
        let (a, b) = (self.paths.step(notice, a), other.paths.step(notice, b));
        a == b && a.is_some_and(|hop| self.same_hop(other, hop))
    }

    /// Whether a hop is shown alike: mostly by the same link, or one that is equal but for its period.
    fn same_hop(&self, other: &Self, (from, to, direction): (usize, usize, crate::word::sets::Direction)) -> bool {
        let of = |decision: &Self| decision.q.tables.link(from, to, direction, decision.q.epoch.day);
        match (of(self), of(other)) {
            (Some((_, a)), Some((_, b))) if a.alike == b.alike => true,
            (Some((a, of_a)), Some((b, of_b))) => self.q.passage().hop(a, of_a) == other.q.passage().hop(b, of_b),
            _ => false,
        }
    }
}

impl<S: Shape> Question<'_, S> {
    /// Whether the instruments of a party's own CEPTOARs are the same on another day.
    fn same_instruments(&self, other: &Self, party: usize) -> bool {
        let (a, b) = (self.epoch.own.get(party), other.epoch.own.get(party));
        a == b || self.instruments(party) == other.instruments(party)
    }
}
