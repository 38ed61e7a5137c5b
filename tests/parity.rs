//! What the core offers is there in every binding, or `tests/parity.json` says why not.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parity {
    about: String,
    functions: BTreeMap<String, Names>,
}

/// What a function is called: one or more names, or `not: ` and why.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
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

/// Every file below a folder with one of these endings, as one text.
fn sources(folder: &str, endings: &[&str]) -> String {
    fn walk(folder: &Path, endings: &[&str], out: &mut String) {
        let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, endings, out);
            } else if path.extension().is_some_and(|found| endings.iter().any(|ending| found == *ending)) {
                out.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut out = String::new();
    walk(&root().join(folder), endings, &mut out);
    out
}

fn core_files() -> Vec<syn::File> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("ceptoar-core/src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(syn::parse_file(&std::fs::read_to_string(&path).unwrap()).unwrap());
            }
        }
    }
    files
}

/// The names that `lib.rs` exports.
fn exported() -> BTreeSet<String> {
    fn names(tree: &syn::UseTree, out: &mut BTreeSet<String>) {
        match tree {
            syn::UseTree::Path(path) => names(&path.tree, out),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| names(tree, out)),
            syn::UseTree::Name(name) => drop(out.insert(name.ident.to_string())),
            syn::UseTree::Rename(_) | syn::UseTree::Glob(_) => panic!("lib.rs exports names one by one"),
        }
    }
    let text = std::fs::read_to_string(root().join("ceptoar-core/src/lib.rs")).unwrap();
    let mut out = BTreeSet::new();
    for item in syn::parse_file(&text).unwrap().items {
        if let syn::Item::Use(item) = item
            && matches!(item.vis, syn::Visibility::Public(_))
        {
            names(&item.tree, &mut out);
        }
    }
    out
}

/// The public functions of what is exported: `Type::method`, or a free function's name.
fn functions() -> BTreeSet<String> {
    let exported = exported();
    let mut out = BTreeSet::new();
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
                        && matches!(method.vis, syn::Visibility::Public(_))
                    {
                        out.insert(format!("{name}::{}", method.sig.ident));
                    }
                }
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

#[test]
fn every_name_exists_and_every_gap_has_a_reason() {
    let header = sources("ceptoar-ffi/c/include", &["h"]);
    let mobile = sources("ceptoar-ffi/src", &["rs"])
        + &sources("ceptoar-ffi/kotlin/src/main", &["kt"])
        + &sources("ceptoar-ffi/swift/Sources/Ceptoar", &["swift"]);
    let python = sources("ceptoar-py/python", &["py", "pyi"]);
    let declares = |source: &str, name: &str| {
        let name = name.rsplit("::").next().unwrap().rsplit('.').next().unwrap();
        let words = [
            format!("fn {name}("),
            format!("fn {name}<"),
            format!("def {name}("),
            format!("class {name}"),
            format!("struct {name} "),
            format!("enum {name} "),
            format!("pub {name}: "),
            format!("    {name}: "),
            format!("fun {name}("),
            format!(".{name}("),
            format!(".{name}: "),
        ];
        words.iter().any(|word| source.contains(word))
    };
    let mut missing = Vec::new();
    for (function, names) in parity().functions {
        for (names, source) in [(&names.c, &header), (&names.kotlin_swift, &mobile), (&names.python, &python)] {
            match names.strip_prefix("not: ") {
                Some(why) => assert!(why.len() > 10, "{function}: `{why}` is no reason"),
                None => missing.extend(
                    names
                        .split(' ')
                        .filter(|name| {
                            let in_c = source == &header && header.contains(&format!("{name}("));
                            !in_c && !declares(source, name)
                        })
                        .map(|name| format!("{function}: {name}")),
                ),
            }
        }
    }
    assert_eq!(missing, [""; 0]);
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
    let ours = read("ceptoar-ffi/src/notice.rs");
    for (file, name) in [
        ("notice/envelope.rs", "Notice"),
        ("notice/envelope.rs", "NamedPerson"),
        ("situation.rs", "Situation"),
        ("situation.rs", "Outage"),
    ] {
        assert_eq!(fields(&ours, name), fields(&read(&format!("ceptoar-core/src/{file}")), name), "{name}");
    }
}
