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
    rules: RuleSet,
}

impl RouterBuilder {
    pub(super) fn new(registry: Registry) -> Self {
        Self { registry, profile: LevelProfile::tlp2(), rules: RuleSet::standard() }
    }

    /// Uses this level profile.
    pub fn profile(self, profile: LevelProfile) -> Self {
        Self { profile, ..self }
    }

    /// Uses these rules.
    pub fn rules(self, rules: RuleSet) -> Self {
        Self { rules, ..self }
    }

    /// Checks that the parts fit and compiles them. What compiles can afterwards only refuse ids of a notice.
    ///
    /// # Errors
    /// Every id of the rules that is foreign to the registry or the profile, and a profile whose channels do not nest
    /// over the channels of this registry.
    pub fn compile(self) -> Result<Router, Refusal> {
        let mut problems = Problems::new();
        self.rules.check_against(&self.registry, &self.profile, &mut problems);
        self.profile.check_against(&self.registry, &mut problems);
        problems.into_result(())?;
        let digests = Digests {
            edition: Arc::from(self.registry.digest()),
            rules: Arc::from(self.rules.digest()),
            profile: Arc::from(self.profile.digest()),
            roster: self.registry.roster_digest().map(Arc::from),
        };
        Ok(Router { tables: Arc::new(Tables::new(self.registry, self.profile, self.rules)), digests })
    }
}
