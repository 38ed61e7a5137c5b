//! The decision of `docs/semantics.md`, word for word and slowly: sets of ids, all walks, no tables.
//!
//! It reads the public accessors of registry, rules and profile only, and shares no code with the router.

mod paths;
mod tests4;

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::{
    Direction, Due, Effect, Explanation, LevelProfile, Notice, Outcome, PartyKind, Registry, Role, Rule, RuleSet,
    Situation,
};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

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
    /// The reasons as `code rule conditions opening`, sorted.
    pub reasons: Vec<String>,
    /// The hops as `from>to direction channels`, where it is delivered.
    pub hops: Vec<String>,
    /// How soon, where it is delivered.
    pub due: Option<String>,
    /// What travels with it, where it is delivered.
    pub obligations: Vec<String>,
    /// The permitting rules, where it is delivered.
    pub rules: Vec<String>,
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
pub struct Ask<'a> {
    world: World<'a>,
    notice: &'a Notice,
    situation: &'a Situation,
    at: DateTime<Utc>,
    day: NaiveDate,
}

impl<'a> Ask<'a> {
    /// A notice in a situation, at the instant that the situation or the notice names.
    pub fn new(world: World<'a>, notice: &'a Notice, situation: &'a Situation) -> Self {
        Self::at(world, notice, situation, situation.at.unwrap_or(notice.issued_at))
    }

    fn at(world: World<'a>, notice: &'a Notice, situation: &'a Situation, at: DateTime<Utc>) -> Self {
        Self { world, notice, situation, at, day: (at + TimeDelta::hours(9)).date_naive() }
    }

    /// The whole answer.
    pub fn answer(&self) -> Whole {
        let mut answers = BTreeMap::new();
        let mut lints = BTreeSet::new();
        let holders: Ids = self.subjects().into_iter().filter(|party| self.may(party)).collect();
        for party in self.subjects() {
            let answer = self.one(&party, &holders);
            if answer.outcome == Outcome::Deliver {
                for hop in answer.hops.iter().filter(|hop| hop.ends_with(" ?")) {
                    lints.insert(format!("channel-unknown {}", hop.split(' ').next().unwrap_or_default()));
                }
                let named = self.notice.named_persons.iter().any(|person| person.party == *party);
                if answer.obligations.contains(&"named".to_owned()) && self.scope() == "named" && !named {
                    lints.insert(format!("nobody-named {party}"));
                }
            }
            answers.insert(party, answer);
        }
        if !self.world.registry.covers().covers(self.day) {
            lints.insert(format!("stale-edition {}", self.world.registry.id()));
        }
        for rule in self.world.rules.rules().iter().filter(|rule| rule.when.levels.is_some()) {
            if self.failed(rule).is_empty() {
                lints.insert(format!("rule-names-level {}", rule.id));
            }
        }
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
        let midnight = |day: &NaiveDate| day.and_time(chrono::NaiveTime::MIN).and_utc() - TimeDelta::hours(9);
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

    fn kind(&self, party: &str) -> Option<PartyKind> {
        self.world.registry.party(party).map(|party| party.kind)
    }

    /// Those who have a role in a group on the day.
    fn in_group(&self, group: &str, role: Role) -> Ids {
        let memberships = self.world.registry.memberships().iter();
        let found = memberships.filter(|m| m.group == *group && m.role == role && m.period.covers(self.day));
        found.map(|membership| membership.party.to_string()).collect()
    }

    /// The *Members* of a CEPTOAR.
    fn members(&self, ceptoar: &str) -> Ids {
        let kinds = [PartyKind::Members, PartyKind::Subgroup, PartyKind::Partner, PartyKind::Organization];
        let of_kind = |party: &String| self.kind(party).is_some_and(|kind| kinds.contains(&kind));
        self.in_group(ceptoar, Role::Member).into_iter().filter(of_kind).collect()
    }

    fn ceptoars(&self) -> Ids {
        let all = self.world.registry.parties().iter();
        all.filter(|party| party.kind == PartyKind::Ceptoar).map(|party| party.id.to_string()).collect()
    }

    /// The own CEPTOARs of a party.
    fn own(&self, party: &str) -> Ids {
        if self.kind(party) == Some(PartyKind::Ceptoar) {
            return Ids::from([party.to_owned()]);
        }
        self.ceptoars().into_iter().filter(|ceptoar| self.members(ceptoar).contains(party)).collect()
    }

    fn affected(&self) -> Ids {
        let written: Ids = self.notice.affected_ceptoars.iter().map(ToString::to_string).collect();
        if self.notice.affected_sectors.is_empty() {
            return written;
        }
        let mut all = Ids::new();
        for sector in &self.notice.affected_sectors {
            let records = self.world.registry.ceptoars().iter().filter(|record| record.sector == *sector);
            let of_sector: Ids = records.map(|record| record.party.to_string()).collect();
            let narrowed: Ids = of_sector.intersection(&written).cloned().collect();
            all.extend(if narrowed.is_empty() { of_sector } else { narrowed });
        }
        all
    }

    fn addressees(&self) -> Ids {
        self.notice.addressees.iter().map(ToString::to_string).collect()
    }

    fn concerned(&self) -> Ids {
        let mut all = self.affected();
        all.extend(self.own(self.notice.origin.as_str()));
        all.extend(self.addressees().into_iter().filter(|party| self.kind(party) == Some(PartyKind::Ceptoar)));
        all
    }

    fn scope(&self) -> &'static str {
        self.world.profile.level(self.notice.level.as_str()).map_or("", |level| level.persons.as_str())
    }

    fn one(&self, party: &str, holders: &Ids) -> Answer {
        let mut reasons = self.test_reasons(party);
        let firing = |wanted: fn(Effect) -> bool| -> Vec<&Rule> {
            let rules = self.world.rules.rules().iter();
            rules.filter(|rule| wanted(rule.effect) && self.fires_for(rule, party)).collect()
        };
        let required = !firing(|effect| effect == Effect::Require).is_empty();
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
        let mut answer = Answer {
            outcome,
            required,
            reasons,
            hops: Vec::new(),
            due: None,
            obligations: Vec::new(),
            rules: Vec::new(),
        };
        if let (Outcome::Deliver, Some(path)) = (outcome, path) {
            let rules = firing(|effect| effect != Effect::Forbid);
            answer.hops = path.iter().map(|link| self.hop_text(link)).collect();
            answer.due = strictest(rules.iter().filter_map(|rule| rule.due.as_ref()));
            let mut obligations: Ids =
                rules.iter().flat_map(|r| r.obligations.iter().map(ToString::to_string)).collect();
            if self.scope() != "anyone" {
                obligations.insert(self.scope().to_owned());
            }
            if self.notice.no_attribution {
                obligations.insert("no-attribution".to_owned());
            }
            if self.notice.status == ceptoar_core::Status::Exercise {
                obligations.insert("exercise".to_owned());
            }
            answer.obligations = obligations.into_iter().collect();
            answer.rules = rules.iter().map(|rule| rule.id.to_string()).collect();
        }
        answer
    }

    fn hop_text(&self, link: &ceptoar_core::Link) -> String {
        let channels = match self.open(link) {
            None => "?".to_owned(),
            Some(ids) => ids.join(","),
        };
        format!("{}>{} {:?} {channels}", link.from, link.to, link.direction)
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

/// The day after, for those who look at both sides of a boundary.
pub fn day_before(day: NaiveDate) -> NaiveDate {
    day - Days::new(1)
}

/// What differs between the router's explanation and the reference, in words.
pub fn differences(explanation: &Explanation, ask: &Ask<'_>) -> Vec<String> {
    let whole = ask.answer();
    let plan = explanation.plan();
    let mut found = Vec::new();
    let mut same = |what: &str, router: String, reference: String| {
        if router != reference {
            found.push(format!("{what}: router {router}, reference {reference}"));
        }
    };
    let verdicts: Vec<&str> = explanation.verdicts.iter().map(|verdict| verdict.party.as_str()).collect();
    let subjects: Vec<&str> = whole.answers.keys().map(String::as_str).collect();
    same("parties", format!("{verdicts:?}"), format!("{subjects:?}"));
    for verdict in &explanation.verdicts {
        let Some(answer) = whole.answers.get(verdict.party.as_str()) else { continue };
        let party = &verdict.party;
        same(&format!("{party} outcome"), format!("{:?}", verdict.outcome), format!("{:?}", answer.outcome));
        same(&format!("{party} required"), verdict.required.to_string(), answer.required.to_string());
        let mut reasons: Vec<String> = verdict.reasons.iter().map(reason_text).collect();
        reasons.sort();
        same(&format!("{party} reasons"), format!("{reasons:?}"), format!("{:?}", answer.reasons));
        let delivery = plan.delivery(party.as_str());
        let hops: Vec<String> = delivery
            .iter()
            .flat_map(|delivery| &delivery.hops)
            .map(|hop| {
                let ids =
                    |ids: &[ceptoar_core::ChannelId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
                let channels = hop.channels.as_deref().map_or("?".to_owned(), ids);
                format!("{}>{} {:?} {channels}", hop.from, hop.to, hop.direction)
            })
            .collect();
        same(&format!("{party} hops"), format!("{hops:?}"), format!("{:?}", answer.hops));
        if let Some(delivery) = delivery {
            let due = delivery.due.as_ref().map(ToString::to_string);
            same(&format!("{party} due"), format!("{due:?}"), format!("{:?}", answer.due));
            let of: Vec<String> = delivery.obligations.iter().map(ToString::to_string).collect();
            same(&format!("{party} obligations"), format!("{of:?}"), format!("{:?}", answer.obligations));
            let rules: Vec<String> = delivery.rules.iter().map(ToString::to_string).collect();
            same(&format!("{party} rules"), format!("{rules:?}"), format!("{:?}", answer.rules));
        }
    }
    let lints: BTreeSet<String> = plan.lints.iter().map(|lint| format!("{} {}", lint.code.as_str(), lint.at)).collect();
    same("lints", format!("{lints:?}"), format!("{:?}", whole.lints));
    same("valid_until", format!("{:?}", plan.valid_until), format!("{:?}", ask.valid_until()));
    found
}

fn reason_text(reason: &ceptoar_core::Reason) -> String {
    let mut text = reason.code.as_str().to_owned();
    if let Some(rule) = &reason.rule {
        text += &format!(" {rule}");
    }
    if !reason.conditions.is_empty() {
        let names: Vec<String> = reason.conditions.iter().map(|name| format!("{name:?}")).collect();
        text += &format!(" {}", names.join(","));
    }
    let changes = reason.opening.iter().map(|change| {
        let party = change.party.as_ref().map(ToString::to_string);
        format!(" {:?} {}", change.change, change.link.clone().or(party).unwrap_or_default())
    });
    text + &changes.collect::<String>()
}

/// Whether a notice travels this link at all.
fn travels(notice: Direction, link: Direction) -> bool {
    link == notice || link == Direction::Provision
}
