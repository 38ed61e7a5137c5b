//! What overlays do, from the rules R31 to R44; each test names its rule.

use serde_json::{Value, json};

use crate::error::problem::Refusal;
use crate::fact::link::Link;
use crate::overlay::checked::Overlay;
use crate::registry::data::Registry;
use crate::registry::roster::Roster;
use crate::router::ask::Router;
use crate::rules::set::RuleSet;
use crate::say::options::TextOptions;
use crate::say::text::small::onward_text;
use crate::situation::Situation;
use crate::time::parse_date;
use crate::word::sets::{Direction, Lang, Role};

/// Two CEPTOARs, each with a ministry and members; the second ministry runs the secretariat of its own.
pub(super) fn base() -> Value {
    let party = |id: &str, kind: &str| json!({"id": id, "kind": kind, "name": {"ja": id}});
    let role = |party: &str, group: &str, role: &str| json!({"party": party, "group": group, "role": role});
    let link = |from: &str, to: &str, direction: &str, channels: Value| json!({"from": from, "to": to, "direction": direction, "channels": channels});
    let office = |from: &str, to: &str, direction: &str| json!({"from": from, "to": to, "direction": direction, "channels": [], "internal": true});
    json!({
        "id": "mine", "revision": 1, "title": {"ja": "版"}, "covers": {"from": "2024-04-01", "until": "2026-04-01"},
        "sectors": [{"id": "s1", "name": {"ja": "一"}}, {"id": "s2", "name": {"ja": "二"}}],
        "parties": [party("hq", "cabinet"), party("m1", "ministry"), party("m2", "ministry"), party("c1", "ceptoar"),
            party("c2", "ceptoar"), party("c1-members", "members"), party("c2-members", "members"),
            party("council", "council"), party("body", "partner")],
        "ceptoars": [
            {"party": "c1", "sector": "s1", "scope": {"ja": "一"}, "means": {"channels": ["email", "web", "phone"]},
                "secretariat": [{"name": {"ja": "旧協会"}}]},
            {"party": "c2", "sector": "s2", "scope": {"ja": "二"}, "poc": {"from": "2024-04-01"},
                "handling_rules": {"month": "2024-03"}},
        ],
        "memberships": [role("m1", "c1", "responsible"), role("m2", "c2", "responsible"), role("m2", "c2", "secretariat"),
            role("c1-members", "c1", "member"), role("c2-members", "c2", "member"), role("c1", "council", "member"),
            role("body", "c1", "analyst")],
        "links": [
            link("hq", "m1", "provision", Value::Null), link("hq", "m2", "provision", Value::Null),
            link("m1", "c1", "provision", json!(["email", "phone"])), link("c1", "m1", "liaison", Value::Null),
            link("c1", "c1-members", "provision", json!(["email", "web", "phone"])),
            link("c1-members", "c1", "liaison", Value::Null), link("c1-members", "m1", "liaison", Value::Null),
            office("m2", "c2", "provision"), office("c2", "m2", "liaison"),
            link("c2", "c2-members", "provision", Value::Null), link("c2-members", "m2", "liaison", Value::Null),
            link("c1", "c2", "exchange", Value::Null), link("c1", "body", "provision", json!(["email", "web", "phone"])),
        ],
        "totals": [{"of": "ceptoars", "value": 2}],
    })
}

pub(super) fn mine() -> Result<Registry, Refusal> {
    Registry::from_json(base().to_string().as_bytes())
}

/// An overlay of the edition `mine` with these parts.
pub(super) fn overlay(id: &str, parts: Value) -> Result<Overlay, Refusal> {
    let mut document = json!({"format": "ceptoar/overlay/1", "id": id, "extends": {"edition": "mine"}});
    if let (Some(document), Value::Object(parts)) = (document.as_object_mut(), parts) {
        document.extend(parts);
    }
    Overlay::from_json(document.to_string().as_bytes())
}

pub(super) fn laid(parts: Value) -> Result<Registry, Refusal> {
    mine()?.with_overlay(&overlay("new", parts)?)
}

pub(super) fn told<T>(result: Result<T, Refusal>) -> Vec<String> {
    let refusal = result.err();
    let problems = refusal.iter().flat_map(Refusal::problems);
    problems.map(|p| format!("{} {}", p.code().as_str(), p.pointer())).collect()
}

/// The links between two parties, as days and channels.
pub(super) fn links(registry: &Registry, from: &str, to: &str, direction: Direction) -> Vec<String> {
    let said = |link: &&Link| {
        let channels = link.channels.as_deref().map(|list| list.iter().map(|c| c.id.as_str()).collect::<Vec<_>>());
        let channels = channels.map_or("null".to_owned(), |list| list.join(" "));
        format!("{} {}", link.period, if link.internal { "internal" } else { &channels })
    };
    let all = registry.links().iter().filter(|l| l.from == *from && l.to == *to && l.direction == direction);
    all.collect::<Vec<_>>().iter().map(said).collect()
}

pub(super) fn roles(registry: &Registry, group: &str, role: Role) -> Vec<String> {
    let all = registry.memberships().iter().filter(|m| m.group == *group && m.role == role);
    all.map(|m| format!("{} {}", m.party, m.period)).collect()
}

#[test]
fn r31_an_overlay_lies_on_the_edition_at_the_bottom_and_once() -> Result<(), Refusal> {
    let renamed = |id: &str, name: &str, day: &str| {
        overlay(id, json!({"set": [{"of": {"party": "hq"}, "field": "name", "from": day, "value": {"ja": name}}]}))
    };
    let (one, two) = (renamed("one", "一", "2025-04-01")?, renamed("two", "二", "2025-05-01")?);
    let registry = mine()?.with_overlays([&one, &two])?;
    assert_eq!(registry.id(), &"mine+one+two");
    assert_eq!(told(registry.with_overlay(&one)), ["duplicate-id /id"]);
    assert_eq!(told(mine()?.with_overlays([&one, &renamed("again", "三", "2025-04-01")?])), ["doubled-value /1/set/0"]);
    let of = |extends: Value| overlay("other", json!({ "extends": extends }));
    // The base of what follows is told at once, and what it would say of the overlay that is refused is not.
    let (lost, foreign) = (renamed("lost", "一", "2025-04-01")?, of(json!({"edition": "yours"}))?);
    assert_eq!(
        told(mine()?.with_overlays([&one, &lost, &foreign, &two, &one])),
        ["doubled-value /1/set/0", "wrong-base /2/extends", "duplicate-id /4/id"]
    );
    assert_eq!(told(mine()?.with_overlay(&of(json!({"edition": "yours"}))?)), ["wrong-base /extends"]);
    assert_eq!(told(mine()?.with_overlay(&of(json!({"edition": "mine", "revision": 2}))?)), ["wrong-base /extends"]);
    assert!(registry.with_overlay(&of(json!({"edition": "mine", "revision": 1}))?).is_ok());
    assert_eq!(told(of(json!({"edition": "mine+one"}))), ["bad-id /extends/edition"]);
    assert_eq!(told(renamed("a+b", "一", "2025-04-01")), ["bad-id /id"]);
    Ok(())
}

#[test]
fn r32_what_ends_goes_before_what_is_added_and_set() -> Result<(), Refusal> {
    // The same overlay ends a link and writes it anew; the value that is set comes last.
    let registry = laid(json!({
        "set": [{"of": {"party": "isac"}, "field": "name", "from": "2026-10-01", "value": {"ja": "新"}}],
        "add": {"parties": [{"id": "isac", "kind": "partner", "name": {"ja": "旧"}}],
            "links": [{"from": "c1", "to": "c2", "direction": "exchange", "channels": ["phone"], "period": {"from": "2026-04-01"}}]},
        "end": [{"link": {"from": "c1", "to": "c2", "direction": "exchange"}, "until": "2026-04-01"}],
    }))?;
    assert_eq!(links(&registry, "c1", "c2", Direction::Exchange), ["../2026-04-01 null", "2026-04-01/.. phone"]);
    assert_eq!(registry.known("isac")?.names.len(), 1);
    let end = json!({"end": [{"party": "isac", "until": "2026-04-01"}],
        "add": {"parties": [{"id": "isac", "kind": "partner", "name": {"ja": "旧"}}]}});
    assert_eq!(told(laid(end)), ["unknown-party /end/0"], "it is added by the same overlay");
    for nothing in [
        json!({"set": [{"of": {"party": "hq"}, "field": "name", "from": "2026-04-01", "value": {"ja": "hq"}}]}),
        json!({"set": [{"of": {"ceptoar": "c1"}, "field": "ministry", "from": "2026-04-01", "value": ["m1"]}]}),
        json!({"set": [{"of": {"ceptoar": "c1"}, "field": "means", "from": "2026-04-01",
            "value": {"channels": ["email", "web", "phone"]}}]}),
        json!({"set": [{"of": {"ceptoar": "c1"}, "field": "secretariat", "from": "2026-04-01", "value": {"name": {"ja": "旧協会"}}}]}),
    ] {
        assert_eq!(told(laid(nothing)), ["changes-nothing /set/0"]);
    }
    Ok(())
}

#[test]
fn r33_a_party_ends_with_its_memberships_and_links() -> Result<(), Refusal> {
    let registry = laid(json!({"end": [{"party": "c1", "until": "2025-10-01"}]}))?;
    assert_eq!(roles(&registry, "c1", Role::Member), ["c1-members ../2025-10-01"]);
    assert_eq!(roles(&registry, "council", Role::Member), ["c1 ../2025-10-01"]);
    assert_eq!(links(&registry, "c1", "c1-members", Direction::Provision), ["../2025-10-01 email web phone"]);
    assert_eq!(links(&registry, "c1-members", "m1", Direction::Liaison), ["../.. null"], "it touches no CEPTOAR");
    assert!(registry.known("c1-members")?.periods.is_empty(), "its class stays");
    let again = registry.with_overlay(&overlay("b", json!({"end": [{"party": "c1", "until": "2025-10-01"}]}))?);
    assert_eq!(told(again), ["changes-nothing /end/0"]);
    let late = registry.with_overlay(&overlay("b", json!({"end": [{"party": "c1", "until": "2026-10-01"}]}))?);
    assert_eq!(told(late), ["not-standing /end/0"]);
    let begun = laid(
        json!({"add": {"links": [{"from": "c1", "to": "m2", "direction": "liaison", "period": {"from": "2025-10-01"}}]}}),
    )?;
    let ended = |until: &str| begun.with_overlay(&overlay("b", json!({"end": [{"party": "c1", "until": until}]}))?);
    assert_eq!(told(ended("2025-10-01")), ["begins-after-end /end/0"]);
    assert!(ended("2025-10-02").is_ok());
    Ok(())
}

#[test]
fn r33_what_ends_is_as_sure_as_the_less_sure_of_both() -> Result<(), Refusal> {
    let mut document = base();
    if let Some(membership) = document.pointer_mut("/memberships/0") {
        *membership = json!({"party": "m1", "group": "c1", "role": "responsible", "source": ["a"], "grade": "stated"});
    }
    let registry = Registry::from_json(document.to_string().as_bytes())?;
    let end = json!({"end": [{"membership": {"party": "m1", "group": "c1", "role": "responsible"}, "until": "2026-04-01",
        "source": ["b"], "grade": "secondary"}]});
    let registry = registry.with_overlay(&overlay("new", end)?)?;
    let ended = registry.memberships().iter().find(|m| m.party == "m1" && m.group == "c1");
    let citation =
        ended.map(|m| (m.citation.source.iter().map(ToString::to_string).collect::<Vec<_>>(), m.citation.grade));
    assert_eq!(citation, Some((vec!["a".to_owned(), "b".to_owned()], Some(crate::word::sets::Grade::Secondary))));
    Ok(())
}

#[test]
fn r34_r36_r37_what_came_out_says_what_it_is_made_of() -> Result<(), Refusal> {
    let new = overlay("new", json!({"end": [{"party": "body", "until": "2026-04-01"}]}))?;
    let registry = mine()?.with_overlay(&new)?;
    assert_eq!((registry.id().as_str(), registry.revision(), &*registry.title().ja), ("mine+new", 1, "版"));
    let digests: Vec<&str> = registry.overlay_digests().iter().map(|digest| &**digest).collect();
    assert_eq!((registry.digest(), digests.as_slice()), (mine()?.digest(), [new.digest()].as_slice()));
    // Read again, it is one edition with a digest of its own; nobody gives it rules in silence.
    let again = Registry::from_json(registry.to_json().as_bytes())?;
    assert_eq!(again.document(), registry.document());
    assert!(again.overlay_digests().is_empty());
    assert!(again.digest() != registry.digest() && again.digest() == registry.document().digest());
    for merged in [&registry, &again] {
        assert_eq!(told(Router::builder(merged).compile()), ["rules-not-chosen "]);
        assert!(Router::builder(merged).rules(RuleSet::standard()).compile().is_ok());
    }
    // An overlay on what was read again speaks of the same bottom.
    let twice = again.with_overlay(&overlay("more", json!({"end": [{"party": "c1", "until": "2026-04-01"}]}))?)?;
    assert_eq!(
        (twice.id().as_str(), twice.digest(), twice.overlay_digests().len()),
        ("mine+new+more", again.digest(), 1)
    );
    let parts = twice.document().based_on.iter().flatten().map(|part| part.id.as_str());
    assert_eq!(parts.collect::<Vec<_>>(), ["mine", "new", "more"]);
    Ok(())
}

#[test]
fn r38_a_roster_comes_last() -> Result<(), Refusal> {
    let roster = json!({"id": "own", "organizations": [{"id": "a", "name": {"ja": "社"}}],
        "memberships": [{"party": "a", "group": "c1", "role": "member"}]});
    let roster = Roster::from_json(roster.to_string().as_bytes())?;
    let new = overlay("new", json!({"end": [{"party": "body", "until": "2026-04-01"}]}))?;
    assert!(mine()?.with_overlay(&new)?.with_roster(&roster).is_ok());
    assert_eq!(told(mine()?.with_roster(&roster)?.with_overlay(&new)), ["overlay-after-roster "]);
    Ok(())
}

#[test]
fn r39_a_party_that_comes_back_joins_its_periods_and_keeps_its_kind() -> Result<(), Refusal> {
    let ended = laid(json!({"end": [{"party": "body", "until": "2025-04-01"}]}))?;
    let back = |kind: &str, name: &str, from: &str| {
        let party = json!({"id": "body", "kind": kind, "name": {"ja": name}, "periods": [{"from": from}]});
        ended.with_overlay(&overlay("back", json!({"add": {"parties": [party]}}))?)
    };
    let body = back("partner", "新", "2026-04-01")?.known("body")?.clone();
    let periods: Vec<String> = body.periods.iter().map(ToString::to_string).collect();
    assert_eq!(periods, ["../2025-04-01", "2026-04-01/.."]);
    assert_eq!(
        body.names.iter().map(|later| (later.from.to_string(), &*later.name.ja)).collect::<Vec<_>>(),
        [("2026-04-01".to_owned(), "新")]
    );
    assert!(back("partner", "body", "2026-04-01")?.known("body")?.names.is_empty());
    assert_eq!(told(back("ministry", "新", "2026-04-01")), ["other-kind /add/parties/0"]);
    assert_eq!(told(back("partner", "新", "2025-03-31")), ["already-stands /add/parties/0"]);
    Ok(())
}

#[test]
fn r41_what_nothing_states_yet_is_added() -> Result<(), Refusal> {
    let count = json!([{"value": 12, "unit": {"ja": "社"}}]);
    let registry = laid(json!({"set": [
        {"of": {"party": "c1-members"}, "field": "counts", "from": "2026-04-01", "value": count},
        {"of": {"ceptoar": "c1"}, "field": "poc", "value": "2024-05-01"},
        {"of": {"ceptoar": "c1"}, "field": "handling_rules", "value": "2024-05"},
        {"of": {"ceptoar": "c2"}, "field": "handling_rules", "value": "2025-05"},
    ]}))?;
    let day = |text: &str| parse_date(text).unwrap_or_default();
    let members = registry.known("c1-members")?;
    assert_eq!([day("2026-03-31"), day("2026-04-01")].map(|on| members.counts_on(on).len()), [0, 1]);
    let record =
        |id: &str| registry.ceptoar(id).map(|c| (c.poc, c.handling_rules.clone(), c.handling_rules_later.len()));
    assert_eq!(record("c1"), Some((parse_date("2024-05-01"), Some("2024-05".into()), 0)));
    assert_eq!(record("c2"), Some((parse_date("2024-04-01"), Some("2024-03".into()), 1)));
    let refused = laid(json!({"set": [
        {"of": {"ceptoar": "c2"}, "field": "poc", "value": "2024-05-01"},
        {"of": {"ceptoar": "c2"}, "field": "handling_rules", "value": "2024-03"},
    ]}));
    assert_eq!(told(refused), ["already-stands /set/0", "doubled-value /set/1"]);
    Ok(())
}

#[test]
fn r44_the_days_that_are_covered_are_those_of_the_overlay() -> Result<(), Refusal> {
    let covers = |parts: Value| laid(parts).map(|registry| registry.covers().to_string());
    assert_eq!(covers(json!({}))?, "2024-04-01/2026-04-01");
    assert_eq!(covers(json!({"covers": {"from": "2024-04-01", "until": "2027-04-01"}}))?, "2024-04-01/2027-04-01");
    Ok(())
}

#[test]
fn all_faults_are_told_at_once_with_their_places() {
    let form = overlay(
        "new",
        json!({
            "end": [{"until": "2026-04-01"}, {"party": "c1", "until": "2026-4-1"}],
            "add": {"links": [{"from": "c1", "to": "c2", "direction": "exchange", "channels": []}]},
            "set": [
                {"of": {"ceptoar": "c1"}, "field": "name", "from": "2026-04-01", "value": {"ja": "x"}},
                {"of": {"party": "c1"}, "field": "name", "value": {"ja": "x", "open": true}},
                {"of": {"ceptoar": "c1"}, "field": "poc", "from": "2026-04-01", "value": "2026-04-31"},
                {"of": {"ceptoar": "c1"}, "field": "ministry", "from": "2026-04-01", "value": []},
            ],
        }),
    );
    let wanted = [
        "empty-channels /add/links/0/channels",
        "not-one-of /end/0",
        "bad-date /end/1/until",
        "not-one-of /set/0/of",
        "missing-field /set/1",
        "wrong-value /set/1/value",
        "unknown-field /set/2/from",
        "bad-date /set/2/value",
        "wrong-value /set/3/value",
    ];
    assert_eq!(told(form), wanted);
    // What could not be read brings no other fault with it.
    let set = |field: &str, of: &str, value: Value| json!({"of": {of: "c1"}, "field": field, "from": "2026-04-01", "value": value});
    let unread = overlay(
        "new",
        json!({"set": [set("colour", "ceptoar", json!("red")), set("name", "party", json!({"jp": "x"})),
        set("means", "ceptor", json!({"channels": ["fax"]}))]}),
    );
    let wanted = ["unknown-value /set/0/field", "unknown-field /set/1/value/jp", "unknown-field /set/2/of/ceptor"];
    assert_eq!(told(unread), wanted);
    let refused = laid(json!({
        "documents": [{"id": "memo", "title": {"ja": "x"}}],
        "end": [
            {"party": "nobody", "until": "2026-04-01"},
            {"link": {"from": "c1", "to": "c2", "direction": "provision"}, "until": "2026-04-01"},
        ],
        "add": {
            "parties": [
                {"id": "isac", "kind": "partner", "name": {"ja": "x"}, "source": ["nowhere"]},
                {"id": "c3", "kind": "ceptoar", "name": {"ja": "x"}},
            ],
            "memberships": [
                {"party": "isac", "group": "m1", "role": "member"},
                {"party": "m1", "group": "c1", "role": "responsible"},
            ],
            "links": [{"from": "isac", "to": "nobody", "direction": "exchange"}],
            "sectors": [{"id": "s1", "name": {"ja": "一"}}],
            "vocabularies": {"kinds": [{"id": "malware", "name": {"ja": "x"}}, {"id": "own", "name": {"ja": "x"}}]},
        },
        "set": [{"of": {"party": "hq"}, "field": "name", "from": "2026-04-01", "value": {"ja": "hq"}}],
    }));
    let wanted = [
        "unknown-party /add/links/0/to",
        "not-a-group /add/memberships/0/group",
        "already-stands /add/memberships/1",
        "unknown-source /add/parties/0/source/0",
        "missing-record /add/parties/1",
        "no-ministry /add/parties/1",
        "already-stands /add/sectors/0",
        "already-stands /add/vocabularies/kinds/0",
        "unknown-party /end/0",
        "not-standing /end/1",
        "changes-nothing /set/0",
    ];
    let mut found = told(refused);
    found.sort_by(|a, b| a.rsplit(' ').cmp(b.rsplit(' ')));
    assert_eq!(found, wanted);
}

#[test]
fn the_order_in_which_entries_are_written_changes_no_byte() -> Result<(), Refusal> {
    let mut parts = json!({
        "end": [{"party": "body", "until": "2026-04-01"},
            {"link": {"from": "c1", "to": "c2", "direction": "exchange"}, "until": "2026-04-01"}],
        "add": {"parties": [{"id": "b", "kind": "partner", "name": {"ja": "x"}}, {"id": "a", "kind": "partner", "name": {"ja": "x"}}],
            "memberships": [{"party": "b", "group": "c1", "role": "analyst"}, {"party": "a", "group": "c1", "role": "analyst"}],
            "links": [{"from": "c1", "to": "b", "direction": "provision"}, {"from": "c1", "to": "a", "direction": "provision"}]},
        "set": [
            {"of": {"ceptoar": "c1"}, "field": "ministry", "from": "2026-10-01", "value": ["m2"]},
            {"of": {"ceptoar": "c1"}, "field": "means", "from": "2026-10-01", "value": {"channels": ["fax"]}},
            {"of": {"party": "hq"}, "field": "name", "from": "2026-10-01", "value": {"ja": "二"}},
            {"of": {"party": "hq"}, "field": "name", "from": "2026-04-01", "value": {"ja": "一"}},
        ],
    });
    let one = laid(parts.clone())?;
    for list in ["/end", "/set", "/add/parties", "/add/memberships", "/add/links"] {
        if let Some(list) = parts.pointer_mut(list).and_then(Value::as_array_mut) {
            list.reverse();
        }
    }
    let other = laid(parts)?;
    assert_eq!((other.overlay_digests(), other.to_json()), (one.overlay_digests(), one.to_json()));
    // The ministry that takes over uses the means of the day.
    assert_eq!(links(&one, "m2", "c1", Direction::Provision), ["2026-10-01/.. fax"]);
    Ok(())
}

/// The example of the rules: a memo of the next fiscal year.
#[test]
fn an_overlay_of_a_fiscal_year_is_read_written_and_applied() -> Result<(), Refusal> {
    let json = r#"{"format":"ceptoar/overlay/1","id":"fy2026","revision":1,"title":{"ja":"2026年度の変更"},
        "extends":{"edition":"mine","revision":1},"covers":{"from":"2024-04-01","until":"2027-04-01"},
        "documents":[{"id":"memo-12","title":{"ja":"事務連絡 第12号"},"published":"2026-03-20"}],
        "end":[{"until":"2026-04-01","membership":{"party":"m2","group":"c2","role":"responsible"},"source":["memo-12"],"grade":"stated"},
            {"until":"2026-04-01","party":"c2-members"}],
        "add":{"memberships":[{"party":"m1","group":"c2","role":"responsible","period":{"from":"2026-04-01"}}],
            "vocabularies":{"channels":[{"id":"pager","name":{"ja":"ポケベル"}}]}},
        "set":[{"of":{"party":"hq"},"field":"name","value":{"ja":"新本部"},"from":"2026-04-01","source":["memo-12"],"grade":"stated"},
            {"of":{"ceptoar":"c1"},"field":"means","value":{"channels":["email","pager"],"open":true},"from":"2026-04-01"},
            {"of":{"party":"c1-members"},"field":"counts","value":[{"value":12,"unit":{"ja":"社"}}],"from":"2026-04-01"}]}"#;
    let overlay = Overlay::from_json(json.as_bytes())?;
    let plain: String = json.lines().map(str::trim).collect();
    assert_eq!(overlay.to_json(), plain, "nothing is lost, and nothing moves");
    let registry = mine()?.with_overlay(&overlay)?;
    assert_eq!(roles(&registry, "c2", Role::Responsible), ["m1 2026-04-01/..", "m2 ../2026-04-01"]);
    assert_eq!(links(&registry, "c2", "c2-members", Direction::Provision), ["../2026-04-01 null"]);
    assert!(registry.vocabulary().channels.iter().any(|channel| channel.id == "pager"));
    assert!(registry.vocabulary().channels.iter().any(|channel| channel.id == "phone"), "beside those that there were");
    assert_eq!(registry.ceptoar("c1").and_then(|c1| c1.means_later.first()).map(|means| means.open), Some(true));
    Ok(())
}

#[test]
fn r43_text_names_a_party_as_on_the_day() -> Result<(), Refusal> {
    let set = json!({"set": [{"of": {"party": "c1"}, "field": "name", "from": "2025-04-01", "value": {"ja": "新一", "en": "New One"}}]});
    let registry = laid(set)?;
    let router = Router::builder(&registry).rules(RuleSet::standard()).compile()?;
    let text = |at: &str, lang| {
        let notice = json!({"id": "n", "direction": "provision", "origin": "hq", "level": "TLP:AMBER", "kind": "malware",
            "affected_ceptoars": ["c1"], "issued_at": at});
        let notice = router.notice(notice.to_string().as_bytes())?;
        Ok::<String, Refusal>(router.route(&notice, &Situation::default())?.text(&registry, lang))
    };
    assert!(text("2025-03-31T14:59:00Z", Lang::Ja)?.contains("c1"), "its first name is its id");
    assert!(!text("2025-03-31T14:59:00Z", Lang::Ja)?.contains("新一"));
    assert!(text("2025-03-31T15:00:00Z", Lang::Ja)?.contains("新一"), "midnight in Japan");
    assert!(text("2025-03-31T15:00:00Z", Lang::En)?.contains("New One"));
    // A listing without a day has the newest name with its date.
    let listed = onward_text(&registry, "c1", &[], Lang::En);
    assert!(listed.contains("New One (since 2025-04-01)"), "{listed}");
    let day = parse_date("2025-03-31").unwrap_or_default();
    assert!(!onward_text(&registry, "c1", &[], TextOptions::new(Lang::En).on(day)).contains("New One"));
    Ok(())
}
