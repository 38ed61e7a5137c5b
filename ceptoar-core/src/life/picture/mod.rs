//! Audits as pictures, for whoever audits: they show everybody.

mod coverage;
mod timeline;
