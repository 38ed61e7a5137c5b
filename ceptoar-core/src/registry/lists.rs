//! Lists of a document.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::document::json::read::shown;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::Problems;

/// Each datum of a list with its place; what could not be read is left out.
pub(super) fn placed<D, T>(
    docs: &[D],
    at: &At<'_>,
    problems: &mut Problems,
    mut make: impl FnMut(&D, &At<'_>, &mut Problems) -> Option<T>,
) -> Vec<(usize, T)> {
    let made = docs.iter().enumerate().map(|(n, doc)| Some((n, make(doc, &at.index(n), problems)?)));
    made.flatten().collect()
}

/// Each datum of a list; what could not be read is left out.
pub(crate) fn each<D, T>(
    docs: &[D],
    at: &At<'_>,
    problems: &mut Problems,
    mut make: impl FnMut(&D, &At<'_>, &mut Problems) -> Option<T>,
) -> Vec<T> {
    docs.iter().enumerate().filter_map(|(n, doc)| make(doc, &at.index(n), problems)).collect()
}

/// Refuses an id that stands twice in a list.
pub(crate) fn unique<D>(docs: &[D], at: &At<'_>, problems: &mut Problems, id: impl Fn(&D) -> &str, key: &str) {
    let mut seen = BTreeSet::new();
    for (n, doc) in docs.iter().enumerate() {
        if !seen.insert(id(doc)) {
            problems.push(ErrorCode::DuplicateId, &at.index(n).key(key), vec![shown(id(doc))]);
        }
    }
}

/// A list whose data are named: none twice, in the order that `order` gives.
pub(super) fn named<D, T>(
    docs: &[D],
    at: &At<'_>,
    problems: &mut Problems,
    (id, key): (impl Fn(&D) -> &str, &str),
    make: impl FnMut(&D, &At<'_>, &mut Problems) -> Option<T>,
    order: impl Fn(&T, &T) -> Ordering,
) -> Vec<T> {
    unique(docs, at, problems, id, key);
    let mut made = each(docs, at, problems, make);
    made.sort_by(order);
    made
}

/// The later values of something, in the order of their days; two of one day are refused.
pub(super) fn later<D, T>(
    docs: Option<&Vec<D>>,
    of: &str,
    at: &At<'_>,
    problems: &mut Problems,
    make: impl FnMut(&D, &At<'_>, &mut Problems) -> Option<T>,
    from: impl Fn(&T) -> NaiveDate,
) -> Vec<T> {
    let mut made = placed(some(docs), at, problems, make);
    made.sort_by_key(|(_, value)| from(value));
    for ((_, one), (n, next)) in made.iter().zip(made.iter().skip(1)) {
        if from(one) == from(next) {
            let args = vec![shown(of), from(next).to_string()];
            problems.push(ErrorCode::DoubledValue, &at.index(*n).key("from"), args);
        }
    }
    made.into_iter().map(|(_, value)| value).collect()
}

/// The items of a list that may be left out.
pub(super) fn some<T>(list: Option<&Vec<T>>) -> &[T] {
    list.map(Vec::as_slice).unwrap_or_default()
}
