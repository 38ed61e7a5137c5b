//! Kotlin and Swift: what uniffi makes records and enums of.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use super::declared::{self, generic};
use crate::generate::{Files, formatted};
use crate::{root, words};

/// A file that is made: its name, what it holds, the file of the core, and what of it.
type File = (&'static str, &'static str, &'static str, &'static [&'static str]);

/// The files of closed sets, whose members are no types.
const OF_SETS: [&str; 2] = ["enums", "part"];

const FILES: [File; 17] = [
    (
        "enums",
        "Closed sets: a new member is a major version, and a reader is to treat them all.",
        "word/sets.rs",
        &[
            "Lang",
            "Grade",
            "PartyKind",
            "Role",
            "Direction",
            "Message",
            "Mode",
            "Status",
            "PersonsScope",
            "ReachTerm",
            "Effect",
            "Duty",
            "Outcome",
            "ConditionName",
            "ChangeKind",
            "MayPass",
            "Binding",
            "TotalOf",
            "Usage",
        ],
    ),
    ("part", "The parts of a registry that are shown.", "word/part.rs", &["RegistryPart"]),
    ("text", "Text in two languages.", "text/bilingual.rs", &["Text"]),
    ("time", "Spans of days.", "time.rs", &["Period"]),
    (
        "source",
        "What facts rest on.",
        "fact/source.rs",
        &[
            "Citation",
            "Instrument",
            "Binds",
            "Statement",
            "Erratum",
            "CitedDocument",
            "SourceIndex",
            "StatementDigest",
            "Excused",
        ],
    ),
    (
        "party",
        "Parties and who belongs to whom.",
        "fact/party.rs",
        &["Count", "CountPart", "LaterName", "LaterCounts", "Party", "Membership"],
    ),
    ("vocabulary", "The words of an edition.", "fact/vocabulary.rs", &["Term", "Channel", "Vocabularies"]),
    (
        "ceptoar",
        "What is recorded of CEPTOARs and councils.",
        "fact/ceptoar.rs",
        &[
            "Ceptoar",
            "Means",
            "LaterMeans",
            "Composition",
            "Secretariat",
            "Summary",
            "Activity",
            "ActivityCount",
            "Body",
            "Council",
        ],
    ),
    ("link", "Who can hand on to whom, and by what.", "fact/link.rs", &["ChannelCondition", "LinkChannel", "Link"]),
    ("level", "Levels of a profile.", "level/profile.rs", &["Level"]),
    ("rule", "Rules.", "rules/rule.rs", &["Rule"]),
    ("lint", "What a careful reader should look at.", "lint.rs", &["Lint"]),
    (
        "plan",
        "The plan.",
        "answer/plan.rs",
        &["Persons", "Hop", "OwedJudgement", "Delivery", "Unmet", "Digests", "Plan"],
    ),
    ("verdict", "Why a party is told or not.", "answer/verdict.rs", &["Change", "Reason", "Verdict"]),
    ("explanation", "What an explanation adds to the plan.", "answer/explanation.rs", &["ReachBasis"]),
    ("hand", "A holder's questions.", "answer/hand.rs", &["Onward", "Passing"]),
    ("view", "What a recipient may be told.", "answer/view.rs", &["View"]),
];

/// Names that would meet others in an app: SwiftUI and Compose have a `Text`, SwiftUI a `Link`, a `Binding`, a `View` and its
/// `Body`, Android and ActivityKit an `Activity`; and a type of the module's own name hides the module from Swift.
const RENAMED: [(&str, &str); 7] = [
    ("Activity", "ActivityRecord"),
    ("Binding", "InstrumentBinding"),
    ("Body", "BodyRecord"),
    ("Ceptoar", "CeptoarRecord"),
    ("Link", "PartyLink"),
    ("Text", "BilingualText"),
    ("View", "RecipientView"),
];

/// The closed sets that only documents hold.
const DOCUMENTS: [&str; 2] = ["TotalOf", "Usage"];

/// What the made files take from files that are written by hand.
const WRITTEN: [(&str, &str); 6] = [
    ("Native", "crate::native"),
    ("sentences", "crate::bilingual"),
    ("UtcInstant", "crate::instant"),
    ("CivilDay", "crate::instant"),
    ("Situation", "crate::situation"),
    ("ChannelAllowance", "crate::records::allowance"),
];

/// Sentences that the core renders, which the record carries: the field, its words, and the expression.
const SENTENCES: [(&str, &str, &str, &str); 3] = [
    ("Lint", "message", "It as a sentence without a full stop.", "self.message(lang).to_owned()"),
    ("Change", "phrase", "It as a phrase.", "self.phrase(registry, lang)"),
    ("Reason", "sentence", "It as a sentence without a full stop.", "self.sentence(registry, lang)"),
];

/// What crosses: the file of the core, and the name of the declaration.
#[cfg(test)]
pub(super) fn crossing() -> Vec<(&'static str, &'static str)> {
    FILES.iter().flat_map(|(_, _, core, names)| names.iter().map(|name| (*core, *name))).collect()
}

pub(super) fn files() -> Files {
    let mut files = Vec::new();
    let mut speaking = BTreeSet::new();
    for (name, about, core, items) in FILES {
        files.push((path(name), made(about, &with_imports(name, &body(core, items, &mut speaking)?))?));
    }
    files.push((path("edition"), made("The built-in editions.", &edition()?)?));
    Ok(files)
}

fn path(name: &str) -> PathBuf {
    root().join("ceptoar-ffi/src/records").join(name).with_extension("rs")
}

pub(super) fn made(about: &str, body: &str) -> Result<String, String> {
    formatted(&format!(
        "//! {about}\n//!\n//! Made by `cargo xtask records` from the core's declarations; do not edit.\n\n{body}"
    ))
}

/// `speaking`: the records so far that hold a sentence for which the registry gives the names.
fn body(core: &str, items: &[&str], speaking: &mut BTreeSet<String>) -> Result<String, String> {
    let file = declared::file(core)?;
    let sets = words::sets(&file)?;
    let mut body = String::new();
    for name in items {
        body += &match (sets.iter().find(|set| set.name == *name), declared::record(&file, name)) {
            (Some(set), _) => closed_set(set),
            (None, Some(item)) => record(item, speaking)?,
            (None, None) => return Err(format!("{core} declares no `{name}`")),
        };
    }
    Ok(body)
}

/// What a file of ours declares, by its name here, with a module.
pub(super) fn names(file: &str, module: &str) -> impl Iterator<Item = (String, String)> {
    let items = FILES.iter().filter(move |(name, ..)| *name == file).flat_map(|(_, _, _, items)| *items);
    items.map(move |item| (renamed(item), module.to_owned()))
}

fn with_imports(file: &str, body: &str) -> String {
    let mut from: BTreeMap<String, String> = BTreeMap::new();
    // The members of closed sets are called like records here and there.
    for (other, ..) in FILES.iter().filter(|(other, ..)| *other != file && !OF_SETS.contains(&file)) {
        from.extend(names(other, &format!("crate::records::{other}")));
    }
    from.extend(WRITTEN.iter().map(|(item, module)| ((*item).to_owned(), (*module).to_owned())));
    let core = if body.contains(" core::") { "use ceptoar_core as core;\n\n" } else { "" };
    core.to_owned() + &imported(body, from.iter())
}

/// The body with what it takes from other files: each item by the module that holds it.
pub(super) fn imported<'a>(body: &str, from: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    // What the core calls so is none of ours.
    let ours = body.replace("core::", "core::_").replace("document::", "document::_");
    let code: Vec<&str> = ours.lines().filter(|line| !line.trim_start().starts_with("///")).collect();
    let code = code.join("\n");
    let used: BTreeSet<&str> = code.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
    let mut modules: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (item, module) in from.filter(|(item, _)| used.contains(item.as_str())) {
        modules.entry(module).or_default().push(item);
    }
    let uses = modules.iter().map(|(module, items)| format!("use {module}::{{{}}};\n", items.join(", ")));
    uses.collect::<String>() + body
}

pub(super) fn docs(attributes: &[syn::Attribute], indent: &str) -> String {
    // What is `None` in Rust is absent elsewhere.
    let lines = declared::docs(attributes).into_iter().map(|line| line.replace("`None`", "absent"));
    lines.map(|line| format!("{indent}///{line}\n")).collect()
}

fn closed_set(set: &words::Set) -> String {
    let core = set.name.to_string();
    let name = renamed(&core);
    // Two sets are of documents alone.
    let core = if DOCUMENTS.contains(&core.as_str()) { format!("document::{core}") } else { core };
    let shown = if core == name { core } else { format!("{core} as {name}") };
    let mut out = format!("\npub use ceptoar_core::{shown};\n\n{}#[uniffi::remote(Enum)]\n", docs(&set.attributes, ""));
    let _ = writeln!(out, "pub enum {name} {{");
    for member in &set.members {
        let _ = writeln!(out, "{}    {},", docs(&member.attributes, "    "), member.name);
    }
    let _ = writeln!(out, "}}\n\nimpl<R> Native<R> for {name} {{\n    type As = Self;\n");
    out + "    fn native(&self, _: &R) -> Self {\n        *self\n    }\n}\n"
}

/// The editions are no closed set: an app meets those of its release, and the core may know more one day.
fn edition() -> Result<String, String> {
    let file = declared::file("edition.rs")?;
    let item = file.items.iter().find_map(|item| match item {
        syn::Item::Enum(item) if item.ident == "Edition" => Some(item),
        _ => None,
    });
    let item = item.ok_or("edition.rs declares no `Edition`")?;
    let latest = file.items.iter().find_map(|item| match item {
        syn::Item::Impl(item) => item.items.iter().find_map(|item| match item {
            syn::ImplItem::Const(item) if item.ident == "LATEST" => Some(&item.expr),
            _ => None,
        }),
        _ => None,
    });
    let Some(syn::Expr::Path(latest)) = latest else { return Err("edition.rs has no `LATEST`".to_owned()) };
    let latest = latest.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
    let lines: Vec<String> = declared::docs(&item.attrs).into_iter().take_while(|line| !line.is_empty()).collect();
    let about: String = lines.iter().map(|line| format!("///{line}\n")).collect();
    let (mut members, mut arms, mut all) = (String::new(), String::new(), Vec::new());
    for variant in &item.variants {
        let name = &variant.ident;
        let _ = writeln!(members, "{}    {name},", docs(&variant.attrs, "    "));
        let _ = writeln!(arms, "            Edition::{name} => Self::{name},");
        all.push(format!("Self::{name}"));
    }
    Ok(format!(
        "use ceptoar_core as core;\n\n{about}#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]\n\
         pub enum Edition {{\n{members}}}\n\n\
         impl Edition {{\n    /// Every edition of this release, in the order of their days.\n    \
         pub(crate) const ALL: [Self; {}] = [{}];\n\n    /// The edition of the latest day.\n    \
         pub(crate) const LATEST: Self = Self::{latest};\n}}\n\n\
         impl From<Edition> for core::Edition {{\n    fn from(edition: Edition) -> Self {{\n        match edition {{\n{arms}\
         \n        }}\n    }}\n}}\n",
        all.len(),
        all.join(", ")
    ))
}

fn record(item: &syn::ItemStruct, speaking: &mut BTreeSet<String>) -> Result<String, String> {
    let name = item.ident.to_string();
    let native = renamed(&name);
    let mut fields = String::new();
    let mut conversion = String::new();
    for field in &item.fields {
        let ident = declared::field(&name, field)?;
        let as_type = native_type(&field.ty).ok_or_else(|| format!("`{name}.{ident}` is of an unknown type"))?;
        if as_type.split(['<', '>']).any(|part| speaking.contains(part)) {
            speaking.insert(native.clone());
        }
        // An author who has no English text says nothing of it.
        let default = if name == "Text" && ident == "en" { "    #[uniffi(default = None)]\n" } else { "" };
        let _ = writeln!(fields, "{}{default}    pub {ident}: {as_type},", docs(&field.attrs, "    "));
        let _ = writeln!(conversion, "            {ident}: self.{ident}.native(registry),");
    }
    for (_, ident, words, expression) in SENTENCES.iter().filter(|(of, ..)| *of == name) {
        if expression.contains("registry") {
            speaking.insert(native.clone());
        }
        let _ = writeln!(fields, "    /// {words}\n    pub {ident}: BilingualText,");
        let _ = writeln!(conversion, "            {ident}: sentences(|lang| {expression}),");
    }
    let (any, registry) = if speaking.contains(&native) { ("", "core::Registry") } else { ("<R>", "R") };
    Ok(format!(
        "\n{}#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]\npub struct {native} {{\n{fields}}}\n\n\
         impl{any} Native<{registry}> for core::{name} {{\n    type As = {native};\n\n    \
         fn native(&self, registry: &{registry}) -> {native} {{\n        {native} {{\n{conversion}        }}\n    }}\n}}\n",
        docs(&item.attrs, "")
    ))
}

fn renamed(name: &str) -> String {
    RENAMED.iter().find(|(core, _)| *core == name).map_or(name, |(_, native)| native).to_owned()
}

/// The type that crosses: ids, codes and documents as text, lists as vectors, instants and days as the platform's own.
fn native_type(ty: &syn::Type) -> Option<String> {
    match ty {
        syn::Type::Reference(reference) => native_type(&reference.elem),
        syn::Type::Slice(slice) => Some(format!("Vec<{}>", native_type(&slice.elem)?)),
        syn::Type::Path(_) => {
            let (name, inner) = generic(ty)?;
            Some(match (name.as_str(), inner) {
                ("Option", Some(inner)) => format!("Option<{}>", native_type(inner)?),
                ("Vec", Some(inner)) => format!("Vec<{}>", native_type(inner)?),
                ("Box" | "Arc", Some(inner)) => native_type(inner)?,
                ("DateTime", _) => "UtcInstant".to_owned(),
                ("NaiveDate", _) => "CivilDay".to_owned(),
                ("bool" | "u32", _) => name,
                // One type of number is enough for a reader.
                ("u16", _) => "u32".to_owned(),
                ("str" | "String" | "Due" | "Label" | "PersonRef" | "Condition" | "Audience", _) => "String".to_owned(),
                (name, _) if name.ends_with("Id") => "String".to_owned(),
                ("ErrorCode" | "LintCode" | "ReasonCode", _) => "String".to_owned(),
                (name, _) => renamed(name),
            })
        }
        _ => None,
    }
}
