//! Envelope classes: `cargo xtask prove` compares one product of each with the reference, and so speaks for the others.

use std::collections::BTreeSet;

use ceptoar_core::{Edition, Explanation, LevelProfile, Notice, Registry, Router, RuleSet, Situation};
use ceptoar_suite::classes::{Classes, Product};
use ceptoar_suite::random::Draw;
use ceptoar_suite::reference::told;
use chrono::{DateTime, Utc};

/// Of how many groups of classes, and of how many classes of each, two products are asked.
const GROUPS: usize = 10;
const OF_A_GROUP: usize = 25;

struct Sample {
    registry: Registry,
    profiles: Vec<LevelProfile>,
    routers: Vec<Router>,
}

impl Sample {
    fn new() -> Self {
        let registry = Registry::builtin(Edition::V2009_03_31);
        let profiles = vec![LevelProfile::tlp2(), LevelProfile::tlp1(), LevelProfile::pfc()];
        let compile = |profile: &LevelProfile| Router::builder(&registry).profile(profile.clone()).compile().unwrap();
        Self { routers: profiles.iter().map(compile).collect(), registry, profiles }
    }

    fn ask(&self, classes: &Classes<'_>, product: &Product, label: usize, at: DateTime<Utc>) -> (Notice, Explanation) {
        let (place, label) = &classes.meanings()[product.meaning].labels[label];
        let notice = classes.notice(product, label.clone(), at);
        let explanation = self.routers[*place].explain(&notice, &Situation::default()).unwrap();
        (notice, explanation)
    }
}

/// An answer without what it shows of the envelope: which conditions of silent rules fail, and which addressees are not told.
fn bare(explanation: &Explanation) -> String {
    let mut answer = told(explanation);
    for one in answer.answers.values_mut() {
        one.reasons.retain(|reason| !["conditions-not-met", "no-rule"].contains(&reason.code));
    }
    answer.lints.retain(|lint| !lint.starts_with("addressee-not-told "));
    format!("{answer:?} {:?}", explanation.plan.valid_until)
}

#[test]
fn products_of_one_class_have_one_answer() {
    let sample = Sample::new();
    let rules = RuleSet::builtin(Edition::V2009_03_31);
    let classes = Classes::new(&sample.registry, &rules, &sample.profiles);
    let instants = classes.instants();
    let mut draw = Draw::Seed(14);
    let (mut asked, mut envelopes) = (0, BTreeSet::new());
    let (mut apart, mut differ) = (0, 0);
    for _ in 0..GROUPS {
        let all = classes.of_group(draw.below(classes.groups()));
        let of_all: usize = all.iter().map(Vec::len).sum();
        let labels = classes.meanings().len();
        assert_eq!(of_all, classes.products_of_label() / classes.groups() * labels, "each product is of one class");
        for _ in 0..OF_A_GROUP {
            let class = draw.one(&all);
            let (one, other) = (draw.one(class), draw.one(class));
            let at = *draw.one(&instants[..classes.inside()]);
            let labels = classes.meanings()[one.meaning].labels.len();
            // Both labels mean the same, perhaps in two profiles.
            let (notice, of_one) = sample.ask(&classes, one, draw.below(labels), at);
            let (other_notice, of_other) = sample.ask(&classes, other, draw.below(labels), at);
            assert_eq!(bare(&of_one), bare(&of_other), "{}\n{}", notice.to_json(), other_notice.to_json());
            asked += 1;
            envelopes.extend([notice.to_json(), other_notice.to_json()]);
            let class = draw.one(&all);
            let another = draw.one(class);
            let (_, of_another) = sample.ask(&classes, another, 0, at);
            apart += 1;
            differ += usize::from(bare(&of_one) != bare(&of_another));
        }
    }
    println!("{asked} pairs of {} envelopes; of {apart} pairs of two classes {differ} differ", envelopes.len());
    assert!(envelopes.len() > asked * 3 / 2, "too few pairs are two envelopes");
    assert!(differ > apart / 2, "answers that never differ prove nothing");
}
