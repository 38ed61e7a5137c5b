//! Reads what the core declares: files by their path below `ceptoar-core/src`, their structs, and the words that they are documented
//! with.

use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Ident, Token, Type, braced};

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
pub(super) fn field<'a>(of: &str, field: &'a syn::Field) -> Result<&'a Ident, String> {
    let name = field.ident.as_ref().ok_or_else(|| format!("`{of}` has a field without a name"))?;
    match field.vis {
        syn::Visibility::Public(_) => Ok(name),
        _ => Err(format!("`{of}.{name}` is private")),
    }
}

/// The lines of a doc comment, as they stand behind `///`, up to its example, which is Rust.
pub(super) fn docs(attributes: &[Attribute]) -> Vec<String> {
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
pub(super) fn generic(ty: &Type) -> Option<(String, Option<&Type>)> {
    let Type::Path(path) = ty else { return None };
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

/// An object of a document, as `objects!` or `cited!` declares it.
pub(super) struct Object {
    pub(super) attributes: Vec<Attribute>,
    pub(super) name: Ident,
    pub(super) fields: Vec<Field>,
    /// Whether a `;` parts what is required from what may be left out; the whole documents have none.
    pub(super) has_rest: bool,
    /// Whether it carries what every datum carries: source, grade and the like.
    pub(super) cited: bool,
}

/// A field of an object.
pub(super) struct Field {
    pub(super) attributes: Vec<Attribute>,
    pub(super) name: Ident,
    pub(super) ty: Type,
    /// It stands before the `;`.
    pub(super) required: bool,
}

impl Parse for Object {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let name = input.parse()?;
        let body;
        braced!(body in input);
        let (mut fields, mut has_rest) = (Vec::new(), false);
        while !body.is_empty() {
            if body.peek(Token![;]) {
                body.parse::<Token![;]>()?;
                has_rest = true;
                continue;
            }
            let attributes = body.call(Attribute::parse_outer)?;
            let name = body.parse()?;
            body.parse::<Token![:]>()?;
            let ty = body.parse()?;
            body.parse::<Token![,]>()?;
            fields.push(Field { attributes, name, ty, required: !has_rest });
        }
        Ok(Self { attributes, name, fields, has_rest, cited: false })
    }
}

struct Objects(Vec<Object>);

impl Parse for Objects {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut found = Vec::new();
        while !input.is_empty() {
            found.push(input.parse()?);
        }
        Ok(Self(found))
    }
}

/// The objects that a file declares.
pub(super) fn objects(file: &syn::File) -> Result<Vec<Object>, String> {
    let mut objects = Vec::new();
    for item in &file.items {
        let syn::Item::Macro(item) = item else { continue };
        let cited = match item.mac.path.segments.last() {
            Some(segment) if segment.ident == "objects" => false,
            Some(segment) if segment.ident == "cited" => true,
            _ => continue,
        };
        let found = item.mac.parse_body::<Objects>().map_err(|error| format!("objects!: {error}"))?;
        objects.extend(found.0.into_iter().map(|object| Object { cited, ..object }));
    }
    Ok(objects)
}

/// What every datum of `cited!` carries.
pub(super) const CITED: [(&str, &str, &str); 5] = [
    ("source", "Option<Vec<SourceText>>", "The statements or documents that say so."),
    ("grade", "Option<Grade>", "How the fact is known."),
    ("reason", "Option<Text>", "Why, where the fact is deduced or a reading."),
    (
        "as_of",
        "Option<PartialDateText>",
        "The day, month or year whose state the source describes, where it is another than the edition's.",
    ),
    ("note", "Option<Text>", "What the reader should know, where the record is not plain."),
];
