//! The lines of a text while it is parsed, counted as an editor counts them.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::{Arc, Mutex};

/// The lines that were seen and not yet used.
#[derive(Default)]
pub(super) struct Lines {
    /// Of each line that is not empty: where it begins, its number from 1, and the quotation marks before it.
    begins: VecDeque<(u64, u64, u64)>,
    at: u64,
    line: u64,
    /// Whether a line has begun.
    open: bool,
    after_return: bool,
    quotes: u64,
    ended: bool,
}

impl Lines {
    fn see(&mut self, bytes: &[u8]) {
        if self.line == 0 {
            self.line = 1;
        }
        for byte in bytes {
            match byte {
                b'\n' if self.after_return => {}
                b'\n' | b'\r' => {
                    self.line += 1;
                    self.open = false;
                }
                byte => {
                    if !self.open {
                        self.begins.push_back((self.at, self.line, self.quotes));
                        self.open = true;
                    }
                    self.quotes += u64::from(*byte == b'"');
                }
            }
            self.after_return = *byte == b'\r';
            self.at += 1;
        }
        self.ended = bytes.is_empty();
    }

    /// The line at which a record begins that was looked for from a place on: empty lines before it do not count.
    pub(super) fn begin(&mut self, from: u64) -> u64 {
        while self.begins.front().is_some_and(|(at, ..)| *at < from) {
            self.begins.pop_front();
        }
        self.begins.front().map_or(self.line, |(_, line, _)| *line)
    }

    /// Whether the record that begins at the first of the lines goes on to the end of the text, within quotation marks.
    pub(super) fn is_unclosed(&self) -> bool {
        let before = self.begins.front().map_or(self.quotes, |(.., before)| *before);
        self.ended && (self.quotes - before) % 2 == 1
    }
}

/// Counts the lines of what is read through it.
pub(super) struct Watch<R> {
    inner: R,
    lines: Arc<Mutex<Lines>>,
}

impl<R> Watch<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, lines: Arc::default() }
    }

    pub(super) fn lines(&self) -> Arc<Mutex<Lines>> {
        Arc::clone(&self.lines)
    }
}

impl<R: Read> Read for Watch<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if let (Ok(mut lines), Some(bytes)) = (self.lines.lock(), buffer.get(..count)) {
            lines.see(bytes);
        }
        Ok(count)
    }
}
