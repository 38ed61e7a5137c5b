//! Text from outside, as a screen may show it.
//!
//! What documents may hold is checked where they are read. Whoever reads an answer is not asked to trust that: nothing
//! that steers a terminal, turns the direction of text or is not seen leaves here as it is.

use std::borrow::Cow;

/// Whether a character would deceive a reader: it is not seen, or changes how others are.
fn deceives(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}'
    ) || c.is_control()
        || c as u32 & 0xfffe == 0xfffe
}

/// The text with each such character written as its code point: `n<U+202E>`.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    if !text.chars().any(deceives) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if deceives(c) {
            out.push_str(&format!("<U+{:04X}>", c as u32));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kind_08_what_deceives_is_shown_by_its_code_point() {
        for (text, safe) in [
            ("n\u{202e}RED", "n<U+202E>RED"),
            ("a\u{200b}\u{feff}b", "a<U+200B><U+FEFF>b"),
            ("a\n\u{2028}\u{2029}\u{1b}[31m", "a<U+000A><U+2028><U+2029><U+001B>[31m"),
            ("\u{2066}x\u{2069}\u{ffff}", "<U+2066>x<U+2069><U+FFFF>"),
        ] {
            assert_eq!(shown(text), safe);
        }
        // The variant of a character in a name of Japan is seen: it stays.
        for text in ["葛\u{e0100}飾区", "電力CEPTOAR", "a b　c", "𠮷"] {
            assert_eq!(shown(text), text);
        }
    }
}
