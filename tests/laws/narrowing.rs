//! What can only narrow: a forbid, what is left out, `only`, a stricter label.

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::{Direction, Hop};
use ceptoar_suite::reference::can_be_somebody;
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use proptest::test_runner::TestCaseError;
use serde_json::{Value, json};

use crate::config;
use crate::worlds::{Documents, Scene, documents, notice::parties, rules};

/// Nobody is told in the one who is not told in the other.
fn adds_nobody(more: &Documents, before: &Documents) -> Result<(), TestCaseError> {
    let told = before.scene().told();
    for party in more.scene().told() {
        prop_assert!(told.contains(&party), "{} is added", party);
    }
    Ok(())
}

/// Link, direction: what is open on it; `None`: unknown.
type Open = BTreeMap<(String, String, Direction), Option<BTreeSet<String>>>;

fn open_on(hop: &Hop) -> Option<BTreeSet<String>> {
    let channels = hop.channels.as_ref()?;
    Some(channels.iter().chain(hop.also.iter()).map(ToString::to_string).collect())
}

/// The channels of every link over which the notice may be passed, as the plan and each hand are told.
fn open_links(scene: &Scene) -> Open {
    let plan = scene.plan();
    let mut hops: Vec<Hop> = plan.deliveries.iter().flat_map(|delivery| delivery.hops.clone()).collect();
    let ends: BTreeSet<_> = scene.router.registry().links().iter().map(|link| (&link.from, &link.to)).collect();
    for (from, to) in ends {
        hops.extend(scene.router.may_pass(&scene.notice, from, to, &scene.situation).unwrap().hop);
    }
    hops.iter().map(|hop| ((hop.from.to_string(), hop.to.to_string(), hop.direction), open_on(hop))).collect()
}

proptest! {
    #![proptest_config(config(400))]

    /// Adding a forbid never adds a recipient.
    #[test]
    fn a_forbid_adds_nobody(
        documents in documents(),
        when in rules::condition(),
        audience in rules::audience(),
        all in any::<bool>(),
    ) {
        let mut more = documents.clone();
        // Levels are drawn as places, which no profile knows.
        let when = if all || when.get("levels").is_some() { json!({}) } else { when };
        more.rules_mut().push(json!({ "id": "one-more", "effect": "forbid", "when": when, "audience": audience }));
        if can_be_somebody(more.rule_set().rule("one-more").unwrap(), &more.registry()) {
            adds_nobody(&more, &documents)?;
        }
    }

    /// Leaving out addressees, cause, purposes, or both affected fields together never adds a recipient.
    #[test]
    fn leaving_out_adds_nobody(
        documents in documents(),
        groups in subsequence(vec!["addressees", "cause", "purposes", "affected"], 1..=4),
        unknown in any::<bool>(),
    ) {
        let mut less = documents.clone();
        let notice = less.notice.as_object_mut().unwrap();
        for group in groups {
            match group {
                "affected" => drop((notice.remove("affected_sectors"), notice.remove("affected_ceptoars"))),
                "cause" if unknown => drop(notice.insert("cause".to_owned(), json!("unknown"))),
                field => drop(notice.remove(field)),
            }
        }
        adds_nobody(&less, &documents)?;
    }

    /// Setting `only`, or naming fewer in it, never adds a recipient.
    #[test]
    fn only_adds_nobody(documents in documents(), named in parties(0..13)) {
        let mut limited = documents.clone();
        let before = documents.notice["only"].as_array();
        let named: Vec<Value> = named.into_iter().map(Value::from).collect();
        limited.notice["only"] = named.into_iter().filter(|id| before.is_none_or(|list| list.contains(id))).collect();
        adds_nobody(&limited, &documents)?;
    }

    /// Under rules that name no level a stricter label adds no recipient, nor a channel to a link, `channels` and `also`
    /// together; it may change a path.
    #[test]
    fn a_stricter_label_adds_nothing(documents in documents(), pair in (any::<Index>(), any::<Index>())) {
        let mut documents = documents;
        for rule in documents.rules_mut() {
            if let Some(when) = rule.get_mut("when").and_then(Value::as_object_mut) {
                when.remove("levels");
            }
        }
        let levels = documents.router().unwrap().profile().levels().to_vec();
        let strict = pair.0.index(levels.len() - 1);
        let loose = strict + 1 + pair.1.index(levels.len() - strict - 1);
        let [strict, loose] = [strict, loose].map(|place| {
            let mut labelled = documents.clone();
            labelled.notice["level"] = json!(levels[place].label.as_str());
            labelled
        });
        adds_nobody(&strict, &loose)?;
        let open = open_links(&loose.scene());
        for (link, strictly) in open_links(&strict.scene()) {
            let Some(loosely) = open.get(&link) else { continue };
            match (&strictly, loosely) {
                (None, None) => {}
                (Some(fewer), Some(more)) => prop_assert!(fewer.is_subset(more), "{:?}: {:?}, {:?}", link, fewer, more),
                _ => prop_assert!(false, "{:?}: {:?}, {:?}", link, strictly, loosely),
            }
        }
    }
}
