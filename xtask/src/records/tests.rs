//! What the core declares crosses into each face, or a reason stands here: a record that nobody lists would be missed by nobody.

use std::collections::{BTreeMap, BTreeSet};

use super::declared::{self, CITED};
use super::{mobile, mobile_document, python};
use crate::{root, words};

/// Where records and documents are declared; files and folders.
const ROOMS: [&str; 12] = [
    "answer",
    "document",
    "fact",
    "level/profile.rs",
    "lint.rs",
    "notice/envelope.rs",
    "rules",
    "situation.rs",
    "text/bilingual.rs",
    "time.rs",
    "word/part.rs",
    "word/sets.rs",
];

/// What authors make and ask, and the delivery log: it crosses as JSON, and into Python as frames.
const OF_AUTHORS: [&str; 19] = [
    "answer/audit.rs",
    "answer/drill.rs",
    "answer/follow_up.rs",
    "answer/head.rs",
    "answer/remedies.rs",
    "answer/resilience.rs",
    "word/life.rs",
    "answer/diff.rs",
    "answer/exposure.rs",
    "answer/gaps.rs",
    "answer/linted.rs",
    "answer/tested.rs",
    "document/dated.rs",
    "document/fixture.rs",
    "document/log.rs",
    "document/outline.rs",
    "document/overlay.rs",
    "document/policy.rs",
    "document/scenario.rs",
];

/// What does not cross into Kotlin and Swift as a record that is made.
const NOT_MOBILE: [(&str, &str); 18] = [
    ("answer/batch.rs Batch", "a handle"),
    ("answer/batch.rs BatchRow", "the handle of a batch gives its plans by number"),
    ("answer/explanation.rs Explanation", "a handle"),
    ("document/notice.rs NamedPerson", "written by hand, with the notice's builders"),
    ("document/notice.rs Notice", "written by hand, with the notice's builders"),
    ("document/scalar.rs Text", "the same as `Text` of facts"),
    ("document/situation.rs Outage", "the situation's own record"),
    ("document/situation.rs Situation", "the situation's own record"),
    ("notice/envelope.rs NamedPerson", "written by hand, with the notice's builders"),
    ("notice/envelope.rs Notice", "a handle"),
    ("rules/audience.rs Audience", "JSON in a rule; its document is a record"),
    ("rules/audience.rs MembersOf", "JSON in a rule; its document is a record"),
    ("rules/condition.rs Condition", "JSON in a rule; its document is a record"),
    ("situation.rs LinkEnds", "a text, `from>to`"),
    ("situation.rs Outage", "written by hand: it takes defaults"),
    ("situation.rs Situation", "written by hand: it takes defaults"),
    ("word/sets.rs TimelineField", "overlays cross as JSON"),
    ("word/sets.rs Withheld", "written by hand, with the options of pictures"),
];

/// What does not cross into Python as a record that is made.
const NOT_PYTHON: [(&str, &str); 14] = [
    ("answer/batch.rs Batch", "a table"),
    ("answer/batch.rs BatchRow", "a row of a table"),
    ("answer/explanation.rs Explanation", "written by hand, over the native one"),
    ("answer/plan.rs Plan", "written by hand, over the native one"),
    ("document/notice.rs Notice", "`ceptoar.Notice`"),
    ("document/scalar.rs Period", "the same as `Period` of facts"),
    ("document/scalar.rs Text", "the same as `Text` of facts"),
    ("document/situation.rs Situation", "`ceptoar.Situation`"),
    ("notice/envelope.rs NamedPerson", "made of the document, which says the same"),
    ("notice/envelope.rs Notice", "`ceptoar.Notice`"),
    ("situation.rs LinkEnds", "a text, `from>to`"),
    ("situation.rs Outage", "made of the document, which says the same"),
    ("situation.rs Situation", "`ceptoar.Situation`"),
    ("word/part.rs RegistryPart", "its words are the names of the registry's properties"),
];

fn files(place: &str) -> Vec<String> {
    if place.ends_with(".rs") {
        return vec![place.to_owned()];
    }
    let folder = std::fs::read_dir(root().join("ceptoar-core/src").join(place)).unwrap();
    let names = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(".rs")).map(|name| format!("{place}/{name}")).collect()
}

/// Every declaration that is data: a public struct of public fields, an object of a document, a closed set.
fn declarations() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for core in ROOMS.iter().flat_map(|place| files(place)).filter(|file| !OF_AUTHORS.contains(&file.as_str())) {
        let file = declared::file(&core).unwrap();
        for item in &file.items {
            if let syn::Item::Struct(item) = item
                && matches!(item.vis, syn::Visibility::Public(_))
                && item.fields.iter().any(|field| matches!(field.vis, syn::Visibility::Public(_)))
                && item.fields.iter().all(|field| field.ident.is_some())
            {
                found.insert(format!("{core} {}", item.ident));
            }
        }
        found.extend(declared::objects(&file).unwrap().iter().map(|object| format!("{core} {}", object.name)));
        found.extend(words::sets(&file).unwrap().iter().map(|set| format!("{core} {}", set.name)));
    }
    found
}

fn complete(crossing: Vec<(&str, &str)>, excused: &[(&str, &str)]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for name in crossing.into_iter().map(|(core, name)| format!("{core} {name}")) {
        *seen.entry(name).or_default() += 1;
    }
    for (name, why) in excused {
        assert!(why.len() > 5, "{name}: no reason");
        *seen.entry((*name).to_owned()).or_default() += 1;
    }
    let declared = declarations();
    assert!(declared.len() > 110, "the declarations were not read: {}", declared.len());
    let missing: Vec<&String> = declared.iter().filter(|name| !seen.contains_key(*name)).collect();
    let gone: Vec<&String> = seen.keys().filter(|name| !declared.contains(*name)).collect();
    let twice: Vec<&String> = seen.iter().filter(|(_, count)| **count > 1).map(|(name, _)| name).collect();
    assert!(
        missing.is_empty() && gone.is_empty() && twice.is_empty(),
        "missing {missing:#?} gone {gone:?} twice {twice:?}"
    );
}

#[test]
fn every_declaration_crosses_into_kotlin_and_swift() {
    complete([mobile::crossing(), mobile_document::crossing()].concat(), &NOT_MOBILE);
}

#[test]
fn every_declaration_crosses_into_python() {
    // Python takes every closed set.
    let file = declared::file("word/sets.rs").unwrap();
    let sets: Vec<String> = words::sets(&file).unwrap().iter().map(|set| set.name.to_string()).collect();
    let sets = sets.iter().map(|name| ("word/sets.rs", name.as_str()));
    complete(python::crossing().into_iter().chain(sets).collect(), &NOT_PYTHON);
}

/// The fields that a macro adds cannot be read from declarations: what stands here of them is what stands there.
#[test]
fn what_every_datum_carries_is_what_the_macro_adds() {
    let text = std::fs::read_to_string(root().join("ceptoar-core/src/document/cited.rs")).unwrap();
    let (_, added) = text.split_once("$more: $more_type,)*\n").unwrap();
    let (added, _) = added.split_once('}').unwrap();
    let plain = added.replace("$crate::document::scalar::", "").replace("$crate::word::sets::", "");
    let found: Vec<&str> = plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let wanted: Vec<String> =
        CITED.iter().flat_map(|(name, ty, words)| [format!("/// {words}"), format!("{name}: {ty},")]).collect();
    assert_eq!(found, wanted);
}
