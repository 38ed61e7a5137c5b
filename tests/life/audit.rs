//! Audits of delivery logs: what is found, and what is not.

use ceptoar_core::life::{Audit, AuditCode, DatedSituation, Log, Policy, Threads, audit};
use ceptoar_core::{Notice, Router, Situation, parse_instant};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::router;

/// An instant of 8 May 2009 in Japan.
pub(crate) fn at(time: &str) -> DateTime<Utc> {
    let day = if time.contains('T') { "" } else { "2009-05-08T" };
    parse_instant(&format!("{day}{time}+09:00")).expect("an instant")
}

/// A notice for gas, of NISC, issued at ten.
pub(crate) fn notice(router: &Router, more: Value) -> Notice {
    let mut notice = json!({ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
        "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00" });
    for (name, value) in more.as_object().expect("an object") {
        notice[name] = value.clone();
    }
    router.notice(notice.to_string().as_bytes()).expect("a notice")
}

/// A log of rows `notice from to time`, then `name=value`.
pub(crate) fn log(router: &Router, rows: &[&str]) -> Log {
    let entry = |row: &&str| {
        let mut words = row.split(' ');
        let mut entry = json!({});
        for name in ["notice", "from", "to", "sent_at"] {
            let word = words.next().expect("four words");
            entry[name] = if name == "sent_at" { stamp(word) } else { json!(word) };
        }
        for word in words {
            let (name, value) = word.split_once('=').expect("name=value");
            entry[name] = match name {
                "received_at" | "confirmed_at" => stamp(value),
                "count" | "confirmed_count" => json!(value.parse::<u32>().expect("a number")),
                "failed" => json!(true),
                _ => json!(value),
            };
        }
        if let Some(outside) = entry["to"].as_str().and_then(|to| to.strip_prefix("outside:")).map(str::to_owned) {
            entry["outside"] = json!(outside);
            entry.as_object_mut().expect("an object").remove("to");
        }
        entry
    };
    let log = json!({ "entries": rows.iter().map(entry).collect::<Vec<_>>() });
    Log::from_json(log.to_string().as_bytes(), router).expect("a log")
}

fn stamp(time: &str) -> Value {
    let day = if time.contains('T') { "" } else { "2009-05-08T" };
    json!(format!("{day}{time}:00+09:00"))
}

/// A policy for the evening of the day: promptly is an hour.
pub(crate) fn evening() -> Policy {
    let mut policy = Policy::new(at("15:00:00"));
    policy.promptly = "PT1H".parse().ok();
    policy
}

pub(crate) fn audited(router: &Router, notices: &[Notice], rows: &[&str], policy: &Policy) -> Audit {
    let threads = Threads::new(router, notices).expect("threads");
    audit(router, &threads, &log(router, rows), &[], policy).expect("an audit")
}

/// Each finding as `code party`.
pub(crate) fn found(audit: &Audit) -> Vec<String> {
    let name = |party: Option<&str>| party.unwrap_or("-").to_owned();
    let text = |f: &ceptoar_core::life::Finding| format!("{} {}", f.code.as_str(), name(f.party.as_deref()));
    audit.findings.iter().map(text).collect()
}

/// What was sent as it should be: the plan's own log.
pub(crate) const SOUND: [&str; 3] =
    ["n-1 nisc meti 10:05", "n-1 meti gas 10:10 channel=email", "n-1 gas gas-members 10:20 channel=email"];

/// LIFE-RULES, law "plan's log"; DESIGN-LIFE 3.
#[test]
fn a_plan_that_was_carried_out_has_no_finding() {
    let router = router();
    let audit = audited(&router, &[notice(&router, json!({}))], &SOUND, &evening());
    assert_eq!(found(&audit), [""; 0]);
    let row = &audit.notices[0];
    assert_eq!((row.expected, row.sent, row.in_time, row.unmet), (3, 3, 3, 0));
    let holders: Vec<&str> = audit.holders.iter().map(|held| held.party.as_str()).collect();
    assert_eq!(holders, ["gas", "gas-members", "meti", "nisc"]);
    // Nobody waits for a confirmation that nobody asked for.
    assert_eq!(row.first_after.map(|span| span.to_string()).as_deref(), Some("PT5M"));
}

/// The example of the rules: `examples/life/audit.json`.
#[test]
fn the_example_of_the_rules() {
    let router = router();
    let rows = [
        "n-1 nisc meti 10:05 id=nisc-1",
        "n-1 meti gas 10:10 channel=email received_at=10:11 confirmed_at=10:15 id=gas-1",
        "n-1 gas gas-members 10:20 channel=email failed=1 id=gas-2",
        "n-1 gas gas-members 11:20 channel=phone confirmed_at=11:40 count=8 confirmed_count=6 id=gas-3",
        "n-1 gas banking 12:00 channel=phone judged_by=duty-officer-7 id=gas-4",
        "n-1 gas outside:contractor-12 12:05 id=gas-5",
    ];
    let mut policy = evening();
    policy.confirm_within = "PT30M".parse().ok();
    policy.logs_of = Some(["gas", "meti", "nisc"].map(|id| id.parse().expect("an id")).to_vec());
    policy.tolerance = "PT2M".parse().expect("a span");
    let audit = audited(&router, &[notice(&router, json!({}))], &rows, &policy);
    let wanted = ["late gas-members", "partial gas-members", "unconfirmed meti", "leak banking", "leak -"];
    let members =
        router.registry().party("gas-members").expect("a class").counts_on("2009-05-08".parse().expect("a day"));
    let total: u64 = members.iter().map(|count| u64::from(count.value)).sum();
    assert_eq!(found(&audit), wanted);
    let by = |code| audit.findings.iter().find(|finding| finding.code == code).expect("found");
    let late = by(AuditCode::Late);
    assert_eq!((late.due_at, late.from.as_deref()), (Some(at("11:00:00")), Some("gas")));
    assert_eq!(late.late_by.map(|span| span.to_string()).as_deref(), Some("PT20M"));
    assert_eq!((by(AuditCode::Partial).told, by(AuditCode::Partial).of), (Some(8), Some(total)));
    assert_eq!(by(AuditCode::Unconfirmed).since, Some(at("10:35:00")));
    let leak = by(AuditCode::Leak);
    assert_eq!((leak.outcome.as_deref(), leak.entry.as_deref()), (Some("not-addressed"), Some("gas-4")));
    let row = &audit.notices[0];
    assert_eq!((row.expected, row.sent, row.confirmed, row.in_time), (3, 3, 2, 2));
    let spans = [row.first_after, row.last_after].map(|span| span.map(|span| span.to_string()));
    assert_eq!(spans, [Some("PT5M".to_owned()), Some("PT1H20M".to_owned())]);
    let stage = audit.stages.iter().find(|row| row.stage.as_str() == "members").expect("a stage");
    assert_eq!((stage.units.expected, stage.units.sent, stage.units.confirmed), (total, 8, 6));
    let held: Vec<_> = audit.holders.iter().map(|held| (held.party.as_str(), held.from.as_deref())).collect();
    let wanted =
        [("banking", Some("gas")), ("gas", Some("meti")), ("gas-members", Some("gas")), ("meti", Some("nisc"))];
    assert_eq!(held[..4], wanted);
    assert_eq!(held[4], ("nisc", None));
    // Read back, it is the same.
    assert_eq!(Audit::from_json(audit.to_json().as_bytes()).expect("an audit"), audit);
}

/// LIFE-RULES R5, DESIGN-LIFE 3: `stopped_at` is the hand that did not hand on.
#[test]
fn what_was_not_handed_on_is_pending_then_an_omission() {
    let router = router();
    let notices = [notice(&router, json!({}))];
    let mut policy = evening();
    policy.as_of = at("10:59:00");
    let early = audited(&router, &notices, &SOUND[..1], &policy);
    assert_eq!(found(&early), [""; 0]);
    let pending: Vec<_> =
        early.pending.iter().map(|one| (one.party.as_str(), one.stopped_at.as_deref().unwrap_or("-"))).collect();
    assert_eq!(pending, [("gas", "meti"), ("gas-members", "meti")]);
    policy.as_of = at("11:00:00"); // an hour after the issue
    let audit = audited(&router, &notices, &SOUND[..1], &policy);
    assert_eq!(found(&audit), ["omission gas", "omission gas-members"]);
    assert_eq!(audit.findings[0].stopped_at.as_deref(), Some("meti"));
    assert_eq!(audit.findings[0].behind.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["gas-members"]);
    assert_eq!(audit.pending, []);
    // Where nobody says how long "promptly" is, what was not handed on is an omission at once, and nothing is late.
    policy.promptly = None;
    policy.as_of = at("10:30:00");
    assert_eq!(found(&audited(&router, &notices, &SOUND[..2], &policy)), ["omission gas-members"]);
    let late = [SOUND[0], SOUND[1], "n-1 gas gas-members 14:00 channel=email"];
    policy.as_of = at("15:00:00");
    assert_eq!(found(&audited(&router, &notices, &late, &policy)), [""; 0]);
    // Before its start nothing is owed.
    policy.as_of = at("09:59:00");
    assert_eq!(found(&audited(&router, &notices, &[], &policy)), [""; 0]);
}

/// LIFE-RULES R4.
#[test]
fn what_others_should_have_done_is_not_observed() {
    let router = router();
    let notices = [notice(&router, json!({}))];
    let mut policy = evening();
    policy.logs_of = Some(vec!["gas".parse().expect("an id")]);
    // Gas alone keeps a log: nobody knows whether METI was told, and gas is taken to have it from METI.
    let rows = ["n-1 gas gas-members 10:20 channel=email"];
    let audit = audited(&router, &notices, &rows, &policy);
    assert_eq!(found(&audit), [""; 0]);
    let unseen: Vec<&str> = audit.not_observed.iter().map(|one| one.party.as_str()).collect();
    assert_eq!(unseen, ["gas", "meti"]);
    // Were all logs whole, somebody would have to say whence gas had it.
    policy.logs_of = None;
    let audit = audited(&router, &notices, &rows, &policy);
    assert_eq!(found(&audit), ["omission gas", "omission meti", "not-held gas-members"]);
}

/// DESIGN-LIFE 3, the table; LIFE-RULES R1, R3, R22, R24, R27.
#[test]
fn every_code_of_a_hand_over() {
    let router = router();
    let all = |more: &str| {
        let mut rows: Vec<&str> = SOUND.to_vec();
        rows.push(more);
        let audit = audited(&router, &[notice(&router, json!({}))], &rows, &evening());
        let here = audit.findings.iter().map(|finding| finding.code.as_str());
        here.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(all("n-1 gas banking 12:00"), "leak");
    assert_eq!(all("n-1 gas outside:x 12:00"), "leak");
    assert_eq!(all("n-1 banking electric-power 12:00"), "leak not-held");
    // By meeting, which no means of gas is; twice from one hand is no repetition.
    assert_eq!(all("n-1 gas gas-members 12:00 channel=meeting"), "wrong-channel");
    assert_eq!(all("n-1 gas gas-members 12:00 channel=phone"), "");
    assert_eq!(all("n-1 meti gas-members 12:00"), "off-path repeated");
    // Banking neither has it nor may have it.
    assert_eq!(all("n-1 banking gas-members 12:00"), "not-held off-path repeated");
    assert_eq!(all("n-1 gas nisc 12:00"), "returned");
    assert_eq!(all("n-1 gas gas-members 09:00 channel=email"), "before-issue not-held");
    // Gas may set a stricter label, and no looser one; nobody looser than the cabinet's centre.
    assert_eq!(all("n-1 gas gas-members 12:00 channel=email level=TLP:GREEN"), "wrong-level");
    assert_eq!(all("n-1 gas gas-members 12:00 channel=email level=TLP:AMBER+STRICT"), "");
    assert_eq!(all("n-2 gas gas-members 12:00"), "unknown-notice");
    assert_eq!(all("n-1 gas gas-members 12:00 failed=1"), "");
}

/// LIFE-RULES R3: nobody asked for it, yet no level keeps it from being seen.
#[test]
fn what_any_may_see_is_no_leak() {
    let router = router();
    let clear = [notice(&router, json!({ "level": "TLP:CLEAR" }))];
    let rows = [SOUND[0], SOUND[1], SOUND[2], "n-1 gas banking 12:00", "n-1 gas outside:x 12:05"];
    let audit = audited(&router, &clear, &rows, &evening());
    assert_eq!(found(&audit), ["unpermitted banking", "unpermitted -"]);
}

/// LIFE-RULES R6, R7; DESIGN-LIFE 3 (`early`).
#[test]
fn an_embargo_is_judged_apart() {
    let router = router();
    let notices = [notice(&router, json!({ "embargo_until": "2009-05-08T12:00:00+09:00" }))];
    let rows = ["n-1 nisc meti 11:59", "n-1 meti gas 12:00 channel=email", "n-1 gas gas-members 12:59 channel=email"];
    assert_eq!(found(&audited(&router, &notices, &rows, &evening())), ["early meti"]);
    let rows = ["n-1 nisc meti 12:00", "n-1 meti gas 12:00 channel=email", "n-1 gas gas-members 13:01 channel=email"];
    let audit = audited(&router, &notices, &rows, &evening());
    assert_eq!(found(&audit), ["late gas-members"]); // an hour after the embargo ended
    assert_eq!(audit.findings[0].at, Some(at("12:00:00")));
}

/// LIFE-RULES R23, R28, R29.
#[test]
fn a_circle_of_one_instant_is_no_source() {
    let router = router();
    let notices = [notice(&router, json!({}))];
    let circle = ["n-1 gas gas-members 10:30", "n-1 gas-members gas 10:30"];
    let codes = |rows: &[&str], tolerance: &str| {
        let mut policy = evening();
        policy.tolerance = tolerance.parse().expect("a span");
        let audit = audited(&router, &notices, rows, &policy);
        audit.count(AuditCode::NotHeld)
    };
    assert_eq!(codes(&circle, "PT0S"), 2);
    // What came from outside the circle at that instant supports both.
    let rows = [circle[0], circle[1], "n-1 meti gas 10:30"];
    assert_eq!(codes(&rows, "PT0S"), 1); // METI itself had it from nowhere
    let rows = [circle[0], circle[1], "n-1 nisc gas 10:30"];
    assert_eq!(codes(&rows, "PT0S"), 0);
    // Clocks apart: gas wrote down a minute too early what METI sent.
    let rows = ["n-1 nisc meti 10:05", "n-1 meti gas 10:10", "n-1 gas gas-members 10:09"];
    assert_eq!((codes(&rows, "PT0S"), codes(&rows, "PT1M")), (1, 0));
    // Nor does a circle within the tolerance support itself.
    let rows = ["n-1 gas gas-members 10:30", "n-1 gas-members gas 10:31"];
    assert_eq!(codes(&rows, "PT2M"), 2);
    // However far it drifts from hand to hand.
    let rows = [
        "n-1 gas gas-members 10:30",
        "n-1 gas-members banking 10:33",
        "n-1 banking aviation 10:31",
        "n-1 aviation gas 10:31",
    ];
    assert_eq!(codes(&rows, "PT2M"), 4);
    assert_eq!(codes(&[&rows[..], &["n-1 nisc aviation 10:33"]].concat(), "PT2M"), 0);
}

/// LIFE-RULES R9, R10, R11, R45.
#[test]
fn updates_and_withdrawals() {
    let router = router();
    let first = notice(&router, json!({}));
    let update = notice(
        &router,
        json!({ "id": "n-2", "message": "update", "replaces": "n-1",
        "issued_at": "2009-05-08T12:00:00+09:00" }),
    );
    let notices = [first.clone(), update];
    let mut rows = SOUND.to_vec();
    rows.extend(["n-2 nisc meti 12:05", "n-2 meti gas 12:10 channel=email", "n-1 gas gas-members 12:30 channel=email"]);
    let audit = audited(&router, &notices, &rows, &evening());
    assert_eq!(found(&audit), ["outdated gas-members", "not-updated gas-members", "omission gas-members"]);
    assert_eq!(audit.findings[0].knowing, Some(true));
    assert_eq!(audit.findings[1].entitled, Some(true));
    assert_eq!(audit.notices[0].replaced_by.as_deref(), Some("n-2"));
    // What was not overdue when the update came lapses.
    let soon = notice(
        &router,
        json!({ "id": "n-2", "message": "update", "replaces": "n-1",
        "issued_at": "2009-05-08T10:30:00+09:00" }),
    );
    let rows = ["n-2 nisc meti 10:35", "n-2 meti gas 10:40 channel=email", "n-2 gas gas-members 10:45 channel=email"];
    let audit = audited(&router, &[first.clone(), soon], &rows, &evening());
    assert_eq!(found(&audit), [""; 0]);
    assert_eq!((audit.notices[0].lapsed, audit.notices[1].sent), (3, 3));

    // A withdrawal is owed to whoever has it, the bank that never should have among them.
    let withdrawal = notice(
        &router,
        json!({ "id": "n-3", "message": "withdrawal", "replaces": "n-1",
        "issued_at": "2009-05-08T13:00:00+09:00" }),
    );
    let notices = [first, withdrawal];
    let mut rows = SOUND.to_vec();
    rows.extend([
        "n-1 gas banking 12:00",
        "n-3 nisc meti 13:05",
        "n-3 meti gas 13:10 channel=email",
        "n-3 gas gas-members 13:15 channel=email",
        "n-3 gas aviation 13:20",
    ]);
    let audit = audited(&router, &notices, &rows, &evening());
    assert_eq!(found(&audit), ["leak banking", "omission banking", "unpermitted aviation"]);
    assert_eq!(audit.findings[1].stopped_at.as_deref(), Some("gas"));
    rows.push("n-3 gas banking 13:30");
    assert_eq!(found(&audited(&router, &notices, &rows, &evening())), ["leak banking", "unpermitted aviation"]);
}

/// LIFE-RULES R15: an hour's outage at the issue does not make it nobody's fault for ever.
#[test]
fn a_duty_begins_when_it_can_be_met() {
    let router = router();
    let notices = [notice(&router, json!({}))];
    let out: Situation = Situation::from_json(br#"{ "outages": [{ "party": "meti" }] }"#).expect("a situation");
    let mut outage = DatedSituation::new(at("09:00:00"), out);
    let threads = Threads::new(&router, &notices).expect("threads");
    let run = |rows: &[&str], outage: &DatedSituation| {
        audit(&router, &threads, &log(&router, rows), std::slice::from_ref(outage), &evening()).expect("an audit")
    };
    assert_eq!(found(&run(&[], &outage)), ["unmet gas", "unmet gas-members", "unmet meti"]);
    outage.until = Some(at("11:00:00"));
    let audit = run(&[], &outage);
    assert_eq!(found(&audit), ["omission gas", "omission gas-members", "omission meti"]);
    assert_eq!((audit.findings[0].at, audit.findings[0].due_at), (Some(at("11:00:00")), Some(at("12:00:00"))));
    let rows = ["n-1 nisc meti 11:50", "n-1 meti gas 11:55", "n-1 gas gas-members 12:00"];
    assert_eq!(found(&run(&rows, &outage)), [""; 0]);
    // While METI is out, no link leads to it.
    let rows = ["n-1 nisc meti 10:50", "n-1 meti gas 11:55", "n-1 gas gas-members 12:00"];
    assert_eq!(found(&run(&rows, &outage)), ["off-path meti"]);
}

/// LIFE-RULES R2: one office hands on to itself, and writes nothing down.
#[test]
fn one_office_never_logs_to_itself() {
    let router = router();
    let notices = [notice(&router, json!({ "affected_sectors": ["aviation"] }))];
    let plan = router.route(&notices[0], &Situation::default()).expect("a plan");
    let inside = plan.deliveries.iter().flat_map(|delivery| &delivery.hops).find(|hop| hop.internal);
    assert_eq!(inside.map(|hop| (hop.from.as_str(), hop.to.as_str())), Some(("mlit", "aviation")));
    let audit = audited(&router, &notices, &["n-1 nisc mlit 10:10"], &evening());
    assert!(!found(&audit).contains(&"omission aviation".to_owned()));
    let since = audit.holders.iter().find(|held| held.party == *"aviation").map(|held| held.since);
    assert_eq!(since, Some(at("10:10:00")));
    // Whoever writes it down all the same is not wrong.
    let rows = ["n-1 nisc mlit 10:10", "n-1 mlit aviation 10:20 channel=web"];
    let written = audited(&router, &notices, &rows, &evening());
    assert_eq!(found(&written), found(&audit));
}

/// DESIGN 4, LIFE-RULES R6, R14: a class as origin stands for its other members, who may hear it too early.
#[test]
fn a_class_hears_from_itself() {
    let router = router();
    let told = json!({ "direction": "exchange", "origin": "electric-power-members", "affected_sectors": ["electric-power"],
        "embargo_until": "2009-05-08T12:00:00+09:00" });
    let notices = [notice(&router, told)];
    let rows = ["n-1 electric-power-members electric-power-members 11:00"];
    let codes: Vec<String> = found(&audited(&router, &notices, &rows, &evening()));
    assert!(codes.contains(&"early electric-power-members".to_owned()), "{codes:?}");
    assert!(codes.iter().all(|code| !code.starts_with("returned")), "{codes:?}");
}

/// The faults of what is asked are told all at once.
#[test]
fn foreign_situations_and_hands_are_refused() {
    let router = router();
    let notices = [notice(&router, json!({}))];
    let threads = Threads::new(&router, &notices).expect("threads");
    let out: Situation = Situation::from_json(br#"{ "outages": [{ "party": "me" }] }"#).expect("a situation");
    let situations =
        [DatedSituation::new(at("09:00:00"), out), DatedSituation::new(at("10:00:00"), Situation::at(at("10:00:00")))];
    let refusal = audit(&router, &threads, &log(&router, &[]), &situations, &evening()).expect_err("refused");
    let places: Vec<String> = refusal.problems().iter().map(|problem| problem.to_string()).collect();
    let told: Vec<(&str, &str)> =
        refusal.problems().iter().map(|problem| (problem.code().as_str(), problem.pointer())).collect();
    assert_eq!(
        told,
        [
            ("unknown-party", "/situations/0/situation/outages/0/party"),
            ("contradicts", "/situations/1/from"),
            ("contradicts", "/situations/1/situation/at"),
        ],
        "{places:?}"
    );
}
