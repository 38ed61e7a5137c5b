//! The answers for many notices.

use ceptoar_core as core;

use crate::native::Native;
use crate::records::plan::Plan;

/// The answers for many notices: one number for each notice, and a table of plans.
#[derive(uniffi::Object)]
pub struct Batch {
    pub(crate) core: core::Batch,
    pub(crate) registry: core::Registry,
}

#[uniffi::export]
impl Batch {
    /// For each notice, in the order given: the place of its plan among the distinct plans.
    #[must_use]
    pub fn outcomes(&self) -> Vec<u64> {
        self.core.outcomes().map(|outcome| outcome as u64).collect()
    }

    /// The distinct plans, in order of first use. Each names the first notice that it answers.
    #[must_use]
    pub fn plans(&self) -> Vec<Plan> {
        self.core.plans.native(&self.registry)
    }

    /// The plan of one notice, as `Router.route` would give it; absent: there are fewer notices.
    #[must_use]
    pub fn plan(&self, notice: u64) -> Option<Plan> {
        self.core.plan(usize::try_from(notice).ok()?).native(&self.registry)
    }
}
