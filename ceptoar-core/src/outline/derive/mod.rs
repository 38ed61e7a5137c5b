//! From the tables, put together, to an edition's document.

pub(super) mod edition;
pub(super) mod links;
pub(super) mod memberships;
pub(super) mod parties;

#[cfg(test)]
mod tests;
