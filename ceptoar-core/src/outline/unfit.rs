//! Why a text is not what a column holds: it says "none", it is the value of no column, it is no id (R5, R6, R50).

use crate::error::code::ErrorCode;
use crate::id::{InvalidId, SLUG_MAX};
use crate::outline::faults::short;
use crate::outline::unread::UnreadCode;
use crate::text::said::Said;

/// How "none" is written, after NFKC.
pub(super) fn is_minus(text: &str) -> bool {
    matches!(text, "-" | "−" | "―" | "–" | "なし")
}

/// Strokes that people and programs put where there is nothing: hyphens, dashes, signs of minus, rules and the long vowel mark.
const STROKES: [char; 35] = [
    '-', '_', '\u{ad}', '\u{2c9}', '\u{2d7}', '\u{58a}', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}',
    '\u{2015}', '\u{2043}', '\u{2212}', '\u{23af}', '\u{2500}', '\u{2501}', '\u{2504}', '\u{2505}', '\u{2508}',
    '\u{2509}', '\u{254c}', '\u{254d}', '\u{2574}', '\u{2576}', '\u{2578}', '\u{257a}', '\u{257c}', '\u{257e}',
    '\u{2796}', '\u{2e3a}', '\u{2e3b}', '\u{301c}', '\u{30fc}', '\u{30a0}',
];

/// Why a text is the value of no column: it is nothing but strokes, or what a spreadsheet shows instead of a value. `narrowed`: the text
/// after NFKC.
pub(super) fn no_value(text: &str, narrowed: &str) -> Option<(ErrorCode, Said)> {
    if let Some(why) = UnreadCode::of_text(text) {
        return Some((why.code(), why.said()));
    }
    let is_stroke = |c: char| STROKES.contains(&c);
    let is_all = narrowed.chars().all(|c| c.is_whitespace() || is_stroke(c)) && narrowed.contains(is_stroke);
    is_all.then(|| {
        let said = Said::new(
            "線だけでは、なしなのかどうか分からない。なければ `-` と、あれば名称や値を書く",
            "strokes alone do not tell whether there is none: write `-` if there is none, or the name or value",
        );
        (ErrorCode::BadText, said)
    })
}

/// Why a text is no id, and what may have happened to it.
pub(super) fn id_fault(text: &str, fault: &InvalidId) -> Said {
    let is_rounded = text.contains(['E', 'e']) && text.parse::<f64>().is_ok() && text.contains(['.', '+']);
    if is_rounded {
        return Said::new(
            "表計算ソフトが長い番号を丸めた (セルを文字列にして書き直す)",
            "a spreadsheet has rounded a long number (make the cell a text and write it anew)",
        );
    }
    if text.len() > SLUG_MAX || text.to_ascii_lowercase() == text {
        return fault.said();
    }
    let lower = short(&text.to_ascii_lowercase());
    match lower.parse::<crate::id::PartyId>() {
        Ok(_) => Said::new(format!("小文字で `{lower}` と書く"), format!("write it in small letters: `{lower}`")),
        Err(_) => fault.said(),
    }
}
