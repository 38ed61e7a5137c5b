//! The notice: the envelope of a piece of security information, as a handle. It is put together or read once, and then asked about as
//! often as one likes.

use std::sync::Arc;

use ceptoar_core::{self as core, document};

use crate::error::CeptoarError;
use crate::instant::UtcInstant;
use crate::native::Native;
use crate::records::enums::{Direction, Message, Mode, Status};

/// A person who may handle a notice, known to the party alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct NamedPerson {
    /// The party whose person it is.
    pub party: String,
    /// An opaque reference.
    pub reference: String,
}

/// A notice's envelope as its author writes it: texts that nobody has checked. Lists are sets: their order has no meaning.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct NoticeDocument {
    /// As its sender names it.
    pub id: String,
    /// Downward, upward or across.
    pub direction: Direction,
    /// The party that it comes from.
    pub origin: String,
    /// Its sharing level.
    pub level: String,
    /// The kind of information.
    pub kind: String,
    /// When it was issued.
    pub issued_at: UtcInstant,
    /// What it is for.
    #[uniffi(default = [])]
    pub purposes: Vec<String>,
    /// The cause class.
    #[uniffi(default = None)]
    pub cause: Option<String>,
    /// The affected sectors.
    #[uniffi(default = [])]
    pub affected_sectors: Vec<String>,
    /// The affected CEPTOARs; they narrow sector by sector.
    #[uniffi(default = [])]
    pub affected_ceptoars: Vec<String>,
    /// Parties that the author addresses.
    #[uniffi(default = [])]
    pub addressees: Vec<String>,
    /// Persons who may handle it.
    #[uniffi(default = [])]
    pub named_persons: Vec<NamedPerson>,
    /// The mode of the scheme; absent: normal.
    #[uniffi(default = None)]
    pub mode: Option<Mode>,
    /// Whether it is an exercise; absent: it is not.
    #[uniffi(default = None)]
    pub status: Option<Status>,
    /// Whether recipients must not be told the origin.
    #[uniffi(default = false)]
    pub no_attribution: bool,
    /// Nobody gets it before this instant.
    #[uniffi(default = None)]
    pub embargo_until: Option<UtcInstant>,
    /// Parties to whom the source agreed beyond the level.
    #[uniffi(default = [])]
    pub consents: Vec<String>,
    /// The parties beyond whom the source lets nobody see it (a sharing group), the cabinet apart; absent: no limit; empty:
    /// nobody.
    #[uniffi(default = None)]
    pub only: Option<Vec<String>>,
    /// What it is in its thread; absent: an original.
    #[uniffi(default = None)]
    pub message: Option<Message>,
    /// The notice before it in the thread, where it is an update or a withdrawal.
    #[uniffi(default = None)]
    pub replaces: Option<String>,
}

impl NoticeDocument {
    fn core(&self) -> document::Notice {
        fn ids(list: &[String]) -> Vec<document::IdText> {
            list.iter().map(|id| id.as_str().into()).collect()
        }
        let person = |person: &NamedPerson| document::NamedPerson {
            party: person.party.as_str().into(),
            reference: person.reference.as_str().into(),
        };
        let required = document::Notice::new(
            self.id.as_str(),
            self.direction,
            self.origin.as_str(),
            self.level.as_str(),
            self.kind.as_str(),
            self.issued_at,
        );
        document::Notice {
            purposes: Some(ids(&self.purposes)),
            cause: self.cause.as_deref().map(Into::into),
            affected_sectors: Some(ids(&self.affected_sectors)),
            affected_ceptoars: Some(ids(&self.affected_ceptoars)),
            addressees: Some(ids(&self.addressees)),
            named_persons: Some(self.named_persons.iter().map(person).collect()),
            mode: self.mode,
            status: self.status,
            no_attribution: Some(self.no_attribution),
            embargo_until: self.embargo_until.map(Into::into),
            consents: Some(ids(&self.consents)),
            only: self.only.as_deref().map(ids),
            message: self.message,
            replaces: self.replaces.as_deref().map(Into::into),
            ..required
        }
    }
}

impl<R> Native<R> for core::NamedPerson {
    type As = NamedPerson;

    fn native(&self, registry: &R) -> NamedPerson {
        NamedPerson { party: self.party.native(registry), reference: self.reference.native(registry) }
    }
}

/// A notice's envelope, never its content. Immutable; many threads may use it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Object)]
#[uniffi::export(Debug, Eq, Hash)]
pub struct Notice(pub(crate) core::Notice);

#[uniffi::export]
impl Notice {
    /// The notice that a document says. Whether its ids exist is checked by each question.
    ///
    /// # Errors
    /// Every problem of its form at once.
    #[uniffi::constructor]
    pub fn from_document(document: NoticeDocument) -> Result<Arc<Self>, CeptoarError> {
        Ok(Arc::new(Self(core::Notice::from_document(&document.core())?)))
    }

    /// Reads a notice (`schemas/v1/notice.schema.json`) and checks its form. `Router.notice` also checks its ids.
    ///
    /// # Errors
    /// Every problem at once; a fault of shape ends the reading.
    #[uniffi::constructor]
    pub fn from_json(json: Vec<u8>) -> Result<Arc<Self>, CeptoarError> {
        Ok(Arc::new(Self(core::Notice::from_json(&json)?)))
    }

    /// The notice as a document, to change a copy of it.
    #[must_use]
    pub fn document(&self) -> NoticeDocument {
        NoticeDocument {
            id: self.id(),
            direction: self.direction(),
            origin: self.origin(),
            level: self.level(),
            kind: self.kind(),
            issued_at: self.issued_at(),
            purposes: self.purposes(),
            cause: self.cause(),
            affected_sectors: self.affected_sectors(),
            affected_ceptoars: self.affected_ceptoars(),
            addressees: self.addressees(),
            named_persons: self.named_persons(),
            mode: Some(self.mode()),
            status: Some(self.status()),
            no_attribution: self.no_attribution(),
            embargo_until: self.embargo_until(),
            consents: self.consents(),
            only: self.only(),
            message: Some(self.message()),
            replaces: self.replaces(),
        }
    }

    /// The notice as JSON (`schemas/v1/notice.schema.json`); what is empty is left out.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// As its sender names it.
    #[must_use]
    pub fn id(&self) -> String {
        self.0.id.native(&())
    }

    /// Downward, upward or across.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.0.direction
    }

    /// The party that it comes from.
    #[must_use]
    pub fn origin(&self) -> String {
        self.0.origin.native(&())
    }

    /// Its sharing level.
    #[must_use]
    pub fn level(&self) -> String {
        self.0.level.native(&())
    }

    /// The kind of information.
    #[must_use]
    pub fn kind(&self) -> String {
        self.0.kind.native(&())
    }

    /// When it was issued.
    #[must_use]
    pub fn issued_at(&self) -> UtcInstant {
        self.0.issued_at
    }

    /// What it is for, sorted.
    #[must_use]
    pub fn purposes(&self) -> Vec<String> {
        self.0.purposes.native(&())
    }

    /// The cause class.
    #[must_use]
    pub fn cause(&self) -> Option<String> {
        self.0.cause.native(&())
    }

    /// The affected sectors, sorted.
    #[must_use]
    pub fn affected_sectors(&self) -> Vec<String> {
        self.0.affected_sectors.native(&())
    }

    /// The affected CEPTOARs, sorted; they narrow sector by sector.
    #[must_use]
    pub fn affected_ceptoars(&self) -> Vec<String> {
        self.0.affected_ceptoars.native(&())
    }

    /// Parties that the author addresses, sorted.
    #[must_use]
    pub fn addressees(&self) -> Vec<String> {
        self.0.addressees.native(&())
    }

    /// Persons who may handle it, sorted.
    #[must_use]
    pub fn named_persons(&self) -> Vec<NamedPerson> {
        self.0.named_persons.native(&())
    }

    /// The mode of the scheme.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.0.mode
    }

    /// Whether it is an exercise.
    #[must_use]
    pub fn status(&self) -> Status {
        self.0.status
    }

    /// Whether recipients must not be told the origin.
    #[must_use]
    pub fn no_attribution(&self) -> bool {
        self.0.no_attribution
    }

    /// Nobody gets it before this instant.
    #[must_use]
    pub fn embargo_until(&self) -> Option<UtcInstant> {
        self.0.embargo_until
    }

    /// Parties to whom the source agreed beyond the level, sorted.
    #[must_use]
    pub fn consents(&self) -> Vec<String> {
        self.0.consents.native(&())
    }

    /// The parties beyond whom the source lets nobody see it, sorted, the cabinet apart; absent: no limit; empty: nobody.
    #[must_use]
    pub fn only(&self) -> Option<Vec<String>> {
        self.0.only.native(&())
    }

    /// What it is in its thread.
    #[must_use]
    pub fn message(&self) -> Message {
        self.0.message
    }

    /// The notice before it in the thread, of an update or a withdrawal.
    #[must_use]
    pub fn replaces(&self) -> Option<String> {
        self.0.replaces.native(&())
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may fail")]
mod tests {
    use super::*;

    /// Every field is one that is not the default, so that one that is forgotten on either way is missed.
    #[test]
    fn a_notice_crosses_whole() -> Result<(), CeptoarError> {
        let json = r#"{"format":"ceptoar/notice/1","id":"n","direction":"exchange","origin":"gas","level":"TLP:RED","kind":"incident","issued_at":"2009-05-08T01:00:00.500Z","purposes":["recovery"],"cause":"natural","affected_sectors":["gas"],"affected_ceptoars":["gas"],"addressees":["nisc"],"named_persons":[{"party":"nisc","ref":"p"}],"mode":"wide-area-disaster","status":"exercise","no_attribution":true,"embargo_until":"2009-05-09T01:00:00Z","consents":["mic"],"only":["gas","nisc"],"message":"update","replaces":"m"}"#;
        let notice = Notice::from_json(json.into())?;
        assert_eq!(notice.to_json(), json);
        assert_eq!(Notice::from_document(notice.document())?, notice);
        Ok(())
    }

    /// No limit, and a limit that lets nobody see it, are as far apart as can be.
    #[test]
    fn nobody_is_not_everybody() -> Result<(), CeptoarError> {
        for (only, wanted) in [("", None), (r#","only":null"#, None), (r#","only":[]"#, Some(Vec::new()))] {
            let json = format!(
                r#"{{"id":"n","direction":"exchange","origin":"gas","level":"L","kind":"k","issued_at":"2009-05-08T01:00:00Z"{only}}}"#
            );
            let notice = Notice::from_json(json.into())?;
            assert_eq!(notice.only(), wanted);
            assert_eq!(notice.to_json().contains(r#""only":[]"#), only.ends_with("[]"));
            assert_eq!(Notice::from_document(notice.document())?.only(), wanted);
        }
        Ok(())
    }

    #[test]
    fn every_problem_of_a_document_has_its_place() -> Result<(), CeptoarError> {
        let json = br#"{"id":"n","direction":"exchange","origin":"gas","level":"L","kind":"k","issued_at":"2009-05-08T01:00:00Z"}"#;
        let document = Notice::from_json(json.into())?.document();
        let long_ago = UtcInstant::from_timestamp_nanos(i64::MIN);
        let bad = NoticeDocument {
            origin: "No Id".into(),
            addressees: vec!["ok".into(), String::new()],
            issued_at: long_ago,
            ..document
        };
        let CeptoarError::Refused { problems } = Notice::from_document(bad).expect_err("three fields are wrong");
        let found: Vec<(&str, &str)> = problems.iter().map(|p| (p.code.as_str(), p.pointer.as_str())).collect();
        assert_eq!(found, [("bad-id", "/addressees/1"), ("instant-out-of-range", "/issued_at"), ("bad-id", "/origin")]);
        Ok(())
    }
}
