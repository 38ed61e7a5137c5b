//! Under which rules, and for which day, gaps are looked for.

use chrono::NaiveDate;

use crate::author::exposure::options::ExposureOptions;
use crate::level::profile::LevelProfile;
use crate::rules::set::RuleSet;

/// Under which rules and levels, and for which day, gaps are looked for.
///
/// ```
/// use ceptoar_core::author::gaps::{self, GapOptions};
/// use ceptoar_core::author::GapCode;
/// use ceptoar_core::{Edition, Registry};
///
/// let on = "2026-11-26".parse().ok();
/// let found = gaps::of_registry(&Registry::builtin(Edition::V2009_03_31), &GapOptions { on, ..GapOptions::default() })?;
/// assert_eq!(found.counts[&GapCode::Stale], 1); // the edition speaks of 2007 to 2010
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone)]
pub struct GapOptions {
    /// The day of which it is asked whether the document speaks of it; `None`: it is not asked.
    pub on: Option<NaiveDate>,
    /// The rules under which a party is reached or not; `None`: those that a router takes by default.
    pub rules: Option<RuleSet>,
    /// The levels likewise.
    pub profile: LevelProfile,
    /// How many combinations are asked at most until every party is reached.
    pub most: u64,
}

impl Default for GapOptions {
    fn default() -> Self {
        Self { on: None, rules: None, profile: LevelProfile::tlp2(), most: ExposureOptions::MOST }
    }
}
