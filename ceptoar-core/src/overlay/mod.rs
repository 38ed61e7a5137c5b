//! Overlays: an edition of yesterday, changed.

mod add;
mod apply;
mod back;
mod builtin;
pub(crate) mod checked;
mod cite;
mod days;
mod derived;
mod end;
mod fields;
mod form;
pub(crate) mod later;
mod links;
mod means;
mod ministry;
mod roles;
mod secretariat;
mod standing;
#[cfg(test)]
mod tests;
