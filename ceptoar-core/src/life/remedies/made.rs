//! The decisions after which a party is told.

use std::collections::BTreeMap;

use crate::answer::head::Head;
use crate::answer::reason::ReasonCode;
use crate::answer::remedies::{Remedies, RemedyChange, RemedyHop, RemedySet};
use crate::error::problem::Refusal;
use crate::gather::InOrder as _;
use crate::id::{Label, PartyId};
use crate::life::remedies::search::{Found, Search};
use crate::life::remedies::step::{Scene, Step};
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::situation::Situation;
use crate::word::life::RemedyKind;
use crate::word::sets::{Direction, Outcome, PartyKind};

/// What it would take that a party is told: sets of at most three decisions, each verified by deciding again, and of none of which
/// a part is enough.
///
/// # Errors
/// As [`Router::decide`]; so a withdrawal is refused (`withdrawal-needs-log`).
pub fn remedies(router: &Router, notice: &Notice, party: &str, situation: &Situation) -> Result<Remedies, Refusal> {
    let verdict = router.decide(notice, party, situation)?;
    let plan = router.route(notice, situation)?;
    let party = &verdict.party;
    let bars = |code| matches!(code, ReasonCode::Forbidden | ReasonCode::LiaisonStays);
    let forbidden = verdict.reasons.iter().any(|reason| bars(reason.code));
    let (mut sets, mut complete) = (Vec::new(), true);
    if verdict.outcome != Outcome::Deliver {
        let open = Notice { embargo_until: None, ..notice.clone() };
        let told = router.audience(&open, situation)?.iter().map(|(party, _)| party.clone()).collect();
        let mut search = Search {
            scene: Scene::new(router, notice, situation, party),
            told,
            at: plan.at,
            forbidden,
            labels: labels(router, notice, situation),
            found: BTreeMap::new(),
            complete: true,
        };
        search.run();
        complete = search.complete && !search.scene.is_cut;
        sets.extend(search.found.values().map(|found| set(router, notice, party, found)));
        sets.in_order_of(|set: &RemedySet| {
            let kinds: Vec<RemedyKind> = set.changes.iter().map(|change| change.change).collect();
            (set.changes_scheme, kinds.len(), kinds)
        });
    }
    Ok(Remedies {
        head: Head::of(&plan),
        digests: plan.digests.clone(),
        party: party.clone(),
        outcome: verdict.outcome,
        forbidden,
        complete,
        sets,
    })
}

/// The labels that somebody may set, the strictest first: the notice's own is none of them.
fn labels(router: &Router, notice: &Notice, situation: &Situation) -> Vec<Label> {
    let by = labeller(router, notice);
    let others = router.profile().levels().iter().map(|level| &level.label).filter(|label| **label != notice.level);
    others.filter(|label| router.relabel(notice, &by, label, situation).is_ok()).cloned().collect()
}

/// Who sets the label: the cabinet's centre that of a provision, else the source.
fn labeller(router: &Router, notice: &Notice) -> PartyId {
    let mut parties = router.registry().parties().iter();
    let cabinet = match notice.direction {
        Direction::Provision => parties.find(|party| party.kind == PartyKind::Cabinet),
        Direction::Liaison | Direction::Exchange => None,
    };
    cabinet.map_or_else(|| notice.origin.clone(), |party| party.id.clone())
}

fn set(router: &Router, notice: &Notice, party: &PartyId, found: &Found) -> RemedySet {
    let mut changes: Vec<RemedyChange> = Vec::new();
    for step in &found.steps {
        let kind = step.kind();
        if let (Some(named), Some(known)) = (step.party(), changes.iter_mut().find(|known| known.change == kind)) {
            known.parties.push(named.clone());
            continue;
        }
        let mut change = RemedyChange::new(kind);
        match step {
            Step::Address(named) | Step::Consent(named) => {
                change.parties.push(named.clone());
                change.by = Some(notice.origin.clone());
            }
            Step::Permission(named) => change.parties.push(named.clone()),
            Step::Label(label) => {
                change.label = Some(label.clone());
                change.by = Some(labeller(router, notice));
            }
            Step::Wait(until) => change.until = Some(*until),
            Step::Restore(outage) => change.outage = Some(outage.to_string()),
            Step::Recover(sector) => change.sector = Some(sector.clone()),
        }
        changes.push(change);
    }
    changes.in_order(Ord::cmp);
    let hops = found.plan.delivery(party.as_str()).map(|delivery| &delivery.hops);
    let hop = |hop: &crate::answer::plan::Hop| RemedyHop { from: hop.from.clone(), to: hop.to.clone() };
    RemedySet {
        changes_scheme: changes.iter().any(|change| change.change == RemedyKind::Permission),
        changes,
        hops: hops.into_iter().flatten().map(hop).collect(),
        also: found.also.clone(),
        lost: found.lost.clone(),
        widens: !found.also.is_empty(),
    }
}
