//! What a router must never do in silence: choose other rules, answer for two rosters, keep every day's facts.

use serde_json::json;

use crate::document::edition::{BasedOn, Edition as EditionDoc};
use crate::edition::Edition;
use crate::error::problem::Refusal;
use crate::id::PartyId;
use crate::notice::envelope::Notice;
use crate::registry::data::Registry;
use crate::registry::roster::Roster;
use crate::router::ask::Router;
use crate::router::bulk::call::Bulk;
use crate::router::bulk::key::Scales;
use crate::router::bulk::rows::{Class, Column, Rows};
use crate::router::bulk::value::{Field, Value};
use crate::rules::set::RuleSet;
use crate::situation::{Outage, Situation};
use crate::time::day_start;

fn built_in() -> Registry {
    Registry::builtin(Edition::V2009_03_31)
}

fn codes(refusal: Refusal) -> Vec<String> {
    refusal.problems().iter().map(|p| format!("{} {}", p.code().as_str(), p.pointer())).collect()
}

fn day(n: u64) -> chrono::NaiveDate {
    let first = chrono::NaiveDate::from_ymd_opt(2007, 4, 1).unwrap_or_default();
    first.checked_add_days(chrono::Days::new(n)).unwrap_or_default()
}

/// Organisations that join gas one after the other, a day each.
fn joining(count: u64) -> Result<Roster, Refusal> {
    let id = |n: u64| format!("gas-{n:04}");
    let organizations: Vec<_> = (0..count).map(|n| json!({ "id": id(n), "name": { "ja": id(n) } })).collect();
    let memberships: Vec<_> = (0..count)
        .map(|n| json!({ "party": id(n), "group": "gas", "role": "member", "period": { "from": day(n).to_string() } }))
        .collect();
    let roster = json!({ "id": "joining", "organizations": organizations, "memberships": memberships });
    Roster::from_json(roster.to_string().as_bytes())
}

fn notice(more: &serde_json::Value) -> Result<Notice, Refusal> {
    let mut notice = json!({ "id": "n", "direction": "provision", "origin": "nisc", "level": "TLP:GREEN",
        "kind": "other", "issued_at": "2009-05-08T01:00:00Z", "affected_sectors": ["gas"] });
    if let (Some(notice), Some(more)) = (notice.as_object_mut(), more.as_object()) {
        notice.extend(more.clone());
    }
    Notice::from_json(notice.to_string().as_bytes())
}

#[test]
fn a_registry_keeps_the_rules_of_its_edition() -> Result<(), Refusal> {
    let with_roster = built_in().with_roster(&joining(1)?)?;
    let read = Registry::from_json(include_bytes!("../../data/editions/2009-03-31.json"))?;
    for registry in [built_in(), with_roster, read] {
        assert_eq!(registry.edition(), Some(Edition::V2009_03_31));
        let router = Router::builder(&registry).compile()?;
        assert_eq!(router.rules().digest(), RuleSet::builtin(Edition::V2009_03_31).digest());
        // Without the edition's rules, aviation's own would leave it.
        let leaving = notice(&json!({ "direction": "exchange", "origin": "aviation", "addressees": ["gas"] }))?;
        let verdict =
            router.decide(&leaving, &PartyId::new("gas").unwrap_or(leaving.origin.clone()), &Situation::default())?;
        assert_eq!(verdict.outcome, crate::word::sets::Outcome::Forbidden);
    }
    let own = json!({ "id": "own", "title": { "ja": "x" }, "sectors": [], "parties": [], "ceptoars": [],
        "memberships": [], "links": [] });
    let own = Registry::from_json(own.to_string().as_bytes())?;
    assert_eq!((own.edition(), Router::builder(&own).compile()?.rules().id().as_str()), (None, "standard"));
    Ok(())
}

#[test]
fn a_second_roster_is_refused() -> Result<(), Refusal> {
    let registry = built_in().with_roster(&joining(1)?)?;
    let again = registry.with_roster(&joining(2)?);
    assert_eq!(again.map(|_| ()).map_err(codes), Err(vec!["second-roster ".to_owned()]));
    Ok(())
}

#[test]
fn the_audience_refuses_what_the_route_refuses() -> Result<(), Refusal> {
    let router = Router::builder(&built_in()).compile()?;
    let good = notice(&json!({}))?;
    let party = |id: &str| PartyId::new(id).unwrap_or(good.origin.clone());
    let year = |year: i32| chrono::NaiveDate::from_ymd_opt(year, 1, 1).map(day_start).unwrap_or_default();
    let bad = [
        (Notice { origin: party("nobody"), ..good.clone() }, "unknown-party /origin"),
        (Notice { addressees: vec![party("gas"), party("gas")], ..good.clone() }, "duplicate-item /addressees/1"),
        (Notice { only: Some(vec![party("gas"), party("gas")]), ..good.clone() }, "duplicate-item /only/1"),
        (Notice { issued_at: year(2300), ..good.clone() }, "instant-out-of-range /issued_at"),
        (Notice { embargo_until: Some(year(1800)), ..good.clone() }, "instant-out-of-range /embargo_until"),
    ];
    for (notice, wanted) in bad {
        let situation = Situation::default();
        let wanted = vec![wanted.to_owned()];
        assert_eq!(router.audience(&notice, &situation).map(|_| ()).map_err(codes), Err(wanted.clone()));
        assert_eq!(router.route(&notice, &situation).map(|_| ()).map_err(codes), Err(wanted.clone()));
        let at_place: Vec<String> = wanted.iter().map(|text| text.replacen(" /", " /1/", 1)).collect();
        let batch = router.route_batch(&[good.clone(), notice], &situation);
        assert_eq!(batch.map(|_| ()).map_err(codes), Err(at_place));
    }
    let late = [2150, 2300].map(|n| Notice { issued_at: year(n), ..good.clone() });
    let refused = router.route_batch(&late, &Situation::default()).map(|_| ()).map_err(codes);
    assert_eq!(refused, Err(vec!["instant-out-of-range /1/issued_at".to_owned()]), "one envelope, two instants");
    let situation = Situation { at: Some(year(2300)), ..Situation::default() };
    let refused = router.route(&good, &situation).map(|_| ()).map_err(codes);
    assert_eq!(refused, Err(vec!["instant-out-of-range /at".to_owned()]));
    Ok(())
}

#[test]
fn audiences_are_equal_if_they_say_the_same() -> Result<(), Refusal> {
    let router = Router::builder(&built_in()).compile()?;
    let ask = |more: serde_json::Value| router.audience(&notice(&more)?, &Situation::default());
    let gas = ask(json!({}))?;
    assert_eq!(gas, ask(json!({ "id": "n" }))?);
    assert_ne!(gas, ask(json!({ "affected_sectors": ["water"] }))?);
    let (nobody, other) = (json!({ "affected_sectors": [] }), json!({ "affected_sectors": [], "id": "other" }));
    assert_ne!(ask(nobody)?, ask(other)?, "their lints stand at other notices");
    Ok(())
}

/// An edition's digest covers the vocabularies that it rests on, its own or the standard ones.
#[test]
fn a_digest_covers_the_vocabularies() -> Result<(), Refusal> {
    let edition = |vocabularies: serde_json::Value| {
        let sectors = json!([{ "id": "information-communications", "name": { "ja": "情報通信" } }]);
        let document = json!({ "id": "own", "title": { "ja": "x" }, "sectors": sectors, "parties": [], "ceptoars": [],
            "memberships": [], "links": [], "vocabularies": vocabularies });
        Registry::from_json(document.to_string().as_bytes()).map(|registry| registry.digest().to_owned())
    };
    let standard: serde_json::Value =
        serde_json::from_slice(include_bytes!("../../data/vocabularies/standard.json")).unwrap_or_default();
    assert!(standard.is_object(), "the standard vocabularies were not read");
    let absent = edition(serde_json::Value::Null)?;
    assert_eq!(absent, edition(standard.clone())?, "left out, they are the standard ones");
    for list in ["kinds", "causes", "purposes", "channels", "obligations"] {
        assert_eq!(absent, edition(json!({ list: standard.get(list) }))?, "{list}");
        assert_ne!(absent, edition(json!({ list: [] }))?, "{list}");
    }
    Ok(())
}

#[test]
fn many_join_dates_keep_memory_bounded_and_answers_right() -> Result<(), Refusal> {
    let count = 1_000;
    assert_eq!((day(0).to_string(), day(365).to_string()), ("2007-04-01".to_owned(), "2008-03-31".to_owned()));
    let registry = built_in().with_roster(&joining(count)?)?;
    let router = Router::builder(&registry).compile()?;
    let most = (1 << 18) / registry.parties().len();
    let mut asked = 0;
    for n in (0..count).step_by(3) {
        let notice = Notice { issued_at: day_start(day(n)), ..notice(&json!({}))? };
        let told = router.audience(&notice, &Situation::default())?;
        let members = told.iter().filter(|(party, _)| party.as_str().starts_with("gas-0")).count();
        assert_eq!(u64::try_from(members).ok(), Some(n + 1), "on day {n}");
        asked += 1;
        assert!(router.engine.kept().0 <= most);
    }
    assert!(asked > most, "the bound was never met: {asked} of {most}");
    Ok(())
}

/// What a situation closes is kept for the next question, and few situations of a large registry are.
#[test]
fn many_situations_keep_memory_bounded_and_answers_right() -> Result<(), Refusal> {
    let registry = built_in().with_roster(&joining(1_000)?)?;
    let router = Router::builder(&registry).compile()?;
    let late = Notice { issued_at: day_start(day(1_000)), ..notice(&json!({}))? };
    let told = |situation: &Situation| router.audience(&late, situation).map(|told| told.len());
    let all = told(&Situation::default())?;
    let mut asked = 0;
    for n in 0..100 {
        let link: Outage = format!("gas>gas-{n:04}").parse()?;
        let cut = Situation::default().with_outage(link);
        assert_eq!((told(&cut)?, told(&cut)?), (all - 1, all - 1), "without link {n}");
        asked += 1;
        assert!(router.engine.kept().1 <= 64.min(asked));
    }
    assert_eq!(router.engine.kept().1, 64, "the bound was never met");
    Ok(())
}

/// A leap second, which only code can write, has the day of the second before.
#[test]
fn a_leap_second_lies_on_its_own_day() -> Result<(), Refusal> {
    let router = Router::builder(&built_in()).compile()?;
    let midnight = day_start(chrono::NaiveDate::from_ymd_opt(2009, 4, 1).unwrap_or_default());
    let before = chrono::DateTime::from_timestamp(midnight.timestamp() - 1, 1_500_000_000).unwrap_or_default();
    let plan = |at| router.route(&Notice { issued_at: at, ..notice(&json!({}))? }, &Situation::default());
    let (leap, day) = (plan(before)?, plan(midnight)?);
    assert_eq!((leap.on.to_string(), day.on.to_string()), ("2009-03-31".to_owned(), "2009-04-01".to_owned()));
    assert_eq!(leap.valid_until, Some(midnight), "what ends at midnight still holds");
    Ok(())
}

/// What an edition covers may have no beginning: a day before all that is dated is covered then, in bulk too.
#[test]
fn a_day_before_all_dates_is_answered_where_it_is_covered() -> Result<(), Refusal> {
    let mut document: serde_json::Value = serde_json::from_str(&built_in().to_json()).unwrap_or_default();
    if let Some(covers) = document.get_mut("covers") {
        *covers = json!({ "until": "2010-01-01" });
    }
    let registry = Registry::from_json(document.to_string().as_bytes())?;
    let builder = Router::builder(&registry).rules(RuleSet::builtin(Edition::V2009_03_31));
    let router = builder.refuse_stale(true).compile()?;
    let mut bulk = Bulk::new(&router, &Situation::default())?;
    let mut same = |field, text| (field, Column::Same(bulk.class(field, Value::Text(text))));
    let columns = [
        same(Field::Direction, "provision"),
        same(Field::Origin, "nisc"),
        same(Field::Level, "TLP:AMBER"),
        same(Field::Kind, "vulnerability"),
    ];
    // In 1905, in 2009, and in 2011, of which it does not speak.
    let issued = [-2_051_222_400_000_000_000, 1_241_744_400_000_000_000, 1_300_000_000_000_000_000];
    let mut questions = Vec::new();
    bulk.number(&Rows { columns: &columns, issued: &issued, ..Rows::default() }, &mut questions);
    assert_eq!(questions, [0, 1, Bulk::UNFIT]);
    let single: Vec<bool> = bulk.ask(0..2, |router, notice, situation| router.audience(notice, situation).is_ok());
    assert_eq!(single, [true, true]);
    Ok(())
}

/// However many classes there are, and so however long the keys, rows have the same questions.
#[test]
fn keys_of_any_length_tell_the_same_rows_apart() -> Result<(), Refusal> {
    let router = Router::builder(&built_in()).compile()?;
    // After a place for each key: a hash of 64 bits, of 128, of a pair.
    for width in [8, 100, 5_000] {
        let mut bulk = Bulk::new(&router, &Situation::default())?;
        let [provision, exchange] =
            ["provision", "exchange"].map(|word| bulk.class(Field::Direction, Value::Text(word)));
        let directions = [provision, exchange, provision, Class::UNFIT, exchange];
        let [a, b] = ["a", "b"].map(|who| bulk.class(Field::NamedPersons, Value::Persons(&[("meti", who)])));
        let persons = [a, b, a, a, a];
        let mut same = |field, text| (field, Column::Same(bulk.class(field, Value::Text(text))));
        let columns = [
            (Field::Direction, Column::Each(&directions)),
            same(Field::Origin, "nisc"),
            same(Field::Level, "TLP:AMBER"),
            same(Field::Kind, "vulnerability"),
            (Field::NamedPersons, Column::Each(&persons)),
        ];
        let rows = Rows { columns: &columns, issued: &[1_241_744_400_000_000_000; 5], ..Rows::default() };
        let mut questions = Vec::new();
        assert_eq!(bulk.number(&rows, &mut questions), 0..3);
        assert_eq!(questions, [0, 1, 0, Bulk::UNFIT, 2]);
        bulk.widen(width);
        assert_eq!(bulk.number(&rows, &mut questions), 3..3, "what was asked is known by its new key");
        assert_eq!(questions, [0, 1, 0, Bulk::UNFIT, 2], "{width}");
    }
    let scales = [8, 100, 5_000, 1 << 14].map(|width| Scales::new(std::iter::repeat_n(width, 18)));
    assert_eq!(scales.each_ref().map(Scales::are_narrow), [true, false, false, false]);
    assert_eq!(scales.each_ref().map(|scales| scales.keys.is_some()), [true, true, false, false]);
    assert_eq!(scales.each_ref().map(|scales| scales.fit_in_a_pair), [true, true, true, false]);
    Ok(())
}

#[test]
fn r36_a_changed_built_in_edition_is_not_given_the_standard_rules_in_silence() -> Result<(), Refusal> {
    let document = |change: &dyn Fn(&mut EditionDoc)| {
        let mut document = built_in().document().clone();
        change(&mut document);
        Registry::from_document(&document)
    };
    let compiled = |registry: &Registry| match Router::builder(registry).compile() {
        Ok(router) => router.rules().id().to_string(),
        Err(refusal) => codes(refusal).join(" "),
    };
    let part = |id: &str, sha256: &str| BasedOn::new(id, 2_u32, sha256);
    let merged = |id: &str, bottom: BasedOn| {
        let (id, parts) = (id.to_owned(), vec![bottom, part("mine", &"0".repeat(64))]);
        document(&move |doc| (doc.id, doc.based_on) = (id.as_str().into(), Some(parts.clone())))
    };
    let known = Edition::V2009_03_31.digest();
    assert_eq!(compiled(&document(&|_| ())?), "2009-03-31");
    let changed = document(&|doc| doc.title = "変更".into())?;
    assert_eq!(compiled(&changed), "rules-not-chosen ");
    assert_eq!(compiled(&merged("2009-03-31+mine", part("2009-03-31", known))?), "2009-03-31");
    assert_eq!(compiled(&merged("2009-03-31+mine", part("2009-03-31", &"0".repeat(64)))?), "rules-not-chosen ");
    assert_eq!(compiled(&merged("own+mine", part("own", known))?), "rules-not-chosen ");
    assert_eq!(compiled(&document(&|doc| doc.id = "own".into())?), "standard", "an edition of one's own");
    // Whoever names rules is asked nothing.
    assert!(Router::builder(&changed).rules(RuleSet::standard()).compile().is_ok());
    Ok(())
}

/// Notices of which each says something else in one field alone: in a batch each has the plan that it has by itself, in whichever
/// order they come, and so has each as JSON, of which terms are kept from one to the next.
#[test]
fn a_batch_tells_notices_apart_by_every_field() -> Result<(), Refusal> {
    let variants = [
        json!({}),
        json!({ "direction": "exchange", "addressees": ["gas"], "origin": "water" }),
        json!({ "origin": "meti" }),
        json!({ "level": "TLP:AMBER" }),
        json!({ "level": "TLP:RED" }),
        json!({ "kind": "incident-case" }),
        json!({ "cause": "cyber-attack" }),
        json!({ "purposes": ["containment"] }),
        json!({ "affected_sectors": ["water"] }),
        json!({ "affected_sectors": ["finance"], "affected_ceptoars": ["banking"] }),
        json!({ "addressees": ["water"] }),
        json!({ "named_persons": [{ "party": "gas", "ref": "one" }] }),
        json!({ "named_persons": [{ "party": "gas", "ref": "another" }] }),
        json!({ "mode": "wide-area-disaster" }),
        json!({ "status": "exercise" }),
        json!({ "no_attribution": true }),
        json!({ "embargo_until": "2009-05-09T01:00:00Z" }),
        json!({ "embargo_until": "2009-05-10T01:00:00Z" }),
        json!({ "level": "TLP:RED", "consents": ["gas"] }),
        json!({ "only": ["meti"] }),
        json!({ "only": [] }),
        json!({ "issued_at": "2009-02-01T01:00:00Z" }),
    ];
    let router = Router::builder(&built_in()).compile()?;
    let mut notices = variants.iter().map(notice).collect::<Result<Vec<_>, _>>()?;
    for _ in 0..2 {
        let batch = router.route_batch(&notices, &Situation::default())?;
        for (place, notice) in notices.iter().enumerate() {
            let plan = router.route(notice, &Situation::default())?;
            let json = router.route_json(notice.to_json().as_bytes(), &Situation::default())?;
            assert_eq!(json, plan.to_json());
            assert_eq!(batch.plan(place), Some(plan));
        }
        notices.reverse();
    }
    Ok(())
}
