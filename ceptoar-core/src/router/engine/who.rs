//! Who is told, without paths and without what an answer says beside: the tests of [`Tests`](super::judge::Tests), nothing
//! kept of them but who passes all.

use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::question::{Question, Setting};
use crate::router::engine::reach::admitted;
use crate::router::engine::spoken::Part;
use crate::word::sets::{Direction, PartyKind};

pub(in crate::router) struct Who<S: Shape> {
    pub(in crate::router) fired: S::Rules,
    pub(in crate::router) required: S::Parties,
    /// The parties that pass all four tests, without an origin that is no class.
    pub(in crate::router) may: S::Parties,
}

/// What some rules speak of together: their fixed parties, and the parts that they name.
struct Sum<P> {
    set: P,
    parts: u16,
}

impl<S: Shape> Who<S> {
    #[inline]
    pub(in crate::router) fn new(q: &Question<'_, S>) -> Self {
        Self::with(q, q.fired())
    }

    /// The same, where the rules that fire are known.
    #[inline]
    pub(in crate::router) fn with(q: &Question<'_, S>, fired: S::Rules) -> Self {
        let masks = &q.compiled.masks;
        let none = || Sum { set: S::Parties::none(q.tables.parties.len()), parts: 0 };
        let (mut permitted, mut required, mut forbidden) = (none(), none(), none());
        for rule in fired.iter() {
            let Some(audience) = q.epoch.audiences.get(rule) else { continue };
            let speak = |sum: &mut Sum<S::Parties>| match &audience.except {
                // A part that many rules name is added once, when all are known.
                None => {
                    if audience.has_fixed {
                        sum.set.add(&audience.fixed);
                    }
                    sum.parts |= audience.parts;
                }
                Some(_) => sum.set.add(&audience.resolve_by(&|parts, set| q.add_parts(parts, set))),
            };
            if masks.forbid.contains(rule) {
                speak(&mut forbidden);
            } else {
                speak(&mut permitted);
                if masks.require.contains(rule) {
                    speak(&mut required);
                }
            }
        }
        for sum in [&mut permitted, &mut required, &mut forbidden] {
            q.add_parts(sum.parts, &mut sum.set);
        }
        let mut may = permitted.set;
        may.keep(&q.epoch.active);
        may.subtract(&forbidden.set);
        if q.coded.direction == Direction::Liaison {
            may.subtract(&q.stays());
        }
        if !q.origin_is_class {
            may.remove(q.coded.origin);
        }
        if !may.is_empty() {
            keep_in_reach(q, &mut may);
        }
        Self { fired, required: required.set, may }
    }
}

/// Takes those out who are not in reach.
#[inline]
fn keep_in_reach<S: Shape>(q: &Question<'_, S>, may: &mut S::Parties) {
    let mut passing = admitted(q);
    if let Some(only) = &q.coded.only {
        let mut let_in = q.compiled.statics.of_kind(PartyKind::Cabinet).clone();
        let_in.add(only);
        passing.keep(&let_in);
    }
    passing.add(&q.coded.consents);
    may.keep(&passing);
    // Councils are no CEPTOARs: whether one passes cannot change whether another does.
    for (council, ceptoars) in &q.epoch.councils {
        if may.contains(*council) && !q.coded.consents.contains(*council) && !ceptoars.is_subset(&passing) {
            may.remove(*council);
        }
    }
}

impl<S: Shape> Question<'_, S> {
    /// Adds the parties of parts that are given as bits.
    #[inline]
    fn add_parts(&self, parts: u16, to: &mut S::Parties) {
        for part in Part::of_bits(parts) {
            self.add_part(part, to);
        }
    }
}

impl<S: Shape> Setting<'_, S> {
    /// Who is reached among those who may hold the notice, without paths.
    #[inline]
    pub(in crate::router) fn reachable(&self, may: &S::Parties) -> S::Parties {
        let origin = self.coded.origin;
        let mut open = may.clone(); // those who are not reached yet
        if may.is_empty() || !self.epoch.active.contains(origin) {
            open.clear();
            return open;
        }
        'search: for direction in [self.coded.direction, Direction::Provision] {
            let Some(graph) = self.graph(direction) else { break };
            let mut front = may.less(&open);
            front.insert(origin);
            loop {
                let mut next = S::Parties::none(self.tables.parties.len());
                graph.add_beyond(&front, &self.coded.conditions, &mut next);
                next.keep(&open);
                if next.is_empty() {
                    break;
                }
                open.subtract(&next);
                if open.is_empty() {
                    break 'search;
                }
                // A class as origin is an end for its other members, never a relay.
                next.remove(origin);
                front = next;
            }
            if direction == Direction::Provision {
                break;
            }
        }
        may.less(&open)
    }
}
