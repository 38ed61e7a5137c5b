//! The overlay: what changed since an edition.

use std::sync::Arc;

use ceptoar_core::ErrorCode;
use ceptoar_core::author;

use crate::error::CeptoarError;

/// What changed since an edition: what ends, what is added, and which fields have a new value from a day on.
#[derive(uniffi::Object)]
pub struct Overlay(pub(crate) author::Overlay);

#[uniffi::export]
impl Overlay {
    /// A built-in overlay by its id: `since-2009`, what is known of changes after the edition `2009-03-31`.
    ///
    /// # Errors
    /// `unknown-value` for an id that is none.
    #[uniffi::constructor]
    pub fn builtin(id: &str) -> Result<Arc<Self>, CeptoarError> {
        let found = author::Overlay::builtin(id);
        let unknown = || CeptoarError::of_code(ErrorCode::UnknownValue, "/id", id);
        Ok(Arc::new(Self(found.ok_or_else(unknown)?)))
    }

    /// Reads an overlay (`schemas/v1/overlay.schema.json`) and checks its form. Whether it fits an edition is asked when it is
    /// applied.
    ///
    /// # Errors
    /// Every problem at once; a fault of shape ends the reading.
    #[uniffi::constructor]
    pub fn from_json(json: Vec<u8>) -> Result<Arc<Self>, CeptoarError> {
        Ok(Arc::new(Self(author::Overlay::from_json(&json)?)))
    }

    /// The document as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The id.
    #[must_use]
    pub fn id(&self) -> String {
        self.0.id().to_owned()
    }

    /// Raised by each correction.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.0.revision()
    }

    /// SHA-256 of the overlay, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        self.0.digest().to_owned()
    }
}
