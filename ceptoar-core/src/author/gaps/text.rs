//! Gaps as text: how many there are of each code, then a line for each.

use std::fmt::Write as _;

use crate::answer::gaps::{Gap, Gaps};
use crate::text::shown::shown;
use crate::time::Period;
use crate::word::sets::Lang;

impl Gaps {
    /// How many gaps there are of each code, then each with its place, what it causes and what to write.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let name = [&self.of.outline, &self.of.edition].into_iter().flatten().next();
        let name = name.map(ToString::to_string).unwrap_or_default();
        let mut out = match (lang, self.gaps.len()) {
            (Lang::Ja, 0) => format!("{name}: 不明な点はない\n"),
            (Lang::En, 0) => format!("{name}: no gap\n"),
            (Lang::Ja, count) => format!("{name}: 不明な点、働かない点 {count}件\n"),
            (Lang::En, 1) => format!("{name}: 1 gap\n"),
            (Lang::En, count) => format!("{name}: {count} gaps\n"),
        };
        for (code, count) in &self.counts {
            let _ = writeln!(out, "  {count:>4} {code}");
        }
        for gap in &self.gaps {
            let _ = writeln!(out, "{}", shown(&gap.line(lang)));
        }
        out
    }
}

impl Gap {
    /// Code, place, days, what it causes and what to write, on one line.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let mut out = format!("{} {}", self.code, self.at);
        if self.from.is_some() || self.until.is_some() {
            let _ = write!(out, " ({})", Period { from: self.from, until: self.until });
        }
        if let (Some(stated), Some(listed)) = (self.stated, self.listed) {
            let _ = match lang {
                Lang::Ja => write!(out, " (資料 {stated}、ここ {listed})"),
                Lang::En => write!(out, " ({stated} stated, {listed} listed)"),
            };
        }
        // Both languages are there for every code.
        let said = |text: &crate::text::bilingual::Text| text.get(lang).unwrap_or(&text.ja).to_owned();
        let _ = write!(out, ": {} → {}", said(&self.causes), said(&self.fill));
        out
    }
}
