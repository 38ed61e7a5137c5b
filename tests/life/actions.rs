//! What to do now, and what one party may be told of an audit.

use ceptoar_core::life::{Action, AuditCode, DatedSituation, Policy, Threads, actions};
use ceptoar_core::{ChannelId, Lang, Notice, PartyId, Router, Situation};
use serde_json::{Value, json};

use crate::audit::{SOUND, at, audited, evening, log, notice};
use crate::router;

/// LIFE-RULES R44: the findings as tasks, over the ways that are open now.
#[test]
fn what_to_do_now() {
    let router = router();
    let notices = [notice(&router, json!({}))];
    let threads = Threads::new(&router, &notices).expect("threads");
    let run = |rows: &[&str], situations: &[DatedSituation], policy: &Policy| {
        let done = actions(&router, &threads, &log(&router, rows), situations, policy).expect("actions");
        let text = |action: &Action| {
            let serves: Vec<&str> = action.serves.iter().map(|id| id.as_str()).collect();
            let to = action.to.as_deref().or(action.outside.as_deref()).unwrap_or("-").to_owned();
            format!(
                "{} {}>{to} {}{}",
                action.action,
                action.by,
                serves.join(","),
                if action.overdue { "!" } else { "" }
            )
        };
        done.actions.iter().map(text).collect::<Vec<_>>()
    };
    let mut policy = evening();
    policy.as_of = at("10:30:00");
    // The example of the rules: `examples/life/actions.json`.
    let rows = [SOUND[0], SOUND[1], "n-1 gas gas-members 10:20 channel=email failed=1"];
    assert_eq!(run(&rows, &[], &policy), ["hand-on gas>gas-members gas-members"]);
    let known = actions(&router, &threads, &log(&router, &rows), &[], &policy).expect("actions");
    let one = &known.actions[0];
    let ids = |list: &[ChannelId]| list.iter().map(|id| id.to_string()).collect::<Vec<_>>().join(" ");
    assert_eq!(one.channels.as_deref().map(ids).as_deref(), Some("phone mobile-phone fax"));
    assert_eq!((ids(&one.tried).as_str(), one.due_at), ("email", Some(at("11:00:00"))));
    // Whoever lacks it by one hand-over stands together, whatever came of the plan.
    assert_eq!(run(&[], &[], &policy), ["hand-on nisc>meti gas,gas-members,meti"]);
    policy.as_of = at("11:30:00");
    assert_eq!(run(&SOUND[..1], &[], &policy), ["hand-on meti>gas gas,gas-members!"]);
    // METI is out: gas, which has it, still hands on; of gas without it nobody knows how.
    let out: Situation = Situation::from_json(br#"{ "outages": [{ "party": "meti" }] }"#).expect("a situation");
    let out = [DatedSituation::new(at("11:00:00"), out)];
    assert_eq!(run(&SOUND[..2], &out, &policy), ["hand-on gas>gas-members gas-members!"]);
    assert_eq!(run(&SOUND[..1], &out, &policy), ["decide nisc>gas !", "decide nisc>gas-members !"]);
    // A leak is to be contained, by the origin; a confirmation is asked for by whoever handed on.
    policy.confirm_within = "PT30M".parse().ok();
    let rows = [SOUND[0], SOUND[1], "n-1 gas gas-members 10:20 confirmed_at=10:30", "n-1 gas banking 10:40"];
    assert_eq!(run(&rows, &[], &policy), ["chase meti>gas !", "chase nisc>meti !", "contain nisc>banking "]);
    // Before an embargo ends there is nothing to do but to wait.
    let later = [notice(&router, json!({ "embargo_until": "2009-05-08T12:00:00+09:00" }))];
    let threads = Threads::new(&router, &later).expect("threads");
    let waits = actions(&router, &threads, &log(&router, &[]), &[], &policy).expect("actions");
    let wait = &waits.actions[0];
    assert_eq!((wait.action.as_str(), wait.due_at, wait.overdue), ("wait", Some(at("12:00:00")), false));
}

/// Gas hands on what NISC issued without attribution; the bank that gas told hands it back to NISC.
fn hidden(router: &Router) -> (Vec<Notice>, Vec<&'static str>) {
    let notices = vec![notice(router, json!({ "no_attribution": true }))];
    (notices, vec![SOUND[0], SOUND[1], "n-1 gas banking 12:00", "n-1 nisc securities 12:05", "n-1 banking nisc 12:10"])
}

/// LIFE-RULES, what a desk needs 6: a view shows a party its own line, and `no_attribution` holds in it.
#[test]
fn a_view_has_the_own_line_alone() {
    let router = router();
    let (notices, rows) = hidden(&router);
    let threads = Threads::new(&router, &notices).expect("threads");
    let whole = audited(&router, &notices, &rows, &evening());
    for party in router.registry().parties().iter().map(|party| &party.id) {
        let view = whole.view_for(party, &threads);
        // A sentence that was made before names other hands and reasons.
        assert_eq!(whole.clone().with_messages(Lang::Ja).view_for(party, &threads), view);
        assert!(
            view.holders.iter().all(|held| held.party == *party) && view.notices.is_empty() && view.stages.is_empty()
        );
        for one in &view.findings {
            assert!([&one.party, &one.from, &one.stopped_at].iter().any(|id| id.as_ref() == Some(party)), "{one:?}");
        }
        if *party != *"nisc" {
            // Whatever is found, the origin is in no name; nor can its id be guessed from an id of a finding.
            let lists = json!([view.findings, view.pending, view.holders]).to_string();
            assert!(!lists.contains("\"nisc\""), "{party}: {lists}");
            for one in &view.findings {
                let same = whole.findings.iter().find(|other| other.id == one.id);
                assert!(same.is_none_or(|other| other.from.as_deref() != Some("nisc")), "{one:?}");
            }
        }
    }
    let banking: PartyId = "banking".parse().expect("an id");
    let codes = |notices: &[Notice]| -> Vec<AuditCode> {
        let threads = Threads::new(&router, notices).expect("threads");
        let view = audited(&router, notices, &rows, &evening()).view_for(&banking, &threads);
        view.findings.iter().map(|finding| finding.code).collect()
    };
    // That it went back to its origin would tell banking who that is.
    assert_eq!(codes(&notices), [AuditCode::Leak]);
    assert_eq!(codes(&[notice(&router, Value::Object(Default::default()))]), [AuditCode::Leak, AuditCode::Returned]);
}
