//! Which statements of each edition's source the data cite, and whether their tokens stand there.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use super::asked::Names;
use crate::{bundle, read_json, root, source, tokens};

/// The document that the rules and the vocabularies beside the editions cite.
const BASE: &str = "nisc-2009-05-08";

/// Counts, edition by edition; gives every known statement.
pub(super) fn report(text: &mut String, missing: &mut Names) -> Result<Names, String> {
    let mut known = Names::new();
    let folders = bundle::folders()?;
    for folder in &folders {
        let id = bundle::id(folder)?;
        let _ = writeln!(text, "edition {id}");
        let others = others(folder)?;
        let mut left = Names::new();
        known.extend(cited(folder, &others, text, &mut left)?);
        tokens::report(folder, &others, text, &mut left)?;
        // Which edition lacks it is said where there are several.
        missing.extend(left.into_iter().map(|item| if folders.len() > 1 { format!("{id} {item}") } else { item }));
    }
    Ok(known)
}

/// The documents beside an edition's own that cite its statements.
fn others(folder: &Path) -> Result<Vec<Value>, String> {
    let mut all = vec![read_json(&folder.join("rules.json"))?];
    if source::paper::document(folder)?.as_deref() == Some(BASE) {
        let data = root().join("ceptoar-core/data");
        for file in ["rules/standard.json", "vocabularies/standard.json"] {
            all.push(read_json(&data.join(file))?);
        }
    }
    Ok(all)
}

fn cited(folder: &Path, others: &[Value], text: &mut String, missing: &mut Names) -> Result<Names, String> {
    let edition = bundle::document(folder)?;
    let mut cited = Names::new();
    others.iter().chain([&edition]).for_each(|document| collect(document, &mut cited));
    let list = |value: &Value| -> Names {
        value.as_array().into_iter().flatten().filter_map(|e| Some(e["id"].as_str()?.to_owned())).collect()
    };
    let all = list(&edition["source_index"]["statements"]);
    let excused = list(&edition["excused"]);
    let found = all.intersection(&cited).count();
    let _ = writeln!(text, "statements cited: {found} of {} ({} excused)", all.len(), excused.len());
    let left = all.iter().filter(|id| !cited.contains(*id) && !excused.contains(*id));
    missing.extend(left.map(|id| format!("statement {id}")));
    Ok(all)
}

fn collect(value: &Value, cited: &mut Names) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| collect(item, cited)),
        Value::Object(map) => {
            for (key, field) in map {
                if key == "source" {
                    cited.extend(field.as_array().into_iter().flatten().filter_map(|id| Some(id.as_str()?.to_owned())));
                }
                collect(field, cited);
            }
        }
        _ => {}
    }
}
