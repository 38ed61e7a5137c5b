//! What is wrong with a row, by the frame's own columns.

use ceptoar_core::{ErrorCode, Lang, Refusal};

use super::cell::Why;
use super::field::Columns;
use super::found::Found;

/// What is wrong with an envelope: what was found here, and what the core says of the other fields.
pub(super) fn with_local(
    refusal: Option<&Refusal>,
    local: &[(&'static str, &str, &Why)],
    columns: &Columns,
    key: &[u32],
) -> Vec<Found> {
    let mut found: Vec<Found> = local
        .iter()
        .map(|(field, column, why)| {
            let (pointer, column) = (format!("/{field}"), Some((*column).to_owned()));
            Found { pointer, column, ..Found::said(why.code, why.said.clone()) }
        })
        .collect();
    let of_core = refusal.map(|refusal| problems(refusal, columns, key)).unwrap_or_default();
    let told = |one: &Found| local.iter().any(|(field, ..)| one.pointer.split('/').nth(1) == Some(field));
    found.extend(of_core.into_iter().filter(|one| !told(one)));
    found
}

/// What is wrong with an envelope, by the frame's own columns.
pub(super) fn problems(refusal: &Refusal, columns: &Columns, key: &[u32]) -> Vec<Found> {
    refusal
        .problems()
        .iter()
        .map(|problem| {
            let message = problem.message(Lang::En);
            // What is missing stands nowhere: the sentence names it.
            let missing = message.split('`').nth(1).filter(|_| problem.code() == ErrorCode::MissingField);
            let field = missing.or_else(|| problem.pointer().split('/').nth(1)).unwrap_or_default();
            let column = columns.name_of(field).or_else(|| columns.missing(key)).map(str::to_owned);
            Found { column, ..Found::of_row(problem) }
        })
        .collect()
}
