//! How strict an audit is, read.

use crate::answer::audit::Policy;
use crate::document::convert;
use crate::document::json::read::read_on;
use crate::document::policy::AuditPolicy;
use crate::document::scalar::SpanText;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::id::PartyId;
use crate::span::Span;
use crate::text::shown::shown;

impl Policy {
    /// Reads a policy: `as_of`, and what else is asked for.
    ///
    /// # Errors
    /// Every problem at once. Whether the parties of `logs_of` are known, the audit says.
    pub fn from_json(json: &[u8]) -> Result<Self, Refusal> {
        let mut problems = Problems::new();
        let document: AuditPolicy = read_on(json, &mut problems)?;
        let root = At::root();
        let span = |name: &str, text: &Option<SpanText>, problems: &mut Problems| -> Option<Span> {
            let text = text.as_ref()?;
            let read = text.0.parse();
            if read.is_err() {
                problems.push(ErrorCode::BadSpan, &root.key(name), vec![shown(&text.0).into_owned()]);
            }
            read.ok()
        };
        let promptly = span("promptly", &document.promptly, &mut problems);
        let confirm_within = span("confirm_within", &document.confirm_within, &mut problems);
        let tolerance = span("tolerance", &document.tolerance, &mut problems).unwrap_or_default();
        let since = document.since.as_ref().and_then(|text| convert::instant(text, &root.key("since"), &mut problems));
        let list = root.key("logs_of");
        let logs_of: Option<Vec<PartyId>> =
            document.logs_of.as_deref().map(|ids| convert::ordered(Some(ids), &list, &mut problems));
        let as_of = convert::instant(&document.as_of, &root.key("as_of"), &mut problems).unwrap_or_default();
        problems.into_result(Self { as_of, promptly, confirm_within, logs_of, tolerance, since })
    }
}
