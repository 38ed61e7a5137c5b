//! Texts as numbers: each distinct text is kept once.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

/// Distinct texts, numbered from 1.
#[derive(Default)]
pub(crate) struct Interner {
    table: HashTable<u32>,
    texts: Vec<Box<str>>,
    hasher: FixedState,
    /// Some of the texts, each at the place that its print names: most are found at a glance.
    glance: Vec<(Print, u32)>,
}

/// So many texts are found at a glance at most, as a power of two.
const GLANCE: u32 = 8;

/// How long a text is, and its first and last bytes: up to sixteen bytes they are all of it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Print {
    length: usize,
    head: u64,
    tail: u64,
}

impl Print {
    #[inline]
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let (head, tail) = if let (Some(head), Some(tail)) = (bytes.first_chunk(), bytes.last_chunk()) {
            (u64::from_le_bytes(*head), u64::from_le_bytes(*tail))
        } else if let (Some(head), Some(tail)) = (bytes.first_chunk(), bytes.last_chunk()) {
            (u32::from_le_bytes(*head).into(), u32::from_le_bytes(*tail).into())
        } else {
            (bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)), 0)
        };
        Self { length: bytes.len(), head, tail }
    }

    #[inline]
    fn place(self) -> usize {
        let mixed = (self.head ^ self.tail.rotate_left(23) ^ self.length as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> (64 - GLANCE)) as usize
    }

    /// Whether no other text has it.
    #[inline]
    fn is_all(self) -> bool {
        self.length <= 16
    }
}

impl Interner {
    pub(crate) fn code(&mut self, text: &str) -> u32 {
        let print = Print::of(text);
        if let Some(code) = self.glance(print, text) {
            return code;
        }
        let Self { table, texts, hasher, .. } = self;
        let at = |code: &u32| texts.get(*code as usize - 1).map_or("", |text| text);
        let hash = hasher.hash_one(text);
        let code = match table.find(hash, |code| at(code) == text) {
            Some(code) => *code,
            None => {
                let code = texts.len() as u32 + 1;
                table.insert_unique(hash, code, |code| hasher.hash_one(at(code)));
                texts.push(text.into());
                code
            }
        };
        self.glance.resize(1 << GLANCE, (Print::default(), 0));
        self.glance.iter_mut().skip(print.place()).take(1).for_each(|place| *place = (print, code));
        code
    }

    /// The number of a text that is known.
    #[inline]
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        self.glance(Print::of(text), text).or_else(|| self.look_up(text))
    }

    #[inline]
    fn glance(&self, print: Print, text: &str) -> Option<u32> {
        let (known, code) = *self.glance.get(print.place())?;
        (code != 0 && known == print && (print.is_all() || self.text(code) == Some(text))).then_some(code)
    }

    fn look_up(&self, text: &str) -> Option<u32> {
        let hash = self.hasher.hash_one(text);
        self.table.find(hash, |code| self.text(*code) == Some(text)).copied()
    }

    pub(crate) fn text(&self, code: u32) -> Option<&str> {
        self.texts.get((code as usize).checked_sub(1)?).map(|text| &**text)
    }

    pub(crate) fn texts(&self) -> &[Box<str>] {
        &self.texts
    }
}
