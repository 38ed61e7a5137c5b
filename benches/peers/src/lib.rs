//! One workload, made from one table of rules, asked of ceptoar and of its peers.

pub mod documents;
pub mod export;
pub mod measure;
pub mod notices;
pub mod peer;
pub mod report;
pub mod rules;
pub mod straight;
