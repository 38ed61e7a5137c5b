//! Over which envelopes an exposure is asked.

use chrono::NaiveDate;

/// Over which envelopes an exposure is asked.
///
/// ```
/// use ceptoar_core::author::exposure::ExposureOptions;
///
/// let options = ExposureOptions { each_addressee: true, ..ExposureOptions::default() };
/// assert!(options.everybody && !options.pairs_of_sectors);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExposureOptions {
    /// The first day of the notices; `None`: the first that the editions cover, and that overlays speak of.
    pub from: Option<NaiveDate>,
    /// The first day after; `None`: likewise.
    pub until: Option<NaiveDate>,
    /// Also notices that are addressed to every party that all routers know.
    pub everybody: bool,
    /// Also notices that are addressed to one party, for each party.
    pub each_addressee: bool,
    /// Also notices of two affected sectors, for each pair.
    pub pairs_of_sectors: bool,
    /// How many combinations are asked at most: more are refused before the first is asked.
    pub most: u64,
}

impl ExposureOptions {
    /// How many combinations are asked unless more are wanted: those of the built-in edition, several times over.
    pub const MOST: u64 = 5_000_000;
}

impl Default for ExposureOptions {
    fn default() -> Self {
        Self {
            from: None,
            until: None,
            everybody: true,
            each_addressee: false,
            pairs_of_sectors: false,
            most: Self::MOST,
        }
    }
}
