//! Lines of at most the columns of the screen, safe to show.

use crate::registry::data::Registry;
use crate::say::options::TextOptions;
use crate::say::sentence::name;
use crate::say::width::{columns, packed, wrap};
use crate::text::shown::shown;
use crate::word::sets::Lang;

/// So many lines of names at most, where not everybody is named.
const NAME_LINES: usize = 2;

pub(super) struct Writer<'a> {
    pub(super) registry: &'a Registry,
    pub(super) options: TextOptions,
    out: String,
}

impl<'a> Writer<'a> {
    pub(super) fn new(registry: &'a Registry, options: TextOptions) -> Self {
        Self { registry, options: options.width(options.width), out: String::new() }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    pub(super) fn lang(&self) -> Lang {
        self.options.lang
    }

    pub(super) fn blank(&mut self) {
        self.out.push('\n');
    }

    /// A line as it is, made safe.
    fn line(&mut self, text: &str) {
        self.out.push_str(&shown(text));
        self.out.push('\n');
    }

    /// A paragraph, all lines of it as far to the right.
    pub(super) fn para(&mut self, indent: usize, text: &str) {
        let indent = " ".repeat(indent);
        self.hanging(&indent, &format!("{indent}  "), text);
    }

    /// A paragraph whose first line begins otherwise than the rest.
    pub(super) fn hanging(&mut self, first: &str, rest: &str, text: &str) {
        // What is made visible is longer than it was: it is made so before lines are broken.
        let (text, first, rest) = (shown(text), shown(first), shown(rest));
        let room = self.room(&first).min(self.room(&rest));
        for (n, line) in wrap(&text, room).iter().enumerate() {
            let line = format!("{}{line}", if n == 0 { &first } else { &rest });
            self.line(&line);
        }
    }

    fn room(&self, before: &str) -> usize {
        self.options.width.saturating_sub(columns(before)).max(20)
    }

    /// A head and names behind it: all of them, or as many as two lines hold and the number of the others.
    pub(super) fn named(&mut self, indent: usize, head: &str, names: &[String]) {
        let first = " ".repeat(indent);
        let most = (!self.options.all).then_some(NAME_LINES);
        self.names(&first, &format!("{first}    "), head, names, most);
    }

    pub(super) fn names(&mut self, first: &str, rest: &str, head: &str, names: &[String], most: Option<usize>) {
        let lang = self.lang();
        let names: Vec<String> = names.iter().map(|name| shown(name).into_owned()).collect();
        let head = shown(head).into_owned();
        let room = self.room(rest);
        // A short head shares its line with the names.
        let own_line = columns(first) + columns(&head) > self.options.width / 2;
        let mut items = names;
        if !own_line && let Some(item) = items.first_mut() {
            *item = format!("{head}{item}");
        }
        if own_line {
            self.hanging(first, rest, head.trim_end());
        }
        let (lines, left) = packed(&items, lang.pick("、", ", "), room, most);
        let last = lines.len();
        for (n, line) in lines.into_iter().enumerate() {
            let more = match (left, lang) {
                (1.., Lang::Ja) if n + 1 == last => format!(" …ほか{left}"),
                (1.., Lang::En) if n + 1 == last => format!(" … and {left} more"),
                _ => String::new(),
            };
            let begin = if n == 0 && !own_line { first } else { rest };
            self.line(&format!("{begin}{line}{more}"));
        }
    }

    pub(super) fn name(&self, id: &str) -> String {
        name(self.registry, id, self.options.on, self.lang())
    }

    /// The name with the id, which a name that exists in Japanese only already shows to an English reader.
    pub(super) fn full_name(&self, id: &str) -> String {
        match self.called(id) {
            Some(name) if name == id => name,
            Some(name) => format!("{name} [{id}]"),
            None => self.name(id),
        }
    }

    /// The name alone; the id where there is none in the language.
    pub(super) fn short_name(&self, id: &str) -> String {
        self.called(id).unwrap_or_else(|| id.to_owned())
    }

    /// The name in the reader's language, if there is one: that of the day, or without a day the newest with its date.
    fn called(&self, id: &str) -> Option<String> {
        let (party, lang) = (self.registry.party(id)?, self.lang());
        let (name, since) = match (self.options.on, party.names.last()) {
            (Some(day), _) => (party.name_on(day), String::new()),
            (None, Some(newest)) => (&newest.name, newest.since(lang)),
            (None, None) => (&party.name, String::new()),
        };
        Some(name.get(lang)?.to_owned() + &since)
    }

    pub(super) fn instant(&self, at: chrono::DateTime<chrono::Utc>) -> String {
        crate::time::instant_for(at, self.options.offset)
    }
}
