//! What a reader of the answer should know of the file that was read.

use std::sync::{Arc, Mutex};

use ceptoar_core::Lang;
use ceptoar_frames::Said;

/// More lines than this are not listed in a note.
const MOST_LINES: usize = 10;

/// What a reader of the answer should know of the file that was read.
#[derive(Clone, Default)]
pub(super) struct Notes(Arc<Mutex<(Vec<Said>, Vec<u64>)>>);

impl Notes {
    pub(super) fn push(&self, en: String, ja: String) {
        if let Ok(mut notes) = self.0.lock() {
            notes.0.push(Said::new(en, ja));
        }
    }

    /// A line that holds separators alone.
    pub(super) fn pass_over(&self, line: u64) {
        if let Ok(mut notes) = self.0.lock() {
            notes.1.push(line);
        }
    }

    pub(super) fn take(&self, place: &str, lang: Lang) -> String {
        let Ok(mut notes) = self.0.lock() else { return String::new() };
        let (said, lines) = std::mem::take(&mut *notes);
        let mut out: String = said.iter().map(|said| format!("{}\n", said.message(lang))).collect();
        if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
            let listed: Vec<String> = lines.iter().take(MOST_LINES).map(u64::to_string).collect();
            let (count, listed) = (lines.len(), listed.join(", "));
            let rest = if count > MOST_LINES { format!(" … {last}") } else { String::new() };
            let _ = first;
            out += &match lang {
                Lang::Ja => format!("{place}: 空のセルだけの行を読み飛ばした ({count}行): {listed}{rest}\n"),
                Lang::En => {
                    format!("{place}: rows of empty cells alone are passed over ({count}): lines {listed}{rest}\n")
                }
            };
        }
        out
    }
}
