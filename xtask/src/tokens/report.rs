//! The check that data have the names and figures of the statements they cite.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use super::stand::Reader;
use crate::{bundle, read_json};

/// Counts the tokens of an edition that stand in data; `others` are documents beside the edition's own that cite its
/// statements. What no datum and no exception accounts for is missing, and so is the need of an idle exception.
pub(crate) fn report(
    folder: &Path,
    others: &[Value],
    text: &mut String,
    missing: &mut BTreeSet<String>,
) -> Result<(), String> {
    let file = folder.join("source-tokens.json");
    if !file.exists() {
        missing.insert("source-tokens.json, see docs/howto/add-an-edition.md".to_owned());
        return Ok(());
    }
    let edition = bundle::document(folder)?;
    let reader = Reader::new(&bundle::complete(folder)?)?;
    let mut contents = BTreeMap::new();
    for document in others.iter().chain([&edition]) {
        reader.read(document, &mut contents);
    }
    let mut exceptions = exceptions(folder, missing)?;
    let (mut all, mut excepted) = (0, 0);
    let mut absent = BTreeSet::new();
    let tokens = read_json(&file)?;
    for (statement, tokens) in tokens["tokens"].as_object().into_iter().flatten() {
        // What nothing cites is named by another check, or is excused as a whole.
        let Some(content) = contents.get(statement) else { continue };
        for token in tokens.as_array().into_iter().flatten().filter_map(Value::as_str) {
            all += 1;
            if content.has(token) {
                continue;
            }
            if exceptions.remove(&(statement.clone(), token.to_owned())) {
                excepted += 1;
            } else {
                absent.insert(format!("token {statement}: {token}"));
            }
        }
    }
    let found = all - excepted - absent.len();
    let _ = writeln!(text, "tokens in data that cite them: {found} of {all} ({excepted} exceptions)");
    missing.extend(absent);
    missing.extend(exceptions.iter().map(|(statement, token)| format!("exception {statement}: {token} is not needed")));
    Ok(())
}

/// What is written by hand, one by one; an exception without a reason, or written twice, is a fault.
fn exceptions(folder: &Path, missing: &mut BTreeSet<String>) -> Result<BTreeSet<(String, String)>, String> {
    let file = folder.join("source-token-exceptions.json");
    let mut all = BTreeSet::new();
    if !file.exists() {
        return Ok(all);
    }
    let list = read_json(&file)?;
    let list = list.as_array().ok_or_else(|| format!("{} is no list", file.display()))?;
    for (n, exception) in list.iter().enumerate() {
        let text = |key: &str| exception[key].as_str().unwrap_or_default().to_owned();
        let (statement, token) = (text("statement"), text("token"));
        let reason = exception["reason"].as_str().or(exception["reason"]["en"].as_str()).unwrap_or_default();
        if statement.is_empty() || token.is_empty() || reason.trim().is_empty() {
            missing.insert(format!("exception {n}: it needs a statement, a token and a reason"));
        } else if !all.insert((statement.clone(), token.clone())) {
            missing.insert(format!("exception {statement}: {token} stands twice"));
        }
    }
    Ok(all)
}
