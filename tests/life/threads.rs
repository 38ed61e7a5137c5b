//! Whether notices follow each other soundly (LIFE-RULES R12 and DESIGN-LIFE 1).

use std::collections::BTreeSet;

use ceptoar_core::life::Threads;
use ceptoar_core::{Direction, Message, Notice, Refusal, Router, Status};
use ceptoar_suite::random::Draw;
use chrono::TimeDelta;

use crate::router;

/// A notice of NISC, so many hours after the first.
fn notice(router: &Router, id: &str, hours: i64) -> Notice {
    let json = br#"{ "id": "n-0", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
        "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00" }"#;
    let mut notice = router.notice(json).expect("a notice");
    notice.id = id.parse().expect("an id");
    notice.issued_at += TimeDelta::hours(hours);
    notice
}

fn after(notice: Notice, message: Message, before: &str) -> Notice {
    notice.following(message, before.parse().expect("an id"))
}

fn told(refusal: &Refusal) -> Vec<String> {
    refusal.problems().iter().map(|problem| format!("{} {}", problem.code(), problem.pointer())).collect()
}

fn refused(router: &Router, notices: &[Notice]) -> Vec<String> {
    Threads::new(router, notices).map_or_else(|refusal| told(&refusal), |_| Vec::new())
}

fn ids(notices: &[&Notice]) -> Vec<String> {
    notices.iter().map(|notice| notice.id.to_string()).collect()
}

#[test]
fn a_thread_is_a_chain_from_its_original() {
    let router = router();
    let notices = [
        after(notice(&router, "c", 2), Message::Withdrawal, "b"),
        notice(&router, "x", 1),
        after(notice(&router, "b", 1), Message::Update, "a"),
        notice(&router, "a", 0),
    ];
    let threads = Threads::new(&router, &notices).expect("sound threads");
    assert_eq!(ids(&threads.until("c")), ["a", "b", "c"]);
    assert_eq!(ids(&threads.until("b")), ["a", "b"]);
    assert_eq!(ids(&threads.until("x")), ["x"]);
    assert!(threads.until("nobody").is_empty());
    assert_eq!(threads.replaced_by("a").map(|notice| notice.id.as_str()), Some("b"));
    assert_eq!(threads.replaced_by("c"), None);
    assert_eq!(threads.notice("x"), notices.get(1));
}

/// One second apart, the later may not be first; at one instant it may (R12).
#[test]
fn an_update_is_not_issued_before_what_it_replaces() {
    let router = router();
    let first = notice(&router, "a", 0);
    let mut update = after(notice(&router, "b", 0), Message::Update, "a");
    assert!(refused(&router, &[first.clone(), update.clone()]).is_empty());
    update.issued_at -= TimeDelta::seconds(1);
    assert_eq!(refused(&router, &[first, update]), ["before-replaced /1/issued_at"]);
}

/// Of a provision the cabinet, which decides its level, may update what a ministry issued; of a liaison notice only its source.
#[test]
fn only_the_source_follows_up() {
    let router = router();
    let with = |origin: &str, direction: Direction, notice: Notice| {
        let mut notice = notice;
        (notice.origin, notice.direction) = (origin.parse().expect("an id"), direction);
        notice
    };
    let pair = |first: &str, second: &str, direction| {
        let update = after(notice(&router, "b", 1), Message::Update, "a");
        [with(first, direction, notice(&router, "a", 0)), with(second, direction, update)]
    };
    let not_the_source = ["not-the-source /1/origin"];
    assert!(refused(&router, &pair("meti", "nisc", Direction::Provision)).is_empty());
    assert_eq!(refused(&router, &pair("nisc", "meti", Direction::Provision)), not_the_source);
    assert_eq!(refused(&router, &pair("gas", "nisc", Direction::Liaison)), not_the_source);
    assert_eq!(refused(&router, &pair("gas", "nisc", Direction::Exchange)), not_the_source);
    assert!(refused(&router, &pair("gas-members", "gas-members", Direction::Liaison)).is_empty()); // R14: the class
}

#[test]
fn what_breaks_a_thread_is_told_at_once() {
    let router = router();
    let (a, update) = (notice(&router, "a", 0), |id, before| after(notice(&router, id, 1), Message::Update, before));
    assert_eq!(refused(&router, &[update("b", "a")]), ["unknown-notice /0/replaces"]);
    let twice = [a.clone(), update("b", "a"), update("c", "a")];
    assert_eq!(refused(&router, &twice), ["replaced-twice /1/replaces", "replaced-twice /2/replaces"]);
    // Those in the circle are told, not the one that leads into it: it replaces `b`, as `c` does.
    let circle = [update("b", "c"), update("c", "b"), update("d", "b")];
    let wanted = [
        "thread-circle /0/replaces",
        "replaced-twice /1/replaces",
        "thread-circle /1/replaces",
        "replaced-twice /2/replaces",
    ];
    assert_eq!(BTreeSet::from_iter(refused(&router, &circle)), BTreeSet::from(wanted.map(str::to_owned)));
    let withdrawn = [a.clone(), after(notice(&router, "b", 1), Message::Withdrawal, "a"), update("c", "b")];
    assert_eq!(refused(&router, &withdrawn), ["after-withdrawal /2/replaces"]);
    let mut other = update("b", "a");
    (other.direction, other.status, other.origin) =
        (Direction::Liaison, Status::Exercise, "gas".parse().expect("an id"));
    let wanted = ["direction-changed /1/direction", "not-the-source /1/origin", "status-changed /1/status"];
    assert_eq!(refused(&router, &[a.clone(), other]), wanted);
    assert_eq!(refused(&router, &[a.clone(), a]), ["duplicate-id /1/id"]); // R18
}

#[test]
fn each_notice_must_fit_the_router() {
    let router = router();
    let mut foreign = after(notice(&router, "b", 1), Message::Withdrawal, "a");
    foreign.kind = "gossip".parse().expect("an id");
    assert_eq!(refused(&router, &[notice(&router, "a", 0), foreign]), ["unknown-kind /1/kind"]);
    let mut lone = notice(&router, "b", 1);
    lone.message = Message::Update;
    assert_eq!(refused(&router, &[lone]), ["missing-field /0/replaces"]);
}

/// What the rules say, word by word, of a notice among others: by its id, the codes.
fn literal(notices: &[Notice], cabinet: &str) -> BTreeSet<(String, &'static str)> {
    let mut found = BTreeSet::new();
    for one in notices {
        let Some(before) = &one.replaces else { continue };
        let mut tell = |is_so: bool, code| {
            if is_so {
                found.insert((one.id.to_string(), code));
            }
        };
        let Some(other) = notices.iter().find(|other| other.id == *before) else {
            tell(true, "unknown-notice");
            continue;
        };
        let mut at = other;
        let mut comes_back = false;
        for _ in notices {
            comes_back |= at.id == one.id;
            match notices.iter().find(|next| Some(&next.id) == at.replaces.as_ref()) {
                Some(next) => at = next,
                None => break,
            }
        }
        tell(comes_back, "thread-circle");
        tell(notices.iter().filter(|also| also.replaces.as_ref() == Some(before)).count() > 1, "replaced-twice");
        tell(other.message == Message::Withdrawal, "after-withdrawal");
        tell(one.issued_at < other.issued_at, "before-replaced");
        tell(one.direction != other.direction, "direction-changed");
        tell(one.status != other.status, "status-changed");
        let by_cabinet = one.direction == Direction::Provision && one.origin == *cabinet;
        tell(one.origin != other.origin && !by_cabinet, "not-the-source");
    }
    found
}

#[test]
fn on_random_notices_threads_are_what_the_rules_say() {
    let router = router();
    let (mut sound, mut met) = (0, BTreeSet::new());
    for seed in 0..3000_u64 {
        let mut draw = Draw::Seed(seed);
        let mut notices = Vec::new();
        for n in 0..2 + draw.below(4) {
            let mut one = notice(&router, &format!("n{n}"), i64::try_from(n).unwrap_or_default());
            if draw.once_in(12) {
                one.issued_at -= TimeDelta::hours(3);
            }
            if draw.once_in(12) {
                one.status = Status::Exercise;
            }
            if draw.once_in(8) {
                one.direction = Direction::Exchange;
            }
            if draw.once_in(6) {
                one.origin = "gas".parse().expect("an id");
            }
            // Mostly the one before it, else any, also itself or one that is not there.
            if n > 0 && !draw.once_in(4) {
                let before = if draw.once_in(3) { draw.below(7) } else { n - 1 };
                let message = if draw.once_in(5) { Message::Withdrawal } else { Message::Update };
                one = after(one, message, &format!("n{before}"));
            }
            notices.push(one);
        }
        let found: BTreeSet<(String, String)> = match Threads::new(&router, &notices) {
            Ok(_) => BTreeSet::new(),
            Err(refusal) => {
                let of = |pointer: &str| pointer.split('/').nth(1).and_then(|n| n.parse::<usize>().ok());
                let id = |pointer: &str| of(pointer).map(|n| notices[n].id.to_string()).unwrap_or_default();
                refusal.problems().iter().map(|p| (id(p.pointer()), p.code().to_string())).collect()
            }
        };
        let wanted: BTreeSet<(String, String)> =
            literal(&notices, "nisc").into_iter().map(|(id, code)| (id, code.to_owned())).collect();
        assert_eq!(found, wanted, "seed {seed}: {notices:?}");
        notices.reverse();
        assert_eq!(Threads::new(&router, &notices).is_ok(), wanted.is_empty(), "seed {seed}: order has no meaning");
        sound += usize::from(wanted.is_empty());
        met.extend(wanted.into_iter().map(|(_, code)| code));
    }
    assert!(sound > 300, "only {sound} were sound");
    assert_eq!(met.len(), 8, "{met:?}");
}
