//! R56, R62, R63: words that one side alone knows, what says none, and what is asked of a person; what an answer does not hold.

use std::collections::BTreeSet;

use ceptoar_core::author::exposure::diff;
use ceptoar_core::author::{Aspect, Sense};
use ceptoar_core::document::{self, LinkChannel};
use ceptoar_core::{Lang, PartyId};
use serde_json::{Value, json};

use crate::exposure::{check_diff, options, router, scheme};

/// The scheme with words of its own.
fn with_words(words: &Value) -> document::Edition {
    let term = |id: &Value| json!({ "id": id, "name": { "ja": "語" } });
    let mut lists = json!({});
    for (list, ids) in words.as_object().unwrap() {
        lists[list.as_str()] = ids.as_array().unwrap().iter().map(term).collect();
    }
    document::Edition { vocabularies: serde_json::from_value(lists).unwrap(), ..scheme() }
}

#[test]
fn a_word_that_one_side_does_not_know_is_its_own_value() {
    // R62: who does not know it refuses the notice, and tells nobody.
    for (list, field) in [("purposes", "purposes"), ("causes", "cause"), ("kinds", "kind")] {
        let words = |ids: Value| router(&with_words(&json!({ list: ids })), &json!([]));
        for new in ["aa", "zz"] {
            let (before, after) = (words(json!(["p1", "p2"])), words(json!(["p1", "p2", new])));
            let found = diff(&before, &after, &options()).unwrap();
            check_diff(&before, &after, &found);
            assert!(found.rows.iter().any(|row| (row.aspect, row.sense) == (Aspect::Notice, Sense::Gains)), "{field}");
            let text = found.to_json();
            assert!(text.contains(new), "{field}: {text}");
        }
    }
}

#[test]
fn a_word_of_one_side_hides_none_that_both_know() {
    let words = |ids: Value| with_words(&json!({ "purposes": ids }));
    let rule = |effect: &str, when: Value| json!({ "id": effect, "effect": effect, "audience": { "kinds": ["ceptoar"] }, "when": when });
    let named = rule("permit", json!({ "purposes": ["p2"], "directions": ["provision"] }));
    let before = router(&words(json!(["p1", "p2"])), &json!([named]));
    let after =
        router(&words(json!(["aa", "p1", "p2"])), &json!([named, rule("forbid", json!({ "levels": ["TLP:AMBER"] }))]));
    let found = diff(&before, &after, &options()).unwrap();
    check_diff(&before, &after, &found);
    let c1: PartyId = "c1".parse().unwrap();
    let loses = found
        .rows
        .iter()
        .filter(|row| (row.aspect, row.sense) == (Aspect::Notice, Sense::Loses) && row.parties.contains(&c1));
    let purposes: BTreeSet<Vec<String>> =
        loses.flat_map(|row| &row.when.purposes).map(|set| set.iter().map(ToString::to_string).collect()).collect();
    let sets = [&[][..], &["p1"], &["p2"]];
    assert_eq!(purposes, sets.into_iter().map(|set| set.iter().map(|id| (*id).to_owned()).collect()).collect());
}

#[test]
fn a_notice_that_says_no_cause_is_its_own_value_where_one_side_lacks_a_cause() {
    let with = |causes: Value, rules: &Value| router(&with_words(&json!({ "causes": causes })), rules);
    let wider = json!([{ "id": "wide", "effect": "permit", "audience": { "kinds": ["ceptoar"] } }]);
    for (one, other) in
        [(json!(["a1"]), json!(["a1", "zz"])), (json!(["a1"]), json!(["zz"])), (json!(["a1"]), json!(["a1"]))]
    {
        let (before, after) = (with(one, &json!([])), with(other, &wider));
        let found = diff(&before, &after, &options()).unwrap();
        check_diff(&before, &after, &found);
        let gains = found.rows.iter().filter(|row| (row.aspect, row.sense) == (Aspect::Notice, Sense::Gains));
        assert!(gains.into_iter().any(|row| row.when.causes.is_empty() || row.when.causes.contains(&None)));
    }
}

#[test]
fn another_question_to_a_person_is_another_judgement() {
    let asked = |question: &str| {
        json!([{ "id": "maybe", "effect": "permit", "audience": { "kinds": ["ceptoar"] }, "judgement": { "ja": question },
            "when": { "directions": ["provision"], "kinds": ["newsletter"] } }])
    };
    let rows_of = |before: &ceptoar_core::Router, after: &ceptoar_core::Router| {
        let found = diff(before, after, &options()).unwrap();
        check_diff(before, after, &found);
        found.rows.iter().map(|row| (row.aspect, row.sense)).collect::<BTreeSet<_>>()
    };
    let of_rules = |question: &str| router(&scheme(), &asked(question));
    let changed = BTreeSet::from([(Aspect::Judgement, Sense::Changes)]);
    assert_eq!(rows_of(&of_rules("人命に関わるか"), &of_rules("伝えてよいか")), changed);
    assert_eq!(rows_of(&of_rules("人命に関わるか"), &of_rules("人命に関わるか")), BTreeSet::new());
    // That of a channel likewise.
    let of_channel = |question: &str| {
        let mut edition = scheme();
        let channel = json!({ "id": "phone", "judgement": { "ja": question } });
        let channel: LinkChannel = serde_json::from_value(channel).unwrap();
        edition.links[0].channels = Some(vec![LinkChannel::from("email"), channel]);
        router(&edition, &json!([]))
    };
    assert_eq!(rows_of(&of_channel("急ぐか"), &of_channel("夜間か")), changed);
}

#[test]
fn what_is_not_held_is_named() {
    let before = router(&scheme(), &json!([]));
    let found = diff(&before, &before, &options()).unwrap();
    let (ja, en) = (found.text(Lang::Ja), found.text(Lang::En));
    // R58 and R60 leave these out of what is asked.
    let left_out = [
        ("一分野の複数のセプター", "several CEPTOARs of a sector"),
        ("これより多くの分野", "more sectors"),
        ("全員でない複数の宛先", "several but not all addressees"),
        ("共有先を限る", "`only`"),
        ("情報元を伏せる", "hidden origins"),
        ("同意", "consents"),
        ("個人", "persons"),
        ("解禁時刻", "embargo"),
        ("障害", "outages"),
        ("ほかの日", "other days"),
    ];
    for (in_ja, in_en) in left_out {
        assert!(ja.contains(in_ja) && en.contains(in_en), "{in_en}");
    }
}
