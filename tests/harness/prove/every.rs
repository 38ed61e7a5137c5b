//! Every envelope class that the built-in edition can tell apart, under every built-in profile.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use ceptoar_core::{Edition, LevelProfile, Notice, RecipientSet, Registry, Router, RuleSet, Situation};
use ceptoar_suite::classes::{Classes, Product};
use ceptoar_suite::engine::Whole;
use ceptoar_suite::reference::{Ask, Days, Fault, World, differences_from, same};
use chrono::{DateTime, TimeDelta, Utc};

/// What is asked of the proof.
pub(crate) struct Wanted {
    /// One profile, or all.
    pub(crate) profile: Option<String>,
    pub(crate) part: Part,
    pub(crate) threads: usize,
}

/// Which of so many parts of the classes: each class is in exactly one of them, and each part is spread over all.
#[derive(Clone, Copy)]
pub(crate) struct Part {
    /// From 1 on.
    pub(crate) number: usize,
    pub(crate) of: usize,
}

impl Part {
    pub(crate) const ALL: Self = Self { number: 1, of: 1 };

    fn has(self, n: usize) -> bool {
        n % self.of == self.number - 1
    }
}

/// What the proof does not hold.
const LEFT_OUT: &str = "not held: several but not all addressees, several affected sectors or CEPTOARs, several purposes, consents, \
    `only`, embargo, named persons, outages and failed sectors, rosters, days outside the edition's own (all of these: `prove random`)";

#[derive(Default)]
struct Found {
    classes: usize,
    compared: usize,
    /// By kind: how many, and the first.
    faults: BTreeMap<String, (usize, String)>,
}

impl Found {
    fn add(&mut self, other: Self) {
        self.classes += other.classes;
        self.compared += other.compared;
        for (kind, (count, witness)) in other.faults {
            self.faults.entry(kind).or_insert((0, witness)).0 += count;
        }
    }

    fn fault(&mut self, fault: &str, router: &Router, notice: &Notice) {
        let kind = fault.split([':', ' ']).next().unwrap_or_default();
        let profile = router.profile().id();
        let entry = self.faults.entry(kind.to_owned());
        entry.or_insert_with(|| (0, format!("{fault}\n{profile}: {}", notice.to_json()))).0 += 1;
    }
}

pub(crate) fn prove(wanted: &Wanted) -> Result<String, String> {
    let start = Instant::now();
    let mut profiles = vec![LevelProfile::tlp2(), LevelProfile::tlp1(), LevelProfile::pfc()];
    if let Some(id) = &wanted.profile {
        profiles.retain(|profile| profile.id().as_str() == id);
        if profiles.is_empty() {
            return Err(format!("no built-in profile is called `{id}`"));
        }
    }
    let registry = Registry::builtin(Edition::V2009_03_31);
    let rules = RuleSet::builtin(Edition::V2009_03_31);
    let compile = |profile: &LevelProfile| Router::builder(&registry).profile(profile.clone()).compile();
    let routers = profiles.iter().map(compile).collect::<Result<Vec<_>, _>>().map_err(|refusal| refusal.to_string())?;
    let classes = Classes::new(&registry, &rules, &profiles);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Found::default();
        let days = Days::new(&registry, classes.days());
        loop {
            let group = next.fetch_add(1, Ordering::Relaxed);
            if group >= classes.groups() {
                return found;
            }
            for (n, class) in classes.of_group(group).iter().enumerate() {
                if wanted.part.has(n + group) {
                    compare(&classes, &days, &routers, class, n, &mut found);
                }
            }
        }
    };
    let found = std::thread::scope(|scope| {
        let threads: Vec<_> = (1..wanted.threads).map(|_| scope.spawn(work)).collect();
        let mut found = work();
        for thread in threads {
            found.add(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        found
    });
    let labels: usize = profiles.iter().map(|profile| profile.levels().len()).sum();
    let products = classes.products_of_label() * labels * classes.inside();
    let Part { number, of } = wanted.part;
    let of = if of == 1 { "all".to_owned() } else { format!("part {number} of {of}") };
    let report = format!(
        "{}, {labels} labels of {} profiles in {} meanings\n\
         {products} products; {} classes ({of}), each in the {} epochs of the edition\n\
         {} answers compared (plan, verdicts, reasons, lints, valid_until; audience)\n{LEFT_OUT}\n{:.0} s on {} threads",
        classes.sizes(),
        profiles.len(),
        classes.meanings().len(),
        found.classes,
        classes.inside(),
        found.compared,
        start.elapsed().as_secs_f64(),
        wanted.threads,
    );
    if found.faults.is_empty() {
        return Ok(format!("the router is the reference: {report}"));
    }
    let mut text = format!("{report}\n");
    for (count, witness) in found.faults.into_values() {
        text.push_str(&format!("\n{count} differences of this kind, the first:\n{witness}\n"));
    }
    Err(text)
}

/// Compares one class, shown by one of its products, in every epoch and under every label of its meaning.
fn compare(
    classes: &Classes<'_>,
    days: &Days<'_>,
    routers: &[Router],
    class: &[Product],
    turn: usize,
    found: &mut Found,
) {
    // Not always the first: the conditions that fail are those of the product.
    let product = &class[turn % class.len()];
    let meaning = &classes.meanings()[product.meaning];
    let situation = Situation::default();
    let (place, label) = &meaning.labels[0];
    let world = World::of(&routers[*place], Fault::None);
    let instants = classes.instants();
    // The first or the last instant of each epoch.
    let asked_at: Vec<DateTime<Utc>> = (0..instants.len())
        .map(|n| match instants.get(n + 1) {
            Some(next) if turn % 2 == 1 => *next - TimeDelta::milliseconds(1),
            _ => instants[n],
        })
        .collect();
    let notices: Vec<Notice> = asked_at.iter().map(|at| classes.notice(product, label.clone(), *at)).collect();
    let asked = notices.iter().map(|notice| Ask::of_days(days, world, notice, &situation));
    let answers: Vec<Whole> = asked.map(|ask| ask.answer()).collect();
    found.classes += 1;
    for (n, answer) in answers.iter().take(classes.inside()).enumerate() {
        // As long as every later answer is this one.
        let until: Option<DateTime<Utc>> =
            (n + 1..answers.len()).find(|later| answers[*later] != *answer).map(|later| instants[later]);
        for (place, label) in &meaning.labels {
            let router = &routers[*place];
            let notice = classes.notice(product, label.clone(), asked_at[n]);
            found.compared += 1;
            let explanation = match router.explain(&notice, &situation) {
                Ok(explanation) => explanation,
                Err(refusal) => {
                    found.fault(&format!("explain: {refusal}"), router, &notice);
                    continue;
                }
            };
            if !same(&explanation, answer, until) {
                for fault in differences_from(&explanation, answer, until) {
                    found.fault(&fault, router, &notice);
                }
            }
            if !router.audience(&notice, &situation).is_ok_and(|audience| tells(&audience, answer)) {
                found.fault("audience: not those who are told", router, &notice);
            }
        }
    }
}

/// Whether those and only those are told that the reference tells, with their duties.
fn tells(audience: &RecipientSet, answer: &Whole) -> bool {
    audience.len() == answer.told().count()
        && audience
            .iter()
            .zip(answer.told())
            .all(|((id, duty), (party, told))| *id == *party && duty.as_str() == told.duty)
}
