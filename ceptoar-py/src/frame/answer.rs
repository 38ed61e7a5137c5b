//! The answer to one envelope, as the texts of its columns.

use ceptoar_core::{Delivery, Duty, Explanation, Lang, Outcome, PartyId, Reason, RecipientSet};

use super::output::{DELIVERY, Layout};
use crate::error::Found;

/// The answer to one envelope as texts.
pub(crate) struct Answer {
    /// For each delivery or verdict a text for each column of the layout.
    pub(super) items: Vec<Vec<Option<String>>>,
    pub(super) unmet: Vec<String>,
    pub(super) lints: Vec<String>,
    pub(super) valid_until: Option<i64>,
    pub(super) problem: Option<String>,
}

fn reasons(list: &[Reason]) -> String {
    let text = |reason: &Reason| match &reason.rule {
        Some(rule) => format!("{}:{rule}", reason.code.as_str()),
        None => reason.code.as_str().to_owned(),
    };
    list.iter().map(text).collect::<Vec<_>>().join(";")
}

fn joined<T: AsRef<str>>(ids: &[T]) -> String {
    ids.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(";")
}

/// Duty, path, channels, due and obligations.
fn way(delivery: &Delivery) -> [Option<String>; 5] {
    let duty = delivery.duty.as_str();
    let channels = delivery.hops.last().and_then(|hop| hop.channels.as_ref()).map(|ids| joined(ids));
    let due = delivery.due.as_ref().map(|due| due.as_str().to_owned());
    [Some(duty.to_owned()), Some(delivery.path()), channels, due, Some(joined(&delivery.obligations))]
}

impl Answer {
    pub(crate) fn new(why: &Explanation, layout: Layout) -> Self {
        let plan = why.plan();
        let items = match layout {
            Layout::Notices | Layout::Deliveries => plan
                .deliveries
                .iter()
                .map(|delivery| {
                    let recipient = delivery.recipient.as_str();
                    let [duty, path, channels, due, obligations] = way(delivery);
                    let reasons = why.verdict(recipient).map(|verdict| reasons(&verdict.reasons));
                    let outcome = why.verdict(recipient).map(|verdict| verdict.outcome.as_str().to_owned());
                    vec![Some(recipient.to_owned()), duty, outcome, path, channels, due, obligations, reasons]
                })
                .collect(),
            Layout::Verdicts => why
                .verdicts
                .iter()
                .map(|verdict| {
                    let party = verdict.party.as_str();
                    let [duty, path, channels, due, obligations] = plan.delivery(party).map(way).unwrap_or_default();
                    let outcome = Some(verdict.outcome.as_str().to_owned());
                    let required = verdict.required.then(|| "required".to_owned());
                    let reasons = Some(reasons(&verdict.reasons));
                    vec![Some(party.to_owned()), outcome, required, duty, path, channels, due, obligations, reasons]
                })
                .collect(),
        };
        Self {
            items,
            unmet: plan.unmet.iter().map(|unmet| unmet.party.to_string()).collect(),
            lints: plan.lints.iter().map(|lint| format!("{} {}", lint.code.as_str(), lint.at)).collect(),
            valid_until: plan.valid_until.map(|until| until.timestamp_micros()),
            problem: None,
        }
    }

    /// The answer that only says who, and with what duty.
    pub(crate) fn who(audience: &RecipientSet) -> Self {
        let item = |(party, duty): (&PartyId, Duty)| {
            let mut item = vec![None; DELIVERY.len()];
            let known = [party.as_str(), duty.as_str(), Outcome::Deliver.as_str()];
            item.iter_mut().zip(known).for_each(|(cell, text)| *cell = Some(text.to_owned()));
            item
        };
        let items = audience.iter().map(item).collect();
        Self { items, unmet: Vec::new(), lints: Vec::new(), valid_until: None, problem: None }
    }

    /// The answer to what is refused: nobody, and why.
    pub(crate) fn refused(problems: &[Found], lang: Lang) -> Self {
        let text = |found: &Found| format!("{} {}: {}", found.code, found.pointer, found.message(lang));
        let problem = problems.iter().map(text).collect::<Vec<_>>().join("; ");
        Self { items: Vec::new(), unmet: Vec::new(), lints: Vec::new(), valid_until: None, problem: Some(problem) }
    }
}
