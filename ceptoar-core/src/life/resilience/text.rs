//! What would break, as text: the single points first, then a line for each failure.

use std::fmt::Write as _;

use crate::answer::resilience::{FailureRow, Lost, Resilience};
use crate::id::PartyId;
use crate::text::shown::shown;
use crate::word::sets::Lang;

impl Resilience {
    /// How many are told, what loses somebody who must be told, and what each failure changes.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let (told, tried) = (self.told, self.tried);
        let singles = tried.channel + tried.sector + tried.link + tried.party;
        let mut out = match lang {
            Lang::Ja => format!(
                "{}: 伝わる相手 {} (必須 {}、可 {})、試した障害 {singles}、変わるもの {}\n",
                self.head.notice,
                told.must + told.may,
                told.must,
                told.may,
                self.rows.len()
            ),
            Lang::En => format!(
                "{}: {} told ({} must be, {} may be); {singles} failures tried, {} change something\n",
                self.head.notice,
                told.must + told.may,
                told.must,
                told.may,
                self.rows.len()
            ),
        };
        for lint in &self.lints {
            let _ = writeln!(out, "! {} {}: {}", lint.code, shown(&lint.at), lint.message(lang));
        }
        let points: Vec<String> = self.single_points.iter().map(ToString::to_string).collect();
        let points = if points.is_empty() { lang.pick("なし", "none").to_owned() } else { points.join(", ") };
        let _ = writeln!(out, "{}: {points}", lang.pick("単一障害点", "single points of failure"));
        for row in &self.rows {
            let _ = writeln!(out, "{}", shown(&row.line(lang)));
        }
        for pair in &self.pairs {
            let failure: Vec<String> = pair.failure.iter().map(ToString::to_string).collect();
            let lost = ids(&pair.only_together);
            let _ = match lang {
                Lang::Ja => writeln!(out, "{}: 両方のときだけ伝わらない {lost}", failure.join(" + ")),
                Lang::En => writeln!(out, "{}: lost only together {lost}", failure.join(" + ")),
            };
        }
        out
    }
}

impl FailureRow {
    /// What fails, who is lost and who is told otherwise, on one line.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let failure: Vec<String> = self.failure.iter().map(ToString::to_string).collect();
        let mut out = format!("{}{}:", if self.single_point { "* " } else { "  " }, failure.join(" + "));
        let Lost { must, may } = &self.lost;
        let units = self.units;
        if !must.is_empty() {
            let _ = match lang {
                Lang::Ja => write!(out, " 必須なのに伝わらない {} ({}者)", ids(must), units.must),
                Lang::En => {
                    write!(out, " lost of those that must be told {} ({} organisations)", ids(must), units.must)
                }
            };
        }
        if !may.is_empty() {
            let _ = match lang {
                Lang::Ja => write!(out, " 伝わらなくなる {} ({}者)", ids(may), units.may),
                Lang::En => write!(out, " lost of those that may be told {} ({} organisations)", ids(may), units.may),
            };
        }
        if units.unknown > 0 {
            let _ = match lang {
                Lang::Ja => write!(out, " 数の分からないもの {}", units.unknown),
                Lang::En => write!(out, " of unknown count {}", units.unknown),
            };
        }
        if !self.changed.is_empty() {
            let _ = match lang {
                Lang::Ja => write!(out, " 経路か主な手段が変わる {}", ids(&self.changed)),
                Lang::En => write!(out, " told otherwise {}", ids(&self.changed)),
            };
        }
        out
    }
}

fn ids(parties: &[PartyId]) -> String {
    parties.iter().map(|party| party.as_str()).collect::<Vec<_>>().join(" ")
}
