//! What is not yet known of a rule or a label while classes are asked one by one.

use std::collections::BTreeMap;

use crate::answer::plan::Plan;
use crate::author::diff::made::whole;
use crate::author::exposure::change::changes;
use crate::author::exposure::made::{named, same};
use crate::document::rules::Rules as RulesDoc;
use crate::error::problem::Refusal;
use crate::id::RuleId;
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::rules::rule::Rule;
use crate::rules::set::RuleSet;
use crate::situation::Situation;
use crate::word::sets::{Effect, Outcome};

/// A rule of which it is asked whether any answer needs it, and whether what it requires is ever met.
pub(in crate::author) struct OpenRule {
    pub(in crate::author) id: RuleId,
    pub(in crate::author) effect: Effect,
    /// In how many combinations it fires.
    pub(in crate::author) fires: u64,
    /// Whether some answer changes without it.
    pub(in crate::author) is_needed: bool,
    /// The router without it, made when it first fires.
    without: Option<Router>,
    pub(in crate::author) required: Required,
}

/// What becomes of those whom a rule requires to be told.
#[derive(Default)]
pub(in crate::author) struct Required {
    /// Whether one of them ever is.
    pub(in crate::author) is_met: bool,
    /// What stands in the way, by the combinations and parties of which it does.
    pub(in crate::author) outcomes: BTreeMap<Outcome, u64>,
    /// The first combination in which one is not told.
    pub(in crate::author) first: Option<u64>,
}

impl OpenRule {
    pub(in crate::author) fn new(rule: &Rule) -> Self {
        Self {
            id: rule.id.clone(),
            effect: rule.effect,
            fires: 0,
            is_needed: false,
            without: None,
            required: Required::default(),
        }
    }

    /// Whether there is something left to ask of it.
    pub(in crate::author) fn is_open(&self) -> bool {
        !self.is_needed || (self.effect == Effect::Require && !self.required.is_met)
    }

    /// Looks at a class in which it fires. `first`: the number of its first combination.
    pub(in crate::author) fn look(
        &mut self,
        router: &Router,
        notice: &Notice,
        plan: Option<&Plan>,
        (first, count): (u64, u64),
    ) -> Result<(), Refusal> {
        if !self.is_needed {
            let without = match self.without.take() {
                Some(router) => router,
                None => without(router, &self.id)?,
            };
            let other = without.route(notice, &Situation::default()).ok();
            self.is_needed = differs(plan, other.as_ref());
            self.without = (!self.is_needed).then_some(without);
        }
        if self.effect == Effect::Require && !self.required.is_met {
            self.required.look(&self.id, plan, first, count);
        }
        Ok(())
    }
}

impl Required {
    fn look(&mut self, rule: &RuleId, plan: Option<&Plan>, first: u64, count: u64) {
        let Some(plan) = plan else { return };
        self.is_met = plan.deliveries.iter().any(|delivery| delivery.rules.contains(rule));
        for unmet in plan.unmet.iter().filter(|unmet| unmet.rules.contains(rule)) {
            *self.outcomes.entry(unmet.outcome).or_default() += count;
            self.first.get_or_insert(first);
        }
    }

    /// What most often stands in the way; of two that do so equally, the first in the order of outcomes.
    pub(in crate::author) fn commonest(&self) -> Option<Outcome> {
        let most = self.outcomes.values().max()?;
        self.outcomes.iter().find(|(_, count)| *count == most).map(|(outcome, _)| *outcome)
    }
}

/// Whether anything of R63 differs between two answers.
fn differs(one: Option<&Plan>, other: Option<&Plan>) -> bool {
    if same(one, other) {
        return false;
    }
    let mut parties = [one, other].into_iter().flatten().flat_map(named);
    parties.any(|party| !changes(one, other, party.as_str()).is_empty())
}

/// The same router without one rule.
fn without(router: &Router, rule: &RuleId) -> Result<Router, Refusal> {
    let whole = whole(router.rules());
    let rules = whole.rules.iter().filter(|other| other.id.as_str() != rule.as_str()).cloned().collect();
    let document = RulesDoc { rules, ..whole };
    let rules = RuleSet::from_document(&document)?;
    let without = Router::builder(router.registry()).profile(router.profile().clone()).rules(rules);
    without.refuse_stale(router.refuse_stale).compile()
}
