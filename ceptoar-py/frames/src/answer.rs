//! The answer to one envelope, as the texts of its columns.

use ceptoar_core::{ChannelId, Delivery, Explanation, Hop, Lang, Lint, LintCode, Reason, RecipientSet};

use super::found::Found;
use super::layout::Layout;

/// What stands in a lint for the notice's own id: no id holds it.
pub(super) const OWN_ID: char = '\n';

/// The answer to one envelope as texts.
pub(crate) struct Answer {
    /// For each delivery or verdict a text for each column of the layout.
    pub(super) items: Vec<Vec<Option<String>>>,
    pub(super) unmet: Vec<String>,
    /// As `code at`; [`OWN_ID`] stands for a space and the id of the notice, which envelopes do not have.
    pub(super) lints: Vec<String>,
    pub(super) valid_until: Option<i64>,
    pub(super) problem: Option<String>,
    /// Whether the edition says nothing about the instant.
    pub(super) stale: bool,
    /// Where nothing else is wanted: who is told, and who of them must be, as bits by party.
    pub(super) who: Option<[Box<[u64]>; 2]>,
}

/// A reason as `code:rule`, and of a membership that does not hold `code:rule@group:date`.
pub fn reason(reason: &Reason) -> String {
    let rule = reason.rule.as_ref().map(|rule| format!(":{rule}")).unwrap_or_default();
    let membership = reason.group.as_ref().zip(reason.date).map(|(group, date)| format!("@{group}:{date}"));
    format!("{}{rule}{}", reason.code.as_str(), membership.unwrap_or_default())
}

fn reasons(list: &[Reason]) -> String {
    list.iter().map(reason).collect::<Vec<_>>().join(";")
}

fn lint(lint: &Lint) -> String {
    match lint.code {
        // The one lint that stands at the notice.
        LintCode::NobodyTold => format!("{}{OWN_ID}", lint.code.as_str()),
        code => format!("{} {}", code.as_str(), lint.at),
    }
}

/// What somebody must judge before the recipient is told, in the order of the path: `party:rule`, with `,` between rules
/// any of which will do, and `from>to:channel` where a hop has judged channels only. Empty if and only if the delivery
/// rests on no judgement.
pub fn judgement(delivery: &Delivery) -> String {
    let mut parts = Vec::new();
    for hop in &delivery.hops {
        if hop.rests_on_judgement() {
            parts.push(format!("{}>{}:{}", hop.from, hop.to, listed(&hop.judged, ",")));
        }
        for owed in delivery.judgement.iter().filter(|owed| owed.party == hop.to) {
            parts.push(format!("{}:{}", owed.party, listed(&owed.rules, ",")));
        }
    }
    parts.join(";")
}

fn stale(lints: &[Lint]) -> bool {
    lints.iter().any(|lint| lint.code == LintCode::StaleEdition)
}

fn listed<T: AsRef<str>>(ids: &[T], between: &str) -> String {
    ids.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(between)
}

fn joined<T: AsRef<str>>(ids: &[T]) -> String {
    listed(ids, ";")
}

/// Duty, path, channels, also, judged, judgement, due and obligations; the channels are those of the last hop.
fn way(delivery: &Delivery) -> [Option<String>; 8] {
    let duty = delivery.duty.as_str();
    let last = delivery.hops.last();
    let channels = last.and_then(|hop| hop.channels.as_ref()).map(|ids| joined(ids));
    let of_last = |ids: fn(&Hop) -> &[ChannelId]| Some(last.map(|hop| joined(ids(hop))).unwrap_or_default());
    let due = delivery.due.as_ref().map(|due| due.as_str().to_owned());
    [
        Some(duty.to_owned()),
        Some(delivery.path()),
        channels,
        of_last(|hop| &hop.also),
        of_last(|hop| &hop.judged),
        Some(judgement(delivery)),
        due,
        Some(joined(&delivery.obligations)),
    ]
}

impl Answer {
    pub(crate) fn new(why: &Explanation, layout: Layout) -> Self {
        let plan = &why.plan;
        let items = match layout {
            Layout::Notices | Layout::Deliveries => plan
                .deliveries
                .iter()
                .map(|delivery| {
                    let recipient = delivery.recipient.as_str();
                    let [duty, way @ ..] = way(delivery);
                    let reasons = why.verdict(recipient).map(|verdict| reasons(&verdict.reasons));
                    let outcome = why.verdict(recipient).map(|verdict| verdict.outcome.as_str().to_owned());
                    let first = [Some(recipient.to_owned()), duty, outcome];
                    first.into_iter().chain(way).chain([reasons]).collect()
                })
                .collect(),
            Layout::Verdicts => why
                .verdicts
                .iter()
                .map(|verdict| {
                    let party = verdict.party.as_str();
                    let way = plan.delivery(party).map(way).unwrap_or_default();
                    let outcome = Some(verdict.outcome.as_str().to_owned());
                    let required = verdict.required.then(|| "required".to_owned());
                    let reasons = Some(reasons(&verdict.reasons));
                    let first = [Some(party.to_owned()), outcome, required];
                    first.into_iter().chain(way).chain([reasons]).collect()
                })
                .collect(),
        };
        Self {
            items,
            unmet: plan.unmet.iter().map(|unmet| unmet.party.to_string()).collect(),
            lints: plan.lints.iter().map(lint).collect(),
            valid_until: plan.valid_until.map(|until| until.timestamp_micros()),
            problem: None,
            stale: stale(&plan.lints),
            who: None,
        }
    }

    /// The answer that only says who, and with what duty.
    pub(crate) fn who(audience: &RecipientSet) -> Self {
        let who = Some([audience.told_bits().into(), audience.required_bits().into()]);
        Self { stale: stale(audience.lints()), who, ..Self::nothing() }
    }

    fn nothing() -> Self {
        let (items, unmet, lints) = (Vec::new(), Vec::new(), Vec::new());
        Self { items, unmet, lints, valid_until: None, problem: None, stale: false, who: None }
    }

    /// The answer to what is refused: nobody, and why.
    pub(crate) fn refused(problems: &[Found], lang: Lang) -> Self {
        let text =
            |found: &Found| format!("{} {}: {}", found.code, ceptoar_core::shown(&found.pointer), found.message(lang));
        let problem = problems.iter().map(text).collect::<Vec<_>>().join("; ");
        Self { problem: Some(problem), ..Self::nothing() }
    }
}
