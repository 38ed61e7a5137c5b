//! The keeper's commands: `cargo xtask bundle | schemas | codes | api | c-header | records | bindings | bench-bindings |
//! bench-peers | verify-source FILE | coverage | prove | test`.

mod api;
mod bench;
mod bench_peers;
mod bindings;
mod bundle;
mod c;
mod coverage;
mod generate;
mod kotlin;
mod portable;
mod prove;
mod python;
mod records;
mod report;
mod source;
mod steps;
mod swift;
mod tokens;
mod tools;
mod uniffi;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;

/// What a command reports: text for a person, or what went wrong.
type Outcome = Result<String, String>;

const USAGE: &str = "usage: cargo xtask COMMAND
  bundle  [--check]      make each edition's bundle from its folder, and the core's list of editions
  schemas [--check]      make schemas/v1
  codes   [--check]      make docs/codes.md
  api     [--check]      make docs/api.txt, the listing of what the core exports
  c-header [--check]     make ceptoar-ffi/c/include/ceptoar.h
  records [--check]      make ceptoar-ffi/src/records from the core's declarations
  bindings kotlin|swift  make what ceptoar-ffi/kotlin or ceptoar-ffi/swift is built from, in target/bindings
  bench-bindings         build what benches/bindings asks, and run it
  bench-peers [--quick] [--rust-only] [--json FILE]
                         build benches/peers, and measure ceptoar beside its peers
  samples [--check]      make the expected answers of the sample notices (read them before you commit them)
  verify-source FILE [--index | --tokens [--check]] [--edition ID]
                         cut the source text again and compare digests; write those, or its names and figures
  prove [--profile ID] [--quick | --part K/N] [--threads N]
                         the router against the literal reference on every envelope class of the built-in edition
  coverage               what the data cite and what the vectors cover
  test [--install] [--only NAME]";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args.as_slice() {
        ["bundle", rest @ ..] => generate::write_or_check(bundle::bundle(), rest),
        ["schemas", rest @ ..] => generate::write_or_check(generate::schemas(), rest),
        ["codes", rest @ ..] => generate::write_or_check(Ok(generate::codes()), rest),
        ["api", rest @ ..] => generate::write_or_check(api::listing(), rest),
        ["samples", rest @ ..] => generate::write_or_check(generate::samples(), rest),
        ["c-header", rest @ ..] => c::header(rest),
        ["bench-bindings"] => bench::bindings(),
        ["bench-peers", rest @ ..] => bench_peers::peers(rest),
        ["bindings", language] => bindings::make(language),
        ["records", rest @ ..] => generate::write_or_check(records::records(), rest),
        ["verify-source", rest @ ..] => source::command(rest),
        ["prove", rest @ ..] => prove::prove(rest),
        ["coverage"] => coverage::report(),
        ["test", rest @ ..] => steps::test(rest),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(text) => {
            eprintln!("{text}");
            ExitCode::FAILURE
        }
    }
}

/// The checkout.
fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or_else(|| here.clone(), PathBuf::from)
}

/// Reads a file of the checkout.
fn read(path: &std::path::Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Reads a JSON file of the checkout.
fn read_json(path: &std::path::Path) -> Result<serde_json::Value, String> {
    serde_json::from_str(&read(path)?).map_err(|error| format!("{}: {error}", path.display()))
}

/// The JSON files of a folder, sorted by name.
fn json_files(folder: &std::path::Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    Ok(files)
}
