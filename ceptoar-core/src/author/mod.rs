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
pub(crate) mod outline;

#[cfg(feature = "authoring")]
pub use self::outline::reverse::tables::Reverse;
#[cfg(feature = "authoring")]
pub use self::outline::reverse::unsaid::{Unsaid, UnsaidCode};
#[cfg(feature = "authoring")]
pub use self::outline::roster::roster;
#[cfg(feature = "authoring")]
pub use self::outline::table::{Row, Table, Tables};
#[cfg(feature = "authoring")]
pub use self::outline::unread::{Unread, UnreadCode};
#[cfg(feature = "authoring")]
pub use self::outline::whole::{Outline, UnknownCell};
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
#[cfg(feature = "authoring")]
pub use crate::error::place::CellPlace;
pub use crate::overlay::checked::Overlay;
#[cfg(feature = "authoring")]
pub use crate::word::author::{Aspect, DiffKind, DiffOf, DocumentKind, Sense, StaleDays, TestFaultKind};
#[cfg(feature = "authoring")]
pub use crate::word::finding::FindingCode;
#[cfg(feature = "authoring")]
pub use crate::word::gap::GapCode;
