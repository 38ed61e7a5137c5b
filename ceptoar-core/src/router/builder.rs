//! Puts a router together, and refuses parts that do not fit.

use std::sync::Arc;

use crate::answer::json;
use crate::answer::plan::Digests;
use crate::error::code::ErrorCode;
use crate::error::problem::{Problems, Refusal};
use crate::level::profile::LevelProfile;
use crate::registry::data::Registry;
use crate::router::ask::Router;
use crate::router::engine::door::Engine;
use crate::router::fit::{levels, rules as fit_rules};
use crate::rules::set::RuleSet;

/// The parts that a router will be made of.
///
/// ```
/// use ceptoar_core::{Edition, ErrorCode, LevelProfile, Registry, Router, RuleSet, Situation};
///
/// let registry = Registry::builtin(Edition::V2009_03_31);
/// let router = Router::builder(&registry)
///     .profile(LevelProfile::tlp1())
///     .rules(RuleSet::builtin(Edition::V2009_03_31)) // what a built-in edition has unless others are given
///     .refuse_stale(true)
///     .compile()?;
/// let late = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
///     "kind": "malware", "issued_at": "2026-05-08T10:00:00+09:00" }"#)?;
/// let refusal = router.route(&late, &Situation::default()).unwrap_err();
/// assert_eq!(refusal.problems()[0].code(), ErrorCode::StaleEdition); // the edition speaks of 2007 to 2010
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct RouterBuilder {
    registry: Registry,
    profile: LevelProfile,
    /// `None`: the default.
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
    /// `rules-not-chosen` where no rules are given and there are none by default; every id of the rules that is foreign to the registry or the profile, each forbid or require that can never speak
    /// of anybody, and a profile whose channels do not nest over the channels of this registry.
    pub fn compile(self) -> Result<Router, Refusal> {
        let Self { registry, profile, rules, refuse_stale } = self;
        let rules = match rules {
            Some(rules) => rules,
            None => default_rules(&registry)?,
        };
        let mut problems = Problems::new();
        fit_rules::check(&rules, &registry, &profile, &mut problems);
        levels::check(&profile, &registry, &mut problems);
        problems.into_result(())?;
        let digests = Digests {
            edition: Arc::from(registry.digest()),
            rules: Arc::from(rules.digest()),
            profile: Arc::from(profile.digest()),
            roster: registry.roster_digest().map(Arc::from),
            overlays: registry.shared_overlay_digests(),
            changes: None,
        };
        let mut documents = String::with_capacity(512);
        json::documents(registry.id(), registry.revision(), profile.id(), &digests, &mut documents);
        let documents = documents.into();
        Ok(Router { engine: Engine::new(registry, profile, rules)?, digests, documents, refuse_stale })
    }
}

/// The one place that chooses: whoever leaves the rules out must not lose those of the edition.
fn default_rules(registry: &Registry) -> Result<RuleSet, Refusal> {
    match registry.edition() {
        Some(edition) => Ok(RuleSet::builtin(edition)),
        None if registry.rests_on_another() => {
            Err(Refusal::one(ErrorCode::RulesNotChosen, "", vec![registry.id().to_string()]))
        }
        None => Ok(RuleSet::standard()),
    }
}

impl Router {
    /// Starts a router on a registry. Unless others are given, it uses the profile `tlp-2.0`, and the rules of the built-in
    /// edition that the registry was made from, with overlays and a roster or without. For any other edition it uses the rules
    /// `standard`; where that edition is a changed built-in one, or overlays were applied to one that is not built in, there
    /// is no default, and rules must be given.
    pub fn builder(registry: &Registry) -> RouterBuilder {
        RouterBuilder::new(registry.clone())
    }
}
