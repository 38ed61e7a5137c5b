//! Each kind of fault that was met in the field has a test that carries its number: `kind_01` to `kind_28` for what public
//! reports of neighbouring systems showed, `u01` to `u17` for what a first hour of a new user showed. What each number means
//! stands in `docs/field-kinds.md`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// How many kinds there are, and what stands before their numbers in the names of tests.
const KINDS: [(&str, u8); 2] = [("kind_", 28), ("u", 17)];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The names of the tests in a file: a function behind `#[test]`, or one of Python that begins with `test_`.
fn tests(text: &str) -> Vec<String> {
    let name = |line: &str, before: &str| {
        let rest = line.trim_start().strip_prefix(before)?;
        Some(rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default().to_owned())
    };
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let before = lines.get(n.saturating_sub(2)..n).unwrap_or_default();
        let tested =
            before.iter().any(|line| line.trim() == "#[test]") && !before.iter().any(|line| line.contains("fn "));
        found.extend(name(line, "fn ").filter(|_| tested));
        found.extend(name(line, "def test_"));
    }
    found
}

fn walk(folder: &Path, found: &mut Vec<String>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for path in entries.map(|entry| entry.expect("a readable folder").path()) {
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "py") {
            let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            found.extend(tests(&text));
        }
    }
}

/// The numbers that stand in a name behind `before`, with two digits: `kind_08_and_kind_09` has two.
fn numbers(name: &str, before: &str) -> Vec<u8> {
    let at_start = |at: usize| at == 0 || name.as_bytes().get(at - 1) == Some(&b'_');
    let of = |(at, _): (usize, &str)| name.get(at + before.len()..at + before.len() + 2)?.parse().ok();
    name.match_indices(before).filter(|(at, _)| at_start(*at)).filter_map(of).collect()
}

#[test]
fn each_kind_has_a_test_of_its_number() {
    let mut names = Vec::new();
    for folder in ["tests", "ceptoar-core/src", "ceptoar-py", "ceptoar-ffi"] {
        walk(&root().join(folder), &mut names);
    }
    let told = std::fs::read_to_string(root().join("docs/field-kinds.md")).expect("docs/field-kinds.md");
    for (before, count) in KINDS {
        let tested: BTreeSet<u8> = names.iter().flat_map(|name| numbers(name, before)).collect();
        let missing: Vec<u8> = (1..=count).filter(|number| !tested.contains(number)).collect();
        assert!(missing.is_empty(), "no test is called `{before}…` for {missing:02?}");
        for number in 1..=count {
            let row = format!("| {}{number:02} |", before.trim_end_matches('_').replace("kind", ""));
            assert!(told.contains(&row), "docs/field-kinds.md has no row `{row}`");
        }
    }
}

#[test]
fn a_name_says_its_numbers() {
    assert_eq!(numbers("kind_08_bidi_and_kind_09", "kind_"), [8, 9]);
    assert_eq!(numbers("u03_dates", "u"), [3]);
    assert_eq!(numbers("menu03", "u"), Vec::<u8>::new());
    assert_eq!(tests("#[test]\nfn kind_01_a() {\nfn helper() {\n    def test_u02_b(self):"), ["kind_01_a", "u02_b"]);
}
