//! Python: what its package has of closed sets, facts, answers and documents.

mod class;
mod text;

use std::collections::BTreeMap;
use std::path::PathBuf;

use self::class::{Class, Kind, Source};
use crate::generate::Files;
use crate::records::declared;
use crate::{root, words};

/// A module that is made: its path below the package, what it holds, and what of which files of the core.
struct Module {
    path: &'static str,
    about: &'static str,
    kind: Kind,
    from: &'static [(&'static str, &'static [&'static str])],
}

const MODULES: [Module; 16] = [
    Module {
        path: "facts/text.py",
        about: "Text in two languages, spans of days, and what to look at.",
        kind: Kind::Record,
        from: &[("text/bilingual.rs", &["Text"]), ("time.rs", &["Period"]), ("lint.rs", &["Lint"])],
    },
    Module {
        path: "facts/source.py",
        about: "What facts rest on.",
        kind: Kind::Record,
        from: &[(
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
        )],
    },
    Module {
        path: "facts/party.py",
        about: "Parties, who belongs to whom, who can hand on to whom, and the words of an edition.",
        kind: Kind::Record,
        from: &[
            ("fact/party.rs", &["Count", "CountPart", "LaterName", "LaterCounts", "Party", "Membership"]),
            ("fact/link.rs", &["ChannelCondition", "LinkChannel", "Link"]),
            ("fact/vocabulary.rs", &["Term", "Channel", "Vocabularies"]),
        ],
    },
    Module {
        path: "facts/ceptoar.py",
        about: "What is recorded of CEPTOARs and councils.",
        kind: Kind::Record,
        from: &[(
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
        )],
    },
    Module {
        path: "facts/rule.py",
        about: "Rules, and the levels of a profile.",
        kind: Kind::Record,
        from: &[
            ("level/profile.rs", &["Level"]),
            ("rules/condition.rs", &["Condition"]),
            ("rules/audience.rs", &["MembersOf", "Audience"]),
            ("rules/rule.rs", &["Rule"]),
        ],
    },
    Module {
        path: "records/asked.py",
        about: "Parts of questions.",
        kind: Kind::Record,
        from: &[("document/situation.rs", &["Outage"]), ("document/notice.rs", &["NamedPerson"])],
    },
    Module {
        path: "records/plan.py",
        about: "Parts of a plan.",
        kind: Kind::Record,
        from: &[("answer/plan.rs", &["Persons", "Hop", "OwedJudgement", "Delivery", "Unmet", "Digests"])],
    },
    Module {
        path: "records/verdict.py",
        about: "Why a party is told or not.",
        kind: Kind::Record,
        from: &[("answer/verdict.rs", &["Change", "Reason", "Verdict"]), ("answer/explanation.rs", &["ReachBasis"])],
    },
    Module {
        path: "records/hand.py",
        about: "What a holder and a recipient may be told.",
        kind: Kind::Record,
        from: &[("answer/hand.rs", &["Onward", "Passing"]), ("answer/view.rs", &["View"])],
    },
    Module { path: CITED, about: "What every datum of a document carries.", kind: Kind::Document, from: &[] },
    Module {
        path: "document/channel.py",
        about: "Channels of a link, as documents write them.",
        kind: Kind::Document,
        from: &[("document/channel.rs", &["ChannelCondition", "ConditionalChannel"])],
    },
    Module {
        path: "document/record.py",
        about: "The records of CEPTOARs and councils, instruments and bodies, as an edition writes them.",
        kind: Kind::Document,
        from: &[(
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
        )],
    },
    Module {
        path: "document/edition.py",
        about: "The edition: what exists, dated and cited.",
        kind: Kind::Document,
        from: &[(
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
        )],
    },
    Module {
        path: "document/levels.py",
        about: "The level profile: labels and their reach.",
        kind: Kind::Document,
        from: &[("document/levels.rs", &["Levels", "Level", "Basis"])],
    },
    Module {
        path: "document/roster.py",
        about: "The roster: the user's own organisations.",
        kind: Kind::Document,
        from: &[("document/roster.rs", &["Roster", "Organization"])],
    },
    Module {
        path: "document/rules.py",
        about: "The rules: what ought to happen, dated and cited.",
        kind: Kind::Document,
        from: &[("document/rules.rs", &["Rules", "Condition", "Audience", "MembersOf", "Rule"])],
    },
];

/// What crosses: the file of the core, and the name of the declaration.
#[cfg(test)]
pub(super) fn crossing() -> Vec<(&'static str, &'static str)> {
    let from = MODULES.iter().flat_map(|module| module.from);
    from.flat_map(|(core, names)| names.iter().map(|name| (*core, *name))).collect()
}

/// The module of what every datum of a document carries.
const CITED: &str = "document/cited.py";

/// A package that is made: its name, its words, and what it takes in beside what its own modules hold.
type Package = (&'static str, &'static str, &'static [(&'static str, &'static [&'static str])]);

const PACKAGES: [Package; 3] = [
    (
        "facts",
        "The parts of a registry, of rules and of level profiles, as frozen records.

Each has `to_dict()` and `to_json()`, and is what the document of the same name says: the fields are those of the JSON
Schemas, with Python's own types for instants, days and closed sets.",
        &[],
    ),
    (
        "records",
        "The parts of questions and answers, as frozen records.

Each has `to_dict()` and `to_json()`, and is what the document of the same name says: the fields are those of the JSON
Schemas, with Python's own types for instants, days and closed sets.",
        &[],
    ),
    (
        "document",
        "The documents that decide, as values: put one together, and a registry, rules, a profile or a roster is made of it.

What is required comes first; the rest is given by name and may be left out. A value is not checked until something is made
of it: then every problem is told at once, each with its pointer into the document.

>>> from ceptoar import RuleSet, document
>>> tell = document.Rule.permit(\"tell\", document.Audience(addressees=True))
>>> RuleSet(document.Rules(\"own\", [tell])).rule(\"tell\").audience.addressees
True",
        &[("ceptoar.facts.text", &["Period", "Text"])],
    ),
];

fn path(module: &str) -> PathBuf {
    root().join("ceptoar-py/python/ceptoar").join(module)
}

fn dotted(module: &str) -> String {
    format!("ceptoar.{}", module.trim_end_matches(".py").replace('/', "."))
}

pub(super) fn files() -> Files {
    let sets = words::sets(&declared::file("word/sets.rs")?)?;
    let sets: Vec<&words::Set> = sets.iter().collect();
    let sets_of: BTreeMap<String, String> =
        sets.iter().map(|set| (set.name.to_string(), "ceptoar.enums".to_owned())).collect();
    let mut made: Vec<(&Module, Vec<Class>)> = Vec::new();
    for module in &MODULES {
        let mut classes = if module.path == CITED { vec![class::cited()?] } else { Vec::new() };
        for (core, names) in module.from {
            let file = declared::file(core)?;
            let objects = declared::objects(&file)?;
            for name in *names {
                let object = objects.iter().find(|object| object.name == *name).map(Source::Object);
                let found = declared::record(&file, name).map(Source::Struct).or(object);
                let found = found.ok_or_else(|| format!("{core} declares no `{name}`"))?;
                classes.extend(class::classes(name, &found, module.kind)?);
            }
        }
        made.push((module, classes));
    }
    let mut files = vec![(path("enums.py"), text::enums(&sets))];
    for (package, about, beside) in PACKAGES {
        let inside = || made.iter().filter(|(module, _)| module.path.split('/').next() == Some(package));
        // Documents and facts are called alike, each in its own package.
        let mut known = sets_of.clone();
        if package != "facts" {
            for (module, classes) in made.iter().filter(|(module, _)| module.path.starts_with("facts/")) {
                let shared = ["Text", "Period", "Lint"];
                let shared =
                    classes.iter().filter(|class| package == "records" || shared.contains(&class.name.as_str()));
                known.extend(shared.map(|class| (class.name.clone(), dotted(module.path))));
            }
        }
        for (module, classes) in inside() {
            known.extend(classes.iter().map(|class| (class.name.clone(), dotted(module.path))));
        }
        let mut exports: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (module, classes) in inside() {
            files.push((
                path(module.path),
                text::module(module.about, module.kind, classes, &dotted(module.path), &known),
            ));
            let names = exports.entry(dotted(module.path)).or_default();
            names.extend(classes.iter().filter(|class| class.name != "Cited").map(|class| class.name.clone()));
        }
        for (module, names) in beside {
            exports.entry((*module).to_owned()).or_default().extend(names.iter().map(|name| (*name).to_owned()));
        }
        // A base alone is nothing that a package offers.
        exports.retain(|_, names| !names.is_empty());
        files.push((path(package).join("__init__.py"), text::package(about, &exports)));
    }
    Ok(files)
}
