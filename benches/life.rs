//! What a desk waits for once a notice is sent: the audit of a log, what follows from a withdrawal, what would break, what it would
//! take that somebody is told. All on the built-in edition.

use std::fmt::Write as _;
use std::hint::black_box;

use ceptoar_core::life::{self, Log, Policy, Scope, Span, Threads};
use ceptoar_core::{Edition, Message, Notice, Registry, Router, Situation, parse_instant};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// The hand-overs of one notice about gas, a quarter of them wrong: from, to, minutes after ten.
const HANDED: [(&str, &str, u32); 10] = [
    ("nisc", "meti", 5),
    ("meti", "gas", 10),
    ("gas", "gas-members", 20),
    ("meti", "gas", 21),
    ("gas", "gas-members", 22),
    ("gas", "banking", 25),
    ("banking", "banking-members", 27),
    ("nisc", "meti", 28),
    ("gas", "gas-members", 29),
    ("telecom", "gas", 30),
];

fn notice(router: &Router, id: usize, level: &str, sector: &str) -> Notice {
    let json = format!(
        r#"{{ "id": "n-{id:06}", "direction": "provision", "origin": "nisc", "level": "{level}", "kind": "vulnerability",
        "affected_sectors": ["{sector}"], "issued_at": "2009-05-08T10:00:00+09:00" }}"#
    );
    router.notice(json.as_bytes()).unwrap()
}

/// A log of so many notices, ten rows each, as JSON Lines.
fn rows(count: usize) -> String {
    let mut out = String::new();
    for id in 0..count {
        for (from, to, minute) in HANDED {
            writeln!(
                out,
                r#"{{"notice":"n-{id:06}","from":"{from}","to":"{to}","sent_at":"2009-05-08T10:{minute:02}:00+09:00"}}"#
            )
            .unwrap();
        }
    }
    out
}

fn audits(c: &mut Criterion) {
    const COUNT: usize = 10_000;
    let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile().unwrap();
    let notices: Vec<Notice> = (0..COUNT).map(|id| notice(&router, id, "TLP:AMBER", "gas")).collect();
    let (threads, text) = (Threads::new(&router, &notices).unwrap(), rows(COUNT));
    let log = Log::from_json_lines(text.as_bytes(), Span::default(), &router).unwrap();
    let mut policy = Policy::new(parse_instant("2009-05-08T15:00:00+09:00").unwrap());
    policy.promptly = Some("PT1H".parse().unwrap());
    let mut group = c.benchmark_group("logs, 100,000 rows of 10,000 notices");
    group.sample_size(10).throughput(Throughput::Elements((COUNT * HANDED.len()) as u64));
    group.bench_function("read", |b| {
        b.iter(|| Log::from_json_lines(black_box(text.as_bytes()), Span::default(), &router).unwrap());
    });
    group.bench_function("audit", |b| {
        b.iter(|| life::audit(&router, &threads, black_box(&log), &[], &policy).unwrap());
    });
    group.bench_function("actions", |b| {
        b.iter(|| life::actions(&router, &threads, black_box(&log), &[], &policy).unwrap());
    });
    group.finish();
}

fn one_notice(c: &mut Criterion) {
    let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile().unwrap();
    let now = Situation::default();
    let mut group = c.benchmark_group("life of one notice");
    for sector in ["water", "finance"] {
        let told = notice(&router, 0, "TLP:AMBER", sector);
        let (single, mut pairs) = (Scope::default(), Scope::default());
        pairs.pairs = true;
        group.bench_function(format!("resilience, {sector}, every single failure"), |b| {
            b.iter(|| life::resilience(&router, black_box(&told), &now, &single).unwrap());
        });
        group.bench_function(format!("resilience, {sector}, every pair"), |b| {
            b.iter(|| life::resilience(&router, black_box(&told), &now, &pairs).unwrap());
        });
    }
    let storm = br#"{ "runs": 10000, "seed": 7, "failures": [{ "link": "mhlw>water", "chance": 0.05 }, { "party": "water", "chance": 0.1 },
        { "channel": "email", "chance": 0.2 }, { "sector": "information-communications", "chance": 0.02 }],
        "delays": [{ "median": "PT10M", "p90": "PT1H" }], "confirmation": [{ "chance": 0.9 }] }"#;
    let (told, storm) = (notice(&router, 0, "TLP:AMBER", "water"), life::Scenario::from_json(storm, &router).unwrap());
    group.bench_function("drill, water, 10,000 runs", |b| {
        b.iter(|| life::drill(&router, black_box(&told), &storm).unwrap());
    });
    for (what, level, party) in
        [("too strict", "TLP:AMBER+STRICT", "gas-members"), ("not addressed", "TLP:AMBER", "electric-power-members")]
    {
        let told = notice(&router, 0, level, "gas");
        group.bench_function(format!("remedies, {what}"), |b| {
            b.iter(|| life::remedies(&router, black_box(&told), party, &now).unwrap());
        });
    }
    let first = notice(&router, 0, "TLP:AMBER", "gas");
    let mut end = first.clone().following(Message::Withdrawal, first.id.clone());
    end.id = "n-000001".parse().unwrap();
    let notices = [first, end];
    let log = Log::from_json_lines(rows(1).as_bytes(), Span::default(), &router).unwrap();
    group.bench_function("follow-up, withdrawal", |b| {
        b.iter(|| {
            let threads = Threads::new(&router, black_box(&notices)).unwrap();
            life::follow_up(&router, &threads, "n-000001", &log, &now).unwrap()
        });
    });
    group.finish();
}

criterion_group!(benches, audits, one_notice);
criterion_main!(benches);
