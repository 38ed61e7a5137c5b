//! Which file of a crate uses which: every path that begins with `crate`, `self`, `super` or a module of the file, in `use`, in code
//! and inside macros. Modules of tests are left out: they look at the house from outside.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The files of a crate by the path of their module, and for each file the files that it uses.
pub(crate) struct Graph {
    pub uses: BTreeMap<String, BTreeSet<String>>,
}

/// A module's path from the root of its crate.
type Module = Vec<String>;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn module(file: &str) -> Module {
    let mut parts: Module = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| last == "mod" || last == "lib" || last == "main") {
        parts.pop();
    }
    parts
}

impl Graph {
    /// Reads the sources below a folder, but for files of tests (`tests.rs`).
    pub(crate) fn read(src: &Path) -> Self {
        let mut found = Vec::new();
        files(src, &mut found);
        let texts = found.iter().filter(|path| !path.ends_with("tests.rs")).map(|path| {
            let name = path.strip_prefix(src).unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        });
        Self::of(texts.collect())
    }

    /// The graph of files by name and text.
    pub(crate) fn of(texts: Vec<(String, String)>) -> Self {
        let modules: BTreeMap<Module, String> = texts.iter().map(|(name, _)| (module(name), name.clone())).collect();
        let mut uses = BTreeMap::new();
        for (name, text) in &texts {
            let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
            let mut paths = Paths { here: module(name), modules: &modules, found: BTreeSet::new() };
            paths.walk(tokens, &mut module(name));
            paths.found.remove(name);
            uses.insert(name.clone(), paths.found);
        }
        Self { uses }
    }

    /// The circles: sets of files of which each uses, by way of others, each other.
    pub(crate) fn circles(&self) -> Vec<BTreeSet<String>> {
        let below: BTreeMap<&String, BTreeSet<&String>> =
            self.uses.keys().map(|file| (file, self.below(file))).collect();
        let mut circles = BTreeSet::new();
        for (file, reached) in &below {
            if reached.contains(file) {
                let same = reached.iter().filter(|other| below.get(*other).is_some_and(|back| back.contains(file)));
                circles.insert(same.map(|other| (*other).clone()).collect());
            }
        }
        circles.into_iter().collect()
    }

    fn below<'a>(&'a self, file: &'a String) -> BTreeSet<&'a String> {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&String> = vec![file];
        while let Some(next) = open.pop() {
            for used in self.uses.get(next).into_iter().flatten() {
                if seen.insert(used) {
                    open.push(used);
                }
            }
        }
        seen
    }
}

struct Paths<'a> {
    /// The module of the file.
    here: Module,
    modules: &'a BTreeMap<Module, String>,
    found: BTreeSet<String>,
}

impl Paths<'_> {
    /// `inside`: the module that the tokens stand in, which may be one within the file.
    fn walk(&mut self, tokens: TokenStream, inside: &mut Module) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut n = 0;
        while n < tokens.len() {
            if let Some(after) = test_module(&tokens, n) {
                n = after;
                continue;
            }
            match &tokens[n] {
                // Who may see an item is no use of theirs: `pub(in crate::router)`.
                TokenTree::Group(_) if n > 0 && word(&tokens[n - 1]).is_some_and(|before| before == "pub") => n += 1,
                TokenTree::Group(group) => {
                    let named = (n >= 2).then(|| (word(&tokens[n - 2]), word(&tokens[n - 1])));
                    if let Some((Some(keyword), Some(name))) = named
                        && keyword == "mod"
                    {
                        inside.push(name);
                        self.walk(group.stream(), inside);
                        inside.pop();
                    } else {
                        self.walk(group.stream(), inside);
                    }
                    n += 1;
                }
                TokenTree::Ident(ident) => {
                    let ident = ident.to_string();
                    let begins = n == 0 || !is_colon(&tokens[n - 1]);
                    let base = match ident.as_str() {
                        "crate" => Some(Vec::new()),
                        "self" | "super" => Some(inside.clone()),
                        // A module that this file declares.
                        _ => {
                            let child: Module = [self.here.as_slice(), std::slice::from_ref(&ident)].concat();
                            (self.modules.contains_key(&child) && self.here == *inside).then_some(child)
                        }
                    };
                    n = match base {
                        Some(base) if begins && tokens.get(n + 1).is_some_and(is_colon) => {
                            let base =
                                if ident == "super" { base[..base.len().saturating_sub(1)].to_vec() } else { base };
                            self.path(&tokens, n + 1, base)
                        }
                        _ => n + 1,
                    };
                }
                _ => n += 1,
            }
        }
    }

    /// Reads `::a::{b, c::d}` from the place of its first colon, and says where it ends.
    fn path(&mut self, tokens: &[TokenTree], mut n: usize, mut at: Module) -> usize {
        while tokens.get(n).is_some_and(is_colon) && tokens.get(n + 1).is_some_and(is_colon) {
            match tokens.get(n + 2) {
                Some(TokenTree::Ident(ident)) if *ident == "super" => drop(at.pop()),
                Some(TokenTree::Ident(ident)) => at.push(ident.to_string()),
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                    let items: Vec<TokenTree> = group.stream().into_iter().collect();
                    for item in items.split(|token| matches!(token, TokenTree::Punct(p) if p.as_char() == ',')) {
                        match item.first() {
                            Some(TokenTree::Ident(ident)) if *ident == "self" => self.note(&at),
                            Some(TokenTree::Ident(ident)) => {
                                let below = [at.as_slice(), &[ident.to_string()]].concat();
                                self.path(item, 1, below);
                            }
                            _ => self.note(&at),
                        }
                    }
                    return n + 3;
                }
                _ => {}
            }
            n += 3;
        }
        self.note(&at);
        n
    }

    /// The file that holds what a path names: the longest beginning of it that is a module.
    fn note(&mut self, path: &[String]) {
        let longest = (0..=path.len()).rev().find_map(|end| self.modules.get(&path[..end]));
        if let Some(file) = longest.filter(|file| *file != "main.rs") {
            self.found.insert(file.clone());
        }
    }
}

/// Where `#[cfg(test)] mod … { … }` or `#[cfg(test)] mod …;` that begins here ends.
fn test_module(tokens: &[TokenTree], n: usize) -> Option<usize> {
    let TokenTree::Punct(hash) = tokens.get(n)? else { return None };
    let TokenTree::Group(attribute) = tokens.get(n + 1)? else { return None };
    let is_test = hash.as_char() == '#' && attribute.stream().to_string().replace(' ', "") == "cfg(test)";
    (is_test && word(tokens.get(n + 2)?)? == "mod").then_some(n + 5)
}

fn word(token: &TokenTree) -> Option<String> {
    match token {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        _ => None,
    }
}

fn is_colon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':')
}
