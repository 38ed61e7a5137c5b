//! What Kotlin and Swift share: the library over uniffi, and the sources that uniffi makes for it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::root;
use crate::steps::Report;
use crate::tools::{step, target};
use crate::{Outcome, kotlin, swift};

/// Builds the library; its symbols are kept, since the generator reads them.
pub(crate) fn library() -> Result<PathBuf, Report> {
    step(Command::new("cargo").current_dir(root()).args(["build", "--release", "--package", "ceptoar-ffi"]))?;
    Ok(target().join("release/libceptoar_ffi.so"))
}

/// Makes a language's sources from the library.
pub(crate) fn generate(language: &str, folder: &Path) -> Result<(), Report> {
    let library = library()?;
    let _ = std::fs::remove_dir_all(folder);
    let run = ["run", "-q", "--package", "ceptoar-bindgen", "--features", "uniffi", "--bin", "uniffi-bindgen", "--"];
    let mut command = Command::new("cargo");
    command.current_dir(root()).args(run).args(["generate", "--no-format", "-l", language, "-o"]);
    // What is generated is the same with and without debugging information in the generator.
    step(command.arg(folder).arg(library).env("CARGO_PROFILE_DEV_DEBUG", "0"))
}

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
