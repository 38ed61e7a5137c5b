//! What the words of an explanation need beside what it says; no part of its JSON and of its meaning.

use std::fmt;
use std::sync::Arc;

use crate::rules::rule::Rule;
use crate::rules::set::RuleSet;

/// Where the rules are kept.
pub(crate) trait Rules: Send + Sync {
    /// The rules, sorted by id.
    fn rules(&self) -> &RuleSet;
}

/// Why a rule that fires does not speak of a party: what the notice would have to name. The nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Missed {
    /// The notice names affected sectors or CEPTOARs, not those of the party.
    NotAffected,
    /// The notice names no affected sector and no CEPTOAR.
    NobodyAffected,
    /// The notice is not addressed to the party.
    NotAddressee,
    /// The party is not of the origin's own line: its CEPTOARs, their ministries and members.
    NotOwn,
}

/// The rules of an explanation, and for each of its verdicts the nearest reason that no rule speaks of the party.
#[derive(Clone, Default)]
pub(crate) struct Ground {
    pub(crate) rules: Option<Arc<dyn Rules>>,
    /// In the order of the verdicts.
    pub(crate) missed: Vec<Option<Missed>>,
}

impl Ground {
    pub(crate) fn rule(&self, id: &str) -> Option<&Rule> {
        let rules = self.rules.as_ref()?.rules().rules();
        let found = rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).ok()?;
        rules.get(found)
    }
}

impl fmt::Debug for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ground").field("missed", &self.missed).finish_non_exhaustive()
    }
}

/// Two explanations that say the same are the same.
impl PartialEq for Ground {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
impl Eq for Ground {}
