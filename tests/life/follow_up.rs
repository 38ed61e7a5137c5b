//! What follows from an update or a withdrawal (DESIGN-LIFE 1; LIFE-RULES R10 to R14, R19 to R21, R37).

use ceptoar_core::life::{FollowUp, Threads, follow_up, may_pass, onward};
use ceptoar_core::{ErrorCode, LintCode, MayPass, Notice, Outcome, ReasonCode, Router, Situation};
use serde_json::{Value, json};

use crate::audit::{at, log, notice};
use crate::router;

/// The hand-overs of the rules' example: gas told its members by phone and, as a leak, banking and a contractor.
const HANDED: [&str; 5] = [
    "n-1 nisc meti 10:05",
    "n-1 meti gas 10:10 channel=email received_at=10:11",
    "n-1 gas gas-members 11:20 channel=phone",
    "n-1 gas banking 12:00 channel=phone",
    "n-1 gas outside:contractor-12 12:05",
];

/// What follows `n-1` at three in the afternoon.
fn second(router: &Router, message: &str, more: Value) -> Notice {
    let mut fields =
        json!({ "id": "n-2", "message": message, "replaces": "n-1", "issued_at": "2009-05-08T15:00:00+09:00" });
    for (name, value) in more.as_object().expect("an object") {
        fields[name] = value.clone();
    }
    notice(router, fields)
}

fn of(notices: &[Notice], rows: &[&str], situation: Value) -> FollowUp {
    let router = router();
    let threads = Threads::new(&router, notices).expect("threads");
    let situation = Situation::from_json(situation.to_string().as_bytes()).expect("a situation");
    follow_up(&router, &threads, "n-2", &log(&router, rows), &situation).expect("a follow-up")
}

fn withdrawn(rows: &[&str], situation: Value) -> FollowUp {
    let router = router();
    of(&[notice(&router, json!({})), second(&router, "withdrawal", json!({}))], rows, situation)
}

fn paths(follow_up: &FollowUp) -> Vec<String> {
    follow_up.deliveries.iter().map(|delivery| delivery.path()).collect()
}

fn unmet(follow_up: &FollowUp) -> Vec<(&str, Outcome)> {
    follow_up.unmet.iter().map(|unmet| (unmet.party.as_str(), unmet.outcome)).collect()
}

fn lints(follow_up: &FollowUp, code: LintCode) -> Vec<&str> {
    follow_up.lints.iter().filter(|lint| lint.code == code).map(|lint| lint.at.as_str()).collect()
}

/// The example of the rules, `examples/life/follow-up-update.json`: a stricter label leaves the members behind.
#[test]
fn a_stricter_update_strands_whoever_it_no_longer_reaches() {
    let router = router();
    let stricter = second(&router, "update", json!({ "level": "TLP:AMBER+STRICT" }));
    let found = of(&[notice(&router, json!({})), stricter], &HANDED, json!({}));
    let since = |text: &str| at(text);
    let holders: Vec<_> = found.holders.iter().map(|held| (held.party.as_str(), held.since)).collect();
    let wanted = [
        ("banking", since("12:00:00")),
        ("gas", since("10:11:00")),
        ("gas-members", since("11:20:00")),
        ("meti", since("10:05:00")),
        ("nisc", since("10:00:00")),
    ];
    assert_eq!(holders, wanted);
    assert!(found.holders.iter().all(|held| held.source_known && held.versions == ["n-1"]));
    assert_eq!(found.outside, ["contractor-12"]);
    assert_eq!((found.number, found.thread.as_slice()), (2, &["n-1".parse().unwrap(), "n-2".parse().unwrap()][..]));
    assert_eq!(
        (found.kept.as_slice(), found.gained.len(), found.waiting.len()),
        (&["gas".parse().unwrap(), "meti".parse().unwrap()][..], 0, 0)
    );
    let stranded: Vec<_> = found.stranded.iter().map(|one| (one.party.as_str(), one.outcome, one.required)).collect();
    assert_eq!(stranded, [("banking", Outcome::NotAddressed, false), ("gas-members", Outcome::Capped, true)]);
    assert_eq!(unmet(&found), [("gas-members", Outcome::Capped)]);
    assert_eq!(paths(&found), ["nisc>meti>gas", "nisc>meti"]);
    assert!(found.deliveries.iter().all(|delivery| delivery.reasons[0].code == ReasonCode::HoldsEarlier));
    assert_eq!(found.valid_until, Some(at("2010-04-01T00:00:00")));
    assert_eq!(lints(&found, LintCode::ChannelUnknown), ["nisc>meti"]);
    assert_eq!(FollowUp::from_json(found.to_json().as_bytes()).expect("it reads back"), found);
}

/// R11: who holds an earlier version must be told, though the rules say only that it may.
#[test]
fn a_holder_must_be_told_even_if_it_only_may_be() {
    let router = router();
    let incident = json!({ "kind": "incident-case", "level": "TLP:GREEN", "affected_sectors": ["gas"] });
    let mut more = incident.clone();
    more["origin"] = json!("nisc");
    let notices = [notice(&router, incident), second(&router, "update", more)];
    let may = |rows: &[&str]| {
        let found = of(&notices, rows, json!({}));
        let delivery = found.delivery("railway").expect("railway hears of incidents elsewhere").clone();
        let is_gained = found.gained.iter().any(|party| *party == *"railway");
        (delivery.duty.as_str(), delivery.reasons.iter().map(|reason| reason.code).collect::<Vec<_>>(), is_gained)
    };
    assert_eq!(may(&[]), ("may", vec![], true));
    assert_eq!(may(&["n-1 mlit railway 10:30"]), ("must", vec![ReasonCode::HoldsEarlier], false));
}

/// R37: who waits for the embargo alone is not stranded; who would not be told after it is.
#[test]
fn who_waits_for_the_embargo_alone() {
    let router = router();
    let later = second(&router, "update", json!({ "embargo_until": "2009-05-08T18:00:00+09:00" }));
    let notices = [notice(&router, json!({})), later];
    let found = of(&notices, &HANDED, json!({}));
    assert_eq!(found.waiting, ["gas", "gas-members", "meti"]);
    assert_eq!(found.stranded.iter().map(|one| one.party.as_str()).collect::<Vec<_>>(), ["banking"]);
    assert_eq!(found.unreached().count(), 0, "whoever waits is not lost");
    assert_eq!((found.deliveries.len(), found.valid_until), (0, Some(at("18:00:00"))));
    let found = of(&notices, &HANDED, json!({ "at": "2009-05-08T18:00:00+09:00" }));
    assert_eq!((found.kept.len(), found.waiting.len()), (3, 0));
}

/// The example of the rules, `examples/life/follow-up-withdrawal.json`: a withdrawal follows every copy, leaks as well.
#[test]
fn a_withdrawal_follows_every_copy() {
    let rows = [&HANDED[..], &["n-1 gas-members electric-power-members 13:00"]].concat();
    let found = withdrawn(&rows, json!({}));
    let wanted = [
        "nisc>meti>gas>banking",
        "nisc>meti>gas>gas-members>electric-power-members",
        "nisc>meti>gas",
        "nisc>meti>gas>gas-members",
        "nisc>meti",
    ];
    assert_eq!(paths(&found), wanted);
    assert_eq!((unmet(&found), found.outside.len()), (vec![], 1));
    for delivery in &found.deliveries {
        let due = delivery.due.as_ref().map(ToString::to_string);
        assert_eq!((delivery.duty.as_str(), due.as_deref(), delivery.rules.len()), ("must", Some("promptly"), 0));
        assert_eq!(delivery.reasons[0].code, ReasonCode::Withdrawal);
        assert_eq!(delivery.obligations, ["need-to-know"]);
    }
    let last = found.delivery("electric-power-members").and_then(|delivery| delivery.hops.last()).expect("a hop");
    assert_eq!((last.direction, &last.channels, last.off_link), (None, &None, true));
    let exchange = found.delivery("banking").and_then(|delivery| delivery.hops.last()).expect("a hop");
    assert_eq!((exchange.direction.map(|d| d.as_str()), exchange.off_link), (Some("exchange"), false));
    assert_eq!(lints(&found, LintCode::OffLink), ["gas-members>electric-power-members"]);
    // Nothing of it is told under the reach of a level, and nobody who has nothing.
    assert_eq!((found.kept.len(), found.gained.len(), found.stranded.len()), (0, 0, 0));
    assert_eq!(FollowUp::from_json(found.to_json().as_bytes()).expect("it reads back"), found);
}

/// R13: who handed it on must have had it; who gets it after the instant has it not yet.
#[test]
fn who_has_it_by_the_instant() {
    let rows = ["n-1 gas gas-members 10:20 received_at=15:30", "n-1 meti electric-power 10:30 failed=1"];
    let holders = |situation| {
        let found = withdrawn(&rows, situation);
        let one = |held: &ceptoar_core::life::VersionHolder| format!("{} {}", held.party, held.source_known);
        found.holders.iter().map(one).collect::<Vec<_>>()
    };
    assert_eq!(holders(json!({})), ["gas false", "nisc true"]);
    assert_eq!(holders(json!({ "at": "2009-05-08T15:30:00+09:00" })), ["gas false", "gas-members true", "nisc true"]);
    // A failed attempt hands nothing on: METI is no holder by it.
    let found = withdrawn(&rows, json!({}));
    // Between NISC and gas stands METI, which has nothing: no way leads there among holders.
    assert_eq!(unmet(&found), [("gas", Outcome::Unreachable)]);
}

/// R20, R21: open links before logged hand-overs; an outage of the pair, or of a party, shuts both.
#[test]
fn what_is_out_shuts_the_way() {
    let leaked = ["n-1 nisc meti 10:05", "n-1 meti banking 10:10", "n-1 banking gas 10:20"];
    let found = withdrawn(&leaked, json!({}));
    assert_eq!(paths(&found), ["nisc>meti>banking", "nisc>meti>gas", "nisc>meti"]);
    assert_eq!(lints(&found, LintCode::OffLink), ["meti>banking"]);
    let found = withdrawn(&leaked, json!({ "outages": [{ "link": "meti>gas" }] }));
    assert_eq!(paths(&found), ["nisc>meti>banking", "nisc>meti>banking>gas", "nisc>meti"]);
    let found = withdrawn(&leaked, json!({ "outages": [{ "party": "banking" }] }));
    assert_eq!(paths(&found), ["nisc>meti>gas", "nisc>meti"]);
    assert_eq!(unmet(&found), [("banking", Outcome::Unreachable)]);
    let found = withdrawn(&leaked, json!({ "outages": [{ "party": "nisc" }] }));
    assert_eq!((paths(&found).len(), unmet(&found).len()), (0, 3));
}

/// R14: the others of a class that issued the notice are owed its end where it was handed to them; its own hand is not.
#[test]
fn the_others_of_a_class() {
    let router = router();
    let report = json!({ "direction": "liaison", "origin": "gas-members", "affected_sectors": [] });
    let notices = [notice(&router, report.clone()), second(&router, "withdrawal", report)];
    let found = of(&notices, &["n-1 gas-members gas 10:05"], json!({}));
    assert_eq!(paths(&found), ["gas-members>gas"]);
    let rows = ["n-1 gas-members gas 10:05", "n-1 gas gas-members 10:10"];
    let found = of(&notices, &rows, json!({}));
    assert_eq!(paths(&found), ["gas-members>gas", "gas-members>gas>gas-members"]);
}

#[test]
fn what_has_come_already_is_said() {
    let found =
        withdrawn(&[&HANDED[..], &["n-2 nisc meti 15:05"]].concat(), json!({ "at": "2009-05-08T15:10:00+09:00" }));
    assert_eq!((found.done.as_slice(), found.deliveries.len()), (&["meti".parse().unwrap()][..], 4));
}

/// R47: a looser label by one who could not set it.
#[test]
fn a_looser_update() {
    let router = router();
    let lints_of = |origin: &str, label: &str| {
        let first = notice(&router, json!({ "origin": origin }));
        let update = second(&router, "update", json!({ "origin": origin, "level": label }));
        lints(&of(&[first, update], &[], json!({})), LintCode::LooserThanReplaced).len()
    };
    // The cabinet decides the label of what is provided; a ministry may only tighten it.
    assert_eq!(
        (lints_of("nisc", "TLP:GREEN"), lints_of("meti", "TLP:GREEN"), lints_of("meti", "TLP:AMBER+STRICT")),
        (0, 1, 0)
    );
}

#[test]
fn what_is_no_follow_up_is_refused() {
    let router = router();
    let notices = [notice(&router, json!({})), second(&router, "withdrawal", json!({}))];
    let threads = Threads::new(&router, &notices).expect("threads");
    let refused = |id: &str, situation: Value| {
        let situation = Situation::from_json(situation.to_string().as_bytes()).expect("a situation");
        let refusal = follow_up(&router, &threads, id, &log(&router, &[]), &situation).expect_err("refused");
        let problem = &refusal.problems()[0];
        (problem.code(), problem.pointer().to_owned())
    };
    assert_eq!(refused("n-1", json!({})), (ErrorCode::NotAFollowUp, "/notice".to_owned()));
    assert_eq!(refused("n-9", json!({})), (ErrorCode::UnknownNotice, "/notice".to_owned()));
    let foreign = json!({ "outages": [{ "channel": "pigeon" }] });
    assert_eq!(refused("n-2", foreign), (ErrorCode::UnknownChannel, "/outages/0/channel".to_owned()));
}

/// What a desk needs, 5: nobody passes on what was replaced or withdrawn.
#[test]
fn what_was_replaced_is_not_passed_on() {
    let router = router();
    let notices = [notice(&router, json!({})), second(&router, "update", json!({}))];
    let threads = Threads::new(&router, &notices).expect("threads");
    let asked = |id: &str, at: Option<&str>| {
        let mut situation = Situation::default();
        situation.at = at.map(crate::audit::at);
        let passing = may_pass(&router, &threads, id, "meti", "gas", &situation).expect("an answer");
        let next = onward(&router, &threads, id, "meti", &situation).expect("an answer");
        let first = passing.reasons.first().map(|reason| reason.code);
        assert_eq!(passing.hop.is_some(), passing.answer != MayPass::No);
        (passing.answer, first, next.len())
    };
    assert_eq!(asked("n-1", Some("14:59:59")), (MayPass::Yes, None, 1));
    assert_eq!(asked("n-1", Some("15:00:00")), (MayPass::No, Some(ReasonCode::Replaced), 0));
    // Without an instant whatever is known to replace it counts: that it is known says that it was issued.
    assert_eq!(asked("n-1", None), (MayPass::No, Some(ReasonCode::Replaced), 0));
    assert_eq!(asked("n-2", None), (MayPass::Yes, None, 1));
    let unknown = may_pass(&router, &threads, "n-9", "meti", "gas", &Situation::default()).expect_err("refused");
    assert_eq!(unknown.problems()[0].code(), ErrorCode::UnknownNotice);
}

/// A recipient's own part says nothing of the other holders, nor of an origin that any notice of the thread hides.
#[test]
fn what_one_recipient_may_be_told() {
    let router = router();
    let hidden = json!({ "no_attribution": true });
    for (first, second_) in [(hidden.clone(), hidden.clone()), (hidden.clone(), json!({})), (json!({}), hidden)] {
        let notices = [notice(&router, first), second(&router, "withdrawal", second_)];
        let threads = Threads::new(&router, &notices).expect("threads");
        let found = of(&notices, &HANDED, json!({}));
        let view = |party: &str| found.view_for(party, &threads).expect("it is told").to_json();
        assert!(!view("meti").contains("nisc") && !view("meti").contains("gas"), "{}", view("meti"));
        assert!(view("gas-members").contains(r#""from":"gas""#) && !view("gas-members").contains("banking"));
        assert!(found.view_for("telecom", &threads).is_none());
    }
    let notices = [notice(&router, json!({})), second(&router, "withdrawal", json!({}))];
    let threads = Threads::new(&router, &notices).expect("threads");
    let view = of(&notices, &HANDED, json!({})).view_for("meti", &threads).expect("it is told");
    assert_eq!(view.origin.as_deref(), Some("nisc"));
}

/// R2, R13: one office has what its other half handed on, though nothing says whence.
#[test]
fn one_office_has_what_its_other_half_handed_on() {
    let router = router();
    let told = json!({ "affected_sectors": ["aviation"] });
    let notices = [notice(&router, told.clone()), second(&router, "withdrawal", told)];
    let found = of(&notices, &["n-1 mlit aviation-members 10:20"], json!({}));
    let holders: Vec<_> = found.holders.iter().map(|held| (held.party.as_str(), held.source_known)).collect();
    let wanted = [("aviation", false), ("aviation-members", true), ("mlit", false), ("nisc", true)];
    assert_eq!(holders, wanted);
    let told: Vec<&str> = found.deliveries.iter().map(|delivery| delivery.recipient.as_str()).collect();
    assert_eq!(told, ["aviation", "aviation-members", "mlit"]);
}

/// What is later than the instant is counted, and not passed over in silence.
#[test]
fn what_is_later_is_counted() {
    let rows = [&HANDED[..], &["n-1 gas telecom 16:00"]].concat();
    let found = withdrawn(&rows, json!({}));
    assert_eq!((found.later, found.delivery("telecom").is_some()), (1, false));
    assert!(found.text(ceptoar_core::Lang::En).contains("not looked at: 1"));
    let found = withdrawn(&rows, json!({ "at": "2009-05-08T16:00:00+09:00" }));
    assert_eq!((found.later, found.delivery("telecom").is_some()), (0, true));
}
