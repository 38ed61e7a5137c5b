//! What chance leaves of a plan (DESIGN-LIFE 4, LIFE-RULES R43): each run is drawn anew here, and decided by the literal reference.

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::life::{self, Drill, Scenario, Share, Stage};
use ceptoar_core::{ErrorCode, Message, Notice, Router};
use ceptoar_suite::random::{Draw, Size, documents, notice as random_notice, situation as random_situation};
use ceptoar_suite::reference::{Broken, Failing, Fails, Fault, World};
use serde_json::{Value, json};

use crate::router;

fn about_gas(router: &Router) -> Notice {
    let json =
        br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
        "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00" }"#;
    router.notice(json).expect("a notice")
}

fn scenario(json: &Value, router: &Router) -> Scenario {
    Scenario::from_json(json.to_string().as_bytes(), router).unwrap_or_else(|refusal| panic!("{refusal} {json}"))
}

/// splitmix64 as it was published (Steele, Lea, Flood 2014): one step from a state.
fn step(state: u64) -> u64 {
    let z = state.wrapping_add(0x9e3779b97f4a7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58476d1ce4e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d049bb133111eb);
    z ^ (z >> 31)
}

/// The draw of docs/semantics.md: a step from the seed, one for each byte of kind, zero and id, one for the run; then scaled.
fn draw(seed: u32, run: u32, kind: &str, id: &str, below: u32) -> u32 {
    let mut state = step(u64::from(seed));
    for byte in [kind.as_bytes(), &[0], id.as_bytes()].concat() {
        state = step(state ^ u64::from(byte));
    }
    ((u128::from(step(state ^ u64::from(run))) * u128::from(below)) / (1 << 64)) as u32
}

/// The length of the docs: one of a hundred; half lie evenly below the median, half beyond it as far as a delay that ends at any
/// moment with the same chance.
fn seconds(seed: u32, run: u32, kind: &str, id: &str, (median, p90): (u64, u64)) -> u64 {
    let n = draw(seed, run, kind, id, 100);
    if n < 50 {
        return median * u64::from(2 * n + 1) / 100;
    }
    let u = (f64::from(n) + 0.5) / 100.0;
    let beyond = ((0.5 / (1.0 - u)).ln() / 5.0_f64.ln() * 1000.0).round() as u64;
    median + (p90 - median) * beyond / 1000
}

/// The value that so many percent of a list do not exceed.
fn percentile(mut list: Vec<u64>, percent: usize) -> u64 {
    list.sort_unstable();
    list.iter()
        .copied()
        .find(|value| list.iter().filter(|one| *one <= value).count() * 100 >= percent * list.len())
        .unwrap_or(0)
}

fn rounded(part: u64, whole: u64) -> u16 {
    if whole == 0 { 0 } else { ((part as f64 / whole as f64) * 10_000.0).round() as u16 }
}

/// The example of the design, word for word but for the length of its delays: the members of gas are told by nobody but the gas
/// CEPTOAR, by telephone, fax or mail: without mail two are left, without telecommunications none.
#[test]
fn the_scenario_of_the_example() {
    let router = router();
    let json = json!({
        "format": "ceptoar/scenario/1", "id": "typhoon", "runs": 10_000, "seed": 7, "situation": { "outages": [], "failed_sectors": [] },
        "failures": [ { "channel": "email", "chance": 0.2 }, { "sector": "information-communications", "chance": 0.01 },
            { "link": "gas>gas-members", "chance": 0.05 }, { "party": "gas", "chance": 0.02 } ],
        "delays": [ { "channel": "email", "median": "PT5M", "p90": "PT30M" }, { "median": "PT10M", "p90": "PT1H" } ],
        "confirmation": [ { "stage": "members", "chance": 0.9, "median": "PT20M", "p90": "PT2H" } ] });
    let found = life::drill(&router, &about_gas(&router), &scenario(&json, &router)).expect("an answer");
    let members = found.stages.iter().find(|row| row.stage == Stage::Members).expect("a row");
    // The source (map, gas): ten members.
    assert_eq!((members.expected, members.units.expected, members.units.unknown, members.unmet), (1, 10, 0, 0));
    let mean = members.reached.mean.ten_thousandths();
    let chance = 9_217; // 0.95 * 0.98 * 0.99: neither the link, the CEPTOAR nor what carries telephone, fax and mail fails
    assert!((chance - 100..chance + 100).contains(&i32::from(mean)), "{mean}");
    let confirmed = members.confirmed.expect("the scenario says").mean.ten_thousandths();
    assert!(
        (i32::from(mean) * 9 / 10 - 100..i32::from(mean) * 9 / 10 + 100).contains(&i32::from(confirmed)),
        "{confirmed}"
    );
    assert_eq!(
        [members.reached.p5, members.reached.p50, members.reached.p95].map(Share::ten_thousandths),
        [0, 10_000, 10_000]
    );
    // Nobody said whether a ministry confirms: that is told, not called never.
    let government = found.stages.iter().find(|row| row.stage == Stage::Government).expect("a row");
    assert_eq!((government.confirmed, found.confirmed_times.len()), (None, 0));
    assert_eq!(found.times.iter().map(|time| time.share).collect::<Vec<_>>(), [50, 90, 100]);
    // The link loses the members, the CEPTOAR itself and them, the sector all channels that carry to it.
    let cost: BTreeMap<String, (u32, u32)> =
        found.causes.iter().map(|cause| (cause.failure.to_string(), (cause.runs_failed, cause.runs_lost))).collect();
    assert_eq!(cost["link gas>gas-members"].0, cost["link gas>gas-members"].1);
    assert_eq!(cost["party gas"].0, cost["party gas"].1);
    assert_eq!(cost["sector information-communications"].0, cost["sector information-communications"].1);
    assert_eq!(cost["channel email"].1, 0);
    assert_eq!(found.digests.scenario.len(), 64);
    assert_eq!(Drill::from_json(found.to_json().as_bytes()).expect("it reads back"), found);
    let text = found.text(ceptoar_core::Lang::Ja);
    assert!(text.contains("n-1: 試行 10000 回、乱数の種 7。障害、所要時間、確認は互いに独立とみなす"), "{text}");
    assert!(text.contains("セプター・協議会: 必須 1") && !text.contains("ceptoars"), "{text}");
}

/// The way to the members of gas has three hand-overs: NISC, the ministry, the CEPTOAR. Each takes its own time, the same for all who
/// stand behind it.
#[test]
fn times_are_those_of_the_ways() {
    let (router, seed, runs) = (router(), 11_u32, 400_u32);
    let confirms = json!([{ "chance": 0.8, "median": "PT20M", "p90": "PT2H" }]);
    let json = json!({ "runs": runs, "seed": seed, "failures": [{ "link": "gas>gas-members", "chance": 0.1 }],
        "delays": [{ "median": "PT10M", "p90": "PT1H" }], "confirmation": confirms });
    let found = life::drill(&router, &about_gas(&router), &scenario(&json, &router)).expect("an answer");
    let ways = [
        ("meti", &["nisc>meti"][..]),
        ("gas", &["nisc>meti", "meti>gas"]),
        ("gas-members", &["nisc>meti", "meti>gas", "gas>gas-members"]),
    ];
    let mut counted: BTreeMap<&str, u64> = BTreeMap::new();
    let (mut times, mut confirmed) = ([Vec::new(), Vec::new(), Vec::new()], [Vec::new(), Vec::new(), Vec::new()]);
    for run in 0..runs {
        let is_cut = draw(seed, run, "link", "gas>gas-members", 10_000) < 1_000;
        let (mut had, mut answered) = (Vec::new(), Vec::new());
        for (party, way) in ways.iter().filter(|(party, _)| *party != "gas-members" || !is_cut) {
            let at: u64 = way.iter().map(|hop| seconds(seed, run, "delay", hop, (600, 3600))).sum();
            had.push(at);
            if draw(seed, run, "confirmation", party, 10_000) < 8_000 {
                *counted.entry(party).or_default() += 1;
                answered.push(at + seconds(seed, run, "confirmation-delay", party, (1200, 7200)));
            }
        }
        for (list, lists) in [(&mut had, &mut times), (&mut answered, &mut confirmed)] {
            list.sort_unstable();
            // Of three parties two are a half, and all are nine tenths.
            for (needed, list_of_part) in [2, 3, 3].into_iter().zip(lists) {
                list_of_part.extend(list.get(needed - 1));
            }
        }
    }
    for (row, (party, _)) in found.stages.iter().zip(ways) {
        let mean = row.confirmed.expect("the scenario says").mean.ten_thousandths();
        assert_eq!(mean, rounded(counted[party], u64::from(runs)), "{party}");
    }
    for (rows, lists) in [(&found.times, times), (&found.confirmed_times, confirmed)] {
        assert_eq!(rows.len(), 3);
        for (row, list) in rows.iter().zip(lists) {
            assert_eq!(row.runs_reached as usize, list.len(), "{row:?}");
            let told = [row.median, row.p90].map(|span| span.map(|span| u64::from(span.seconds())));
            assert_eq!(told, [Some(percentile(list.clone(), 50)), Some(percentile(list, 90))], "{row:?}");
        }
    }
}

fn failure(fails: &Fails, chance: u16) -> Value {
    json!({ fails.0: fails.1, "chance": f64::from(chance) / 10_000.0 })
}

/// Of a world's failures some, each with a chance.
fn chances(draw: &mut Draw<'_>, tried: &BTreeSet<Fails>) -> Vec<(Fails, u16)> {
    let mut some: Vec<(Fails, u16)> = Vec::new();
    for fails in tried {
        if draw.once_in(2) {
            continue;
        }
        some.push((fails.clone(), [500, 2_500, 5_000, 10_000, 0][draw.below(5)]));
    }
    some
}

/// Every share and every cause, as the literal reference has them run by run; another order of the scenario changes no byte.
#[test]
fn on_random_worlds_it_is_the_reference() {
    const RUNS: u32 = 24;
    let (mut lost_in_all, mut needed, mut confirmed_some) = (0, 0, 0);
    for seed in 0..400_u64 {
        let mut source = Draw::Seed(seed);
        let router = documents(&mut source, Size::SMALL).router();
        for _ in 0..3 {
            let notice = random_notice(&mut source, &router);
            let mut situation = random_situation(&mut source, &router, &notice);
            situation.at = None;
            let literal = Failing::new(World::of(&router, Fault::None), &notice, &situation);
            let failures = chances(&mut source, &literal.tried());
            let list: Vec<Value> = failures.iter().map(|(fails, chance)| failure(fails, *chance)).collect();
            let mut json = json!({ "runs": RUNS, "seed": seed, "failures": list, "situation": situation,
                "confirmation": [{ "chance": 0.5 }, { "stage": "ceptoars", "chance": 0.75 }] });
            let Ok(found) = life::drill(&router, &notice, &scenario(&json, &router)) else { continue };
            json["failures"].as_array_mut().expect("a list").reverse();
            json["confirmation"].as_array_mut().expect("a list").reverse();
            let turned = life::drill(&router, &notice, &scenario(&json, &router)).expect("an answer");
            assert_eq!(turned.to_json(), found.to_json(), "seed {seed}");

            let mut broken: BTreeMap<Vec<usize>, Broken> = BTreeMap::new();
            let mut without = |set: &[usize]| {
                let fails: Vec<&Fails> = set.iter().map(|place| &failures[*place].0).collect();
                broken.entry(set.to_vec()).or_insert_with(|| literal.without(&fails)).must.clone()
            };
            let must = literal.must();
            let stage = |party: &str| Stage::of(router.registry().party(party).expect("a party").kind);
            let mut counts: BTreeMap<Stage, Vec<u64>> = BTreeMap::new();
            let (mut failed, mut lost): (Vec<u32>, Vec<u32>) = (vec![0; failures.len()], vec![0; failures.len()]);
            for run in 0..RUNS {
                let set: Vec<usize> = (0..failures.len())
                    .filter(|place| {
                        let ((kind, id), chance) = &failures[*place];
                        draw(seed as u32, run, kind, id, 10_000) < u32::from(*chance)
                    })
                    .collect();
                let gone = without(&set);
                for place in &set {
                    failed[*place] += 1;
                    let others: Vec<usize> = set.iter().copied().filter(|other| other != place).collect();
                    let but_for = !gone.is_subset(&without(&others));
                    let alone = !gone.is_disjoint(&without(&[*place]));
                    lost[*place] += u32::from(but_for || alone);
                    needed += usize::from(but_for && !alone);
                }
                lost_in_all += gone.len();
                for stage_of in must.iter().map(|party| stage(party)).collect::<BTreeSet<_>>() {
                    let count = must.iter().filter(|party| stage(party) == stage_of && !gone.contains(*party)).count();
                    counts.entry(stage_of).or_default().push(count as u64);
                }
            }
            for row in found.stages.iter().filter(|row| row.expected > 0) {
                let list = &counts[&row.stage];
                let expected = must.iter().filter(|party| stage(party) == row.stage).count() as u64;
                assert_eq!(row.expected, expected, "seed {seed}");
                assert_eq!(
                    row.reached.mean.ten_thousandths(),
                    rounded(list.iter().sum(), expected * u64::from(RUNS)),
                    "seed {seed}"
                );
                for (share, percent) in [(row.reached.p5, 5), (row.reached.p50, 50), (row.reached.p95, 95)] {
                    assert_eq!(
                        share.ten_thousandths(),
                        rounded(percentile(list.clone(), percent), expected),
                        "seed {seed} {percent}"
                    );
                }
                let confirmed = row.confirmed.expect("the scenario says");
                assert!(confirmed.mean <= row.reached.mean && confirmed.p95 <= row.reached.p95, "seed {seed}");
                confirmed_some += usize::from(confirmed.mean > Share::default());
            }
            assert_eq!(found.stages.iter().map(|row| row.expected).sum::<u64>(), must.len() as u64, "seed {seed}");
            let causes: BTreeMap<String, (u32, u32)> = found
                .causes
                .iter()
                .map(|cause| (cause.failure.to_string(), (cause.runs_failed, cause.runs_lost)))
                .collect();
            for (place, ((kind, id), _)) in failures.iter().enumerate() {
                assert_eq!(causes[&format!("{kind} {id}")], (failed[place], lost[place]), "seed {seed}: {kind} {id}");
            }
            assert!(found.causes.is_sorted_by_key(|cause| std::cmp::Reverse(cause.runs_lost)), "the dearest first");
        }
    }
    assert!(lost_in_all > 1_000 && needed > 5 && confirmed_some > 60, "{lost_in_all} {needed} {confirmed_some}");
}

/// R2: one office hands on by itself, at once, and confirms once; that of the origin has what it sent (aviation: the ministry keeps the
/// secretariat).
#[test]
fn one_office_confirms_once() {
    let (router, seed, runs) = (router(), 5_u32, 300_u32);
    let json = json!({ "runs": runs, "seed": seed, "failures": [], "confirmation": [{ "chance": 0.6, "median": "PT20M", "p90": "PT2H" }],
        "delays": [{ "median": "PT10M", "p90": "PT1H" }] });
    let notice = |origin: &str, sector: &str| {
        let json = json!({ "id": "n-1", "direction": "provision", "origin": origin, "level": "TLP:AMBER", "kind": "vulnerability",
            "affected_sectors": [sector], "issued_at": "2009-05-08T10:00:00+09:00" });
        router.notice(json.to_string().as_bytes()).expect("a notice")
    };
    let confirms =
        |party: &str| (0..runs).filter(|run| draw(seed, *run, "confirmation", party, 10_000) < 6_000).count() as u64;
    let mean = |found: &Drill, stage: Stage| {
        let row = found.stages.iter().find(|row| row.stage == stage).expect("a row");
        (row.expected, row.confirmed.expect("said").mean.ten_thousandths())
    };
    let found = life::drill(&router, &notice("nisc", "aviation"), &scenario(&json, &router)).expect("an answer");
    let office = rounded(confirms("mlit"), u64::from(runs));
    assert_eq!(mean(&found, Stage::Government), (1, office));
    assert_eq!(mean(&found, Stage::Ceptoars), (1, office), "the secretariat confirms as the ministry does");
    // Of five who are told three are half: the ministry and its secretariat, after one hand-over, and the first of the secretariat's.
    let time = |run, hop: &str| seconds(seed, run, "delay", hop, (600, 3600));
    let members = ["aviation-members", "civil-aviation-bureau", "meteorological-agency"];
    let third = |run| {
        let of_members = members.iter().map(|member| time(run, &format!("aviation>{member}")));
        time(run, "nisc>mlit") + of_members.min().expect("three")
    };
    let half = percentile((0..runs).map(third).collect(), 50);
    assert_eq!(found.times[0].median.map(|span| u64::from(span.seconds())), Some(half));
    let own = life::drill(&router, &notice("mlit", "aviation"), &scenario(&json, &router)).expect("an answer");
    assert_eq!(mean(&own, Stage::Ceptoars), (1, 10_000), "the origin's own office has what it sent");
}

/// R43: the draws of a thing hang on nothing but seed, run, kind and id.
#[test]
fn adding_an_item_moves_no_other() {
    let router = router();
    let of = |failures: Value| {
        let json = json!({ "runs": 500, "seed": 3, "failures": failures, "delays": [{ "median": "PT10M", "p90": "PT1H" }],
            "confirmation": [{ "chance": 0.5, "median": "PT5M", "p90": "PT9M" }] });
        let found = life::drill(&router, &about_gas(&router), &scenario(&json, &router)).expect("an answer");
        let failed = found.causes.iter().map(|cause| (cause.failure.to_string(), cause.runs_failed));
        (failed.collect::<BTreeMap<_, _>>(), found.stages, found.times, found.confirmed_times)
    };
    let alone = of(json!([{ "party": "gas", "chance": 0.3 }]));
    let beside = of(json!([{ "party": "gas", "chance": 0.3 }, { "link": "nisc>mlit", "chance": 1 }]));
    assert_eq!(
        (alone.1, alone.2, alone.3),
        (beside.1, beside.2, beside.3),
        "what is on no way of the notice changes nothing"
    );
    let of = |failures| of(failures).0;
    let (one, three) = (
        json!({ "party": "gas", "chance": 0.3 }),
        json!([
        { "link": "nisc>meti", "chance": 0.4 }, { "party": "gas", "chance": 0.3 }, { "channel": "email", "chance": 0.9 }]),
    );
    assert_eq!(of(json!([one]))["party gas"], of(three)["party gas"]);
}

/// The embargo is left aside, as in resilience (R38); nothing certain is left to chance.
#[test]
fn what_is_certain_is_certain() {
    let router = router();
    let mut notice = about_gas(&router);
    notice.embargo_until = Some(notice.issued_at + chrono::TimeDelta::days(1));
    let never = json!({ "runs": 50, "seed": 0, "failures": [{ "party": "meti", "chance": 0 }], "confirmation": [{ "chance": 1 }] });
    let found = life::drill(&router, &notice, &scenario(&never, &router)).expect("an answer");
    let all = Share::of_ten_thousandths(10_000).expect("the whole");
    assert!(
        found.stages.len() == 3
            && found.stages.iter().all(|row| row.reached.p5 == all && row.confirmed.expect("said").mean == all)
    );
    let cut = json!({ "runs": 50, "seed": 0, "failures": [], "situation": { "outages": [{ "link": "meti>gas" }] } });
    let found = life::drill(&router, &notice, &scenario(&cut, &router)).expect("an answer");
    // Who is not told even while nothing fails is counted, not passed over.
    let unmet: Vec<(Stage, u64, u64)> = found.stages.iter().map(|row| (row.stage, row.expected, row.unmet)).collect();
    assert_eq!(unmet, [(Stage::Government, 1, 0), (Stage::Ceptoars, 0, 1), (Stage::Members, 0, 1)]);
}

#[test]
fn a_bad_scenario_is_refused_whole() {
    let router = router();
    let told = |json: Value| -> Vec<(ErrorCode, String)> {
        let refusal = Scenario::from_json(json.to_string().as_bytes(), &router).expect_err("refused");
        refusal.problems().iter().map(|problem| (problem.code(), problem.pointer().to_owned())).collect()
    };
    let all = told(json!({
        "runs": 100_001, "seed": 1, "situation": { "failed_sectors": ["gaz"] },
        "failures": [ { "channel": "pigeon", "chance": 0.1 }, { "sector": "gaz", "chance": 0.1 }, { "link": "gas>nisc-x", "chance": 0.1 },
            { "link": "gas", "chance": 0.1 }, { "party": "gaz", "chance": 0.1 }, { "chance": 0.1 },
            { "party": "gas", "chance": 0.1 }, { "party": "gas", "chance": 0.2 } ],
        "delays": [ { "channel": "email", "median": "PT1H", "p90": "PT5M" }, { "channel": "email", "median": "soon", "p90": "PT5M" } ],
        "confirmation": [ { "chance": 0.5, "median": "PT5M" }, { "stage": "members", "chance": 0.5 }, { "stage": "members", "chance": 0.1 } ] }));
    let wanted = [
        (ErrorCode::MissingField, "/confirmation/0"),
        (ErrorCode::DuplicateItem, "/confirmation/2"),
        (ErrorCode::NoOtherDelay, "/delays"),
        (ErrorCode::BelowMedian, "/delays/0/p90"),
        (ErrorCode::BadSpan, "/delays/1/median"),
        (ErrorCode::UnknownChannel, "/failures/0/channel"),
        (ErrorCode::UnknownSector, "/failures/1/sector"),
        (ErrorCode::UnknownLink, "/failures/2/link"),
        (ErrorCode::UnknownLink, "/failures/3/link"),
        (ErrorCode::UnknownParty, "/failures/4/party"),
        (ErrorCode::NotOneOf, "/failures/5"),
        (ErrorCode::DuplicateItem, "/failures/7"),
        (ErrorCode::TooManyRuns, "/runs"),
        (ErrorCode::UnknownSector, "/situation/failed_sectors/0"),
    ];
    assert_eq!(all, wanted.map(|(code, at)| (code, at.to_owned())));
    for chance in [json!(1.01), json!(-0.1), json!(0.00001), json!("0.5"), json!(null)] {
        let one = told(json!({ "runs": 1, "seed": 1, "failures": [{ "party": "gas", "chance": chance }] }));
        assert_eq!(one, [(ErrorCode::WrongType, "/failures/0/chance".to_owned())], "{chance}");
    }
    let none = told(json!({ "runs": 0, "seed": 1, "failures": [] }));
    assert_eq!(none, [(ErrorCode::BadCount, "/runs".to_owned())]);
    let end = about_gas(&router).following(Message::Withdrawal, "n-0".parse().expect("an id"));
    let one = scenario(&json!({ "runs": 1, "seed": 1, "failures": [] }), &router);
    let refused = life::drill(&router, &end, &one).expect_err("refused");
    assert_eq!(refused.problems()[0].code(), ErrorCode::WithdrawalNeedsLog);
}
