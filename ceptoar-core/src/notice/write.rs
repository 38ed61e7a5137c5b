//! Writes a notice.

use crate::document::notice::{NamedPerson as NamedPersonDoc, Notice as NoticeDoc};
use crate::document::scalar::{IdText, InstantText, LabelText};
use crate::notice::envelope::{NamedPerson, Notice};
use crate::time::instant_text;
use crate::word::sets::{Message, Mode, Status};

impl Notice {
    /// The notice as JSON; what is empty is left out.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.document().write()
    }

    /// The notice as a document; what is empty is left out.
    #[must_use]
    pub fn document(&self) -> NoticeDoc {
        fn slugs<T: AsRef<str>>(ids: &[T]) -> Option<Vec<IdText>> {
            let mut texts: Vec<IdText> = ids.iter().map(|id| IdText(id.as_ref().to_owned())).collect();
            texts.sort_unstable();
            (!texts.is_empty()).then_some(texts)
        }
        let slug = |id: &str| IdText(id.to_owned());
        NoticeDoc {
            schema: None,
            format: Some(Self::FORMAT.to_owned()),
            id: LabelText(self.id.to_string()),
            direction: self.direction,
            origin: slug(self.origin.as_str()),
            level: Some(LabelText(self.level.to_string())),
            kind: slug(self.kind.as_str()),
            issued_at: InstantText(instant_text(self.issued_at)),
            purposes: slugs(&self.purposes),
            cause: self.cause.as_ref().map(|cause| slug(cause.as_str())),
            affected_sectors: slugs(&self.affected_sectors),
            affected_ceptoars: slugs(&self.affected_ceptoars),
            addressees: slugs(&self.addressees),
            named_persons: (!self.named_persons.is_empty()).then(|| {
                let mut named = self.named_persons.clone();
                named.sort_unstable();
                let doc = |p: &NamedPerson| NamedPersonDoc {
                    party: slug(p.party.as_str()),
                    reference: LabelText(p.reference.to_string()),
                };
                named.iter().map(doc).collect()
            }),
            mode: (self.mode != Mode::Normal).then_some(self.mode),
            status: (self.status != Status::Actual).then_some(self.status),
            no_attribution: self.no_attribution.then_some(true),
            embargo_until: self.embargo_until.map(|at| InstantText(instant_text(at))),
            consents: slugs(&self.consents),
            only: self.only.as_ref().map(|only| slugs(only).unwrap_or_default()),
            message: (self.message != Message::Original).then_some(self.message),
            replaces: self.replaces.as_ref().map(|id| LabelText(id.to_string())),
        }
    }
}
