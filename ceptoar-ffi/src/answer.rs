//! Answers as handles: what is too large to cross whole each time, or is asked piece by piece.

use std::sync::Arc;

use ceptoar_core as core;

use crate::records::*;

/// The plan, and for every party why it is told or not. The parts cross when they are asked for.
#[derive(uniffi::Object)]
pub struct Explanation {
    pub(crate) core: core::Explanation,
    pub(crate) registry: core::Registry,
}

#[uniffi::export]
impl Explanation {
    /// The plan of this very decision.
    #[must_use]
    pub fn plan(&self) -> Plan {
        self.core.plan().native(&self.registry)
    }

    /// Who is told, sorted by recipient.
    #[must_use]
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.core.deliveries().native(&self.registry)
    }

    /// What the reach of the level rests on.
    #[must_use]
    pub fn reach(&self) -> ReachBasis {
        self.core.reach.native(&self.registry)
    }

    /// For every party but the origin (a members class as origin has one too), sorted by party.
    #[must_use]
    pub fn verdicts(&self) -> Vec<Verdict> {
        self.core.verdicts.native(&self.registry)
    }

    /// The verdict on one party; absent for the origin and for foreign ids.
    #[must_use]
    pub fn verdict(&self, party: &str) -> Option<Verdict> {
        self.core.verdict(party).native(&self.registry)
    }

    /// What a recipient may be told: nothing of the others, and under `no_attribution` nothing of the origin; absent for a
    /// party that is not told.
    #[must_use]
    pub fn view_for(&self, party: &str) -> Option<RecipientView> {
        self.core.plan().view_for(party).native(&self.registry)
    }

    /// The answer as text for a person, in one language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        self.core.text(&self.registry, lang)
    }

    /// The explanation as JSON, the same bytes for the same explanation (`schemas/v1/answer.schema.json`).
    #[must_use]
    pub fn to_json(&self) -> String {
        self.core.to_json()
    }

    /// The plan as JSON, likewise.
    #[must_use]
    pub fn plan_to_json(&self) -> String {
        self.core.plan().to_json()
    }

    /// What a recipient may be told, as JSON.
    #[must_use]
    pub fn view_to_json(&self, party: &str) -> Option<String> {
        self.core.plan().view_for(party).map(|view| view.to_json())
    }

    /// The route as a Mermaid flowchart, with those who are not told and why. It shows everybody.
    #[must_use]
    pub fn mermaid(&self, lang: Lang) -> String {
        self.core.mermaid(&self.registry, lang)
    }

    /// The route as Graphviz DOT, likewise.
    #[must_use]
    pub fn dot(&self, lang: Lang) -> String {
        self.core.dot(&self.registry, lang)
    }

    /// The route as SVG, complete in itself, likewise.
    #[must_use]
    pub fn svg(&self, lang: Lang) -> String {
        self.core.svg(&self.registry, lang)
    }
}

/// One of a set of recipients.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Recipient {
    /// Who.
    pub party: String,
    /// Whether it may or must be told.
    pub duty: Duty,
}

/// Who is told, and who of them must be.
#[derive(uniffi::Object)]
pub struct RecipientSet {
    pub(crate) set: core::RecipientSet,
    pub(crate) registry: core::Registry,
}

#[uniffi::export]
impl RecipientSet {
    /// Whether a party is told.
    #[must_use]
    pub fn contains(&self, party: &str) -> bool {
        self.set.contains(party)
    }

    /// The duty towards a party; absent for one that is not told.
    #[must_use]
    pub fn duty(&self, party: &str) -> Option<Duty> {
        self.set.duty(party)
    }

    /// How many are told.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.set.len() as u64
    }

    /// What a careful reader should look at, sorted: the lints of the plan but those of its hops, which are not looked at
    /// here (`channel-unknown`, `required-by-judgement`).
    #[must_use]
    pub fn lints(&self) -> Vec<Lint> {
        self.set.lints().native(&self.registry)
    }

    /// The recipients in the order of their ids, each with its duty.
    #[must_use]
    pub fn recipients(&self) -> Vec<Recipient> {
        self.set.iter().map(|(party, duty)| Recipient { party: party.to_string(), duty }).collect()
    }
}

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
        self.core.outcomes().iter().map(|outcome| *outcome as u64).collect()
    }

    /// The distinct plans, in order of first use. Each names the first notice that it answers.
    #[must_use]
    pub fn plans(&self) -> Vec<Plan> {
        self.core.plans().native(&self.registry)
    }

    /// The plan of one notice, as `Router.route` would give it; absent: there are fewer notices.
    #[must_use]
    pub fn plan(&self, notice: u64) -> Option<Plan> {
        self.core.plan(usize::try_from(notice).ok()?).native(&self.registry)
    }
}

/// An answer that is asked piece by piece.
pub(crate) fn explanation(core: core::Explanation, registry: &core::Registry) -> Arc<Explanation> {
    Arc::new(Explanation { core, registry: registry.clone() })
}
