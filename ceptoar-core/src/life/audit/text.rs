//! Audits and actions as text: a line for each, in the language of the reader.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};

use crate::answer::audit::{Action, Actions, Audit, BadRow, Finding, Pending};
use crate::text::shown::shown;
use crate::time::instant_for;
use crate::word::audit::{ActionKind, AuditCode, Severity, Stage};
use crate::word::sets::Lang;

/// Instants are told as Japan's clocks show them.
fn when(at: DateTime<Utc>) -> String {
    instant_for(at, crate::time::japan())
}

impl Stage {
    /// What it is called in a text or a picture.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Government => lang.pick("内閣官房・所管省庁", "cabinet and ministries"),
            Self::Ceptoars => lang.pick("セプター・協議会", "CEPTOARs and councils"),
            Self::Members => lang.pick("構成員ほか", "members and others"),
        }
    }
}

impl Audit {
    /// How many findings there are of each code, a line for each, and how far each notice came.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let as_of = when(self.policy.as_of);
        let mut out = match (lang, self.findings.len()) {
            (Lang::Ja, 0) => format!("{as_of} 時点: 指摘はない\n"),
            (Lang::En, 0) => format!("as of {as_of}: no findings\n"),
            (Lang::Ja, count) => format!("{as_of} 時点: 指摘 {count}件\n"),
            (Lang::En, 1) => format!("as of {as_of}: 1 finding\n"),
            (Lang::En, count) => format!("as of {as_of}: {count} findings\n"),
        };
        for severity in Severity::ALL {
            for code in AuditCode::ALL.iter().filter(|code| code.severity() == severity) {
                let count = self.count(*code);
                if count > 0 {
                    let _ = writeln!(out, "  {count:>4} {code} ({severity})");
                }
            }
        }
        for finding in &self.findings {
            let _ = writeln!(out, "{}", shown(&finding.line(lang)));
        }
        for (list, ja, en) in
            [(&self.pending, "これから渡す", "still to come"), (&self.not_observed, "記録の範囲の外", "not observed")]
        {
            for pending in list {
                let _ = writeln!(out, "{}: {}", lang.pick(ja, en), shown(&pending.line(lang)));
            }
        }
        for row in &self.notices {
            let _ = match lang {
                Lang::Ja => writeln!(
                    out,
                    "{} ({}): 要伝達 {}、送付 {}、確認 {}、期限内 {}、届かず {}、失効 {}",
                    row.notice, row.status, row.expected, row.sent, row.confirmed, row.in_time, row.unmet, row.lapsed
                ),
                Lang::En => writeln!(
                    out,
                    "{} ({}): {} to be told, {} sent, {} confirmed, {} in time, {} unmet, {} lapsed",
                    row.notice, row.status, row.expected, row.sent, row.confirmed, row.in_time, row.unmet, row.lapsed
                ),
            };
        }
        out
    }

    /// The same with a sentence in each finding ([`Finding::message`]), for whoever reads the document and has no sentences of his own.
    #[must_use]
    pub fn with_messages(mut self, lang: Lang) -> Self {
        self.findings.iter_mut().for_each(|finding| finding.message = Some(finding.message(lang)));
        self
    }
}

impl Finding {
    /// What was found as a sentence, with what it rests on.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let mut out = self.code.template(lang).to_owned();
        let mut add = |ja: String, en: String| {
            let _ = write!(out, "{}{}", lang.pick("、", "; "), lang.pick(&ja, &en));
        };
        if let Some(outcome) = &self.outcome {
            add(format!("判定は `{outcome}`"), format!("the decision says `{outcome}`"));
        }
        let mut because: Vec<&str> = self.reasons.iter().map(|reason| reason.code.as_str()).collect();
        because.dedup();
        if !because.is_empty() {
            let codes = because.join("`, `");
            add(format!("理由は `{codes}`"), format!("because of `{codes}`"));
        }
        if let Some(due_at) = self.due_at {
            add(format!("期限は {}", when(due_at)), format!("it was due at {}", when(due_at)));
        }
        if let Some(late_by) = self.late_by {
            add(format!("遅れは `{late_by}`"), format!("late by `{late_by}`"));
        }
        if let Some(hand) = &self.stopped_at {
            add(format!("`{hand}` で止まっている"), format!("it stopped at `{hand}`"));
        }
        if !self.behind.is_empty() {
            let ids: Vec<&str> = self.behind.iter().map(|party| party.as_str()).collect();
            add(format!("この先に `{}`", ids.join("`, `")), format!("behind it: `{}`", ids.join("`, `")));
        }
        if let Some(since) = self.since {
            add(format!("{} から", when(since)), format!("since {}", when(since)));
        }
        if let (Some(told), Some(of)) = (self.told, self.of) {
            add(format!("{of} のうち {told}"), format!("{told} of {of}"));
        }
        match self.knowing {
            Some(true) => add("新しい版を持っていた".to_owned(), "the sender had the new version".to_owned()),
            Some(false) => {
                add("新しい版は持っていなかった".to_owned(), "the sender had not the new version".to_owned());
            }
            None => {}
        }
        match self.entitled {
            Some(true) => add("新しい版を受け取れる".to_owned(), "it may have the new version".to_owned()),
            Some(false) => add(
                "新しい版は受け取れない (人が決める)".to_owned(),
                "it may not have the new version: somebody must decide".to_owned(),
            ),
            None => {}
        }
        if let Some(label) = &self.level {
            add(format!("共有レベルは `{label}`"), format!("the label was `{label}`"));
        }
        if let Some(BadRow { pointer, code, row, column }) = &self.row {
            let column = column.as_ref().map(|column| format!(" `{}`", shown(column))).unwrap_or_default();
            match row {
                Some(row) => add(format!("{row} 行目{column}: `{code}`"), format!("row {row}{column}: `{code}`")),
                None => add(format!("`{pointer}`: `{code}`"), format!("`{pointer}`: `{code}`")),
            }
        }
        if let Some(count) = self.count {
            add(format!("記録の行 {count}"), format!("rows of the log: {count}"));
        }
        out
    }

    /// Instant, notice, code, who and by which channel, and the sentence, on one line.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let mut out = self.at.map(|at| when(at) + " ").unwrap_or_default();
        if let Some(notice) = &self.notice {
            let _ = write!(out, "{notice} ");
        }
        let _ = write!(out, "{}", self.code);
        let to = self.party.as_deref().or(self.outside.as_deref());
        if let Some(from) = &self.from {
            let _ = write!(out, " {from} →");
        }
        if let Some(to) = to {
            let _ = write!(out, " {to}");
        }
        if let Some(channel) = &self.channel {
            let _ = write!(out, " ({channel})");
        }
        let _ = write!(out, ": {}", self.message(lang));
        out
    }
}

impl Pending {
    /// Who is still to be told, by whom and until when, on one line.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let Self { notice, party, .. } = self;
        let hand = self.stopped_at.as_deref().unwrap_or("…");
        let due = self.due_at.map(when);
        match (lang, due) {
            (Lang::Ja, Some(due)) => format!("{notice} {hand} → {party}、期限は {due}"),
            (Lang::En, Some(due)) => format!("{notice} {hand} → {party}, due at {due}"),
            (_, None) => format!("{notice} {hand} → {party}"),
        }
    }
}

impl Actions {
    /// A line for each thing to do.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let now = when(self.policy.as_of);
        let mut out = match (lang, self.actions.len()) {
            (Lang::Ja, 0) => format!("{now}: することはない\n"),
            (Lang::En, 0) => format!("{now}: nothing to do\n"),
            (Lang::Ja, count) => format!("{now}: すること {count}件\n"),
            (Lang::En, count) => format!("{now}: {count} to do\n"),
        };
        for action in &self.actions {
            let _ = writeln!(out, "{}", shown(&action.line(lang)));
        }
        out
    }

    /// The same with a sentence in each thing to do ([`Action::line`]).
    #[must_use]
    pub fn with_messages(mut self, lang: Lang) -> Self {
        self.actions.iter_mut().for_each(|action| action.message = Some(action.line(lang)));
        self
    }
}

impl Action {
    /// What, by whom, to whom, for whom, by which channels and until when, on one line.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let Self { notice, by, .. } = self;
        let to = self.to.as_deref().or(self.outside.as_deref()).unwrap_or_default();
        let mut out = match (self.action, lang) {
            (ActionKind::HandOn, Lang::Ja) => format!("{notice} {by} → {to}: 渡す"),
            (ActionKind::HandOn, Lang::En) => format!("{notice} {by} → {to}: hand it on"),
            (ActionKind::Chase, Lang::Ja) => format!("{notice} {by} → {to}: 問い合わせる"),
            (ActionKind::Chase, Lang::En) => format!("{notice} {by} → {to}: ask"),
            (ActionKind::Decide, Lang::Ja) => format!("{notice} {by}: {to} について決める"),
            (ActionKind::Decide, Lang::En) => format!("{notice} {by}: decide about {to}"),
            (ActionKind::Contain, Lang::Ja) => format!("{notice} {by}: {to} から先へ広がらないようにする"),
            (ActionKind::Contain, Lang::En) => format!("{notice} {by}: see to it that it goes no further than {to}"),
            (ActionKind::Wait, Lang::Ja) => format!("{notice} {by}: 解禁を待つ"),
            (ActionKind::Wait, Lang::En) => format!("{notice} {by}: wait for the end of the embargo"),
        };
        let mut add = |ja: String, en: String| {
            let _ = write!(out, "{}{}", lang.pick("、", "; "), lang.pick(&ja, &en));
        };
        let ids = |list: &[crate::id::PartyId]| list.iter().map(|id| id.to_string()).collect::<Vec<_>>().join(", ");
        if self.serves.iter().any(|party| *party != *to) {
            add(format!("その先は {}", ids(&self.serves)), format!("it serves {}", ids(&self.serves)));
        }
        let channels =
            |list: &[crate::id::ChannelId]| list.iter().map(|id| id.to_string()).collect::<Vec<_>>().join(", ");
        match self.channels.as_deref() {
            Some([]) if !self.tried.is_empty() => {
                add("試していない連絡手段はない".to_owned(), "no channel is left that was not tried".to_owned());
            }
            Some([]) | None => {}
            Some(open) => add(format!("連絡手段は {}", channels(open)), format!("by {}", channels(open))),
        }
        if !self.tried.is_empty() {
            add(format!("{} は届かなかった", channels(&self.tried)), format!("{} failed", channels(&self.tried)));
        }
        if let Some(due_at) = self.due_at {
            let due_at = when(due_at);
            match self.overdue {
                true => add(format!("期限 {due_at} を過ぎている"), format!("it was due at {due_at}")),
                false => add(format!("{due_at} まで"), format!("until {due_at}")),
            }
        }
        if !self.judgement.is_empty() {
            let rules: Vec<&str> = self.judgement.iter().map(|rule| rule.as_str()).collect();
            add(
                format!("人の判断が要る ({})", rules.join(", ")),
                format!("somebody must judge it ({})", rules.join(", ")),
            );
        }
        out
    }
}
