//! What the rows and columns of an answer are.

/// What a row of the answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A row for each notice; what is said of its deliveries stands in lists.
    Notices,
    /// A row for each delivery.
    Deliveries,
    /// A row for each notice and party that has a verdict.
    Verdicts,
}

/// The columns that hold a number for each delivery or verdict.
pub(super) const DELIVERY: [&str; 11] = [
    "recipient",
    "duty",
    "outcome",
    "path",
    "channels",
    "also",
    "judged",
    "judgement",
    "due",
    "obligations",
    "reasons",
];
pub(super) const VERDICT: [&str; 12] = [
    "party",
    "outcome",
    "required",
    "duty",
    "path",
    "channels",
    "also",
    "judged",
    "judgement",
    "due",
    "obligations",
    "reasons",
];
/// The columns that speak of a notice as a whole: lists where a row is a notice, else texts with `;` between.
pub(super) const LISTS: [&str; 2] = ["unmet", "lints"];
/// The place of the lints in [`LISTS`].
pub(super) const LINTS: usize = 1;

impl Layout {
    /// The columns of a row.
    pub(super) fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Notices | Self::Deliveries => &DELIVERY,
            Self::Verdicts => &VERDICT,
        }
    }
}

/// The names of the columns of any answer, before a prefix.
pub fn names() -> impl Iterator<Item = &'static str> {
    DELIVERY.into_iter().chain(VERDICT).chain(LISTS).chain(["valid_until", "problems"])
}
