//! What changes no byte: another order, another run, a rule for somebody elsewhere.

use std::collections::{BTreeSet, VecDeque};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::atomic::{AtomicUsize, Ordering};

use ceptoar_core::{Direction, Lang, Link, Plan};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::config;
use crate::worlds::{Documents, Scene, documents, registry::party, rules};

/// Everything that a scene answers, as text.
fn texts(scene: &Scene) -> Vec<String> {
    let explanation = scene.explanation();
    let registry = scene.router.registry();
    let audience = scene.router.audience(&scene.notice, &scene.situation).unwrap();
    let mut texts = vec![
        scene.notice.to_json(),
        explanation.to_json(),
        explanation.plan.clone().to_json(),
        format!("{audience:?} {:?}", audience.lints()),
    ];
    texts.extend(scene.views().into_values());
    texts.extend(Lang::ALL.map(|lang| explanation.text(registry, lang)));
    texts.extend(Lang::ALL.map(|lang| explanation.mermaid(registry, lang)));
    texts
}

/// Brings a list into an order that the seed decides.
fn shuffle(list: &mut Value, seed: u64) {
    if let Some(list) = list.as_array_mut() {
        list.sort_by_cached_key(|item| {
            let mut hasher = DefaultHasher::new();
            (seed, item.to_string()).hash(&mut hasher);
            hasher.finish()
        });
    }
}

/// The lists whose order has no meaning, by pointer, of each document.
const OF_EDITION: [&str; 8] = [
    "/parties",
    "/memberships",
    "/links",
    "/ceptoars",
    "/sectors",
    "/instruments",
    "/vocabularies/channels",
    "/instruments/1/binds",
];
const OF_ROSTER: [&str; 3] = ["/organizations", "/memberships", "/links"];
const OF_NOTICE: [&str; 7] =
    ["/addressees", "/consents", "/only", "/affected_sectors", "/affected_ceptoars", "/purposes", "/named_persons"];
const OF_RULE: [&str; 10] = [
    "/when/levels",
    "/when/directions",
    "/when/origin_kinds",
    "/when/origin_groups",
    "/when/origin_roles",
    "/when/addressees",
    "/audience/kinds",
    "/audience/members_of",
    "/audience/members_of/0/roles",
    "/audience/except/kinds",
];

/// Brings these lists of a document into another order, and says which of them have one.
fn turn(document: &mut Value, lists: &[&'static str], seed: u64, turned: &mut BTreeSet<&'static str>) {
    for at in lists {
        if let Some(list) = document.pointer_mut(at) {
            shuffle(list, seed);
            if list.as_array().is_some_and(|list| list.len() > 1) {
                turned.insert(at);
            }
        }
    }
}

/// Brings every list whose order has no meaning into another order, and says which there are.
fn shuffle_all(documents: &mut Documents, seed: u64) -> BTreeSet<&'static str> {
    let mut turned = BTreeSet::new();
    turn(&mut documents.edition, &OF_EDITION, seed, &mut turned);
    turn(&mut documents.roster, &OF_ROSTER, seed, &mut turned);
    turn(&mut documents.notice, &OF_NOTICE, seed, &mut turned);
    turn(&mut documents.rules, &["/rules"], seed, &mut turned);
    for rule in documents.rules_mut() {
        turn(rule, &OF_RULE, seed, &mut turned);
    }
    turned
}

/// A list that is called otherwise in the documents would be left as it is, and prove nothing.
#[test]
fn every_list_has_an_order_in_some_world() {
    let mut all = BTreeSet::new();
    let mut runner = TestRunner::deterministic();
    for _ in 0..400 {
        let mut world = documents().new_tree(&mut runner).unwrap().current();
        all.extend(shuffle_all(&mut world, 1));
    }
    let lists = [&OF_EDITION[..], &OF_ROSTER, &OF_NOTICE, &OF_RULE, &["/rules"]].concat();
    let never: Vec<&&str> = lists.iter().filter(|list| !all.contains(**list)).collect();
    assert!(never.is_empty(), "{never:?}");
}

/// Whom the links lead to from a party, itself included.
fn led_to<'a>(links: &[&'a Link], from: &'a str) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::from([from]);
    let mut todo = VecDeque::from([from]);
    while let Some(here) = todo.pop_front() {
        for link in links.iter().filter(|link| link.from == *here) {
            if seen.insert(link.to.as_str()) {
                todo.push_back(link.to.as_str());
            }
        }
    }
    seen
}

/// The recipients of a plan to whom no walk over the links of the day that the notice may travel leads from the origin by
/// way of a party.
fn away_from(scene: &Scene, plan: &Plan, stranger: &str) -> Vec<String> {
    let travels = |link: &&Link| link.direction == plan.direction || link.direction == Direction::Provision;
    let of_day = scene.router.registry().links().iter().filter(|link| link.period.covers(plan.on));
    let links: Vec<&Link> = of_day.filter(travels).collect();
    let on_way = led_to(&links, plan.origin.as_str()).contains(stranger);
    let behind = led_to(&links, stranger);
    let recipients = plan.deliveries.iter().map(|delivery| delivery.recipient.as_str());
    recipients.filter(|id| *id != stranger && !(on_way && behind.contains(id))).map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(config(400))]

    /// The order of rules, parties, links, memberships, instruments, and of every list that is a set, has no meaning.
    #[test]
    fn order_does_not_matter(documents in documents(), seed in any::<u64>()) {
        let mut turned = documents.clone();
        shuffle_all(&mut turned, seed);
        prop_assert_eq!(texts(&turned.scene()), texts(&documents.scene()));
    }

    /// Same input, same bytes, from two routers and from one asked twice.
    #[test]
    fn the_same_question_has_the_same_answer(documents in documents()) {
        let scene = documents.scene();
        let first = texts(&scene);
        prop_assert_eq!(&texts(&scene), &first);
        prop_assert_eq!(&texts(&documents.scene()), &first);
    }
}

/// A rule for one party alone that is on no walk to a recipient leaves that recipient's view equal, byte for byte.
#[test]
fn a_stranger_changes_no_view() {
    let views = AtomicUsize::new(0);
    let stranger = party().prop_flat_map(|id| {
        let audience = json!({ "parties": [id] });
        (Just(id), rules::rule("stranger".to_owned(), Just(json!({})), Just(audience)))
    });
    TestRunner::new(config(400))
        .run(&(documents(), stranger, any::<bool>()), |(mut documents, (stranger, rule), ends)| {
            if ends {
                // Most parties are on a walk to most: here nobody hears of anything by way of the stranger.
                documents.remove_links_from(stranger);
            }
            let scene = documents.scene();
            documents.rules_mut().push(rule);
            let other = documents.scene();
            let (before, after) = (scene.views(), other.views());
            for recipient in away_from(&scene, &scene.plan(), stranger) {
                prop_assert_eq!(before.get(&recipient), after.get(&recipient), "{}", recipient);
                views.fetch_add(1, Ordering::Relaxed);
            }
            // Nor is anybody told anew who is away from it.
            for recipient in away_from(&scene, &other.plan(), stranger) {
                prop_assert!(before.contains_key(&recipient), "{} is told", recipient);
            }
            Ok(())
        })
        .unwrap();
    let views = views.into_inner();
    println!("compared: {views} views");
    assert!(views > 0, "no view was compared");
}
