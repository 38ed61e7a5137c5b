//! The digests of the built-in documents that belong to no edition.
//!
//! Made by `cargo xtask bundle` from `data/levels` and `data/rules`; do not edit.

pub(crate) const PFC: &str = "f7bae017b9613f2430ef69fa875aae6acc2724550bdfca51e520b6ed3792ab57";
pub(crate) const TLP_1_0: &str = "21466ce465f73cddaf84151f9f51d97596876332f7b4f751e3398816dd22f2a5";
pub(crate) const TLP_2_0: &str = "864ab1a2debf8824788dd824de996890917169ad1a23cda1837193fec72bc057";
pub(crate) const STANDARD_RULES: &str = "ee5ca757e3e210ca50e23a32ec83859da13e86ca7b0cf241c91b8c75cd314a64";
