//! An answer as a table: a row for each party, whom a rule requires and who is not told among them.

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use ceptoar_core::{Delivery, Explanation, Hop, Lang, Outcome, Plan, Reason, Registry, RuleId};
use ceptoar_frames::{judgement, reason};

use super::sheet::{Sheet, code, ids};

/// A party of an answer: its outcome, its delivery if it is told, and what is said of it.
struct Row<'a> {
    party: &'a str,
    outcome: Outcome,
    required: bool,
    delivery: Option<&'a Delivery>,
    rules: &'a [RuleId],
    reasons: &'a [Reason],
}

impl Row<'_> {
    fn last(&self) -> Option<&Hop> {
        self.delivery.and_then(|delivery| delivery.hops.last())
    }
}

fn head<'a>(rows: Vec<Row<'a>>, plan: &Plan, registry: &'a Registry, lang: Lang) -> Sheet<'a, Row<'a>> {
    Sheet::new(rows, registry, lang)
        .on(plan.on)
        .text("party", |row| row.party)
        .party("party_name", |row| row.party)
        .text("outcome", |row| row.outcome.as_str())
        .flag("required", |row| Some(row.required))
        .some_text("duty", |row| row.delivery.map(|delivery| delivery.duty.as_str()))
        .some_list("path", |row| {
            let hops = &row.delivery?.hops;
            Some(
                hops.first()
                    .map(|hop| hop.from.to_string())
                    .into_iter()
                    .chain(hops.iter().map(|h| h.to.to_string()))
                    .collect(),
            )
        })
        .some_list("channels", |row| row.last()?.channels.as_ref().map(|channels| ids(channels)))
        .some_list("also", |row| row.last().map(|hop| ids(&hop.also)))
        .some_list("judged", |row| row.last().map(|hop| ids(&hop.judged)))
        .flag("internal", |row| row.last().map(|hop| hop.internal))
        .written("judgement", |row| row.delivery.map(judgement))
        .flag("rests_on_judgement", |row| row.delivery.map(Delivery::rests_on_judgement))
        .some_text("due", |row| row.delivery?.due.as_ref().map(|due| due.as_str()))
        .some_list("obligations", |row| row.delivery.map(|delivery| ids(&delivery.obligations)))
        .written("persons", |row| row.delivery.and_then(|delivery| code(delivery.persons.scope)))
        .some_list("person_refs", |row| row.delivery.map(|delivery| ids(&delivery.persons.refs)))
        .some_list("instruments", |row| row.delivery.map(|delivery| ids(&delivery.instruments)))
}

/// Whom the plan tells, and whom a rule requires and who is not told.
pub(crate) fn planned(plan: &Plan, registry: &Registry, lang: Lang) -> Result<RecordBatch, ArrowError> {
    let told = plan.deliveries.iter().map(|delivery| Row {
        party: delivery.recipient.as_str(),
        outcome: Outcome::Deliver,
        required: delivery.duty == ceptoar_core::Duty::Must,
        delivery: Some(delivery),
        rules: &delivery.rules,
        reasons: &[],
    });
    let unmet = plan.unmet.iter().map(|unmet| Row {
        party: unmet.party.as_str(),
        outcome: unmet.outcome,
        required: true,
        delivery: None,
        rules: &unmet.rules,
        reasons: &[],
    });
    let mut rows: Vec<Row<'_>> = told.chain(unmet).collect();
    rows.sort_by_key(|row| row.party);
    head(rows, plan, registry, lang).list("rules", |row| ids(row.rules)).finish()
}

/// Everybody who has a verdict, with the reasons.
pub(crate) fn explained(why: &Explanation, registry: &Registry, lang: Lang) -> Result<RecordBatch, ArrowError> {
    let plan = &why.plan;
    let rows = why
        .verdicts
        .iter()
        .map(|verdict| Row {
            party: verdict.party.as_str(),
            outcome: verdict.outcome,
            required: verdict.required,
            delivery: plan.delivery(verdict.party.as_str()),
            rules: &[],
            reasons: &verdict.reasons,
        })
        .collect();
    head(rows, plan, registry, lang)
        .list("reasons", |row| row.reasons.iter().map(reason).collect())
        .list("sentences", |row| row.reasons.iter().map(|reason| reason.sentence(registry, lang)).collect())
        .finish()
}
