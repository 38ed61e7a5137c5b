//! A registry and its rules can be written without JSON, and documents lose nothing.

use ceptoar_core::chrono::{TimeZone as _, Utc};
use ceptoar_core::document::{
    self, Audience, Ceptoar, Condition, Link, LinkChannel, MembersOf, Membership, Party, Rule, Sector, Set,
};
use ceptoar_core::{
    Direction, Due, Duty, Edition, ErrorCode, LevelProfile, Notice, PartyKind, Refusal, Registry, Role, Roster, Router,
    RuleSet, Situation,
};
use ceptoar_suite::vectors::load;
use serde_json::{Value, json};

/// One sector with a ministry, a CEPTOAR and its members.
fn edition() -> document::Edition {
    let link = |from: &str, to: &str| Link {
        channels: Some(vec![LinkChannel::from("email"), LinkChannel::from("phone")]),
        ..Link::new(from, to, Direction::Provision)
    };
    let member = |party: &str, role: Role| Membership::new(party, "heat", role);
    document::Edition {
        sectors: vec![Sector::new("heat", ("熱供給", "Heat supply"))],
        parties: vec![
            Party::new("centre", PartyKind::Cabinet, "内閣"),
            Party::new("ministry", PartyKind::Ministry, "省"),
            Party::new("heat", PartyKind::Ceptoar, "熱供給CEPTOAR"),
            Party::new("heat-members", PartyKind::Members, "熱供給事業者"),
        ],
        ceptoars: vec![Ceptoar::new("heat", "heat", "熱供給")],
        memberships: vec![member("ministry", Role::Responsible), member("heat-members", Role::Member)],
        links: vec![link("centre", "ministry"), link("ministry", "heat"), link("heat", "heat-members")],
        ..document::Edition::new("own", ("自分の版", "My own edition"))
    }
}

fn rules() -> document::Rules {
    let affected = Audience { affected_ministries: true, affected_ceptoars: true, ..Audience::default() };
    let provision = Condition { directions: Set::from([Direction::Provision]), ..Condition::default() };
    let of_heat = MembersOf { roles: Set::from([Role::Member]), ..MembersOf::new("heat") };
    let members = Audience { members_of: Set::from([of_heat]), ..Audience::default() };
    document::Rules::new(
        "own",
        vec![
            Rule {
                when: Some(provision.clone()),
                due: Some(Due::hours(24).unwrap().into()),
                ..Rule::require("tell", affected)
            },
            Rule { when: Some(provision), ..Rule::permit("members", members) },
            Rule::forbid("never", Audience { parties: Set::from(["centre"]), ..Audience::default() }),
        ],
    )
}

/// The same by hand, as an author of JSON writes it.
fn edition_json() -> Value {
    let link = |from: &str, to: &str| json!({ "from": from, "to": to, "direction": "provision", "channels": ["email", "phone"] });
    json!({
        "format": "ceptoar/edition/1", "id": "own", "title": { "ja": "自分の版", "en": "My own edition" },
        "sectors": [{ "id": "heat", "name": { "ja": "熱供給", "en": "Heat supply" } }],
        "parties": [
            { "id": "centre", "kind": "cabinet", "name": { "ja": "内閣" } },
            { "id": "ministry", "kind": "ministry", "name": { "ja": "省" } },
            { "id": "heat", "kind": "ceptoar", "name": { "ja": "熱供給CEPTOAR" } },
            { "id": "heat-members", "kind": "members", "name": { "ja": "熱供給事業者" } },
        ],
        "ceptoars": [{ "party": "heat", "sector": "heat", "scope": { "ja": "熱供給" } }],
        "memberships": [
            { "party": "ministry", "group": "heat", "role": "responsible" },
            { "party": "heat-members", "group": "heat", "role": "member" },
        ],
        "links": [link("centre", "ministry"), link("ministry", "heat"), link("heat", "heat-members")],
    })
}

fn notice() -> document::Notice {
    let at = Utc.with_ymd_and_hms(2026, 11, 26, 1, 0, 0).unwrap();
    document::Notice {
        affected_sectors: Some(vec!["heat".into()]),
        ..document::Notice::new("n-1", Direction::Provision, "centre", "TLP:GREEN", "other", at)
    }
}

#[test]
fn what_is_written_in_rust_answers_as_what_is_read() -> Result<(), Refusal> {
    let written = Registry::from_document(&edition())?;
    let read = Registry::from_json(edition_json().to_string().as_bytes())?;
    assert_eq!(written.digest(), read.digest());
    assert_eq!(written.document(), read.document());
    let rules = RuleSet::from_document(&rules())?;
    let answer = |registry: &Registry, rules: RuleSet, notice: &Notice| {
        Router::builder(registry).rules(rules).compile()?.route(notice, &Situation::default())
    };
    let notice = Notice::from_document(&notice())?;
    let plan = answer(&written, rules.clone(), &notice)?;
    let told: Vec<(&str, Duty)> = plan.deliveries.iter().map(|d| (d.recipient.as_str(), d.duty)).collect();
    assert_eq!(told, [("heat", Duty::Must), ("heat-members", Duty::May), ("ministry", Duty::Must)]);
    assert_eq!(plan.delivery("heat").and_then(|heat| heat.due.clone()), Due::hours(24));
    let again = RuleSet::from_json(rules.to_json().as_bytes())?;
    let notice = Notice::from_json(notice.to_json().as_bytes())?;
    assert_eq!(answer(&read, again, &notice)?.to_json(), plan.to_json());
    Ok(())
}

#[test]
fn what_is_wrong_is_told_at_its_place() {
    let mut edition = edition();
    edition.links.push(Link::new("heat", "nobody", Direction::Provision));
    edition.parties.push(Party::new("Heat", PartyKind::Partner, ""));
    let told = |refusal: Option<Refusal>| -> Vec<String> {
        let problems = refusal.iter().flat_map(Refusal::problems);
        problems.map(|problem| format!("{} {}", problem.code(), problem.pointer())).collect()
    };
    let wanted = ["unknown-party /links/3/to", "bad-id /parties/4/id", "bad-text /parties/4/name/ja"];
    assert_eq!(told(edition.check().err()), wanted);
    assert_eq!(told(Registry::from_document(&edition).err()), wanted);
    // As the same document as JSON is refused.
    assert_eq!(told(Registry::from_json(edition.write().as_bytes()).err()), wanted);
    let mut rules = rules();
    rules.rules.push(Rule { due: Some("soon".into()), ..Rule::permit("tell", Audience::default()) });
    assert_eq!(told(rules.check().err()), ["bad-due /rules/3/due", "duplicate-id /rules/3/id"]);
    let mut notice = notice();
    notice.level = None;
    notice.addressees = Some(vec!["heat".into(), "heat".into()]);
    assert_eq!(told(notice.check().err()), ["duplicate-item /addressees/1", "missing-level /level"]);
    let format = document::Edition { format: Some("ceptoar/rules/1".to_owned()), ..self::edition() };
    assert_eq!(format.check().err().map(|r| r.problems()[0].code()), Some(ErrorCode::WrongFormat));
}

#[test]
fn documents_lose_nothing() -> Result<(), Refusal> {
    let built_in = Registry::builtin(Edition::LATEST);
    let json = built_in.to_json();
    let read = document::Edition::read(json.as_bytes())?;
    assert_eq!(&read, built_in.document());
    assert_eq!((read.write(), read.digest().as_str()), (json, built_in.digest()));
    assert_eq!(Registry::from_document(&read)?.edition(), Some(Edition::LATEST));
    // The notes of the built-in edition are among what a registry of facts does not hold.
    assert!(built_in.document().links.iter().any(|link| link.note.is_some()), "no note was kept");
    for rules in [RuleSet::standard(), RuleSet::builtin(Edition::LATEST)] {
        let read = document::Rules::read(rules.to_json().as_bytes())?;
        assert_eq!(&read, rules.document());
    }
    assert_eq!(RuleSet::builtin(Edition::LATEST).document().digest(), RuleSet::builtin(Edition::LATEST).digest());
    for profile in [LevelProfile::tlp2(), LevelProfile::tlp1(), LevelProfile::pfc()] {
        let read = document::Levels::read(profile.to_json().as_bytes())?;
        assert_eq!((&read, read.digest().as_str()), (profile.document(), profile.digest()));
        assert_eq!(LevelProfile::from_document(&read)?.digest(), profile.digest());
    }
    Ok(())
}

/// The standard rules are written for any registry, by whichever door they come; a set of one's own by that name is not.
#[test]
fn the_standard_rules_fit_any_registry_by_every_door() -> Result<(), Refusal> {
    let kinds = document::Vocabularies { kinds: Some(Vec::new()), ..document::Vocabularies::default() };
    let registry = Registry::from_document(&document::Edition { vocabularies: Some(kinds), ..edition() })?;
    let standard = RuleSet::standard();
    let compiles = |rules: RuleSet| Router::builder(&registry).rules(rules).compile();
    compiles(standard.clone())?;
    compiles(RuleSet::from_json(standard.to_json().as_bytes())?)?;
    compiles(RuleSet::from_document(standard.document())?)?;
    let own = document::Rules { revision: 99, ..standard.document().clone() };
    let refused = compiles(RuleSet::from_document(&own)?).err();
    assert!(refused.is_some_and(|refused| refused.problems().iter().all(|p| p.code() == ErrorCode::UnknownKind)));
    Ok(())
}

/// Two documents that mean nothing have not one digest, and what a set extends is covered.
#[test]
fn a_digest_tells_documents_apart() {
    let own = document::Rules::new("own", Vec::new());
    let faulty = |id: &str| document::Rules::new("own", vec![Rule::permit(id, Audience::default())]);
    let digests = [own.digest(), own.clone().with_standard().digest(), faulty("A").digest(), faulty("B").digest()];
    let distinct: std::collections::BTreeSet<&String> = digests.iter().collect();
    assert!(distinct.len() == 4 && digests.iter().all(|digest| digest.len() == 64), "{digests:?}");
    let notice = notice();
    assert_ne!(notice.digest(), document::Notice { cause: Some("malware".into()), ..notice.clone() }.digest());
}

/// Every document of the vectors that is accepted: as a value it is written and read again without loss, and as JSON nothing
/// that stands in it is gone.
#[test]
fn documents_of_the_vectors_lose_nothing() {
    let mut seen = [0; 5];
    for case in load().unwrap().into_iter().flat_map(|(_, file)| file.cases) {
        if case.refusal().is_some() {
            continue;
        }
        let bytes = |value: &Value| value.to_string().into_bytes();
        if let Some(value) = &case.registry {
            let read = document::Edition::read(&bytes(value)).unwrap();
            same(value, &read.write());
            assert_eq!(Registry::from_document(&read).unwrap().to_json(), read.write());
            seen[0] += 1;
        }
        if let Some(value) = &case.rules {
            same(value, &document::Rules::read(&bytes(value)).unwrap().write());
            seen[1] += 1;
        }
        if let Some(value) = &case.roster {
            let read = document::Roster::read(&bytes(value)).unwrap();
            same(value, &read.write());
            assert_eq!(Roster::from_document(&read).unwrap().to_json(), read.write());
            seen[2] += 1;
        }
        if let Some(value) = &case.notice {
            let read = document::Notice::read(&bytes(value)).unwrap();
            same(value, &read.write());
            assert_eq!(Notice::from_document(&read), Notice::from_json(&bytes(value)));
            seen[3] += 1;
        }
        if let Some(value) = &case.situation {
            let read = document::Situation::read(&bytes(value)).unwrap();
            same(value, &read.write());
            assert_eq!(Situation::from_document(&read), Situation::from_json(&bytes(value)));
            seen[4] += 1;
        }
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}

/// What is null, or the value of a field that is left out, may be gone; nothing else.
fn same(written: &Value, again: &str) {
    fn bare(value: &Value) -> Value {
        match value {
            Value::Array(items) => items.iter().map(bare).collect(),
            Value::Object(fields) => {
                let is_left_out = |name: &str, value: &Value| {
                    value.is_null() || *value == json!(false) || (name, value) == ("message", &json!("original"))
                };
                let kept = fields.iter().filter(|(name, value)| !is_left_out(name, value) && *name != "revision");
                Value::Object(kept.map(|(name, value)| (name.clone(), bare(value))).collect())
            }
            other => other.clone(),
        }
    }
    let again: Value = serde_json::from_str(again).unwrap();
    assert_eq!(bare(written), bare(&again));
}
