//! Which reason of a verdict a reader is told first, and how: the one that comes nearest to the answer being another.

use chrono::NaiveDate;

use crate::answer::explanation::Explanation;
use crate::answer::ground::{Ground, Missed};
use crate::answer::reason::ReasonCode;
use crate::answer::verdict::{Reason, Verdict};
use crate::registry::data::Registry;
use crate::say::asked::asked;
use crate::say::words::plain;
use crate::word::sets::{ConditionName, Lang, Outcome};

impl Missed {
    /// The reason as a sentence without a full stop.
    pub(super) const fn sentence(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::NotAffected, Lang::Ja) => "影響を受ける分野に含まれない",
            (Self::NotAffected, Lang::En) => "not among the affected sectors",
            (Self::NobodyAffected, Lang::Ja) => "影響を受ける分野が示されていない",
            (Self::NobodyAffected, Lang::En) => "the notice names no affected sector",
            (Self::NotAddressee, Lang::Ja) => "この情報の宛先ではない",
            (Self::NotAddressee, Lang::En) => "the notice is not addressed to it",
            (Self::NotOwn, Lang::Ja) => "情報元のCEPTOARとその所管省庁・構成員ではない",
            (Self::NotOwn, Lang::En) => "not of the origin's own CEPTOAR, its ministry and members",
        }
    }
}

/// The tests that a reason speaks of.
fn of_outcome(code: ReasonCode, outcome: Outcome) -> bool {
    use ReasonCode as R;
    match outcome {
        Outcome::Inactive => matches!(code, R::InactivePeriod | R::InactivePoc | R::InactiveMember),
        Outcome::NotAddressed => {
            matches!(code, R::ConditionsNotMet | R::MembershipEnded | R::MembershipNotBegun | R::NoRule)
        }
        Outcome::Forbidden => matches!(code, R::Forbidden | R::LiaisonStays),
        Outcome::Capped => matches!(
            code,
            R::MembershipEnded | R::MembershipNotBegun | R::OutOfReach | R::CouncilOutOfReach | R::NotInOnly
        ),
        Outcome::Unreachable => matches!(code, R::NoPath | R::NoLink | R::OriginInactive),
        Outcome::Embargoed => code == R::Embargoed,
        Outcome::Deliver => matches!(code, R::Required | R::Permitted | R::Consented),
    }
}

/// How far a reason is from the answer being another; the nearest is the smallest.
fn distance(reason: &Reason) -> usize {
    match reason.code {
        ReasonCode::MembershipEnded | ReasonCode::MembershipNotBegun => 0,
        ReasonCode::ConditionsNotMet => reason.conditions.len(),
        ReasonCode::NotInOnly => 1,
        ReasonCode::CouncilOutOfReach => 2,
        ReasonCode::NoRule => usize::MAX,
        _ => 3,
    }
}

/// In which order a reader meets the reasons: those of the outcome first, the nearest of them first.
pub(super) fn order(reason: &Reason, outcome: Outcome) -> (bool, usize) {
    (!of_outcome(reason.code, outcome), distance(reason))
}

/// One reason in words, of a length that stands in a group's heading.
fn short(ground: &Ground, reason: &Reason, on: NaiveDate, registry: &Registry, lang: Lang) -> String {
    let rule = reason.rule.as_ref().and_then(|id| ground.rule(id.as_str()));
    let sentence = || reason.sentence_on(registry, Some(on), lang);
    let Some(rule) = rule else { return sentence() };
    match reason.code {
        ReasonCode::ConditionsNotMet => {
            let asked: Vec<String> =
                reason.conditions.iter().map(|name| asked(registry, rule, *name, on, lang)).collect();
            let asked = asked.join(lang.pick("、", ", "));
            match lang {
                Lang::Ja => format!("最も近い規則 `{}` の条件を満たさない: {asked}", rule.id),
                Lang::En => format!("the nearest rule, `{}`, asks for: {asked}", rule.id),
            }
        }
        ReasonCode::Forbidden => match (&rule.summary, lang) {
            (Some(summary), Lang::Ja) => format!("規則 `{}` が禁じている: {}", rule.id, plain(summary, lang)),
            (Some(summary), Lang::En) => format!("rule `{}` forbids it: {}", rule.id, plain(summary, lang)),
            (None, _) => sentence(),
        },
        _ => sentence(),
    }
}

impl Explanation {
    pub(super) fn missed(&self, party: &str) -> Option<Missed> {
        // Verdicts are public: where some were taken out, no reason may go to another party.
        let whole = self.ground.missed.len() == self.verdicts.len();
        let found = self.verdicts.binary_search_by(|verdict| verdict.party.as_str().cmp(party)).ok()?;
        self.ground.missed.get(found).copied().flatten().filter(|_| whole)
    }

    /// The reason that a reader is told first of somebody who is not told.
    pub(super) fn lead(&self, verdict: &Verdict, registry: &Registry, lang: Lang) -> String {
        let missed = self.missed(verdict.party.as_str());
        let nearest = verdict
            .reasons
            .iter()
            .filter(|reason| of_outcome(reason.code, verdict.outcome))
            .min_by_key(|reason| distance(reason));
        match (nearest, missed) {
            (Some(reason), Some(missed)) if !is_nearer(reason, missed) => missed.sentence(lang).to_owned(),
            (None, Some(missed)) => missed.sentence(lang).to_owned(),
            (Some(reason), _) => short(&self.ground, reason, self.plan.on, registry, lang),
            (None, None) => verdict.outcome.word(lang).to_owned(),
        }
    }

    /// Every reason against it in words, the nearest first, each with what its rule says.
    pub(super) fn against(&self, verdict: &Verdict, registry: &Registry, lang: Lang) -> Vec<String> {
        let lead = self.lead(verdict, registry, lang);
        let missed = self.missed(verdict.party.as_str()).map(|missed| missed.sentence(lang));
        let mut reasons: Vec<&Reason> = verdict.reasons.iter().filter(|reason| reason.code.withholds()).collect();
        reasons.sort_by_key(|reason| order(reason, verdict.outcome));
        let mut lines: Vec<String> = Vec::new();
        if let Some(missed) = missed.filter(|missed| *missed == lead) {
            lines.push(missed.to_owned());
        }
        lines.extend(reasons.iter().map(|reason| self.full(reason, registry, lang)));
        if let Some(missed) = missed.filter(|missed| *missed != lead) {
            lines.insert(1.min(lines.len()), missed.to_owned());
        }
        lines
    }

    /// One reason with what its rule says and asks for.
    pub(super) fn full(&self, reason: &Reason, registry: &Registry, lang: Lang) -> String {
        let rule = reason.rule.as_ref().and_then(|id| self.ground.rule(id.as_str()));
        let on = self.plan.on;
        let Some(rule) = rule else { return reason.sentence_on(registry, Some(on), lang) };
        let head = if reason.code == ReasonCode::ConditionsNotMet {
            let asked: Vec<String> =
                reason.conditions.iter().map(|name| asked(registry, rule, *name, on, lang)).collect();
            let asked = asked.join(lang.pick("、", ", "));
            match lang {
                Lang::Ja => format!("規則 `{}` の条件を満たさない: {asked}", rule.id),
                Lang::En => format!("rule `{}` does not fire; it asks for: {asked}", rule.id),
            }
        } else {
            reason.sentence_on(registry, Some(on), lang)
        };
        match &rule.summary {
            Some(summary) => format!("{head} {}", quoted(plain(summary, lang), lang)),
            None => head,
        }
    }
}

fn quoted(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("「{}」", text.trim_end_matches('。')),
        Lang::En => format!("(\"{text}\")"),
    }
}

/// Whether a reason says more than that no rule that fires speaks of the party.
fn is_nearer(reason: &Reason, missed: Missed) -> bool {
    let one = &*reason.conditions;
    match (reason.code, missed) {
        (ReasonCode::MembershipEnded | ReasonCode::MembershipNotBegun, _) => true,
        (ReasonCode::ConditionsNotMet, Missed::NotAddressee | Missed::NotOwn) => {
            one.len() == 1 && one != [ConditionName::Addressees] && one != [ConditionName::Directions]
        }
        _ => false,
    }
}
