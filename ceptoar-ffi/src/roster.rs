//! The roster: the user's own organisations.

use std::sync::Arc;

use ceptoar_core as core;

use crate::documents::roster::RosterDocument;
use crate::error::CeptoarError;
use crate::written::Written;

/// The user's own organisations with their memberships and links.
#[derive(uniffi::Object)]
pub struct Roster(pub(crate) core::Roster);

#[uniffi::export]
impl Roster {
    /// Reads a roster (`schemas/v1/roster.schema.json`) and checks its form.
    ///
    /// # Errors
    /// Every problem at once; a fault of shape ends the reading.
    #[uniffi::constructor]
    pub fn from_json(json: Vec<u8>) -> Result<Arc<Self>, CeptoarError> {
        Ok(Arc::new(Self(core::Roster::from_json(&json)?)))
    }

    /// What a document says.
    ///
    /// # Errors
    /// Every problem at once, with pointers into the document.
    #[uniffi::constructor]
    pub fn from_document(document: &RosterDocument) -> Result<Arc<Self>, CeptoarError> {
        Ok(Arc::new(Self(core::Roster::from_document(&document.core())?)))
    }

    /// The document that it was made of.
    #[must_use]
    pub fn document(&self) -> RosterDocument {
        Written::of(self.0.document())
    }

    /// The document as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }
}
