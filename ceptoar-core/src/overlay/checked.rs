//! An overlay, checked by itself.

use std::sync::Arc;

use crate::digest::Kept;
use crate::document::json::read::read_document;
use crate::document::overlay::Overlay as OverlayDoc;
use crate::error::problem::{Problems, Refusal};
use crate::overlay::form::{self, Entries};

/// A checked overlay: what ends, what is added, and which fields have a new value from a day on. Cheap to clone.
///
/// ```
/// use ceptoar_core::{Edition, Registry, Router, author::Overlay, chrono::NaiveDate};
///
/// let renamed = Overlay::from_json(r#"{ "id": "renamed", "extends": { "edition": "2009-03-31" },
///     "set": [{ "of": { "party": "nisc" }, "field": "name", "from": "2015-01-09",
///               "value": { "ja": "内閣サイバーセキュリティセンター" } }] }"#.as_bytes())?;
/// let registry = Registry::builtin(Edition::V2009_03_31).with_overlay(&renamed)?;
/// assert_eq!(registry.id(), &"2009-03-31+renamed");
/// let day = NaiveDate::from_ymd_opt(2015, 1, 9).ok_or("no such day")?;
/// assert_eq!(&*registry.known("nisc")?.name_on(day).ja, "内閣サイバーセキュリティセンター");
/// // It keeps the rules of the edition at its bottom, also where it is written and read again.
/// let again = Registry::from_json(registry.to_json().as_bytes())?;
/// assert_eq!(Router::builder(&again).compile()?.rules().id(), &"2009-03-31");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Overlay {
    pub(super) document: Arc<OverlayDoc>,
    pub(super) entries: Arc<Entries>,
    digest: Kept,
}

impl Overlay {
    /// The format of an overlay as JSON.
    pub const FORMAT: &'static str = OverlayDoc::FORMAT;

    /// Reads an overlay and checks its form. Whether it fits an edition is checked by [`Registry::with_overlay`].
    ///
    /// [`Registry::with_overlay`]: crate::Registry::with_overlay
    ///
    /// # Errors
    /// Every problem at once; a fault of shape ends the reading.
    pub fn from_json(json: &[u8]) -> Result<Self, Refusal> {
        let mut problems = Problems::new();
        let doc = read_document(json, Self::FORMAT, &mut problems)?;
        make(doc, problems)
    }

    /// The overlay of a document that was put together.
    ///
    /// # Errors
    /// As [`Overlay::from_json`], with the pointers of the document.
    pub fn from_document(document: &OverlayDoc) -> Result<Self, Refusal> {
        make(document.clone(), Problems::new())
    }

    /// The id.
    #[must_use]
    pub fn id(&self) -> &str {
        self.document.id.as_str()
    }

    /// The revision, which each correction raises.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.document.revision
    }

    /// The document that the overlay was made of, as it was written.
    #[must_use]
    pub fn document(&self) -> &OverlayDoc {
        &self.document
    }

    /// The document as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.document.write()
    }

    /// SHA-256 of the overlay, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> &str {
        self.digest.get(|| self.document.digest().into())
    }
}

impl OverlayDoc {
    /// Whether the document means something by itself: what [`Overlay::from_document`] checks.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn check(&self) -> Result<(), Refusal> {
        Overlay::from_document(self).map(drop)
    }
}

/// Checks an overlay. `problems`: what was wrong with its shape.
fn make(doc: OverlayDoc, mut problems: Problems) -> Result<Overlay, Refusal> {
    let entries = form::read(&doc, &mut problems);
    problems.into_result(())?;
    Ok(Overlay { document: Arc::new(doc), entries: Arc::new(entries), digest: Kept::default() })
}
