//! Days and months as people in Japan write them (R49), and nothing that could mean two.

use chrono::{Datelike, Months, NaiveDate};

use crate::time::{Period, YEARS, parse_date};

/// A name, the first day as year, month and day, and the first day after.
type Era = (&'static str, (i32, u32, u32), Option<(i32, u32, u32)>);

/// The eras: the first day of each, and its end.
const ERAS: [Era; 5] = [
    ("明治", (1868, 10, 23), Some((1912, 7, 30))),
    ("大正", (1912, 7, 30), Some((1926, 12, 25))),
    ("昭和", (1926, 12, 25), Some((1989, 1, 8))),
    ("平成", (1989, 1, 8), Some((2019, 5, 1))),
    ("令和", (2019, 5, 1), None),
];

fn date((year, month, day): (i32, u32, u32)) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day).filter(|date| YEARS.contains(&date.year()))
}

/// A day, written in one of the ways that can mean one day only: `2024-04-01`, `2024/4/1`, `2024年4月1日`, `令和6年4月1日`.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    if let Some(day) = parse_date(text) {
        return Some(day);
    }
    if let Some((year, rest)) = text.split_once('/') {
        let (month, day) = rest.split_once('/')?;
        return date((western(year)?, short(month)?, short(day)?));
    }
    let (year, era, rest) = japanese(text)?;
    let (month, rest) = rest.split_once('月')?;
    let day = date((year, short(month)?, short(rest.strip_suffix('日')?)?))?;
    era.covers(day).then_some(day)
}

/// A month as `2007-03`, from `2007-03`, `2007/3`, `2007年3月` or `平成19年3月`.
pub(super) fn month(text: &str) -> Option<String> {
    let shown = |first: NaiveDate| format!("{:04}-{:02}", first.year(), first.month());
    if let Some(first) = parse_date(&format!("{text}-01")) {
        return Some(shown(first));
    }
    if let Some((year, month)) = text.split_once('/') {
        return date((western(year)?, short(month)?, 1)).map(shown);
    }
    let (year, era, rest) = japanese(text)?;
    let first = date((year, short(rest.strip_suffix('月')?)?, 1))?;
    let days = Period { from: Some(first), until: first.checked_add_months(Months::new(1)) };
    era.overlaps(&days).then(|| shown(first))
}

/// The year of `2024年…` or `令和6年…`, the days on which it may be called so, and what stands behind it.
fn japanese(text: &str) -> Option<(i32, Period, &str)> {
    let (year, rest) = text.split_once('年')?;
    let era = ERAS.iter().find_map(|(name, first, end)| Some((year.strip_prefix(name)?, *first, *end)));
    let Some((number, first, end)) = era else { return Some((western(year)?, Period::ALWAYS, rest)) };
    let number = if number == "元" { 1 } else { i32::try_from(short(number)?).ok()? };
    let days = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day);
    let period = Period { from: days(first), until: end.and_then(days) };
    Some((first.0 + number - 1, period, rest))
}

fn western(text: &str) -> Option<i32> {
    (text.len() == 4).then(|| digits(text)).flatten().and_then(|year| i32::try_from(year).ok())
}

/// A number of one or two digits.
fn short(text: &str) -> Option<u32> {
    (1..=2).contains(&text.len()).then(|| digits(text)).flatten()
}

fn digits(text: &str) -> Option<u32> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r49_days_are_read_in_each_listed_form_and_in_no_other() {
        let day = |text: &str| day(text).map(|day| day.to_string()).unwrap_or_default();
        for text in ["2024-04-01", "2024/4/1", "2024/04/01", "2024年4月1日", "2024年04月01日", "令和6年4月1日"]
        {
            assert_eq!(day(text), "2024-04-01", "{text}");
        }
        for (text, wanted) in [
            ("令和元年5月1日", "2019-05-01"),
            ("令和1年5月1日", "2019-05-01"),
            ("平成31年4月30日", "2019-04-30"),
            ("平成元年1月8日", "1989-01-08"),
            ("昭和64年1月7日", "1989-01-07"),
            ("昭和元年12月25日", "1926-12-25"),
            ("大正元年7月30日", "1912-07-30"),
            ("明治45年7月29日", "1912-07-29"),
        ] {
            assert_eq!(day(text), wanted, "{text}");
        }
        for text in [
            "平成31年5月1日", // an era only on its own days
            "令和元年4月30日",
            "昭和64年1月8日",
            "平成元年1月7日",
            "明治45年7月30日",
            "45383", // a serial number of a spreadsheet
            "2024.4.1",
            "R6.4.1",
            "R6年4月1日",
            "4/1/2024",
            "24/4/1",
            "2024-4-1",
            "20240401",
            "2024/4",
            "2024年4月",
            "2024年4月1",
            "令和年4月1日",
            "令和0年4月1日",
            "2023/2/29",
            "1899/12/31",
            "2201/1/1",
            "2024/4/1 00:00:00",
            "２０２４/4/1", // made narrow before it comes here
            "",
        ] {
            assert_eq!(day(text), "", "{text}");
        }
    }

    #[test]
    fn r49_months_are_read_in_each_listed_form_and_in_no_other() {
        let month = |text: &str| month(text).unwrap_or_default();
        for text in ["2007-03", "2007/3", "2007/03", "2007年3月", "平成19年3月"] {
            assert_eq!(month(text), "2007-03", "{text}");
        }
        for (text, wanted) in [("平成31年4月", "2019-04"), ("平成元年1月", "1989-01"), ("昭和64年1月", "1989-01")]
        {
            assert_eq!(month(text), wanted, "{text}");
        }
        for text in
            ["平成31年5月", "令和元年4月", "昭和64年2月", "2007", "2007-3", "2007-13", "3/2007", "2007年", "H19.3"]
        {
            assert_eq!(month(text), "", "{text}");
        }
    }
}
