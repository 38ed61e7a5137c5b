//! Which characters a document may hold: none that a reader cannot see, or that shows others in another order.
//!
//! An id is compared, a text is read. Text in Japanese chooses the shape of a character by a variation selector (the names
//! of people and places do), so that a text may have one behind a character; an id may not, for two ids must not look
//! alike. Joiners (U+200C, U+200D) belong to scripts and pictures that no name here needs, and are refused everywhere.

use crate::text::said::Said;

/// What is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum TextFault {
    /// It has no character.
    Empty,
    /// It has blanks alone.
    Blank,
    /// It has more characters than this.
    TooLong(usize),
    /// This blank stands at its beginning or end.
    BlankAtEnd(char),
    /// It holds this character.
    Character(char, CharFault),
}

/// Why a character is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum CharFault {
    /// It steers a device.
    Control,
    /// It turns the direction in which text is shown.
    Direction,
    /// Nobody sees it.
    Invisible,
    /// It begins another line.
    Line,
    /// It is a blank that looks like a space and is none.
    Blank,
    /// It is no character, and never will be.
    None,
}

impl TextFault {
    /// What is wrong, as a clause.
    pub(crate) fn said(self) -> Said {
        let code = |c: char| format!("U+{:04X}", c as u32);
        match self {
            Self::Empty => Said::new("空である", "it is empty"),
            Self::Blank => Said::new("空白だけである", "it holds nothing but blanks"),
            Self::TooLong(most) => {
                Said::new(format!("{most}字を超える"), format!("it has more than {most} characters"))
            }
            Self::BlankAtEnd(c) => Said::new(
                format!("先頭か末尾に空白 ({}) がある", code(c)),
                format!("a blank ({}) stands at its beginning or end", code(c)),
            ),
            Self::Character(c, fault) => {
                let (ja, en) = match fault {
                    CharFault::Control => ("制御文字", "a control character"),
                    CharFault::Direction => ("文字の並ぶ向きを変える文字", "which turns the direction of text"),
                    CharFault::Invisible => ("目に見えない文字", "which nobody sees"),
                    CharFault::Line => ("改行する文字", "which begins another line"),
                    CharFault::Blank => ("ふつうの空白と見分けられない空白", "a blank that looks like a space"),
                    CharFault::None => ("文字ではない符号", "which is no character"),
                };
                Said::new(format!("{} ({ja}) を含む", code(c)), format!("it holds {}, {en}", code(c)))
            }
        }
    }
}

/// Whether a character shows as nothing but room. The braille pattern without dots does, though Unicode counts it
/// among the symbols.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{2800}'
}

/// Whether a character chooses the shape of the one before it.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Why no text may hold a character.
fn fault(c: char) -> Option<CharFault> {
    match c {
        _ if c.is_control() => Some(CharFault::Control),
        '\u{2028}' | '\u{2029}' => Some(CharFault::Line),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some(CharFault::Direction)
        }
        // What Unicode lets a program leave out when it shows a text, and the anchors of annotations.
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffc}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' => Some(CharFault::Invisible),
        '\u{fdd0}'..='\u{fdef}' => Some(CharFault::None),
        _ if c as u32 & 0xfffe == 0xfffe => Some(CharFault::None),
        '\u{e0000}'..='\u{e0fff}' if !is_selector(c) => Some(CharFault::Invisible),
        _ => None,
    }
}

/// Whether a character hides, or turns or steers what is shown: where a text comes from elsewhere than a document that was
/// checked, it is shown by its number.
pub(crate) fn deceives(c: char) -> bool {
    fault(c).is_some()
}

/// Why no id may hold a character.
fn id_fault(c: char) -> Option<CharFault> {
    fault(c).or(match c {
        ' ' | '\u{3000}' => None,
        _ if is_selector(c) => Some(CharFault::Invisible),
        _ if is_blank(c) => Some(CharFault::Blank),
        _ => None,
    })
}

/// Whether a text has nothing but characters that are never refused, and not too many: true of nearly every text, and seen
/// at a glance. Where it is false, nothing is said.
fn is_plain(text: &str, most: usize) -> bool {
    if text.len() <= most && text.bytes().fold(true, |plain, b| plain & (b' '..=b'~').contains(&b)) {
        return text.bytes().next().is_some_and(|first| first != b' ');
    }
    let mut rest = text.as_bytes();
    let mut more = most;
    let mut begins = false;
    while !rest.is_empty() {
        let Some(left) = more.checked_sub(1) else { return false };
        more = left;
        // Letters of ASCII, and what stands from U+3000 on: kana, kanji and their marks, without the filler U+3164.
        (rest, begins) = match rest {
            [b' ', rest @ ..] | [0xe3, 0x80, 0x80, rest @ ..] => (rest, begins),
            [0xe3, 0x85, 0xa4, ..] => return false,
            [b'!'..=b'~', rest @ ..] | [0xe3..=0xec, _, _, rest @ ..] | [0xed, 0x80..=0x9f, _, rest @ ..] => {
                (rest, true)
            }
            _ => return false,
        };
    }
    begins
}

/// What is wrong with a text that people read, where something is.
pub(crate) fn text_fault(text: &str, most: usize) -> Option<TextFault> {
    if is_plain(text, most) {
        return None;
    }
    let mut base = false; // whether a selector may follow
    first_fault(text, most, |c| {
        let stray = is_selector(c) && !base;
        base = !is_selector(c) && !is_blank(c);
        fault(c).or(stray.then_some(CharFault::Invisible))
    })
}

/// What is wrong with a text that is compared, where something is.
pub(crate) fn id_text_fault(text: &str, most: usize) -> Option<TextFault> {
    let ends = || text.chars().next().into_iter().chain(text.chars().next_back());
    if is_plain(text, most) && !ends().any(is_blank) {
        return None;
    }
    first_fault(text, most, id_fault).or_else(|| ends().find(|c| is_blank(*c)).map(TextFault::BlankAtEnd))
}

fn first_fault(text: &str, most: usize, mut fault: impl FnMut(char) -> Option<CharFault>) -> Option<TextFault> {
    if text.is_empty() {
        return Some(TextFault::Empty);
    }
    // A hostile text is not read to its end.
    if text.chars().nth(most).is_some() {
        return Some(TextFault::TooLong(most));
    }
    if let Some((c, fault)) = text.chars().find_map(|c| Some((c, fault(c)?))) {
        return Some(TextFault::Character(c, fault));
    }
    text.chars().all(is_blank).then_some(TextFault::Blank)
}

/// What a message repeats of a document: at most so many characters, and none that would steer a terminal or deceive a
/// reader: `n<U+202E>`.
pub(crate) fn visible(text: &str, most: usize) -> String {
    let mut out = String::new();
    for c in text.chars().take(most) {
        if deceives(c) {
            out.push_str(&format!("<U+{:04X}>", c as u32));
        } else {
            out.push(c);
        }
    }
    if text.chars().nth(most).is_some() {
        out.push('…');
    }
    out
}

/// The same sets as patterns of the published schemas, written with nothing but characters, ranges and `*`: what
/// ECMAScript, PCRE, RE2 and Rust read alike.
#[cfg(feature = "schemars")]
pub(crate) mod pattern {
    use super::{fault, id_fault, is_blank, is_selector};

    /// An id: no blank at either end.
    pub(crate) fn id() -> String {
        let (inside, ends) = (class(|c| id_fault(c).is_none()), class(|c| id_fault(c).is_none() && !is_blank(c)));
        format!("^{ends}({inside}*{ends})?$")
    }

    /// A text: something that is no blank. That a selector stands behind a character is not said.
    pub(crate) fn text() -> String {
        let blanks = class(|c| fault(c).is_none() && is_blank(c));
        let first = class(|c| fault(c).is_none() && !is_blank(c) && !is_selector(c));
        let rest = class(|c| fault(c).is_none());
        format!("^{blanks}*{first}{rest}*$")
    }

    /// The class of every character that is admitted.
    fn class(admits: impl Fn(char) -> bool) -> String {
        let mut out = String::from("[");
        let mut range: Option<(char, char)> = None;
        let mut close = |range: Option<(char, char)>| {
            if let Some((first, last)) = range {
                out.push(first);
                if first != last {
                    out.push('-');
                    out.push(last);
                }
            }
        };
        for c in '\0'..=char::MAX {
            match &mut range {
                Some((_, last)) if admits(c) => *last = c,
                _ if admits(c) => range = Some((c, c)),
                _ => close(range.take()),
            }
        }
        close(range);
        out + "]"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::sets::Lang;

    #[test]
    fn names_of_people_keep_their_characters() {
        // A variant of 葛 and of 辻 by selector, a compatibility ideograph, a character of plane 2, one of a private set.
        for text in [
            "葛\u{e0100}飾区",
            "辻\u{e0101}",
            "神\u{fe00}田",
            "\u{fa19}田",
            "𠮷野家",
            "\u{e000}",
            "a b",
            "東京　都",
            "é e\u{301}",
        ] {
            assert_eq!(text_fault(text, 40), None, "{text:?}");
        }
        for text in ["葛\u{e0100}", "神\u{fe00}"] {
            assert!(matches!(id_text_fault(text, 40), Some(TextFault::Character(_, CharFault::Invisible))), "{text:?}");
        }
        // A selector that chooses nothing carries something that nobody sees.
        for text in ["\u{fe0f}a", "a \u{fe0f}", "葛\u{e0100}\u{e0101}", "　\u{e0100}"] {
            assert!(matches!(text_fault(text, 40), Some(TextFault::Character(_, CharFault::Invisible))), "{text:?}");
        }
    }

    #[test]
    fn what_is_plain_at_a_glance_has_no_fault() {
        let slow = |text: &str, most| first_fault(text, most, id_fault);
        for c in '\0'..=char::MAX {
            for text in [c.to_string(), format!("{c}葛"), format!(" {c}")] {
                assert!(!is_plain(&text, 4) || slow(&text, 4).is_none(), "{text:?}");
            }
        }
        for (text, most) in [("", 4), ("  ", 4), ("\u{3000} ", 4), ("abcde", 4), ("葛飾区葛飾", 4), ("葛飾区葛", 3)]
        {
            assert!(!is_plain(text, most), "{text:?}");
            assert!(slow(text, most).is_some(), "{text:?}");
        }
        for text in ["abcd", "葛飾区葛", "a 葛　"] {
            assert!(is_plain(text, 4) && slow(text, 4).is_none(), "{text:?}");
        }
    }

    #[test]
    fn a_fault_names_the_code_point() {
        let said = text_fault("n\u{202e}", 40).map(TextFault::said).unwrap_or_default();
        assert!(said.get(Lang::En).contains("U+202E") && said.get(Lang::Ja).contains("U+202E"));
        assert_eq!(visible("n\u{202e}\u{7}\u{2028}x", 4), "n<U+202E><U+0007><U+2028>…");
    }

    #[test]
    fn ids_have_no_blank_at_their_ends_and_no_second_kind_of_space_inside() {
        for text in
            [" ", "\u{3000}", "\u{2800}", " a", "a\u{3000}", "a\u{a0}b", "a\u{2003}b", "\u{2800}a", "a\u{2800}b"]
        {
            assert!(id_text_fault(text, 40).is_some(), "{text:?}");
        }
        for text in ["a b", "東京　1", "TLP:AMBER+STRICT"] {
            assert_eq!(id_text_fault(text, 40), None, "{text:?}");
        }
    }
}
