//! Whether a token of a statement stands in the data that cite it.
//!
//! What counts for a statement is each innermost object whose `source` names it: all texts and numbers in it, but not
//! those of an object inside it that has a `source` of its own; the names of what it refers to by id; and the names of
//! what the objects around it are about (`id`, `party`), since a fact inside a CEPTOAR's record is about that CEPTOAR.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use serde_json::{Map, Value};

use super::dates::Dates;
use super::lexer::{THOUSANDS, WORD, is_number, normal};
use super::names;

/// All that the data which cite one statement say.
#[derive(Default)]
pub(crate) struct Content {
    /// Each text with single spaces.
    texts: Vec<String>,
    /// The same without spaces and capitals.
    dense: Vec<String>,
    numbers: BTreeSet<String>,
    dates: BTreeSet<String>,
}

/// Reads what data say of each statement.
pub(crate) struct Reader {
    dates: Dates,
    word: Regex,
    thousands: Regex,
    kanji: Regex,
    ids: BTreeMap<String, Vec<String>>,
}

impl Reader {
    /// A reader for the ids of an edition.
    pub(crate) fn new(edition: &Value) -> Result<Self, String> {
        let new = |pattern: &str| Regex::new(pattern).map_err(|error| error.to_string());
        Ok(Self {
            dates: Dates::new()?,
            word: new(WORD)?,
            thousands: new(THOUSANDS)?,
            kanji: new("([一二三四五六七八九十百]+)(?:つ|社|者|回|度|件|団体|機関|グループ|都市|地方|分野|次)")?,
            ids: names::by_id(edition),
        })
    }

    /// Adds what a document says, by statement.
    pub(crate) fn read(&self, document: &Value, found: &mut BTreeMap<String, Content>) {
        self.walk(document, &[], found);
    }

    fn walk(&self, value: &Value, about: &[&str], found: &mut BTreeMap<String, Content>) {
        match value {
            Value::Array(list) => list.iter().for_each(|item| self.walk(item, about, found)),
            Value::Object(map) => {
                for id in map.get("source").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
                    let content = found.entry(id.to_owned()).or_default();
                    about.iter().for_each(|id| self.refer(id, content));
                    self.gather(map, content);
                }
                let subjects = ["id", "party"].into_iter().filter_map(|key| map.get(key).and_then(Value::as_str));
                let about: Vec<&str> = about.iter().copied().chain(subjects).collect();
                map.values().for_each(|field| self.walk(field, &about, found));
            }
            _ => {}
        }
    }

    fn gather(&self, map: &Map<String, Value>, content: &mut Content) {
        for (key, field) in map.iter().filter(|(key, _)| !matches!(key.as_str(), "source" | "grade")) {
            if let ("fiscal_year", Some(year)) = (key.as_str(), field.as_i64()) {
                content.dates.insert(format!("FY{year}"));
            } else {
                self.gather_value(field, content);
            }
        }
        if let Some(year) = fiscal_year(map) {
            content.dates.insert(format!("FY{year}"));
        }
    }

    fn gather_value(&self, value: &Value, content: &mut Content) {
        match value {
            Value::Array(list) => list.iter().for_each(|item| self.gather_value(item, content)),
            Value::Object(map) if !map.contains_key("source") => self.gather(map, content),
            Value::String(text) => {
                self.text(text, content);
                self.refer(text, content);
            }
            Value::Number(number) => {
                content.numbers.insert(number.to_string());
            }
            _ => {}
        }
    }

    /// Reads a text and the names of what it speaks of by an id in capitals: NISC is the party `nisc`.
    fn text(&self, text: &str, content: &mut Content) {
        self.plain(text, content);
        for word in self.word.find_iter(text).map(|word| word.as_str()) {
            if word.len() > 2 && !is_number(word) && word == word.to_ascii_uppercase() {
                self.refer(&word.to_ascii_lowercase(), content);
            }
        }
    }

    /// Adds the names of what an id stands for.
    fn refer(&self, id: &str, content: &mut Content) {
        if let Some(names) = self.ids.get(id) {
            names.iter().map(String::as_str).chain([id]).for_each(|name| self.plain(name, content));
        }
    }

    fn plain(&self, text: &str, content: &mut Content) {
        let text = self.thousands.replace_all(&normal(text), "$1$2").into_owned();
        let (dates, left) = self.dates.take(&text);
        content.dates.extend(dates);
        content.numbers.extend(
            self.word.find_iter(&left).map(|word| word.as_str()).filter(|word| is_number(word)).map(str::to_owned),
        );
        content.numbers.extend(self.kanji.captures_iter(&left).map(|number| counted(&number[1]).to_string()));
        content.dense.push(dense(&text));
        content.texts.push(text);
    }
}

impl Content {
    /// Whether a token stands here.
    pub(crate) fn has(&self, token: &str) -> bool {
        if token.strip_prefix("--").is_some() {
            let month = |date: &&String| date.get(4..).is_some_and(|rest| rest.starts_with(&token[1..]));
            return self.dates.contains(token) || self.dates.iter().any(|date| month(&date));
        }
        if is_date(token) {
            let start = token.trim_end_matches('年');
            return self.dates.iter().any(|date| date.starts_with(start));
        }
        if is_number(token) {
            return self.numbers.contains(token);
        }
        if token.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c)) {
            return self.texts.iter().any(|text| has_word(text, token));
        }
        let token = dense(token);
        self.dense.iter().any(|text| text.contains(&token))
    }
}

fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect()
}

/// A fiscal year that a period is: from 1 April to 1 April.
fn fiscal_year(map: &Map<String, Value>) -> Option<i32> {
    let year = |key: &str| map.get(key)?.as_str()?.strip_suffix("-04-01")?.parse::<i32>().ok();
    year("from").filter(|from| year("until") == Some(from + 1))
}

fn is_date(token: &str) -> bool {
    let shape: String = token.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    ["0000-00-00", "0000-00", "0000年", "FY0000"].contains(&shape.as_str())
}

/// A word of Latin letters, in whatever capitals, also in the plural. One of two letters is asked for as it is written:
/// IT is not "it".
fn has_word(text: &str, word: &str) -> bool {
    let (text, word) =
        if word.len() == 2 { (text.to_owned(), word.to_owned()) } else { (text.to_lowercase(), word.to_lowercase()) };
    text.match_indices(&word).any(|(start, found)| {
        let after = &text[start + found.len()..];
        let after = after.strip_prefix('s').unwrap_or(after);
        let ends = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric());
        ends(text[..start].chars().next_back()) && ends(after.chars().next())
    })
}

/// A number below a thousand that is written in kanji.
fn counted(kanji: &str) -> u32 {
    let (mut sum, mut digit) = (0, 0);
    for c in kanji.chars() {
        match "一二三四五六七八九".chars().position(|known| known == c) {
            Some(n) => digit = u32::try_from(n).unwrap_or_default() + 1,
            None => {
                sum += digit.max(1) * if c == '百' { 100 } else { 10 };
                digit = 0;
            }
        }
    }
    sum + digit
}
