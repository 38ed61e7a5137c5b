//! What one cell says: nothing, "none", or a value of its column's sort (R5, R6, R13, R14, R49).

use chrono::{Datelike as _, NaiveDate};

use crate::document::cell::{Cell, CellItem};
use crate::document::outline::{Celled, Cells, OutlineScheme};
use crate::document::scalar::TEXT_MAX;
use crate::error::code::ErrorCode;
use crate::error::unknown::said;
use crate::nearest::nearest;
use crate::outline::count::{count, form, whole};
use crate::outline::day::{day, month};
use crate::outline::faults::{Faults, Spot, valued};
use crate::outline::table::{narrow, trimmed};
use crate::outline::unfit::{id_fault, is_minus, no_value};
use crate::text::safe::text_fault;
use crate::text::said::Said;
use crate::time::{Period, YEARS, last_day};

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Given<T> {
    /// It is empty: unknown.
    Empty,
    /// `-`: there is none.
    Minus,
    /// It cannot be read, which has been told.
    Bad,
    /// This.
    Is(T),
}

impl<T> Given<T> {
    /// What it says, if that is a value.
    pub(super) fn value(self) -> Option<T> {
        match self {
            Self::Is(value) => Some(value),
            _ => None,
        }
    }

    fn map<U>(self, change: impl FnOnce(T) -> U) -> Given<U> {
        match self {
            Self::Empty => Given::Empty,
            Self::Minus => Given::Minus,
            Self::Bad => Given::Bad,
            Self::Is(value) => Given::Is(change(value)),
        }
    }
}

/// What is filled, or is not.
impl<T> From<Option<T>> for Given<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Self::Is)
    }
}

/// Reads the cells of one row, tells their faults, and leaves each cell in the form in which an outline is written: ids and
/// numbers narrow, days as ISO 8601 has them, lists as lists.
pub(super) struct Reader<'a> {
    row: &'a mut dyn Celled,
    pub(super) spot: Spot,
    pub(super) faults: &'a mut Faults,
}

impl<'a> Reader<'a> {
    pub(super) fn new<T: Cells>(row: &'a mut T, number: usize, faults: &'a mut Faults) -> Self {
        Self { row, spot: Spot { table: T::TABLE, row: number, column: "" }, faults }
    }

    /// Whether the row has a value in a column.
    pub(super) fn has(&self, column: &'static str) -> bool {
        self.row.cell(column).is_some()
    }

    /// The text of a cell, where it is one.
    pub(super) fn written(&self, column: &'static str) -> Option<String> {
        match self.row.cell(column) {
            Some(Cell::Text(text)) => Some(trimmed(text).to_owned()),
            _ => None,
        }
    }

    /// Leaves a cell in the form in which an outline is written.
    pub(super) fn leave(&mut self, column: &'static str, cell: Cell) {
        self.row.set(column, Some(cell));
    }

    fn fault<U>(&mut self, code: ErrorCode, column: &'static str, value: &str, more: Option<Said>) -> Given<U> {
        self.faults.of_value(code, self.spot.at(column), value, more);
        Given::Bad
    }

    /// The text of a cell, trimmed, as it was typed.
    fn raw(&mut self, column: &'static str) -> Given<String> {
        if self.faults.is_unread(self.spot.at(column), None) {
            return Given::Bad;
        }
        let text = match self.row.cell(column) {
            None => return Given::Empty,
            Some(Cell::List(items)) if items.is_empty() => "-".to_owned(),
            Some(Cell::List(_)) => {
                let more = Said::new("一つの値を書く", "write one value");
                self.faults.push(ErrorCode::WrongType, self.spot.at(column), "", vec![column.to_owned()], Some(more));
                return Given::Bad;
            }
            Some(cell) => cell.to_string(),
        };
        let text = trimmed(&text);
        if text.is_empty() {
            self.row.set(column, None);
            return Given::Empty;
        }
        let narrowed = narrow(text);
        if is_minus(&narrowed) {
            self.leave(column, "-".into());
            return Given::Minus;
        }
        if let Some(fault) = no_value(text, &narrowed) {
            self.faults.push(fault.0, self.spot.at(column), text, Vec::new(), Some(valued(text).and(&fault.1)));
            return Given::Bad;
        }
        Given::Is(text.to_owned())
    }

    /// A name or another text, as it was typed.
    pub(super) fn text(&mut self, column: &'static str) -> Given<String> {
        let text = match self.raw(column) {
            Given::Is(text) => text,
            other => return other,
        };
        if let Some(fault) = text_fault(&text, TEXT_MAX) {
            let more = valued(&text).and(&fault.said());
            self.faults.push(ErrorCode::BadText, self.spot.at(column), &text, Vec::new(), Some(more));
            return Given::Bad;
        }
        self.leave(column, text.as_str().into());
        Given::Is(text)
    }

    /// An id, a word or a number, made narrow.
    pub(super) fn word(&mut self, column: &'static str) -> Given<String> {
        self.raw(column).map(|text| narrow(&text))
    }

    /// A value that `parse` understands.
    fn parsed<U>(
        &mut self,
        column: &'static str,
        (code, form): (ErrorCode, Said),
        parse: impl FnOnce(&str) -> Option<(U, Cell)>,
    ) -> Given<U> {
        match self.word(column) {
            Given::Is(text) => match parse(&text) {
                Some((value, cell)) => {
                    self.leave(column, cell);
                    Given::Is(value)
                }
                None => self.fault(code, column, &text, Some(form)),
            },
            other => other.map_never(),
        }
    }

    pub(super) fn id(&mut self, column: &'static str) -> Given<String> {
        match self.word(column) {
            Given::Is(text) if self.is_id(column, &text) => {
                self.leave(column, text.as_str().into());
                Given::Is(text)
            }
            Given::Is(_) => Given::Bad,
            other => other,
        }
    }

    /// Whether a text is an id; tells it if not.
    pub(super) fn is_id(&mut self, column: &'static str, text: &str) -> bool {
        let Err(fault) = text.parse::<crate::id::PartyId>() else { return true };
        let more = id_fault(text, &fault);
        self.faults.of_value(ErrorCode::BadId, self.spot.at(column), text, Some(more));
        false
    }

    pub(super) fn day(&mut self, column: &'static str) -> Given<NaiveDate> {
        let form = Said::new(
            "2024-04-01、2024/4/1、2024年4月1日、令和6年4月1日のいずれかで書く (元号はその期間の日だけ)",
            "write 2024-04-01, 2024/4/1, 2024年4月1日 or 令和6年4月1日 (an era only on its own days)",
        );
        self.parsed(column, (ErrorCode::BadDate, form), |text| day(text).map(|day| (day, Cell::Text(day.to_string()))))
    }

    pub(super) fn month(&mut self, column: &'static str) -> Given<String> {
        let form = Said::new(
            "2007-03、2007/3、2007年3月、平成19年3月のいずれかで書く (元号はその期間の月だけ)",
            "write 2007-03, 2007/3, 2007年3月 or 平成19年3月 (an era only in its own months)",
        );
        self.parsed(column, (ErrorCode::BadMonth, form), |text| {
            month(text).map(|month| (month.clone(), Cell::Text(month)))
        })
    }

    /// A number from 1 on.
    pub(super) fn number(&mut self, column: &'static str) -> Given<u32> {
        let form = Said::new("数字だけを書く", "write digits alone");
        let given = self.parsed(column, (ErrorCode::BadCount, form), |text| {
            whole(text).map(|number| (number, Cell::Number(u64::from(number))))
        });
        self.not_none(column, given)
    }

    pub(super) fn flag(&mut self, column: &'static str) -> Given<bool> {
        let form = Said::new("`yes` か `no` と書く", "write `yes` or `no`");
        let given = self.parsed(column, (ErrorCode::UnknownValue, form), |text| {
            let flag = match text.to_ascii_lowercase().as_str() {
                "yes" | "true" | "1" | "はい" | "○" | "◯" | "〇" => true,
                "no" | "false" | "0" | "いいえ" | "×" => false,
                _ => return None,
            };
            Some((flag, Cell::from(if flag { "yes" } else { "no" })))
        });
        self.not_none(column, given)
    }

    /// A word of a closed set, of which only some may stand here.
    pub(super) fn one_of<W: Copy + std::fmt::Display>(&mut self, column: &'static str, words: &[W]) -> Given<W> {
        match self.word(column) {
            Given::Is(text) => {
                if let Some(word) = words.iter().find(|word| word.to_string() == text) {
                    self.leave(column, text.as_str().into());
                    return Given::Is(*word);
                }
                let known: Vec<String> = words.iter().map(ToString::to_string).collect();
                let near = nearest(&text, known.iter().map(String::as_str)).map(said);
                let list = known.join(" / ");
                let more =
                    near.unwrap_or_else(|| Said::new(format!("書けるのは {list}"), format!("write one of {list}")));
                self.fault(ErrorCode::UnknownValue, column, &text, Some(more))
            }
            other => other.map_never(),
        }
    }

    /// The items of a list, each trimmed: as a list of JSON, or parted by `;`.
    pub(super) fn items(&mut self, column: &'static str) -> Given<Vec<CellItem>> {
        if let Some(Cell::List(items)) = self.row.cell(column)
            && !items.is_empty()
        {
            let trim = |item: &CellItem| match item {
                CellItem::Text(text) => CellItem::Text(trimmed(text).to_owned()),
                channel @ CellItem::Channel(_) => channel.clone(),
            };
            // What stands in for an item that cannot be read is none.
            let is_read = |n: &usize| !self.faults.is_unread(self.spot.at(column), Some(*n));
            let read = items.iter().enumerate().filter(|(n, _)| is_read(n)).map(|(_, item)| trim(item));
            let read: Vec<CellItem> = read.collect();
            return if read.is_empty() { Given::Bad } else { Given::Is(read) };
        }
        self.raw(column).map(|text| {
            let parts = text.split([';', '；']).map(|part| CellItem::Text(trimmed(part).to_owned()));
            parts.collect()
        })
    }

    /// A list of texts made narrow; one that stands twice is told, and the others are looked at all the same.
    fn words(&mut self, column: &'static str) -> Given<Vec<String>> {
        let items = match self.items(column) {
            Given::Is(items) => items,
            other => return other.map_never(),
        };
        let mut words: Vec<String> = Vec::new();
        for item in items {
            let CellItem::Text(text) = item else {
                let more = Said::new("IDを書く", "write ids");
                self.faults.push(ErrorCode::WrongType, self.spot.at(column), "", vec![column.to_owned()], Some(more));
                return Given::Bad;
            };
            let word = narrow(&text);
            if words.contains(&word) {
                self.fault::<()>(
                    ErrorCode::DuplicateItem,
                    column,
                    &word,
                    Some(Said::new("一方を消す", "delete one of them")),
                );
                continue;
            }
            words.push(word);
        }
        Given::Is(words)
    }

    /// A list of ids.
    pub(super) fn ids(&mut self, column: &'static str) -> Given<Vec<String>> {
        let words = match self.words(column) {
            Given::Is(words) => words,
            other => return other,
        };
        // What is no id is told, and those that are one are looked up all the same.
        let words: Vec<String> = words.into_iter().filter(|word| self.is_id(column, word)).collect();
        if words.is_empty() {
            return Given::Bad;
        }
        self.leave(column, words.iter().map(String::as_str).collect());
        Given::Is(words)
    }

    /// A list of documents.
    pub(super) fn sources(&mut self, column: &'static str) -> Given<Vec<String>> {
        let given = self.words(column);
        let Given::Is(words) = self.not_none(column, given) else { return Given::Bad };
        for word in &words {
            if let Err(fault) = word.parse::<crate::id::SourceId>() {
                return self.fault(ErrorCode::BadId, column, word, Some(fault.said()));
            }
        }
        self.leave(column, words.iter().map(String::as_str).collect());
        Given::Is(words)
    }

    /// Counts: a number, or numbers with their units; each number is narrow, each unit as it was typed.
    pub(super) fn counts(&mut self, column: &'static str) -> Given<Vec<(u32, Option<String>)>> {
        let items = match self.items(column) {
            Given::Is(items) => items,
            other => return other.map_never(),
        };
        let mut counts = Vec::new();
        for item in items {
            let CellItem::Text(text) = item else { return self.fault(ErrorCode::WrongType, column, column, None) };
            let Some((number, unit)) = count(&text) else {
                return self.fault(ErrorCode::BadCount, column, &text, Some(form()));
            };
            if let Some(fault) = unit.as_deref().and_then(|unit| text_fault(unit, TEXT_MAX)) {
                let more = valued(&text).and(&fault.said());
                return self.fault(ErrorCode::BadText, column, &text, Some(more));
            }
            counts.push((number, unit));
        }
        let cell = match counts.as_slice() {
            [(number, None)] => Cell::Number(u64::from(*number)),
            _ => {
                counts.iter().map(|(number, unit)| format!("{number}{}", unit.as_deref().unwrap_or_default())).collect()
            }
        };
        self.leave(column, cell);
        Given::Is(counts)
    }

    /// The days of a row: `last_day` may stand for the day after it (R26).
    pub(super) fn days(&mut self, from: &'static str, until: &'static str) -> Option<Period> {
        let (first, end, last) = (self.day(from), self.day(until), self.day("last_day"));
        let elsewhere = |column| self.faults.may_be_elsewhere(self.spot.at(column));
        let is_unknown = elsewhere(from) || elsewhere(until) && elsewhere("last_day");
        if is_unknown || [&first, &end, &last].contains(&&Given::Bad) {
            return None;
        }
        if let (Given::Is(_), Given::Is(last)) = (&end, &last) {
            let until = self.faults.header(self.spot.table, until);
            let more = Said::new(
                format!("`{until}` を書いたなら空にする"),
                format!("leave it empty where `{until}` is filled"),
            );
            let (spot, last) = (self.spot.at("last_day"), last.to_string());
            let args = vec![self.faults.header(spot.table, spot.column).to_owned()];
            self.faults.push(ErrorCode::DuplicateField, spot, &last, args, Some(more));
            return None;
        }
        let last = last.value();
        let after = last.and_then(|day| day.succ_opt()).filter(|day| YEARS.contains(&day.year()));
        if let (Some(last), None) = (last, after) {
            // No document could hold the first day after.
            let more = Said::new("終わりがなければ空にする", "leave it empty where there is no end");
            return self.fault::<Period>(ErrorCode::BadDate, "last_day", &last.to_string(), Some(more)).value();
        }
        if let Some(after) = after {
            // An outline is written with the first day after.
            self.row.set("last_day", None);
            self.leave(until, Cell::Text(after.to_string()));
        }
        let mut is_endless = false;
        for column in [from, until, "last_day"] {
            if self.raw(column) == Given::Minus {
                is_endless |= column != from;
                self.row.set(column, None);
            }
        }
        // Of the scheme as a whole, no bound is something else than an unknown one.
        if is_endless && self.spot.table == OutlineScheme::TABLE {
            self.leave(until, "-".into());
        }
        let period = Period { from: first.value(), until: end.value().or(after) };
        if period.is_empty() {
            let until = period.until.map(|day| last_day(day).to_string()).unwrap_or_default();
            self.faults.push(ErrorCode::EmptyPeriod, self.spot.at(from), &until, Vec::new(), None);
            return None;
        }
        Some(period)
    }

    /// What must be filled, with something.
    pub(super) fn required<U>(&mut self, column: &'static str, given: Given<U>) -> Option<U> {
        match self.filled(column, given) {
            Given::Is(value) => Some(value),
            Given::Empty => {
                self.faults.missing(self.spot.at(column), None);
                None
            }
            _ => None,
        }
    }

    /// What can be unknown, and cannot be none.
    pub(super) fn not_none<U>(&mut self, column: &'static str, given: Given<U>) -> Given<U> {
        self.never_none(column, given, Said::new("不明なら空にする", "leave it empty where it is unknown"))
    }

    /// What can be neither none nor, in all rows of a key, empty.
    pub(super) fn filled<U>(&mut self, column: &'static str, given: Given<U>) -> Given<U> {
        self.never_none(column, given, Said::new("値を書く", "write its value"))
    }

    /// What cannot be none, and what to write instead.
    pub(super) fn never_none<U>(&mut self, column: &'static str, given: Given<U>, more: Said) -> Given<U> {
        if matches!(given, Given::Minus) {
            let spot = self.spot.at(column);
            let args = vec![self.faults.header(spot.table, column).to_owned()];
            self.faults.push(ErrorCode::NoneNotAllowed, spot, "-", args, Some(more));
            return Given::Bad;
        }
        given
    }
}

impl<T> Given<T> {
    /// The same without a value, of another type.
    pub(super) fn map_never<U>(self) -> Given<U> {
        match self {
            Self::Minus => Given::Minus,
            Self::Empty => Given::Empty,
            Self::Bad | Self::Is(_) => Given::Bad,
        }
    }
}

#[cfg(test)]
mod tests;
