//! Answers: plan, explanation, view, and what is said at each hand, as values without a registry.

#[cfg(feature = "life")]
pub(crate) mod audit;
pub(crate) mod batch;
#[cfg(feature = "authoring")]
pub(crate) mod diff;
pub(crate) mod explanation;
#[cfg(feature = "authoring")]
pub(crate) mod exposure;
#[cfg(feature = "authoring")]
pub(crate) mod gaps;
pub(crate) mod ground;
pub(crate) mod hand;
pub(crate) mod json;
#[cfg(feature = "authoring")]
pub(crate) mod linted;
pub(crate) mod plan;
pub(crate) mod reason;
#[cfg(feature = "authoring")]
pub(crate) mod tested;
pub(crate) mod verdict;
pub(crate) mod view;
pub(crate) mod write;
