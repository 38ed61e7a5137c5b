//! A class of Python, out of a struct or an object of the core.

use crate::records::declared::{self, CITED, generic};

/// What becomes of a declaration.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A part of an answer or a registry: what an answer always says is required.
    Record,
    /// A part of a document that people write: what may be left out is given by name.
    Document,
}

/// Where a class comes from.
pub(super) enum Source<'a> {
    Struct(&'a syn::ItemStruct),
    Object(&'a declared::Object),
}

pub(super) struct Class {
    pub(super) name: String,
    pub(super) docs: Vec<String>,
    /// What it inherits from.
    pub(super) bases: Vec<String>,
    /// Whether all of its fields are given by name.
    pub(super) by_name: bool,
    pub(super) fields: Vec<Field>,
    /// Lines behind the fields.
    pub(super) more: &'static [&'static str],
}

pub(super) struct Field {
    pub(super) name: String,
    pub(super) docs: Vec<String>,
    pub(super) ty: String,
    pub(super) default: Option<String>,
}

/// Where Python's word is another than the core's, because Python has the core's for something else.
const RENAMED: [(&str, &str); 1] = [("Ceptoar", "CeptoarRecord")];

/// What only Python's records do: the class of `ceptoar._also` that they inherit from.
const ALSO: [(Kind, &str, &str); 11] = [
    (Kind::Record, "Text", "ChosenText"),
    (Kind::Record, "Party", "NamesByDay[Text]"),
    (Kind::Record, "Party", "CountsByDay[Count]"),
    (Kind::Record, "Ceptoar", "MeansByDay"),
    (Kind::Record, "Period", "Covering"),
    (Kind::Record, "Lint", "LintSentence"),
    (Kind::Record, "Hop", "JudgedHop"),
    (Kind::Record, "Delivery", "DeliveryPath"),
    (Kind::Record, "Reason", "ReasonSentence"),
    (Kind::Record, "Passing", "ThreeAnswers"),
    (Kind::Document, "Rule", "RuleByEffect"),
];

/// What only Python's records hold.
const MORE: [(&str, &[&str]); 2] = [
    (
        "Reason",
        &[
            "en: str = field(default=\"\", compare=False, repr=False)",
            "ja: str = field(default=\"\", compare=False, repr=False)",
            "_hidden: ClassVar[frozenset[str]] = frozenset({\"en\", \"ja\"})",
        ],
    ),
    ("View", &["format: ClassVar[str] = \"ceptoar/view/1\""]),
];

/// Words of Python that no field can be called by.
const KEYWORDS: [&str; 2] = ["from", "except"];

fn renamed(name: &str, kind: Kind) -> String {
    let found = RENAMED.iter().find(|(core, _)| kind == Kind::Record && *core == name);
    found.map_or(name, |(_, python)| python).to_owned()
}

/// The class of a declaration, behind what is cited by it if it is the citation itself.
pub(super) fn classes(name: &str, source: &Source<'_>, kind: Kind) -> Result<Vec<Class>, String> {
    let (attributes, mut cited) = match source {
        Source::Struct(item) => (&item.attrs, false),
        Source::Object(object) => (&object.attributes, object.cited),
    };
    let mut fields = Vec::new();
    match source {
        Source::Struct(item) => {
            for field in &item.fields {
                let Ok(ident) = declared::field(name, field) else {
                    // What is private is no field of the document either.
                    if serde(&field.attrs).contains("skip") {
                        continue;
                    }
                    return Err(format!("`{name}` has a field that is private or has no name"));
                };
                let serde = serde(&field.attrs);
                if serde.contains("flatten") {
                    cited = true;
                    continue;
                }
                let left_out = serde.contains("skip_serializing_if");
                fields.push(one(name, &ident.to_string(), &field.attrs, &field.ty, left_out, kind)?);
            }
        }
        Source::Object(object) => {
            for field in &object.fields {
                let serde = serde(&field.attributes);
                let key = renamed_by(&serde).unwrap_or_else(|| field.name.to_string());
                let left_out = (object.has_rest && !field.required) || serde.contains("default");
                let mut field = one(name, &key, &field.attributes, &field.ty, left_out, kind)?;
                match field.name.as_str() {
                    "format" => field.default = Some(format!("\"ceptoar/{}/1\"", name.to_lowercase())),
                    "revision" => field.default = Some("1".to_owned()),
                    // A document without any of them is a beginning.
                    _ if !object.has_rest
                        && field.default.is_none()
                        && field.ty.starts_with("Sequence[")
                        && name != "Rules" =>
                    {
                        field.default = Some("()".to_owned());
                    }
                    _ => {}
                }
                fields.push(field);
            }
        }
    }
    // What may be left out stands behind what may not.
    fields.sort_by_key(|field| field.default.is_some());
    let base = if kind == Kind::Document { "Value" } else { "Record" };
    let also =
        ALSO.iter().filter(|(of, record, _)| *of == kind && *record == name).map(|(.., also)| (*also).to_owned());
    let more = MORE.iter().find(|(of, _)| kind == Kind::Record && *of == name).map_or(&[][..], |(_, more)| *more);
    let docs = declared::docs(attributes);
    if kind == Kind::Record && name == "Citation" {
        let of_all = Class {
            name: "Cited".to_owned(),
            docs: vec![" What is cited: where it comes from, and how it is known.".to_owned()],
            bases: vec![base.to_owned()],
            by_name: true,
            fields,
            more,
        };
        let alone = Class {
            name: name.to_owned(),
            docs,
            bases: vec!["Cited".to_owned()],
            by_name: false,
            fields: Vec::new(),
            more,
        };
        return Ok(vec![of_all, alone]);
    }
    let base = if cited { "Cited" } else { base };
    let bases = also.chain([base.to_owned()]).collect();
    Ok(vec![Class { name: renamed(name, kind), docs, bases, by_name: false, fields, more }])
}

/// What every datum of a document carries.
pub(super) fn cited() -> Result<Class, String> {
    let field = |(name, ty, about): (&str, &str, &str)| {
        let ty = syn::parse_str(ty).map_err(|error| error.to_string())?;
        let field = one("Cited", name, &[], &ty, true, Kind::Document)?;
        Ok(Field { docs: vec![format!(" {about}")], ..field })
    };
    Ok(Class {
        name: "Cited".to_owned(),
        docs: vec![" What is cited: where it comes from, how it is known, and what the reader should know.".to_owned()],
        bases: vec!["Value".to_owned()],
        by_name: true,
        fields: CITED.into_iter().map(field).collect::<Result<_, String>>()?,
        more: &[],
    })
}

fn one(
    of: &str,
    key: &str,
    attributes: &[syn::Attribute],
    ty: &syn::Type,
    left_out: bool,
    kind: Kind,
) -> Result<Field, String> {
    let ty = python_type(ty, kind).ok_or_else(|| format!("`{of}.{key}` is of an unknown type"))?;
    let default = match ty.as_str() {
        _ if !left_out => None,
        "bool" => Some("False".to_owned()),
        _ if ty.ends_with("| None") => Some("None".to_owned()),
        _ if ty.starts_with("tuple[") => Some("()".to_owned()),
        "int" | "str" => Some("None".to_owned()),
        // Always.
        "Period" => Some("Period()".to_owned()),
        _ => return Err(format!("`{of}.{key}` may be left out and has no default")),
    };
    let bare = key.trim_start_matches('$');
    let name = if KEYWORDS.contains(&bare) { format!("{bare}_") } else { bare.to_owned() };
    Ok(Field { name, docs: declared::docs(attributes), ty, default })
}

/// What `#[serde(…)]` says.
fn serde(attributes: &[syn::Attribute]) -> String {
    let said = attributes.iter().filter(|attribute| attribute.path().is_ident("serde"));
    said.filter_map(|attribute| attribute.meta.require_list().ok().map(|list| list.tokens.to_string())).collect()
}

fn renamed_by(serde: &str) -> Option<String> {
    let (_, behind) = serde.split_once("rename = \"")?;
    behind.split_once('"').map(|(name, _)| name.to_owned())
}

/// The type in Python: ids, codes and digests as text, lists as tuples, instants and days as Python's own.
fn python_type(ty: &syn::Type, kind: Kind) -> Option<String> {
    let list = |item: &str| match kind {
        Kind::Record => format!("tuple[{item}, ...]"),
        Kind::Document => format!("Sequence[{item}]"),
    };
    let syn::Type::Path(_) = ty else {
        let syn::Type::Slice(slice) = ty else { return None };
        return python_type(&slice.elem, kind).map(|item| list(&item));
    };
    let (name, inner) = generic(ty)?;
    Some(match (name.as_str(), inner) {
        ("Option", Some(inner)) => format!("{} | None", python_type(inner, kind)?),
        ("Vec", Some(inner)) => list(&python_type(inner, kind)?),
        // What is absent sets no condition; what is written must name something.
        ("Set", Some(inner)) => format!("{} | None", list(&python_type(inner, kind)?)),
        ("Box" | "Arc", Some(inner)) => python_type(inner, kind)?,
        ("DateTime", _) => "dt.datetime".to_owned(),
        ("NaiveDate" | "DateText", _) => "dt.date".to_owned(),
        ("u16" | "u32", _) => "int".to_owned(),
        ("bool", _) => name,
        ("ChannelAllowance" | "Allowance", _) => format!("str | {}", list("str")),
        ("LinkChannel", _) if kind == Kind::Document => "str | ConditionalChannel".to_owned(),
        ("Text", _) => name,
        ("str" | "String" | "Due" | "Label" | "PersonRef" | "LintCode" | "ReasonCode", _) => "str".to_owned(),
        (name, _) if name.ends_with("Id") || name.ends_with("Text") => "str".to_owned(),
        (name, None) => renamed(name, kind),
        _ => return None,
    })
}
