//! R55 to R66 on random worlds: what becomes of a notice that anybody might write stands in the rows that hold it, and in no other.

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::author::exposure::{ExposureOptions, diff, exposure};
use ceptoar_core::author::{Affected, Alike, Aspect, EnvelopeClasses, Envelopes, Sense};
use ceptoar_core::{
    CauseId, Condition, Duty, KindId, LevelProfile, Message, Notice, PartyId, Period, Plan, PurposeId, Registry,
    Roster, Router, RuleSet, Situation, civil_day, day_start,
};
use ceptoar_suite::random::{Documents, Draw, Size, documents, notice};
use chrono::{NaiveDate, TimeDelta};
use serde_json::{Value, json};

use crate::exposure::changes;

/// The ids of every party of either router.
type Parties = BTreeSet<PartyId>;

/// The router of documents that may not fit each other any more.
fn router(of: &Documents) -> Option<Router> {
    let profile = match &of.profile {
        Value::String(id) => LevelProfile::builtin(id)?,
        own => LevelProfile::from_json(own.to_string().as_bytes()).ok()?,
    };
    let mut registry = Registry::from_json(of.edition.to_string().as_bytes()).ok()?;
    if !of.roster.is_null() {
        registry = registry.with_roster(&Roster::from_json(of.roster.to_string().as_bytes()).ok()?).ok()?;
    }
    let rules = RuleSet::from_json(of.rules.to_string().as_bytes()).ok()?;
    Router::builder(&registry).profile(profile).rules(rules).compile().ok()
}

/// Three more organisations like the first of the roster: nothing tells them apart.
fn with_alike(mut of: Documents) -> Documents {
    let roster = &mut of.roster;
    let Some(first) = roster["organizations"][0]["id"].as_str().map(str::to_owned) else { return of };
    for name in ["like-1", "like-2", "like-3"] {
        for list in ["organizations", "memberships", "links"] {
            let rows = roster[list].as_array_mut().unwrap();
            let is_its = |row: &&Value| ["id", "party", "from", "to"].iter().any(|key| row[*key] == *first);
            let mut more: Vec<Value> = rows.iter().filter(is_its).cloned().collect();
            for row in &mut more {
                for key in
                    ["id", "party", "from", "to"].into_iter().filter(|key| row[*key] == *first).collect::<Vec<_>>()
                {
                    row[key] = json!(name);
                }
            }
            rows.extend(more);
        }
    }
    of
}

/// What somebody changes in a scheme: a rule goes, or asks of less, or does another thing; a link or a role goes; a word comes.
fn changed(draw: &mut Draw<'_>, of: &Documents) -> Documents {
    let mut changed = of.clone();
    let Documents { edition, rules, .. } = &mut changed;
    let list = |document: &'_ mut Value, name: &str| document[name].as_array().map_or(0, Vec::len);
    let rule = draw.below(list(rules, "rules"));
    match draw.below(10) {
        8 => {
            let list = *draw.one(&["purposes", "causes", "kinds"]);
            let terms = edition["vocabularies"][list].as_array_mut().unwrap();
            terms.push(json!({ "id": draw.one(&["aaa", "zzz"]), "name": { "ja": "新" } }));
        }
        0 => drop(rules["rules"].as_array_mut().filter(|all| !all.is_empty()).map(|all| all.remove(rule))),
        1 | 2 if list(rules, "rules") > 0 => {
            let when = rules["rules"][rule]["when"].as_object_mut();
            if let Some(when) = when.filter(|when| !when.is_empty()) {
                let field = when.keys().nth(draw.below(when.len())).cloned().unwrap_or_default();
                when.remove(&field);
            }
        }
        3 if list(rules, "rules") > 0 => {
            rules["rules"][rule]["effect"] = json!("require");
            rules["rules"][rule].as_object_mut().unwrap().remove("judgement");
        }
        4 => rules["extends"] = if rules["extends"].is_null() { json!(["standard"]) } else { Value::Null },
        5 => {
            let n = draw.below(list(edition, "links"));
            edition["links"].as_array_mut().unwrap().remove(n);
        }
        6 => {
            let n = draw.below(list(edition, "links"));
            edition["links"][n]["channels"] = Value::Null;
            edition["links"][n]["internal"] = json!(false);
        }
        _ => {
            let n = draw.below(list(edition, "memberships"));
            edition["memberships"][n]["period"] = json!({ "until": "2009-04-01" });
        }
    }
    changed
}

/// A notice such as the classes hold: it names no person, no consent and no limit, is held back by nothing, affects one sector or one
/// CEPTOAR at most, and is addressed to nobody, to one party or to all that both sides know.
fn envelope(draw: &mut Draw<'_>, router: &Router, all: &Parties, window: Period) -> Notice {
    let mut notice = notice(draw, router);
    (notice.only, notice.embargo_until, notice.no_attribution) = (None, None, false);
    notice.named_persons.clear();
    notice.consents.clear();
    (notice.message, notice.replaces) = (Message::Original, None);
    notice.affected_sectors.truncate(1);
    let registry = router.registry();
    let sector = notice.affected_sectors.first();
    let inside = |id: &PartyId| registry.ceptoars().iter().any(|one| one.party == *id && Some(&one.sector) == sector);
    notice.affected_ceptoars.retain(|id| sector.is_some() && inside(id));
    notice.affected_ceptoars.truncate(1);
    if notice.addressees.len() > 1 {
        notice.addressees = all.iter().cloned().collect();
    }
    let (from, until) = (window.from.unwrap(), window.until.unwrap());
    let days = usize::try_from((until - from).num_days()).unwrap();
    let second = i64::try_from(draw.below(days * 86_400)).unwrap();
    notice.issued_at = day_start(from) + TimeDelta::seconds(second);
    notice
}

/// The sets of values by which rules and channels of both sides tell a field apart.
struct Named<'a> {
    routers: [&'a Router; 2],
    conditions: Vec<&'a Condition>,
    channels: Vec<&'a [PurposeId]>,
}

impl<'a> Named<'a> {
    fn of(routers: [&'a Router; 2]) -> Self {
        let conditions = routers.iter().flat_map(|router| router.rules().rules()).map(|rule| &rule.when).collect();
        let links = routers.iter().flat_map(|router| router.registry().links());
        let channels = links.flat_map(|link| link.channels.iter().flatten());
        let channels = channels.filter_map(|channel| channel.when.as_ref()).map(|when| &when.purposes[..]).collect();
        Self { routers, conditions, channels }
    }

    /// What rules and channels see of the purposes of a notice, and which side refuses them.
    fn purposes(&self, of: &[PurposeId]) -> Vec<Option<bool>> {
        let known = |router: &&Router| {
            let terms = &router.registry().vocabulary().purposes;
            Some(of.iter().all(|one| terms.iter().any(|term| term.id == one.as_str())))
        };
        let rules = self.conditions.iter().filter_map(|when| when.purposes.as_deref());
        let seen = rules.map(|set| (!of.is_empty()).then(|| set.iter().any(|one| of.contains(one))));
        let met = |set: &&[PurposeId]| Some(set.iter().any(|one| of.contains(one)));
        let channels = self.channels.iter().filter(|set| !set.is_empty()).map(met);
        seen.chain(channels).chain(self.routers.iter().map(known)).collect()
    }
}

/// Which value of each axis stands for that of a notice.
struct Place {
    origin: PartyId,
    kind: KindId,
    cause: Option<CauseId>,
    purposes: Vec<PurposeId>,
    affected: Affected,
    addressed: String,
    day: NaiveDate,
}

impl Place {
    fn of(notice: &Notice, classes: &EnvelopeClasses, named: &Named<'_>) -> Self {
        let first = |field: &str, value: &str| -> String {
            let of = |alike: &&Alike| alike.field == field && alike.others.contains(&value.to_owned());
            classes.alike.iter().find(of).map_or_else(|| value.to_owned(), |alike| alike.first.clone())
        };
        let seen = named.purposes(&notice.purposes);
        let stands = |set: &&Vec<PurposeId>| named.purposes(set) == seen;
        // Where no rule names causes, none stands for all of them, or the first does where nothing was left open.
        let cause = notice.cause.as_ref().filter(|cause| cause.as_str() != "unknown");
        let cause = cause.map(|cause| first("causes", cause.as_str()).parse().unwrap());
        // A sector that has one CEPTOAR is that CEPTOAR, where no rule names CEPTOARs.
        let shape = |ceptoars: &[PartyId]| -> Affected {
            serde_json::from_value(json!({ "sectors": notice.affected_sectors, "ceptoars": ceptoars })).unwrap()
        };
        let narrowed = shape(&notice.affected_ceptoars);
        let affected = if classes.split.affected.contains(&narrowed) { narrowed } else { shape(&[]) };
        let addressed = match &notice.addressees[..] {
            [] => "none".to_owned(),
            [one] => one.to_string(),
            _ => "everybody".to_owned(),
        };
        Self {
            origin: first("origins", notice.origin.as_str()).parse().unwrap(),
            kind: first("kinds", notice.kind.as_str()).parse().unwrap(),
            cause,
            purposes: classes.split.purposes.iter().find(stands).cloned().unwrap_or_default(),
            affected,
            addressed,
            day: civil_day(notice.issued_at),
        }
    }

    /// Whether a set of envelopes holds the notice; a list that is empty is not told apart.
    fn is_in(&self, notice: &Notice, of: &Envelopes) -> bool {
        fn holds<T: PartialEq>(list: &[T], value: &T) -> bool {
            list.is_empty() || list.contains(value)
        }
        holds(&of.directions, &notice.direction)
            && holds(&of.origins, &self.origin)
            && holds(&of.levels, &notice.level)
            && holds(&of.kinds, &self.kind)
            && holds(&of.causes, &self.cause)
            && holds(&of.purposes, &self.purposes)
            && holds(&of.modes, &notice.mode)
            && holds(&of.statuses, &notice.status)
            && holds(&of.affected, &self.affected)
            && holds(&of.addressees, &self.addressed)
            && (of.days.is_empty() || of.days.iter().any(|days| days.covers(self.day)))
    }
}

fn window() -> Period {
    let day = |text: &str| text.parse().ok();
    Period { from: day("2009-02-01"), until: day("2009-06-01") }
}

fn options(each_addressee: bool) -> ExposureOptions {
    let Period { from, until } = window();
    ExposureOptions { from, until, each_addressee, most: 150_000, ..ExposureOptions::default() }
}

/// The organisations for whom another one stands, but for so many of each group.
fn stood_for(classes: &EnvelopeClasses, but: usize) -> BTreeSet<String> {
    let groups = classes.alike.iter().filter(|alike| alike.field == "origins");
    groups.flat_map(|alike| alike.others.iter().skip(but).cloned()).collect()
}

fn parties(routers: [&Router; 2]) -> Parties {
    routers.iter().flat_map(|router| router.registry().parties()).map(|party| party.id.clone()).collect()
}

#[test]
fn a_notice_that_anybody_writes_stands_in_the_rows_that_say_what_becomes_of_it() {
    let (mut worlds, mut asked, mut differs, mut groups) = (0, 0, 0, 0);
    let mut met: BTreeMap<(Aspect, Sense), usize> = BTreeMap::new();
    for seed in 0..160 {
        let mut draw = Draw::Seed(15_000 + seed);
        let of = with_alike(documents(&mut draw, if seed % 3 == 0 { Size::SMALL } else { Size::TINY }));
        let (before, other) = (of.router(), changed(&mut draw, &of));
        let Some(after) = router(&other) else { continue };
        let Ok(found) = diff(&before, &after, &options(seed % 3 == 0)) else { continue };
        worlds += 1;
        let (all, named) = (parties([&before, &after]), Named::of([&before, &after]));
        let (unasked, unlooked) = (stood_for(&found.classes, 0), stood_for(&found.classes, 1));
        groups += usize::from(!unlooked.is_empty());
        for _ in 0..80 {
            let side = if draw.once_in(2) { &after } else { &before };
            let mut notice = envelope(&mut draw, side, &all, found.window);
            let is_one = |id: &PartyId| notice.addressees == [id.clone()];
            if seed % 3 != 0 || all.iter().any(|id| is_one(id) && unlooked.contains(id.as_str())) {
                notice.addressees = if notice.addressees.len() > 1 { notice.addressees } else { Vec::new() };
            }
            if unasked.contains(notice.origin.as_str()) {
                continue;
            }
            let place = Place::of(&notice, &found.classes, &named);
            let plan = |router: &Router| -> Option<Plan> { router.route(&notice, &Situation::default()).ok() };
            let (old, new) = (plan(&before), plan(&after));
            asked += 1;
            let holding: Vec<_> = found.rows.iter().filter(|row| place.is_in(&notice, &row.when)).collect();
            for party in all.iter().filter(|party| !unlooked.contains(party.as_str())) {
                let wanted = changes(old.as_ref(), new.as_ref(), party.as_str());
                let said: Vec<_> = holding.iter().filter(|row| row.parties.contains(party)).collect();
                let set: BTreeSet<_> = said.iter().map(|row| (row.aspect, row.sense)).collect();
                assert_eq!((set.len(), &set), (said.len(), &wanted), "seed {seed}, {party}: {}", notice.to_json());
                differs += usize::from(!wanted.is_empty());
                wanted.into_iter().for_each(|one| *met.entry(one).or_default() += 1);
            }
        }
        for row in &found.rows {
            let witness = row.witness.notice.as_str().as_bytes();
            let plan = |router: &Router| router.route(&router.notice(witness).ok()?, &Situation::default()).ok();
            let (old, new) = (plan(&before), plan(&after));
            let shows = |party: &PartyId| {
                changes(old.as_ref(), new.as_ref(), party.as_str()).contains(&(row.aspect, row.sense))
            };
            assert!(row.parties.iter().all(shows), "seed {seed}: {row:?}");
        }
    }
    println!("{worlds} worlds, {groups} with a group, {asked} notices, {differs} answers on a party differ: {met:?}");
    assert!(worlds > 90 && groups > 30 && asked > 6_000 && differs > 2_000, "{worlds}, {groups}, {asked}, {differs}");
    assert!(met.len() > 14, "too few kinds of changes: {met:?}");
}

#[test]
fn who_is_told_of_a_notice_that_anybody_writes_stands_in_one_row() {
    let (mut asked, mut told) = (0, 0);
    for seed in 0..90 {
        let mut draw = Draw::Seed(16_000 + seed);
        let router = with_alike(documents(&mut draw, if seed % 3 == 0 { Size::SMALL } else { Size::TINY })).router();
        let Ok(found) = exposure(&router, &options(false)) else { continue };
        let (all, named) = (parties([&router, &router]), Named::of([&router, &router]));
        let unasked = stood_for(&found.classes, 0);
        let listed: Parties = found.parties.iter().map(|one| one.party.clone()).collect();
        assert_eq!(listed, all.iter().filter(|id| !unasked.contains(id.as_str())).cloned().collect());
        for _ in 0..80 {
            let mut notice = envelope(&mut draw, &router, &all, found.window);
            if notice.addressees.len() == 1 {
                notice.addressees.clear();
            }
            if unasked.contains(notice.origin.as_str()) {
                continue;
            }
            let place = Place::of(&notice, &found.classes, &named);
            let plan = router.route(&notice, &Situation::default()).unwrap();
            asked += 1;
            let holding: Vec<_> = found.rows.iter().filter(|row| place.is_in(&notice, &row.when)).collect();
            for party in &listed {
                let said: Vec<(Duty, _)> = holding
                    .iter()
                    .filter(|row| row.parties.contains(party))
                    .map(|row| (row.duty, row.rules.clone()))
                    .collect();
                // Whichever of those that are alike is told the most.
                let group = found.classes.alike.iter().filter(|of| of.field == "origins" && of.first == party.as_str());
                let group = group.flat_map(|of| of.others.iter().map(String::as_str)).chain([party.as_str()]);
                let told_of_group = group.filter_map(|id| plan.delivery(id)).map(|one| (one.duty, one.rules.clone()));
                let wanted: Vec<_> = told_of_group.max_by_key(|(duty, _)| *duty).into_iter().collect();
                assert_eq!(said, wanted, "seed {seed}, {party}: {}", notice.to_json());
                told += wanted.len();
            }
        }
    }
    assert!(asked > 3_000 && told > 3_000, "{asked} notices, {told} told");
}
