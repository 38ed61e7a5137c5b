//! Random questions: to the built-in edition, and to random worlds.

use std::collections::BTreeMap;
use std::time::Instant;

use ceptoar_core::{Edition, LevelProfile, Registry, Router};
use ceptoar_suite::random::{Documents, Draw, Size, documents, notice, situation};
use ceptoar_suite::router::every_fault;
use ceptoar_suite::vectors::Scene;
use serde_json::json;

/// How many notices a random world is asked.
const OF_A_WORLD: usize = 4;

pub(crate) fn prove(args: &[&str]) -> Result<String, String> {
    let number = |place: usize, usual: u64| match args.get(place) {
        None => Ok(usual),
        Some(text) => text.parse().map_err(|_| format!("`{text}` is not a number")),
    };
    let (questions, seed) = (number(0, 2000)?, number(1, 1)?);
    let start = Instant::now();
    let of_edition = both(questions, |n| edition(&mut Draw::Seed(seed.wrapping_mul(1_000_003).wrapping_add(n))))?;
    let of_worlds =
        both(questions / OF_A_WORLD as u64, |n| world(&mut Draw::Seed(!seed.wrapping_mul(1_000_003).wrapping_add(n))))?;
    let seconds = start.elapsed().as_secs_f64();
    Ok(format!(
        "questions to the built-in edition: {of_edition}; to random worlds: {of_worlds}; every answer as the reference; \
         {seconds:.1} s, seed {seed}"
    ))
}

/// Asks on two threads; the first question of each kind of difference is told.
fn both(count: u64, ask: impl Fn(u64) -> Asked + Sync) -> Result<usize, String> {
    let work = |from: u64| (from..count).step_by(2).map(&ask).collect::<Vec<_>>();
    let asked = std::thread::scope(|scope| {
        let other = scope.spawn(|| work(1));
        let mut all = work(0);
        all.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        all
    });
    let mut kinds: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut questions = 0;
    for one in asked {
        questions += one.questions;
        for (fault, witness) in one.faults {
            // A party's id is no kind of difference.
            let kind = fault.split([':', ' ']).next().unwrap_or_default().to_owned();
            let (count, _) = kinds.entry(kind).or_insert_with(|| (0, format!("{fault}\n{witness}")));
            *count += 1;
        }
    }
    if kinds.is_empty() {
        return Ok(questions);
    }
    let mut text = String::new();
    for (count, witness) in kinds.into_values().take(8) {
        text.push_str(&format!("{count} differences of this kind, the first:\n{witness}\n\n"));
    }
    Err(text)
}

#[derive(Default)]
struct Asked {
    questions: usize,
    faults: Vec<(String, String)>,
}

/// The routers of the built-in edition, by profile.
pub(crate) fn builtin() -> Vec<Router> {
    thread_local! {
        static ROUTERS: Vec<Router> = {
            let registry = Registry::builtin(Edition::V2009_03_31);
            let profiles = [LevelProfile::tlp2(), LevelProfile::tlp1(), LevelProfile::pfc()];
            profiles.map(|profile| Router::builder(&registry).profile(profile).compile().unwrap_or_else(|e| panic!("{e}"))).to_vec()
        };
    }
    ROUTERS.with(Clone::clone)
}

fn edition(draw: &mut Draw<'_>) -> Asked {
    let router = draw.one(&builtin()).clone();
    let mut asked = Asked::default();
    asked.ask(draw, &router, None, 41);
    asked
}

fn world(draw: &mut Draw<'_>) -> Asked {
    let size = *draw.one(&[Size::TINY, Size::SMALL, Size::SMALL, Size::USUAL]);
    let documents = documents(draw, size);
    let router = documents.router();
    let mut asked = Asked::default();
    for _ in 0..OF_A_WORLD {
        asked.ask(draw, &router, Some(&documents), 5);
    }
    asked
}

impl Asked {
    fn ask(&mut self, draw: &mut Draw<'_>, router: &Router, world: Option<&Documents>, nth: usize) {
        let notice = notice(draw, router);
        let situation = situation(draw, router, &notice);
        self.questions += 1;
        let scene = Scene { router: router.clone(), notice, situation };
        let found = every_fault(&scene, nth);
        if found.is_empty() {
            return;
        }
        let mut witness = json!({
            "notice": serde_json::from_str::<serde_json::Value>(&scene.notice.to_json()).unwrap_or_default(),
            "situation": scene.situation, "profile": router.profile().id().as_str(),
        });
        if let Some(world) = world {
            witness["registry"] = world.edition.clone();
            witness["roster"] = world.roster.clone();
            witness["rules"] = world.rules.clone();
            witness["profile"] = world.profile.clone();
        }
        self.faults.extend(found.into_iter().map(|fault| (fault, witness.to_string())));
    }
}
