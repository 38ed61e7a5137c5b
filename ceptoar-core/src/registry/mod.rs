//! The registry: what exists, dated and cited. Loaded whole or not at all.

pub(crate) mod based;
pub(crate) mod builtin;
pub(crate) mod check;
mod circle;
pub(crate) mod cited;
pub(crate) mod data;
pub(crate) mod find;
mod hang;
pub(crate) mod hung;
pub(crate) mod join;
pub(crate) mod lists;
pub(crate) mod load;
pub(crate) mod part;
pub(crate) mod read;
pub(crate) mod record;
pub(crate) mod roster;
pub(crate) mod source;
#[cfg(test)]
mod tests;
pub(crate) mod totals;
pub(crate) mod vocabularies;
#[cfg(feature = "authoring")]
mod without;
