//! Puts a router together, and refuses parts that do not fit.

use std::sync::Arc;

use super::Router;
use super::compile::Tables;
use crate::answer::plan::Digests;
use crate::error::{Problems, Refusal};
use crate::level::LevelProfile;
use crate::registry::Registry;
use crate::rule::RuleSet;

/// What a router will be made of.
#[derive(Debug, Clone)]
#[must_use]
pub struct RouterBuilder {
    registry: Registry,
    profile: LevelProfile,
    /// `None`: those of the edition that the registry was made from, else the standard ones.
    rules: Option<RuleSet>,
    refuse_stale: bool,
}

impl RouterBuilder {
    pub(super) fn new(registry: Registry) -> Self {
        Self { registry, profile: LevelProfile::tlp2(), rules: None, refuse_stale: false }
    }

    /// Uses this level profile.
    pub fn profile(self, profile: LevelProfile) -> Self {
        Self { profile, ..self }
    }

    /// Uses these rules.
    pub fn rules(self, rules: RuleSet) -> Self {
        Self { rules: Some(rules), ..self }
    }

    /// Whether a question about a day that the edition does not speak of is refused (`stale-edition`). Without it, such a
    /// question is answered, and the lint `stale-edition` stands in the answer.
    pub fn refuse_stale(self, refuse: bool) -> Self {
        Self { refuse_stale: refuse, ..self }
    }

    /// Checks that the parts fit and compiles them. What compiles can afterwards only refuse ids of a notice.
    ///
    /// # Errors
    /// Every id of the rules that is foreign to the registry or the profile, each forbid or require that can never speak
    /// of anybody, and a profile whose channels do not nest over the channels of this registry.
    pub fn compile(self) -> Result<Router, Refusal> {
        let Self { registry, profile, rules, refuse_stale } = self;
        // The one place that chooses: whoever leaves the rules out must not lose those of the edition.
        let rules = rules.unwrap_or_else(|| registry.edition().map_or_else(RuleSet::standard, RuleSet::builtin));
        let mut problems = Problems::new();
        rules.check_against(&registry, &profile, &mut problems);
        profile.check_against(&registry, &mut problems);
        problems.into_result(())?;
        let digests = Digests {
            edition: Arc::from(registry.digest()),
            rules: Arc::from(rules.digest()),
            profile: Arc::from(profile.digest()),
            roster: registry.roster_digest().map(Arc::from),
        };
        Ok(Router { tables: Arc::new(Tables::new(registry, profile, rules)?), digests, refuse_stale })
    }
}
