//! What Kotlin and Swift share: the library over uniffi, and the sources that uniffi makes for it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::report::Report;
use crate::root;
use crate::tools::{step, target};

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
