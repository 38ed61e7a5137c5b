//! Text from outside, as a screen may show it.
//!
//! What documents may hold is checked where they are read. Whoever reads an answer is not asked to trust that: nothing
//! that steers a terminal, turns the direction of text or is not seen leaves here as it is.

use std::borrow::Cow;

use crate::text::safe::deceives;

/// A text from outside as a screen may show it: what would steer a terminal, turn the direction of text or not be seen is
/// written as its code point, `n<U+202E>`; the end of a line too.
///
/// ```
/// assert_eq!(ceptoar_core::shown("n\u{202e}RED"), "n<U+202E>RED"); // it would have turned the line round
/// assert_eq!(ceptoar_core::shown("電力CEPTOAR"), "電力CEPTOAR");
/// ```
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
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
