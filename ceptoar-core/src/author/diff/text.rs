//! A comparison as text: a line for each difference.

use std::fmt::Write as _;

use crate::answer::diff::{Diff, DiffRow};
use crate::document::value::Json;
use crate::text::shown::shown;
use crate::word::author::DiffKind;
use crate::word::sets::Lang;

impl Diff {
    /// The differences as text, a line each; without a difference one line that says so.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let (before, after) = (&self.before, &self.after);
        let (one, other) = (format!("{} {}", before.id, before.revision), format!("{} {}", after.id, after.revision));
        let mut out = match (lang, self.rows.len()) {
            (Lang::Ja, 0) => format!("{one} と {other} に違いはない\n"),
            (Lang::En, 0) => format!("{one} and {other} say the same\n"),
            (Lang::Ja, count) => format!("{one} → {other}: 違い {count}件\n"),
            (Lang::En, 1) => format!("{one} → {other}: 1 difference\n"),
            (Lang::En, count) => format!("{one} → {other}: {count} differences\n"),
        };
        for row in &self.rows {
            let _ = writeln!(out, "{}", shown(&row.line(lang)));
        }
        out
    }
}

impl DiffRow {
    /// The difference on one line.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let (sign, what) = match self.what {
            DiffKind::Added => ("+", lang.pick("追加", "added")),
            DiffKind::Ended => ("-", lang.pick("終了", "ended")),
            DiffKind::Changed => ("~", lang.pick("変更", "changed")),
        };
        let mut line = format!("{sign} {what} {} {}", self.of, self.key.join(" ")).trim_end().to_owned();
        if let Some(field) = &self.field {
            let said = |value: &Option<Json>| value.as_ref().map_or("–", Json::as_str).to_owned();
            let _ = write!(line, ", {field}: {} → {}", said(&self.before), said(&self.after));
        }
        let _ = match (lang, self.from, self.until) {
            (_, None, None) => Ok(()),
            (Lang::Ja, Some(from), None) => write!(line, " ({from} から)"),
            (Lang::Ja, None, Some(until)) => write!(line, " ({until} の前日まで)"),
            (Lang::Ja, Some(from), Some(until)) => write!(line, " ({from} から {until} の前日まで)"),
            (Lang::En, Some(from), None) => write!(line, " (from {from})"),
            (Lang::En, None, Some(until)) => write!(line, " (until {until})"),
            (Lang::En, Some(from), Some(until)) => write!(line, " (from {from} until {until})"),
        };
        line
    }
}
