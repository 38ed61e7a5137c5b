//! The notice: the envelope of a piece of security information, never its content.

use chrono::{DateTime, Utc};

use crate::document::notice::Notice as NoticeDoc;
use crate::id::{CauseId, KindId, Label, NoticeId, PartyId, PersonRef, PurposeId, SectorId};
use crate::word::sets::{Direction, Message, Mode, Status};

/// The cause that says nothing: it counts as absent.
pub(crate) const UNKNOWN_CAUSE: &str = "unknown";

/// A person who may handle a notice, known to the party alone.
///
/// ```
/// use ceptoar_core::NamedPerson;
///
/// let person = NamedPerson::new("meti".parse()?, "duty officer 3".parse()?);
/// assert_eq!((person.party, person.reference), ("meti".parse()?, "duty officer 3".parse()?));
/// # Ok::<(), ceptoar_core::InvalidId>(())
/// ```
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
///
/// ```
/// use ceptoar_core::{Direction, Notice, parse_instant};
///
/// let issued_at = parse_instant("2009-05-08T10:00:00+09:00")?;
/// let (nisc, amber, malware) = ("nisc".parse()?, "TLP:AMBER".parse()?, "malware".parse()?);
/// let mut notice = Notice::new("n-1".parse()?, Direction::Provision, nisc, amber, malware, issued_at);
/// notice.affected_sectors = vec!["gas".parse()?];
/// assert_eq!(Notice::from_json(notice.to_json().as_bytes())?, notice);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Notice {
    /// The id, as the sender writes it.
    pub id: NoticeId,
    /// The direction: downward, upward or across.
    pub direction: Direction,
    /// The party that it comes from.
    pub origin: PartyId,
    /// Its sharing level.
    pub level: Label,
    /// The kind of information.
    pub kind: KindId,
    /// The instant at which it was issued.
    pub issued_at: DateTime<Utc>,
    /// The purposes.
    pub purposes: Vec<PurposeId>,
    /// The cause class.
    pub cause: Option<CauseId>,
    /// The affected sectors.
    pub affected_sectors: Vec<SectorId>,
    /// The affected CEPTOARs; they narrow sector by sector.
    pub affected_ceptoars: Vec<PartyId>,
    /// The parties that the author addresses.
    pub addressees: Vec<PartyId>,
    /// The persons who may handle it.
    pub named_persons: Vec<NamedPerson>,
    /// The mode of the scheme.
    pub mode: Mode,
    /// Whether it is an exercise.
    pub status: Status,
    /// Whether recipients must not be told the origin.
    pub no_attribution: bool,
    /// The embargo: nobody gets the notice before this instant.
    pub embargo_until: Option<DateTime<Utc>>,
    /// The parties for which the source agreed to go beyond the level.
    pub consents: Vec<PartyId>,
    /// The only parties that the source lets see it (a sharing group), beside the cabinet; `None`: no limit; empty:
    /// nobody.
    pub only: Option<Vec<PartyId>>,
    /// What it is in its thread. No rule looks at it.
    pub message: Message,
    /// The notice before it in the thread, of an update or a withdrawal.
    pub replaces: Option<NoticeId>,
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
            message: Message::Original,
            replaces: None,
        }
    }

    /// The same as a later notice of a thread: `replaces` is the one before it.
    ///
    /// ```
    /// use ceptoar_core::{Direction, Message, Notice, parse_instant};
    ///
    /// let issued_at = parse_instant("2009-05-08T15:00:00+09:00")?;
    /// let (nisc, amber, malware) = ("nisc".parse()?, "TLP:AMBER".parse()?, "malware".parse()?);
    /// let notice = Notice::new("n-2".parse()?, Direction::Provision, nisc, amber, malware, issued_at);
    /// let update = notice.following(Message::Update, "n-1".parse()?);
    /// assert_eq!((update.message, update.replaces), (Message::Update, Some("n-1".parse()?)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn following(self, message: Message, replaces: NoticeId) -> Self {
        Self { message, replaces: Some(replaces), ..self }
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
