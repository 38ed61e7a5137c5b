//! What an answer says of those who are told, as numbers: where they are equal, the same is said.

use crate::answer::plan::Delivery;
use crate::answer::verdict::Verdict;
use crate::lint::{Lint, LintCode};
use crate::notice::envelope::Notice;
use crate::router::engine::aside::Aside;
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::decision::Decision;
use crate::router::engine::delivery::Maker;
use crate::router::engine::hints::numbered;
use crate::router::engine::reasons::Reasons;
use crate::router::engine::tables::CompiledLink;
use crate::word::sets::{Duty, Status};

/// Where the numbers of something begin and end.
type Span = (usize, usize);

/// An answer in numbers.
pub(in crate::router) struct Keyed {
    words: Vec<u64>,
    told: Vec<One>,
    /// The parties that must be told and are not.
    pub(in crate::router) unmet: Vec<usize>,
    /// The lints, sorted; `None` where one has no number.
    pub(in crate::router) lints: Option<Vec<u64>>,
    /// Whether the edition does not speak of the day.
    pub(in crate::router) stale: bool,
    /// How long it holds, in nanoseconds.
    pub(in crate::router) until: Option<i64>,
}

/// One that is told.
#[derive(Clone, Copy)]
struct One {
    party: usize,
    way: Span,
    terms: Span,
}

/// The way to a state of the paths.
#[derive(Clone, Copy, Default)]
struct Way {
    span: Span,
    /// Whether it rests on a judgement.
    judged: bool,
}

impl Keyed {
    /// How many are told.
    pub(in crate::router) fn len(&self) -> usize {
        self.told.len()
    }

    /// One of those who are told, with what its way and its terms rest on.
    #[inline]
    pub(in crate::router) fn told(&self, place: usize) -> Option<(usize, &[u64], &[u64])> {
        let One { party, way, terms } = *self.told.get(place)?;
        Some((party, self.words.get(way.0..way.1)?, self.words.get(terms.0..terms.1)?))
    }
}

/// A decision in words, part by part.
pub(in crate::router) trait Worded {
    /// The delivery to a party that is told.
    fn delivery(&self, party: usize) -> Option<Delivery>;
    fn verdict(&self, party: usize) -> Option<Verdict>;
    fn lints(&self) -> Vec<Lint>;
}

/// What answers with words.
pub(in crate::router) struct Words<'a, S: Shape> {
    pub(in crate::router) decision: &'a Decision<'a, S>,
    pub(in crate::router) notice: &'a Notice,
}

impl<S: Shape> Worded for Words<'_, S> {
    fn delivery(&self, party: usize) -> Option<Delivery> {
        let id = self.decision.q.tables.parties.get(party).filter(|_| self.decision.told().contains(party))?;
        Some(Maker::new(self.decision, Aside::of(self.notice)).delivery(party, id, &mut Vec::new()))
    }

    fn verdict(&self, party: usize) -> Option<Verdict> {
        Reasons::new(self.decision).verdict(party)
    }

    fn lints(&self) -> Vec<Lint> {
        self.decision.body(self.notice).lints
    }
}

impl<S: Shape> Decision<'_, S> {
    /// The answer in numbers.
    pub(in crate::router) fn keyed(&self, aside: Aside<'_>) -> Keyed {
        let (q, told, inactive) = (&self.q, self.told(), self.inactive());
        let hints = self.hints(aside);
        let (stale, mut lints) = (hints.is_stale(), hints.numbered(q.tables));
        let tested = self.tested(&inactive);
        let exercise = q.coded.status == Status::Exercise;
        let of_notice =
            (q.coded.level as u64) << 32 | u64::from(exercise) << 17 | u64::from(aside.no_attribution) << 16;
        let mut words = Vec::with_capacity(128);
        let mut ways = vec![None; self.paths.states()];
        let (mut back, mut all) = (Vec::with_capacity(8), Vec::with_capacity(told.len()));
        for party in told.iter() {
            back.clear();
            back.extend(self.paths.back_from(party));
            let mut way = Way::default();
            while let Some(state) = back.pop() {
                way = match ways.get(state) {
                    Some(Some(known)) => *known,
                    _ => self.further(way, state, &mut words, lints.as_mut()),
                };
                ways.iter_mut().skip(state).take(1).for_each(|slot| *slot = Some(way));
            }
            let start = words.len();
            words.extend_from_slice(self.speaking_of(party).words());
            let passed = tested.iter().enumerate().filter(|(_, set)| set.contains(party));
            words.push(passed.fold(of_notice, |bits, (place, _)| bits | 1 << place));
            all.push(One { party, way: way.span, terms: (start, words.len()) });
            if let Some(lints) = lints.as_mut().filter(|_| way.judged && self.duty(party) == Duty::Must) {
                lints.push(numbered(LintCode::RequiredByJudgement, party));
            }
        }
        if let Some(lints) = &mut lints {
            lints.sort_unstable();
            lints.dedup();
        }
        let unmet = self.unmet_parties(&told).iter().collect();
        Keyed { words, told: all, unmet, lints, stale, until: self.valid_until() }
    }

    /// A way with the hop that leads to a state, and with the lint of that hop.
    fn further(&self, way: Way, state: usize, words: &mut Vec<u64>, lints: Option<&mut Vec<u64>>) -> Way {
        let q = &self.q;
        let step = self.paths.step(q.coded.direction, state);
        let link = step.and_then(|(from, to, direction)| q.tables.link(from, to, direction, q.epoch.day));
        let Some((number, link)) = link else { return way };
        let start = words.len();
        words.extend_from_within(way.span.0..way.span.1);
        let owed = !link.internal && self.tests.owing.contains(link.to);
        words.push(link.alike as u64 | u64::from(owed) << 63);
        let judged = self.open_channels(number, link, words);
        if owed {
            words.extend_from_slice(self.speaking_of(link.to).words());
        }
        if let Some(lints) = lints.filter(|_| link.channels.is_none()) {
            let place = q.compiled.places.of(q.tables, number);
            lints.extend(place.map(|place| numbered(LintCode::ChannelUnknown, place)));
        }
        Way { span: (start, words.len()), judged: way.judged || judged || owed }
    }

    /// Writes which channels of a link are open, as bits by their places; whether there are some, and all need a judgement.
    fn open_channels(&self, number: usize, link: &CompiledLink, words: &mut Vec<u64>) -> bool {
        let (passage, channels) = (self.q.passage(), link.channels.as_deref().unwrap_or_default());
        let (mut some, mut judged) = (false, true);
        for (part, channels) in channels.chunks(64).enumerate() {
            let mut open = 0_u64;
            for (place, channel) in channels.iter().enumerate() {
                if passage.lets_pass(number, part * 64 + place, channel) {
                    open |= 1 << place;
                    judged &= channel.judgement.is_some();
                }
            }
            some |= open != 0;
            words.push(open);
        }
        some && judged
    }

    /// The rules that fire and speak of a party.
    fn speaking_of(&self, party: usize) -> S::Rules {
        let speaking = self.tests.spoken.iter().filter(|(_, audience)| audience.contains(party));
        S::Rules::of(self.q.compiled.masks.rules, speaking.map(|(rule, _)| *rule))
    }
}
