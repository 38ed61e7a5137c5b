//! What another document is that was given instead of the one that is read.

use std::borrow::Cow;

use serde::Deserialize;

use crate::text::said::Said;

/// The documents that are read: the format, what it is called, and what reads it.
const DOCUMENTS: [(&str, [&str; 2], &str); 10] = [
    ("ceptoar/edition/1", ["版", "an edition"], "ceptoar registry validate"),
    ("ceptoar/levels/1", ["レベルプロファイル", "a level profile"], "--profile"),
    ("ceptoar/log/1", ["配布記録", "a delivery log"], "ceptoar audit"),
    ("ceptoar/notice/1", ["通知", "a notice"], "ceptoar route"),
    ("ceptoar/outline/1", ["アウトライン", "an outline"], "ceptoar registry build"),
    ("ceptoar/overlay/1", ["差分", "an overlay"], "--overlay"),
    ("ceptoar/roster/1", ["名簿", "a roster"], "--roster"),
    ("ceptoar/rules/1", ["規則集", "a set of rules"], "--rules"),
    ("ceptoar/scenario/1", ["想定", "a scenario"], "ceptoar drill"),
    ("ceptoar/test/1", ["試験", "a fixture"], "ceptoar rules test"),
];

/// What a format is, and what reads it, as a clause; nothing is said of one that is not known.
pub(super) fn about(format: &str) -> Option<Said> {
    let (_, [ja, en], by) = DOCUMENTS.iter().find(|(known, ..)| *known == format)?;
    Some(Said::new(format!("これは{ja}であり、`{by}` で読む"), format!("it is {en}, which `{by}` reads")))
}

/// What a document says of itself, whatever else it holds.
#[derive(Deserialize)]
struct Head<'a> {
    #[serde(borrow)]
    format: Option<Cow<'a, str>>,
}

/// The format of JSON that calls itself a document of this library, but another than the one that is wanted.
pub(super) fn other(json: &[u8], wanted: &str) -> Option<String> {
    let Head { format } = serde_json::from_slice(json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json)).ok()?;
    let format = format.filter(|format| format != wanted && format.starts_with("ceptoar/"))?;
    Some(format.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::edition::Edition as EditionDoc;
    use crate::document::levels::Levels;
    use crate::document::notice::Notice;
    use crate::document::outline::Outline as OutlineDoc;
    use crate::document::overlay::Overlay as OverlayDoc;
    use crate::document::roster::Roster as RosterDoc;
    use crate::document::rules::Rules;
    use crate::edition::Edition;
    use crate::error::problem::Refusal;
    use crate::level::profile::LevelProfile;
    use crate::outline::whole::Outline;
    use crate::overlay::checked::Overlay;
    use crate::registry::data::Registry;
    use crate::registry::roster::Roster;
    use crate::rules::set::RuleSet;
    use crate::word::sets::Lang;

    /// What each reader says of a document.
    fn told(json: &[u8]) -> Vec<(&'static str, Vec<String>)> {
        fn of<T>(read: Result<T, Refusal>) -> Vec<String> {
            read.err().iter().flat_map(Refusal::problems).map(|problem| problem.line(Lang::En)).collect()
        }
        vec![
            (EditionDoc::FORMAT, of(EditionDoc::read(json))),
            (EditionDoc::FORMAT, of(Registry::from_json(json))),
            (Rules::FORMAT, of(Rules::read(json))),
            (Rules::FORMAT, of(RuleSet::from_json(json))),
            (Levels::FORMAT, of(Levels::read(json))),
            (Levels::FORMAT, of(LevelProfile::from_json(json))),
            (RosterDoc::FORMAT, of(RosterDoc::read(json))),
            (RosterDoc::FORMAT, of(Roster::from_json(json))),
            (OutlineDoc::FORMAT, of(OutlineDoc::read(json))),
            (OutlineDoc::FORMAT, of(Outline::from_json(json))),
            (OverlayDoc::FORMAT, of(OverlayDoc::read(json))),
            (OverlayDoc::FORMAT, of(Overlay::from_json(json))),
            (Notice::FORMAT, of(Notice::read(json))),
        ]
    }

    #[test]
    fn another_document_is_called_by_its_name_and_nothing_else_is_told() {
        let edition = Edition::LATEST.document();
        let roster = RosterDoc::new("own").write();
        let overlay = OverlayDoc::new("own", "mine").write();
        let marked = [b"\xef\xbb\xbf".as_slice(), edition].concat();
        for (json, format, name) in [
            (edition, EditionDoc::FORMAT, "it is an edition, which `ceptoar registry validate` reads"),
            (&marked, EditionDoc::FORMAT, "it is an edition"),
            (roster.as_bytes(), RosterDoc::FORMAT, "it is a roster, which `--roster` reads"),
            (overlay.as_bytes(), OverlayDoc::FORMAT, "it is an overlay, which `--overlay` reads"),
        ] {
            for (wanted, found) in told(json).into_iter().filter(|(wanted, _)| *wanted != format) {
                let is_named = |line: &String| {
                    line.starts_with(&format!("wrong-format /format: `format` must be `{wanted}`"))
                        && line.contains(name)
                };
                assert!(found.len() == 1 && found.iter().all(is_named), "{format} as {wanted}: {found:?}");
            }
        }
    }

    #[test]
    fn what_calls_itself_nothing_is_told_by_its_shape() {
        for json in
            [r#"{"x":1}"#, r#"{"format":"mine","x":1}"#, r#"{"format":1,"x":1}"#, r#"{"format":"ceptoar/rules/1","x":"#]
        {
            for (wanted, found) in told(json.as_bytes()) {
                let by_shape = |line: &&String| !line.starts_with("wrong-format");
                assert!(found.iter().any(|line| by_shape(&line)), "{json} as {wanted}: {found:?}");
            }
        }
    }

    #[test]
    fn every_format_that_is_read_is_known() {
        let read = [
            EditionDoc::FORMAT,
            Levels::FORMAT,
            Notice::FORMAT,
            OutlineDoc::FORMAT,
            OverlayDoc::FORMAT,
            RosterDoc::FORMAT,
            Rules::FORMAT,
        ];
        assert!(read.iter().all(|format| about(format).is_some()));
    }
}
