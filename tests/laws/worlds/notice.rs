//! Random notices and situations.

use proptest::prelude::*;
use proptest::sample::subsequence;
use serde_json::{Value, json};

use super::registry::{PARTIES, party};

/// Some of the parties, in the order of [`PARTIES`].
pub(crate) fn parties(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<&'static str>> {
    subsequence(PARTIES.map(|(id, _)| id).to_vec(), count)
}

/// A notice; its level is a place in the profile.
pub(super) fn notice() -> impl Strategy<Value = Value> {
    let direction = prop_oneof![2 => Just("provision"), 1 => Just("liaison"), 2 => Just("exchange")];
    let origin = prop_oneof![2 => Just("cab"), 2 => Just("cep-a"), 1 => Just("mem-a"), 3 => party()];
    let level = prop_oneof![2 => 0..5usize, 3 => 2..5usize];
    let kind = prop_oneof![Just("malware"), Just("incident-case")];
    let day = (0..8u32).prop_map(|month| format!("2009-{:02}-{:02}T00:00:00+09:00", month + 1, month % 2 * 14 + 1));
    let only = prop_oneof![
        9 => Just(None),
        1 => Just(Some(Vec::new())),
        4 => parties(8..PARTIES.len()).prop_map(Some),
    ];
    let lists = (parties(0..4), parties(0..3), only);
    (direction, origin, level, kind, day, lists, affected(), more()).prop_map(
        |(direction, origin, level, kind, day, (addressees, consents, only), affected, more)| {
            let mut notice = json!({
                "id": "n", "direction": direction, "origin": origin, "level": level, "kind": kind, "issued_at": day,
                "addressees": addressees, "consents": consents, "only": only,
            });
            for part in [affected, more] {
                notice.as_object_mut().unwrap().extend(part.as_object().unwrap().clone());
            }
            notice
        },
    )
}

fn affected() -> impl Strategy<Value = Value> {
    prop_oneof![
        2 => Just(json!({})),
        1 => Just(json!({ "affected_sectors": ["one"] })),
        1 => Just(json!({ "affected_sectors": ["one", "two"], "affected_ceptoars": ["cep-b"] })),
        1 => Just(json!({ "affected_ceptoars": ["cep-a"] })),
        1 => Just(json!({ "affected_ceptoars": ["cep-b", "cep-a"] })),
    ]
}

fn more() -> impl Strategy<Value = Value> {
    let persons = party().prop_map(|id| {
        json!({ "status": "exercise", "named_persons": [{ "party": id, "ref": "p" }, { "party": id, "ref": "q" }] })
    });
    prop_oneof![
        2 => Just(json!({})),
        1 => Just(json!({ "cause": "disaster", "purposes": ["recurrence-prevention", "prevention"] })),
        1 => Just(json!({ "cause": "unknown", "mode": "wide-area-disaster" })),
        1 => Just(json!({ "message": "update", "replaces": "before" })),
        1 => Just(json!({ "embargo_until": "2009-04-15T00:00:00Z", "no_attribution": true })),
        1 => persons,
    ]
}

/// What is out.
pub(super) fn situation() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => Just(json!({})),
        1 => Just(json!({ "outages": [{ "channel": "email" }] })),
        1 => Just(json!({ "outages": [{ "link": "min-a>cep-a" }, { "channel": "phone", "link": "cab>min-b" }] })),
        1 => Just(json!({ "outages": [{ "party": "min-a" }] })),
        1 => Just(json!({ "outages": [{ "party": "cep-b" }, { "channel": "email" }] })),
        1 => Just(json!({ "failed_sectors": ["one"] })),
        1 => Just(json!({ "failed_sectors": ["one", "two"], "outages": [{ "link": "cep-a>cep-b" }] })),
    ]
}
