//! What each face declares, as `Type.member`, and free functions and types by their names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub(crate) type Names = BTreeSet<String>;

/// Every file below a folder with this ending, as text.
pub(crate) fn files(folder: &Path, ending: &str) -> Vec<String> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let mut found = Vec::new();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(std::fs::read_to_string(&path).unwrap());
        }
    }
    found
}

/// What a header declares: the functions, by their whole names.
pub(crate) fn c(header: &str) -> Names {
    let words = header.split_inclusive(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    words
        .filter_map(|word| word.strip_suffix('('))
        .filter(|word| word.starts_with("ceptoar_"))
        .map(str::to_owned)
        .collect()
}

/// What uniffi is given: public functions of impl blocks, fields of records and of errors.
pub(crate) fn uniffi(sources: &[String]) -> Names {
    let mut names = Names::new();
    for item in sources.iter().flat_map(|text| syn::parse_file(text).unwrap().items) {
        match item {
            syn::Item::Fn(item) if is_public(&item.vis) => drop(names.insert(item.sig.ident.to_string())),
            syn::Item::Struct(item) => members(&item.ident, &item.fields, &mut names),
            syn::Item::Enum(item) => item.variants.iter().for_each(|v| members(&item.ident, &v.fields, &mut names)),
            syn::Item::Impl(item) if item.trait_.is_none() => {
                let syn::Type::Path(path) = &*item.self_ty else { continue };
                let of = &path.path.segments.last().unwrap().ident;
                for inner in &item.items {
                    if let syn::ImplItem::Fn(method) = inner
                        && is_public(&method.vis)
                    {
                        names.insert(format!("{of}.{}", method.sig.ident));
                    }
                }
            }
            _ => {}
        }
    }
    names
}

pub(crate) fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

fn members(of: &syn::Ident, fields: &syn::Fields, names: &mut Names) {
    names.insert(of.to_string());
    let named = fields.iter().filter_map(|field| field.ident.as_ref());
    names.extend(named.map(|field| format!("{of}.{field}")));
}

/// What Kotlin adds by hand: public functions and values, of a type where they extend one.
pub(crate) fn kotlin(sources: &[String]) -> Names {
    let mut names = Names::new();
    for line in sources.iter().flat_map(|text| text.lines()) {
        let Some(rest) = line.strip_prefix("public ") else { continue };
        let rest = rest.strip_prefix("suspend ").unwrap_or(rest);
        let Some(rest) = rest.strip_prefix("fun ").or_else(|| rest.strip_prefix("val ")) else { continue };
        let rest = rest.split_once("> ").filter(|_| rest.starts_with('<')).map_or(rest, |(_, rest)| rest);
        let name = rest.split(|c: char| !(c.is_alphanumeric() || c == '.')).next().unwrap();
        names.insert(name.replace(".Companion.", "."));
    }
    names
}

/// What Swift adds by hand: the public members of extensions, and free functions.
pub(crate) fn swift(sources: &[String]) -> Names {
    let word = |text: &str| text.split(|c: char| !c.is_alphanumeric()).next().unwrap().to_owned();
    let mut names = Names::new();
    for text in sources {
        let mut of = String::new();
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("extension ") {
                of = format!("{}.", word(rest));
            } else if line.starts_with('}') {
                of.clear();
            }
            let Some(rest) = line.trim_start().strip_prefix("public ") else { continue };
            let rest = rest.strip_prefix("static ").unwrap_or(rest);
            for kind in ["func ", "var ", "let "] {
                names.extend(rest.strip_prefix(kind).map(|rest| format!("{of}{}", word(rest))));
            }
        }
    }
    names
}

/// What Python declares: the members of classes, those of their bases among them, and functions.
pub(crate) fn python(sources: &[String]) -> Names {
    let word = |text: &str| text.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap().to_owned();
    let mut own: BTreeMap<String, Names> = BTreeMap::new();
    let mut bases: BTreeMap<String, Names> = BTreeMap::new();
    let mut names = Names::new();
    for text in sources {
        let mut of = None;
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("class ") {
                let class = word(rest);
                let given =
                    rest.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(given, _)| given);
                // A class of the native module has the name of the one that wraps it.
                let given = given.split(',').map(|base| {
                    let base = base.trim().rsplit('.').next().unwrap();
                    // What a base holds says nothing of what it is.
                    base.split('[').next().unwrap().to_owned()
                });
                bases.entry(class.clone()).or_default().extend(given.filter(|base| *base != class));
                names.insert(class.clone());
                of = Some(class);
            } else if let Some(rest) = line.strip_prefix("def ") {
                names.insert(word(rest));
                of = None;
            } else if !line.is_empty() && !line.starts_with([' ', ')', '#', '@']) {
                of = None;
            }
            let Some(rest) = line.strip_prefix("    ").filter(|rest| !rest.starts_with(' ')) else { continue };
            let Some(class) = &of else { continue };
            let member = rest.strip_prefix("def ").map(&word).or_else(|| {
                let (name, _) = rest.split_once(": ")?;
                (!name.is_empty() && word(name) == name).then(|| name.to_owned())
            });
            own.entry(class.clone()).or_default().extend(member);
        }
    }
    for class in bases.keys() {
        let (mut seen, mut todo) = (Names::new(), vec![class.clone()]);
        while let Some(base) = todo.pop() {
            if seen.insert(base.clone()) {
                names.extend(own.get(&base).into_iter().flatten().map(|member| format!("{class}.{member}")));
                todo.extend(bases.get(&base).into_iter().flatten().cloned());
            }
        }
    }
    names
}
