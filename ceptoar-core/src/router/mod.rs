//! The router: registry, level profile and rules, compiled; one notice in, one answer out.

pub(crate) mod answer;
pub(crate) mod ask;
pub(crate) mod batch;
pub(crate) mod builder;
pub(crate) mod bulk;
mod engine;
pub(crate) mod fit;
pub(crate) mod parts;
pub(crate) mod prepared;
pub(crate) mod recipients;
pub(crate) mod relabel;
pub(crate) mod route_json;
#[cfg(test)]
mod tests;
