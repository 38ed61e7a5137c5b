//! An exposure as text: a line for each row.

use std::fmt::Write as _;

use crate::answer::exposure::{Affected, EnvelopeClasses, Envelopes, Exposure, ExposureDiff};
use crate::text::shown::shown;
use crate::word::author::{Aspect, Sense};
use crate::word::sets::{Duty, Lang};

impl Exposure {
    /// How often each party is told, and of what.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let mut out = head(&self.classes, lang);
        for party in &self.parties {
            let _ = match lang {
                Lang::Ja => writeln!(
                    out,
                    "{}: 伝わる {}、うち必須 {}、必須だが届かない {}",
                    party.party, party.told, party.must, party.unmet
                ),
                Lang::En => writeln!(
                    out,
                    "{}: told {}, must be {}, must be and is not {}",
                    party.party, party.told, party.must, party.unmet
                ),
            };
        }
        for row in &self.rows {
            let duty = match row.duty {
                Duty::Must => lang.pick("必須", "must be told"),
                Duty::May => lang.pick("可", "may be told"),
            };
            let rules = row.rules.iter().map(|rule| rule.as_str()).collect::<Vec<_>>().join(" ");
            let line = format!("{} {duty} ({rules}) ×{}: {}", joined(&row.parties), row.classes, when(&row.when));
            let _ = writeln!(out, "{}", shown(&line));
        }
        out
    }
}

impl ExposureDiff {
    /// What changes, the most of it first, each with the notice that shows it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let mut out = head(&self.classes, lang);
        if self.rows.is_empty() {
            out += lang.pick("違いはない\n", "nothing changes\n");
        }
        for row in &self.rows {
            let line = format!(
                "{} {} ×{}: {}",
                joined(&row.parties),
                said(row.aspect, row.sense, lang),
                row.classes,
                when(&row.when)
            );
            let _ = writeln!(out, "{}", shown(&line));
            let _ = writeln!(out, "    {}", shown(row.witness.notice.as_str()));
        }
        out
    }
}

fn head(classes: &EnvelopeClasses, lang: Lang) -> String {
    let EnvelopeClasses { count, decided, .. } = classes;
    let mut out = match lang {
        Lang::Ja => format!("組合せ {count}、判断したもの {decided}"),
        Lang::En => format!("{count} combinations, {decided} decided"),
    };
    if let Some(changed) = classes.changed {
        let _ = match lang {
            Lang::Ja => write!(out, "、異なるもの {changed}"),
            Lang::En => write!(out, ", {changed} answered otherwise"),
        };
    }
    out.push('\n');
    out += lang.pick(
        "含まないもの: 全員でない複数の宛先、同意、個人、解禁時刻、障害、ほかの分野の組、ほかの日\n",
        "not held: several but not all addressees, consents, persons, embargo, outages, more sectors, other days\n",
    );
    if classes.everybody_is_no_bound {
        out += lang.pick(
            "宛先について狭める規則があるため、everybody は上限ではない\n",
            "a rule narrows by addressees: `everybody` is no upper bound\n",
        );
    }
    out
}

fn said(aspect: Aspect, sense: Sense, lang: Lang) -> String {
    if lang == Lang::En {
        return match (aspect, sense) {
            (Aspect::Notice, Sense::Gains) => "is told".to_owned(),
            (Aspect::Notice, Sense::Loses) => "is no longer told".to_owned(),
            (aspect, sense) => format!("{sense} {aspect}"),
        };
    }
    let what = match aspect {
        Aspect::Notice => "通知",
        Aspect::Duty => "必須",
        Aspect::Channels => "手段",
        Aspect::Path => "経路",
        Aspect::Due => "期限",
        Aspect::Obligations => "条件",
        Aspect::Judgement => "判断",
        Aspect::Unmet => "必須だが届かない",
    };
    let how = match sense {
        Sense::Gains => "増える",
        Sense::Loses => "減る",
        Sense::Changes => "変わる",
    };
    format!("{what}が{how}")
}

fn joined<T: ToString>(ids: &[T]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Envelopes in one line; what is not told apart is left out.
fn when(of: &Envelopes) -> String {
    let affected = |affected: &Affected| match (affected.sectors.is_empty(), affected.ceptoars.is_empty()) {
        (true, true) => "-".to_owned(),
        (_, true) => joined(&affected.sectors),
        _ => format!("{}/{}", joined(&affected.sectors), joined(&affected.ceptoars)),
    };
    let lists: [(&str, Vec<String>); 11] = [
        ("direction", of.directions.iter().map(ToString::to_string).collect()),
        ("origin", of.origins.iter().map(ToString::to_string).collect()),
        ("level", of.levels.iter().map(ToString::to_string).collect()),
        ("kind", of.kinds.iter().map(ToString::to_string).collect()),
        (
            "cause",
            of.causes.iter().map(|cause| cause.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string)).collect(),
        ),
        ("purposes", of.purposes.iter().map(|set| if set.is_empty() { "-".to_owned() } else { joined(set) }).collect()),
        ("mode", of.modes.iter().map(ToString::to_string).collect()),
        ("status", of.statuses.iter().map(ToString::to_string).collect()),
        ("affected", of.affected.iter().map(affected).collect()),
        ("addressees", of.addressees.clone()),
        ("days", of.days.iter().map(ToString::to_string).collect()),
    ];
    let said = lists.iter().filter(|(_, values)| !values.is_empty());
    said.map(|(name, values)| format!("{name} {}", values.join("|"))).collect::<Vec<_>>().join(" · ")
}
