//! Why a frame is not answered.

use super::found::{Found, Said};

/// Why a frame is not answered.
#[derive(Debug)]
pub enum Fault {
    /// The frame as a whole is refused.
    Frame(Said),
    /// Its source broke: a file, a disk, another library.
    Failed(Said),
    /// Some rows are refused.
    Rows(Vec<Found>),
}

impl Fault {
    /// The frame as a whole is refused, for this reason in English and Japanese.
    pub fn frame(en: impl Into<String>, ja: impl Into<String>) -> Self {
        Self::Frame(Said::new(en, ja))
    }

    /// The source of the frame broke.
    pub fn failed(en: impl Into<String>, ja: impl Into<String>) -> Self {
        Self::Failed(Said::new(en, ja))
    }
}

impl From<arrow_schema::ArrowError> for Fault {
    fn from(error: arrow_schema::ArrowError) -> Self {
        Self::failed(format!("the frame cannot be read: {error}"), format!("表を読めない: {error}"))
    }
}
