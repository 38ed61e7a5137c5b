//! Load, compile, audience, route, explain, JSON and batch, and beside them the literal reference as the peer of the same run.

use std::hint::black_box;

use ceptoar_core::author::Outline;
use ceptoar_core::{Edition, Lang, Notice, NoticeId, Registry, Roster, Router, Situation};
use ceptoar_suite::reference::{Ask, Fault, World};
use criterion::{Criterion, criterion_group, criterion_main};

const EDITION: &[u8] = include_bytes!("../ceptoar-core/data/editions/2009-03-31.json");
const NOTICE: &[u8] = include_bytes!("../ceptoar-core/examples/notices/vulnerability-to-electric-power.json");

fn batch(notice: &Notice, repeated: usize) -> Vec<Notice> {
    let distinct = |n: usize| {
        let mut notice = notice.clone();
        if n % 100 >= repeated {
            notice
                .named_persons
                .push(ceptoar_core::NamedPerson::new("meti".parse().unwrap(), format!("p-{n}").parse().unwrap()));
        }
        notice.id = NoticeId::new(&format!("n-{n}")).unwrap();
        notice
    };
    (0..1000).map(distinct).collect()
}

/// A roster of so many organisations of eight CEPTOARs, with 500 days of joining.
fn roster(count: usize) -> String {
    const GROUPS: [&str; 8] =
        ["gas", "electric-power", "banking", "railway", "telecom", "medical", "water", "logistics"];
    let day = |n: usize| format!("{}-{:02}-{:02}", 2007 + n / 336, n / 28 % 12 + 1, n % 28 + 1);
    let organization = |n: usize| format!(r#"{{"id":"own-{n:06}","name":{{"ja":"会社{n}"}}}}"#);
    let membership = |n: usize| {
        let (group, day) = (GROUPS[n % GROUPS.len()], day(n % 500));
        format!(r#"{{"party":"own-{n:06}","group":"{group}","role":"member","period":{{"from":"{day}"}}}}"#)
    };
    let list = |item: &dyn Fn(usize) -> String| (0..count).map(item).collect::<Vec<_>>().join(",");
    format!(r#"{{"id":"own","organizations":[{}],"memberships":[{}]}}"#, list(&organization), list(&membership))
}

fn load(c: &mut Criterion) {
    c.bench_function("load the built-in edition", |b| b.iter(|| Registry::from_json(black_box(EDITION)).unwrap()));
    let registry = Registry::builtin(Edition::LATEST);
    let json = roster(5000);
    let mut group = c.benchmark_group("load a roster of 5,000");
    group.sample_size(10);
    group.bench_function("read it", |b| b.iter(|| Roster::from_json(black_box(json.as_bytes())).unwrap()));
    let roster = Roster::from_json(json.as_bytes()).unwrap();
    group.bench_function("join it", |b| b.iter(|| registry.with_roster(black_box(&roster)).unwrap()));
    group.finish();
}

/// A scheme in tables, to the router: under 50 ms is wanted, also of the fullest outline that there is.
fn outlines(c: &mut Criterion) {
    let built_in = Outline::builtin("2024-03-31").unwrap();
    let edition = Registry::builtin(Edition::V2009_03_31);
    let of_edition = Outline::from_edition(edition.document(), Outline::MY_SCHEME).unwrap().outline;
    let mut group = c.benchmark_group("outline to compiled router");
    group.sample_size(20);
    for (name, outline) in [("2024-03-31", built_in), ("the edition 2009-03-31", of_edition)] {
        let tables = outline.tables(Lang::Ja);
        group.bench_function(name, |b| {
            b.iter(|| {
                let outline = Outline::from_tables(black_box(&tables)).unwrap();
                let registry = Registry::from_document(outline.build()).unwrap();
                Router::builder(&registry).compile().unwrap()
            });
        });
    }
    group.finish();
}

fn decision(c: &mut Criterion) {
    c.bench_function("load and compile the built-in edition", |b| {
        b.iter(|| {
            let registry = Registry::from_json(black_box(EDITION)).unwrap();
            Router::builder(&registry).compile().unwrap()
        });
    });
    let registry = Registry::builtin(Edition::V2009_03_31);
    c.bench_function("compile", |b| b.iter(|| Router::builder(black_box(&registry)).compile().unwrap()));
    let router = Router::builder(&registry).compile().unwrap();
    let notice = router.notice(NOTICE).unwrap();
    let now = Situation::default();
    c.bench_function("route (the plan)", |b| b.iter(|| router.route(black_box(&notice), &now).unwrap()));
    c.bench_function("explain (route with full reasons)", |b| {
        b.iter(|| router.explain(black_box(&notice), &now).unwrap());
    });
    c.bench_function("audience", |b| b.iter(|| router.audience(black_box(&notice), &now).unwrap()));
    c.bench_function("JSON: read a notice", |b| b.iter(|| router.notice(black_box(NOTICE)).unwrap()));
    let plan = router.route(&notice, &now).unwrap();
    c.bench_function("JSON: write a plan", |b| b.iter(|| black_box(&plan).to_json()));
    c.bench_function("JSON: notice in, plan out", |b| {
        b.iter(|| router.route_json(black_box(NOTICE), &now).unwrap());
    });
    c.bench_function("answer (all decided, nothing written)", |b| {
        b.iter(|| drop(black_box(router.answer(black_box(&notice), &now).unwrap())));
    });
    for repeated in [0, 90] {
        let notices = batch(&notice, repeated);
        c.bench_function(&format!("route_batch of 1000, {repeated} % repeated"), |b| {
            b.iter(|| router.route_batch(black_box(&notices), &now).unwrap());
        });
    }
    let world = World::of(&router, Fault::None);
    let mut slow = c.benchmark_group("peer");
    slow.sample_size(10);
    slow.bench_function("the literal reference, one notice", |b| {
        b.iter(|| Ask::new(world, black_box(&notice), &now).answer());
    });
    slow.finish();
}

criterion_group!(benches, load, outlines, decision);
criterion_main!(benches);
