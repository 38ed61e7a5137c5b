//! A registry of one's own: what an author makes, changes, compares and tests. What is made here are ordinary documents: the
//! router knows nothing of it.
//!
//! An [`Outline`] is the least that a person knows of a scheme, in tables; an edition is derived from it. An [`Overlay`] is what
//! changed since an edition.

#[cfg(feature = "authoring")]
pub mod diff;
#[cfg(feature = "authoring")]
pub mod exposure;
#[cfg(feature = "authoring")]
pub mod fixture;
#[cfg(feature = "authoring")]
pub mod gaps;
#[cfg(feature = "authoring")]
pub mod lint;
#[cfg(feature = "authoring")]
pub use crate::answer::diff::{Diff, DiffRow, DiffSide, OverlayBetween};
#[cfg(feature = "authoring")]
pub use crate::answer::exposure::{
    Affected, Alike, EnvelopeClasses, Envelopes, Exposure, ExposureBasis, ExposureChange, ExposureDiff, ExposureRow,
    PartyExposure, Shown, Witness,
};
#[cfg(feature = "authoring")]
pub use crate::answer::gaps::{Gap, Gaps, GapsOf};
#[cfg(feature = "authoring")]
pub use crate::answer::linted::{Finding, LintedRules};
#[cfg(feature = "authoring")]
pub use crate::answer::tested::{TestFault, Tested, TestedCase};
pub use crate::error::place::CellPlace;
pub use crate::outline::reverse::tables::Reverse;
pub use crate::outline::reverse::unsaid::{Unsaid, UnsaidCode};
pub use crate::outline::roster::roster;
pub use crate::outline::table::{Row, Table, Tables};
pub use crate::outline::unread::{Unread, UnreadCode};
pub use crate::outline::whole::{Outline, UnknownCell};
pub use crate::overlay::checked::Overlay;
#[cfg(feature = "authoring")]
pub use crate::word::author::{Aspect, DiffKind, DiffOf, DocumentKind, Sense, StaleDays, TestFaultKind};
#[cfg(feature = "authoring")]
pub use crate::word::finding::FindingCode;
pub use crate::word::gap::GapCode;
