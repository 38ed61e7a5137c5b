//! What differs between the router and the reference, in words.

use std::collections::BTreeSet;

use ceptoar_core::{ChannelId, Explanation, Hop, MayPass, OwedJudgement, Passing, Reason, Router};

use super::{Ask, Passed};

/// What differs between the router's explanation and the reference, in words.
pub fn differences(explanation: &Explanation, ask: &Ask<'_>) -> Vec<String> {
    let whole = ask.answer();
    let plan = &explanation.plan;
    let mut found = Vec::new();
    let mut same = |what: &str, router: String, reference: String| {
        if router != reference {
            found.push(format!("{what}: router {router}, reference {reference}"));
        }
    };
    let verdicts: Vec<&str> = explanation.verdicts.iter().map(|verdict| verdict.party.as_str()).collect();
    let subjects: Vec<&str> = whole.answers.keys().map(String::as_str).collect();
    same("parties", format!("{verdicts:?}"), format!("{subjects:?}"));
    for verdict in &explanation.verdicts {
        let Some(answer) = whole.answers.get(verdict.party.as_str()) else { continue };
        let party = &verdict.party;
        same(&format!("{party} outcome"), format!("{:?}", verdict.outcome), format!("{:?}", answer.outcome));
        same(&format!("{party} required"), verdict.required.to_string(), answer.required.to_string());
        let reasons = reason_texts(&verdict.reasons);
        same(&format!("{party} reasons"), format!("{reasons:?}"), format!("{:?}", answer.reasons));
        let delivery = plan.delivery(party.as_str());
        let hops: Vec<String> = delivery.iter().flat_map(|delivery| &delivery.hops).map(hop_text).collect();
        same(&format!("{party} hops"), format!("{hops:?}"), format!("{:?}", answer.hops));
        if let Some(delivery) = delivery {
            let judgement: Vec<String> = delivery.judgement.iter().map(owed_text).collect();
            same(&format!("{party} judgement"), format!("{judgement:?}"), format!("{:?}", answer.judgement));
            let due = delivery.due.as_ref().map(ToString::to_string);
            same(&format!("{party} due"), format!("{due:?}"), format!("{:?}", answer.due));
            let of: Vec<String> = delivery.obligations.iter().map(ToString::to_string).collect();
            same(&format!("{party} obligations"), format!("{of:?}"), format!("{:?}", answer.obligations));
            let rules: Vec<String> = delivery.rules.iter().map(ToString::to_string).collect();
            same(&format!("{party} rules"), format!("{rules:?}"), format!("{:?}", answer.rules));
            let binding: Vec<String> = delivery.instruments.iter().map(ToString::to_string).collect();
            let reference: Vec<&String> = answer.instruments.iter().collect();
            same(&format!("{party} instruments"), format!("{binding:?}"), format!("{reference:?}"));
        }
    }
    let lints: BTreeSet<String> = plan.lints.iter().map(|lint| format!("{} {}", lint.code.as_str(), lint.at)).collect();
    same("lints", format!("{lints:?}"), format!("{:?}", whole.lints));
    same("valid_until", format!("{:?}", plan.valid_until), format!("{:?}", ask.valid_until()));
    found
}

/// What differs between the router's `may_pass` and the reference's, for every pair of a holder and a party.
pub fn hand_differences(router: &Router, ask: &Ask<'_>) -> Vec<String> {
    let whole = ask.answer();
    let mut found = Vec::new();
    for holder in ask.world.registry.parties() {
        for party in ask.world.registry.parties() {
            let reference = ask.passing_in(&whole, holder.id.as_str(), party.id.as_str());
            let router = match router.may_pass(ask.notice, &holder.id, &party.id, ask.situation) {
                Ok(passing) => format!("{:?}", passed(&passing)),
                Err(refusal) => format!("refused: {refusal}"),
            };
            let reference = format!("{reference:?}");
            if router != reference {
                found.push(format!("may_pass {}>{}: router {router}, reference {reference}", holder.id, party.id));
            }
        }
    }
    found
}

fn passed(passing: &Passing) -> Passed {
    let answer: MayPass = passing.answer;
    Passed {
        answer: answer.as_str(),
        hop: passing.hop.as_ref().map(hop_text),
        judgement: passing.judgement.iter().map(owed_text).collect(),
        reasons: reason_texts(&passing.reasons),
    }
}

fn owed_text(owed: &OwedJudgement) -> String {
    let rules: Vec<&str> = owed.rules.iter().map(|rule| rule.as_str()).collect();
    let texts: Vec<_> = owed.texts.iter().collect();
    format!("{} {rules:?} {texts:?}", owed.party)
}

fn hop_text(hop: &Hop) -> String {
    let ids = |ids: &[ChannelId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    let channels = hop.channels.as_deref().map_or("?".to_owned(), ids);
    let (also, judged) = (ids(&hop.also), ids(&hop.judged));
    let texts: Vec<_> = hop.judged_texts.iter().collect();
    let internal = if hop.internal { " internal" } else { "" };
    let (from, to, direction) = (&hop.from, &hop.to, hop.direction);
    format!("{from}>{to} {direction:?} [{channels}] also [{also}] judged [{judged}] {texts:?}{internal}")
}

/// Reasons as `code rule conditions group date opening`, sorted.
fn reason_texts(reasons: &[Reason]) -> Vec<String> {
    let mut texts: Vec<String> = reasons.iter().map(reason_text).collect();
    texts.sort();
    texts
}

fn reason_text(reason: &Reason) -> String {
    let mut text = reason.code.as_str().to_owned();
    if let Some(rule) = &reason.rule {
        text += &format!(" {rule}");
    }
    if !reason.conditions.is_empty() {
        let names: Vec<String> = reason.conditions.iter().map(|name| format!("{name:?}")).collect();
        text += &format!(" {}", names.join(","));
    }
    if let Some(group) = &reason.group {
        text += &format!(" {group}");
    }
    if let Some(date) = &reason.date {
        text += &format!(" {date}");
    }
    let changes = reason.opening.iter().map(|change| {
        let party = change.party.as_ref().map(ToString::to_string);
        format!(" {:?} {}", change.change, change.link.clone().or(party).unwrap_or_default())
    });
    text + &changes.collect::<String>()
}
