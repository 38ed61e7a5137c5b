//! `verify-source`: what is made from the source text, which is not part of the project, and compared with it.
//!
//! `verify-source FILE` compares the digest of each statement with the edition's `source-index.json`; `--index` writes
//! that file. `--tokens` writes `source-tokens.json` (see [`crate::tokens`]), and with `--check` compares it. The edition
//! is the one whose index names FILE as its document, or that of `--edition`.

pub(crate) mod cut;
pub(crate) mod paper;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use self::paper::{document, statements};
use crate::{Outcome, bundle, generate, read_json, tokens};

const USAGE: &str = "usage: cargo xtask verify-source FILE [--index | --tokens [--check]] [--edition ID]";

/// Reads the words of the command, in any order.
pub(crate) fn command(args: &[&str]) -> Outcome {
    let (mut file, mut edition, mut index, mut cut, mut check) = (None, None, false, false, false);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match *arg {
            "--index" => index = true,
            "--tokens" => cut = true,
            "--check" => check = true,
            "--edition" => edition = Some(*args.next().ok_or(USAGE)?),
            word if word.starts_with('-') || file.is_some() => return Err(USAGE.to_owned()),
            word => file = Some(Path::new(word)),
        }
    }
    let file = file.ok_or(USAGE)?;
    let folder = match edition {
        Some(id) => bundle::editions().join(id),
        None => of_file(file)?,
    };
    match (index, cut, check) {
        (false, false, false) => verify(file, &folder),
        (true, false, false) => write_index(file, &folder),
        (false, true, _) => tokens::write_or_check(file, &folder, check),
        _ => Err(USAGE.to_owned()),
    }
}

/// The edition that was made from a file of this name.
fn of_file(file: &Path) -> Result<PathBuf, String> {
    for folder in bundle::folders()? {
        if file.file_stem().and_then(|stem| stem.to_str()) == document(&folder)?.as_deref() {
            return Ok(folder);
        }
    }
    Err(format!("no edition has {} as its document: name one with --edition", file.display()))
}

/// Compares a copy of the source with the index of an edition.
fn verify(file: &Path, folder: &Path) -> Outcome {
    let found: Vec<(String, String)> =
        statements(file, folder)?.into_iter().map(|statement| (statement.id, digest(&statement.dense))).collect();
    let index = read_json(&folder.join("source-index.json"))?;
    let wanted: Vec<(String, String)> = index["statements"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|entry| {
            let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
            (text("id"), text("sha256"))
        })
        .collect();
    let mut faults = String::new();
    for (id, sha) in &wanted {
        match found.iter().find(|(known, _)| known == id) {
            None => drop(writeln!(faults, "{id}: not in the text")),
            Some((_, other)) if other != sha => drop(writeln!(faults, "{id}: the text differs")),
            Some(_) => {}
        }
    }
    for (id, _) in found.iter().filter(|(id, _)| !wanted.iter().any(|(known, _)| known == id)) {
        let _ = writeln!(faults, "{id}: not in the index");
    }
    if faults.is_empty() { Ok(format!("{} statements agree with the source", wanted.len())) } else { Err(faults) }
}

/// Writes the index of an edition: the id and the digest of each statement, never its text.
fn write_index(file: &Path, folder: &Path) -> Outcome {
    let statements: Vec<Value> = statements(file, folder)?
        .iter()
        .map(|statement| json!({ "id": statement.id, "sha256": digest(&statement.dense) }))
        .collect();
    let count = statements.len();
    let index = json!({ "document": document(folder)?, "statements": statements });
    let text = serde_json::to_string_pretty(&index).map_err(|error| error.to_string())?;
    generate::write_or_check(Ok(vec![(folder.join("source-index.json"), text + "\n")]), &[])?;
    Ok(format!("{count} statements in source-index.json"))
}

fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
