//! The outlines that are built in: what public texts support, for a person to complete.

use crate::document::outline::Outline as OutlineDoc;
use crate::error::problem::Refusal;
use crate::outline::whole::Outline;

/// Each built-in outline by its id.
const BUILT_IN: [(&str, &[u8]); 1] = [("2024-03-31", include_bytes!("../../data/outlines/2024-03-31.json"))];

impl Outline {
    /// The ids of the built-in outlines. They are no editions: most of their cells are unknown, and a person completes them.
    ///
    /// ```
    /// use ceptoar_core::author::Outline;
    ///
    /// for id in Outline::BUILT_IN {
    ///     assert_eq!(Outline::builtin(id).map(|outline| outline.id().to_owned()), Some(id.to_owned()));
    /// }
    /// ```
    pub const BUILT_IN: [&'static str; 1] = ["2024-03-31"];

    /// A built-in outline; `None`: there is none of this id.
    ///
    /// `2024-03-31`: 15 sectors and 20 CEPTOARs by their scope, each cell with its source and grade. A source states 21 CEPTOARs:
    /// the one that is missing is a gap, never a guess.
    ///
    /// ```
    /// use ceptoar_core::author::Outline;
    /// use ceptoar_core::Registry;
    ///
    /// let outline = Outline::builtin("2024-03-31").ok_or("no such outline")?;
    /// let registry = Registry::from_document(outline.build())?;
    /// assert_eq!((registry.sectors().len(), registry.ceptoars().len()), (15, 20));
    /// assert_eq!(registry.ceptoar("port").ok_or("no port")?.means, None); // nobody has published them
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn builtin(id: &str) -> Option<Self> {
        let (_, bytes) = BUILT_IN.iter().find(|(known, _)| *known == id)?;
        // That each is accepted is a test.
        read(bytes).ok()
    }
}

fn read(bytes: &[u8]) -> Result<Outline, Refusal> {
    Outline::from_document(&OutlineDoc::read(bytes)?)
}

#[cfg(test)]
mod tests;
