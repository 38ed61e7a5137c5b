//! The distinct values of one field, numbered.

/// Sorted distinct names; the place of a name is its number.
#[derive(Default)]
pub(in crate::router) struct Field(Vec<Box<str>>);

impl Field {
    pub(in crate::router) fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut names: Vec<Box<str>> = names.map(Box::from).collect();
        names.sort_unstable();
        names.dedup();
        Self(names)
    }

    pub(in crate::router) fn len(&self) -> usize {
        self.0.len()
    }

    pub(in crate::router) fn find(&self, name: &str) -> Option<usize> {
        self.0.binary_search_by(|known| (**known).cmp(name)).ok()
    }
}
