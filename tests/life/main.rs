//! The life of a notice: threads and delivery logs.

use ceptoar_core::{Edition, Registry, Router};

mod actions;
mod audit;
mod audit_laws;
mod audit_reference;
mod audit_worlds;
mod drill;
mod follow_up;
mod follow_up_laws;
mod hands;
mod laws;
mod log;
mod pictures;
mod refused;
mod remedies;
mod report;
mod resilience;
mod threads;

/// The router of the built-in parts.
fn router() -> Router {
    Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile().expect("the built-in parts fit")
}
