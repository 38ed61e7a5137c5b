//! Why a command has no answer.

use std::fmt;
use std::io;

use ceptoar_core::{ErrorCode, Lang, Refusal};
use ceptoar_frames::{Fault, Found, Said};
use ceptoar_sheets::Trouble;

use super::screen;

/// What ends a command without an answer.
pub(super) enum Failure {
    /// The command failed.
    Failed(Said),
    /// It was asked in a way that has no answer.
    Usage(Said),
    /// What was asked is refused.
    Refused(Vec<Found>),
    /// What tables say is refused, by their cells.
    Tables(Refusal),
    /// What is written to broke.
    Stream(io::Error),
}

impl Failure {
    pub(super) fn failed(en: impl Into<String>, ja: impl Into<String>) -> Self {
        Self::Failed(Said::new(en, ja))
    }

    pub(super) fn usage(en: impl Into<String>, ja: impl Into<String>) -> Self {
        Self::Usage(Said::new(en, ja))
    }

    /// Refused as a whole, for this reason.
    pub(super) fn refused(en: impl Into<String>, ja: impl Into<String>) -> Self {
        // Neither a row nor a document is wrong, so that no code of the core says it.
        Self::Usage(Said::new(en, ja))
    }

    /// The same, with the name of what broke.
    pub(super) fn at(self, place: &str) -> Self {
        match self {
            Self::Stream(error) => of_stream(place, error),
            failure => failure,
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        if refusal.problems().iter().any(|problem| problem.cell().is_some()) {
            return Self::Tables(refusal);
        }
        Self::Refused(refusal.problems().iter().map(Found::new).collect())
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::System { path, error } => Self::Failed(screen::trouble(&screen::name(&path), &error)),
            Trouble::Refused(refusal) => refusal.into(),
            // The system, and what is refused, have an exit code of their own; the rest is of no form that is read.
            other => {
                let said = |lang| screen::shown(&other.message(lang));
                Self::refused(said(Lang::En), said(Lang::Ja))
            }
        }
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Frame(said) => Self::Usage(said),
            Fault::Failed(said) => Self::Failed(said),
            Fault::Rows(problems) => Self::Refused(problems),
        }
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Failed(said) => Self::Failed(said),
            Failure::Usage(said) => Self::Frame(said),
            Failure::Refused(problems) => Self::Rows(problems),
            Failure::Tables(refusal) => Self::Rows(refusal.problems().iter().map(Found::new).collect()),
            Failure::Stream(error) => Failure::Stream(error).at(screen::OUT).into(),
        }
    }
}

/// What could not be read as text.
#[derive(Debug)]
pub(super) struct Undecodable {
    pub(super) line: u64,
    pub(super) said: Said,
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said.en)
    }
}

impl std::error::Error for Undecodable {}

/// What a broken stream is for the command: a text that is none, or a fault of the disk.
pub(super) fn of_stream(place: &str, error: io::Error) -> Failure {
    if let Some(bad) = error.get_ref().and_then(|inner| inner.downcast_ref::<Undecodable>()) {
        let Undecodable { line, said } = bad;
        let said = Said::new(format!("{place}: {}", said.en), format!("{place}: {}", said.ja));
        return Failure::Refused(vec![Found { line: Some(*line), ..Found::said(ErrorCode::BadText, said) }]);
    }
    Failure::Failed(screen::trouble(place, &error))
}
