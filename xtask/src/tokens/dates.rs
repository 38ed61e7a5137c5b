//! Dates as the source writes them, and as data write them.

use std::collections::BTreeSet;

use regex::{Captures, Regex};

/// What ends a run: it stands for what was taken out of a text.
pub(crate) const GAP: &str = "\n";

pub(crate) struct Dates {
    japanese: Regex,
    iso: Regex,
}

impl Dates {
    pub(crate) fn new() -> Result<Self, String> {
        let new = |pattern: &str| Regex::new(pattern).map_err(|error| error.to_string());
        Ok(Self {
            japanese: new(
                r"(?:(平成|昭和|令和)([0-9]{1,2}|元)|([0-9]{4})|同)年(?:(度)|([0-9]{1,2})月(?:([0-9]{1,2})日)?)?|([0-9]{1,2})月(?:([0-9]{1,2})日)?",
            )?,
            iso: new(r"(?-u:\b)[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?-u:\b)")?,
        })
    }

    /// Takes the dates out of a text: they, and what is left.
    pub(crate) fn take(&self, text: &str) -> (BTreeSet<String>, String) {
        let mut found = BTreeSet::new();
        let left = self.iso.replace_all(text, |date: &Captures<'_>| {
            found.insert(date[0].to_owned());
            GAP
        });
        // 同年 is the year last named in the same text.
        let mut last = None;
        let left = self.japanese.replace_all(&left, |date: &Captures<'_>| {
            found.insert(token(date, &mut last));
            GAP
        });
        let left = left.into_owned();
        found.remove("");
        (found, left)
    }
}

fn token(date: &Captures<'_>, last: &mut Option<i32>) -> String {
    let number = |n: usize| date.get(n).and_then(|found| found.as_str().parse::<i32>().ok());
    let era = date.get(1).map(|era| match era.as_str() {
        "昭和" => 1925,
        "平成" => 1988,
        _ => 2018,
    });
    // 元 is the first year of an era.
    let year = era.map(|base| base + number(2).unwrap_or(1)).or(number(3)).or(*last);
    let (month, day) = (number(5), number(6));
    if let Some((month, day)) = number(7).map(|month| (month, number(8))) {
        return day.map_or(format!("--{month:02}"), |day| format!("--{month:02}-{day:02}"));
    }
    let Some(year) = year else { return String::new() };
    *last = Some(year);
    match (date.get(4), month, day) {
        (Some(_), ..) => format!("FY{year}"),
        (None, Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (None, Some(month), None) => format!("{year}-{month:02}"),
        _ => format!("{year}年"),
    }
}
