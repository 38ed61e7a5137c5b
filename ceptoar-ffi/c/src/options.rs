//! How a text or a picture is to be made, as a small JSON document: what is added one day changes no function.

use std::ffi::c_char;

use ceptoar_core::{ErrorCode, Lang, PictureOptions, TextOptions, Withheld};
use serde_json::{Map, Value};

use crate::fail::{Fail, screen};
use crate::handle::text;

/// The document, with what is wrong with it.
pub(crate) struct Options {
    fields: Map<String, Value>,
    fail: Option<Fail>,
}

impl Options {
    /// Reads the options; NULL means none.
    ///
    /// # Safety
    /// `json` is NULL or has `len` bytes.
    pub(crate) unsafe fn read(json: *const c_char, len: usize) -> Result<Self, Fail> {
        if json.is_null() {
            return Ok(Self { fields: Map::new(), fail: None });
        }
        match serde_json::from_str(unsafe { text(json, len, "options") }?) {
            Ok(Value::Object(fields)) => Ok(Self { fields, fail: None }),
            Ok(_) => Err(Fail::refused(ErrorCode::WrongType, "", "{}")),
            Err(error) => Err(Fail::refused(ErrorCode::MalformedJson, "", &error.to_string())),
        }
    }

    fn wrong(&mut self, code: ErrorCode, name: &str, wanted: &str) {
        let pointer = format!("/{}", name.replace('~', "~0").replace('/', "~1"));
        let fail = Fail::refused(code, &pointer, wanted);
        match &mut self.fail {
            Some(all) => all.also(fail),
            None => self.fail = Some(fail),
        }
    }

    /// A field that is read as said; `wanted` says what it may be where it is something else.
    fn take<T>(&mut self, name: &str, wanted: &str, read: impl FnOnce(&Value) -> Option<T>) -> Option<T> {
        let value = self.fields.remove(name)?;
        let found = read(&value);
        if found.is_none() {
            self.wrong(ErrorCode::WrongType, name, wanted);
        }
        found
    }

    fn lang(&mut self) -> Lang {
        self.take("lang", &one_of(&Lang::ALL), word).unwrap_or_default()
    }

    /// What is left is nothing that anybody reads.
    fn done<T>(mut self, made: T) -> Result<T, Fail> {
        let left: Vec<String> = self.fields.keys().cloned().collect();
        for name in left {
            self.wrong(ErrorCode::UnknownField, &name, &screen(&name));
        }
        self.fail.map_or(Ok(made), Err)
    }

    /// `{"lang", "width", "all"}`, each optional.
    pub(crate) fn text(mut self) -> Result<TextOptions, Fail> {
        let mut made = TextOptions::new(self.lang());
        if let Some(width) = self.take("width", "0, 1, 2, …", number) {
            made = made.width(width);
        }
        if let Some(all) = self.take("all", "true | false", Value::as_bool) {
            made = made.all(all);
        }
        self.done(made)
    }

    /// `{"lang", "collapse", "page", "withheld"}`, each optional; `null` for no grouping and no bound.
    pub(crate) fn picture(mut self) -> Result<PictureOptions, Fail> {
        let mut made = PictureOptions::new(self.lang());
        let or_null = |value: &Value| if value.is_null() { Some(None) } else { number(value).map(Some) };
        if let Some(collapse) = self.take("collapse", "null | 0, 1, 2, …", or_null) {
            made = made.collapse(collapse);
        }
        if let Some(page) = self.take("page", "null | [width, height]", page) {
            made = made.page(page);
        }
        if let Some(withheld) = self.take("withheld", &one_of(&Withheld::ALL), word) {
            made = made.withheld(withheld);
        }
        self.done(made)
    }
}

/// The words of a closed set, as JSON writes them.
fn one_of<T: ToString>(set: &[T]) -> String {
    set.iter().map(|word| format!("\"{}\"", word.to_string())).collect::<Vec<_>>().join(" | ")
}

fn word<T: std::str::FromStr>(value: &Value) -> Option<T> {
    value.as_str()?.parse().ok()
}

fn number(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|number| usize::try_from(number).ok())
}

/// `null`, or two lengths in pixels.
fn page(value: &Value) -> Option<Option<(u32, u32)>> {
    if value.is_null() {
        return Some(None);
    }
    let [width, height] = value.as_array()?.as_slice() else { return None };
    let pixels = |value: &Value| value.as_u64().and_then(|pixels| u32::try_from(pixels).ok());
    Some(Some((pixels(width)?, pixels(height)?)))
}
