//! Rules: what ought to happen, dated and cited. No priorities, no order, no first match.

mod audience;
mod condition;
mod due;
mod fit;
mod nobody;
mod set;

use serde::{Deserialize, Serialize};

pub use self::audience::{Audience, MembersOf};
pub use self::condition::Condition;
#[cfg(feature = "schemars")]
pub(crate) use self::due::DUE_PATTERN;
pub use self::due::Due;
pub use self::set::RuleSet;

use crate::id::{ObligationId, RuleId};
use crate::source::Citation;
use crate::text::Text;
use crate::time::Period;

/// What a rule does. `Require` implies `Permit`; `Forbid` beats both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// The audience may be told.
    Permit,
    /// The audience must be told.
    Require,
    /// The audience must not be told.
    Forbid,
}

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
