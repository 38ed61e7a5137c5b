//! The roster: the user's own organisations.

use std::sync::Arc;

use ceptoar_core as core;

use crate::error::CeptoarError;

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
}
