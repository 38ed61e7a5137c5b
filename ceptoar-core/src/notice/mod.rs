//! The notice: the envelope of a piece of security information, never its content.

mod check;
mod read;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub(crate) use self::check::check;
pub(crate) use self::read::read_for;

use crate::error::{Problems, Refusal};
use crate::id::{CauseId, KindId, Label, NoticeId, PartyId, PersonRef, PurposeId, SectorId};
use crate::link::{Direction, Mode};
use crate::time::instant_text;
use crate::wire::notice::{NamedPersonDoc, NoticeDoc};
use crate::wire::scalar::{InstantText, LabelText, SlugText};

/// The cause that says nothing: it counts as absent.
pub(crate) const UNKNOWN_CAUSE: &str = "unknown";

/// Whether a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It is.
    #[default]
    Actual,
    /// It is an exercise: routed alike, marked everywhere.
    Exercise,
}

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
    pub const FORMAT: &'static str = "ceptoar/notice/1";

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

    /// Reads a notice and checks its form. Whether its ids exist is checked by [`Router::notice`](crate::Router::notice)
    /// and again by each question.
    ///
    /// # Errors
    /// Every problem at once; a fault of shape ends the reading.
    pub fn from_json(json: &[u8]) -> Result<Self, Refusal> {
        let mut problems = Problems::new();
        let read = read::parse(json, None, &mut problems)?;
        problems.into_result(())?;
        Ok(read.notice.sorted())
    }

    fn sorted(mut self) -> Self {
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

    /// The notice as JSON; what is empty is left out.
    #[must_use]
    pub fn to_json(&self) -> String {
        fn slugs<T: AsRef<str>>(ids: &[T]) -> Option<Vec<SlugText>> {
            let mut texts: Vec<SlugText> = ids.iter().map(|id| SlugText(id.as_ref().to_owned())).collect();
            texts.sort_unstable();
            (!texts.is_empty()).then_some(texts)
        }
        let slug = |id: &str| SlugText(id.to_owned());
        let doc = NoticeDoc {
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
        };
        serde_json::to_string(&doc).unwrap_or_default()
    }
}
