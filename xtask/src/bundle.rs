//! The one document that each edition's folder is embedded as, and its rules beside it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use ceptoar_core::{Refusal, document};
use serde_json::{Map, Value};

use crate::generate::{Files, formatted};
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

/// The core's list of the built-in editions, the latest last.
fn list(folders: &[PathBuf]) -> Result<String, String> {
    let mut text = "//! The built-in editions.\n//!\n//! Made by `cargo xtask bundle` from the folders of `data/editions`; do not edit.\n\n\
        use crate::word::macros::spelled;\n\n\
        /// A built-in edition.\n\
        ///\n\
        /// ```\n\
        /// use ceptoar_core::{Edition, Registry};\n\
        ///\n\
        /// let registry = Registry::builtin(Edition::LATEST);\n\
        /// assert_eq!(registry.edition(), Some(Edition::LATEST));\n\
        /// assert_eq!(\"2009-03-31\".parse::<Edition>(), Ok(Edition::V2009_03_31));\n\
        /// ```\n\
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]\n#[non_exhaustive]\npub enum Edition {\n"
        .to_owned();
    let mut names = Vec::new();
    for folder in folders {
        let id = id(folder)?;
        let title = read_json(&folder.join("edition.json"))?;
        let title = title["title"]["en"].as_str().or(title["title"]["ja"].as_str()).unwrap_or(id).to_owned();
        let name = format!("V{}", id.replace(['-', '.'], "_"));
        let _ = writeln!(text, "/// {title}.\n{name},");
        names.push((name, id.to_owned()));
    }
    let latest = names.last().ok_or("there is no edition")?.0.clone();
    let words: Vec<String> = names.iter().map(|(name, id)| format!("{name} = {id:?}")).collect();
    let all: Vec<String> = names.iter().map(|(name, _)| format!("Self::{name}")).collect();
    let _ = writeln!(text, "}}\n\nspelled! {{ Edition, {} }}\n", words.join(", "));
    let _ = writeln!(
        text,
        "impl Edition {{\n/// Every built-in edition, in the order of their days.\npub const ALL: [Self; {}] = [{}];\n\n\
         /// The edition of the latest day.\npub const LATEST: Self = Self::{latest};\n",
        names.len(),
        all.join(", "),
    );
    for (function, what, end) in [("document", "document", ".json"), ("rules", "rules", ".rules.json")] {
        let _ = writeln!(
            text,
            "/// The edition's {what}.\npub(crate) const fn {function}(self) -> &'static [u8] {{\nmatch self {{"
        );
        for (name, id) in &names {
            let _ = writeln!(text, "Self::{name} => include_bytes!(\"../data/editions/{id}{end}\"),");
        }
        let _ = writeln!(text, "}}\n}}\n");
    }
    for (function, what) in [("digest", "document"), ("rules_digest", "rules")] {
        let _ = writeln!(
            text,
            "/// The digest of the edition's {what}.\npub(crate) const fn {function}(self) -> &'static str {{\nmatch self {{"
        );
        for (folder, (name, _)) in folders.iter().zip(&names) {
            let read = |refusal: Refusal| format!("{}: {refusal}", folder.display());
            let digest = if function == "digest" {
                let json = document(folder)?.to_string();
                document::Edition::read(json.as_bytes()).map_err(read)?.digest()
            } else {
                let json = read_json(&folder.join("rules.json"))?.to_string();
                document::Rules::read(json.as_bytes()).map_err(read)?.digest()
            };
            let _ = writeln!(text, "Self::{name} => {digest:?},");
        }
        let _ = writeln!(text, "}}\n}}\n");
    }
    text += "}\n";
    formatted(&text)
}

/// The core's list of the digests of the other built-in documents.
fn digests() -> Result<String, String> {
    let mut text = "//! The digests of the built-in documents that belong to no edition.\n//!\n\
        //! Made by `cargo xtask bundle` from `data/levels` and `data/rules`; do not edit.\n\n"
        .to_owned();
    let data = root().join("ceptoar-core/data");
    for (folder, end) in [("levels", ""), ("rules", "_rules")] {
        for file in json_files(&data.join(folder))? {
            let json = crate::read(&file)?;
            let digest = match folder {
                "levels" => document::Levels::read(json.as_bytes()).map(|levels| levels.digest()),
                _ => document::Rules::read(json.as_bytes()).map(|rules| rules.digest()),
            };
            let digest = digest.map_err(|refusal| format!("{}: {refusal}", file.display()))?;
            let name = format!("{}{end}", id(&file.with_extension(""))?).replace(['-', '.'], "_").to_uppercase();
            let _ = writeln!(text, "pub(crate) const {name}: &str = {digest:?};");
        }
    }
    formatted(&text)
}

/// The bundle and the rules of every edition, and the core's list of them.
pub(crate) fn bundle() -> Files {
    let mut files = Vec::new();
    let folders = folders()?;
    for folder in &folders {
        let beside = |end: &str| Ok::<_, String>(editions().join(format!("{}{end}", id(folder)?)));
        files.push((beside(".json")?, format!("{}\n", document(folder)?)));
        files.push((beside(".rules.json")?, format!("{}\n", read_json(&folder.join("rules.json"))?)));
    }
    files.push((root().join("ceptoar-core/src/edition.rs"), list(&folders)?));
    files.push((root().join("ceptoar-core/src/digests.rs"), digests()?));
    Ok(files)
}
