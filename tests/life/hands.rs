//! How a hand-over and a duty are judged where one rule alone decides (LIFE-RULES R1, R2, R14, R22, R32, R46): each of these
//! was seen to fail with that rule taken out of the audit.

use ceptoar_core::life::{DatedSituation, Threads, audit};
use ceptoar_core::{Edition, Notice, Registry, Router, RuleSet, Situation};
use serde_json::{Value, json};

use crate::audit::{SOUND, at, audited, evening, found, log, notice};
use crate::router;

/// What is found of a notice with other fields, in the evening.
fn of(more: Value, rows: &[&str]) -> Vec<String> {
    let router = router();
    found(&audited(&router, &[notice(&router, more)], rows, &evening()))
}

/// Those of one party.
fn about(party: &str, found: Vec<String>) -> Vec<String> {
    found.into_iter().filter(|one| one.ends_with(&format!(" {party}"))).collect()
}

/// R1: the sender has it by the log, or is the origin, or may have it.
#[test]
fn a_sender_who_neither_has_it_nor_may() {
    let router = router();
    let told = notice(&router, json!({ "affected_sectors": ["finance"], "affected_ceptoars": ["banking"] }));
    let audit = audited(&router, &[told], &["n-1 jpcert-cc banking 10:10"], &evening());
    let path = audit.findings.iter().find(|finding| finding.code.as_str() == "off-path").expect("off-path");
    // A link leads there and is open: that JPCERT/CC may not have the notice is all that is wrong with the way.
    assert_eq!(path.reasons.iter().map(|reason| reason.code.as_str()).collect::<Vec<_>>(), ["holder-not-entitled"]);
    assert!(found(&audit).contains(&"not-held banking".to_owned()));
}

/// R1: what has turned to provision links cannot turn back.
#[test]
fn a_direction_that_turned() {
    let up = json!({ "direction": "liaison", "origin": "gas-members", "affected_sectors": [] });
    let straight = ["n-1 gas-members gas 10:05", "n-1 gas meti 10:10", "n-1 meti nisc 10:20"];
    assert_eq!(of(up.clone(), &straight), [""; 0]);
    let turned = ["n-1 gas-members meti 10:05", "n-1 meti gas 10:10", "n-1 gas meti 10:20", "n-1 meti nisc 10:30"];
    assert_eq!(about("meti", of(up, &turned)), ["off-path meti", "repeated meti"]);
}

/// R2: what one office writes down of itself is never wrong, and never asked to be confirmed.
#[test]
fn one_office() {
    let early = json!({ "affected_sectors": ["aviation"], "embargo_until": "2009-05-08T12:00:00+09:00" });
    let rows = ["n-1 nisc mlit 11:00", "n-1 mlit aviation 11:10"];
    assert_eq!(about("mlit", of(early.clone(), &rows)), ["early mlit"]);
    assert_eq!(about("aviation", of(early, &rows)), [""; 0]);
    let router = router();
    let mut policy = evening();
    policy.confirm_within = "PT30M".parse().ok();
    let told = [notice(&router, json!({ "affected_sectors": ["aviation"] }))];
    let unconfirmed = found(&audited(&router, &told, &["n-1 nisc mlit 10:10"], &policy));
    assert_eq!(about("mlit", unconfirmed.clone()), ["unconfirmed mlit"]);
    assert_eq!(about("aviation", unconfirmed), [""; 0]);
}

/// R32: all that permits the recipient asks for a judgement, or the channel does.
#[test]
fn what_a_person_must_judge() {
    let incident = json!({ "affected_sectors": ["gas"], "kind": "incident-case", "level": "TLP:GREEN" });
    let row = "n-1 railway railway-members 10:20 channel=email";
    let path = ["n-1 nisc mlit 10:05", "n-1 mlit railway 10:10", row];
    assert_eq!(about("railway-members", of(incident.clone(), &path)), ["unjudged railway-members"]);
    let judged = format!("{row} judged_by=duty-officer-7");
    assert_eq!(
        about("railway-members", of(incident, &["n-1 nisc mlit 10:05", "n-1 mlit railway 10:10", &judged])),
        [""; 0]
    );
    // The channel alone: securities' members tell it by a web page of disasters where somebody judges so.
    let report = json!({ "direction": "liaison", "origin": "securities-members", "affected_sectors": [],
        "mode": "wide-area-disaster", "purposes": ["containment"] });
    let by = |channel: &str| {
        about(
            "securities",
            of(report.clone(), &[&format!("n-1 securities-members securities 10:05 channel={channel}")]),
        )
    };
    assert_eq!((by("email"), by("bcp-web")), (vec![], vec!["unjudged securities".to_owned()]));
}

/// R22: on channels that nobody knows, level and outages still bar.
#[test]
fn a_channel_of_an_unknown_link() {
    let by = |channel: &str| about("meti", of(json!({}), &[&format!("n-1 nisc meti 10:05 channel={channel}")]));
    assert_eq!((by("email"), by("web")), (vec![], vec!["wrong-channel meti".to_owned()]));
    let router = router();
    let notices = [notice(&router, json!({}))];
    let threads = Threads::new(&router, &notices).expect("threads");
    let rows = ["n-1 nisc meti 10:05 channel=email", SOUND[1], SOUND[2]];
    for out in [
        json!({ "outages": [{ "channel": "email", "link": "nisc>meti" }] }),
        json!({ "failed_sectors": ["information-communications"] }),
    ] {
        let out = Situation::from_json(out.to_string().as_bytes()).expect("a situation");
        let mut hour = DatedSituation::new(at("10:00:00"), out);
        hour.until = Some(at("10:08:00"));
        let audit = audit(&router, &threads, &log(&router, &rows), &[hour], &evening()).expect("an audit");
        assert_eq!(found(&audit), ["wrong-channel meti"]);
    }
}

/// R14: a class that issued a notice is owed its withdrawal only where the others of it were told.
#[test]
fn a_class_as_origin() {
    let router = router();
    let first = notice(&router, json!({ "origin": "gas-members" }));
    let withdrawal = notice(
        &router,
        json!({ "id": "n-2", "message": "withdrawal", "replaces": "n-1",
        "issued_at": "2009-05-08T12:00:00+09:00" }),
    );
    let notices: [Notice; 2] = [first, withdrawal];
    let of = |rows: &[&str]| about("gas-members", found(&audited(&router, &notices, rows, &evening())));
    let owed = |found: Vec<String>| found.contains(&"omission gas-members".to_owned());
    assert!(!owed(of(&["n-1 gas-members gas 10:05"])));
    assert!(owed(of(&["n-1 gas-members gas 10:05", "n-1 gas gas-members 10:10"])));
}

/// R21: who is out all along is not reached by a withdrawal, and that is nobody's fault; who is out for an hour is.
#[test]
fn a_withdrawal_for_somebody_who_is_out() {
    let router = router();
    let end =
        json!({ "id": "n-2", "message": "withdrawal", "replaces": "n-1", "issued_at": "2009-05-08T12:00:00+09:00" });
    let notices = [notice(&router, json!({})), notice(&router, end)];
    let threads = Threads::new(&router, &notices).expect("threads");
    let of = |until: Option<&str>, by: &str| {
        let out = Situation::default().with_outage("party:meti".parse().expect("an outage"));
        let mut out = DatedSituation::new(at("11:00:00"), out);
        out.until = until.map(at);
        let rows = ["n-1 nisc meti 10:05", "n-1 meti gas 10:10", "n-1 gas gas-members 10:20"];
        let mut policy = evening();
        policy.as_of = at(by);
        about("meti", found(&audit(&router, &threads, &log(&router, &rows), &[out], &policy).expect("an audit")))
    };
    assert_eq!(of(None, "18:00:00"), ["unmet meti"]);
    // Whoever is reached by it alone is not told, and no hand is to blame.
    let out =
        DatedSituation::new(at("11:00:00"), Situation::default().with_outage("party:meti".parse().expect("an outage")));
    let rows = ["n-1 nisc meti 10:05", "n-1 meti gas 10:10"];
    let audit = audit(&router, &threads, &log(&router, &rows), &[out], &evening()).expect("an audit");
    let gas = audit.findings.iter().find(|f| f.notice.as_deref() == Some("n-2") && f.party.as_deref() == Some("gas"));
    assert_eq!(gas.map(|finding| (finding.code.as_str(), &finding.stopped_at)), Some(("omission", &None)));
    // An hour after it is back, which is what promptly means here.
    assert_eq!(of(Some("15:00:00"), "15:59:59"), [""; 0]);
    assert_eq!(of(Some("15:00:00"), "16:00:00"), ["omission meti"]);
}

/// R24 and R2: what one hand sends twice into an office whose halves hand on to each other is no repetition.
#[test]
fn an_office_does_not_hear_itself() {
    let up = json!({ "direction": "liaison", "origin": "railway-members", "affected_sectors": [] });
    let rows = ["n-1 railway-members railway 10:05", "n-1 railway-members railway 10:10"];
    assert_eq!(about("railway", of(up.clone(), &rows)), [""; 0]);
    let router = router();
    let audit = audited(&router, &[notice(&router, up)], &rows, &evening());
    let from = |party: &str| {
        let held = audit.holders.iter().find(|held| held.party == *party).expect("a holder");
        held.from.as_ref().map(ToString::to_string)
    };
    assert_eq!((from("railway").as_deref(), from("mlit").as_deref()), (Some("railway-members"), Some("railway")));
}

/// Whoever hands on at the instant at which it came has it from whoever brought it; logs to the minute have that often.
#[test]
fn whence_it_came_at_the_very_instant() {
    let router = router();
    let audit =
        audited(&router, &[notice(&router, json!({}))], &["n-1 nisc meti 10:05", "n-1 meti gas 10:05"], &evening());
    let held = audit.holders.iter().find(|held| held.party == *"meti").expect("a holder");
    assert_eq!(held.from.as_deref(), Some("nisc"));
}

/// R46: a duty ends where the party no longer may have it, else one hand-over is both owed and a fault.
#[test]
fn a_duty_that_a_rule_s_end_cuts() {
    let registry = Registry::builtin(Edition::V2009_03_31);
    let of = |due: &str, rows: &[&str]| {
        let rules = json!({ "id": "own", "rules": [{ "id": "dated", "effect": "require", "due": due,
            "when": { "directions": ["provision"] }, "audience": { "parties": ["fsa", "banking"] },
            "period": { "from": "2009-01-01", "until": "2009-05-10" } }] });
        let rules = RuleSet::from_json(rules.to_string().as_bytes()).expect("rules");
        let router = Router::builder(&registry).rules(rules).compile().expect("a router");
        let told = [notice(&router, json!({ "level": "TLP:CLEAR" }))];
        let mut policy = evening();
        policy.as_of = at("2009-05-20T00:00:00");
        let audit = audited(&router, &told, rows, &policy);
        (found(&audit), audit.notices[0].lapsed)
    };
    // Until 11 May there was time; from the 10th on nothing permits it.
    assert_eq!(of("P3D", &[]), (vec![], 2));
    let late = ["n-1 nisc fsa 2009-05-09T10:00", "n-1 fsa banking 2009-05-11T09:00"];
    assert_eq!(of("P3D", &late), (vec!["unpermitted banking".to_owned()], 1));
    // What was overdue before stays.
    assert_eq!(of("PT24H", &[]).0, ["omission banking", "omission fsa"]);
}

/// R14: the others of a class that issued a notice are owed its withdrawal where the notice was handed to them.
#[test]
fn the_others_of_a_class_that_withdraws() {
    let router = router();
    let report = json!({ "direction": "liaison", "origin": "gas-members", "affected_sectors": [] });
    let mut end = report.clone();
    for (name, value) in [("id", "n-2"), ("message", "withdrawal"), ("replaces", "n-1")] {
        end[name] = json!(value);
    }
    end["issued_at"] = json!("2009-05-08T12:00:00+09:00");
    let notices = [notice(&router, report), notice(&router, end)];
    let told = ["n-1 gas-members gas 10:05", "n-2 gas-members gas 12:05"];
    let of = |rows: &[&str]| about("gas-members", found(&audited(&router, &notices, rows, &evening())));
    assert_eq!(of(&told), [""; 0]);
    let others = [&told[..], &["n-1 gas gas-members 10:10"]].concat();
    assert!(of(&others).contains(&"omission gas-members".to_owned()), "{:?}", of(&others));
    let all = [&others[..], &["n-2 gas gas-members 12:10"]].concat();
    assert!(!of(&all).contains(&"omission gas-members".to_owned()), "{:?}", of(&all));
}

/// R21: a withdrawal may go the way that its notice went, unless one of its ends is out or the whole pair is.
#[test]
fn a_logged_way_that_is_shut() {
    let router = router();
    let end =
        json!({ "id": "n-2", "message": "withdrawal", "replaces": "n-1", "issued_at": "2009-05-08T12:00:00+09:00" });
    let notices = [notice(&router, json!({})), notice(&router, end)];
    let threads = Threads::new(&router, &notices).expect("threads");
    let rows = ["n-1 nisc meti 10:05", "n-1 meti banking 10:10", "n-2 nisc meti 12:05", "n-2 meti banking 12:10"];
    let path = |out: Value| {
        let out = Situation::from_json(json!({ "outages": out }).to_string().as_bytes()).expect("a situation");
        let noon = [DatedSituation::new(at("12:00:00"), out)];
        let audit = audit(&router, &threads, &log(&router, &rows), &noon, &evening()).expect("an audit");
        about("banking", found(&audit)).contains(&"off-path banking".to_owned())
    };
    // No link leads from METI to banking: the way is the log's alone.
    assert!(!path(json!([])) && path(json!([{ "party": "banking" }])));
}

/// A withdrawal that goes to somebody who has nothing says why that is wrong.
#[test]
fn a_withdrawal_to_one_who_has_nothing() {
    let router = router();
    let end =
        json!({ "id": "n-2", "message": "withdrawal", "replaces": "n-1", "issued_at": "2009-05-08T12:00:00+09:00" });
    let notices = [notice(&router, json!({})), notice(&router, end)];
    let audit = audited(&router, &notices, &["n-2 nisc meti 12:05"], &evening());
    let finding = audit.findings.iter().find(|finding| finding.code.as_str() == "unpermitted").expect("unpermitted");
    assert_eq!(finding.reasons.iter().map(|reason| reason.code.as_str()).collect::<Vec<_>>(), ["not-a-holder"]);
}
