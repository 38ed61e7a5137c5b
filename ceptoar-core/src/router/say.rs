//! A set of recipients as readable text.

use super::recipients::RecipientSet;
use crate::answer::options::TextOptions;

impl RecipientSet {
    /// Who is told and who must be, as text.
    #[must_use]
    pub fn text(&self, options: impl Into<TextOptions>) -> String {
        let _ = options.into();
        String::new()
    }
}
