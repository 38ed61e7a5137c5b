//! Rules: what ought to happen, dated and cited. No priorities, no order, no first match.

pub(crate) mod audience;
pub(crate) mod builtin;
pub(crate) mod condition;
pub(crate) mod rule;
pub(crate) mod set;
