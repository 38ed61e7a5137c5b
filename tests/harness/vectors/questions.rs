//! What an engine is asked about a case beside its decision.

use ceptoar_core::{Label, PartyId, Plan};

use super::Expect;

/// The questions that a case expects answers to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Questions {
    /// A holder and a party.
    pub may_pass: Vec<(PartyId, PartyId)>,
    /// Holders.
    pub onward: Vec<PartyId>,
    /// Parties.
    pub asked: Vec<PartyId>,
    /// Recipients.
    pub views: Vec<String>,
    /// Who labels, and with which label.
    pub relabel: Vec<(PartyId, Label)>,
}

impl Questions {
    /// The questions of an expectation.
    ///
    /// # Errors
    /// What is no question: a misspelt one fails instead of being left out.
    pub fn of(expect: &Expect) -> Result<Self, String> {
        let split = |question: &str, at: char| {
            let parts = question.split_once(at).map(|(one, other)| (one.to_owned(), other.to_owned()));
            parts.ok_or_else(|| format!("`{question}` has no `{at}`"))
        };
        let pair = |question: &String| {
            let (holder, to) = split(question, '>')?;
            Ok((party(&holder)?, party(&to)?))
        };
        let relabel = |question: &String| {
            let (by, label) = split(question, ' ')?;
            Ok((party(&by)?, Label::new(&label).map_err(|error| format!("`{label}`: {error}"))?))
        };
        Ok(Self {
            may_pass: expect.may_pass.keys().map(pair).collect::<Result<_, String>>()?,
            onward: expect.onward.keys().map(|id| party(id)).collect::<Result<_, _>>()?,
            asked: expect.asked.keys().map(|id| party(id)).collect::<Result<_, _>>()?,
            views: expect.views.keys().cloned().collect(),
            relabel: expect.relabel.keys().map(relabel).collect::<Result<_, String>>()?,
        })
    }

    /// As many more as a plan makes sense of, for those who are compared with the answers: everybody who hands on, everybody
    /// who is told, and the last hand-over to each.
    #[must_use]
    pub fn and_of(mut self, plan: &Plan) -> Self {
        for delivery in &plan.deliveries {
            self.onward.extend(delivery.hops.iter().map(|hop| hop.from.clone()));
            self.may_pass.extend(delivery.hops.last().map(|hop| (hop.from.clone(), hop.to.clone())));
            self.views.push(delivery.recipient.to_string());
        }
        self.onward.sort();
        self.onward.dedup();
        self.may_pass.sort();
        self.may_pass.dedup();
        self.views.sort();
        self.views.dedup();
        self
    }
}

fn party(id: &str) -> Result<PartyId, String> {
    PartyId::new(id).map_err(|error| format!("`{id}`: {error}"))
}
