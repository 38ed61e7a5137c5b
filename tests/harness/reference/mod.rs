//! The decision of DESIGN sections 3 to 5, word for word and slowly: sets of ids, all walks, no tables.
//!
//! It reads the public accessors of registry, rules and profile only, and shares no code with the router.

mod compare;
mod facts;
mod hands;
mod judgement;
mod lints;
mod memberships;
mod nobody;
mod paths;
mod reach;
mod rules;
mod tests4;

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::{
    Due, Effect, LevelProfile, Link, Membership, Notice, Outcome, PartyKind, Registry, Rule, RuleSet, Situation, Status,
};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

pub use self::compare::{differences, hand_differences};
pub use self::hands::Passed;
pub use self::nobody::can_be_somebody;

/// A set of party ids.
pub type Ids = BTreeSet<String>;

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

/// The reference's answer on one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What becomes of it.
    pub outcome: Outcome,
    /// Whether a rule requires it.
    pub required: bool,
    /// The reasons as `code rule conditions group date opening`, sorted.
    pub reasons: Vec<String>,
    /// The hops as words, where it is delivered.
    pub hops: Vec<String>,
    /// The hand-overs of unknown channel as `from>to`, where it is delivered.
    pub unknown: Vec<String>,
    /// Who owes a judgement, as `party rules texts` in the order of the path, where it is delivered.
    pub judgement: Vec<String>,
    /// Whether the delivery rests on a judgement.
    pub rests: bool,
    /// How soon, where it is delivered.
    pub due: Option<String>,
    /// What travels with it, where it is delivered.
    pub obligations: Vec<String>,
    /// The permitting rules, where it is delivered.
    pub rules: Vec<String>,
    /// The instruments that bind its own CEPTOARs, where it is delivered.
    pub instruments: Ids,
}

/// The reference's whole answer at one instant, by party, and its lints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// By party.
    pub answers: BTreeMap<String, Answer>,
    /// As `code at`.
    pub lints: BTreeSet<String>,
}

/// One question at one instant.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    world: World<'a>,
    notice: &'a Notice,
    situation: &'a Situation,
    at: DateTime<Utc>,
    day: NaiveDate,
    /// A membership that is taken as holding, to see what it would change for its own party.
    supposed: Option<&'a Membership>,
}

impl<'a> Ask<'a> {
    /// A notice in a situation, at the instant that the situation or the notice names.
    pub fn new(world: World<'a>, notice: &'a Notice, situation: &'a Situation) -> Self {
        Self::at(world, notice, situation, situation.at.unwrap_or(notice.issued_at))
    }

    fn at(world: World<'a>, notice: &'a Notice, situation: &'a Situation, at: DateTime<Utc>) -> Self {
        Self { world, notice, situation, at, day: (at + TimeDelta::hours(9)).date_naive(), supposed: None }
    }

    /// The whole answer.
    pub fn answer(&self) -> Whole {
        let holders: Ids = self.subjects().into_iter().filter(|party| self.may(party)).collect();
        let one = |party: String| {
            let answer = self.one(&party, &holders);
            (party, answer)
        };
        let answers: BTreeMap<String, Answer> = self.subjects().into_iter().map(one).collect();
        let lints = self.lints(&answers);
        Whole { answers, lints }
    }

    /// The first later instant at which the answer differs, tried at every midnight where any fact begins or ends.
    pub fn valid_until(&self) -> Option<DateTime<Utc>> {
        let registry = self.world.registry;
        let mut periods = vec![registry.covers()];
        periods.extend(registry.parties().iter().flat_map(|party| party.periods.iter().copied()));
        periods.extend(registry.memberships().iter().map(|membership| membership.period));
        periods.extend(registry.links().iter().map(|link| link.period));
        periods.extend(self.world.rules.rules().iter().map(|rule| rule.period));
        let mut days: BTreeSet<NaiveDate> = periods.iter().flat_map(|p| [p.from, p.until]).flatten().collect();
        days.extend(registry.ceptoars().iter().filter_map(|ceptoar| ceptoar.poc));
        let midnight = |day: &NaiveDate| day.and_time(NaiveTime::MIN).and_utc() - TimeDelta::hours(9);
        let mut instants: BTreeSet<DateTime<Utc>> = days.iter().map(midnight).collect();
        instants.extend(self.notice.embargo_until);
        let now = self.answer();
        let later = |at: &&DateTime<Utc>| **at > self.at;
        instants
            .iter()
            .filter(later)
            .find(|at| Self::at(self.world, self.notice, self.situation, **at).answer() != now)
            .copied()
    }

    /// Every party that has a verdict: all but the origin, unless that is a class.
    fn subjects(&self) -> Vec<String> {
        let origin = &self.notice.origin;
        let all = self.world.registry.parties().iter();
        all.filter(|party| party.id != *origin || party.kind == PartyKind::Members).map(|p| p.id.to_string()).collect()
    }

    fn one(&self, party: &str, holders: &Ids) -> Answer {
        let mut reasons = self.test_reasons(party);
        let embargoed = self.notice.embargo_until.is_some_and(|until| self.at < until);
        let mut path = None;
        let outcome = if self.idle(party).is_some() {
            Outcome::Inactive
        } else if !self.permitted(party) {
            Outcome::NotAddressed
        } else if self.forbidden(party) {
            Outcome::Forbidden
        } else if !self.in_reach(party) {
            Outcome::Capped
        } else {
            path = self.best_path(party, holders);
            if path.is_none() {
                reasons.push(self.unreachable_reason(party));
            }
            if embargoed {
                reasons.push("embargoed".to_owned());
            }
            match path {
                None => Outcome::Unreachable,
                Some(_) if embargoed => Outcome::Embargoed,
                Some(_) => Outcome::Deliver,
            }
        };
        reasons.sort();
        let required = self.permitting(party).iter().any(|rule| rule.effect == Effect::Require);
        let mut answer = Answer {
            outcome,
            required,
            reasons,
            hops: Vec::new(),
            unknown: Vec::new(),
            judgement: Vec::new(),
            rests: false,
            due: None,
            obligations: Vec::new(),
            rules: Vec::new(),
            instruments: Ids::new(),
        };
        if let (Outcome::Deliver, Some(path)) = (outcome, path) {
            self.tell(party, &path, &mut answer);
        }
        answer
    }

    /// Writes down what is told of a delivery.
    fn tell(&self, party: &str, path: &[&Link], answer: &mut Answer) {
        let rules: Vec<&Rule> = self.permitting(party);
        answer.hops = path.iter().map(|link| self.hop_text(link)).collect();
        let unknown = path.iter().filter(|link| link.channels.is_none());
        answer.unknown = unknown.map(|link| format!("{}>{}", link.from, link.to)).collect();
        answer.judgement = path.iter().filter_map(|link| self.owed_over(link)).collect();
        answer.rests = !answer.judgement.is_empty() || path.iter().any(|link| self.only_judged(link));
        answer.due = strictest(rules.iter().filter_map(|rule| rule.due.as_ref()));
        let mut obligations: Ids = rules.iter().flat_map(|r| r.obligations.iter().map(ToString::to_string)).collect();
        if self.scope() != "anyone" {
            obligations.insert(self.scope().to_owned());
        }
        if self.notice.no_attribution {
            obligations.insert("no-attribution".to_owned());
        }
        if self.notice.status == Status::Exercise {
            obligations.insert("exercise".to_owned());
        }
        answer.obligations = obligations.into_iter().collect();
        answer.rules = rules.iter().map(|rule| rule.id.to_string()).collect();
        let own = self.own(party);
        let instruments = self.world.registry.instruments().iter();
        let binding = instruments.filter(|of| of.binds.iter().any(|binds| own.contains(binds.ceptoar.as_str())));
        answer.instruments = binding.map(|instrument| instrument.id.to_string()).collect();
    }
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
