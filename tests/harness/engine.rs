//! Whoever answers the vectors: one trait for the router and the literal reference, and one form of what they answer.
//!
//! The bindings answer with the core's own texts, which `answers` writes once they are judged: docs/adr/0015-one-judge.md.

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::{Outcome, PartyId, Refusal, RuleId, Text};
use chrono::NaiveDate;
use serde_json::Value;

use crate::vectors::{Case, Questions};

/// Something that answers the vectors.
pub trait Engine {
    /// What it is called where it is wrong.
    fn name(&self) -> String;

    /// What it answers to a case.
    ///
    /// # Errors
    /// What the case is refused for.
    fn answer(&self, case: &Case, questions: &Questions) -> Result<Answered, Refusal>;

    /// What is wrong with the answer itself, whatever the case expects.
    fn own_faults(&self, _case: &Case) -> Vec<String> {
        Vec::new()
    }
}

/// What an engine answers to the questions of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Where the notice comes from.
    pub origin: String,
    /// The decision.
    pub whole: Whole,
    /// Until when it holds, as documents write an instant.
    pub valid_until: Option<String>,
    /// By `holder>party`.
    pub may_pass: BTreeMap<String, Passed>,
    /// By holder: to whom it hands on.
    pub onward: BTreeMap<String, Vec<String>>,
    /// By party: the word of its outcome, or the code of its refusal.
    pub asked: BTreeMap<String, String>,
    /// What only the router has: the recipients' views and the notices under other labels.
    pub papers: Option<Papers>,
}

/// Documents beside the decision, which the reference does not write.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Papers {
    /// By recipient.
    pub views: BTreeMap<String, Value>,
    /// By `by LABEL`: whether the notice has the label, or the code of the refusal.
    pub relabel: BTreeMap<String, Value>,
}

/// The whole decision at one instant, by party, and its lints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// By party.
    pub answers: BTreeMap<String, Answer>,
    /// As `code at`.
    pub lints: BTreeSet<String>,
    /// The known later changes, as entries of a built-in overlay.
    pub changes: Vec<String>,
}

impl Whole {
    /// The active parties that a rule requires and that are not delivered, sorted.
    pub fn unmet(&self) -> Vec<&str> {
        let missed = |answer: &Answer| !matches!(answer.outcome, Outcome::Deliver | Outcome::Inactive);
        let all = self.answers.iter().filter(|(_, answer)| answer.required && missed(answer));
        all.map(|(party, _)| party.as_str()).collect()
    }

    /// Who is told, sorted.
    pub fn told(&self) -> impl Iterator<Item = (&str, &Told)> {
        self.answers.iter().filter_map(|(party, answer)| Some((party.as_str(), answer.told.as_ref()?)))
    }
}

/// The answer on one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What becomes of it.
    pub outcome: Outcome,
    /// Whether a rule requires it.
    pub required: bool,
    /// The reasons, sorted.
    pub reasons: Vec<Said>,
    /// How it is told, where it is.
    pub told: Option<Told>,
}

/// How a party is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// `must` or `may`.
    pub duty: &'static str,
    /// The hops from the origin to the party.
    pub hops: Vec<Step>,
    /// Who owes a judgement, in the order of the path.
    pub judgement: Vec<Owed>,
    /// Whether the delivery rests on a judgement.
    pub rests: bool,
    /// How soon.
    pub due: Option<String>,
    /// What travels with it.
    pub obligations: Vec<String>,
    /// The permitting rules.
    pub rules: Vec<String>,
    /// The instruments that bind its own CEPTOARs.
    pub instruments: Vec<String>,
    /// The persons, sorted.
    pub refs: Vec<String>,
}

/// A reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// Its code.
    pub code: &'static str,
    /// Its rule.
    pub rule: Option<RuleId>,
    /// The conditions that are not met, as rules write them.
    pub conditions: Vec<&'static str>,
    /// The group of a membership.
    pub group: Option<PartyId>,
    /// The day of a membership.
    pub date: Option<NaiveDate>,
    /// The changes that would open a way, as `change:place`.
    pub opening: Vec<String>,
}

impl Said {
    /// A reason that is a code and no more.
    pub fn code(code: &'static str) -> Self {
        Self { code, ..Self::default() }
    }

    /// A reason that is a code and a rule.
    pub fn rule(code: &'static str, rule: &RuleId) -> Self {
        Self { rule: Some(rule.clone()), ..Self::code(code) }
    }

    /// The reason as the vectors may write it.
    pub fn texts(&self) -> BTreeSet<String> {
        let mut texts = BTreeSet::from([self.code.to_owned()]);
        let with_rule = self.rule.as_ref().map_or_else(|| self.code.to_owned(), |rule| format!("{} {rule}", self.code));
        if let (Some(group), Some(date)) = (&self.group, &self.date) {
            texts.insert(format!("{with_rule} {group} {date}"));
        }
        texts.insert(with_rule);
        if !self.opening.is_empty() {
            texts.insert(format!("{} {}", self.code, self.opening.join(" ")));
        }
        texts
    }
}

/// A hop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Who hands on.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Over a link of which direction, as documents write it.
    pub direction: String,
    /// The open channels; `None`: unknown.
    pub channels: Option<Vec<String>>,
    /// Those used beside them.
    pub also: Vec<String>,
    /// Those of both that need a judgement.
    pub judged: Vec<String>,
    /// What is to be judged, for each of those.
    pub texts: Vec<Text>,
    /// One office acts in both roles.
    pub internal: bool,
}

/// A judgement that somebody owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// About whom.
    pub party: String,
    /// The rules that ask for it.
    pub rules: Vec<String>,
    /// What is to be judged.
    pub texts: Vec<Text>,
}

/// What a holder is told who asks for one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// `yes`, `if-judged` or `no`.
    pub answer: &'static str,
    /// The hop, where the answer is not `no`.
    pub hop: Option<Step>,
    /// The judgement of the party handed to, where it owes one.
    pub judgement: Vec<Owed>,
    /// Every reason why not, sorted.
    pub reasons: Vec<Said>,
}

/// A member of a closed set, as documents write it.
pub(crate) fn word(member: impl serde::Serialize) -> String {
    match serde_json::to_value(member) {
        Ok(Value::String(word)) => word,
        other => panic!("a closed set is written as a word, not as {other:?}"),
    }
}
