//! What stands in a cell of text: instants and lists as pandas, Polars, DuckDB and spreadsheets write them.
//!
//! What can be read in one way only is read; what cannot is refused, with what would help. Documents are another thing: in
//! them the core reads RFC 3339 and arrays alone.

use ceptoar_core::chrono::{DateTime, NaiveDateTime, Utc};
use ceptoar_core::{ErrorCode, InstantFault, instant_text, parse_instant};

use super::found::Said;
use super::near::{is_hidden, shown};
use super::zone::{Unclear, Zone, offset};

/// How the texts of a frame are to be read.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    /// What stands between the values of a list that is written as text.
    pub(super) separator: Option<String>,
    /// The zone of instants that name none.
    pub(super) tz: Option<Zone>,
}

/// Why a cell is refused here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Why {
    pub(super) code: ErrorCode,
    pub(super) said: Said,
}

impl Why {
    fn new(code: ErrorCode, en: impl Into<String>, ja: impl Into<String>) -> Self {
        Self { code, said: Said::new(en, ja) }
    }

    /// A cell that is not empty, and yet says nothing.
    pub(super) fn blank() -> Self {
        Self::new(
            ErrorCode::BadText,
            "the cell holds nothing but blanks: leave it empty, or write what it is to say",
            "セルに空白しかない。空にするか、書くべきことを書く",
        )
    }

    /// A cell that should be true or false.
    pub(super) fn no_flag(text: &str) -> Self {
        let text = cut(text);
        Self::new(
            ErrorCode::WrongType,
            format!("`{text}` is neither `true` nor `false`"),
            format!("`{text}` は `true` でも `false` でもない"),
        )
    }

    /// An instant without a zone.
    pub(super) fn naive(text: &str) -> Self {
        let text = cut(text);
        Self::new(
            ErrorCode::NaiveInstant,
            format!(
                "`{text}` names no zone: add its offset (`+09:00`), or say with `tz` in which zone such times are meant (tz=\"Asia/Tokyo\", --tz Asia/Tokyo)"
            ),
            format!(
                "`{text}` にUTCとの時差がない。時差 (`+09:00`) を付けるか、どの時間帯の時刻かを `tz` で示す (tz=\"Asia/Tokyo\"、--tz Asia/Tokyo)"
            ),
        )
    }

    fn unclear(text: &str, zone: Zone, why: Unclear) -> Self {
        let text = cut(text);
        let (en, ja) = match why {
            Unclear::Never => ("never comes", "存在しない"),
            Unclear::Twice => ("comes twice", "二度ある"),
        };
        Self::new(
            ErrorCode::BadInstant,
            format!("`{text}` {en} in {zone}, where clocks are changed: write it with its offset (`+09:00`)"),
            format!("`{text}` は、時計を変える {zone} では{ja}。時差 (`+09:00`) を付けて書く"),
        )
    }
}

/// A text, short enough for a message and with nothing hidden.
fn cut(text: &str) -> String {
    let mut short: String = text.chars().take(80).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    shown(&short)
}

/// Whether a text says nothing though it is not empty: blanks of any script, and what is not seen at all.
pub(super) fn is_blank(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_whitespace() || is_hidden(c))
}

/// What a text says of an instant.
pub(super) enum Instant {
    Good(DateTime<Utc>),
    /// The core refuses this text in its own words.
    Core(String),
    Refused(Why),
}

/// Reads an instant: RFC 3339; what frame libraries write beside it; in a zone that is given, what names none.
pub(super) fn instant(text: &str, tz: Option<Zone>) -> Instant {
    match parse_instant(text) {
        Ok(at) => return Instant::Good(at),
        Err(InstantFault::OutOfRange) => return Instant::Core(text.to_owned()),
        Err(_) if is_blank(text) => return Instant::Refused(Why::blank()),
        Err(_) => {}
    }
    match parts(text) {
        None => Instant::Core(text.to_owned()),
        Some((_, None)) if !text.contains(':') => Instant::Refused(Why::new(
            ErrorCode::BadInstant,
            format!("`{}` is a day without a time: write the time too", cut(text)),
            format!("`{}` は日付だけで時刻がない。時刻まで書く", cut(text)),
        )),
        Some((local, Some(zone))) => {
            let whole = format!("{local}{zone}");
            parse_instant(&whole).map_or(Instant::Core(whole), Instant::Good)
        }
        Some((local, None)) => match (NaiveDateTime::parse_from_str(&local, "%Y-%m-%dT%H:%M:%S%.f"), tz) {
            // The core says what is wrong with a time that no clock shows.
            (Err(_), _) => Instant::Core(format!("{local}Z")),
            (Ok(_), None) => Instant::Refused(Why::naive(text)),
            (Ok(local), Some(zone)) => in_zone(local, zone, text),
        },
    }
}

/// The instant at which clocks of a zone show a time; `text`: how its owner wrote it.
pub(super) fn in_zone(local: NaiveDateTime, zone: Zone, text: &str) -> Instant {
    match zone.instant(local).map(|at| (at, instant_text(at))) {
        Ok((at, whole)) => parse_instant(&whole).map_or(Instant::Core(whole), |_| Instant::Good(at)),
        Err(why) => Instant::Refused(Why::unclear(text, zone, why)),
    }
}

/// Day and time as RFC 3339 writes them, and the offset if there is one. The year stands first, in four digits.
fn parts(text: &str) -> Option<(String, Option<String>)> {
    let (year, rest) = digits(text, 4..=4)?;
    let (month, rest, sign) = ['-', '/'].into_iter().find_map(|sign| {
        let (month, rest) = digits(rest.strip_prefix(sign)?, 1..=2)?;
        Some((month, rest, sign))
    })?;
    let (day, rest) = digits(rest.strip_prefix(sign)?, 1..=2)?;
    let day = format!("{year}-{month:0>2}-{day:0>2}");
    if rest.trim().is_empty() {
        return Some((format!("{day}T00:00:00"), None));
    }
    let rest = rest.strip_prefix(['T', 't', ' '])?.trim_start_matches(' ');
    let (hour, rest) = digits(rest, 1..=2)?;
    let (minute, mut rest) = digits(rest.strip_prefix(':')?, 2..=2)?;
    let (mut second, mut fraction) = ("00", String::new());
    if let Some(more) = rest.strip_prefix(':') {
        (second, rest) = digits(more, 2..=2)?;
        if let Some(more) = rest.strip_prefix('.') {
            let (parts, more) = digits(more, 1..=9)?;
            (fraction, rest) = (format!(".{parts}"), more);
        }
    }
    let zone = match rest.trim_matches(' ') {
        "" => None,
        "Z" | "z" | "UTC" => Some("Z".to_owned()),
        text => Some(offset(text)?.to_string()),
    };
    Some((format!("{day}T{hour:0>2}:{minute}:{second}{fraction}"), zone))
}

/// The digits at the beginning of a text, and what follows.
fn digits(text: &str, count: std::ops::RangeInclusive<usize>) -> Option<(&str, &str)> {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    count.contains(&end).then(|| text.split_at_checked(end)).flatten()
}

/// The ids of a list that is written as text: `['gas', 'water']` and its like, or with the separator between them.
pub(super) fn ids(text: &str, separator: Option<&str>) -> Result<Vec<String>, Why> {
    if is_blank(text) {
        return Err(Why::blank());
    }
    if let Some(inside) = bracketed(text) {
        return inside.and_then(|inside| Tokens(inside).ids()).ok_or_else(|| no_list(text));
    }
    let parts: Vec<&str> = match separator {
        Some(separator) => text.split(separator).map(str::trim).collect(),
        None => vec![text],
    };
    let text = cut(text);
    if parts.iter().any(|part| part.is_empty() || is_blank(part)) {
        return Err(Why::new(
            ErrorCode::BadId,
            format!("`{text}` has an empty place between its separators"),
            format!("`{text}` の区切りの間に空のところがある"),
        ));
    }
    let other =
        |part: &str| part.chars().find(|c| matches!(c, ',' | ';' | '|' | '、' | '，' | '；' | '/' | '\t' | '\n'));
    if let Some(found) = parts.iter().find_map(|part| other(part)) {
        let found = shown(found.encode_utf8(&mut [0; 4]));
        let (en, ja) = match separator {
            Some(given) => (format!("where the separator is `{given}`"), format!("区切りは `{given}` である。")),
            None => ("and no separator was named".to_owned(), "区切りの指定がない。".to_owned()),
        };
        return Err(Why::new(
            ErrorCode::BadId,
            format!(
                "`{text}` holds `{found}`, {en}: if it is a list, give separator=\"{found}\" (--separator \"{found}\")"
            ),
            format!(
                "`{text}` に `{found}` があるが、{ja}一覧なら separator=\"{found}\" (--separator \"{found}\") を付ける"
            ),
        ));
    }
    Ok(parts.into_iter().map(str::to_owned).collect())
}

/// The named persons of a cell, each as party and reference: an array of objects, or `party:ref` with the separator between.
pub(super) fn persons(text: &str, separator: Option<&str>) -> Result<Vec<(String, String)>, Why> {
    if is_blank(text) {
        return Err(Why::blank());
    }
    let pairs = match bracketed(text) {
        Some(inside) => inside.and_then(|inside| Tokens(inside).persons()),
        None => {
            let parts = text.split(separator.unwrap_or(";"));
            parts
                .map(|part| {
                    let (party, reference) = part.trim().split_once(':')?;
                    Some((party.trim().to_owned(), reference.trim().to_owned()))
                })
                .collect()
        }
    };
    pairs.ok_or_else(|| {
        let text = cut(text);
        Why::new(
            ErrorCode::WrongType,
            format!("`{text}` is no list of named persons: write `party:ref;party:ref`, or [{{\"party\": \"…\", \"ref\": \"…\"}}]"),
            format!("`{text}` は名前の挙がった人の一覧ではない。`party:ref;party:ref` か [{{\"party\": \"…\", \"ref\": \"…\"}}] と書く"),
        )
    })
}

fn no_list(text: &str) -> Why {
    let text = cut(text);
    Why::new(
        ErrorCode::WrongType,
        format!("`{text}` begins as a list and is none: write `[gas, water]`, or give a separator"),
        format!("`{text}` は一覧のように始まるが一覧ではない。`[gas, water]` と書くか、区切りを指定する"),
    )
}

/// What stands between the brackets of a text that begins with one; `None` within: they are not closed.
fn bracketed(text: &str) -> Option<Option<&str>> {
    text.trim().strip_prefix('[').map(|rest| rest.strip_suffix(']'))
}

/// What is left of the inside of a list: as JSON, Python, NumPy, DuckDB write it.
struct Tokens<'a>(&'a str);

impl Tokens<'_> {
    /// Passes over blanks, and tells whether there were any.
    fn blanks(&mut self) -> bool {
        let rest = self.0.trim_start();
        let some = rest.len() < self.0.len();
        self.0 = rest;
        some
    }

    fn sign(&mut self, sign: char) -> bool {
        let rest = self.0.strip_prefix(sign);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// A text in quotes, or a plain word; the second: whether it was in quotes.
    fn text(&mut self) -> Option<(String, bool)> {
        let mut letters = self.0.char_indices();
        let Some((_, quote @ ('\'' | '"'))) = letters.next() else {
            let end = self.0.find(|c: char| {
                c.is_whitespace() || matches!(c, ',' | ':' | '\'' | '"' | '[' | ']' | '{' | '}' | '\\')
            });
            let (word, rest) = self.0.split_at_checked(end.unwrap_or(self.0.len()))?;
            self.0 = rest;
            let said =
                !word.is_empty() && !["none", "null", "nan", "nat", "<na>"].contains(&word.to_lowercase().as_str());
            return said.then(|| (word.to_owned(), false));
        };
        let mut text = String::new();
        while let Some((place, letter)) = letters.next() {
            match letter {
                '\\' => text.push(match letters.next()?.1 {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'u' => {
                        let code: String = letters.by_ref().take(4).map(|(_, digit)| digit).collect();
                        char::from_u32(u32::from_str_radix(&code, 16).ok().filter(|_| code.len() == 4)?)?
                    }
                    same @ ('\\' | '/' | '\'' | '"') => same,
                    _ => return None,
                }),
                end if end == quote => {
                    self.0 = self.0.get(place + quote.len_utf8()..)?;
                    return Some((text, true));
                }
                other => text.push(other),
            }
        }
        None
    }

    /// Items with a comma between; NumPy leaves it out, which is certain where every item shows its own end.
    fn items<T>(&mut self, mut item: impl FnMut(&mut Self) -> Option<(T, bool)>) -> Option<Vec<T>> {
        let (mut items, mut closed) = (Vec::new(), true);
        self.blanks();
        while !self.0.is_empty() {
            let (value, ended) = item(self)?;
            items.push(value);
            let apart = self.blanks();
            if self.0.is_empty() {
                return Some(items);
            }
            closed &= ended;
            if self.sign(',') {
                self.blanks();
                // A comma is followed by an item.
                (!self.0.is_empty()).then_some(())?;
            } else if !(apart && closed) {
                return None;
            }
        }
        Some(items)
    }

    fn ids(mut self) -> Option<Vec<String>> {
        self.items(Self::text)
    }

    fn persons(mut self) -> Option<Vec<(String, String)>> {
        self.items(|tokens| Some((tokens.person()?, true)))
    }

    fn person(&mut self) -> Option<(String, String)> {
        let (mut party, mut reference) = (None, None);
        self.sign('{').then_some(())?;
        loop {
            self.blanks();
            let (key, _) = self.text()?;
            self.blanks();
            self.sign(':').then_some(())?;
            self.blanks();
            let (value, _) = self.text()?;
            let place = match key.as_str() {
                "party" => &mut party,
                "ref" => &mut reference,
                _ => return None,
            };
            if place.replace(value).is_some() {
                return None;
            }
            self.blanks();
            if self.sign('}') {
                return party.zip(reference);
            }
            self.sign(',').then_some(())?;
        }
    }
}
