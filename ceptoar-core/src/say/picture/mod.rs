//! The route of a notice as a picture: who holds it, by which hops and channels, and who is not told and why.
//!
//! A picture shows everybody: it is for whoever routes. A recipient gets [`Plan::view_for`](crate::Plan::view_for).

mod dot;
mod drawing;
pub(crate) mod ink;
pub(crate) mod measure;
mod mermaid;
mod parts;
mod place;
mod svg;
#[cfg(test)]
mod tests;
mod withheld;
