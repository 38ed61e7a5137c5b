//! The answer to one envelope, and how what it says is written.

use ceptoar_core::{Delivery, Lang, Lint, LintCode, Notice, Reason, Refusal, Router, Situation, civil_day};

use super::arrays::Cell;
use super::found::Found;

/// What stands in a lint for the notice's own id: no id holds it.
pub(super) const OWN_ID: char = '\n';

/// The answer to one envelope, its texts as numbers of the one that wrote them.
pub(crate) struct Answer {
    /// Who wrote it; `None`: it has neither cells nor lists.
    pub(super) writer: Option<usize>,
    /// How many deliveries or verdicts it has.
    pub(super) items: usize,
    /// Column by column of the layout, a cell for each item.
    pub(super) cells: Vec<Cell>,
    /// `unmet` and `lints`; what is less than [`NULL`](super::arrays::NULL) is a text with [`OWN_ID`] in it.
    pub(super) lists: [Vec<Cell>; 2],
    pub(super) valid_until: Option<i64>,
    pub(super) problem: Option<String>,
    /// Whether the edition says nothing about the instant.
    pub(super) stale: bool,
    /// Where nothing else is wanted: who is told, and who of them must be, as bits by party.
    pub(super) who: Option<[Box<[u64]>; 2]>,
}

/// A reason as `code:rule`, and of a membership that does not hold `code:rule@group:date`.
pub fn reason(reason: &Reason) -> String {
    let mut text = String::new();
    write_reason(&mut text, reason);
    text
}

pub(super) fn write_reason(text: &mut String, reason: &Reason) {
    text.push_str(reason.code.as_str());
    if let Some(rule) = &reason.rule {
        text.extend([":", rule.as_str()]);
    }
    if let Some((group, date)) = reason.group.as_ref().zip(reason.date) {
        text.push_str(&format!("@{group}:{date}"));
    }
}

/// As `code at`; [`OWN_ID`] stands for a space and the id of the notice, which envelopes do not have.
pub(super) fn lint(lint: &Lint) -> String {
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
    let mut text = String::new();
    write_judgement(&mut text, delivery);
    text
}

pub(super) fn write_judgement(text: &mut String, delivery: &Delivery) {
    let between = |text: &mut String| text.push_str(if text.is_empty() { "" } else { ";" });
    for hop in &delivery.hops {
        if hop.rests_on_judgement() {
            between(text);
            text.extend([hop.from.as_str(), ">", hop.to.as_str(), ":", &listed(&hop.judged)]);
        }
        for owed in delivery.judgement.iter().filter(|owed| owed.party == hop.to) {
            between(text);
            text.extend([owed.party.as_str(), ":", &listed(&owed.rules)]);
        }
    }
}

pub(super) fn stale(lints: &[Lint]) -> bool {
    lints.iter().any(|lint| lint.code == LintCode::StaleEdition)
}

fn listed<T: AsRef<str>>(ids: &[T]) -> String {
    ids.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(",")
}

impl Answer {
    /// The answer that only says who, and with what duty.
    pub(crate) fn who(who: [&[u64]; 2], stale: bool) -> Self {
        Self { stale, who: Some(who.map(Box::from)), ..Self::nothing() }
    }

    /// The same, of one notice by itself.
    pub(crate) fn who_of(router: &Router, notice: &Notice, situation: &Situation) -> Result<Self, Refusal> {
        let at = situation.at.unwrap_or(notice.issued_at);
        let stale = !router.registry().covers().covers(civil_day(at));
        let audience = router.audience(notice, situation)?;
        Ok(Self::who([audience.told_bits(), audience.required_bits()], stale))
    }

    fn nothing() -> Self {
        let (cells, lists) = (Vec::new(), [Vec::new(), Vec::new()]);
        Self { writer: None, items: 0, cells, lists, valid_until: None, problem: None, stale: false, who: None }
    }

    /// The answer to what is refused: nobody, and why.
    pub(crate) fn refused(problems: &[Found], lang: Lang) -> Self {
        let text =
            |found: &Found| format!("{} {}: {}", found.code, ceptoar_core::shown(&found.pointer), found.message(lang));
        let problem = problems.iter().map(text).collect::<Vec<_>>().join("; ");
        Self { problem: Some(problem), ..Self::nothing() }
    }
}
