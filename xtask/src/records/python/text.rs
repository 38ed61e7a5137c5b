//! Python as it is written: modules, classes and closed sets, as ruff leaves them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::class::{Class, Kind};
use crate::records::declared;
use crate::words;

/// The columns of a line.
const WIDTH: usize = 120;

const INDENT: &str = "    ";

const MADE: &str = "# Made by `cargo xtask records` from the core's declarations; do not edit.\n";

/// What only Python's closed sets do: the class of `ceptoar._undecided` that they inherit from.
const ALSO: [(&str, &str); 1] = [("MayPass", "Undecided")];

/// The doc comment of the core as a docstring.
fn docstring(lines: &[String], indent: &str) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let mut text = String::new();
    for (n, line) in lines.iter().enumerate() {
        let (indent, line) = (if n == 0 || line.is_empty() { "" } else { indent }, line.trim_end());
        let _ = write!(text, "{}{indent}{line}", if n == 0 { "" } else { "\n" });
    }
    if lines.len() == 1 {
        format!("{indent}\"\"\"{text}\"\"\"\n")
    } else {
        format!("{indent}\"\"\"{text}\n{indent}\"\"\"\n")
    }
}

fn import(module: &str, names: &BTreeSet<&str>, width: usize) -> String {
    let all: Vec<&str> = names.iter().copied().collect();
    let line = format!("from {module} import {}\n", all.join(", "));
    if line.len() <= width {
        return line;
    }
    format!("from {module} import (\n    {},\n)\n", all.join(",\n    "))
}

fn exported(names: &BTreeSet<&str>) -> String {
    let mut out = "__all__ = [\n".to_owned();
    for name in names {
        let _ = writeln!(out, "    \"{name}\",");
    }
    out + "]\n"
}

/// The closed sets.
pub(super) fn enums(sets: &[&words::Set]) -> String {
    let codes = ["lint_codes", "problem_codes", "reason_codes"];
    let names: Vec<String> = sets.iter().map(|set| set.name.to_string()).collect();
    let mut out = format!(
        "\"\"\"The closed sets, as they stand in documents and answers.\n\n\
         Every member is its text: `Duty.MUST == \"must\"`. Sets that grow (parties, sectors, kinds, channels, level labels) are not\n\
         here: they are ids in data. Codes grow as well: each list of them is a function.\n\n\
         >>> Duty.MUST == \"must\", problem_codes()[\"unknown-party\"][0]\n\
         (True, 'the registry has no party `{{}}`')\n\"\"\"\n\n{MADE}\nfrom enum import StrEnum\n\n"
    );
    out += &import("ceptoar._codes", &codes.into(), WIDTH);
    out += &import("ceptoar._undecided", &ALSO.iter().map(|(_, also)| *also).collect(), WIDTH);
    out += &format!("\n{}", exported(&names.iter().map(String::as_str).chain(codes).collect()));
    for set in sets {
        let also = ALSO.iter().find(|(of, _)| set.name == *of).map(|(_, also)| format!("{also}, ")).unwrap_or_default();
        let _ = write!(out, "\n\nclass {}({also}StrEnum):\n", set.name);
        let docs = declared::docs(&set.attributes).into_iter().map(|line| {
            set.members.iter().fold(line, |line, member| {
                line.replace(&format!("`{}`", member.name), &format!("`{}`", upper(&member.name.to_string())))
            })
        });
        out += &docstring(&docs.collect::<Vec<_>>(), "    ");
        out.push('\n');
        for member in &set.members {
            let _ = writeln!(out, "    {} = \"{}\"", upper(&member.name.to_string()), member.word.value());
            out += &docstring(&declared::docs(&member.attributes), "    ");
        }
    }
    out
}

/// `NeedToKnow` as `NEED_TO_KNOW`.
fn upper(name: &str) -> String {
    let mut out = String::new();
    for (n, c) in name.chars().enumerate() {
        if n > 0 && c.is_uppercase() {
            out.push('_');
        }
        out.extend(c.to_uppercase());
    }
    out
}

/// A module of classes. `known`: where each name that may be used is declared.
pub(super) fn module(
    about: &str,
    kind: Kind,
    classes: &[Class],
    this: &str,
    known: &BTreeMap<String, String>,
) -> String {
    let body: String = classes.iter().map(|class| write_class(class, kind)).collect();
    // What only stands in a docstring is not used.
    let code: Vec<&str> = body.lines().filter(|line| line.contains(": ") || line.starts_with("class ")).collect();
    let code: String =
        code.iter().filter(|line| !line.trim_start().starts_with("\"\"\"")).map(|line| format!("{line}\n")).collect();
    let decorated = body.contains("    _: KW_ONLY\n");
    let mut used: BTreeSet<&str> = code.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
    used.insert("dataclass");
    if decorated {
        used.insert("KW_ONLY");
    }
    let mut modules: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, module) in known.iter().filter(|(name, module)| used.contains(name.as_str()) && *module != this) {
        modules.entry(module).or_default().insert(name);
    }
    let mut written: Vec<(&str, &str)> = vec![("ceptoar._records", "Record"), ("ceptoar._value", "Value")];
    if known.get("Cited").is_none_or(|module| module != this) {
        written.push((if kind == Kind::Document { "ceptoar.document.cited" } else { "ceptoar.facts.source" }, "Cited"));
    }
    for name in [
        "ChosenText",
        "CountsByDay",
        "Covering",
        "LintSentence",
        "MeansByDay",
        "NamesByDay",
        "JudgedHop",
        "DeliveryPath",
        "ReasonSentence",
        "ThreeAnswers",
        "RuleByEffect",
    ] {
        written.push(("ceptoar._also", name));
    }
    for (module, name) in written.into_iter().filter(|(_, name)| used.contains(name)) {
        modules.entry(module).or_default().insert(name);
    }
    let mut out = format!("\"\"\"{about}\"\"\"\n\n{MADE}\nfrom __future__ import annotations\n\n");
    if code.contains("dt.") {
        out += "import datetime as dt\n";
    }
    for (module, names) in [
        ("collections.abc", &["Sequence"][..]),
        ("dataclasses", &["KW_ONLY", "dataclass", "field"]),
        ("typing", &["ClassVar"]),
    ] {
        let names: BTreeSet<&str> = names
            .iter()
            .copied()
            .filter(|name| used.contains(name) && (*name != "field" || code.contains("field(")))
            .collect();
        if !names.is_empty() {
            out += &import(module, &names, WIDTH);
        }
    }
    out.push('\n');
    for (module, names) in &modules {
        out += &import(module, names, WIDTH);
    }
    let names: BTreeSet<&str> = classes.iter().map(|class| class.name.as_str()).collect();
    out + &format!("\n{}", exported(&names)) + &body
}

fn write_class(class: &Class, kind: Kind) -> String {
    let by_name = if class.by_name { ", kw_only=True" } else { "" };
    let mut out = format!(
        "\n\n@dataclass(frozen=True, slots=True{by_name})\nclass {}({}):\n{}",
        class.name,
        class.bases.join(", "),
        docstring(&class.docs, "    ")
    );
    if class.fields.is_empty() && class.more.is_empty() {
        return out;
    }
    out.push('\n');
    let mut named = kind == Kind::Record || class.by_name;
    for field in &class.fields {
        if field.default.is_some() && !named {
            out += "    _: KW_ONLY\n";
            named = true;
        }
        let default = field.default.as_ref().map(|value| format!(" = {value}")).unwrap_or_default();
        let _ = writeln!(out, "    {}: {}{default}", field.name, field.ty);
        out += &docstring(&field.docs, "    ");
    }
    for line in class.more {
        let _ = writeln!(out, "    {line}");
    }
    out
}

/// A package that offers what its modules hold: each is imported when something of it is first asked for, since a class of
/// records takes longer to make than an answer.
pub(super) fn package(about: &str, exports: &BTreeMap<String, Vec<String>>) -> String {
    let end = if about.contains('\n') { "\n" } else { "" };
    let mut out = format!(
        "\"\"\"{about}{end}\"\"\"\n\n{MADE}\n\
         from __future__ import annotations\n\n\
         from ceptoar._later import later\n\n\
         TYPE_CHECKING = False  # as in `ceptoar._later`\n\n\
         if TYPE_CHECKING:\n    from collections.abc import Callable\n\n"
    );
    for (module, names) in exports {
        for line in import(module, &names.iter().map(String::as_str).collect(), WIDTH - INDENT.len()).lines() {
            let _ = writeln!(out, "{INDENT}{line}");
        }
    }
    let homes: BTreeMap<&str, &str> = exports
        .iter()
        .flat_map(|(module, names)| names.iter().map(|name| (&**name, module.trim_start_matches("ceptoar."))))
        .collect();
    out += &format!("\n{}\n", exported(&homes.keys().copied().collect()));
    out += "__getattr__: Callable[[str], object] = later(\n    __name__,\n";
    for (name, home) in homes {
        let _ = writeln!(out, "{INDENT}{name}=\"{home}\",");
    }
    out + ")\n"
}
