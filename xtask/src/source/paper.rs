//! The paper that an edition was made from.

use std::path::Path;

use super::cut::{Cutter, Statement};
use crate::{read, read_json};

/// The id of the document that an edition's statements are numbered in: its index says so, or, as long as there is none,
/// the first of its `documents` is meant.
pub(crate) fn document(folder: &Path) -> Result<Option<String>, String> {
    let index = folder.join("source-index.json");
    if index.exists() {
        return Ok(read_json(&index)?["document"].as_str().map(str::to_owned));
    }
    let edition = read_json(&folder.join("edition.json"))?;
    Ok(edition["documents"][0]["id"].as_str().map(str::to_owned))
}

/// The statements of a source text, cut as its document is.
pub(crate) fn statements(file: &Path, folder: &Path) -> Result<Vec<Statement>, String> {
    let document = document(folder)?.ok_or_else(|| format!("{} names no document", folder.display()))?;
    Ok(Cutter::of(&document)?.cut(&read(file)?))
}
