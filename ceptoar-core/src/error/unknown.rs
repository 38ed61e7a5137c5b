//! Refuses an id or a word that is not known, and names the nearest that is.

use super::code::ErrorCode;
use super::pointer::At;
use super::problem::{Problem, Problems, Refusal};
use crate::nearest::nearest;
use crate::text::said::Said;

/// The clause that names the nearest known id.
pub(crate) fn said(near: &str) -> Said {
    Said::new(format!("近いもの: `{near}`"), format!("nearest: `{near}`"))
}

/// Tells that an id is not known, and which known one is near.
pub(crate) fn unknown<'a>(
    problems: &mut Problems,
    code: ErrorCode,
    at: &At<'_>,
    args: Vec<String>,
    known: impl IntoIterator<Item = &'a str>,
) {
    // Where no more problems are kept, none is looked up.
    let near = args.first().filter(|_| !problems.is_full()).and_then(|word| nearest(word, known));
    match near {
        Some(near) => problems.push_with(code, at, args, said(near)),
        None => problems.push(code, at, args),
    }
}

/// Refuses one id that is not known.
pub(crate) fn refusal<'a>(
    code: ErrorCode,
    pointer: &str,
    args: Vec<String>,
    known: impl IntoIterator<Item = &'a str>,
) -> Refusal {
    let near = args.first().and_then(|word| nearest(word, known));
    let problem = Problem::new(code, pointer.to_owned(), args, None);
    match near {
        Some(near) => problem.with(said(near)).into(),
        None => problem.into(),
    }
}
