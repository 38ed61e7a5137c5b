//! Overlays: an edition of yesterday, changed.

mod add;
mod apply;
mod builtin;
pub(crate) mod checked;
mod cite;
mod days;
mod end;
mod fields;
mod form;
pub(crate) mod later;
mod links;
mod means;
mod ministry;
mod secretariat;
mod standing;
#[cfg(test)]
mod tests;
