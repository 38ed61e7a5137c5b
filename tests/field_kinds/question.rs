//! What is asked: of which day, and with what out.

use ceptoar_core::{Edition, Lang, Notice, Outage, PartyId, Registry, Router, Situation, parse_instant};

use super::told;

fn registry() -> Registry {
    Registry::builtin(Edition::V2009_03_31)
}

fn notice(issued_at: &str) -> Notice {
    let json = serde_json::json!({ "id": "n", "direction": "provision", "origin": "nisc", "level": "TLP:GREEN",
        "kind": "other", "affected_sectors": ["gas"], "issued_at": issued_at });
    Notice::from_json(json.to_string().as_bytes()).unwrap()
}

#[test]
fn kind_26_an_empty_part_of_an_outage_never_means_all() {
    let read = |text: &str| text.parse::<Outage>();
    for text in ["email", "mic>telecom", "mic>telecom:email", "party:mhlw"] {
        assert_eq!(read(text).unwrap().to_string(), text, "an outage is written as it is read");
    }
    let cases = [
        ("", "bad-id /channel"),
        (" ", "bad-id /channel"),
        (" email", "bad-id /channel"),
        ("Email", "bad-id /channel"),
        ("meti>gas:", "bad-id /channel"),
        ("meti>gas: ", "bad-id /channel"),
        ("meti>gas:email:", "bad-id /channel"),
        ("meti>gas:email:fax", "bad-id /channel"),
        (":email", "bad-id /link"),
        ("meti:email", "bad-id /link"),
        (">", "bad-id /link"),
        ("meti>", "bad-id /link"),
        (">gas", "bad-id /link"),
        ("meti>gas>nisc", "bad-id /link"),
        ("meti > gas", "bad-id /link"),
        (">gas:email", "bad-id /link"),
        ("party:", "bad-id /party"),
        ("party:meti>gas", "bad-id /party"),
        ("party:meti:email", "bad-id /party"),
        ("Party:meti", "bad-id /link"),
    ];
    for (text, wanted) in cases {
        assert_eq!(told(read(text)), [wanted], "{text:?}");
    }
    assert_eq!(told(read(":")), ["bad-id /channel", "bad-id /link"]);
    // As JSON: an empty channel beside a link does not close the whole link.
    let json = br#"{"outages":[{"link":"meti>gas","channel":""},{"link":"","channel":"email"}]}"#;
    assert_eq!(told(Situation::from_json(json)), ["bad-id /outages/0/channel", "unknown-link /outages/1/link"]);
    let json = br#"{"outages":[{"party":""},{"party":"meti","channel":"email"},{"party":"meti","link":"meti>gas"}]}"#;
    let wanted = ["bad-id /outages/0/party", "party-not-alone /outages/1", "party-not-alone /outages/2"];
    assert_eq!(told(Situation::from_json(json)), wanted);
}

#[test]
fn u02_stale_answers_are_refused_where_that_is_asked_for() {
    let registry = registry();
    let router = Router::builder(&registry).refuse_stale(true).compile().unwrap();
    let lenient = Router::builder(&registry).compile().unwrap();
    let (stale, fresh) = (notice("2026-05-08T01:00:00Z"), notice("2009-05-08T01:00:00Z"));
    let now = Situation::default();
    let later = Situation::at(parse_instant("2010-04-01T00:00:00+09:00").unwrap());
    let party = |id: &str| PartyId::new(id).unwrap();
    let (meti, gas) = (party("meti"), party("gas"));
    for (notice, situation, pointer) in [(&stale, &now, "/issued_at"), (&fresh, &later, "/at"), (&stale, &later, "/at")]
    {
        let wanted = [format!("stale-edition {pointer}")];
        assert_eq!(told(router.route(notice, situation)), wanted);
        assert_eq!(told(router.explain(notice, situation)), wanted);
        assert_eq!(told(router.audience(notice, situation).map(drop)), wanted);
        assert_eq!(told(router.decide(notice, &gas, situation)), wanted);
        assert_eq!(told(router.onward(notice, &meti, situation)), wanted);
        assert_eq!(told(router.may_pass(notice, &meti, &gas, situation)), wanted);
        assert_eq!(told(router.relabel(notice, &meti, &notice.level, situation)), wanted);
        assert!(
            lenient.route(notice, situation).unwrap().lints.iter().any(|lint| lint.code.as_str() == "stale-edition")
        );
    }
    // The last day that the edition speaks of is answered, and a stale notice is answered for such a day.
    let last = Situation::at(parse_instant("2010-03-31T23:59:59+09:00").unwrap());
    assert!(router.route(&fresh, &last).is_ok() && router.route(&stale, &last).is_ok());
    assert!(router.route(&fresh, &now).is_ok());

    let notices = [fresh.clone(), stale.clone(), fresh, stale];
    assert_eq!(told(router.route_batch(&notices, &now)), ["stale-edition /1/issued_at", "stale-edition /3/issued_at"]);
    assert_eq!(told(router.route_batch(&notices, &later)), ["stale-edition /at"], "the situation is told of once");
    let refusal = router.route(&notices[1], &now).unwrap_err();
    for (lang, remedy) in [(Lang::En, "use an edition of that day"), (Lang::Ja, "その日を扱う版を使う")] {
        let message = refusal.problems()[0].message(lang);
        assert!(message.contains("2026-05-08") && message.contains("2007-04-01/2010-04-01"), "{message}");
        assert!(message.contains(remedy), "{message}");
    }
}
