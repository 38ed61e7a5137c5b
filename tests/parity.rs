//! What the core offers is there in every binding, or `tests/parity.json` says why not.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::Deserialize;

#[path = "parity/faces.rs"]
mod faces;

use self::faces::Names;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parity {
    about: String,
    types: BTreeMap<String, Types>,
    functions: BTreeMap<String, Named>,
}

/// The types of each face that stand for one of the core, where they are called otherwise; of C what its functions' names
/// begin with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Types {
    c: Option<String>,
    kotlin_swift: Option<String>,
    python: Option<String>,
}

impl Types {
    fn of(&self, face: &str) -> Option<&str> {
        match face {
            "c" => self.c.as_deref(),
            "python" => self.python.as_deref(),
            _ => self.kotlin_swift.as_deref(),
        }
    }
}

/// What a function is called: one or more names, or `not: ` and why.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    c: String,
    kotlin_swift: String,
    python: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn parity() -> Parity {
    let text = std::fs::read_to_string(root().join("tests/parity.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn core_files() -> Vec<syn::File> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("ceptoar-core/src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.ends_with("document") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(syn::parse_file(&std::fs::read_to_string(&path).unwrap()).unwrap());
            }
        }
    }
    files
}

/// The names that a file of the core exports.
fn exported(file: &str) -> BTreeSet<String> {
    fn names(tree: &syn::UseTree, out: &mut BTreeSet<String>) {
        match tree {
            syn::UseTree::Path(path) => names(&path.tree, out),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| names(tree, out)),
            syn::UseTree::Name(name) => drop(out.insert(name.ident.to_string())),
            syn::UseTree::Rename(_) | syn::UseTree::Glob(_) => panic!("names are exported one by one"),
        }
    }
    let text = std::fs::read_to_string(root().join("ceptoar-core/src").join(file)).unwrap();
    let mut out = BTreeSet::new();
    for item in syn::parse_file(&text).unwrap().items {
        if let syn::Item::Use(item) = item
            && faces::is_public(&item.vis)
        {
            names(&item.tree, &mut out);
        }
    }
    out
}

/// Whether a name is a function's.
fn is_free(name: &str) -> bool {
    name.starts_with(char::is_lowercase)
}

/// The free functions of what an author asks: `module::function`.
fn authored() -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join("ceptoar-core/src/author/mod.rs")).unwrap();
    let modules = syn::parse_file(&text).unwrap().items.into_iter().filter_map(|item| match item {
        syn::Item::Mod(item) if faces::is_public(&item.vis) => Some(item.ident.to_string()),
        _ => None,
    });
    let of = |module: String| {
        let names = exported(&format!("author/{module}/mod.rs")).into_iter().filter(|name| is_free(name));
        names.map(|name| format!("{module}::{name}")).collect::<Vec<_>>()
    };
    let here = exported("author/mod.rs").into_iter().filter(|name| is_free(name)).map(|name| format!("author::{name}"));
    modules.flat_map(of).chain(here).collect()
}

/// The public functions of what is exported, by the core and by its module `author`: `Type::method`, or a free function's name. The
/// values of `document` are left out: each language has them as records, made by one generator.
fn functions() -> BTreeSet<String> {
    let (mut exported, of_authors) = (exported("lib.rs"), exported("author/mod.rs"));
    exported.extend(of_authors.into_iter().filter(|name| !is_free(name)));
    let mut out = authored();
    for item in core_files().into_iter().flat_map(|file| file.items) {
        match item {
            syn::Item::Fn(item) if exported.contains(&item.sig.ident.to_string()) => {
                out.insert(item.sig.ident.to_string());
            }
            syn::Item::Impl(item) if item.trait_.is_none() => {
                let syn::Type::Path(path) = &*item.self_ty else { continue };
                let name = path.path.segments.last().unwrap().ident.to_string();
                for inner in item.items.iter().filter(|_| exported.contains(&name)) {
                    if let syn::ImplItem::Fn(method) = inner
                        && faces::is_public(&method.vis)
                    {
                        out.insert(format!("{name}::{}", method.sig.ident));
                    }
                }
            }
            // The answers that stand alone: a macro gives each its JSON.
            syn::Item::Macro(item) if item.mac.path.is_ident("roots") => {
                let words = item.mac.tokens.into_iter().map(|token| token.to_string());
                out.extend(
                    words
                        .filter(|word| exported.contains(word))
                        .flat_map(|name| [format!("{name}::from_json"), format!("{name}::to_json")]),
                );
            }
            _ => {}
        }
    }
    out
}

#[test]
fn every_function_of_the_core_is_listed() {
    let listed: BTreeSet<String> = parity().functions.into_keys().collect();
    let functions = functions();
    assert!(functions.len() > 100, "the core's functions were not read");
    assert_eq!(listed, functions);
    assert!(!parity().about.is_empty());
}

/// What each face declares.
struct Faces {
    c: Names,
    kotlin_swift: Names,
    python: Names,
}

impl Faces {
    fn read() -> Self {
        let read = |folder: &str, ending: &str| faces::files(&root().join(folder), ending);
        let kotlin = faces::kotlin(&read("ceptoar-ffi/kotlin/src/main", "kt"));
        let swift = faces::swift(&read("ceptoar-ffi/swift/Sources/Ceptoar", "swift"));
        // uniffi gives its own to both; what is written by hand is there in both, or is not there.
        let mut kotlin_swift = faces::uniffi(&read("ceptoar-ffi/src", "rs"));
        kotlin_swift.extend(kotlin.intersection(&swift).cloned());
        let mut python = read("ceptoar-py/python", "py");
        python.extend(read("ceptoar-py/python", "pyi"));
        Self { c: faces::c(&read("ceptoar-ffi/c/include", "h").concat()), kotlin_swift, python: faces::python(&python) }
    }

    /// What is wrong with a name that a face gives to a function of the core.
    fn fault(&self, face: &str, function: &str, name: &str, types: &BTreeMap<String, Types>) -> Option<String> {
        let core = function.split_once("::").map(|(of, _)| of);
        let there = core.and_then(|core| types.get(core)).and_then(|types| types.of(face));
        if face == "c" {
            let of = there.map(str::to_owned).or(core.map(str::to_lowercase)).unwrap_or_default();
            let fits = of.split(' ').any(|of| name.starts_with(&format!("ceptoar_{of}_")));
            let declared = self.c.contains(name);
            return (!declared || !fits).then(|| format!("{function}: {name} is no function of C's {of}"));
        }
        let declared = if face == "python" { &self.python } else { &self.kotlin_swift };
        let name = name.replace("::", ".");
        let is_free = !name.contains('.') && name.starts_with(char::is_lowercase);
        let of = there.or(core).unwrap_or_default();
        let fits = is_free || of.split(' ').any(|of| name.split('.').next() == Some(of));
        (!declared.contains(&name) || !fits).then(|| format!("{function}: {name} is no member of {face}'s {of}"))
    }
}

/// What is wrong with the names that are listed.
fn faults(parity: &Parity, faces: &Faces) -> Vec<String> {
    let mut faults = Vec::new();
    for (function, names) in &parity.functions {
        for (face, names) in [("c", &names.c), ("kotlin_swift", &names.kotlin_swift), ("python", &names.python)] {
            match names.strip_prefix("not: ") {
                Some(why) if why.len() > 10 => {}
                Some(why) => faults.push(format!("{function}: `{why}` is no reason")),
                None => {
                    faults.extend(names.split(' ').filter_map(|name| faces.fault(face, function, name, &parity.types)));
                }
            }
        }
    }
    faults
}

#[test]
fn every_name_exists_in_its_type_and_every_gap_has_a_reason() {
    let parity = parity();
    assert_eq!(faults(&parity, &Faces::read()), [""; 0]);
    let cores: BTreeSet<&str> = parity.functions.keys().filter_map(|name| Some(name.split_once("::")?.0)).collect();
    let foreign: Vec<&String> = parity.types.keys().filter(|of| !cores.contains(of.as_str())).collect();
    assert!(foreign.is_empty(), "types that the core has not: {foreign:?}");
}

/// A name that is somewhere, and not in this type, is none.
#[test]
fn a_name_of_another_type_is_missed() {
    let faces = Faces::read();
    for (function, face, name) in [
        ("RuleSet::digest", "kotlin_swift", "Registry::digest"),
        ("RuleSet::digest", "kotlin_swift", "RuleSet::bodies"),
        ("Delivery::path", "kotlin_swift", "path"),
        ("Delivery::path", "kotlin_swift", "Hop::path"),
        ("Plan::view_for", "python", "Explanation.view_for"),
        ("Router::onward", "python", "Plan.onward"),
        ("Plan::text", "python", "text"),
        ("Registry::find", "c", "ceptoar_rules_json"),
        ("Registry::find", "c", "ceptoar_registry_found"),
    ] {
        let mut wrong = parity();
        let names = wrong.functions.get_mut(function).unwrap();
        let place = match face {
            "c" => &mut names.c,
            "python" => &mut names.python,
            _ => &mut names.kotlin_swift,
        };
        *place = name.to_owned();
        assert_eq!(faults(&wrong, &faces).len(), 1, "{function} as {name} went unnoticed");
    }
}

fn fields(text: &str, name: &str) -> BTreeSet<String> {
    let items = syn::parse_file(text).unwrap().items;
    let found = items.into_iter().find_map(|item| match item {
        syn::Item::Struct(item) if item.ident == name => Some(item.fields),
        _ => None,
    });
    found.unwrap().iter().map(|field| field.ident.as_ref().unwrap().to_string()).collect()
}

/// The other records are made from the core's declarations; these take defaults, and are written by hand.
#[test]
fn records_written_by_hand_have_the_cores_fields() {
    let read = |file: &str| std::fs::read_to_string(root().join(file)).unwrap();
    for (ours, of, file, name) in [
        ("notice.rs", "NoticeDocument", "notice/envelope.rs", "Notice"),
        ("notice.rs", "NamedPerson", "notice/envelope.rs", "NamedPerson"),
        ("situation.rs", "Situation", "situation.rs", "Situation"),
        ("situation.rs", "Outage", "situation.rs", "Outage"),
    ] {
        let ours = read(&format!("ceptoar-ffi/src/{ours}"));
        assert_eq!(fields(&ours, of), fields(&read(&format!("ceptoar-core/src/{file}")), name), "{name}");
    }
}
