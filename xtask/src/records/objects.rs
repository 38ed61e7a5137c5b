//! Reads the objects of the core's documents: what the macros `objects!` and `cited!` declare.

use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Ident, Token, Type, braced};

/// An object of a document as it is declared.
pub(super) struct Object {
    pub(super) attributes: Vec<Attribute>,
    pub(super) name: Ident,
    pub(super) fields: Vec<Field>,
    /// Whether it says where it comes from.
    pub(super) cited: bool,
}

pub(super) struct Field {
    pub(super) attributes: Vec<Attribute>,
    pub(super) name: Ident,
    pub(super) ty: Type,
    /// Whether it stands behind the `;`: what may be left out.
    pub(super) more: bool,
}

impl Field {
    fn parse(input: ParseStream<'_>, more: bool) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let name = input.parse()?;
        input.parse::<Token![:]>()?;
        let ty = input.parse()?;
        input.parse::<Token![,]>()?;
        Ok(Self { attributes, name, ty, more })
    }
}

impl Parse for Object {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let name = input.parse()?;
        let body;
        braced!(body in input);
        let (mut fields, mut more) = (Vec::new(), false);
        while !body.is_empty() {
            if body.peek(Token![;]) {
                body.parse::<Token![;]>()?;
                more = true;
            } else {
                fields.push(Field::parse(&body, more)?);
            }
        }
        Ok(Self { attributes, name, fields, cited: false })
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

/// The objects that a file declares, in order.
pub(super) fn objects(file: &syn::File) -> Result<Vec<Object>, String> {
    let mut found = Vec::new();
    for item in &file.items {
        let syn::Item::Macro(item) = item else { continue };
        let name = item.mac.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        if item.ident.is_none() && (name == "objects" || name == "cited") {
            let objects = item.mac.parse_body::<Objects>().map_err(|error| format!("{name}!: {error}"))?.0;
            found.extend(objects.into_iter().map(|object| Object { cited: name == "cited", ..object }));
        }
    }
    Ok(found)
}
