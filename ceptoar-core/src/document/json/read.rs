//! Reads a document's bytes, and says where and why they have not its shape.

use serde::de::DeserializeOwned;

use crate::document::json::encoding::utf8;
use crate::document::json::format;
use crate::document::json::mend::Mend;
use crate::document::json::parser;
use crate::document::json::strict::{How, Strict, Trail};
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problem, Problems, Refusal};
use crate::text::safe::visible;

/// The largest document that is read, in bytes: a hundred times the built-in edition, yet nothing that fills a memory.
pub(crate) const LARGEST: usize = 16 << 20;

/// How often a document is read anew to find its next fault of shape, and how many bytes that may cost.
const MOST_FAULTS: usize = 100;
const MOST_BYTES: usize = 4 * LARGEST;

/// Reads one JSON value of type `T`, or says every fault of its shape.
pub(crate) fn read<T: DeserializeOwned>(json: &[u8]) -> Result<T, Refusal> {
    let mut problems = Problems::new();
    let value = read_on(json, &mut problems)?;
    problems.into_result(value)
}

/// Reads one JSON value of type `T`. Where a part has not its shape, that is told and another value stands in for it, so
/// that the rest is checked as well; what is then found at such a place is not told.
///
/// # Errors
/// Every fault of shape, where the rest can not be read.
pub(crate) fn read_on<T: DeserializeOwned>(json: &[u8], problems: &mut Problems) -> Result<T, Refusal> {
    if json.len() > LARGEST {
        return Err(Refusal::one(ErrorCode::TooLarge, "", vec![json.len().to_string(), LARGEST.to_string()]));
    }
    let json = utf8(json)?;
    // A document without a fault needs no account of places: that costs more than the reading.
    let mut reader = serde_json::Deserializer::from_str(json);
    if let Ok(value) = T::deserialize(Strict(&mut reader, How::default()))
        && reader.end().is_ok()
    {
        return Ok(value);
    }
    let mut mend: Option<Mend> = None;
    let mut told = 0;
    let mut bytes = 0;
    loop {
        let mut reader = serde_json::Deserializer::from_str(json);
        let trail = Trail::default();
        let how = How { mend: mend.as_ref(), trail: Some(&trail) };
        let (path, fault) = match T::deserialize(Strict(&mut reader, how)) {
            Ok(value) => match reader.end() {
                Ok(()) => return Ok(value),
                Err(fault) => (Vec::new(), fault),
            },
            Err(fault) => (trail.path(), fault),
        };
        let problem = problem(&path, &fault);
        let mended = if fault.is_data() {
            mend.get_or_insert_default().add(&path, problem.code(), &named_field(&fault))
        } else {
            None
        };
        bytes += json.len();
        match mended {
            Some((is_new, place)) => {
                if is_new {
                    told += 1;
                    problems.mended(problem, pointer(&place));
                }
                if told < MOST_FAULTS && bytes < MOST_BYTES {
                    continue;
                }
            }
            // A fault of a stand-in is none of the document.
            None if told > 0 && mend.as_ref().is_some_and(|mend| mend.is_replaced(&path)) => {}
            None => problems.mended(problem, pointer(&path)),
        }
        return Err(std::mem::take(problems).into_refusal());
    }
}

/// Reads a document of a format, as [`read_on`]. Where it has not the shape because it is another document, that is told alone: all else
/// follows from it.
///
/// # Errors
/// As [`read_on`].
pub(crate) fn read_document<T: DeserializeOwned>(
    json: &[u8],
    wanted: &str,
    problems: &mut Problems,
) -> Result<T, Refusal> {
    let read = read_on(json, problems);
    let has_faults = read.is_err() || !problems.is_empty();
    // A document too large is not looked at again.
    if has_faults
        && json.len() <= LARGEST
        && let Some(found) = format::other(json, wanted)
    {
        let mut alone = Problems::new();
        check_format(Some(&found), wanted, &mut alone);
        return Err(alone.into_refusal());
    }
    read
}

/// The field that a message of the parser names.
fn named_field(fault: &serde_json::Error) -> String {
    let text = fault.to_string();
    text.split('`').nth(1).unwrap_or_default().to_owned()
}

fn pointer(path: &[String]) -> String {
    path.iter().map(|step| format!("/{}", crate::error::pointer::escape(step))).collect()
}

fn problem(path: &[String], fault: &serde_json::Error) -> Problem {
    let text = fault.to_string();
    let detail = text.rsplit_once(" at line ").map_or(text.as_str(), |(detail, _)| detail);
    let told = if fault.is_data() { parser::data(detail) } else { parser::syntax(detail) };
    let problem = Problem::new(told.code, pointer(path), told.args, Some((fault.line(), fault.column())));
    match told.more {
        Some(more) => problem.with(more),
        None => problem,
    }
}

fn shorten(text: &str) -> String {
    visible(text, 400)
}

/// Checks the `format` of a document, where it has one.
pub(crate) fn check_format(found: Option<&str>, wanted: &str, problems: &mut Problems) {
    if let Some(found) = found.filter(|found| *found != wanted) {
        let (root, args) = (At::root(), vec![wanted.to_owned(), shorten(found)]);
        match format::about(found) {
            Some(more) => problems.push_with(ErrorCode::WrongFormat, &root.key("format"), args, more),
            None => problems.push(ErrorCode::WrongFormat, &root.key("format"), args),
        }
    }
}

/// What a message shows of a value.
pub(crate) fn shown(text: &str) -> String {
    visible(text, 80)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::notice::Notice as NoticeDoc;
    use crate::document::rules::Rules as RulesDoc;
    use crate::word::sets::Lang;

    fn told<T: DeserializeOwned>(json: &[u8]) -> Vec<(&'static str, String, String)> {
        let refusal = read::<T>(json).err();
        let problems = refusal.iter().flat_map(Refusal::problems);
        problems.map(|p| (p.code().as_str(), p.pointer().to_owned(), p.message(Lang::En))).collect()
    }

    fn code<T: DeserializeOwned>(json: &str) -> Option<(&'static str, String)> {
        told::<T>(json.as_bytes()).pop().map(|(code, pointer, _)| (code, pointer))
    }

    fn notice(more: &str) -> String {
        let required = r#""id":"n","direction":"provision","origin":"a","kind":"b","issued_at":"2009-05-08T01:00:00Z""#;
        format!("{{{required}{more}}}")
    }

    #[test]
    fn u09_all_faults_of_shape_are_told_at_once() {
        let json = r#"{"id":"n","id":"m","direction":"up","origin":5,"kind":"b","text":"x","mode":["normal"],
            "named_persons":[{"party":"a"},{"ref":"b","x":1},7],"purposes":"prevention","no_attribution":"no"}"#;
        let found = told::<NoticeDoc>(json.as_bytes());
        let places: Vec<String> = found.iter().map(|(code, at, _)| format!("{code} {at}")).collect();
        let wanted = [
            "duplicate-field ",
            "missing-field ",
            "unknown-value /direction",
            "wrong-type /mode",
            "missing-field /named_persons/0",
            "missing-field /named_persons/1",
            "unknown-field /named_persons/1/x",
            "wrong-type /named_persons/2",
            "wrong-type /no_attribution",
            "wrong-type /origin",
            "wrong-type /purposes",
            "unknown-field /text",
        ];
        let mut sorted = wanted.map(str::to_owned);
        sorted.sort_unstable();
        let mut places = places;
        places.sort_unstable();
        assert_eq!(places, sorted);
        assert!(found.iter().all(|(_, _, message)| message.contains("line ")), "{found:?}");
    }

    #[test]
    fn u09_reading_on_ends_for_any_document() {
        let hostile = [
            "[]".to_owned(),
            "{".repeat(500),
            format!(r#"{{"id":"x","rules":[{}1]}}"#, "{},".repeat(5000)),
            r#"{"id":"x","rules":[{"id":1,"audience":[],"effect":{}}],"extends":{"a":"#.to_owned(),
            r#"{"id":1,"rules":2} x"#.to_owned(),
        ];
        for json in hostile {
            let found = told::<RulesDoc>(json.as_bytes()).len();
            assert!((1..=MOST_FAULTS + 1).contains(&found), "{found}");
        }
    }

    #[test]
    fn shape_is_strict_and_the_place_is_told() {
        assert_eq!(code::<NoticeDoc>(&notice("")), None);
        let cases = [
            (notice(r#","mode":{"normal":null}"#), "wrong-type", "/mode"),
            (notice(r#","mode":5"#), "wrong-type", "/mode"),
            (notice(r#","mode":"calm""#), "unknown-value", "/mode"),
            (notice(r#","named_persons":[["a","b"]]"#), "wrong-type", "/named_persons/0"),
            (notice(r#","text":"""#), "unknown-field", "/text"),
            (notice(r#","kind":"c""#), "duplicate-field", ""),
            (notice(" "), "", ""),
            (r#"{"id":"n"}"#.to_owned(), "missing-field", ""),
            (r#"["n"]"#.to_owned(), "wrong-type", ""),
            (notice("") + "x", "malformed-json", ""),
            ("[".repeat(1000), "wrong-type", ""),
        ];
        for (json, wanted, pointer) in cases {
            let found = code::<NoticeDoc>(&json).unwrap_or_default();
            assert_eq!((found.0, found.1.as_str()), (wanted, pointer), "{json}");
        }
    }

    #[test]
    fn messages_name_no_rust_type_and_carry_no_control_character() {
        for json in [r#"{"id":"x","revision":"a","rules":[]}"#, r#"{"id":"x","rules":{}}"#, r#"{"\u001b[2J":1}"#] {
            let (_, _, message) = told::<RulesDoc>(json.as_bytes()).pop().unwrap_or_default();
            assert!(!message.contains("u32") && !message.contains("Doc") && !message.contains("sequence"), "{message}");
            assert!(!message.is_empty() && !message.chars().any(char::is_control), "{message:?}");
        }
    }

    #[test]
    fn a_document_too_large_is_not_read() {
        let found = told::<RulesDoc>(&vec![b' '; LARGEST + 1]);
        assert_eq!(found.first().map(|(code, ..)| *code), Some("too-large"));
    }
}
