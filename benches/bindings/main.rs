//! What the way into another language costs, beside the core in the same run: `cargo xtask bench-bindings` builds what is
//! asked here and starts this. Rounds alternate, and the best of each is told, since other work on the machine only adds.

use std::hint::black_box;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use ceptoar_core::{Edition, Notice, PartyId, Plan, Registry, Router, Situation};
use serde_json::Value;

const NOTICE: &str = "ceptoar-core/examples/notices/railway-incident-from-another-sector.json";
const ROUNDS: usize = 5;
const CALLS: usize = 1_000_000;

fn nanoseconds(calls: usize, mut work: impl FnMut()) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        work();
    }
    start.elapsed().as_nanos() as f64 / calls as f64
}

/// Runs a program that tells its figures as a line of JSON; `None`: it is not there.
fn figures(program: &str, notice: &str) -> Option<Value> {
    let mut words = program.split(' ');
    let output = Command::new(words.next()?).args(words).arg(notice).arg(CALLS.to_string()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().rev().find_map(|line| serde_json::from_str(&line[line.find('{')?..]).ok())
}

struct Core {
    router: Router,
    notice: Notice,
    /// The first of those who are told.
    party: PartyId,
}

impl Core {
    fn may_must(&self, calls: usize) -> f64 {
        let now = Situation::default();
        nanoseconds(calls, || {
            let audience = self.router.audience(black_box(&self.notice), &now).expect("the sample is answered");
            assert!(audience.duty(black_box(self.party.as_str())).is_some());
        })
    }

    fn plan(&self) -> Plan {
        self.router.route(black_box(&self.notice), &Situation::default()).expect("the sample is answered")
    }
}

fn main() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let path = root.join(NOTICE);
    let notice = path.to_string_lossy();
    let registry = Registry::builtin(Edition::V2009_03_31);
    let router = Router::builder(&registry).compile().expect("it fits");
    let json = std::fs::read(&path).expect("the sample is there");
    let read = router.notice(&json).expect("the sample is read");
    let plan = router.route(&read, &Situation::default()).expect("the sample is answered");
    let party = plan.deliveries.first().expect("somebody is told").recipient.clone();
    let core = Core { router, notice: read, party };
    println!("a plan of {} deliveries; {ROUNDS} rounds, the best of each", core.plan().deliveries.len());

    let mut best: std::collections::BTreeMap<String, f64> = std::collections::BTreeMap::new();
    let mut keep = |name: &str, value: f64| {
        let kept = best.entry(name.to_owned()).or_insert(f64::INFINITY);
        *kept = kept.min(value);
    };
    let programs: Vec<(String, String)> = ["c", "kotlin", "swift"]
        .iter()
        .filter_map(|language| {
            Some((*language).to_owned()).zip(std::env::var(format!("CEPTOAR_BENCH_{language}")).ok())
        })
        .collect();
    for _ in 0..ROUNDS {
        keep("core may_must_ns", core.may_must(CALLS));
        keep("core route_ns", nanoseconds(CALLS / 10, || drop(black_box(core.plan()))));
        keep("core route_json_ns", nanoseconds(CALLS / 10, || drop(black_box(core.plan().to_json()))));
        for (language, program) in programs.iter().filter(|(language, _)| language == "c") {
            tell(language, program, &notice, &mut keep);
        }
    }
    for (language, program) in programs.iter().filter(|(language, _)| language != "c") {
        tell(language, program, &notice, &mut keep);
    }
    for (name, value) in &best {
        println!("{name:24} {value:>10.0}");
    }
    let beside = |name: &str, core: &str| Some(best.get(name)? - best.get(core)?);
    for (what, found, goal) in [
        ("may/must in C, beyond the core (ns)", beside("c may_must_ns", "core may_must_ns"), 50.0),
        ("a plan crosses to Kotlin (ns)", best.get("kotlin plan_ns").copied(), 20_000.0),
        ("a plan crosses to Swift (ns)", best.get("swift plan_ns").copied(), 20_000.0),
        ("Kotlin's route, beyond the core's (ns)", beside("kotlin route_ns", "core route_ns"), 20_000.0),
        ("Swift's route, beyond the core's (ns)", beside("swift route_ns", "core route_ns"), 20_000.0),
        ("memory grown over the calls, C (KB)", best.get("c grown_kb").copied(), 1024.0),
        ("memory grown over the calls, Kotlin (KB)", best.get("kotlin grown_kb").copied(), 1024.0),
        ("memory grown over the calls, Swift (KB)", best.get("swift grown_kb").copied(), 1024.0),
    ] {
        match found {
            Some(found) => println!(
                "{what:44} {found:>10.0}   goal {goal:>6.0}   {}",
                if found <= goal { "met" } else { "NOT met" }
            ),
            None => println!("{what:44}    not run"),
        }
    }
}

fn tell(language: &str, program: &str, notice: &str, keep: &mut impl FnMut(&str, f64)) {
    let Some(found) = figures(program, notice) else {
        println!("{language}: `{program}` told nothing");
        return;
    };
    for (name, value) in found.as_object().into_iter().flatten() {
        keep(&format!("{language} {name}"), value.as_f64().unwrap_or(f64::INFINITY));
    }
}
