//! A scenario, read whole or refused with every problem at its place.

use std::collections::BTreeMap;

use crate::answer::resilience::Failure;
use crate::document::convert;
use crate::document::json::read::{check_format, read_document};
use crate::document::scalar::SpanText;
use crate::document::scenario::{Scenario as Doc, ScenarioFailure};
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::id::{ChannelId, DocumentId};
use crate::life::drill::draw::Delay;
use crate::registry::data::Registry;
use crate::router::ask::Router;
use crate::router::fit::situation as fit;
use crate::share::Share;
use crate::situation::{Situation, link_ends};
use crate::span::Span;
use crate::text::shown::shown;
use crate::word::audit::Stage;

/// The most often that a scenario is drawn.
const MOST_RUNS: u32 = 100_000;

/// With what chance something fails, how long a hand-over takes, who confirms. The order of its lists has no meaning.
///
/// ```
/// use ceptoar_core::life::Scenario;
/// use ceptoar_core::{Edition, Registry, Router};
///
/// let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// let refused = Scenario::from_json(br#"{ "runs": 0, "seed": 7, "failures": [
///     { "channel": "pigeon", "chance": 0.5 }, { "party": "gas", "link": "gas>gas-members", "chance": 2 }] }"#, &router);
/// let refusal = refused.err().ok_or("accepted")?;
/// let places: Vec<&str> = refusal.problems().iter().map(|problem| problem.pointer()).collect();
/// assert_eq!(places, ["/failures/0/channel", "/failures/1", "/failures/1/chance", "/runs"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    pub(super) id: Option<DocumentId>,
    pub(super) runs: u32,
    pub(super) seed: u32,
    pub(super) situation: Situation,
    pub(super) failures: BTreeMap<Failure, Share>,
    /// By primary channel; `None`: any other. Empty: nobody asks.
    pub(super) delays: BTreeMap<Option<ChannelId>, Delay>,
    /// By stage; `None`: any other.
    pub(super) confirmation: BTreeMap<Option<Stage>, (Share, Option<Delay>)>,
    pub(super) digest: String,
}

impl Scenario {
    /// The format of a scenario as JSON.
    pub const FORMAT: &'static str = Doc::FORMAT;

    /// Reads a scenario and checks it against the registry of a router.
    ///
    /// # Errors
    /// Every problem at once; a fault of shape may end the reading.
    pub fn from_json(json: &[u8], router: &Router) -> Result<Self, Refusal> {
        let mut problems = Problems::new();
        let doc: Doc = read_document(json, Scenario::FORMAT, &mut problems)?;
        make(&doc, router.registry(), problems)
    }

    /// The scenario of a document that was put together.
    ///
    /// # Errors
    /// As [`Scenario::from_json`], with the pointers of the document.
    pub fn from_document(document: &Doc, router: &Router) -> Result<Self, Refusal> {
        make(document, router.registry(), Problems::new())
    }

    /// The scenario's own id.
    #[must_use]
    pub fn id(&self) -> Option<&DocumentId> {
        self.id.as_ref()
    }

    /// With what chance, and after how long, a party of a stage confirms; `None`: nobody asks.
    pub(super) fn confirmation_of(&self, stage: Stage) -> Option<(Share, Option<Delay>)> {
        self.confirmation.get(&Some(stage)).or_else(|| self.confirmation.get(&None)).copied()
    }
}

fn make(doc: &Doc, registry: &Registry, mut problems: Problems) -> Result<Scenario, Refusal> {
    let (root, found) = (At::root(), &mut problems);
    check_format(doc.format.as_deref(), Scenario::FORMAT, found);
    let id = doc.id.as_ref().and_then(|id| convert::own_id(id, &root.key("id"), found));
    match doc.runs {
        0 => found.push(ErrorCode::BadCount, &root.key("runs"), vec!["0".to_owned()]),
        runs if runs > MOST_RUNS => {
            found.push(ErrorCode::TooManyRuns, &root.key("runs"), vec![runs.to_string(), MOST_RUNS.to_string()]);
        }
        _ => {}
    }
    let situation = situation(doc, registry, &root.key("situation"), found);
    let (mut failures, mut links) = (BTreeMap::new(), fit::Links::default());
    for (n, item) in doc.failures.iter().enumerate() {
        let list = root.key("failures");
        let at = list.index(n);
        let Some(failure) = failure(item, registry, &mut links, &at, found) else { continue };
        let shown = failure.to_string();
        if failures.insert(failure, item.chance).is_some() {
            found.push(ErrorCode::DuplicateItem, &at, vec![shown]);
        }
    }
    let mut delays = BTreeMap::new();
    for (n, item) in doc.delays.iter().flatten().enumerate() {
        let list = root.key("delays");
        let at = list.index(n);
        let channel = item.channel.as_ref().map(|channel| convert::id(channel, &at.key("channel"), found));
        if let Some(Some(channel)) = &channel {
            fit::known_channel(channel, registry, &at.key("channel"), found);
        }
        let delay = delay(&item.median, &item.p90, &at, found);
        let (Some(delay), false) = (delay, channel == Some(None)) else { continue };
        let channel = channel.flatten();
        let shown = channel.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
        if delays.insert(channel, delay).is_some() {
            found.push(ErrorCode::DuplicateItem, &at, vec![shown]);
        }
    }
    if doc.delays.iter().flatten().next().is_some() && doc.delays.iter().flatten().all(|item| item.channel.is_some()) {
        // Channels that nobody knows take some time as well.
        found.push(ErrorCode::NoOtherDelay, &root.key("delays"), Vec::new());
    }
    let mut confirmation = BTreeMap::new();
    for (n, item) in doc.confirmation.iter().flatten().enumerate() {
        let list = root.key("confirmation");
        let at = list.index(n);
        let after = match (&item.median, &item.p90) {
            (Some(median), Some(p90)) => delay(median, p90, &at, found),
            (None, None) => None,
            (median, _) => {
                let missing = if median.is_none() { "`median`" } else { "`p90`" };
                found.push(ErrorCode::MissingField, &at, vec![missing.to_owned()]);
                None
            }
        };
        if confirmation.insert(item.stage, (item.chance, after)).is_some() {
            let shown = item.stage.map_or("-", Stage::as_str);
            found.push(ErrorCode::DuplicateItem, &at, vec![shown.to_owned()]);
        }
    }
    let scenario = Scenario {
        id,
        runs: doc.runs,
        seed: doc.seed,
        situation,
        failures,
        delays,
        confirmation,
        digest: doc.digest(),
    };
    problems.into_result(scenario)
}

fn situation(doc: &Doc, registry: &Registry, at: &At<'_>, problems: &mut Problems) -> Situation {
    let Some(given) = &doc.situation else { return Situation::default() };
    let read = Situation::from_document(given).and_then(|situation| {
        let mut found = Problems::new();
        fit::check(&situation, registry, &mut found);
        found.into_result(situation)
    });
    read.unwrap_or_else(|refusal| {
        problems.absorb(refusal, at);
        Situation::default()
    })
}

/// What fails. `None`: it is none, and told.
fn failure(
    item: &ScenarioFailure,
    registry: &Registry,
    links: &mut fit::Links,
    at: &At<'_>,
    problems: &mut Problems,
) -> Option<Failure> {
    let fields = "`channel`, `sector`, `link`, `party`";
    match (&item.channel, &item.sector, &item.link, &item.party) {
        (Some(channel), None, None, None) => {
            let at = at.key("channel");
            let channel = convert::id(channel, &at, problems)?;
            fit::known_channel(&channel, registry, &at, problems).then_some(Failure::Channel(channel))
        }
        (None, Some(sector), None, None) => {
            let at = at.key("sector");
            let sector = convert::id(sector, &at, problems)?;
            fit::known_sector(&sector, registry, &at, problems).then_some(Failure::Sector(sector))
        }
        (None, None, Some(link), None) => {
            let at = at.key("link");
            let ends = link_ends(link, &at, problems)?;
            links.known(&ends, registry, &at, problems).then_some(Failure::Link(ends))
        }
        (None, None, None, Some(party)) => {
            let at = at.key("party");
            let party = convert::id(party, &at, problems)?;
            fit::known_party(&party, registry, &at, problems).then_some(Failure::Party(party))
        }
        _ => {
            problems.push(ErrorCode::NotOneOf, at, vec![fields.to_owned()]);
            None
        }
    }
}

fn delay(median: &SpanText, p90: &SpanText, at: &At<'_>, problems: &mut Problems) -> Option<Delay> {
    let mut span = |text: &SpanText, name| -> Option<Span> {
        let read = text.0.parse().ok();
        if read.is_none() {
            problems.push(ErrorCode::BadSpan, &at.key(name), vec![shown(&text.0).into_owned()]);
        }
        read
    };
    let (median, p90) = (span(median, "median"), span(p90, "p90"));
    let delay = Delay { median: median?, p90: p90? };
    if delay.p90 < delay.median {
        problems.push(ErrorCode::BelowMedian, &at.key("p90"), vec![delay.p90.to_string(), delay.median.to_string()]);
        return None;
    }
    Some(delay)
}
