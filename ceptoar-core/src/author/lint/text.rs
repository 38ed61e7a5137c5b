//! What is found in rules as text: a line for each finding.

use std::fmt::Write as _;

use crate::answer::linted::{Finding, LintedRules};
use crate::author::exposure::text::head;
use crate::text::shown::shown;
use crate::word::finding::FindingCode;
use crate::word::sets::{Effect, Lang};

impl LintedRules {
    /// Over which envelopes was asked, then each finding with the notice that shows it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let mut out = head(&self.classes, self.window, lang);
        for lint in &self.lints {
            let _ = writeln!(out, "{}", shown(&format!("{} {}: {}", lint.code, lint.at, lint.message(lang))));
        }
        if self.findings.is_empty() {
            out += lang.pick("気になる点はない\n", "nothing is found\n");
        }
        for finding in &self.findings {
            let _ = writeln!(out, "{}", shown(&finding.line(lang)));
            if let Some(witness) = &finding.witness {
                let _ = writeln!(out, "    {}", shown(witness.notice.as_str()));
            }
        }
        out
    }
}

impl Finding {
    /// Code, place and what it means to the letter, on one line.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let mut out = format!("{} {}", self.code, self.at);
        if let Some(direction) = self.direction {
            let _ = write!(out, " {direction}");
        }
        let _ = write!(out, ": {}", self.code.template(lang));
        match (self.code, self.effect, self.fires) {
            (FindingCode::Idle, _, Some(0)) => {
                out += lang.pick(
                    " (条件と期間に合う通知は、調べたものにない)",
                    " (no notice that was asked meets its conditions and its days)",
                );
            }
            (FindingCode::Idle, Some(Effect::Forbid), Some(fires)) => {
                let _ = match lang {
                    Lang::Ja => write!(out, " (禁じるものがない。条件は {fires} 通りで成り立つ)"),
                    Lang::En => {
                        write!(out, " (it forbids nothing that would be; its conditions hold in {fires} combinations)")
                    }
                };
            }
            (FindingCode::Idle, _, Some(fires)) => {
                let _ = match lang {
                    Lang::Ja => write!(out, " (条件は {fires} 通りで成り立つ)"),
                    Lang::En => write!(out, " (its conditions hold in {fires} combinations)"),
                };
            }
            _ => {}
        }
        if let Some(outcome) = self.outcome {
            let _ = match lang {
                Lang::Ja => write!(out, " (最も多い結果: {})", outcome.word(lang)),
                Lang::En => write!(out, " (most often: {})", outcome.word(lang)),
            };
        }
        out
    }
}
