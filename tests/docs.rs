//! Every type and function that people meet shows what it is for: an example, which `cargo test --doc` runs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

/// What nobody meets alone: an example of what holds it shows it.
const EXCUSED: [(&str, &str); 22] = [
    ("Activity", "a part of `Ceptoar`"),
    ("ActivityCount", "a part of `Ceptoar`"),
    ("Binds", "a part of `Instrument`"),
    ("Body", "a record that is only read, field by field, as `Instrument`"),
    ("ChannelCondition", "a part of `Link`"),
    ("CitedDocument", "a record that is only read, field by field, as `Instrument`"),
    ("Composition", "a part of `Ceptoar`"),
    ("Council", "a record that is only read, field by field, as `Ceptoar`"),
    ("CountPart", "a part of `Count`"),
    ("Erratum", "a record that is only read, field by field, as `Instrument`"),
    ("Excused", "for the keeper of an edition, as `SourceIndex`"),
    ("LaterCounts", "a part of `Party`"),
    ("LaterMeans", "a part of `Ceptoar`"),
    ("LaterName", "a part of `Party`"),
    ("LinkChannel", "a part of `Link`"),
    ("Means", "a part of `Ceptoar`"),
    ("MembersOf", "a part of `Audience`"),
    ("Secretariat", "a part of `Ceptoar`"),
    ("SourceIndex", "for the keeper of an edition, who has `cargo xtask verify-source`"),
    ("Statement", "a record that is only read, field by field, as `Instrument`"),
    ("StatementDigest", "a part of `SourceIndex`"),
    ("Summary", "a part of `Ceptoar`"),
];

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

/// The names that `lib.rs` exports one by one, and the files that declare them.
fn exported(lib: &syn::File) -> BTreeMap<String, Vec<String>> {
    fn names(tree: &syn::UseTree, path: &[String], out: &mut BTreeMap<String, Vec<String>>) {
        match tree {
            syn::UseTree::Path(part) => {
                names(&part.tree, &[path, &[part.ident.to_string()]].concat(), out);
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| names(tree, path, out)),
            syn::UseTree::Name(name) => drop(out.insert(name.ident.to_string(), path.to_vec())),
            syn::UseTree::Rename(_) | syn::UseTree::Glob(_) => panic!("lib.rs exports names one by one"),
        }
    }
    let mut out = BTreeMap::new();
    for item in &lib.items {
        if let syn::Item::Use(item) = item
            && matches!(item.vis, syn::Visibility::Public(_))
        {
            names(&item.tree, &[], &mut out);
        }
    }
    out.remove("chrono").expect("lib.rs re-exports chrono");
    out
}

fn text_of(attribute: &syn::Attribute) -> String {
    match &attribute.meta {
        syn::Meta::NameValue(pair) if attribute.path().is_ident("doc") => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(line), .. }) => line.value(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// Whether lines of documentation hold an example that is run: one that is only shown proves nothing.
fn shows(lines: &[String]) -> bool {
    lines.iter().any(|line| line.trim() == "```") && lines.iter().any(|line| line.contains("assert"))
}

/// The documented names of a file: its items, and what stands in a macro behind its own documentation, as
/// `#[doc = "…"] Name`.
fn documented(file: &syn::File) -> BTreeMap<String, Vec<String>> {
    let mut out = BTreeMap::new();
    for item in &file.items {
        let (attributes, name) = match item {
            syn::Item::Struct(item) => (&item.attrs, &item.ident),
            syn::Item::Enum(item) => (&item.attrs, &item.ident),
            syn::Item::Fn(item) => (&item.attrs, &item.sig.ident),
            syn::Item::Macro(item) => {
                in_macro(item.mac.tokens.clone(), &mut out);
                continue;
            }
            _ => continue,
        };
        out.insert(name.to_string(), attributes.iter().map(text_of).collect());
    }
    out
}

fn in_macro(tokens: TokenStream, out: &mut BTreeMap<String, Vec<String>>) {
    let mut lines = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(hash) if hash.as_char() == '#' => {
                let Some(TokenTree::Group(attribute)) = tokens.next() else { continue };
                let attribute: TokenStream =
                    [TokenTree::Punct(hash), TokenTree::Group(attribute)].into_iter().collect();
                let parsed = syn::parse::Parser::parse2(syn::Attribute::parse_outer, attribute).unwrap();
                lines.extend(parsed.iter().map(text_of));
            }
            TokenTree::Ident(name) if !lines.is_empty() => {
                out.insert(name.to_string(), std::mem::take(&mut lines));
            }
            _ => {}
        }
    }
}

/// The example that the macro `ids!` writes for each of its ids.
fn example_of_ids(text: &str) -> bool {
    text.contains("#[doc = concat!(\"assert_eq!(id, ") && text.contains("/// ```")
}

#[test]
fn every_type_and_function_shows_what_it_is_for() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("ceptoar-core/src");
    let lib = syn::parse_file(&std::fs::read_to_string(root.join("lib.rs")).unwrap()).unwrap();
    let exported = exported(&lib);
    assert!(exported.len() > 90, "the exports were not read: {}", exported.len());
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut documents: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(&root).unwrap().with_extension("").display().to_string();
        let mut found = documented(&syn::parse_file(&text).unwrap());
        if name == "id" && example_of_ids(&text) {
            found.iter_mut().filter(|(id, _)| exported.contains_key(*id)).for_each(|(_, lines)| {
                lines.extend(["```".to_owned(), "assert".to_owned()]);
            });
        }
        documents.insert(name, found);
    }
    let excused: BTreeSet<&str> = EXCUSED.iter().map(|(name, _)| *name).collect();
    let mut without = Vec::new();
    for (name, path) in &exported {
        let lines = documents.get(&path.join("/")).and_then(|file| file.get(name));
        let lines = lines.unwrap_or_else(|| panic!("`{name}` is not declared in `{}`", path.join("/")));
        if shows(lines) == excused.contains(name.as_str()) {
            without.push(format!("{name} in {}.rs", path.join("/")));
        }
    }
    assert_eq!(without, [""; 0], "neither an example nor an excuse, or both");
    let gone: Vec<&&str> = excused.iter().filter(|name| !exported.contains_key(**name)).collect();
    assert!(gone.is_empty(), "excused, and not exported: {gone:?}");
}

/// A document shows how it is written; its parts are shown by it.
#[test]
fn every_document_shows_how_it_is_written() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("ceptoar-core/src/document");
    for (file, name) in [
        ("edition", "Edition"),
        ("rules", "Rules"),
        ("levels", "Levels"),
        ("roster", "Roster"),
        ("notice", "Notice"),
        ("situation", "Situation"),
    ] {
        let text = std::fs::read_to_string(root.join(file).with_extension("rs")).unwrap();
        let found = documented(&syn::parse_file(&text).unwrap());
        assert!(shows(&found[name]), "{name} in document/{file}.rs");
    }
}

#[test]
fn an_example_is_told_from_a_text() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert!(shows(&lines(" A type.\n\n ```\n assert!(true);\n ```")));
    assert!(!shows(&lines(" A type that can `assert`.")));
    assert!(!shows(&lines(" ```text\n assert\n ```text")));
    let file = syn::parse_file(
        "words! { /// A set.\n ///\n /// ```\n /// assert!(true);\n /// ```\n Set { /// A member.\n One = \"one\", } }",
    );
    let found = documented(&file.unwrap());
    assert!(shows(&found["Set"]));
    assert!(!found.contains_key("One"), "members need none");
}
