//! Over which envelopes an exposure is asked.

use crate::time::Period;

/// Over which envelopes an exposure is asked.
///
/// ```
/// use ceptoar_core::author::exposure::ExposureOptions;
///
/// let options = ExposureOptions { each_addressee: true, ..ExposureOptions::default() };
/// assert!(options.everybody && options.pairs_of_sectors == false);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExposureOptions {
    /// The days of the notices; `None`: those that the editions cover.
    pub window: Option<Period>,
    /// Also notices that are addressed to every party.
    pub everybody: bool,
    /// Also notices that are addressed to one party, for each party.
    pub each_addressee: bool,
    /// Also notices of two affected sectors, for each pair.
    pub pairs_of_sectors: bool,
}

impl Default for ExposureOptions {
    fn default() -> Self {
        Self { window: None, everybody: true, each_addressee: false, pairs_of_sectors: false }
    }
}
