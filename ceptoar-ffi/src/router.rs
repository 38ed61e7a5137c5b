//! The router, and the questions that are asked at each hand.

use std::sync::Arc;

use ceptoar_core as core;

use crate::batch::Batch;
use crate::edition::chosen;
use crate::error::CeptoarError;
use crate::explanation::Explanation;
use crate::instant::UtcInstant;
use crate::level::LevelProfile;
use crate::native::Native;
use crate::notice::Notice;
use crate::recipients::RecipientSet;
use crate::records::edition::Edition;
use crate::records::enums::{ConditionName, Lang, Outcome};
use crate::records::hand::{Onward, Passing};
use crate::records::plan::Plan;
use crate::records::verdict::Verdict;
use crate::registry::Registry;
use crate::rules::RuleSet;
use crate::situation::Situation;

/// Decides from one registry, one level profile and one set of rules. Immutable; many threads may use it.
#[derive(uniffi::Object)]
pub struct Router(core::Router);

impl Router {
    fn compile(builder: core::RouterBuilder) -> Result<Arc<Self>, CeptoarError> {
        Ok(Arc::new(Self(builder.compile()?)))
    }

    pub(crate) fn core(&self) -> &core::Router {
        &self.0
    }

    /// Asks about a notice, in a situation or in that of the notice's own instant.
    fn ask<T>(
        &self,
        notice: &Notice,
        situation: Option<Situation>,
        question: impl FnOnce(&core::Router, &core::Notice, &core::Situation) -> Result<T, core::Refusal>,
    ) -> Result<T, CeptoarError> {
        let situation = situation.as_ref().map(Situation::core).transpose()?.unwrap_or_default();
        Ok(question(&self.0, &notice.0, &situation)?)
    }
}

#[uniffi::export]
impl Router {
    /// A router of these parts, checked to fit: without a profile `tlp-2.0`, without rules those of the built-in edition
    /// that the registry was made from, with a roster or without, else the standard ones. With `refuse_stale` each question
    /// about a day that the edition does not speak of is refused as `stale-edition`; without, its answer has that lint.
    ///
    /// # Errors
    /// Every id of the rules that is foreign to the registry or the profile, each forbid or require that can never speak of
    /// anybody, and a profile whose channels do not nest.
    #[uniffi::constructor(default(profile = None, rules = None, refuse_stale = false))]
    pub fn new(
        registry: Arc<Registry>,
        profile: Option<Arc<LevelProfile>>,
        rules: Option<Arc<RuleSet>>,
        refuse_stale: bool,
    ) -> Result<Arc<Self>, CeptoarError> {
        let mut builder = core::Router::builder(&registry.0).refuse_stale(refuse_stale);
        if let Some(profile) = profile {
            builder = builder.profile(profile.0.clone());
        }
        if let Some(rules) = rules {
            builder = builder.rules(rules.0.clone());
        }
        Self::compile(builder)
    }

    /// A router of a built-in edition (absent: that of the latest day) with its own rules and `tlp-2.0`; `refuse_stale` as for
    /// any router.
    ///
    /// # Errors
    /// None for the editions of this release.
    #[uniffi::constructor(default(edition = None, refuse_stale = false))]
    pub fn builtin(edition: Option<Edition>, refuse_stale: bool) -> Result<Arc<Self>, CeptoarError> {
        Self::compile(core::Router::builder(&core::Registry::builtin(chosen(edition))).refuse_stale(refuse_stale))
    }

    /// The registry that answers rest on.
    #[must_use]
    pub fn registry(&self) -> Arc<Registry> {
        Arc::new(Registry(self.0.registry().clone()))
    }

    /// The level profile in use.
    #[must_use]
    pub fn profile(&self) -> Arc<LevelProfile> {
        Arc::new(LevelProfile(self.0.profile().clone()))
    }

    /// The rules in use.
    #[must_use]
    pub fn rules(&self) -> Arc<RuleSet> {
        Arc::new(RuleSet(self.0.rules().clone()))
    }

    /// The instants at which a fact begins or ends, sorted. Between two of them, and on one side of its embargo, a notice
    /// has one answer in one situation.
    #[must_use]
    pub fn boundaries(&self) -> Vec<UtcInstant> {
        self.0.boundaries()
    }

    /// Reads a received notice (`schemas/v1/notice.schema.json`) and checks it against the registry and the profile.
    ///
    /// # Errors
    /// Every problem of the notice at once: of its form, and ids that are foreign here.
    pub fn notice(&self, json: Vec<u8>) -> Result<Arc<Notice>, CeptoarError> {
        Ok(Arc::new(Notice(self.0.notice(&json)?)))
    }

    /// Who is told, who must be, by which path and channels, until when.
    ///
    /// # Errors
    /// Ids of the notice or the situation that are foreign to the registry or the profile.
    #[uniffi::method(default(situation = None))]
    pub fn route(&self, notice: &Notice, situation: Option<Situation>) -> Result<Plan, CeptoarError> {
        Ok(self.ask(notice, situation, core::Router::route)?.native(self.0.registry()))
    }

    /// The plan, and for every party why it is told or not.
    ///
    /// # Errors
    /// As `route`.
    #[uniffi::method(default(situation = None))]
    pub fn explain(&self, notice: &Notice, situation: Option<Situation>) -> Result<Arc<Explanation>, CeptoarError> {
        let core = self.ask(notice, situation, core::Router::explain)?;
        Ok(Arc::new(Explanation { core, registry: self.0.registry().clone() }))
    }

    /// The verdict on one party.
    ///
    /// # Errors
    /// As `route`, and `unknown-party` or `no-verdict` for a party that is foreign or the origin.
    #[uniffi::method(default(situation = None))]
    pub fn decide(&self, notice: &Notice, party: &str, situation: Option<Situation>) -> Result<Verdict, CeptoarError> {
        let verdict = self.ask(notice, situation, |router, notice, at| router.decide(notice, party, at))?;
        Ok(verdict.native(self.0.registry()))
    }

    /// "I hold this: whom do I hand it to?" The plan's hops that leave the holder, each with whom it serves.
    ///
    /// # Errors
    /// As `route`, and `unknown-party` for a foreign holder.
    #[uniffi::method(default(situation = None))]
    pub fn onward(
        &self,
        notice: &Notice,
        holder: &str,
        situation: Option<Situation>,
    ) -> Result<Vec<Onward>, CeptoarError> {
        let onward = self.ask(notice, situation, |router, notice, at| router.onward(notice, holder, at))?;
        Ok(onward.native(self.0.registry()))
    }

    /// "May I pass it to X, and why not?" Yes with the hop, yes if somebody judges so with what is to be judged, or no with
    /// every reason why not.
    ///
    /// # Errors
    /// As `route`, and `unknown-party` for foreign parties.
    #[uniffi::method(default(situation = None))]
    pub fn may_pass(
        &self,
        notice: &Notice,
        holder: &str,
        party: &str,
        situation: Option<Situation>,
    ) -> Result<Passing, CeptoarError> {
        let passing = self.ask(notice, situation, |router, notice, at| router.may_pass(notice, holder, party, at))?;
        Ok(passing.native(self.0.registry()))
    }

    /// The notice under another label: any by the deciding authority, a stricter one by any holder.
    ///
    /// # Errors
    /// As `route`; `unknown-level`; `not-a-holder`, `not-stricter` for one who may not.
    #[uniffi::method(default(situation = None))]
    pub fn relabel(
        &self,
        notice: &Notice,
        by: &str,
        label: &str,
        situation: Option<Situation>,
    ) -> Result<Arc<Notice>, CeptoarError> {
        let relabelled = self.ask(notice, situation, |router, notice, at| router.relabel(notice, by, label, at))?;
        Ok(Arc::new(Notice(relabelled)))
    }

    /// Who is told and who must be, without paths and reasons: the fast question.
    ///
    /// # Errors
    /// As `route`.
    #[uniffi::method(default(situation = None))]
    pub fn audience(&self, notice: &Notice, situation: Option<Situation>) -> Result<Arc<RecipientSet>, CeptoarError> {
        let set = self.ask(notice, situation, core::Router::audience)?;
        Ok(Arc::new(RecipientSet { set, registry: self.0.registry().clone() }))
    }

    /// The answers for many notices in one situation; equal envelopes are decided once.
    ///
    /// # Errors
    /// Every problem of the notices' ids at once, with pointers `/0/…`, `/1/…`: nothing is answered in part.
    #[uniffi::method(default(situation = None))]
    pub fn route_batch(
        &self,
        notices: Vec<Arc<Notice>>,
        situation: Option<Situation>,
    ) -> Result<Arc<Batch>, CeptoarError> {
        let read: Vec<core::Notice> = notices.iter().map(|notice| notice.0.clone()).collect();
        let situation = situation.as_ref().map(Situation::core).transpose()?.unwrap_or_default();
        let core = self.0.route_batch(&read, &situation)?;
        Ok(Arc::new(Batch { core, registry: self.0.registry().clone() }))
    }
}

/// An outcome in words.
#[uniffi::export]
#[must_use]
pub fn outcome_word(outcome: Outcome, lang: Lang) -> String {
    outcome.word(lang).to_owned()
}

/// A condition of a rule in words.
#[uniffi::export]
#[must_use]
pub fn condition_word(condition: ConditionName, lang: Lang) -> String {
    condition.word(lang).to_owned()
}

/// The version of the native library.
#[uniffi::export]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
