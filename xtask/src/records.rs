//! The records and closed sets that Kotlin and Swift get, made from the core's own declarations: a field that is added
//! there is there as well, with the words that it is documented with.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::generate::formatted;
use crate::{root, words};

/// Declarations by the file of the core that holds them.
type Parts = &'static [(&'static str, &'static [&'static str])];

/// The files that are made: where, what they are, and what of which source.
const FILES: [(&str, &str, Parts); 3] = [
    (
        "enums.rs",
        "Closed sets: a new member is a major version, and a reader is to treat them all.",
        &[(
            "word/sets.rs",
            &[
                "Lang",
                "Grade",
                "PartyKind",
                "Role",
                "Direction",
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
            ],
        )],
    ),
    (
        "facts.rs",
        "What registries, rules and level profiles hold.",
        &[
            ("text/bilingual.rs", &["Text"]),
            ("time.rs", &["Period"]),
            ("fact/source.rs", &["Citation"]),
            ("fact/party.rs", &["Count", "CountPart", "Party", "Membership"]),
            ("fact/vocabulary.rs", &["Term", "Channel", "Vocabularies"]),
            (
                "fact/ceptoar.rs",
                &["Ceptoar", "Means", "Composition", "Secretariat", "Summary", "Activity", "ActivityCount"],
            ),
            ("fact/source.rs", &["Instrument", "Binds"]),
            ("fact/ceptoar.rs", &["Body", "Council"]),
            ("fact/source.rs", &["Statement", "Erratum", "CitedDocument", "SourceIndex"]),
            ("fact/link.rs", &["ChannelCondition", "LinkChannel", "Link"]),
            ("level/profile.rs", &["Level"]),
            ("rules/rule.rs", &["Rule"]),
        ],
    ),
    (
        "answers.rs",
        "What the router answers.",
        &[
            ("lint.rs", &["Lint"]),
            ("answer/plan.rs", &["Persons", "Hop", "OwedJudgement", "Delivery", "Unmet", "Digests", "Plan"]),
            ("answer/verdict.rs", &["Change", "Reason", "Verdict"]),
            ("answer/explanation.rs", &["ReachBasis"]),
            ("answer/hand.rs", &["Onward", "Passing"]),
            ("answer/view.rs", &["View"]),
        ],
    ),
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

/// Sentences that the core renders, which the record carries: the field, its words, and the expression.
const SENTENCES: [(&str, &str, &str, &str); 3] = [
    ("Lint", "message", "It as a sentence without a full stop.", "self.message(lang).to_owned()"),
    ("Change", "phrase", "It as a phrase.", "self.phrase(registry, lang)"),
    ("Reason", "sentence", "It as a sentence without a full stop.", "self.sentence(registry, lang)"),
];

/// Each file with its text.
pub(crate) fn records() -> Result<Vec<(PathBuf, String)>, String> {
    FILES.iter().map(|(file, about, parts)| Ok((folder().join(file), formatted(&text(about, parts)?)?))).collect()
}

fn folder() -> PathBuf {
    root().join("ceptoar-ffi/src/records")
}

fn text(about: &str, parts: Parts) -> Result<String, String> {
    let mut body = String::new();
    let mut enums = Vec::new();
    for (file, names) in parts {
        let path = root().join("ceptoar-core/src").join(file);
        let source = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let parsed = syn::parse_file(&source).map_err(|error| format!("{}: {error}", path.display()))?;
        let sets = words::sets(&parsed)?;
        for name in *names {
            if let Some(set) = sets.iter().find(|set| set.name == *name) {
                let native = renamed(name);
                enums.push(if native == *name { native } else { format!("{name} as {native}") });
                body += &closed_set(set);
                continue;
            }
            let found = parsed.items.iter().find_map(|item| match item {
                syn::Item::Struct(item) if item.ident == name => Some(record(item)),
                _ => None,
            });
            body += &found.ok_or_else(|| format!("{file} declares no `{name}`"))??;
        }
    }
    let mut head =
        format!("//! {about}\n//!\n//! Made by `cargo xtask records` from the core's declarations; do not edit.\n\n");
    if enums.is_empty() {
        head += "use ceptoar_core as core;\n\nuse super::*;\n";
    } else {
        enums.sort();
        let _ = writeln!(head, "use super::Native;\npub use ceptoar_core::{{{}}};", enums.join(", "));
    }
    Ok(head + &body)
}

fn docs(attributes: &[syn::Attribute], indent: &str) -> String {
    let mut out = String::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        if let syn::Meta::NameValue(pair) = &attribute.meta
            && let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(line), .. }) = &pair.value
        {
            // What is `None` in Rust is absent elsewhere.
            let _ = writeln!(out, "{indent}///{}", line.value().replace("`None`", "absent"));
        }
    }
    out
}

fn closed_set(set: &words::Set) -> String {
    let name = renamed(&set.name.to_string());
    let mut out = format!("\n{}#[uniffi::remote(Enum)]\npub enum {name} {{\n", docs(&set.attributes, ""));
    for member in &set.members {
        let _ = writeln!(out, "{}    {},", docs(&member.attributes, "    "), member.name);
    }
    let _ = writeln!(out, "}}\n\nimpl Native for {name} {{\n    type As = Self;\n");
    out + "    fn native(&self, _: &ceptoar_core::Registry) -> Self {\n        *self\n    }\n}\n"
}

fn record(item: &syn::ItemStruct) -> Result<String, String> {
    let name = item.ident.to_string();
    let native = renamed(&name);
    let mut fields = String::new();
    let mut conversion = String::new();
    for field in &item.fields {
        let ident = field.ident.as_ref().ok_or_else(|| format!("`{name}` has a field without a name"))?;
        if !matches!(field.vis, syn::Visibility::Public(_)) {
            return Err(format!("`{name}.{ident}` is private"));
        }
        let as_type = native_type(&field.ty).ok_or_else(|| format!("`{name}.{ident}` is of an unknown type"))?;
        let _ = writeln!(fields, "{}    pub {ident}: {as_type},", docs(&field.attrs, "    "));
        let _ = writeln!(conversion, "            {ident}: self.{ident}.native(registry),");
    }
    for (_, ident, words, expression) in SENTENCES.iter().filter(|(of, ..)| *of == name) {
        let _ = writeln!(fields, "    /// {words}\n    pub {ident}: BilingualText,");
        let _ = writeln!(conversion, "            {ident}: sentences(|lang| {expression}),");
    }
    Ok(format!(
        "\n{}#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]\npub struct {native} {{\n{fields}}}\n\n\
         impl Native for core::{name} {{\n    type As = {native};\n\n    \
         fn native(&self, registry: &core::Registry) -> {native} {{\n        {native} {{\n{conversion}        }}\n    }}\n}}\n",
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
        // A statement with its digest, or with the reason why nothing cites it.
        syn::Type::Tuple(_) => Some("StatementDigest".to_owned()),
        syn::Type::Path(path) => {
            let last = path.path.segments.last()?;
            let inner = match &last.arguments {
                syn::PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
                    syn::GenericArgument::Type(inner) => Some(inner),
                    _ => None,
                },
                _ => None,
            };
            let name = last.ident.to_string();
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
