//! Bytes as text (R4): a mark, else strict UTF-8, else CP932. What stands for no character is marked, never replaced unseen.

use ceptoar_core::author::UnreadCode;
use encoding_rs::{Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

/// What a file says, and how it was found out.
pub(crate) struct Text {
    /// The text, with [`LOST`] for what is no character.
    pub(crate) text: String,
    /// Why a byte of it is no character.
    pub(crate) lost: UnreadCode,
    /// Whether it was found to be CP932 rather than said to be.
    pub(crate) is_cp932: bool,
    /// Why it is refused as a whole, though it can be read.
    pub(crate) refused: Option<UnreadCode>,
}

/// What stands where a byte is no character. One that is written so was lost before.
pub(crate) const LOST: char = char::REPLACEMENT_CHARACTER;

/// Reads bytes as text: as is asked, or else as is found.
pub(crate) fn decode(bytes: &[u8], asked: Option<&'static Encoding>) -> Text {
    if let Some(text) = utf32(bytes) {
        return Text { text, lost: UnreadCode::Undecodable, is_cp932: false, refused: Some(UnreadCode::Utf32) };
    }
    if let Some(text) = asked.and_then(|asked| utf8_against(bytes, asked)) {
        return Text { text, lost: UnreadCode::Undecodable, is_cp932: false, refused: Some(UnreadCode::Utf8) };
    }
    let (encoding, is_cp932, lost) = match asked.or_else(|| Encoding::for_bom(bytes).map(|(marked, _)| marked)) {
        Some(encoding) => (encoding, false, UnreadCode::Undecodable),
        None if is_jis(bytes) => (ISO_2022_JP, false, UnreadCode::Undecodable),
        None if std::str::from_utf8(bytes).is_ok() => {
            (unmarked_utf16(bytes).unwrap_or(UTF_8), false, UnreadCode::Undecodable)
        }
        None => match unmarked_utf16(bytes) {
            Some(utf16) => (utf16, false, UnreadCode::Undecodable),
            None if bytes.split(|byte| *byte == b'\n').any(is_utf8_of_japan) => {
                (UTF_8, false, UnreadCode::OtherEncoding)
            }
            None => (SHIFT_JIS, true, UnreadCode::Undecodable),
        },
    };
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let refused = match encoding {
        _ if asked.is_some() => None,
        found if found == UTF_16LE || found == UTF_16BE => Some(UnreadCode::Utf16),
        found if found == ISO_2022_JP => Some(UnreadCode::Jis),
        _ => None,
    };
    Text { text: text.into_owned(), lost, is_cp932, refused }
}

/// A text of UTF-8 that another encoding was asked for: its mark says so, or all of it is UTF-8 and a line has characters of Japan, which
/// the other encoding has none such by chance. It would be read as other characters, and nobody would see it until they are sent.
fn utf8_against(bytes: &[u8], asked: &'static Encoding) -> Option<String> {
    let is_wide = asked == UTF_16LE || asked == UTF_16BE;
    if asked == UTF_8 || is_wide {
        return None;
    }
    let marked = bytes.strip_prefix(b"\xef\xbb\xbf");
    let text = std::str::from_utf8(marked.unwrap_or(bytes)).ok()?;
    let is_sure = marked.is_some() || bytes.split(|byte| *byte == b'\n').any(is_utf8_of_japan);
    is_sure.then(|| text.to_owned())
}

/// ISO-2022-JP: seven bits, and an escape before the characters of Japan.
fn is_jis(bytes: &[u8]) -> bool {
    bytes.is_ascii() && bytes.windows(3).any(|at| matches!(at, b"\x1b$B" | b"\x1b$@" | b"\x1b(J"))
}

/// UTF-32, by its mark, or where the first letters are of ASCII.
fn utf32(bytes: &[u8]) -> Option<String> {
    let (rest, is_big) = match bytes {
        [0, 0, 0xfe, 0xff, rest @ ..] => (rest, true),
        [0xff, 0xfe, 0, 0, rest @ ..] => (rest, false),
        [0, 0, 0, some, ..] if *some > 0 => (bytes, true),
        [some, 0, 0, 0, ..] if *some > 0 => (bytes, false),
        _ => return None,
    };
    let read = |four| if is_big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) };
    let number = |four: &[u8]| four.try_into().map_or(u32::from(LOST), read);
    Some(rest.chunks(4).map(|four| char::from_u32(number(four)).unwrap_or(LOST)).collect())
}

/// UTF-16 without a mark, where the first letters are of ASCII.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0, more, ..] if *more > 0 => Some(UTF_16BE),
        [some, 0, ..] if *some > 0 => Some(UTF_16LE),
        _ => None,
    }
}

/// Whether a line has characters that UTF-8 writes in three bytes or more, and no others beside ASCII: by chance, CP932 has none such.
fn is_utf8_of_japan(line: &[u8]) -> bool {
    let long = |text: &str| !text.is_ascii() && text.chars().all(|c| c.is_ascii() || c.len_utf8() > 2);
    std::str::from_utf8(line).is_ok_and(long)
}

/// Whether a character is of private use (外字): each house has its own.
pub(crate) fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cp932(text: &str) -> Vec<u8> {
        SHIFT_JIS.encode(text).0.into_owned()
    }

    #[test]
    fn r4_a_mark_else_strict_utf8_else_cp932() {
        for (bytes, is_cp932) in [
            ([&[0xef, 0xbb, 0xbf], "組織".as_bytes()].concat(), false),
            ("組織".as_bytes().to_vec(), false),
            (cp932("組織"), true),
        ] {
            let found = decode(&bytes, None);
            assert_eq!((found.text.as_str(), found.is_cp932, found.refused), ("組織", is_cp932, None));
        }
        // What is asked for is read so, and no note is made of it.
        let found = decode(&cp932("組織"), Some(SHIFT_JIS));
        assert_eq!((found.text.as_str(), found.is_cp932), ("組織", false));
        // Windows-31J has more than Shift_JIS: circled digits, and kanji of IBM.
        assert_eq!(decode(&[0x87, 0x40, 0xfb, 0xfc], None).text, "①髙");
    }

    #[test]
    fn r4_utf16_is_known_with_and_without_a_mark() {
        let le: Vec<u8> = "id,名称".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = "id,名称".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in
            [le.clone(), be.clone(), [&[0xff, 0xfe], le.as_slice()].concat(), [&[0xfe, 0xff], be.as_slice()].concat()]
        {
            let found = decode(&bytes, None);
            assert_eq!((found.text.as_str(), found.refused), ("id,名称", Some(UnreadCode::Utf16)));
        }
        assert_eq!(decode(&le, Some(UTF_16LE)).refused, None);
    }

    #[test]
    fn r4_utf32_and_jis_are_called_by_their_names() {
        let le: Vec<u8> = "id,名称".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        let be: Vec<u8> = "id,名称".chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        let marked = [vec![0xff, 0xfe, 0, 0], le.clone()].concat();
        for bytes in [le, be.clone(), marked, [vec![0, 0, 0xfe, 0xff], be].concat()] {
            let found = decode(&bytes, None);
            assert_eq!((found.text.as_str(), found.refused), ("id,名称", Some(UnreadCode::Utf32)));
        }
        let jis = ISO_2022_JP.encode("id,名称\n").0.into_owned();
        let found = decode(&jis, None);
        assert_eq!((found.text.as_str(), found.refused), ("id,名称\n", Some(UnreadCode::Jis)));
        assert_eq!(decode(&jis, Some(ISO_2022_JP)).refused, None);
        assert_eq!(decode(b"a,\x1b[0m", None).refused, None);
    }

    #[test]
    fn r4_what_is_utf8_is_not_garbled_because_another_encoding_was_asked_for() {
        let plain = "組織,名称\ngas,ガス\n".as_bytes().to_vec();
        for bytes in [plain.clone(), [vec![0xef, 0xbb, 0xbf], plain.clone()].concat(), b"\xef\xbb\xbfid\n".to_vec()] {
            let found = decode(&bytes, Some(SHIFT_JIS));
            assert_eq!(found.refused, Some(UnreadCode::Utf8));
            assert!(!found.text.contains(LOST));
        }
        assert_eq!(decode(&plain, Some(UTF_8)).refused, None);
        assert_eq!(decode(&cp932("組織,名称\ngas,ガス\n"), Some(SHIFT_JIS)).refused, None);
        assert_eq!(decode(b"id,name\n", Some(SHIFT_JIS)).refused, None);
        // Kana of half width are two bytes of UTF-8 by chance.
        assert_eq!(decode(&[0xc3, 0xa8, b'\n'], Some(SHIFT_JIS)).refused, None);
    }

    #[test]
    fn r4_a_file_of_two_encodings_is_not_read_as_one_of_them() {
        let mixed = ["組織,名称\n".as_bytes().to_vec(), cp932("gas,ガス\n"), "x,水道\n".as_bytes().to_vec()].concat();
        let found = decode(&mixed, None);
        assert!(found.lost == UnreadCode::OtherEncoding && !found.is_cp932);
        assert!(found.text.contains("水道") && found.text.lines().nth(1).is_some_and(|line| line.contains(LOST)));
        // Kana of half width are two bytes of UTF-8 by chance; such a line alone proves nothing.
        let half = [cp932("組織,名称\n"), vec![0xc3, 0xa8, b'\n']].concat();
        assert!(decode(&half, None).is_cp932);
    }

    #[test]
    fn r4_what_is_no_character_is_seen() {
        assert!(decode(&[b'a', 0x81, b'\n'], None).text.contains(LOST));
        assert!(decode(&[0xef, 0xbb, 0xbf, b'a', 0x81], None).text.contains(LOST));
        let gaiji = decode(&[0xf0, 0x40, 0x81, 0x40], None).text;
        assert!(gaiji.chars().next().is_some_and(is_private), "{gaiji:?}");
        assert!(!"髙①葛\u{e0100}".chars().any(is_private));
    }
}
