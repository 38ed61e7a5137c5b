//! The one document that each edition's folder is embedded as, and its rules beside it.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::generate::Files;
use crate::{json_files, read_json, root};

/// The order of the bundle's fields, as a reader would tell them.
const ORDER: [&str; 20] = [
    "format",
    "id",
    "revision",
    "title",
    "covers",
    "vocabularies",
    "sectors",
    "parties",
    "ceptoars",
    "councils",
    "memberships",
    "links",
    "instruments",
    "bodies",
    "totals",
    "statements",
    "errata",
    "documents",
    "source_index",
    "excused",
];

/// The files of a folder that are fields of the document: field, file, and whether it may be left out. An edition without
/// vocabularies uses the base ones; `edition.json` holds the other fields and `ceptoars/` a file for each CEPTOAR.
const PARTS: [(&str, &str, bool); 8] = [
    ("vocabularies", "vocabularies.json", true),
    ("sectors", "sectors.json", false),
    ("parties", "parties.json", false),
    ("memberships", "memberships.json", false),
    ("links", "links.json", false),
    ("instruments", "instruments.json", true),
    ("bodies", "bodies.json", true),
    ("source_index", "source-index.json", false),
];

/// Where the editions lie.
pub(crate) fn editions() -> PathBuf {
    root().join("ceptoar-core/data/editions")
}

/// The folder of every edition, sorted: also of one that the core does not know yet.
pub(crate) fn folders() -> Result<Vec<PathBuf>, String> {
    let editions = editions();
    let entries = std::fs::read_dir(&editions).map_err(|error| format!("{}: {error}", editions.display()))?;
    let mut folders: Vec<PathBuf> =
        entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).filter(|path| path.is_dir()).collect();
    folders.sort();
    Ok(folders)
}

/// The id of an edition is the name of its folder.
pub(crate) fn id(folder: &Path) -> Result<&str, String> {
    folder.file_name().and_then(|name| name.to_str()).ok_or_else(|| format!("{}: no name", folder.display()))
}

/// An edition's folder as one document.
pub(crate) fn document(folder: &Path) -> Result<Value, String> {
    let Value::Object(mut parts) = read_json(&folder.join("edition.json"))? else {
        return Err(format!("{}: edition.json is no object", folder.display()));
    };
    if parts.get("id").and_then(Value::as_str) != Some(id(folder)?) {
        return Err(format!("{}: the `id` of edition.json is not the folder's name", folder.display()));
    }
    for (key, file, optional) in PARTS {
        let file = folder.join(file);
        if !optional || file.exists() {
            parts.insert(key.to_owned(), read_json(&file)?);
        }
    }
    let records: Result<Vec<Value>, String> =
        json_files(&folder.join("ceptoars"))?.iter().map(|file| read_json(file)).collect();
    parts.insert("ceptoars".to_owned(), Value::Array(records?));
    let mut document = Map::new();
    for key in ORDER {
        if let Some(value) = parts.remove(key) {
            document.insert(key.to_owned(), value);
        }
    }
    match parts.keys().next() {
        Some(left) => Err(format!("{}: the bundle has no place for `{left}`", folder.display())),
        None => Ok(Value::Object(document)),
    }
}

/// An edition's document with the vocabularies that it uses, its own or the base ones.
pub(crate) fn complete(folder: &Path) -> Result<Value, String> {
    let mut document = document(folder)?;
    if let Value::Object(fields) = &mut document
        && !fields.contains_key("vocabularies")
    {
        let base = root().join("ceptoar-core/data/vocabularies/standard.json");
        fields.insert("vocabularies".to_owned(), read_json(&base)?);
    }
    Ok(document)
}

/// The bundle and the rules of every edition.
pub(crate) fn bundle() -> Files {
    let mut files = Vec::new();
    for folder in folders()? {
        let beside = |end: &str| Ok::<_, String>(editions().join(format!("{}{end}", id(&folder)?)));
        files.push((beside(".json")?, format!("{}\n", document(&folder)?)));
        files.push((beside(".rules.json")?, format!("{}\n", read_json(&folder.join("rules.json"))?)));
    }
    Ok(files)
}
