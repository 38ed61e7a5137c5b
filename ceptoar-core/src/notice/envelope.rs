//! The notice: the envelope of a piece of security information, never its content.

use crate::document::notice::Notice as NoticeDoc;
use crate::id::{CauseId, KindId, Label, NoticeId, PartyId, PersonRef, PurposeId, SectorId};
use crate::word::sets::{Direction, Mode, Status};
use chrono::{DateTime, Utc};

/// The cause that says nothing: it counts as absent.
pub(crate) const UNKNOWN_CAUSE: &str = "unknown";

/// A person who may handle a notice, known to the party alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct NamedPerson {
    /// The party whose person it is.
    pub party: PartyId,
    /// An opaque reference.
    pub reference: PersonRef,
}

impl NamedPerson {
    /// A person of a party.
    #[must_use]
    pub fn new(party: PartyId, reference: PersonRef) -> Self {
        Self { party, reference }
    }
}

/// A notice's envelope. Lists are sets: their order has no meaning.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Notice {
    /// As its sender names it.
    pub id: NoticeId,
    /// Downward, upward or across.
    pub direction: Direction,
    /// The party that it comes from.
    pub origin: PartyId,
    /// Its sharing level.
    pub level: Label,
    /// The kind of information.
    pub kind: KindId,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// What it is for.
    pub purposes: Vec<PurposeId>,
    /// The cause class.
    pub cause: Option<CauseId>,
    /// The affected sectors.
    pub affected_sectors: Vec<SectorId>,
    /// The affected CEPTOARs; they narrow sector by sector.
    pub affected_ceptoars: Vec<PartyId>,
    /// Parties that the author addresses.
    pub addressees: Vec<PartyId>,
    /// Persons who may handle it.
    pub named_persons: Vec<NamedPerson>,
    /// The mode of the scheme.
    pub mode: Mode,
    /// Whether it is an exercise.
    pub status: Status,
    /// Whether recipients must not be told the origin.
    pub no_attribution: bool,
    /// Nobody gets it before this instant.
    pub embargo_until: Option<DateTime<Utc>>,
    /// Parties to whom the source agreed beyond the level.
    pub consents: Vec<PartyId>,
    /// The parties beyond whom the source lets nobody see it (a sharing group), the cabinet apart; `None`: no limit;
    /// empty: nobody.
    pub only: Option<Vec<PartyId>>,
}

impl Notice {
    /// The format of a notice as JSON.
    pub const FORMAT: &'static str = NoticeDoc::FORMAT;

    /// A notice with what is required; the rest is empty and can be set field by field.
    #[must_use]
    pub fn new(
        id: NoticeId,
        direction: Direction,
        origin: PartyId,
        level: Label,
        kind: KindId,
        issued_at: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            direction,
            origin,
            level,
            kind,
            issued_at,
            purposes: Vec::new(),
            cause: None,
            affected_sectors: Vec::new(),
            affected_ceptoars: Vec::new(),
            addressees: Vec::new(),
            named_persons: Vec::new(),
            mode: Mode::Normal,
            status: Status::Actual,
            no_attribution: false,
            embargo_until: None,
            consents: Vec::new(),
            only: None,
        }
    }

    pub(crate) fn sorted(mut self) -> Self {
        self.purposes.sort_unstable();
        self.affected_sectors.sort_unstable();
        self.affected_ceptoars.sort_unstable();
        self.addressees.sort_unstable();
        self.named_persons.sort_unstable();
        self.consents.sort_unstable();
        if let Some(only) = &mut self.only {
            only.sort_unstable();
        }
        self
    }
}
