//! The rules as ceptoar documents: an edition, rules and a level profile; and the notices.
//!
//! A CEPTOAR's own notices come from its desk, a partner that is a member of it, since a party has no verdict on its own
//! notice. A relation to the origin's ministry becomes a rule for each ministry: the core has no such audience.

use ceptoar_core::document as doc;
use ceptoar_core::document::{Audience, Condition, Set};
use ceptoar_core::{
    Direction, Effect as Does, LevelProfile, Notice, PartyKind, PersonsScope, ReachTerm, Refusal, Registry, Role,
    Router, RuleSet, day_start,
};
use chrono::{NaiveDate, TimeDelta};

use crate::notices::Row;
use crate::rules::{
    CAUSES, CEPTOARS, Effect, KINDS, LEVELS, MINISTRIES, PURPOSES, RECIPIENTS, RULES, Relation, Rule, SECTORS, Words,
    all, recipients, words,
};

/// The kinds of party that stand for the kinds of origin, in their order.
const ORIGIN_KINDS: [PartyKind; 4] = [PartyKind::Cabinet, PartyKind::Ministry, PartyKind::Partner, PartyKind::Members];

/// The edition, the rules and the profile.
pub struct Documents {
    pub edition: doc::Edition,
    pub rules: doc::Rules,
    pub levels: doc::Levels,
}

pub fn documents() -> Documents {
    Documents { edition: edition(), rules: doc::Rules::new("workload", rules()), levels: levels() }
}

impl Documents {
    /// The router that is measured.
    pub fn router(&self) -> Result<Router, Refusal> {
        let registry = Registry::from_document(&self.edition)?;
        let profile = LevelProfile::from_document(&self.levels)?;
        Router::builder(&registry).profile(profile).rules(RuleSet::from_document(&self.rules)?).compile()
    }
}

fn desk(ceptoar: &str) -> String {
    format!("{ceptoar}-desk")
}

fn members(ceptoar: &str) -> String {
    format!("{ceptoar}-members")
}

/// The CEPTOARs, each with its sector and ministry.
fn ceptoars() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let placed = |who: &'static crate::rules::Recipient| {
        who.place.map(|(sector, ministry)| (who.name, SECTORS[sector as usize], MINISTRIES[ministry as usize]))
    };
    RECIPIENTS.iter().filter_map(placed)
}

fn edition() -> doc::Edition {
    let party = |id: &str, kind| doc::Party::new(id, kind, id);
    let mut edition = doc::Edition::new("workload", "workload");
    edition.sectors = SECTORS.iter().map(|id| doc::Sector::new(*id, *id)).collect();
    edition.parties.push(party("nisc", PartyKind::Cabinet));
    edition.parties.extend(MINISTRIES.iter().map(|id| party(id, PartyKind::Ministry)));
    edition.parties.push(party("council", PartyKind::Council));
    edition.parties.push(party("liaison", PartyKind::LiaisonCouncil));
    let mut origins: Vec<String> = ["nisc"].iter().chain(MINISTRIES).map(|id| (*id).to_owned()).collect();
    for (ceptoar, sector, ministry) in ceptoars() {
        let (desk, members) = (desk(ceptoar), members(ceptoar));
        edition.parties.push(party(ceptoar, PartyKind::Ceptoar));
        edition.parties.push(party(&desk, PartyKind::Partner));
        edition.parties.push(party(&members, PartyKind::Members));
        edition.ceptoars.push(doc::Ceptoar::new(ceptoar, sector, ceptoar));
        edition.memberships.push(doc::Membership::new(ministry, ceptoar, Role::Responsible));
        edition.memberships.push(doc::Membership::new(desk.as_str(), ceptoar, Role::Member));
        edition.memberships.push(doc::Membership::new(members.as_str(), ceptoar, Role::Member));
        origins.extend([desk, members]);
    }
    for from in &origins {
        let link = |to: &crate::rules::Recipient| doc::Link::new(from.as_str(), to.name, Direction::Provision);
        edition.links.extend(RECIPIENTS.iter().map(link));
    }
    let terms = |of: Words| Some(of.iter().map(|id| doc::Term::new(*id, *id)).collect());
    edition.vocabularies = Some(doc::Vocabularies {
        kinds: terms(KINDS),
        causes: terms(CAUSES),
        purposes: terms(PURPOSES),
        ..doc::Vocabularies::default()
    });
    edition
}

fn levels() -> doc::Levels {
    let mut levels = doc::Levels::new("workload", "workload");
    for label in LEVELS.iter().rev() {
        let reach = vec![ReachTerm::Community];
        let basis = doc::Basis::default();
        levels.labels.push(doc::Level::new(*label, *label, reach, PersonsScope::Anyone, doc::Allowance::All, basis));
    }
    levels
}

fn date(day: i32) -> NaiveDate {
    NaiveDate::default() + TimeDelta::days(day.into())
}

/// The condition of a set, where it is one.
fn set<T: From<&'static str>>(mask: u16, of: Words) -> Set<T> {
    if all(mask, of) { Set::Absent } else { words(mask, of).collect() }
}

fn rules() -> Vec<doc::Rule> {
    RULES.iter().flat_map(written).collect()
}

/// A rule as one document rule, or as one for each ministry.
fn written(rule: &Rule) -> Vec<doc::Rule> {
    let when = Condition {
        levels: set(rule.levels, LEVELS),
        kinds: set(rule.kinds, KINDS),
        causes: set(rule.causes, CAUSES),
        purposes: set(rule.purposes, PURPOSES),
        affected_sectors: set(rule.sectors, SECTORS).or_absent(rule.sectors == 0),
        ..Condition::default()
    };
    if !rule.relations.contains(&Relation::Ministry) {
        let kinds = ORIGIN_KINDS.iter().enumerate().filter(|(code, _)| rule.origins >> code & 1 == 1);
        let kinds: Vec<PartyKind> = kinds.map(|(_, kind)| *kind).collect();
        let any = kinds.len() == ORIGIN_KINDS.len();
        let when = Condition { origin_kinds: if any { Set::Absent } else { Set::Given(kinds) }, ..when };
        return vec![one(rule, rule.id.to_owned(), when, rule.to)];
    }
    let of_ministry = |(ministry, id): (usize, &&str)| {
        let under =
            (0..CEPTOARS).filter(|ceptoar| RECIPIENTS[*ceptoar].place.is_some_and(|(_, its)| its as usize == ministry));
        let under = under.fold(0, |mask, ceptoar| mask | 1 << ceptoar);
        let mut origins = Vec::new();
        if rule.origins & 2 != 0 {
            origins.push((*id).to_owned());
        }
        if rule.origins & 4 != 0 {
            origins.extend(recipients(under).map(desk));
        }
        if rule.origins & 8 != 0 {
            origins.extend(recipients(under).map(members));
        }
        let when = Condition { origins: origins.into_iter().collect(), ..when.clone() };
        one(rule, format!("{}-{id}", rule.id), when, rule.to & under)
    };
    MINISTRIES.iter().enumerate().map(of_ministry).collect()
}

fn one(rule: &Rule, id: String, when: Condition, to: u16) -> doc::Rule {
    let has = |relation| rule.relations.contains(&relation);
    let named = |mask| recipients(mask).collect::<Set<_>>();
    let (audience, less) = if has(Relation::Sector) {
        (Audience { affected_ceptoars: true, ..Audience::default() }, ((1 << CEPTOARS) - 1) & !to)
    } else if has(Relation::Own) {
        (Audience { origin_ceptoar: true, ..Audience::default() }, 0)
    } else {
        (Audience { parties: named(to), ..Audience::default() }, 0)
    };
    let except = Audience {
        parties: named(less).or_absent(less == 0),
        origin_ceptoar: has(Relation::NotOwn),
        ..Audience::default()
    };
    let except = (except != Audience::default()).then(|| Box::new(except));
    let effect = match rule.effect {
        Effect::Must => Does::Require,
        Effect::May => Does::Permit,
        Effect::Deny => Does::Forbid,
    };
    let period = doc::Period {
        from: (rule.from > i32::MIN).then(|| date(rule.from).into()),
        until: (rule.until < i32::MAX).then(|| date(rule.until).into()),
    };
    doc::Rule {
        when: Some(when),
        period: (period != doc::Period::default()).then_some(period),
        ..doc::Rule::new(id, effect, Audience { except, ..audience })
    }
}

/// A set that is written only where it says something.
trait OrAbsent {
    fn or_absent(self, absent: bool) -> Self;
}

impl<T> OrAbsent for Set<T> {
    fn or_absent(self, absent: bool) -> Self {
        if absent { Set::Absent } else { self }
    }
}

/// A row as a notice.
pub fn notice(row: &Row) -> Result<Notice, ceptoar_core::InvalidId> {
    let word = |of: Words, code: u8| of[code as usize];
    let mut notice = Notice::new(
        "n".parse()?,
        Direction::Provision,
        row.party().parse()?,
        word(LEVELS, row.level).parse()?,
        word(KINDS, row.kind).parse()?,
        day_start(date(row.day)),
    );
    notice.cause = Some(word(CAUSES, row.cause).parse()?);
    notice.purposes = vec![word(PURPOSES, row.purpose).parse()?];
    notice.affected_sectors = words(row.sectors, SECTORS).map(str::parse).collect::<Result<_, _>>()?;
    notice.affected_sectors.sort();
    Ok(notice)
}
