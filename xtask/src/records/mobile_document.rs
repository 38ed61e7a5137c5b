//! Kotlin and Swift: the documents as records, to write them without JSON. Each becomes the core's value of the same name, and comes
//! from it, whole.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::declared::{self, CITED, Object, generic};
use super::mobile::{docs, imported, made, names};
use crate::generate::Files;
use crate::root;

/// A file that is made: its name, what it holds, the file of the core, and the objects of it.
type File = (&'static str, &'static str, &'static str, &'static [&'static str]);

const FILES: [File; 7] = [
    ("time", "Spans of days, as documents write them.", "document/scalar.rs", &["Period"]),
    ("channel", "Channels of a link.", "document/channel.rs", &["ChannelCondition", "ConditionalChannel"]),
    (
        "record",
        "Records of CEPTOARs and councils, instruments and bodies.",
        "document/record.rs",
        &[
            "ActivityCount",
            "Composition",
            "Ceptoar",
            "Council",
            "Secretariat",
            "Dated",
            "Month",
            "Means",
            "LaterMeans",
            "Kinds",
            "Summary",
            "Activity",
            "Instrument",
            "Binds",
            "Body",
        ],
    ),
    (
        "edition",
        "Editions.",
        "document/edition.rs",
        &[
            "Edition",
            "Vocabularies",
            "SourceIndex",
            "IndexEntry",
            "Excused",
            "CitedDocument",
            "Covers",
            "Term",
            "Channel",
            "Sector",
            "BasedOn",
            "FromOutline",
            "Party",
            "LaterName",
            "LaterCounts",
            "CountPart",
            "Count",
            "Membership",
            "Link",
            "Total",
            "Statement",
            "Erratum",
        ],
    ),
    ("rules", "Rules.", "document/rules.rs", &["Rules", "Condition", "Audience", "MembersOf", "Rule"]),
    ("levels", "Level profiles.", "document/levels.rs", &["Levels", "Level", "Basis"]),
    ("roster", "Rosters.", "document/roster.rs", &["Roster", "Organization"]),
];

/// What the made files take from files that are written by hand or made of other declarations.
const WRITTEN: [(&str, &str); 3] = [
    ("ChannelAllowance", "crate::records::allowance"),
    ("BilingualText", "crate::records::text"),
    ("LinkChannelDocument", "crate::documents::link_channel"),
];

/// What crosses: the file of the core, and the name of the declaration.
#[cfg(test)]
pub(super) fn crossing() -> Vec<(&'static str, &'static str)> {
    FILES.iter().flat_map(|(_, _, core, names)| names.iter().map(|name| (*core, *name))).collect()
}

pub(super) fn files() -> Files {
    let mut from: BTreeMap<String, String> = names("enums", "crate::records::enums").collect();
    from.extend(WRITTEN.iter().map(|(item, module)| ((*item).to_owned(), (*module).to_owned())));
    for (file, _, _, items) in FILES {
        from.extend(items.iter().map(|item| (format!("{item}Document"), format!("crate::documents::{file}"))));
    }
    let folder = root().join("ceptoar-ffi/src/documents");
    let mut files = Vec::new();
    for (file, about, core, items) in FILES {
        let objects = declared::objects(&declared::file(core)?)?;
        let mut body = String::new();
        for name in items {
            let object = objects.iter().find(|object| object.name == *name);
            body += &record(object.ok_or_else(|| format!("{core} declares no `{name}`"))?)?;
        }
        let head = "use ceptoar_core::document;\n\nuse crate::written::Written;\n";
        let others = from.iter().filter(|(_, module)| **module != format!("crate::documents::{file}"));
        files.push((
            folder.join(file).with_extension("rs"),
            made(about, &(head.to_owned() + &imported(&body, others)))?,
        ));
    }
    Ok(files)
}

fn record(object: &Object) -> Result<String, String> {
    let name = object.name.to_string();
    let (mut required, mut optional, mut core, mut of) = (String::new(), String::new(), String::new(), String::new());
    for field in &object.fields {
        let ident = field.name.to_string();
        match ident.as_str() {
            "schema" if !object.has_rest => {
                core += "            schema: None,\n";
                continue;
            }
            "format" if !object.has_rest => {
                let _ = writeln!(core, "            format: Some(document::{name}::FORMAT.to_owned()),");
                continue;
            }
            _ => {}
        }
        let ty = native(&field.ty).ok_or_else(|| format!("`{name}.{ident}` is of an unknown type"))?;
        let default = default(object, field, &ty);
        let mut about = docs(&field.attributes, "    ");
        if ident == "except" {
            about = about.replace(" again.", " again: at most one audience, which may have an exception of its own.");
        }
        let out = if default.is_some() { &mut optional } else { &mut required };
        let default = default.map(|value| format!("    #[uniffi(default = {value})]\n")).unwrap_or_default();
        let _ = writeln!(out, "{about}{default}    pub {ident}: {ty},");
        let _ = writeln!(core, "            {ident}: self.{ident}.core(),");
        let _ = writeln!(of, "            {ident}: Written::of(&core.{ident}),");
    }
    if object.cited {
        for (ident, ty, about) in CITED {
            let ty: syn::Type = syn::parse_str(ty).map_err(|error| error.to_string())?;
            let ty = native(&ty).ok_or_else(|| format!("`{ident}` is of an unknown type"))?;
            let _ = write!(optional, "    /// {about}\n    #[uniffi(default = None)]\n    pub {ident}: {ty},\n");
            let _ = writeln!(core, "            {ident}: self.{ident}.core(),");
            let _ = writeln!(of, "            {ident}: Written::of(&core.{ident}),");
        }
    }
    Ok(format!(
        "\n{}#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]\npub struct {name}Document {{\n{required}{optional}}}\n\n\
         impl Written<document::{name}> for {name}Document {{\n    fn core(&self) -> document::{name} {{\n        \
         document::{name} {{\n{core}        }}\n    }}\n\n    fn of(core: &document::{name}) -> Self {{\n        Self {{\n{of}        \
         }}\n    }}\n}}\n",
        docs(&object.attributes, "")
    ))
}

/// What a field is where the author says nothing of it. The lists of a whole document are empty then.
fn default(object: &Object, field: &declared::Field, ty: &str) -> Option<&'static str> {
    let may_be_left_out = !field.required || !object.has_rest;
    match ty {
        "bool" if may_be_left_out => Some("false"),
        "u32" if !object.has_rest => Some("1"),
        _ if ty.starts_with("Option<") => Some("None"),
        _ if ty.starts_with("Vec<") && may_be_left_out => Some("[]"),
        _ => None,
    }
}

/// The type that crosses: what is not checked yet is text.
fn native(ty: &syn::Type) -> Option<String> {
    let (name, inner) = generic(ty)?;
    Some(match (name.as_str(), inner) {
        // Swift's structs cannot hold themselves, but lists of themselves they can.
        ("Option", Some(inner)) if generic(inner)?.0 == "Box" => format!("Vec<{}>", native(generic(inner)?.1?)?),
        ("Option", Some(inner)) => format!("Option<{}>", native(inner)?),
        ("Set", Some(inner)) => format!("Option<Vec<{}>>", native(inner)?),
        ("Vec", Some(inner)) => format!("Vec<{}>", native(inner)?),
        ("bool" | "u32" | "u16", _) => name,
        ("Text", _) => "BilingualText".to_owned(),
        ("Allowance", _) => "ChannelAllowance".to_owned(),
        ("Binding", _) => "InstrumentBinding".to_owned(),
        ("String", _) => name,
        (text, _) if text.ends_with("Text") => "String".to_owned(),
        (name, _) if names("enums", "").any(|(set, _)| set == name) => name.to_owned(),
        (name, _) => format!("{name}Document"),
    })
}
