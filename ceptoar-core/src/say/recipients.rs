//! A set of recipients as readable text.

use crate::router::recipients::RecipientSet;
use crate::say::options::TextOptions;
use crate::say::text::small::recipients_text;

impl RecipientSet {
    /// Who is told and who must be, as text, without paths and reasons.
    #[must_use]
    pub fn text(&self, options: impl Into<TextOptions>) -> String {
        let told = self.iter().map(|(party, duty)| (party.as_str(), duty));
        recipients_text(self.registry(), told, self.lints(), options.into())
    }
}
