//! Reads the closed sets of the core: what the macro `words!` declares.

use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Ident, LitStr, Token, braced};

/// A closed set as it is declared.
pub(crate) struct Set {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) members: Vec<Member>,
}

/// A member of a closed set, with its word.
pub(crate) struct Member {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) word: LitStr,
}

impl Parse for Member {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let name = input.parse()?;
        input.parse::<Token![=]>()?;
        let word = input.parse()?;
        input.parse::<Token![,]>()?;
        Ok(Self { attributes, name, word })
    }
}

impl Parse for Set {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let name = input.parse()?;
        let body;
        braced!(body in input);
        Ok(Self { attributes, name, members: many(&body)? })
    }
}

struct Sets(Vec<Set>);

impl Parse for Sets {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        many(input).map(Self)
    }
}

fn many<T: Parse>(input: ParseStream<'_>) -> syn::Result<Vec<T>> {
    let mut found = Vec::new();
    while !input.is_empty() {
        found.push(input.parse()?);
    }
    Ok(found)
}

/// The closed sets that a file declares.
pub(crate) fn sets(file: &syn::File) -> Result<Vec<Set>, String> {
    let mut sets = Vec::new();
    for item in &file.items {
        if let syn::Item::Macro(item) = item
            && item.mac.path.is_ident("words")
        {
            sets.extend(item.mac.parse_body::<Sets>().map_err(|error| format!("words!: {error}"))?.0);
        }
    }
    Ok(sets)
}
