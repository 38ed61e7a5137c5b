//! What authors wait for: a router of the built-in outline; a router with a roster of 100,000 rows; who sees more with a changed rule,
//! over all classes of the built-in edition; what differs between two editions of 5,000 parties; gaps, and what is found in rules.

use std::hint::black_box;

use ceptoar_core::author::exposure::{self, ExposureOptions};
use ceptoar_core::author::gaps::{self, GapOptions};
use ceptoar_core::author::{Outline, Table, diff, lint, roster};
use ceptoar_core::document::{Link, Membership, Party};
use ceptoar_core::{Direction, Edition, Lang, PartyKind, Registry, Role, Roster, Router, RuleSet};
use criterion::{Criterion, criterion_group, criterion_main};

/// The rules of the built-in edition with one that tells every CEPTOAR of newsletters.
fn wider() -> RuleSet {
    let news = br#"{ "id": "news", "rules": [{ "id": "all-hear-news", "effect": "permit", "audience": { "kinds": ["ceptoar"] },
        "when": { "directions": ["provision"], "kinds": ["newsletter"], "levels": ["TLP:GREEN"] } }] }"#;
    let mut document = RuleSet::builtin(Edition::V2009_03_31).document().clone();
    document.id = "wider".into();
    document.rules.extend(RuleSet::from_json(news).unwrap().document().rules.clone());
    RuleSet::from_document(&document).unwrap()
}

/// The built-in edition with so many organisations more, each a member of some CEPTOAR with links of its own.
fn grown(count: usize, prefix: &str) -> Registry {
    const GROUPS: [&str; 8] =
        ["gas", "electric-power", "banking", "railway", "telecom", "medical", "water", "logistics"];
    let mut edition = Registry::builtin(Edition::V2009_03_31).document().clone();
    (edition.id, edition.totals) = ("grown".into(), None);
    for n in 0..count {
        let (id, group) = (format!("own-{n:05}"), GROUPS[n % GROUPS.len()]);
        edition.parties.push(Party::new(id.as_str(), PartyKind::Organization, format!("{prefix}{n}").as_str()));
        edition.memberships.push(Membership::new(id.as_str(), group, Role::Member));
        edition.links.push(Link::new(group, id.as_str(), Direction::Provision));
        edition.links.push(Link::new(id.as_str(), group, Direction::Liaison));
    }
    Registry::from_document(&edition).unwrap()
}

/// The built-in outline as somebody saved it, read, built and compiled: what a person waits for who fills in tables.
fn outlines(c: &mut Criterion) {
    let outline = Outline::builtin("2024-03-31").unwrap();
    let (json, tables) = (outline.document().write(), outline.tables(Lang::Ja));
    let compiled = |outline: Outline| {
        let registry = Registry::from_document(outline.build()).unwrap();
        Router::builder(&registry).compile().unwrap()
    };
    let mut group = c.benchmark_group("authors, outline to compiled router");
    group.bench_function("of JSON", |b| {
        b.iter(|| compiled(Outline::from_json(black_box(json.as_bytes())).unwrap()));
    });
    group.bench_function("of tables", |b| b.iter(|| compiled(Outline::from_tables(black_box(&tables)).unwrap())));
    group.finish();
}

/// So many rows as a spreadsheet gives them, each a company in one of the CEPTOARs, with days as people in Japan write them.
fn companies(count: usize) -> Table {
    let registry = Registry::builtin(Edition::V2009_03_31);
    let groups: Vec<&str> = registry.ceptoars().iter().map(|ceptoar| ceptoar.party.as_str()).collect();
    let row = |n: usize| {
        let (id, group) = ((1_000_000_000_000 + n).to_string(), groups[n % groups.len()].to_owned());
        [id, format!("会社{n}"), group, format!("2008/{}/{}", n % 12 + 1, n % 28 + 1)]
    };
    let header = ["組織", "名称", "セプター", "開始日"].map(str::to_owned);
    Table::new("companies", std::iter::once(header).chain((0..count).map(row)))
}

/// How much memory it takes says `cargo bench --bench growth -- table 100000 500`, in a process of its own.
fn rosters(c: &mut Criterion) {
    let (table, registry) = (companies(100_000), Registry::builtin(Edition::V2009_03_31));
    let mut group = c.benchmark_group("authors, roster of 100,000 rows");
    group.sample_size(10);
    group.bench_function("table to compiled router", |b| {
        b.iter(|| {
            let document = roster(black_box(&table), "own").unwrap();
            let roster = Roster::from_document(&document).unwrap();
            Router::builder(&registry.with_roster(&roster).unwrap()).compile().unwrap()
        });
    });
    group.finish();
}

fn exposures(c: &mut Criterion) {
    let registry = Registry::builtin(Edition::V2009_03_31);
    let before = Router::builder(&registry).compile().unwrap();
    let after = Router::builder(&registry).rules(wider()).compile().unwrap();
    let mut group = c.benchmark_group("authors, built-in edition, all classes");
    group.sample_size(10);
    let options = ExposureOptions::default();
    group.bench_function("exposure diff", |b| {
        b.iter(|| exposure::diff(black_box(&before), black_box(&after), &options).unwrap());
    });
    group.bench_function("exposure", |b| b.iter(|| exposure::exposure(black_box(&before), &options).unwrap()));
    group.bench_function("lint of rules", |b| b.iter(|| lint::rules(black_box(&before), &options).unwrap()));
    group.bench_function("gaps", |b| {
        b.iter(|| gaps::of_registry(black_box(&registry), &GapOptions::default()).unwrap());
    });
    group.finish();
}

fn differences(c: &mut Criterion) {
    let (before, after) = (grown(5000, "会社"), grown(5000, "株式会社"));
    let mut group = c.benchmark_group("authors, 5,000 organisations");
    group.sample_size(10);
    group.bench_function("diff of two editions", |b| {
        b.iter(|| diff::editions(black_box(&before), black_box(&after), false));
    });
    let rules = RuleSet::builtin(Edition::V2009_03_31);
    let options = GapOptions { rules: Some(rules), ..GapOptions::default() };
    group.bench_function("gaps", |b| b.iter(|| gaps::of_registry(black_box(&before), &options).unwrap()));
    group.finish();
}

criterion_group!(benches, outlines, rosters, exposures, differences);
criterion_main!(benches);
