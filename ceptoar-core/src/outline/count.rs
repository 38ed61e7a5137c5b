//! A number with its unit, as a cell of counts has it, and nothing that could be another number or two (R13).

use crate::outline::table::{narrow, trimmed};
use crate::text::said::Said;

/// How counts are written.
pub(super) fn form() -> Said {
    Said::new(
        "`12` や `22社;1団体` のように、数は数字だけで書き、二つ以上は `;` で区切る",
        "write as `12` or `22社;1団体`: each number in digits alone, several parted by `;`",
    )
}

/// A whole number from 1 on.
pub(super) fn whole(text: &str) -> Option<u32> {
    let is_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten().filter(|number| *number > 0)
}

/// A number, and its unit if it has one.
pub(super) fn count(text: &str) -> Option<(u32, Option<String>)> {
    let is_digit = |c: char| narrow(&c.to_string()).bytes().all(|b| b.is_ascii_digit());
    let end = text.find(|c| !is_digit(c)).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(end)?;
    let unit = trimmed(unit);
    let number = whole(&narrow(number)).filter(|_| is_unit(unit))?;
    Some((number, (!unit.is_empty()).then(|| unit.to_owned())))
}

/// Whether what stands behind a number is its unit and nothing else: not the rest of the number (`1,662`, `2万社`, `10〜12社`, `1E`),
/// and not a second count (`22社、1団体`).
pub(super) fn is_unit(text: &str) -> bool {
    let unit = narrow(text);
    let goes_on = |c: char| {
        matches!(c, '.' | '/' | '-' | '‐' | '‑' | '−' | '–' | '—' | '―' | '~' | '〜' | '…')
            || matches!(c, '十' | '百' | '千' | '万' | '億' | '兆')
    };
    // An exponent, and not the first letter of a word.
    let mut rest = unit.trim_start_matches(['e', 'E']).chars();
    let is_exponent = unit.starts_with(['e', 'E']) && !rest.next().is_some_and(|c| c.is_ascii_alphabetic());
    let parts = |c: char| c.is_numeric() || matches!(c, '、' | ',' | '+' | ';');
    !unit.starts_with(goes_on) && !is_exponent && !unit.contains(parts)
}
