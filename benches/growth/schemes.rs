//! Schemes of any size: load, compile, and every question.

use std::hint::black_box;
use std::time::Instant;

use ceptoar_core::{Notice, Refusal, Registry, Router, RuleSet, Situation};

use crate::columns::Columns;
use crate::measured::{Stopwatch, fastest, megabytes, milliseconds};
use crate::world::Size;

pub(crate) const HEAD: [&str; 13] = [
    "rules",
    "sectors",
    "parties",
    "load ms",
    "compile ms",
    "first pass ms",
    "audience µs",
    "answer µs",
    "route µs",
    "explain µs",
    "route_batch µs",
    "bulk µs",
    "told, MB",
];

/// From the sample workload's size: each number alone, then all together.
pub(crate) const SIZES: [[usize; 3]; 13] = [
    [32, 10, 50],
    [100, 10, 50],
    [320, 10, 50],
    [1_000, 10, 50],
    [3_000, 10, 50],
    [32, 10, 200],
    [32, 20, 200],
    [32, 40, 200],
    [32, 10, 500],
    [32, 10, 1_000],
    [32, 10, 2_000],
    [320, 20, 500],
    [3_000, 40, 2_000],
];

/// So many notices are a pass.
const NOTICES: usize = 512;
/// The seconds for which a question is asked again.
const SECONDS: f64 = 0.5;
const REPEATS: usize = 9;

/// What is asked: notices, and the same as columns.
struct Asked {
    notices: Vec<Notice>,
    columns: Columns,
}

type Question = fn(&Router, &Asked) -> Result<usize, Refusal>;

/// A pass of each question over the notices. A new one is a line here and a word in `HEAD`.
const QUESTIONS: [Question; 6] = [
    |router, asked| audience(router, &asked.notices),
    |router, asked| answer(router, &asked.notices),
    |router, asked| route(router, &asked.notices),
    |router, asked| explain(router, &asked.notices),
    |router, asked| batch(router, &asked.notices),
    |router, asked| asked.columns.told(router),
];

fn audience(router: &Router, notices: &[Notice]) -> Result<usize, Refusal> {
    let now = Situation::default();
    notices.iter().map(|notice| Ok(router.audience(black_box(notice), &now)?.len())).sum()
}

fn answer(router: &Router, notices: &[Notice]) -> Result<usize, Refusal> {
    let now = Situation::default();
    notices.iter().map(|notice| Ok(black_box(router.answer(black_box(notice), &now)?).told().len())).sum()
}

fn route(router: &Router, notices: &[Notice]) -> Result<usize, Refusal> {
    let now = Situation::default();
    notices.iter().map(|notice| Ok(black_box(router.route(black_box(notice), &now)?).deliveries.len())).sum()
}

fn explain(router: &Router, notices: &[Notice]) -> Result<usize, Refusal> {
    let now = Situation::default();
    notices.iter().map(|notice| Ok(black_box(router.explain(black_box(notice), &now)?).deliveries().len())).sum()
}

fn batch(router: &Router, notices: &[Notice]) -> Result<usize, Refusal> {
    let batch = router.route_batch(black_box(notices), &Situation::default())?;
    Ok(batch.rows.iter().filter_map(|row| batch.plans.get(row.outcome)).map(|plan| plan.deliveries.len()).sum())
}

/// What a scheme of a size costs. The questions must agree on how many are told.
pub(crate) fn measured(size: Size) -> Result<Vec<String>, Refusal> {
    let (edition, rules) = (size.edition().write(), size.rule_set().write());
    let load = || Ok::<_, Refusal>((Registry::from_json(edition.as_bytes())?, RuleSet::from_json(rules.as_bytes())?));
    let (registry, rule_set) = load()?;
    let compile = || Router::builder(&registry).rules(rule_set.clone()).compile();
    let loads = (0..REPEATS).map(|_| milliseconds(|| drop(load())).0).collect();
    let compiles = (0..REPEATS).map(|_| milliseconds(|| drop(compile())).0).collect();
    let router = compile()?;
    let notices = size.notices(NOTICES).unwrap_or_default();
    assert_eq!(notices.len(), NOTICES, "the notices are sound");
    let (first, told) = milliseconds(|| audience(&router, &notices));
    let told = told?;
    let asked = Asked { columns: Columns::of(&notices), notices };
    let mut line: Vec<String> = [size.rules, size.sectors, size.parties].iter().map(usize::to_string).collect();
    line.extend([fastest(loads), fastest(compiles), first].map(|time| format!("{time:.1}")));
    for question in QUESTIONS {
        let (mut passes, watch, begun) = (0, Stopwatch::start(), Instant::now());
        while passes < 3 || begun.elapsed().as_secs_f64() < SECONDS {
            assert_eq!(question(&router, &asked)?, told, "every question tells as many");
            passes += 1;
        }
        line.push(format!("{:.2}", watch.milliseconds() * 1e3 / (passes * NOTICES) as f64));
    }
    line.push(format!("{:.1}, {:.0}", told as f64 / NOTICES as f64, megabytes()));
    Ok(line)
}
