//! The decision of DESIGN sections 3 to 5, word for word and slowly: sets of ids, all walks, no tables.
//!
//! It reads the public accessors of registry, rules and profile only, and shares no code with the router.

mod audited;
mod audited_had;
mod audited_hands;
mod audited_owed;
mod changes;
mod engine;
mod facts;
mod failing;
mod hands;
mod judgement;
mod lints;
mod memberships;
mod nobody;
mod noted;
mod paths;
mod reach;
mod rules;
mod tests4;
mod withdrawn;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use ceptoar_core::{
    Due, Effect, LevelProfile, Link, Membership, Notice, Outcome, PartyKind, Registry, Router, Rule, RuleSet,
    Situation, Status,
};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use self::noted::{Day, Noted};
use crate::engine::{Answer, Owed, Said, Told, Whole};

use self::paths::Walk;

pub use self::audited::{Audited, Counts, Details, Finding as AuditFinding, Held, Open, audited};
pub use self::engine::Literal;
pub use self::failing::{Broken, Failing, Fails};
pub use self::nobody::can_be_somebody;
pub use self::noted::Days;
pub use self::withdrawn::Step;
pub use crate::differences::{differences, differences_from, hand_differences, same, whole as told};

/// A set of party ids.
pub type Ids<'a> = BTreeSet<&'a str>;

/// A fault planted on purpose: a suite that does not notice it proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// None.
    None,
    /// Forbids are not heeded.
    IgnoreForbid,
    /// Closed channels are not heeded.
    IgnoreOutage,
    /// The notice's `only` is not heeded.
    IgnoreOnly,
    /// What only a person can judge is not heeded.
    IgnoreJudgement,
}

impl Fault {
    /// Every fault that can be planted.
    pub const PLANTED: [Self; 4] = [Self::IgnoreForbid, Self::IgnoreOutage, Self::IgnoreOnly, Self::IgnoreJudgement];
}

/// What the reference decides from.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// The registry.
    pub registry: &'a Registry,
    /// The rules.
    pub rules: &'a RuleSet,
    /// The profile.
    pub profile: &'a LevelProfile,
    /// The planted fault.
    pub fault: Fault,
}

impl<'a> World<'a> {
    /// What a router decides from, and a fault.
    #[must_use]
    pub fn of(router: &'a Router, fault: Fault) -> Self {
        Self { registry: router.registry(), rules: router.rules(), profile: router.profile(), fault }
    }
}

/// One question at one instant.
#[derive(Clone)]
pub struct Ask<'a> {
    world: World<'a>,
    notice: &'a Notice,
    situation: &'a Situation,
    at: DateTime<Utc>,
    day: NaiveDate,
    /// A membership that is taken as holding, to see what it would change for its own party.
    supposed: Option<&'a Membership>,
    days: Days<'a>,
    facts: Rc<Day<'a>>,
    noted: Rc<Noted<'a>>,
}

impl<'a> Ask<'a> {
    /// A notice in a situation, at the instant that the situation or the notice names.
    pub fn new(world: World<'a>, notice: &'a Notice, situation: &'a Situation) -> Self {
        Self::of_days(&Days::new(world.registry, &[]), world, notice, situation)
    }

    /// The same, where many questions are asked of the same days.
    pub fn of_days(days: &Days<'a>, world: World<'a>, notice: &'a Notice, situation: &'a Situation) -> Self {
        Self::at(days, world, notice, situation, situation.at.unwrap_or(notice.issued_at))
    }

    fn at(days: &Days<'a>, world: World<'a>, notice: &'a Notice, situation: &'a Situation, at: DateTime<Utc>) -> Self {
        let day = (at + TimeDelta::hours(9)).date_naive();
        let noted = Rc::new(Noted::new(world.registry));
        let (days, facts) = (days.clone(), days.day(day));
        Self { world, notice, situation, at, day, supposed: None, days, facts, noted }
    }

    /// The notice and the situation.
    pub(crate) fn question(&self) -> (&'a Notice, &'a Situation) {
        (self.notice, self.situation)
    }

    /// The whole answer.
    pub fn answer(&self) -> Whole {
        let holders: Ids<'a> = self.subjects().into_iter().filter(|party| self.may(party)).collect();
        let paths = self.best_paths(&holders);
        let one = |party: &'a str| (party.to_owned(), self.one(party, paths.get(party)));
        let answers: BTreeMap<String, Answer> = self.subjects().into_iter().map(one).collect();
        let lints = self.lints(&answers);
        let changes = self.later_changes(&answers);
        Whole { answers, lints, changes }
    }

    /// The first later instant at which the answer differs, tried at every midnight where any fact begins or ends.
    pub fn valid_until(&self) -> Option<DateTime<Utc>> {
        self.valid_until_after(&self.answer())
    }

    /// The same, where the answer of now is at hand.
    pub(crate) fn valid_until_after(&self, now: &Whole) -> Option<DateTime<Utc>> {
        let registry = self.world.registry;
        let mut periods = vec![registry.covers()];
        periods.extend(registry.parties().iter().flat_map(|party| party.periods.iter().copied()));
        periods.extend(registry.memberships().iter().map(|membership| membership.period));
        periods.extend(registry.links().iter().map(|link| link.period));
        periods.extend(self.world.rules.rules().iter().map(|rule| rule.period));
        let mut days: BTreeSet<NaiveDate> = periods.iter().flat_map(|p| [p.from, p.until]).flatten().collect();
        days.extend(registry.ceptoars().iter().filter_map(|ceptoar| ceptoar.poc));
        days.extend(self.days_of_changes());
        let midnight = |day: &NaiveDate| day.and_time(NaiveTime::MIN).and_utc() - TimeDelta::hours(9);
        let mut instants: BTreeSet<DateTime<Utc>> = days.iter().map(midnight).collect();
        instants.extend(self.notice.embargo_until);
        let later = |at: &&DateTime<Utc>| **at > self.at;
        instants
            .iter()
            .filter(later)
            .find(|at| Self::at(&self.days, self.world, self.notice, self.situation, **at).answer() != *now)
            .copied()
    }

    /// Every party that has a verdict: all but the origin, unless that is a class.
    fn subjects(&self) -> Vec<&'a str> {
        let origin = &self.notice.origin;
        let all = self.world.registry.parties().iter();
        all.filter(|party| party.id != *origin || party.kind == PartyKind::Members).map(|p| p.id.as_str()).collect()
    }

    fn one(&self, party: &'a str, path: Option<&Walk<'a>>) -> Answer {
        let mut reasons = self.test_reasons(party);
        let embargoed = self.notice.embargo_until.is_some_and(|until| self.at < until);
        let outcome = if self.idle(party).is_some() {
            Outcome::Inactive
        } else if !self.permitted(party) {
            Outcome::NotAddressed
        } else if self.forbidden(party) {
            Outcome::Forbidden
        } else if !self.in_reach(party) {
            Outcome::Capped
        } else {
            if path.is_none() {
                reasons.push(self.unreachable_reason(party));
            }
            if embargoed {
                reasons.push(Said::code("embargoed"));
            }
            match path {
                None => Outcome::Unreachable,
                Some(_) if embargoed => Outcome::Embargoed,
                Some(_) => Outcome::Deliver,
            }
        };
        reasons.sort();
        let required = self.permitting(party).iter().any(|rule| rule.effect == Effect::Require);
        let told = path.filter(|_| outcome == Outcome::Deliver).map(|path| self.tell(party, required, path));
        Answer { outcome, required, reasons, told }
    }

    /// How a party is told.
    fn tell(&self, party: &'a str, required: bool, path: &[&'a Link]) -> Told {
        let rules: &[&Rule] = self.permitting(party);
        let judgement: Vec<Owed> = path.iter().filter_map(|link| self.owed_over(link)).collect();
        let mut obligations: BTreeSet<String> =
            rules.iter().flat_map(|r| r.obligations.iter().map(ToString::to_string)).collect();
        if self.scope() != "anyone" {
            obligations.insert(self.scope().to_owned());
        }
        if self.notice.no_attribution {
            obligations.insert("no-attribution".to_owned());
        }
        if self.notice.status == Status::Exercise {
            obligations.insert("exercise".to_owned());
        }
        let own = self.own(party);
        let instruments = self.world.registry.instruments().iter();
        let binding = instruments.filter(|of| of.binds.iter().any(|binds| own.contains(binds.ceptoar.as_str())));
        let persons = self.notice.named_persons.iter().filter(|person| person.party == *party);
        Told {
            duty: if required { "must" } else { "may" },
            hops: path.iter().map(|link| self.step(link)).collect(),
            rests: !judgement.is_empty() || path.iter().any(|link| self.only_judged(link)),
            judgement,
            due: strictest(rules.iter().filter_map(|rule| rule.due.as_ref())),
            obligations: obligations.into_iter().collect(),
            rules: texts(rules.iter().map(|rule| &rule.id)),
            instruments: sorted(binding.map(|instrument| &instrument.id)),
            refs: sorted(persons.map(|person| &person.reference)),
        }
    }
}

/// Ids as texts.
fn texts<T: ToString>(ids: impl Iterator<Item = T>) -> Vec<String> {
    ids.map(|id| id.to_string()).collect()
}

/// Ids as texts, sorted.
fn sorted<T: ToString>(ids: impl Iterator<Item = T>) -> Vec<String> {
    let mut texts = texts(ids);
    texts.sort();
    texts
}

/// Promptly, then the shortest, then by text; the length is read from the text here.
fn strictest<'a>(dues: impl Iterator<Item = &'a Due>) -> Option<String> {
    let hours = |text: &str| -> u64 {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let number = digits.parse().unwrap_or(0);
        if text.ends_with('D') { number * 24 } else { number }
    };
    dues.map(|due| (hours(due.as_str()), due.as_str().to_owned())).min().map(|(_, text)| text)
}
