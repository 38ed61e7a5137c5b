//! What chance leaves of a plan: who is reached and confirms, how fast, and what loses the others.

use serde::{Deserialize, Serialize};

use crate::answer::head::Head;
use crate::answer::plan::Digests;
use crate::answer::resilience::Failure;
use crate::id::DocumentId;
use crate::lint::Lint;
use crate::share::Share;
use crate::span::Span;
use crate::word::audit::Stage;

/// The SHA-256 of all that a drill rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DrillDigests {
    /// Those of the router.
    #[serde(flatten)]
    pub router: Digests,
    /// That of the scenario.
    pub scenario: String,
}

/// Over all runs: the mean, and what 5, 50 and 95 of a hundred runs do not exceed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Shares {
    /// The mean.
    pub mean: Share,
    /// The 5th percentile.
    pub p5: Share,
    /// The median.
    pub p50: Share,
    /// The 95th percentile.
    pub p95: Share,
}

/// For how many organisations the parties of a stage stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DrillUnits {
    /// A class or sub-group for the sum of its counts on the day, any other party for one.
    pub expected: u64,
    /// How many classes and sub-groups there are of which nobody knows the count.
    pub unknown: u64,
}

/// What becomes of the parties of a stage. Shares are of parties: a class counts as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DrillStage {
    /// The stage.
    pub stage: Stage,
    /// How many must be told, and are while nothing fails.
    pub expected: u64,
    /// For how many organisations they stand.
    pub units: DrillUnits,
    /// How many must be told, and are not even while nothing fails.
    pub unmet: u64,
    /// Which part of them is reached.
    pub reached: Shares,
    /// Which part of them has it and confirms; absent where the scenario does not say who does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<Shares>,
}

/// How long it takes until a part of all who must be told has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DrillTime {
    /// The part, in percent of the parties of all stages.
    pub share: u32,
    /// What half of the runs that come so far do not exceed; absent where no run does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median: Option<Span>,
    /// What nine of ten of those runs do not exceed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p90: Option<Span>,
    /// How many runs come so far.
    pub runs_reached: u32,
}

/// What a failure costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DrillCause {
    /// What fails.
    pub failure: Failure,
    /// In how many runs it fails.
    pub runs_failed: u32,
    /// In how many of these it loses somebody who must be told: who would be told if it alone had not failed, or would not if it alone
    /// had failed.
    pub runs_lost: u32,
}

/// What chance leaves of a plan. Failures, delays and confirmations are drawn independently of each other; of the same seed come
/// the same bytes, and what is added to a scenario moves no draw of another thing. The embargo is left aside.
///
/// ```
/// use ceptoar_core::life::{self, Scenario};
/// use ceptoar_core::{Edition, Registry, Router};
///
/// let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
///     "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let scenario = Scenario::from_json(br#"{ "runs": 1000, "seed": 7, "failures": [{ "party": "meti", "chance": 1 }] }"#, &router)?;
/// let found = life::drill(&router, &notice, &scenario)?;
/// assert!(found.stages.iter().all(|stage| stage.reached.mean.ten_thousandths() == 0)); // all is handed on by the ministry
/// assert_eq!((found.causes[0].runs_failed, found.causes[0].runs_lost), (1000, 1000));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct Drill {
    /// The notice, what answers, and the situation.
    #[serde(flatten)]
    pub head: Head,
    /// What it rests on.
    pub digests: DrillDigests,
    /// The id of the scenario.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scenario: Option<DocumentId>,
    /// How often it was drawn.
    pub runs: u32,
    /// What the draws began with.
    pub seed: u32,
    /// What drew: `splitmix64`, keyed by the seed, the run, and the kind and id of what is drawn.
    pub generator: String,
    /// The lints of the plan while nothing fails.
    pub lints: Vec<Lint>,
    /// Who is reached and confirms, by stage.
    pub stages: Vec<DrillStage>,
    /// How long it takes until half, nine tenths and all of those who must be told have it; empty where the scenario has no delays.
    pub times: Vec<DrillTime>,
    /// The same until so many have confirmed it; empty where the scenario does not say when somebody does.
    pub confirmed_times: Vec<DrillTime>,
    /// What each failure of the scenario costs, the dearest first.
    pub causes: Vec<DrillCause>,
}
