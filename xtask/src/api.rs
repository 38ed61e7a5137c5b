//! The listing of the core's public API, so that a change of it is seen in a diff: what `lib.rs` exports, from the source
//! as the compiler expands it, with every macro and derive written out.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use quote::ToTokens;
use syn::{Item, UseTree, Visibility};

use crate::generate::{Files, formatted};
use crate::root;

const HEAD: &str = "// What `ceptoar-core` exports with all features: a listing, no source. A line that goes or changes breaks somebody.
// Made by `cargo xtask api`; do not edit. `Send` and `Sync` follow from the fields and do not stand here.

";

/// Traits that derives write out for the compiler alone.
const INTERNAL: [&str; 2] = ["StructuralPartialEq", "TrivialClone"];

type Path = Vec<String>;

/// The crate, flat: everything by the path of the module that holds it.
#[derive(Default)]
struct Crate {
    items: BTreeMap<Path, Item>,
    /// What a name means in a module, where another module defines it.
    imported: BTreeMap<Path, Path>,
    /// The public modules, and what each exports.
    exports: BTreeMap<Path, BTreeSet<Path>>,
    /// The methods and constants of a type, each with the head of its block.
    own: BTreeMap<Path, BTreeMap<String, BTreeSet<String>>>,
    traits: BTreeMap<Path, BTreeSet<String>>,
}

/// The listing.
pub(crate) fn listing() -> Files {
    let parsed = syn::parse_file(&expanded()?).map_err(|error| format!("the expanded source: {error}"))?;
    let mut found = Crate::default();
    let mut blocks = Vec::new();
    found.exports.insert(Path::new(), BTreeSet::new());
    found.read(&Path::new(), parsed.items, &mut blocks);
    for (module, block) in blocks {
        found.block(&module, block);
    }
    let text = formatted(&(HEAD.to_owned() + &found.module(&Path::new())?))?;
    if text.lines().count() < 1000 {
        return Err("the listing is too short to be the whole API".to_owned());
    }
    Ok(vec![(root().join("docs/api.txt"), text)])
}

/// The core's source with its macros written out. Stable compilers know the flag, but must be told to heed it; a folder of
/// its own keeps that from touching what is built elsewhere.
fn expanded() -> Result<String, String> {
    let mut command = Command::new("cargo");
    command.current_dir(root()).args(["rustc", "-q", "-p", "ceptoar-core", "--lib", "--all-features"]);
    command.args(["--profile", "check", "--", "-Zunpretty=expanded"]);
    command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", root().join("target/api"));
    let output = command.output().map_err(|error| format!("cargo rustc: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    String::from_utf8(output.stdout).map_err(|error| format!("cargo rustc: {error}"))
}

impl Crate {
    fn read(&mut self, module: &Path, items: Vec<Item>, blocks: &mut Vec<(Path, syn::ItemImpl)>) {
        for item in items {
            match item {
                Item::Mod(inner) => {
                    let path = joined(module, &inner.ident.to_string());
                    if public(&inner.vis) && self.exports.contains_key(module) {
                        self.exports.insert(path.clone(), BTreeSet::new());
                    }
                    self.read(&path, inner.content.map(|(_, items)| items).unwrap_or_default(), blocks);
                }
                Item::Use(inner) => {
                    let mut names = Vec::new();
                    tree(&inner.tree, &Path::new(), &mut names);
                    for (name, path) in names {
                        let here = joined(module, &name);
                        if public(&inner.vis)
                            && let Some(exports) = self.exports.get_mut(module)
                        {
                            exports.insert(here.clone());
                        }
                        self.imported.insert(here, absolute(module, path));
                    }
                }
                Item::Impl(block) => blocks.push((module.clone(), block)),
                // Derives stand in a nameless constant.
                Item::Const(inner) if inner.ident == "_" => {
                    if let syn::Expr::Block(block) = *inner.expr {
                        let items = block.block.stmts.into_iter().filter_map(|statement| match statement {
                            syn::Stmt::Item(item @ (Item::Impl(_) | Item::Const(_))) => Some(item),
                            _ => None,
                        });
                        self.read(module, items.collect(), blocks);
                    }
                }
                other => {
                    let Some((name, vis)) = named(&other) else { continue };
                    let here = joined(module, &name);
                    if public(vis)
                        && let Some(exports) = self.exports.get_mut(module)
                    {
                        exports.insert(here.clone());
                    }
                    self.items.insert(here, other);
                }
            }
        }
    }

    /// Where the item that a path means is defined.
    fn resolved(&self, path: &Path) -> Path {
        let mut path = path.clone();
        while let Some(next) = self.imported.get(&path).filter(|next| **next != path) {
            path.clone_from(next);
        }
        path
    }

    fn block(&mut self, module: &Path, block: syn::ItemImpl) {
        let syn::Type::Path(of) = &*block.self_ty else { return };
        let path: Path = of.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let of = self.resolved(&absolute(module, path));
        if let Some((path, _)) = &block.trait_ {
            let Some(last) = path.segments.last() else { return };
            if INTERNAL.iter().any(|internal| last.ident == internal) {
                return;
            }
            let mut text = short(&last.to_token_stream().to_string());
            for item in &block.items {
                // What a text is refused with is part of what `FromStr` promises.
                if let syn::ImplItem::Type(of) = item {
                    text += &format!(" ({} = {})", of.ident, short(&of.ty.to_token_stream().to_string()));
                }
            }
            self.traits.entry(of).or_default().insert(text);
            return;
        }
        let head = format!("impl{} {}", block.generics.to_token_stream(), block.self_ty.to_token_stream());
        let members = self.own.entry(of).or_default().entry(head).or_default();
        for item in block.items {
            match item {
                syn::ImplItem::Fn(item) if public(&item.vis) => {
                    let signature = item.sig.to_token_stream().to_string();
                    // What `#[serde(remote = "Self")]` writes: its types are private to serde, and numbered by its version.
                    if !signature.contains("_serde") {
                        members.insert(format!("pub {signature};"));
                    }
                }
                syn::ImplItem::Const(item) if public(&item.vis) => {
                    members.insert(format!("pub const {}: {};", item.ident, item.ty.to_token_stream()));
                }
                _ => {}
            }
        }
    }

    fn module(&self, module: &Path) -> Result<String, String> {
        let mut out = String::new();
        for here in self.exports.get(module).into_iter().flatten() {
            let path = self.resolved(here);
            let name = here.last().cloned().unwrap_or_default();
            match self.items.get(&path) {
                Some(item) => out += &self.item(&path, item),
                None if path.len() == 1 => out += &format!("pub use {name};\n\n"), // another crate
                None => return Err(format!("`{name}` is exported, and nothing defines it")),
            }
        }
        for inner in self.exports.keys().filter(|inner| inner.len() == module.len() + 1 && inner.starts_with(module)) {
            let name = inner.last().cloned().unwrap_or_default();
            out += &format!("pub mod {name} {{\n{}}}\n\n", self.module(inner)?);
        }
        Ok(out)
    }

    fn item(&self, path: &Path, item: &Item) -> String {
        let mut out = String::new();
        if let Some(traits) = self.traits.get(path) {
            out += &format!("// {}\n", traits.iter().map(String::as_str).collect::<Vec<_>>().join(", "));
        }
        out += &match item {
            Item::Struct(item) => format!(
                "{}pub struct {}{} {{\n{}}}\n",
                open(&item.attrs),
                item.ident,
                item.generics.to_token_stream(),
                fields(&item.fields)
            ),
            Item::Enum(item) => {
                let variants = item.variants.iter().map(|variant| {
                    let fields = variant.fields.to_token_stream();
                    format!("{}{fields},\n", variant.ident)
                });
                let variants: String = variants.collect();
                format!("{}pub enum {} {{\n{variants}}}\n", open(&item.attrs), item.ident)
            }
            Item::Fn(item) => format!("pub {};\n", item.sig.to_token_stream()),
            Item::Const(item) => format!("pub const {}: {};\n", item.ident, item.ty.to_token_stream()),
            other => format!("{}\n", other.to_token_stream()),
        };
        for (head, members) in self.own.get(path).into_iter().flatten().filter(|(_, members)| !members.is_empty()) {
            let members: Vec<&str> = members.iter().map(String::as_str).collect();
            out += &format!("{head} {{\n{}\n}}\n", members.join("\n"));
        }
        out + "\n"
    }
}

fn joined(module: &Path, name: &str) -> Path {
    module.iter().cloned().chain([name.to_owned()]).collect()
}

fn public(vis: &Visibility) -> bool {
    matches!(vis, Visibility::Public(_))
}

fn named(item: &Item) -> Option<(String, &Visibility)> {
    match item {
        Item::Struct(item) => Some((item.ident.to_string(), &item.vis)),
        Item::Enum(item) => Some((item.ident.to_string(), &item.vis)),
        Item::Fn(item) => Some((item.sig.ident.to_string(), &item.vis)),
        Item::Const(item) => Some((item.ident.to_string(), &item.vis)),
        Item::Trait(item) => Some((item.ident.to_string(), &item.vis)),
        Item::Type(item) => Some((item.ident.to_string(), &item.vis)),
        _ => None,
    }
}

/// A path as the crate's root would write it.
fn absolute(module: &Path, path: Path) -> Path {
    let mut base = module.clone();
    let mut rest = path.into_iter().peekable();
    let mut anchored = false;
    while let Some(first) = rest.next_if(|part| ["crate", "self", "super"].contains(&part.as_str())) {
        anchored = true;
        match first.as_str() {
            "crate" => base.clear(),
            "super" => drop(base.pop()),
            _ => {}
        }
    }
    let rest: Path = rest.collect();
    if !anchored
        && rest.first().is_some_and(|first| ["std", "core", "chrono", "serde", "schemars"].contains(&first.as_str()))
    {
        return rest;
    }
    base.into_iter().chain(rest).collect()
}

/// The names that a `use` brings in, each with its path.
fn tree(tree: &UseTree, before: &Path, out: &mut Vec<(String, Path)>) {
    match tree {
        UseTree::Path(path) => self::tree(&path.tree, &joined(before, &path.ident.to_string()), out),
        UseTree::Group(group) => group.items.iter().for_each(|tree| self::tree(tree, before, out)),
        UseTree::Name(name) if name.ident == "self" => {
            out.push((before.last().cloned().unwrap_or_default(), before.clone()));
        }
        UseTree::Name(name) => out.push((name.ident.to_string(), joined(before, &name.ident.to_string()))),
        UseTree::Rename(name) => out.push((name.rename.to_string(), joined(before, &name.ident.to_string()))),
        UseTree::Glob(_) => {}
    }
}

/// `#[non_exhaustive]`, where it stands.
fn open(attributes: &[syn::Attribute]) -> &'static str {
    let open = attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"));
    if open { "#[non_exhaustive]\n" } else { "" }
}

/// The public fields, and a mark where there are others.
fn fields(fields: &syn::Fields) -> String {
    let mut out = String::new();
    for field in fields.iter().filter(|field| public(&field.vis)) {
        if let Some(name) = &field.ident {
            out += &format!("pub {name}: {},\n", field.ty.to_token_stream());
        }
    }
    if fields.iter().any(|field| !public(&field.vis)) {
        out += "// private\n";
    }
    out
}

/// Tokens as a person writes them, where no formatter does it; a type of the crate by its name alone.
fn short(tokens: &str) -> String {
    let close = [(" :: ", "::"), (" < ", "<"), ("< '", "<'"), (" >", ">"), (" ,", ","), ("& ", "&")];
    let text = close.iter().fold(tokens.to_owned(), |text, (wide, close)| text.replace(wide, close));
    match text.rsplit_once("::") {
        Some((path, name)) if path.starts_with("crate") => name.to_owned(),
        _ => text,
    }
}
