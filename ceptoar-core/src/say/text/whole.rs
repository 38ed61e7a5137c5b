//! An answer as readable text, in Japanese or English.
//!
//! Short, what is alike stands together and fits a screen; `all` says everything of everybody.

use crate::answer::explanation::Explanation;
use crate::answer::plan::Plan;
use crate::lint::LintCode;
use crate::registry::data::Registry;
use crate::say::options::TextOptions;
use crate::say::sentence::name;
use crate::say::text::writer::Writer;
use crate::say::text::{told, withheld};
use crate::say::{asked, later};
use crate::word::sets::{Lang, Outcome, Status};

impl Outcome {
    /// The outcome in words.
    #[must_use]
    pub const fn word(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Self::Inactive => ("活動していない", "inactive"),
            Self::NotAddressed => ("対象外", "not addressed"),
            Self::Forbidden => ("禁止", "forbidden"),
            Self::Capped => ("共有レベルの範囲外", "beyond the sharing level"),
            Self::Unreachable => ("経路なし", "unreachable"),
            Self::Embargoed => ("解禁前", "embargoed"),
            Self::Deliver => ("伝達", "delivered"),
        };
        match lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }
}

impl Explanation {
    /// The answer as text: who is told and must be, paths, channels, due, what is unmet, what to look at, and who is not
    /// told and why, the nearest reason first. Names stand in the language of the reader; a language alone will do as
    /// options.
    #[must_use]
    pub fn text(&self, registry: &Registry, options: impl Into<TextOptions>) -> String {
        let mut out = Writer::new(registry, options.into().on(self.plan.on));
        heading(&mut out, &self.plan);
        told::told(&mut out, &self.plan);
        withheld::unmet(&mut out, &self.plan, Some(self));
        lints(&mut out, &self.plan.lints);
        withheld::withheld(&mut out, self);
        out.finish()
    }
}

impl Plan {
    /// The plan as text: as [`Explanation::text`], without those who are not told.
    #[must_use]
    pub fn text(&self, registry: &Registry, options: impl Into<TextOptions>) -> String {
        let mut out = Writer::new(registry, options.into().on(self.on));
        heading(&mut out, self);
        told::told(&mut out, self);
        withheld::unmet(&mut out, self, None);
        lints(&mut out, &self.lints);
        out.finish()
    }
}

/// What is said where a notice is of a day that the edition does not speak of; `None`: it does.
pub(crate) fn stale_text(registry: &Registry, plan: &Plan, lang: Lang) -> Option<String> {
    let stale = plan.lints.iter().any(|lint| lint.code == LintCode::StaleEdition);
    (stale || !registry.covers().covers(plan.on)).then(|| {
        let (edition, days, on) = (&plan.edition, asked::period(registry.covers(), lang), plan.on);
        match lang {
            Lang::Ja => format!(
                "【版の期間外】版 {edition} が扱うのは {days}で、{on} は含まれない。以下の宛先・義務・手段はこの日のものではない。その日を扱う版を用いること"
            ),
            Lang::En => format!(
                "STALE: edition {edition} speaks of {days} only, not of {on}. Recipients, duties and channels below are not \
                 of that day: load an edition that speaks of it"
            ),
        }
    })
}

/// Until when the answer holds: never without end where the edition does not speak of the day.
pub(crate) fn until_text(registry: &Registry, plan: &Plan, options: TextOptions) -> String {
    let lang = options.lang;
    let at = |at| crate::time::instant_for(at, options.offset);
    if stale_text(registry, plan, lang).is_some() {
        let (edition, days) = (&plan.edition, asked::period(registry.covers(), lang));
        return match lang {
            Lang::Ja => format!("有効期限は不明 (版 {edition} が扱うのは {days})"),
            Lang::En => format!("until when it holds is not known: edition {edition} speaks of {days} only"),
        };
    }
    match (plan.valid_until, lang) {
        (Some(until), Lang::Ja) => format!("有効期限 {}", at(until)),
        (Some(until), Lang::En) => format!("holds until {}", at(until)),
        (None, Lang::Ja) => "この後に変わる定めはない".to_owned(),
        (None, Lang::En) => "nothing known changes it later".to_owned(),
    }
}

/// The notice in a line: exercise, id, level and origin.
pub(crate) fn title(registry: &Registry, plan: &Plan, lang: Lang) -> String {
    let exercise = match plan.status {
        Status::Exercise => lang.pick("【訓練】", "[EXERCISE] "),
        Status::Actual => "",
    };
    let origin = name(registry, plan.origin.as_str(), Some(plan.on), lang);
    match lang {
        Lang::Ja => format!("{exercise}{}  {}  発信: {origin}", plan.notice, plan.level),
        Lang::En => format!("{exercise}{}  {}  from {origin}", plan.notice, plan.level),
    }
}

pub(super) fn heading(out: &mut Writer<'_>, plan: &Plan) {
    let lang = out.options.lang;
    if let Some(stale) = stale_text(out.registry, plan, lang) {
        out.para(0, &stale);
        out.blank();
        if !plan.changes.is_empty() {
            out.para(0, later::head(lang));
            for entry in &plan.changes {
                out.hanging("  - ", "    ", &later::line(out.registry, entry, lang));
            }
            out.blank();
        }
    }
    out.para(0, &title(out.registry, plan, lang));
    let (at, until) = (out.instant(plan.at), until_text(out.registry, plan, out.options));
    out.para(
        0,
        &match lang {
            Lang::Ja => format!("版 {}、{at} 時点の判断。{until}", plan.edition),
            Lang::En => format!("Edition {}, decided for {at}; {until}", plan.edition),
        },
    );
}

/// What to look at, each sentence once with its places. What the banner says is not said again.
pub(super) fn lints(out: &mut Writer<'_>, lints: &[crate::lint::Lint]) {
    let lang = out.options.lang;
    let mut groups: Vec<(&'static str, Vec<String>)> = Vec::new();
    for lint in lints.iter().filter(|lint| lint.code != LintCode::StaleEdition) {
        let at = match lint.at.split_once('>') {
            Some((from, to)) => format!("{from} → {to}"),
            None => lint.at.clone(),
        };
        match groups.iter_mut().find(|(message, _)| *message == lint.message(lang)) {
            Some((_, places)) => places.push(at),
            None => groups.push((lint.message(lang), vec![at])),
        }
    }
    if groups.is_empty() {
        return;
    }
    out.blank();
    out.para(0, lang.pick("注意:", "Note:"));
    for (message, places) in groups {
        out.named(2, &format!("{message}: "), &places);
    }
}
