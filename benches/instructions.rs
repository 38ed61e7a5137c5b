//! `cargo bench --bench instructions`: how many instructions each question takes, counted by callgrind (valgrind). They do not
//! depend on what else the machine does. The program runs itself twice, with some questions and with more: the difference
//! is that of the questions alone.

use std::hint::black_box;
use std::process::{Command, ExitCode};

use ceptoar_core::{Edition, Notice, Prepared, Registry, Router, Situation};

const EDITION: &[u8] = include_bytes!("../ceptoar-core/data/editions/2009-03-31.json");
const NOTICE: &[u8] = include_bytes!("../ceptoar-core/examples/notices/vulnerability-to-electric-power.json");

/// What is asked: its name, how often at least, and the question.
type Question = (&'static str, usize, fn(&Sample));

/// A new question is a line here.
const QUESTIONS: [Question; 9] = [
    ("load the built-in edition", 2, |_| drop(black_box(Registry::from_json(black_box(EDITION))))),
    ("compile it", 2, |sample| drop(black_box(Router::builder(&sample.registry).compile()))),
    ("read the sample", 200, |sample| drop(black_box(sample.router.notice(black_box(NOTICE))))),
    ("audience", 200, |sample| drop(black_box(sample.router.audience(black_box(&sample.notice), &sample.now)))),
    ("audience, prepared", 200, |sample| drop(black_box(sample.prepared.audience(&sample.now)))),
    ("answer", 200, |sample| drop(black_box(sample.router.answer(black_box(&sample.notice), &sample.now)))),
    ("route", 200, |sample| drop(black_box(sample.router.route(black_box(&sample.notice), &sample.now)))),
    ("explain", 200, |sample| drop(black_box(sample.router.explain(black_box(&sample.notice), &sample.now)))),
    ("JSON in, plan JSON out", 200, |sample| {
        drop(black_box(sample.router.route_json(black_box(NOTICE), &sample.now)));
    }),
];

struct Sample {
    registry: Registry,
    router: Router,
    notice: Notice,
    prepared: Prepared,
    now: Situation,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let [name, times] = args.as_slice() {
        return ask(name, times.parse().unwrap_or(0));
    }
    for (name, times, _) in QUESTIONS {
        match counted(name, times).zip(counted(name, 2 * times)) {
            Some((some, more)) => println!("{name:26} {:>12}", (more - some) / times as u64),
            None => {
                println!("not run: valgrind is missing or counted nothing");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

/// Asks a question so many times, after once that warms up.
fn ask(name: &str, times: usize) -> ExitCode {
    let registry = Registry::builtin(Edition::V2009_03_31);
    let router = Router::builder(&registry).compile().expect("the built-in edition fits");
    let notice = router.notice(NOTICE).expect("the sample is sound");
    let prepared = router.prepare(&notice).expect("the sample fits");
    let sample = Sample { registry, router, notice, prepared, now: Situation::default() };
    let Some((_, _, question)) = QUESTIONS.iter().find(|(known, ..)| *known == name) else { return ExitCode::FAILURE };
    for _ in 0..=times {
        question(&sample);
    }
    ExitCode::SUCCESS
}

/// What callgrind counts for a whole process.
fn counted(name: &str, times: usize) -> Option<u64> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(std::env::current_exe().ok()?);
    let output = valgrind.args([name, &times.to_string()]).output().ok().filter(|output| output.status.success())?;
    let text = String::from_utf8_lossy(&output.stderr);
    text.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok())
}
