//! A rule: dated, cited, without a place in any order.

use serde::Serialize;

use crate::due::Due;
use crate::fact::source::Citation;
use crate::id::{ObligationId, RuleId};
use crate::rules::audience::Audience;
use crate::rules::condition::Condition;
use crate::text::bilingual::Text;
use crate::time::Period;
use crate::word::sets::Effect;

/// A rule: under a condition, it permits, requires or forbids that its audience is told.
///
/// ```
/// use ceptoar_core::{Edition, Effect, Lang, RuleSet};
///
/// let rules = RuleSet::builtin(Edition::V2009_03_31);
/// let rule = rules.rule("railway-when-useful").ok_or("no rule")?;
/// assert_eq!(rule.effect, Effect::Permit);
/// let judgement = rule.judgement.as_ref().ok_or("nothing to judge")?;
/// assert_eq!(judgement.get(Lang::Ja), Some("有益と認められるとき"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Rule {
    /// Its id.
    pub id: RuleId,
    /// The effect.
    pub effect: Effect,
    /// The condition under which it fires.
    pub when: Condition,
    /// The parties that it names.
    pub audience: Audience,
    /// The time within which the audience is told; `None`: the rule asks none.
    pub due: Option<Due>,
    /// The obligations that travel with the delivery, sorted.
    pub obligations: Vec<ObligationId>,
    /// The question that a person judges before the audience is told; of a permit. `None`: none.
    pub judgement: Option<Text>,
    /// The days on which it holds.
    pub period: Period,
    /// A summary in plain words.
    pub summary: Option<Text>,
    /// The citation of the rule.
    #[serde(flatten)]
    pub citation: Citation,
}
