//! Reads a document's bytes, and says where and why they have not its shape.

use serde::de::DeserializeOwned;

use crate::error::{At, ErrorCode, Problem, Refusal};

/// Reads one JSON value of type `T`.
///
/// The first fault of shape ends the reading: what follows it could only be guessed.
pub(crate) fn read<T: DeserializeOwned>(json: &[u8]) -> Result<T, Refusal> {
    let mut reader = serde_json::Deserializer::from_slice(json);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|fault| {
        let pointer = pointer(fault.path());
        problem(pointer, fault.inner())
    })?;
    reader.end().map_err(|fault| problem(String::new(), &fault))?;
    Ok(value)
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } => {
                pointer.push('/');
                pointer.push_str(&crate::error::escape(key));
            }
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

fn problem(pointer: String, fault: &serde_json::Error) -> Refusal {
    let text = fault.to_string();
    let detail = text.rsplit_once(" at line ").map_or(text.as_str(), |(detail, _)| detail).to_owned();
    let starts = |start: &str| detail.starts_with(start);
    let code = if !fault.is_data() {
        ErrorCode::MalformedJson
    } else if starts("unknown field") {
        ErrorCode::UnknownField
    } else if starts("missing field") {
        ErrorCode::MissingField
    } else if starts("duplicate field") {
        ErrorCode::DuplicateField
    } else if starts("unknown variant") {
        ErrorCode::UnknownValue
    } else {
        ErrorCode::WrongType
    };
    let detail = shorten(detail.replace("unknown variant", "unknown value"));
    Problem::new(code, pointer, vec![detail], Some((fault.line(), fault.column()))).into()
}

/// A message repeats what the document says: a hostile document must not make a huge one.
fn shorten(text: String) -> String {
    const MOST: usize = 400;
    if text.chars().count() <= MOST { text } else { text.chars().take(MOST).chain("…".chars()).collect() }
}

/// Checks the `format` of a document, where it has one.
pub(crate) fn check_format(found: Option<&str>, wanted: &str, problems: &mut crate::error::Problems) {
    if let Some(found) = found.filter(|found| *found != wanted) {
        let found = shorten(found.to_owned());
        problems.push(ErrorCode::WrongFormat, &At::root().key("format"), vec![wanted.to_owned(), found]);
    }
}

/// What a message shows of a value.
pub(crate) fn shown(text: &str) -> String {
    const MOST: usize = 80;
    let clean: String = text.chars().take(MOST).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if text.chars().count() > MOST { clean + "…" } else { clean }
}
