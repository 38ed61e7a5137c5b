//! A place in a document, kept on the stack and written out only where something is wrong.

/// A JSON Pointer in the making.
#[derive(Debug, Clone, Copy)]
pub(crate) enum At<'a> {
    Root,
    Pointer(&'a str),
    Key(&'a At<'a>, &'a str),
    Index(&'a At<'a>, usize),
}

impl<'a> At<'a> {
    pub(crate) const fn root() -> Self {
        Self::Root
    }

    pub(crate) const fn key(&'a self, key: &'a str) -> At<'a> {
        At::Key(self, key)
    }

    pub(crate) const fn index(&'a self, index: usize) -> At<'a> {
        At::Index(self, index)
    }

    pub(crate) fn pointer(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Pointer(pointer) => (*pointer).to_owned(),
            Self::Key(parent, key) => format!("{}/{}", parent.pointer(), escape(key)),
            Self::Index(parent, index) => format!("{}/{index}", parent.pointer()),
        }
    }
}

/// A key as RFC 6901 writes it.
pub(crate) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
