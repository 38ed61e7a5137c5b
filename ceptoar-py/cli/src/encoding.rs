//! Text as it is written in Japan: UTF-8 with or without a mark, UTF-16 with a mark, and whatever else is named.
//!
//! A byte that stands for nothing is refused with its line: it is never replaced.

use super::failure::{Failure, Undecodable};
use std::io::{self, Read};

use ceptoar_frames::Said;
use encoding_rs::{DecoderResult, Encoding, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

const PIECE: usize = 1 << 16;

/// The encoding of a name, as `--encoding` gives it.
pub(super) fn named(name: &str) -> Result<&'static Encoding, Failure> {
    let plain = name.to_ascii_lowercase().replace('_', "-");
    let found = match plain.as_str() {
        "cp932" | "ms932" | "windows-932" | "shiftjis" => Some(SHIFT_JIS),
        // The mark says which of the two it is; without one, most are of this kind.
        "utf-16" | "utf16" => Some(UTF_16LE),
        "utf8" | "utf-8-sig" => Some(UTF_8),
        "utf16le" => Some(UTF_16LE),
        "utf16be" => Some(UTF_16BE),
        "eucjp" => Some(encoding_rs::EUC_JP),
        other => Encoding::for_label_no_replacement(other.as_bytes()),
    };
    let name = super::screen::shown(name);
    found.ok_or_else(|| {
        Failure::usage(
            format!("--encoding: `{name}` is not known; known are utf-8, cp932, euc-jp, iso-2022-jp, utf-16le, utf-16be and the other names of the Encoding Standard"),
            format!("--encoding: `{name}` は知られていない。utf-8、cp932、euc-jp、iso-2022-jp、utf-16le、utf-16beなど、Encoding Standardの名前を書く"),
        )
    })
}

/// Reads a text of any encoding as UTF-8, without a mark.
pub(super) struct Utf8<R> {
    inner: R,
    asked: Option<&'static Encoding>,
    decoder: Option<(encoding_rs::Decoder, &'static Encoding)>,
    raw: Vec<u8>,
    ended: bool,
    done: bool,
    out: Vec<u8>,
    at: usize,
    line: u64,
}

impl<R: Read> Utf8<R> {
    pub(super) fn new(inner: R, asked: Option<&'static Encoding>) -> Self {
        Self {
            inner,
            asked,
            decoder: None,
            raw: Vec::new(),
            ended: false,
            done: false,
            out: Vec::new(),
            at: 0,
            line: 1,
        }
    }

    fn more(&mut self) -> io::Result<()> {
        let before = self.raw.len();
        self.raw.resize(before + PIECE, 0);
        let count = self.inner.read(self.raw.get_mut(before..).unwrap_or_default());
        self.raw.truncate(before + count.as_ref().map_or(0, |count| *count));
        self.ended = count? == 0;
        Ok(())
    }

    /// Finds out how the text is written, by its mark.
    fn begin(&mut self) -> io::Result<()> {
        while self.raw.len() < 4 && !self.ended {
            self.more()?;
        }
        let marked = Encoding::for_bom(&self.raw).map(|(encoding, _)| encoding);
        let utf16 = |encoding| encoding == UTF_16LE || encoding == UTF_16BE;
        let encoding = match (self.asked, marked) {
            (None, marked) => marked.unwrap_or(UTF_8),
            (Some(asked), Some(marked)) if utf16(asked) && utf16(marked) => marked,
            (Some(asked), _) => asked,
        };
        let unmarked = |bytes: &[u8]| match bytes {
            [0, more, ..] if *more > 0 => Some("utf-16be"),
            [some, 0, ..] if *some > 0 => Some("utf-16le"),
            _ => None,
        };
        if encoding == UTF_8
            && let Some(probably) = unmarked(&self.raw)
        {
            return Err(self.bad(
                format!(
                    "this is UTF-16 without a mark, as it seems: give --encoding {probably}, or save the file as UTF-8"
                ),
                format!("印 (BOM) のないUTF-16と思われる: --encoding {probably} を付けるか、UTF-8で保存し直す"),
            ));
        }
        self.decoder = Some((encoding.new_decoder_with_bom_removal(), encoding));
        Ok(())
    }

    fn bad(&self, en: String, ja: String) -> io::Error {
        io::Error::other(Undecodable { line: self.line, said: Said::new(en, ja) })
    }

    fn fill(&mut self) -> io::Result<()> {
        self.out.clear();
        self.at = 0;
        if self.decoder.is_none() && !self.done {
            self.begin()?;
        }
        while self.out.is_empty() && !self.done {
            if self.raw.is_empty() && !self.ended {
                self.more()?;
            }
            let Some((decoder, encoding)) = self.decoder.as_mut() else { return Ok(()) };
            let encoding = *encoding;
            let room = decoder.max_utf8_buffer_length_without_replacement(self.raw.len()).unwrap_or(PIECE * 4);
            self.out.resize(room.max(16), 0);
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(&self.raw, &mut self.out, self.ended);
            self.out.truncate(written);
            self.raw.drain(..read);
            self.line += self.out.iter().filter(|byte| **byte == b'\n').count() as u64;
            if let DecoderResult::Malformed(..) = result {
                let (line, name) = (self.line, encoding.name());
                return Err(if encoding == UTF_8 {
                    self.bad(
                        format!(
                            "line {line} is not UTF-8: save the file as UTF-8 (in Excel: `CSV UTF-8`), or say how it is \
                             written, as with --encoding cp932"
                        ),
                        format!(
                            "{line}行目がUTF-8ではない: UTF-8で保存し直す (Excelでは「CSV UTF-8」) か、--encoding cp932 \
                             のように文字コードを指定する"
                        ),
                    )
                } else {
                    self.bad(
                        format!("line {line} holds bytes that stand for nothing in {name}; give another --encoding"),
                        format!("{line}行目に {name} では読めない文字がある。別の --encoding を指定する"),
                    )
                });
            }
            self.done = self.ended && self.raw.is_empty();
        }
        Ok(())
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.out.len() {
            self.fill()?;
        }
        let rest = self.out.get(self.at..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.at += count;
        Ok(count)
    }
}
