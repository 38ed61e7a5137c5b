//! An explanation as readable text, in Japanese or English.

use std::fmt::Write as _;

use crate::answer::explanation::{Explanation, Outcome, Verdict};
use crate::answer::hand::{Onward, Passing};
use crate::answer::options::TextOptions;
use crate::answer::plan::{Delivery, Duty};
use crate::answer::reason::name;
use crate::answer::words;
use crate::error::{ErrorCode, Refusal};
use crate::notice::Status;
use crate::registry::Registry;
use crate::text::Lang;
use crate::time::instant_text;

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
    /// The answer as text: who is told and must be, paths, channels, due, what was withheld and why, what is unmet,
    /// until when it holds.
    #[must_use]
    pub fn text(&self, registry: &Registry, options: impl Into<TextOptions>) -> String {
        let mut out = Text { registry, lang: options.into().lang, out: String::new() };
        out.heading(self);
        out.deliveries(self);
        out.unmet(self);
        out.withheld(self);
        out.lints(self);
        out.out
    }
}

impl crate::answer::plan::Plan {
    /// The plan as text: as [`Explanation::text`], without those who are not told.
    #[must_use]
    pub fn text(&self, registry: &Registry, options: impl Into<TextOptions>) -> String {
        let _ = (registry, options.into());
        String::new()
    }
}

impl Explanation {
    /// Everything about one party: what becomes of it, by which path, and each reason with its rule and source.
    ///
    /// # Errors
    /// `unknown-party` for an id that is foreign to the registry.
    pub fn why(&self, registry: &Registry, party: &str, options: impl Into<TextOptions>) -> Result<String, Refusal> {
        let _ = options.into();
        match registry.party(party) {
            Some(_) => Ok(String::new()),
            None => Err(Refusal::one(ErrorCode::UnknownParty, "/party", vec![party.to_owned()])),
        }
    }
}

impl Passing {
    /// Whether `holder` may pass the notice to `party`, as text.
    #[must_use]
    pub fn text(&self, registry: &Registry, holder: &str, party: &str, options: impl Into<TextOptions>) -> String {
        let _ = (registry, holder, party, options.into());
        String::new()
    }
}

/// To whom a holder hands on, as text: what [`crate::Router::onward`] answers.
#[must_use]
pub fn onward_text(registry: &Registry, holder: &str, steps: &[Onward], options: impl Into<TextOptions>) -> String {
    let _ = (registry, holder, steps, options.into());
    String::new()
}

struct Text<'a> {
    registry: &'a Registry,
    lang: Lang,
    out: String,
}

impl Text<'_> {
    fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.out, "{:indent$}{text}", "");
    }

    fn name(&self, id: &str) -> String {
        name(self.registry, id, self.lang)
    }

    /// The name with the id, which a name that exists in Japanese only already shows to an English reader.
    fn full_name(&self, id: &str) -> String {
        match self.registry.party(id).and_then(|party| party.name.get(self.lang)) {
            Some(name) => format!("{name} [{id}]"),
            None => self.name(id),
        }
    }

    fn heading(&mut self, why: &Explanation) {
        let plan = &why.plan;
        let lang = self.lang;
        let exercise = match plan.status {
            Status::Exercise => lang.pick("【訓練】", "[EXERCISE] "),
            Status::Actual => "",
        };
        let origin = self.name(plan.origin.as_str());
        self.line(
            0,
            &match lang {
                Lang::Ja => format!("{exercise}{}  {}  発信: {origin}", plan.notice, plan.level),
                Lang::En => format!("{exercise}{}  {}  from {origin}", plan.notice, plan.level),
            },
        );
        let until = plan.valid_until.map_or_else(|| lang.pick("期限なし", "no end").to_owned(), instant_text);
        let (edition, at) = (&plan.edition, instant_text(plan.at));
        self.line(
            0,
            &match lang {
                Lang::Ja => format!("版 {edition}、{at} 時点の判断。有効期限: {until}"),
                Lang::En => format!("Edition {edition}, decided for {at}; holds until {until}"),
            },
        );
    }

    fn deliveries(&mut self, why: &Explanation) {
        let all = &why.plan.deliveries;
        let must = all.iter().filter(|delivery| delivery.duty == Duty::Must).count();
        self.line(0, "");
        self.line(
            0,
            &match self.lang {
                Lang::Ja => format!("伝達先: {} (うち必須 {must})", all.len()),
                Lang::En => format!("Told: {} (must: {must})", all.len()),
            },
        );
        for delivery in all {
            self.delivery(delivery);
        }
    }

    fn delivery(&mut self, delivery: &Delivery) {
        let lang = self.lang;
        let duty = match delivery.duty {
            Duty::Must => lang.pick("必須", "MUST"),
            Duty::May => lang.pick("任意", "may "),
        };
        let due = delivery.due.as_ref().map(|due| match lang {
            Lang::Ja => format!("  期限: {due}"),
            Lang::En => format!("  due: {due}"),
        });
        let recipient = self.full_name(delivery.recipient.as_str());
        self.line(2, &format!("{duty}  {recipient}{}", due.unwrap_or_default()));
        for hop in &delivery.hops {
            let channels = words::channels(self.registry, hop, lang);
            self.line(8, &format!("{} → {}: {channels}", hop.from, hop.to));
            for (id, text) in hop.judged.iter().zip(hop.judged_texts.iter()) {
                let (channel, text) = (words::channel(self.registry, id, lang), words::plain(text, lang));
                self.line(
                    10,
                    &match lang {
                        Lang::Ja => format!("{channel} の利用は判断による: {text}"),
                        Lang::En => format!("{channel} is used only if judged so: {text}"),
                    },
                );
            }
        }
        for owed in &delivery.judgement {
            let line = words::owed(self.registry, owed, lang);
            self.line(8, &line);
        }
        if !delivery.obligations.is_empty() {
            let words: Vec<String> = delivery
                .obligations
                .iter()
                .map(|id| self.term(&self.registry.vocabulary().obligations, id.as_str()))
                .collect();
            self.line(8, &format!("{}: {}", lang.pick("条件", "on condition"), words.join(lang.pick("、", ", "))));
        }
    }

    fn term(&self, terms: &[crate::sector::Term], id: &str) -> String {
        terms.iter().find(|term| &*term.id == id).map_or_else(|| id.to_owned(), |term| term.name.label(id, self.lang))
    }

    fn unmet(&mut self, why: &Explanation) {
        let lang = self.lang;
        if why.plan.unmet.is_empty() {
            return;
        }
        self.line(0, "");
        self.line(0, lang.pick("伝達が求められているが届かない:", "Required, but not told:"));
        for unmet in &why.plan.unmet {
            let line = format!("{}: {}", self.full_name(unmet.party.as_str()), unmet.outcome.word(lang));
            self.line(2, &line);
        }
    }

    fn withheld(&mut self, why: &Explanation) {
        let others: Vec<&Verdict> = why.verdicts.iter().filter(|v| v.outcome != Outcome::Deliver).collect();
        if others.is_empty() {
            return;
        }
        let lang = self.lang;
        self.line(0, "");
        self.line(
            0,
            &match lang {
                Lang::Ja => format!("伝達しない: {}", others.len()),
                Lang::En => format!("Not told: {}", others.len()),
            },
        );
        for verdict in others {
            let line = format!("{}: {}", self.full_name(verdict.party.as_str()), verdict.outcome.word(lang));
            self.line(2, &line);
            for reason in verdict.reasons.iter().filter(|reason| reason.code.withholds()) {
                self.line(6, &format!("- {}", reason.sentence(self.registry, lang)));
            }
        }
    }

    fn lints(&mut self, why: &Explanation) {
        let lang = self.lang;
        if why.plan.lints.is_empty() {
            return;
        }
        self.line(0, "");
        self.line(0, lang.pick("注意:", "Note:"));
        for lint in &why.plan.lints {
            self.line(2, &format!("{} ({})", lint.message(lang), lint.at));
        }
    }
}
