//! Rules: what ought to happen, dated and cited. No priorities, no order, no first match.

use crate::due::Due;
use crate::fact::source::Citation;
use crate::id::{ObligationId, RuleId};
use crate::rules::audience::Audience;
use crate::rules::condition::Condition;
use crate::text::bilingual::Text;
use crate::time::Period;
use crate::word::sets::Effect;
use serde::Serialize;

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Rule {
    /// Its id.
    pub id: RuleId,
    /// What it does.
    pub effect: Effect,
    /// When it fires.
    pub when: Condition,
    /// Whom it speaks of.
    pub audience: Audience,
    /// How soon.
    pub due: Option<Due>,
    /// What travels with the delivery, sorted.
    pub obligations: Vec<ObligationId>,
    /// What only a person can judge before the audience is told; of a permit. `None`: nothing.
    pub judgement: Option<Text>,
    /// The days on which it holds.
    pub period: Period,
    /// What it says.
    pub summary: Option<Text>,
    /// Where it comes from.
    #[serde(flatten)]
    pub citation: Citation,
}
