//! What would break (LIFE-RULES R38 to R40 and the law "Resilience").

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::life::{self, Failure, FailureKind, Resilience, Scope};
use ceptoar_core::{ErrorCode, LintCode, Message, Notice, Router, Situation};
use ceptoar_suite::random::{Draw, Size, documents, notice as random_notice, situation as random_situation};
use ceptoar_suite::reference::{Failing, Fails, Fault, World};

use crate::router;

/// A notice of NISC about some sector.
fn about(router: &Router, sector: &str) -> Notice {
    let json = format!(
        r#"{{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
        "affected_sectors": ["{sector}"], "issued_at": "2009-05-08T10:00:00+09:00" }}"#
    );
    router.notice(json.as_bytes()).expect("a notice")
}

fn failure(text: &str) -> Failure {
    let (kind, id) = text.split_once(' ').expect("kind and id");
    serde_json::from_value(serde_json::json!({ kind: id })).expect("a failure")
}

fn lost<'a>(found: &'a Resilience, of: &str) -> Vec<&'a str> {
    let row = found.rows.iter().find(|row| row.failure == [failure(of)]).expect("a row");
    row.lost.must.iter().map(|party| party.as_str()).collect()
}

/// The source (map, water): the ministry tells the secretariat, which tells a head city and branch cities, which tell the 1,389
/// utilities; no other way leads there.
#[test]
fn water_hangs_on_its_ministry_and_on_no_single_city() {
    let router = router();
    let scope = Scope::default();
    let found = life::resilience(&router, &about(&router, "water"), &Situation::default(), &scope).expect("an answer");
    let all = ["water", "water-branch-cities", "water-head-city", "water-members"];
    assert_eq!((found.told.must, found.told.may), (5, 0));
    assert_eq!((found.tried.link, found.tried.party, found.tried.pairs), (5, 3, 0));
    let of_registry = (router.registry().vocabulary().channels.len(), router.registry().sectors().len());
    assert_eq!((found.tried.channel, found.tried.sector), (of_registry.0 as u64, of_registry.1 as u64));
    assert_eq!(lost(&found, "link mhlw>water"), all);
    assert_eq!(lost(&found, "party mhlw"), [&["mhlw"][..], &all].concat());
    // The relay alone loses itself: its members are told by the other.
    let row = found.rows.iter().find(|row| row.failure == [failure("party water-branch-cities")]).expect("a row");
    assert_eq!(row.lost.must, ["water-branch-cities"]);
    assert_eq!(row.changed, ["water-members"]);
    assert!(!row.single_point, "only what failed is lost");
    // 1 secretariat, 7 branch cities, 1 head city, 1,389 utilities.
    let row = found.rows.iter().find(|row| row.failure == [failure("link mhlw>water")]).expect("a row");
    assert_eq!((row.units.must, row.units.may, row.units.unknown, row.single_point), (1398, 0, 0, true));
    assert!(found.single_points.contains(&failure("party mhlw")));
    // No source says by which channel NISC tells a ministry: it is said, not called robust (R39).
    assert!(found.lints.iter().any(|lint| lint.code == LintCode::ChannelUnknown && lint.at == "nisc>mhlw"));
    assert_eq!(Resilience::from_json(found.to_json().as_bytes()).expect("it reads back"), found);
}

#[test]
fn two_cities_are_needed_to_lose_the_utilities() {
    let router = router();
    let mut scope = Scope::default();
    scope.pairs = true;
    scope.kinds = vec![FailureKind::Party, FailureKind::Link];
    let found = life::resilience(&router, &about(&router, "water"), &Situation::default(), &scope).expect("an answer");
    assert_eq!((found.tried.channel, found.tried.sector, found.tried.pairs), (0, 0, 28));
    assert_eq!(found.scope.kinds, [FailureKind::Link, FailureKind::Party]);
    let pair = [failure("link water>water-head-city"), failure("party water-branch-cities")];
    let row = found.pairs.iter().find(|row| row.failure == pair).expect("the pair");
    assert_eq!(row.only_together, ["water-members"]);
    assert_eq!(row.lost.must, ["water-branch-cities", "water-head-city", "water-members"]);
    let every = |row: &life::PairRow| row.only_together == ["water-members"];
    assert!(found.pairs.iter().all(every), "nothing else has two ways");
}

/// What is out already fails no more, and the embargo is left aside (R38).
#[test]
fn what_is_out_is_not_lost_again() {
    let router = router();
    let mut notice = about(&router, "gas");
    notice.embargo_until = Some(notice.issued_at + chrono::TimeDelta::days(1));
    let scope = Scope::default();
    let now = life::resilience(&router, &notice, &Situation::default(), &scope).expect("an answer");
    assert!(now.told.must > 0);
    let cut = Situation::default().with_outage("meti>gas".parse().expect("a link"));
    let found = life::resilience(&router, &notice, &cut, &scope).expect("an answer");
    assert!(found.told.must < now.told.must);
    assert!(found.rows.iter().all(|row| row.failure != [failure("link meti>gas")]));
    assert_eq!(found.head.situation, cut);
}

#[test]
fn a_withdrawal_is_refused() {
    let router = router();
    let notice = about(&router, "gas").following(Message::Withdrawal, "n-0".parse().expect("an id"));
    let refused = life::resilience(&router, &notice, &Situation::default(), &Scope::default()).expect_err("refused");
    assert_eq!(refused.problems()[0].code(), ErrorCode::WithdrawalNeedsLog);
}

fn texts<T: ToString>(ids: &[T]) -> BTreeSet<String> {
    ids.iter().map(ToString::to_string).collect()
}

fn fails(failure: &Failure) -> Fails {
    let text = failure.to_string();
    let (_, id) = text.split_once(' ').expect("kind and id");
    (failure.kind().as_str(), id.to_owned())
}

/// Every single failure and every two, as the literal reference has them; and the laws.
#[test]
fn on_random_worlds_it_is_the_reference() {
    let (mut rows, mut points, mut pairs, mut changed) = (0, 0, 0, 0);
    for seed in 0..120_u64 {
        let mut draw = Draw::Seed(seed);
        let router = documents(&mut draw, Size::SMALL).router();
        for _ in 0..3 {
            let notice = random_notice(&mut draw, &router);
            let situation = random_situation(&mut draw, &router, &notice);
            let mut scope = Scope::default();
            scope.pairs = true;
            let Ok(found) = life::resilience(&router, &notice, &situation, &scope) else { continue };
            let literal = Failing::new(World::of(&router, Fault::None), &notice, &situation);
            let told = found.told;
            assert_eq!((told.must, told.may), (literal.counts().0 as u64, literal.counts().1 as u64), "seed {seed}");
            let tried: Vec<Fails> = literal.tried().into_iter().collect();
            let of = |kind: &str| tried.iter().filter(|fails| fails.0 == kind).count() as u64;
            let counted = found.tried;
            let wanted = (of("channel"), of("sector"), of("link"), of("party"));
            assert_eq!((counted.channel, counted.sector, counted.link, counted.party), wanted, "seed {seed}");
            assert_eq!(counted.pairs, (tried.len() * tried.len().saturating_sub(1) / 2) as u64);

            let mut alone = BTreeMap::new();
            let mut of_rows: BTreeMap<Fails, &life::FailureRow> =
                found.rows.iter().map(|row| (fails(&row.failure[0]), row)).collect();
            for failure in &tried {
                let broken = literal.without(&[failure]);
                let row = of_rows.remove(failure);
                let empty = broken.lost().is_empty() && broken.changed.is_empty();
                assert_eq!(row.is_none(), empty, "seed {seed}: {failure:?} {broken:?}");
                if let Some(row) = row {
                    assert_eq!(texts(&row.lost.must), broken.must, "seed {seed}: {failure:?}");
                    assert_eq!(texts(&row.lost.may), broken.may, "seed {seed}: {failure:?}");
                    assert_eq!(texts(&row.changed), broken.changed, "seed {seed}: {failure:?}");
                    let other = broken.must.iter().any(|party| failure.0 != "party" || failure.1 != *party);
                    assert_eq!(row.single_point, other, "seed {seed}: {failure:?}");
                    assert_eq!(found.single_points.contains(&row.failure[0]), other);
                    (rows, points, changed) =
                        (rows + 1, points + usize::from(other), changed + usize::from(!broken.changed.is_empty()));
                }
                alone.insert(failure.clone(), broken.lost());
            }
            assert!(of_rows.is_empty(), "seed {seed}: rows of what was not tried: {of_rows:?}");
            // A failure adds nobody: what a plan then tells is told while nothing fails.
            let before = router.audience(&unembargoed(&notice), &situation).expect("an answer");
            for row in &found.rows {
                let after = row.failure[0].upon(situation.clone());
                let after = router.audience(&unembargoed(&notice), &after).expect("an answer");
                assert!(after.iter().all(|(party, _)| before.contains(party)), "seed {seed}: {:?}", row.failure);
            }
            let mut of_pairs: BTreeMap<[Fails; 2], &life::PairRow> =
                found.pairs.iter().map(|row| ([fails(&row.failure[0]), fails(&row.failure[1])], row)).collect();
            for (n, one) in tried.iter().enumerate() {
                // The whole product takes the reference minutes: of each row some.
                for other in tried.iter().skip(n + 1).filter(|_| draw.once_in(7)) {
                    let both = literal.without(&[one, other]).lost();
                    assert!(
                        alone[one].is_subset(&both) && alone[other].is_subset(&both),
                        "seed {seed}: {one:?} {other:?}"
                    );
                    let together: BTreeSet<String> = both
                        .iter()
                        .filter(|p| !alone[one].contains(*p) && !alone[other].contains(*p))
                        .cloned()
                        .collect();
                    let sorted = in_order(one, other);
                    let row = of_pairs.remove(&sorted);
                    assert_eq!(row.map(|row| texts(&row.only_together)).unwrap_or_default(), together, "seed {seed}");
                    if let Some(row) = row {
                        let lost: BTreeSet<String> =
                            texts(&row.lost.must).union(&texts(&row.lost.may)).cloned().collect();
                        assert_eq!(lost, both, "seed {seed}: {one:?} {other:?}");
                        pairs += 1;
                    }
                }
            }
        }
    }
    assert!(rows > 400 && points > 60 && pairs > 5 && changed > 20, "{rows} {points} {pairs} {changed}");
}

fn unembargoed(notice: &Notice) -> Notice {
    let mut notice = notice.clone();
    notice.embargo_until = None;
    notice
}

/// Two failures in the order of rows: by kind, then by id.
fn in_order(one: &Fails, other: &Fails) -> [Fails; 2] {
    let place = |fails: &Fails| failure(&format!("{} {}", fails.0, fails.1));
    if place(one) < place(other) { [one.clone(), other.clone()] } else { [other.clone(), one.clone()] }
}

#[test]
fn what_cannot_be_tried_is_refused() {
    let router = router();
    let mut scope = Scope::default();
    scope.kinds.clear();
    let refused =
        life::resilience(&router, &about(&router, "gas"), &Situation::default(), &scope).expect_err("refused");
    assert_eq!(refused.problems()[0].code(), ErrorCode::EmptySet);
}
