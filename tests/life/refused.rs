//! What no answer is given to (LIFE-RULES R8): every door refuses a withdrawal, and takes an update as any notice.

use ceptoar_core::bulk::{Bulk, Field, Value};
use ceptoar_core::{ErrorCode, Message, Notice, Refusal, Router, Situation};

use crate::router;

fn original(router: &Router) -> Notice {
    let json = br#"{ "id": "n-2", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
        "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T15:00:00+09:00" }"#;
    router.notice(json).expect("a notice")
}

fn followed(router: &Router, message: Message) -> Notice {
    original(router).following(message, "n-1".parse().expect("an id"))
}

fn codes(refusal: &Refusal) -> Vec<(ErrorCode, &str)> {
    refusal.problems().iter().map(|problem| (problem.code(), problem.pointer())).collect()
}

#[test]
fn every_door_refuses_a_withdrawal() {
    let router = router();
    let (notice, now) = (followed(&router, Message::Withdrawal), Situation::default());
    let json = notice.to_json();
    assert_eq!(router.notice(json.as_bytes()).as_ref(), Ok(&notice), "it is read as a notice");
    let refused = [
        router.route(&notice, &now).err(),
        router.route_json(json.as_bytes(), &now).err(),
        router.explain(&notice, &now).err(),
        router.audience(&notice, &now).err(),
        router.answer(&notice, &now).err(),
        router.decide(&notice, "gas", &now).err(),
        router.onward(&notice, "nisc", &now).err(),
        router.may_pass(&notice, "nisc", "meti", &now).err(),
        router.relabel(&notice, "nisc", "TLP:RED", &now).err(),
        router.prepare(&notice).err(),
    ];
    for (n, refusal) in refused.iter().enumerate() {
        let refusal = refusal.as_ref().unwrap_or_else(|| panic!("door {n} answers a withdrawal"));
        assert_eq!(codes(refusal), [(ErrorCode::WithdrawalNeedsLog, "/message")], "door {n}");
    }
    let batch = router.route_batch(&[original(&router), notice], &now).expect_err("nothing is answered in part");
    assert_eq!(codes(&batch), [(ErrorCode::WithdrawalNeedsLog, "/1/message")]);
}

#[test]
fn an_update_is_answered_as_its_envelope_is() {
    let router = router();
    let (update, plain, now) = (followed(&router, Message::Update), original(&router), Situation::default());
    assert_eq!(router.route(&update, &now), router.route(&plain, &now));
    assert_eq!(router.explain(&update, &now), router.explain(&plain, &now));
    assert_eq!(router.audience(&update, &now), router.audience(&plain, &now));
    let (of_update, of_plain) = (update.to_json(), plain.to_json());
    assert_eq!(router.route_json(of_update.as_bytes(), &now), router.route_json(of_plain.as_bytes(), &now));
    assert_ne!(of_update, of_plain);
}

#[test]
fn a_notice_put_together_wrongly_is_refused_as_one_that_is_read() {
    let router = router();
    let mut lone = original(&router);
    lone.message = Message::Update;
    let refusal = router.route(&lone, &Situation::default()).expect_err("it names nothing");
    assert_eq!(codes(&refusal), [(ErrorCode::MissingField, "/replaces")]);
    let own = original(&router).following(Message::Update, "n-2".parse().expect("an id"));
    let refusal = router.route_batch(&[own], &Situation::default()).expect_err("it names itself");
    assert_eq!(codes(&refusal), [(ErrorCode::ThreadCircle, "/0/replaces")]);
}

#[test]
fn what_is_said_by_default_changes_no_digest() {
    let notice = original(&router());
    let mut document = notice.document();
    let digest = document.digest();
    document.message = Some(Message::Original);
    assert_eq!(document.digest(), digest);
    assert!(!document.write().contains("message"));
    document.message = Some(Message::Update);
    document.replaces = Some("n-1".into());
    assert_ne!(document.digest(), digest);
}

/// A column has no place for what a notice follows, so that each question of a bulk call is of an original.
#[test]
fn a_bulk_call_asks_of_originals() {
    let router = router();
    let mut bulk = Bulk::new(&router, &Situation::default()).expect("nothing is out");
    assert_eq!(Field::named("message"), None);
    assert_eq!(Field::named("replaces"), None);
    assert_ne!(bulk.class(Field::Direction, Value::Text("provision")), ceptoar_core::bulk::Class::UNFIT);
}
