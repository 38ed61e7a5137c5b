//! An answer part by part: parts of equal numbers say the same, in whichever answers of one router, and all that the answer
//! says.

use std::collections::HashMap;
use std::hash::Hash;

use ceptoar_core::bulk::Parts;
use ceptoar_core::{Explanation, Lint, LintCode, Notice, Router, Situation};
use ceptoar_suite::random::{Draw, Size, documents, notice, situation};

/// Of what a world has many, how many, and how many worlds are asked.
const MANY: [(&str, usize, u64); 6] = [
    ("parties", 12, 240),
    ("parties", 140, 2),
    ("channels", 70, 12),
    ("rules", 90, 3),
    ("terms", 70, 2),
    ("sectors", 70, 2),
];
/// How many notices each is asked.
const NOTICES: usize = 24;

/// What numbers were found to say, and how often they were met again.
#[derive(Default)]
struct Said {
    ways: HashMap<Vec<u64>, String>,
    terms: HashMap<Vec<u64>, String>,
    lints: HashMap<u64, Lint>,
    again: [usize; 3],
}

/// What is said under some numbers must be what was said under them before.
fn as_before<K: Eq + Hash, T: PartialEq + std::fmt::Debug>(known: &mut HashMap<K, T>, numbers: K, said: T) -> usize {
    match known.get(&numbers) {
        Some(before) => {
            assert_eq!(*before, said);
            1
        }
        None => {
            known.insert(numbers, said);
            0
        }
    }
}

impl Said {
    fn hear(&mut self, parts: &Parts<'_>, router: &Router, why: &Explanation) {
        let plan = &why.plan;
        let ids: Vec<_> = parts.told().map(|part| &router.registry().parties()[part.party].id).collect();
        assert_eq!(ids, plan.deliveries.iter().map(|delivery| &delivery.recipient).collect::<Vec<_>>());
        let unmet: Vec<_> = parts.unmet().iter().map(|party| parts.id(*party).unwrap()).collect();
        assert_eq!(unmet, plan.unmet.iter().map(|unmet| &unmet.party).collect::<Vec<_>>());
        assert_eq!(parts.valid_until(), plan.valid_until);
        assert_eq!(parts.is_stale(), plan.lints.iter().any(|lint| lint.code == LintCode::StaleEdition));
        assert_eq!(parts.lints(), plan.lints);
        for (part, delivery) in parts.told().zip(&plan.deliveries) {
            let verdict = why.verdict(&delivery.recipient).unwrap();
            assert_eq!((part.delivery().as_ref(), part.verdict().as_ref()), (Some(delivery), Some(verdict)));
            let way = format!("{:?} {:?}", delivery.hops, delivery.judgement);
            self.again[0] += as_before(&mut self.ways, part.way.to_vec(), way);
            let (due, obligations, rules) = (&delivery.due, &delivery.obligations, &delivery.rules);
            let terms = format!("{:?} {due:?} {obligations:?} {rules:?} {:?}", delivery.duty, verdict.reasons);
            self.again[1] += as_before(&mut self.terms, part.terms.to_vec(), terms);
        }
        let Some(numbers) = parts.numbered_lints() else { return };
        assert_eq!(numbers.len(), plan.lints.len());
        // Of the notice's own id another notice has another.
        let mut lints = numbers.iter().zip(&plan.lints).filter(|(_, lint)| lint.code != LintCode::NobodyTold);
        self.again[2] +=
            lints.by_ref().map(|(number, lint)| as_before(&mut self.lints, *number, lint.clone())).sum::<usize>();
    }
}

fn heard(said: &mut Said, router: &Router, notice: &Notice, situation: &Situation) {
    let why = router.explain(notice, situation).unwrap();
    Parts::of(router, notice, situation, |parts| said.hear(parts, router, &why)).unwrap();
}

#[test]
fn parts_of_equal_numbers_say_the_same() {
    let mut again = [0; 3];
    for (of, count, worlds) in MANY {
        for n in 0..worlds {
            let mut draw = Draw::Seed(n + 1000 * count as u64);
            let router = documents(&mut draw, Size::SMALL.with(of, count)).router();
            let mut said = Said::default();
            for _ in 0..NOTICES {
                let notice = notice(&mut draw, &router);
                let situation = situation(&mut draw, &router, &notice);
                heard(&mut said, &router, &notice, &situation);
            }
            again.iter_mut().zip(said.again).for_each(|(all, more)| *all += more);
        }
    }
    assert!(again.iter().all(|again| *again > 1000), "{again:?}");
}

#[test]
fn a_withdrawal_has_no_parts() {
    let router = documents(&mut Draw::Seed(1), Size::SMALL).router();
    let mut notice = notice(&mut Draw::Seed(2), &router);
    notice.message = ceptoar_core::Message::Withdrawal;
    let refusal = Parts::of(&router, &notice, &Situation::default(), |parts| parts.told().count()).unwrap_err();
    assert_eq!(refusal, router.explain(&notice, &Situation::default()).unwrap_err());
}
