//! Which fields a notice has, and how each is read.

/// The fields of a notice, as the document names them, and how each is read.
pub const FIELDS: [(&str, Shape); 20] = [
    ("id", Shape::Id),
    ("direction", Shape::Text),
    ("origin", Shape::Text),
    ("level", Shape::Text),
    ("kind", Shape::Text),
    ("issued_at", Shape::Issued),
    ("purposes", Shape::Set),
    ("cause", Shape::Text),
    ("affected_sectors", Shape::Set),
    ("affected_ceptoars", Shape::Set),
    ("addressees", Shape::Set),
    ("named_persons", Shape::Persons),
    ("mode", Shape::Text),
    ("status", Shape::Text),
    ("no_attribution", Shape::Flag),
    ("embargo_until", Shape::Embargo),
    ("consents", Shape::Set),
    ("only", Shape::Limit),
    (MESSAGE, Shape::Text),
    (REPLACES, Shape::Earlier),
];

/// What a notice is in its thread.
pub(super) const MESSAGE: &str = "message";
/// The notice before it in the thread.
pub(super) const REPLACES: &str = "replaces";

/// The field of the instant that a row is answered for.
pub(super) const AT: &str = "at";

/// What a situation may say row by row, in columns that are read only where they are named: of a frame's own columns none
/// is taken for them.
pub(super) const SITUATION: [(&str, Shape); 3] =
    [(AT, Shape::Issued), ("outages", Shape::Set), ("failed_sectors", Shape::Set)];

/// How a field of a notice is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// The id of the notice, by which answers are told apart.
    Id,
    /// The id of an earlier notice.
    Earlier,
    /// A word or an id.
    Text,
    /// Yes or no.
    Flag,
    /// A set of ids, empty where nothing stands.
    Set,
    /// A set whose absence is no limit, while the empty set is nobody.
    Limit,
    /// Persons, each of a party.
    Persons,
    /// The instant at which the notice was issued.
    Issued,
    /// The instant until which the notice is held back.
    Embargo,
}
