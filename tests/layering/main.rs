//! Who may use whom, and on what the core depends.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

mod graph;

use self::graph::Graph;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
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

/// The floors of the core, from the ground up: a file uses only files of earlier lines; an empty line parts two rooms.
const FLOORS: &str = include_str!("floors.txt");

/// Every crate: its files may not use each other in a circle.
const CRATES: [&str; 8] = [
    "ceptoar-core/src",
    "ceptoar-ffi/src",
    "ceptoar-ffi/c/src",
    "ceptoar-py/cli/src",
    "ceptoar-py/frames/src",
    "ceptoar-py/sheets/src",
    "ceptoar-py/src",
    "xtask/src",
];

/// Where a file uses one that does not stand on an earlier line.
fn faults(graph: &Graph, floors: &str) -> Vec<String> {
    let order: BTreeMap<&str, usize> =
        floors.lines().filter(|line| !line.is_empty()).enumerate().map(|(n, file)| (file, n)).collect();
    let mut faults = Vec::new();
    for (file, used) in &graph.uses {
        if is_door(file) {
            continue;
        }
        let Some(floor) = order.get(file.as_str()) else {
            faults.push(format!("{file} has no line in floors.txt"));
            continue;
        };
        for other in used {
            match order.get(other.as_str()) {
                Some(below) if below < floor => {}
                Some(_) => faults.push(format!("{file} uses {other}, which stands on a later line")),
                None => faults.push(format!("{file} uses {other}: take it from the file that holds it")),
            }
        }
    }
    let gone = order.keys().filter(|file| !graph.uses.contains_key(**file));
    faults.extend(gone.map(|file| format!("{file} has a line in floors.txt and is not there")));
    faults
}

/// A table of contents: it declares the files of a room, and nobody of the house uses it.
fn is_door(file: &str) -> bool {
    file == "lib.rs" || file.ends_with("mod.rs")
}

#[test]
fn each_file_uses_only_files_on_earlier_lines() {
    let graph = Graph::read(&root().join("ceptoar-core/src"));
    assert!(graph.uses.len() > 100 && graph.uses.values().map(BTreeSet::len).sum::<usize>() > 500, "nothing was read");
    let faults = faults(&graph, FLOORS);
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_room_stands_on_neighbouring_lines() {
    let rooms: Vec<&str> = FLOORS.split("\n\n").map(|room| room.lines().next().unwrap()).map(of_room).collect();
    for (room, lines) in rooms.iter().zip(FLOORS.split("\n\n")) {
        assert!(lines.lines().all(|file| of_room(file) == *room), "{room}: {lines}");
    }
    let distinct: BTreeSet<&str> = rooms.iter().copied().collect();
    assert_eq!(distinct.len(), rooms.len(), "a room is torn apart: {rooms:?}");
}

fn of_room(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

#[test]
fn doors_hold_nothing_of_their_own() {
    let src = root().join("ceptoar-core/src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    for file in files.iter().filter(|file| file.ends_with("mod.rs")) {
        let items = syn::parse_file(&std::fs::read_to_string(file).unwrap()).unwrap().items;
        let only = items.iter().all(|item| {
            matches!(item, syn::Item::Mod(item) if item.content.is_none()) || matches!(item, syn::Item::Use(_))
        });
        assert!(only, "{} holds more than modules and what they show", file.display());
    }
}

#[test]
fn no_circle_anywhere() {
    for folder in CRATES {
        let graph = Graph::read(&root().join(folder));
        assert!(graph.uses.values().map(BTreeSet::len).sum::<usize>() > 10, "{folder}: nothing was read");
        let circles = graph.circles();
        assert!(circles.is_empty(), "{folder}: {circles:#?}");
    }
}

/// A test that cannot fail proves nothing: faults are planted in the core as it is.
#[test]
fn what_is_planted_is_found() {
    let src = root().join("ceptoar-core/src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let planted = |file: &str, more: &str| {
        let texts = files.iter().filter(|path| !path.ends_with("tests.rs")).map(|path| {
            let name = path.strip_prefix(&src).unwrap().to_string_lossy().into_owned();
            let mut text = std::fs::read_to_string(path).unwrap();
            if name == file {
                text.push_str(more);
            }
            (name, text)
        });
        Graph::of(texts.collect())
    };
    for (file, more) in [
        ("text/said.rs", "use crate::router::ask::Router;"),
        ("answer/plan.rs", "fn f() -> crate::say::words::plain() { todo!() }"),
        ("word/macros.rs", "macro_rules! m { () => { $crate::error::problem::Refusal }; }"),
        ("registry/data.rs", "use super::{load, roster::Roster};"),
        ("fact/party.rs", "use crate::Router;"),
    ] {
        let graph = planted(file, more);
        assert!(!graph.circles().is_empty(), "{file}: {more}");
        assert!(faults(&graph, FLOORS).iter().any(|fault| fault.starts_with(file)), "{file}: {more}");
    }
    // A use upward that makes no circle is a fault of the floors alone, and so is one of a door.
    let graph = planted("digest.rs", "use crate::nearest::nearest; use crate::lint::Lint; use crate::fact;");
    let found = faults(&graph, FLOORS);
    assert!(graph.circles().is_empty(), "{:?}", graph.circles());
    assert_eq!(found.len(), 2, "{found:?}");
    // What stands in a module of tests is no use of the house.
    let graph = planted("text/said.rs", "#[cfg(test)] mod more { use crate::router::ask::Router; }");
    assert_eq!(faults(&graph, FLOORS), [""; 0]);
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
            "foldhash",
            "rayon",
            "schemars",
            "serde",
            "serde_json",
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

/// The core knows no binding, and no binding knows another. The Python package gives Python the frames and the command, which
/// know no Python.
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
    for crate_ in ["ceptoar-py/frames", "ceptoar-py/sheets", "ceptoar-ffi", "ceptoar-ffi/c"] {
        assert_eq!(ours(crate_), ["ceptoar-core"], "{crate_}");
    }
    assert_eq!(ours("ceptoar-py/cli"), ["ceptoar-core", "ceptoar-frames", "ceptoar-sheets"]);
    assert_eq!(ours("ceptoar-py"), ["ceptoar-cli", "ceptoar-core", "ceptoar-frames", "ceptoar-sheets"]);
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let with_python: Vec<&str> = lock
        .split("[[package]]")
        .filter(|package| package.contains("\n \"pyo3\""))
        .filter_map(|package| package.split('"').nth(1))
        .collect();
    assert_eq!(with_python, ["ceptoar-py"], "who depends on Python");
}

/// Files that a command makes may be long.
#[test]
fn files_stay_small() {
    let mut files = Vec::new();
    for folder in [
        "ceptoar-core/src",
        "ceptoar-py/src",
        "xtask/src",
        "ceptoar-py/cli/src",
        "ceptoar-py/frames/src",
        "ceptoar-py/sheets/src",
        "ceptoar-ffi/src",
        "ceptoar-ffi/c/src",
        "tests",
    ] {
        sources(&root().join(folder), &mut files);
    }
    let long: Vec<String> = files
        .iter()
        .map(|file| (file, std::fs::read_to_string(file).unwrap()))
        .filter(|(_, text)| !text.lines().take(3).any(|line| line.starts_with("//! Made by `cargo xtask")))
        .map(|(file, text)| (file, text.lines().count()))
        .filter(|(_, lines)| *lines > 460)
        .map(|(file, lines)| format!("{} {lines}", file.display()))
        .collect();
    assert!(long.is_empty(), "{long:?}");
}
