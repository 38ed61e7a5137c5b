//! The reference as an engine. Documents are read, and refused, by the core: here only decisions are made again.

use std::collections::BTreeSet;

use ceptoar_core::{PartyId, Refusal};

use super::{Ask, Fault, World};
use crate::differences::instant;
use crate::engine::{Answered, Engine, Whole, word};
use crate::vectors::{Case, Questions};

/// The literal reference, perhaps with a fault in it.
pub struct Literal(pub Fault);

impl Engine for Literal {
    fn name(&self) -> String {
        match self.0 {
            Fault::None => "reference".to_owned(),
            fault => format!("reference with {fault:?}"),
        }
    }

    fn answer(&self, case: &Case, questions: &Questions) -> Result<Answered, Refusal> {
        let scene = case.scene()?;
        let router = &scene.router;
        // What does not fit the registry, or is stale, the router refuses: there is nothing to decide.
        router.route(&scene.notice, &scene.situation)?;
        let ask = Ask::new(World::of(router, self.0), &scene.notice, &scene.situation);
        let whole = ask.answer();
        let passing = |(holder, party): &(PartyId, PartyId)| {
            (format!("{holder}>{party}"), ask.passing_in(&whole, holder.as_str(), party.as_str()))
        };
        Ok(Answered {
            origin: scene.notice.origin.to_string(),
            valid_until: ask.valid_until().map(instant),
            may_pass: questions.may_pass.iter().map(passing).collect(),
            onward: questions.onward.iter().map(|holder| (holder.to_string(), next(&whole, holder))).collect(),
            asked: questions.asked.iter().map(|party| (party.to_string(), outcome(&ask, &whole, party))).collect(),
            papers: None,
            whole,
        })
    }
}

/// To whom a holder hands on: the ends of the hops that leave it, once for each direction.
fn next(whole: &Whole, holder: &PartyId) -> Vec<String> {
    let hops = whole.told().flat_map(|(_, told)| &told.hops).filter(|hop| hop.from == holder.as_str());
    let ends: BTreeSet<(&str, &str)> = hops.map(|hop| (hop.to.as_str(), hop.direction.as_str())).collect();
    ends.into_iter().map(|(to, _)| to.to_owned()).collect()
}

/// The outcome of one party, or why it has none.
fn outcome(ask: &Ask<'_>, whole: &Whole, party: &PartyId) -> String {
    match whole.answers.get(party.as_str()) {
        Some(answer) => word(answer.outcome),
        None if ask.world.registry.party(party.as_str()).is_some() => "no-verdict".to_owned(),
        None => "unknown-party".to_owned(),
    }
}
