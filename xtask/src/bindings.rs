//! The command `bindings`: what Kotlin and Swift are built from.

use crate::report::Report;
use crate::{Outcome, kotlin, swift};

/// Makes the sources of a language, for those who work on the project by hand.
pub(crate) fn make(language: &str) -> Outcome {
    let made = match language {
        "kotlin" => kotlin::prepare(),
        "swift" => swift::prepare(),
        other => return Err(format!("no bindings are made for `{other}`")),
    };
    match made {
        Ok(place) => Ok(place.display().to_string()),
        Err(Report::Failed(text) | Report::NotRun(text) | Report::NotHere(text) | Report::Passed(text)) => Err(text),
    }
}
