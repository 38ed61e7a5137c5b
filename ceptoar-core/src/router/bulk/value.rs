//! What a cell of a column says, by field.

use std::collections::BTreeSet;

use crate::id::{CauseId, KindId, Label, PartyId, PersonRef, PurposeId, SectorId};
use crate::notice::envelope::{NamedPerson, Notice};
use crate::word::sets::{Direction, Mode, Status};

/// A field of a notice that a column of a bulk call may hold; its instants have columns of their own. A row is an original
/// or an update: what a notice is in its thread no rule sees, and a withdrawal is no question of a router.
///
/// ```
/// use ceptoar_core::bulk::Field;
///
/// assert_eq!(Field::AffectedSectors.as_str(), "affected_sectors");
/// assert_eq!(Field::named("only"), Some(Field::Only));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The direction: a word.
    Direction,
    /// The party that it comes from: an id.
    Origin,
    /// Its sharing level: a label.
    Level,
    /// The kind of information: a term.
    Kind,
    /// The cause class: a term, or absent.
    Cause,
    /// The purposes: a set of terms.
    Purposes,
    /// The affected sectors: a set of ids.
    AffectedSectors,
    /// The affected CEPTOARs: a set of ids.
    AffectedCeptoars,
    /// The parties that the author addresses: a set of ids.
    Addressees,
    /// The persons who may handle it.
    NamedPersons,
    /// The mode of the scheme: a word; absent: normal.
    Mode,
    /// Whether it is an exercise: a word; absent: actual.
    Status,
    /// Whether recipients must not be told the origin; absent: no.
    NoAttribution,
    /// The parties for which the source agreed to go beyond the level: a set of ids.
    Consents,
    /// The only parties that the source lets see it: a set of ids. Absent: no limit; empty: nobody.
    Only,
}

impl Field {
    /// All fields, in the order of a notice.
    pub const ALL: [Self; 15] = [
        Self::Direction,
        Self::Origin,
        Self::Level,
        Self::Kind,
        Self::Cause,
        Self::Purposes,
        Self::AffectedSectors,
        Self::AffectedCeptoars,
        Self::Addressees,
        Self::NamedPersons,
        Self::Mode,
        Self::Status,
        Self::NoAttribution,
        Self::Consents,
        Self::Only,
    ];

    /// Its name in a notice's document.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Direction => "direction",
            Self::Origin => "origin",
            Self::Level => "level",
            Self::Kind => "kind",
            Self::Cause => "cause",
            Self::Purposes => "purposes",
            Self::AffectedSectors => "affected_sectors",
            Self::AffectedCeptoars => "affected_ceptoars",
            Self::Addressees => "addressees",
            Self::NamedPersons => "named_persons",
            Self::Mode => "mode",
            Self::Status => "status",
            Self::NoAttribution => "no_attribution",
            Self::Consents => "consents",
            Self::Only => "only",
        }
    }

    /// The field of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == name)
    }
}

/// What a cell says.
///
/// ```
/// use ceptoar_core::bulk::Value;
///
/// let sectors = Value::Set(&["gas", "water"]);
/// assert_ne!(sectors, Value::Absent);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing: the field is left out.
    Absent,
    /// A word or an id.
    Text(&'a str),
    /// A set of ids; their order has no meaning.
    Set(&'a [&'a str]),
    /// A flag.
    Flag(bool),
    /// Persons: the party of each, and its own reference.
    Persons(&'a [(&'a str, &'a str)]),
}

/// A value in the types of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::router) enum Held {
    Direction(Direction),
    Origin(PartyId),
    Level(Label),
    Kind(KindId),
    Cause(Option<CauseId>),
    Purposes(Vec<PurposeId>),
    AffectedSectors(Vec<SectorId>),
    AffectedCeptoars(Vec<PartyId>),
    Addressees(Vec<PartyId>),
    NamedPersons(Vec<NamedPerson>),
    Mode(Mode),
    Status(Status),
    NoAttribution(bool),
    Consents(Vec<PartyId>),
    Only(Option<Vec<PartyId>>),
}

impl Held {
    /// Reads a value. `None`: it is not of the form of its field.
    pub(in crate::router) fn read(field: Field, value: Value<'_>) -> Option<Self> {
        Some(match field {
            Field::Direction => Self::Direction(text(value)?.parse().ok()?),
            Field::Origin => Self::Origin(text(value)?.parse().ok()?),
            Field::Level => Self::Level(text(value)?.parse().ok()?),
            Field::Kind => Self::Kind(text(value)?.parse().ok()?),
            Field::Cause if value == Value::Absent => Self::Cause(None),
            Field::Cause => Self::Cause(Some(text(value)?.parse().ok()?)),
            Field::Purposes => Self::Purposes(ids(value)?),
            Field::AffectedSectors => Self::AffectedSectors(ids(value)?),
            Field::AffectedCeptoars => Self::AffectedCeptoars(ids(value)?),
            Field::Addressees => Self::Addressees(ids(value)?),
            Field::NamedPersons => Self::NamedPersons(persons(value)?),
            Field::Mode if value == Value::Absent => Self::Mode(Mode::Normal),
            Field::Mode => Self::Mode(text(value)?.parse().ok()?),
            Field::Status if value == Value::Absent => Self::Status(Status::Actual),
            Field::Status => Self::Status(text(value)?.parse().ok()?),
            Field::NoAttribution => match value {
                Value::Absent => Self::NoAttribution(false),
                Value::Flag(flag) => Self::NoAttribution(flag),
                _ => return None,
            },
            Field::Consents => Self::Consents(ids(value)?),
            Field::Only if value == Value::Absent => Self::Only(None),
            Field::Only => Self::Only(Some(ids(value)?)),
        })
    }

    /// Says it in a notice.
    pub(in crate::router) fn put(&self, notice: &mut Notice) {
        match self.clone() {
            Self::Direction(direction) => notice.direction = direction,
            Self::Origin(origin) => notice.origin = origin,
            Self::Level(level) => notice.level = level,
            Self::Kind(kind) => notice.kind = kind,
            Self::Cause(cause) => notice.cause = cause,
            Self::Purposes(purposes) => notice.purposes = purposes,
            Self::AffectedSectors(sectors) => notice.affected_sectors = sectors,
            Self::AffectedCeptoars(ceptoars) => notice.affected_ceptoars = ceptoars,
            Self::Addressees(addressees) => notice.addressees = addressees,
            Self::NamedPersons(persons) => notice.named_persons = persons,
            Self::Mode(mode) => notice.mode = mode,
            Self::Status(status) => notice.status = status,
            Self::NoAttribution(flag) => notice.no_attribution = flag,
            Self::Consents(consents) => notice.consents = consents,
            Self::Only(only) => notice.only = only,
        }
    }
}

fn text(value: Value<'_>) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// The ids of a set, sorted; `None` if one has not the form of an id, or stands twice.
fn ids<T: std::str::FromStr + Ord>(value: Value<'_>) -> Option<Vec<T>> {
    let texts = match value {
        Value::Absent => return Some(Vec::new()),
        Value::Set(texts) => texts,
        _ => return None,
    };
    let mut ids = texts.iter().map(|text| text.parse().ok()).collect::<Option<Vec<T>>>()?;
    ids.sort_unstable();
    ids.windows(2).all(|pair| matches!(pair, [a, b] if a != b)).then_some(ids)
}

fn persons(value: Value<'_>) -> Option<Vec<NamedPerson>> {
    let pairs = match value {
        Value::Absent => return Some(Vec::new()),
        Value::Persons(pairs) => pairs,
        _ => return None,
    };
    let person = |(party, reference): &(&str, &str)| -> Option<NamedPerson> {
        Some(NamedPerson::new(party.parse().ok()?, PersonRef::new(reference).ok()?))
    };
    let persons: BTreeSet<NamedPerson> = pairs.iter().map(person).collect::<Option<_>>()?;
    (persons.len() == pairs.len()).then(|| persons.into_iter().collect())
}
