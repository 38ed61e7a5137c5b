//! The names and figures of each statement, cut by rules alone, and the check that data which cite a statement have them.
//!
//! `source-tokens.json` stands in an edition's folder, not in its bundle:
//!
//! ```json
//! { "document": "nisc-2009-05-08", "tokens": { "intro.2": ["2009-05-08"], "map.members.railway.1": ["1", "22", "鉄道局"] } }
//! ```
//!
//! Under the id of each statement stand its tokens, sorted; a statement without any is left out. A token is a name or a
//! figure, never a sentence: no run crosses a mark, a space or hiragana (but inside a title), and none is longer than
//! [`lexer::LONGEST`]. Its form tells what it is:
//!
//! | form | what it is |
//! |---|---|
//! | `2009-05-08`, `2007-04`, `2009年` | a date, of an era or not |
//! | `--04-01`, `--09` | a date without its year |
//! | `FY2008` | a fiscal year (年度) |
//! | `第2次` | an ordinal |
//! | `1389` | a number, without separators |
//! | `LGWAN`, `Telecom-ISAC` | a word in Latin letters |
//! | all else | a 「title」, a name of the edition, or a run that ends as an office or a body does |
//!
//! `source-token-exceptions.json` beside it is written by hand: a list of `{ "statement", "token", "reason" }`, for what
//! is no fact of the statement. An exception that is not needed is a fault.

mod dates;
mod lexer;
mod names;
mod report;
mod stand;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;

pub(crate) use report::report;
use serde_json::json;

use crate::source::paper;
use crate::{Outcome, bundle, generate};

/// Cuts the tokens of an edition's source, and writes or compares them.
pub(crate) fn write_or_check(file: &Path, folder: &Path, check: bool) -> Outcome {
    let lexer = lexer::Lexer::new(&names::names(&bundle::complete(folder)?))?;
    let tokens: BTreeMap<String, Vec<String>> = paper::statements(file, folder)?
        .into_iter()
        .map(|statement| (statement.id, lexer.tokens(&statement.spaced)))
        .filter(|(_, tokens)| !tokens.is_empty())
        .collect();
    let (statements, count) = (tokens.len(), tokens.values().map(Vec::len).sum::<usize>());
    let content = json!({ "document": paper::document(folder)?, "tokens": tokens });
    let text = serde_json::to_string_pretty(&content).map_err(|error| error.to_string())? + "\n";
    let how: &[&str] = if check { &["--check"] } else { &[] };
    generate::write_or_check(Ok(vec![(folder.join("source-tokens.json"), text)]), how)?;
    Ok(format!("{count} tokens of {statements} statements {}", if check { "agree" } else { "cut" }))
}
