//! A registry of one's own: what an author writes, changes and compares. What is made here are ordinary documents: the router
//! knows nothing of it.

pub mod diff;
pub mod exposure;
pub mod fixture;

pub use crate::answer::diff::{Diff, DiffRow, DiffSide};
pub use crate::answer::exposure::{
    Affected, Alike, EnvelopeClasses, Envelopes, Exposure, ExposureBasis, ExposureChange, ExposureDiff, ExposureRow,
    PartyExposure, Shown, Witness,
};
pub use crate::answer::tested::{TestFault, Tested, TestedCase};
pub use crate::word::author::{Aspect, DiffKind, DiffOf, DocumentKind, Sense, StaleDays, TestFaultKind};
