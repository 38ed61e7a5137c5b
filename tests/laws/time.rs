//! How long an answer holds.

use ceptoar_core::Explanation;
use ceptoar_suite::reference::{Ask, Fault};
use chrono::{DateTime, TimeDelta, Utc};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use crate::config;
use crate::worlds::{Scene, documents};

fn at(scene: &Scene, instant: DateTime<Utc>) -> Explanation {
    let mut situation = scene.situation.clone();
    situation.at = Some(instant);
    scene.router.explain(&scene.notice, &situation).unwrap()
}

/// An explanation without its instant, and so without the echo of it in the situation.
fn undated(explanation: &Explanation) -> Value {
    let mut value: Value = serde_json::from_str(&explanation.to_json()).unwrap();
    for key in ["at", "on", "situation"] {
        value.as_object_mut().unwrap().remove(key);
    }
    value
}

/// The same, without how long it holds.
fn said(explanation: &Explanation) -> Value {
    let mut value = undated(explanation);
    value["valid_until"] = json!(null);
    value
}

proptest! {
    #![proptest_config(config(150))]

    /// What the router promises, the reference keeps: until `valid_until` its answer is that of now, and at it another.
    #[test]
    fn the_reference_keeps_what_is_promised(documents in documents(), places in vec(any::<Index>(), 3)) {
        let scene = documents.scene();
        let plan = scene.plan();
        let answer = |instant: DateTime<Utc>| {
            let mut situation = scene.situation.clone();
            situation.at = Some(instant);
            Ask::new(scene.world(Fault::None), &scene.notice, &situation).answer()
        };
        let now = answer(plan.at);
        let last = plan.valid_until.unwrap_or(plan.at + TimeDelta::days(3650));
        let milliseconds = usize::try_from((last - plan.at).num_milliseconds()).unwrap();
        let some = places.iter().map(|place| {
            plan.at + TimeDelta::milliseconds(i64::try_from(place.index(milliseconds)).unwrap())
        });
        let boundaries = scene.router.boundaries().into_iter().filter(|boundary| (plan.at..last).contains(boundary));
        for instant in some.chain(boundaries).chain([last - TimeDelta::milliseconds(1)]) {
            prop_assert!(answer(instant) == now, "{}: it is another before {}", instant, last);
        }
        if let Some(until) = plan.valid_until {
            prop_assert!(answer(until) != now, "{}: it is the same", until);
        }
    }
}

proptest! {
    #![proptest_config(config(400))]

    /// For every instant until `valid_until` the answer is the same but for the instant; at it, the answer differs. Without
    /// one, no later instant changes anything.
    #[test]
    fn an_answer_holds_until_it_says(documents in documents(), places in vec(any::<Index>(), 4)) {
        let scene = documents.scene();
        let now = scene.explanation();
        let plan = now.plan.clone();
        let last = plan.valid_until.unwrap_or(plan.at + TimeDelta::days(3650));
        let seconds = usize::try_from((last - plan.at).num_seconds()).unwrap();
        prop_assert!(seconds > 0);
        let mut instants: Vec<DateTime<Utc>> = places
            .iter()
            .map(|place| plan.at + TimeDelta::seconds(i64::try_from(place.index(seconds)).unwrap()))
            .collect();
        instants.push(last - TimeDelta::seconds(1));
        // Facts begin and end at these: where the answer passes over one, it must be right to.
        instants.extend(scene.router.boundaries().into_iter().filter(|boundary| (plan.at..last).contains(boundary)));
        for instant in instants {
            let then = at(&scene, instant);
            prop_assert_eq!(then.plan.clone().at, instant);
            prop_assert_eq!(undated(&then), undated(&now), "{}", instant);
        }
        if let Some(until) = plan.valid_until {
            prop_assert_ne!(said(&at(&scene, until)), said(&now), "{}", until);
        }
    }
}
