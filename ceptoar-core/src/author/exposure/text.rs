//! An exposure as text: a line for each row.

use std::fmt::Write as _;

use crate::answer::exposure::{Affected, EnvelopeClasses, Envelopes, Exposure, ExposureDiff};
use crate::text::shown::shown;
use crate::time::Period;
use crate::word::author::{Aspect, Sense};
use crate::word::sets::{Duty, Lang};

impl Exposure {
    /// How often each party is told, and of what.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let mut out = head(&self.classes, self.window, lang);
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
        let mut out = head(&self.classes, self.window, lang);
        if let (Some(before), Some(after)) = (self.before_on, self.after_on) {
            let _ = match lang {
                Lang::Ja => writeln!(out, "比べる日: {before} → {after}"),
                Lang::En => writeln!(out, "asked on {before}, then on {after}"),
            };
        }
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

pub(in crate::author) fn head(classes: &EnvelopeClasses, window: Period, lang: Lang) -> String {
    let EnvelopeClasses { count, decided, addressees: addressed, .. } = classes;
    let mut out = match lang {
        Lang::Ja => format!("通知の型 {count}、判断したもの {decided}"),
        Lang::En => format!("{count} combinations, {decided} decided"),
    };
    if let Some(changed) = classes.changed {
        let _ = match lang {
            Lang::Ja => write!(out, "、異なるもの {changed}"),
            Lang::En => write!(out, ", {changed} answered otherwise"),
        };
    }
    let _ = match lang {
        Lang::Ja => writeln!(out, "\n期間 {window}、宛先 {}、分野は {} つまで", addressed.join(" "), classes.sectors),
        Lang::En => {
            writeln!(out, "\ndays {window}, addressed to {}, {} sectors at most", addressed.join(" "), classes.sectors)
        }
    };
    for alike in &classes.alike {
        let (field, first, others) = (&alike.field, &alike.first, alike.others.join(" "));
        let _ = match lang {
            Lang::Ja => writeln!(out, "{field}: {first} は {others} も代表する"),
            Lang::En => writeln!(out, "{field}: {first} stands for {others}"),
        };
    }
    out += lang.pick(
        "含まないもの: 全員でない複数の宛先、同意、個人、解禁時刻、障害、これより多くの分野、ほかの日\n",
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
    let (ja, en) = match (aspect, sense) {
        (Aspect::Notice, Sense::Gains) => ("伝わるようになる", "is told"),
        (Aspect::Notice, _) => ("伝わらなくなる", "is no longer told"),
        (Aspect::Duty, Sense::Gains) => ("必須になる", "must be told from now on"),
        (Aspect::Duty, _) => ("必須でなくなる", "need no longer be told"),
        (Aspect::Unmet, Sense::Gains) => ("必須なのに届かなくなる", "must be told and is not"),
        (Aspect::Unmet, _) => {
            ("必須で届くようになる、または必須でなくなる", "is no longer left without what it must be told")
        }
        (Aspect::Channels, Sense::Gains) => ("手段が増える", "is told over more channels"),
        (Aspect::Channels, Sense::Loses) => ("手段が減る", "is told over fewer channels"),
        (Aspect::Channels, Sense::Changes) => ("手段が変わる", "is told over other channels"),
        (Aspect::Path, _) => ("経路が変わる", "is told by another path"),
        (Aspect::Due, Sense::Gains) => ("期限が付く", "is owed it by a time"),
        (Aspect::Due, Sense::Loses) => ("期限がなくなる", "is no longer owed it by a time"),
        (Aspect::Due, Sense::Changes) => ("期限が変わる", "is owed it by another time"),
        (Aspect::Obligations, Sense::Gains) => ("条件が増える", "has more obligations"),
        (Aspect::Obligations, Sense::Loses) => ("条件が減る", "has fewer obligations"),
        (Aspect::Obligations, Sense::Changes) => ("条件が変わる", "has other obligations"),
        (Aspect::Judgement, Sense::Gains) => ("人の判断が増える", "rests on more judgements"),
        (Aspect::Judgement, Sense::Loses) => ("人の判断が減る", "rests on fewer judgements"),
        (Aspect::Judgement, Sense::Changes) => ("人の判断が変わる", "rests on other judgements"),
    };
    lang.pick(ja, en).to_owned()
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
