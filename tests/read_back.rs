//! Answers that were kept as JSON are read back as the values that they were.

use ceptoar_core::{Batch, Explanation, Onward, Passing, Plan, Refusal, View};
use ceptoar_suite::vectors::load;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Writes a value, reads it, and compares both, and what is written again.
fn back<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T) {
    let json = serde_json::to_string(value).unwrap();
    let read: T = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error} in {json}"));
    assert_eq!(&read, value);
    assert_eq!(serde_json::to_string(&read).unwrap(), json);
}

#[test]
fn every_answer_to_a_vector_is_read_back() -> Result<(), Refusal> {
    let mut seen = [0; 5];
    for case in load().unwrap().into_iter().flat_map(|(_, file)| file.cases) {
        if case.refusal().is_some() || case.document.is_some() {
            continue;
        }
        let scene = case.scene()?;
        let why = scene.router.explain(&scene.notice, &scene.situation)?;
        back(&why);
        back(&why.plan);
        assert_eq!(Explanation::from_json(why.to_json().as_bytes())?, why);
        assert_eq!(Plan::from_json(why.plan.to_json().as_bytes())?, why.plan);
        assert_eq!(why.plan.to_json(), serde_json::to_string(&why.plan).unwrap()); // written in two ways
        seen[0] += 1;
        for delivery in &why.plan.deliveries {
            let view = why.plan.view_for(&delivery.recipient).unwrap();
            back(&view);
            assert_eq!(View::from_json(view.to_json().as_bytes())?, view);
            seen[1] += 1;
        }
        for holder in [&scene.notice.origin].into_iter().chain(why.plan.deliveries.iter().map(|d| &d.recipient)) {
            let onward: Vec<Onward> = scene.router.onward(&scene.notice, holder, &scene.situation)?;
            back(&onward);
            seen[2] += onward.len();
            let passing: Passing = scene
                .router
                .may_pass(&scene.notice, holder, "gas", &scene.situation)
                .or_else(|_| scene.router.may_pass(&scene.notice, holder, holder, &scene.situation))?;
            back(&passing);
            seen[3] += 1;
        }
        let batch = scene.router.route_batch(std::slice::from_ref(&scene.notice), &scene.situation)?;
        back(&batch);
        assert_eq!(Batch::from_json(batch.to_json().as_bytes())?, batch);
        seen[4] += 1;
    }
    assert!(seen.iter().all(|count| *count > 100), "{seen:?}");
    Ok(())
}

/// An answer of another format, or one that was changed by hand into no answer, is refused; one of a later version with a field
/// more is read.
#[test]
fn what_is_no_answer_is_refused() -> Result<(), Refusal> {
    let case = load().unwrap().into_iter().flat_map(|(_, file)| file.cases).find(|case| case.refusal().is_none());
    let scene = case.unwrap().scene()?;
    let why = scene.router.explain(&scene.notice, &scene.situation)?;
    let plan: Value = serde_json::from_str(&why.plan.to_json()).unwrap();
    let read = |value: &Value| Plan::from_json(value.to_string().as_bytes());
    let mut more = plan.clone();
    more["later"] = Value::from(1);
    assert_eq!(read(&more)?, why.plan);
    for (field, value) in [
        ("format", Value::from(Explanation::FORMAT)),
        ("origin", Value::from("Not An Id")),
        ("direction", Value::from("sideways")),
        ("at", Value::from("2009-05-08T10:00:00")),
        ("deliveries", Value::from(1)),
        ("digests", Value::Null),
    ] {
        let mut wrong = plan.clone();
        wrong[field] = value;
        assert!(read(&wrong).is_err(), "{field}: {wrong}");
    }
    let mut without = plan.clone();
    without.as_object_mut().unwrap().remove("notice");
    assert!(read(&without).is_err());
    Ok(())
}
