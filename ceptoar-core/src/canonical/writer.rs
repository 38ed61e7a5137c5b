//! What is written of a canonical text, part by part, each list and object closed in its order.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Error;

/// What is written so far.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) out: Vec<u8>,
    /// The parts of the lists and objects that are being written, the innermost last.
    pub(super) parts: Vec<Part>,
    /// Where parts are put in order.
    ordered: Vec<u8>,
    /// A field of the document and the text that stands for its own: taken by the first object.
    pub(super) instead: Option<(&'static str, Vec<u8>)>,
}

/// An item of a list, or a field of an object with its name.
pub(super) struct Part {
    name: Cow<'static, str>,
    from: usize,
    until: usize,
}

impl Writer {
    pub(super) fn with(instead: Option<(&'static str, Vec<u8>)>) -> Self {
        Self { instead, ..Self::default() }
    }

    pub(super) fn scalar(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        serde_json::to_writer(&mut self.out, value)
    }

    pub(super) fn part(&mut self, name: Cow<'static, str>, from: usize) {
        self.parts.push(Part { name, from, until: self.out.len() });
    }

    /// Puts the parts from `first` on, whose text begins at `start`, between brackets and in order.
    pub(super) fn close(&mut self, (start, first): (usize, usize), brackets: (u8, u8), order: Order) {
        let Self { out, parts, ordered, .. } = self;
        let text = |part: &Part| out.get(part.from..part.until).unwrap_or_default();
        let own = parts.get_mut(first..).unwrap_or_default();
        match order {
            Order::AsWritten => {}
            Order::ByText => own.sort_unstable_by(|a, b| text(a).cmp(text(b))),
            // Keys of our documents are ASCII, for which UTF-16 order is byte order.
            Order::ByName => own.sort_unstable_by(|a, b| a.name.cmp(&b.name)),
        }
        ordered.clear();
        ordered.push(brackets.0);
        for (n, part) in own.iter().enumerate() {
            if n > 0 {
                ordered.push(b',');
            }
            ordered.extend_from_slice(text(part));
        }
        ordered.push(brackets.1);
        out.truncate(start);
        out.extend_from_slice(ordered);
        parts.truncate(first);
    }
}

#[derive(Clone, Copy)]
pub(super) enum Order {
    AsWritten,
    ByText,
    ByName,
}
