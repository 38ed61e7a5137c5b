//! In which encoding the bytes of a document are: UTF-8 is read, with a byte order mark or without; any other is named,
//! with the remedy, instead of a parser's complaint about the first byte.

use crate::error::code::ErrorCode;
use crate::error::problem::{Problem, Refusal};
use crate::text::said::Said;

const MARK: &[u8] = b"\xef\xbb\xbf";

/// The text of a document, without a byte order mark.
///
/// # Errors
/// `wrong-encoding`, with the encoding that it seems to be in.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, Refusal> {
    // UTF-16 of ASCII is UTF-8 as well, with a zero byte beside each character: its zeros tell.
    if let Some(name) = unicode(bytes) {
        return Err(refusal(None, Said::new(format!("{name}のようである"), format!("it seems to be {name}"))));
    }
    let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|fault| {
        let sound = bytes.get(..fault.valid_up_to()).unwrap_or_default();
        let said = if is_shift_jis(bytes) {
            Said::new(
                "Shift_JIS (CP932、日本語版Windowsの「ANSI」) のようである",
                "it seems to be Shift_JIS (CP932, the \"ANSI\" of Japanese Windows)",
            )
        } else {
            Said::new("別の文字コードか、壊れたファイルである", "it is in another encoding, or the file is damaged")
        };
        refusal(Some(position(sound)), said)
    })
}

fn refusal(position: Option<(usize, usize)>, said: Said) -> Refusal {
    Problem::new(ErrorCode::WrongEncoding, String::new(), Vec::new(), position).with(said).into()
}

/// Line and column of the byte after sound ones; a column counts bytes, as the parser's does.
fn position(sound: &[u8]) -> (usize, usize) {
    let lines = sound.iter().filter(|byte| **byte == b'\n').count();
    let column = sound.iter().rev().take_while(|byte| **byte != b'\n').count();
    (lines + 1, column + 1)
}

/// Another form of Unicode: by its mark, or by the zeros of its first two characters, which are ASCII in JSON.
fn unicode(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0, 0, 0xfe, 0xff, ..] | [0xff, 0xfe, 0, 0, ..] => Some("UTF-32"),
        [0xfe, 0xff, ..] | [0xff, 0xfe, ..] => Some("UTF-16"),
        [0, 0, 0, _, ..] | [_, 0, 0, 0, ..] => Some("UTF-32"),
        [0, 1..=0xff, ..] | [1..=0xff, 0, ..] => Some("UTF-16"),
        _ => None,
    }
}

/// Whether bytes that are no UTF-8 are well-formed Shift_JIS.
fn is_shift_jis(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return true,
            [0x00..=0x7f | 0xa1..=0xdf, rest @ ..] => rest,
            [0x81..=0x9f | 0xe0..=0xfc, 0x40..=0x7e | 0x80..=0xfc, rest @ ..] => rest,
            _ => return false,
        };
    }
}
