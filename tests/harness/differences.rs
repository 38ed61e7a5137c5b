//! What the core answers in the form that engines share, and what differs from the reference.

use std::collections::BTreeMap;

use ceptoar_core::{Change, Delivery, Explanation, Hop, OwedJudgement, Passing, Plan, Reason, Router};
use chrono::{DateTime, SecondsFormat, Utc};

use crate::engine::{Answer, Owed, Passed, Said, Step, Told, Whole, word};
use crate::reference::Ask;

/// What differs between the router's explanation and the reference, in words.
pub fn differences(explanation: &Explanation, ask: &Ask<'_>) -> Vec<String> {
    let reference = ask.answer();
    let until = ask.valid_until_after(&reference);
    differences_from(explanation, &reference, until)
}

/// Whether the router's explanation is the reference's answer. Where they are not written in one order it says no: then
/// [`differences_from`] tells.
pub fn same(explanation: &Explanation, reference: &Whole, until: Option<DateTime<Utc>>) -> bool {
    let plan = &explanation.plan;
    whole(explanation) == *reference && unmet(plan) == reference.unmet() && plan.valid_until == until
}

/// The same, where the reference's answer is at hand.
pub fn differences_from(explanation: &Explanation, reference: &Whole, until: Option<DateTime<Utc>>) -> Vec<String> {
    if same(explanation, reference, until) {
        return Vec::new();
    }
    let router = whole(explanation);
    let plan = &explanation.plan;
    let mut found = Vec::new();
    let mut same = |what: &str, router: String, reference: String| {
        if router != reference {
            found.push(format!("{what}: router {router}, reference {reference}"));
        }
    };
    let parties = |whole: &Whole| format!("{:?}", whole.answers.keys());
    same("parties", parties(&router), parties(reference));
    for (party, answer) in &router.answers {
        same(party, format!("{answer:?}"), reference.answers.get(party).map_or_else(String::new, |a| format!("{a:?}")));
    }
    same("unmet", format!("{:?}", unmet(plan)), format!("{:?}", reference.unmet()));
    same("lints", format!("{:?}", router.lints), format!("{:?}", reference.lints));
    same("changes", format!("{:?}", router.changes), format!("{:?}", reference.changes));
    same("valid_until", format!("{:?}", plan.valid_until), format!("{until:?}"));
    found
}

/// What differs between the router's `may_pass` and the reference's, for every nth pair of a holder and a party.
pub fn hand_differences(router: &Router, ask: &Ask<'_>, nth: usize) -> Vec<String> {
    let whole = ask.answer();
    let (notice, situation) = ask.question();
    let mut found = Vec::new();
    let parties = router.registry().parties();
    let pairs = parties.iter().flat_map(|holder| parties.iter().map(move |party| (holder, party)));
    for (holder, party) in pairs.step_by(nth) {
        let reference = ask.passing_in(&whole, holder.id.as_str(), party.id.as_str());
        let router = router.may_pass(notice, &holder.id, &party.id, situation).map(|answer| passed(&answer));
        if router.as_ref() != Ok(&reference) {
            found.push(format!("may_pass {}>{}: router {router:?}, reference {reference:?}", holder.id, party.id));
        }
    }
    found
}

/// The decision of an explanation.
pub fn whole(explanation: &Explanation) -> Whole {
    let plan = &explanation.plan;
    let mut answers: BTreeMap<String, Answer> = BTreeMap::new();
    for verdict in &explanation.verdicts {
        let party = verdict.party.to_string();
        let told = plan.delivery(&party).map(told);
        let reasons = said(&verdict.reasons);
        answers.insert(party, Answer { outcome: verdict.outcome, required: verdict.required, reasons, told });
    }
    let lints = plan.lints.iter().map(|lint| format!("{} {}", lint.code.as_str(), lint.at)).collect();
    let changes = plan.changes.iter().map(ToString::to_string).collect();
    Whole { answers, lints, changes }
}

/// The parties that a plan calls unmet.
pub(crate) fn unmet(plan: &Plan) -> Vec<&str> {
    plan.unmet.iter().map(|unmet| unmet.party.as_str()).collect()
}

/// What a holder is told of one party.
pub(crate) fn passed(passing: &Passing) -> Passed {
    Passed {
        answer: passing.answer.as_str(),
        hop: passing.hop.as_ref().map(step),
        judgement: passing.judgement.iter().map(owed).collect(),
        reasons: said(&passing.reasons),
    }
}

/// An instant as documents write it.
pub(crate) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

fn texts<T: ToString>(ids: &[T]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

fn told(delivery: &Delivery) -> Told {
    Told {
        duty: delivery.duty.as_str(),
        hops: delivery.hops.iter().map(step).collect(),
        judgement: delivery.judgement.iter().map(owed).collect(),
        rests: delivery.rests_on_judgement(),
        due: delivery.due.as_ref().map(ToString::to_string),
        obligations: texts(&delivery.obligations),
        rules: texts(&delivery.rules),
        instruments: texts(&delivery.instruments),
        refs: texts(&delivery.persons.refs),
    }
}

fn step(hop: &Hop) -> Step {
    Step {
        from: hop.from.to_string(),
        to: hop.to.to_string(),
        direction: word(hop.direction),
        channels: hop.channels.as_deref().map(texts),
        also: texts(&hop.also),
        judged: texts(&hop.judged),
        texts: hop.judged_texts.to_vec(),
        internal: hop.internal,
    }
}

fn owed(owed: &OwedJudgement) -> Owed {
    Owed { party: owed.party.to_string(), rules: texts(&owed.rules), texts: owed.texts.clone() }
}

fn said(reasons: &[Reason]) -> Vec<Said> {
    let one = |reason: &Reason| Said {
        code: reason.code.as_str(),
        rule: reason.rule.clone(),
        conditions: reason.conditions.iter().map(|name| name.as_str()).collect(),
        group: reason.group.clone(),
        date: reason.date,
        opening: reason.opening.iter().map(change).collect(),
    };
    let mut all: Vec<Said> = reasons.iter().map(one).collect();
    all.sort();
    all
}

/// A change as `change:place`: it is of a link or of a party.
fn change(change: &Change) -> String {
    let place = match (&change.link, &change.party) {
        (Some(link), None) => link.clone(),
        (None, Some(party)) => party.to_string(),
        both => panic!("a change is of a link or of a party, not of {both:?}"),
    };
    format!("{}:{place}", word(change.change))
}
