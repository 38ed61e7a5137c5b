//! Who may import whom, and on what the core depends.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use syn::visit::Visit;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What each room may use beside itself: rooms below it.
fn allowed() -> BTreeMap<&'static str, Vec<&'static str>> {
    let ground = vec!["id", "text", "time", "source", "error", "nearest"];
    let words =
        [ground.clone(), vec!["level", "party", "sector", "ceptoar", "link", "situation", "lint", "digest", "wire"]]
            .concat();
    let with = |more: &[&'static str]| [words.clone(), more.to_vec()].concat();
    BTreeMap::from([
        ("id", vec!["error", "text"]),
        ("text", vec![]),
        ("source", vec!["id", "text"]),
        ("time", vec![]),
        ("error", vec!["text"]),
        ("lint", vec!["text"]),
        ("nearest", vec!["error", "text"]),
        ("digest", vec![]),
        ("party", ground.clone()),
        ("sector", ground.clone()),
        ("ceptoar", ground.clone()),
        ("link", ground.clone()),
        // The wire types name closed sets of the domain, and nothing else of it.
        ("wire", [ground.clone(), vec!["ceptoar", "level", "party", "link", "notice", "rule"]].concat()),
        // A level and a situation are checked against a registry; neither keeps one.
        ("level", with(&["registry"])),
        ("situation", with(&["registry"])),
        ("registry", with(&["rule"])),
        ("rule", with(&["registry", "notice"])),
        ("notice", with(&["registry"])),
        ("answer", with(&["registry", "rule", "notice"])),
        ("router", with(&["registry", "rule", "notice", "answer"])),
        ("schema", with(&["answer"])),
    ])
}

struct Uses(BTreeSet<String>);

impl Visit<'_> for Uses {
    fn visit_use_tree(&mut self, tree: &syn::UseTree) {
        if let syn::UseTree::Path(path) = tree
            && path.ident == "crate"
        {
            self.first(&path.tree);
        }
        syn::visit::visit_use_tree(self, tree);
    }

    fn visit_path(&mut self, path: &syn::Path) {
        let mut segments = path.segments.iter();
        if segments.next().is_some_and(|first| first.ident == "crate")
            && let Some(second) = segments.next()
        {
            self.0.insert(second.ident.to_string());
        }
        syn::visit::visit_path(self, path);
    }
}

impl Uses {
    fn first(&mut self, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(path) => drop(self.0.insert(path.ident.to_string())),
            syn::UseTree::Name(name) => drop(self.0.insert(name.ident.to_string())),
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.first(item)),
            syn::UseTree::Rename(_) | syn::UseTree::Glob(_) => {}
        }
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn rooms_use_only_rooms_below() {
    let src = root().join("ceptoar-core/src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let allowed = allowed();
    let mut faults = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&src).unwrap();
        let room = inside.components().next().unwrap().as_os_str().to_string_lossy().replace(".rs", "");
        if room == "lib" || inside.ends_with("tests.rs") {
            continue;
        }
        let mut uses = Uses(BTreeSet::new());
        uses.visit_file(&syn::parse_file(&std::fs::read_to_string(&file).unwrap()).unwrap());
        let rooms = allowed.get(room.as_str()).unwrap_or_else(|| panic!("{room} has no place in the house"));
        for used in uses.0 {
            let is_room = allowed.contains_key(used.as_str());
            if is_room && used != room && !rooms.contains(&used.as_str()) {
                faults.push(format!("{} uses {used}", inside.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_core_depends_on_little() {
    let manifest = std::fs::read_to_string(root().join("ceptoar-core/Cargo.toml")).unwrap();
    let (_, dependencies) = manifest.split_once("[dependencies]").unwrap();
    let names: Vec<&str> = dependencies
        .lines()
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split(['.', ' ', '=']).next().filter(|name| !name.is_empty()))
        .collect();
    assert_eq!(
        names,
        [
            "chrono",
            "schemars",
            "serde",
            "serde_json",
            "serde_path_to_error",
            "sha2",
            "thiserror",
            "unicode-normalization",
            "unicode-width"
        ]
    );
    assert!(!manifest.contains("[dev-dependencies]"));
    let workspace = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let chrono = workspace.lines().find(|line| line.starts_with("chrono")).unwrap();
    assert!(chrono.contains("default-features = false") && !chrono.contains("clock"), "the core reads no clock");
}

/// The core knows no binding, and no binding knows another.
#[test]
fn bindings_use_the_core_alone() {
    let ours = |folder: &str| {
        let manifest = std::fs::read_to_string(root().join(folder).join("Cargo.toml")).unwrap();
        let (_, after) = manifest.split_once("[dependencies]").unwrap();
        let lines = after.lines().take_while(|line| !line.starts_with('['));
        lines
            .filter(|line| line.starts_with("ceptoar"))
            .map(|line| line.split([' ', '.']).next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(ours("ceptoar-core"), [""; 0]);
    for binding in ["ceptoar-py", "ceptoar-ffi", "ceptoar-ffi/c"] {
        assert_eq!(ours(binding), ["ceptoar-core"], "{binding}");
    }
}

/// Files that a command makes may be long; those of `records` are made.
#[test]
fn files_stay_small() {
    let mut files = Vec::new();
    for folder in ["ceptoar-core/src", "ceptoar-py/src", "ceptoar-ffi/src", "ceptoar-ffi/c/src", "xtask/src", "tests"] {
        sources(&root().join(folder), &mut files);
    }
    let long: Vec<String> = files
        .iter()
        .filter(|file| !["records/facts.rs", "records/answers.rs"].iter().any(|made| file.ends_with(made)))
        .map(|file| (file, std::fs::read_to_string(file).unwrap().lines().count()))
        .filter(|(_, lines)| *lines > 460)
        .map(|(file, lines)| format!("{} {lines}", file.display()))
        .collect();
    assert!(long.is_empty(), "{long:?}");
}
