//! Reads what the core declares: files by their path below `ceptoar-core/src`, their structs, and the words that they are documented
//! with.

use crate::root;

/// A file of the core.
pub(super) fn file(path: &str) -> Result<syn::File, String> {
    let path = root().join("ceptoar-core/src").join(path);
    let source = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    syn::parse_file(&source).map_err(|error| format!("{}: {error}", path.display()))
}

/// A struct of a file.
pub(super) fn record<'a>(file: &'a syn::File, name: &str) -> Option<&'a syn::ItemStruct> {
    file.items.iter().find_map(|item| match item {
        syn::Item::Struct(item) if item.ident == name => Some(item),
        _ => None,
    })
}

/// A field's name; every field of a record is public and has one.
pub(super) fn field<'a>(of: &str, field: &'a syn::Field) -> Result<&'a syn::Ident, String> {
    let name = field.ident.as_ref().ok_or_else(|| format!("`{of}` has a field without a name"))?;
    match field.vis {
        syn::Visibility::Public(_) => Ok(name),
        _ => Err(format!("`{of}.{name}` is private")),
    }
}

/// The lines of a doc comment, as they stand behind `///`, up to its example, which is Rust.
pub(super) fn docs(attributes: &[syn::Attribute]) -> Vec<String> {
    let docs = attributes.iter().filter(|attribute| attribute.path().is_ident("doc"));
    let lines = docs.filter_map(|attribute| match &attribute.meta {
        syn::Meta::NameValue(pair) => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(line), .. }) => Some(line.value()),
            _ => None,
        },
        _ => None,
    });
    let mut lines: Vec<String> = lines.take_while(|line| !line.trim().starts_with("```")).collect();
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    lines
}

/// The type within `Option<…>`, `Vec<…>` and the like, and the name of what is around it.
pub(super) fn generic(ty: &syn::Type) -> Option<(String, Option<&syn::Type>)> {
    let syn::Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let inner = match &last.arguments {
        syn::PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            syn::GenericArgument::Type(inner) => Some(inner),
            _ => None,
        },
        _ => None,
    };
    Some((last.ident.to_string(), inner))
}
