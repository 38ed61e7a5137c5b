//! An exposure as text: a line for each row.

use std::fmt::Write as _;

use crate::answer::exposure::{Affected, EnvelopeClasses, Envelopes, Exposure, ExposureDiff};
use crate::say::asked::{direction, mode, status};
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
            let line = format!("{} {duty} ({rules}) ×{}: {}", joined(&row.parties), row.classes, when(&row.when, lang));
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
                when(&row.when, lang)
            );
            let _ = writeln!(out, "{}", shown(&line));
            let _ = writeln!(out, "    {}", shown(row.witness.notice.as_str()));
        }
        out
    }
}

/// So many of those that are alike are named.
const SHOWN: usize = 20;

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
        Lang::Ja => writeln!(
            out,
            "\n期間 {window}、宛先 {}、分野は {} つまで",
            addressed.iter().map(|to| self::addressed(to, lang)).collect::<Vec<_>>().join(" "),
            classes.sectors
        ),
        Lang::En => {
            writeln!(out, "\ndays {window}, addressed to {}, {} sectors at most", addressed.join(" "), classes.sectors)
        }
    };
    for alike in &classes.alike {
        let (field, first) = (field(&alike.field, lang), &alike.first);
        let more = alike.others.len().saturating_sub(SHOWN);
        let shown = alike.others.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(" ");
        let others = match (more, lang) {
            (0, _) => shown,
            (more, Lang::Ja) => format!("{shown} ほか{more}件"),
            (more, Lang::En) => format!("{shown} and {more} more"),
        };
        let _ = match lang {
            Lang::Ja => writeln!(out, "{field}: {first} は {others} も代表する"),
            Lang::En => writeln!(out, "{field}: {first} stands for {others}"),
        };
    }
    out += lang.pick(
        "含まないもの: 全員でない複数の宛先、これより多くの分野、一分野の複数のセプター、同意、共有先を限る通知、情報元を伏せる通知、個人、解禁時刻、障害、ほかの日\n",
        "not held: several but not all addressees, more sectors, several CEPTOARs of a sector, consents, `only`, hidden origins, persons, embargo, outages, other days\n",
    );
    if classes.everybody_is_no_bound {
        out += lang.pick(
            "宛先について狭める規則があるため、全員に宛てた通知が上限とはいえない\n",
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
fn when(of: &Envelopes, lang: Lang) -> String {
    let affected = |affected: &Affected| match (affected.sectors.is_empty(), affected.ceptoars.is_empty()) {
        (true, true) => "-".to_owned(),
        (_, true) => joined(&affected.sectors),
        _ => format!("{}/{}", joined(&affected.sectors), joined(&affected.ceptoars)),
    };
    let lists: [(&str, Vec<String>); 11] = [
        (lang.pick("方向", "direction"), of.directions.iter().map(|one| direction(*one, lang).to_owned()).collect()),
        (lang.pick("情報元", "origin"), of.origins.iter().map(ToString::to_string).collect()),
        (lang.pick("共有レベル", "level"), of.levels.iter().map(ToString::to_string).collect()),
        (lang.pick("種別", "kind"), of.kinds.iter().map(ToString::to_string).collect()),
        (
            lang.pick("原因", "cause"),
            of.causes.iter().map(|cause| cause.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string)).collect(),
        ),
        (
            lang.pick("目的", "purposes"),
            of.purposes.iter().map(|set| if set.is_empty() { "-".to_owned() } else { joined(set) }).collect(),
        ),
        (lang.pick("状況", "mode"), of.modes.iter().map(|one| mode(*one, lang).to_owned()).collect()),
        (lang.pick("区分", "status"), of.statuses.iter().map(|one| status(*one, lang).to_owned()).collect()),
        (lang.pick("影響", "affected"), of.affected.iter().map(affected).collect()),
        (lang.pick("宛先", "addressees"), of.addressees.iter().map(|one| addressed(one, lang)).collect()),
        (lang.pick("日", "days"), of.days.iter().map(ToString::to_string).collect()),
    ];
    let said = lists.iter().filter(|(_, values)| !values.is_empty());
    said.map(|(name, values)| format!("{name} {}", values.join("|"))).collect::<Vec<_>>().join(" · ")
}

fn addressed(to: &str, lang: Lang) -> String {
    match (to, lang) {
        ("none", Lang::Ja) => "なし".to_owned(),
        ("everybody", Lang::Ja) => "全員".to_owned(),
        _ => to.to_owned(),
    }
}

/// The name of a field whose values are alike.
fn field(name: &str, lang: Lang) -> &str {
    match (name, lang) {
        ("kinds", Lang::Ja) => "種別",
        ("causes", Lang::Ja) => "原因",
        ("purposes", Lang::Ja) => "目的",
        ("origins", Lang::Ja) => "組織",
        ("origins", Lang::En) => "organisations",
        _ => name,
    }
}
