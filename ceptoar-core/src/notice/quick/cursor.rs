//! The grammar of JSON, as far as a plain notice needs it: several bytes at a time, and each byte is judged.

use crate::id::{LABEL_MAX, SLUG_MAX};
use crate::notice::quick::class::Class;
use crate::text::safe::id_text_fault;

/// A place in a text. Each question moves it on, or answers `None`: then it is of no more use.
///
/// The small steps are made part of where they are used: there the place stands in a register.
pub(super) struct Cursor<'a> {
    text: &'a str,
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, rest: text.as_bytes() }
    }

    /// The byte behind blanks, which stays.
    #[inline(always)]
    pub(super) fn peek(&mut self) -> Option<u8> {
        match *self.rest.first()? {
            byte if byte > b' ' => Some(byte),
            _ => self.behind_blanks(),
        }
    }

    #[inline(always)]
    fn behind_blanks(&mut self) -> Option<u8> {
        while let [b' ' | b'\n' | b'\r' | b'\t', rest @ ..] = self.rest {
            self.rest = rest;
        }
        self.rest.first().copied()
    }

    /// The byte behind blanks, which is taken.
    #[inline(always)]
    pub(super) fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.rest = self.rest.get(1..)?;
        Some(byte)
    }

    /// Takes this byte behind blanks.
    #[inline(always)]
    pub(super) fn take(&mut self, symbol: u8) -> Option<()> {
        (self.next()? == symbol).then_some(())
    }

    /// The byte that stands just here.
    #[inline(always)]
    pub(super) fn byte(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// Nothing but blanks is left.
    pub(super) fn end(&mut self) -> Option<()> {
        self.peek().is_none().then_some(())
    }

    /// Takes these words, if they and a quote stand just here.
    #[inline(always)]
    pub(super) fn closes(&mut self, words: &str) -> bool {
        let Some([b'"', rest @ ..]) = self.rest.strip_prefix(words.as_bytes()) else { return false };
        self.rest = rest;
        true
    }

    /// What stands in quotes: `read` takes it, and leaves what follows.
    #[inline(always)]
    pub(super) fn quoted<T>(&mut self, read: impl FnOnce(&'a [u8]) -> Option<(T, &'a [u8])>) -> Option<T> {
        self.take(b'"')?;
        let (value, [b'"', rest @ ..]) = read(self.rest)? else { return None };
        self.rest = rest;
        Some(value)
    }

    /// A text that has the form of a slug.
    #[inline(always)]
    pub(super) fn slug(&mut self) -> Option<&'a str> {
        self.take(b'"')?;
        let slug = self.closed(Class::Slug)?;
        (1..=SLUG_MAX).contains(&slug.len()).then_some(slug)
    }

    /// A text that has the form of a label, a notice's id or a person's reference.
    #[inline(always)]
    pub(super) fn label(&mut self) -> Option<&'a str> {
        self.take(b'"')?;
        let start = self.rest;
        if let Some(label) = self.closed(Class::Printable) {
            let is_open = label.starts_with(' ') || label.ends_with(' ');
            return ((1..=LABEL_MAX).contains(&label.len()) && !is_open).then_some(label);
        }
        self.rest = start;
        self.foreign_label()
    }

    /// The rest of a label that is not ASCII alone.
    #[inline(never)]
    fn foreign_label(&mut self) -> Option<&'a str> {
        self.closed(Class::Text).filter(|label| id_text_fault(label, LABEL_MAX).is_none())
    }

    /// `true` or `false`.
    #[inline(always)]
    pub(super) fn bool(&mut self) -> Option<bool> {
        match self.peek()? {
            b't' => self.word(b"true").map(|()| true),
            _ => self.word(b"false").map(|()| false),
        }
    }

    /// A value, or `null`.
    #[inline(always)]
    pub(super) fn or_null<T>(&mut self, value: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.peek()? {
            b'n' => self.word(b"null").map(|()| None),
            _ => value(self).map(Some),
        }
    }

    /// A list; `item` reads each of its items.
    #[inline(always)]
    pub(super) fn list(&mut self, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.take(b'[')?;
        if self.peek()? == b']' {
            return self.take(b']');
        }
        loop {
            item(self)?;
            match self.next()? {
                b',' => {}
                b']' => return Some(()),
                _ => return None,
            }
        }
    }

    /// Takes letters that stand just here.
    #[inline(always)]
    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.rest = self.rest.strip_prefix(word)?;
        Some(())
    }

    /// The text from here to the next quote, which is taken, if all of it is of a class.
    #[inline(always)]
    fn closed(&mut self, class: Class) -> Option<&'a str> {
        let start = self.text.len() - self.rest.len();
        let mut rest = self.rest;
        loop {
            match rest.split_first_chunk() {
                Some((bytes, behind)) => match class.closed(bytes)? {
                    Some(before) => {
                        rest = rest.get(before..)?;
                        break;
                    }
                    None => rest = behind,
                },
                None => {
                    rest = class.closed_at_end(rest)?;
                    break;
                }
            }
        }
        self.rest = rest.get(1..)?;
        self.text.get(start..self.text.len() - rest.len())
    }
}
