//! The smallest parts of decisions, and the question that is asked when they are taken.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use crate::document::rules::{Audience, Rule};
use crate::document::scalar::Set;
use crate::gather::{Gather as _, InOrder as _};
use crate::id::{Label, PartyId, SectorId};
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::rules::set::RuleSet;
use crate::situation::{Outage, Situation};
use crate::word::life::RemedyKind;

/// A part of a decision: `address`, `consent` and `permission` have one for each party that they name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Address(PartyId),
    Consent(PartyId),
    Label(Label),
    Wait(DateTime<Utc>),
    Restore(Outage),
    Recover(SectorId),
    Permission(PartyId),
}

pub(super) type Steps = BTreeSet<Step>;

impl Step {
    pub(super) fn kind(&self) -> RemedyKind {
        match self {
            Self::Address(_) => RemedyKind::Address,
            Self::Consent(_) => RemedyKind::Consent,
            Self::Label(_) => RemedyKind::Label,
            Self::Wait(_) => RemedyKind::Wait,
            Self::Restore(_) | Self::Recover(_) => RemedyKind::Restore,
            Self::Permission(_) => RemedyKind::Permission,
        }
    }

    pub(super) fn party(&self) -> Option<&PartyId> {
        match self {
            Self::Address(party) | Self::Consent(party) | Self::Permission(party) => Some(party),
            Self::Label(_) | Self::Wait(_) | Self::Restore(_) | Self::Recover(_) => None,
        }
    }
}

/// The most sets of parties whose permission is tried: each is a router of its own.
const MOST_ROUTERS: usize = 64;

/// A notice in a situation, and the routers that permit more than the rules do.
pub(super) struct Scene<'a> {
    pub(super) router: &'a Router,
    pub(super) notice: &'a Notice,
    pub(super) situation: &'a Situation,
    pub(super) party: &'a PartyId,
    permitting: BTreeMap<BTreeSet<PartyId>, Option<Router>>,
    /// Whether more permissions were asked for than are tried.
    pub(super) is_cut: bool,
    told: BTreeMap<Steps, bool>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(router: &'a Router, notice: &'a Notice, situation: &'a Situation, party: &'a PartyId) -> Self {
        Self { router, notice, situation, party, permitting: BTreeMap::new(), is_cut: false, told: BTreeMap::new() }
    }

    /// The notice and the situation when the steps are taken.
    pub(super) fn with(&self, steps: &Steps) -> (Notice, Situation) {
        let (mut notice, mut situation) = (self.notice.clone(), self.situation.clone());
        for step in steps {
            match step {
                Step::Address(party) => add(&mut notice.addressees, party),
                Step::Consent(party) => add(&mut notice.consents, party),
                Step::Label(label) => notice.level = label.clone(),
                Step::Wait(until) => situation.at = Some(*until),
                Step::Restore(outage) => situation.outages.retain(|known| known != outage),
                Step::Recover(sector) => situation.failed_sectors.retain(|known| known != sector),
                Step::Permission(_) => {}
            }
        }
        (notice, situation)
    }

    /// The router when the steps are taken; `None`: no rules can say so.
    pub(super) fn router(&mut self, steps: &Steps) -> Option<Router> {
        let permission = |step: &Step| match step {
            Step::Permission(party) => Some(party.clone()),
            _ => None,
        };
        let parties: BTreeSet<PartyId> = steps.iter().filter_map(permission).gather();
        if parties.is_empty() {
            return Some(self.router.clone());
        }
        if self.permitting.len() >= MOST_ROUTERS && !self.permitting.contains_key(&parties) {
            self.is_cut = true;
            return None;
        }
        let router = self.router;
        self.permitting.entry(parties).or_insert_with_key(|parties| permitting(router, parties)).clone()
    }

    /// Whether the party is told when the steps are taken. Where the question is refused, it is not.
    pub(super) fn delivers(&mut self, steps: &Steps) -> bool {
        if let Some(known) = self.told.get(steps) {
            return *known;
        }
        let (notice, situation) = self.with(steps);
        let router = self.router(steps);
        let told = router.and_then(|router| router.audience(&notice, &situation).ok());
        let delivers = told.is_some_and(|told| told.contains(self.party.as_str()));
        self.told.insert(steps.clone(), delivers);
        delivers
    }
}

fn add(list: &mut Vec<PartyId>, party: &PartyId) {
    if !list.contains(party) {
        list.push(party.clone());
        list.in_order(Ord::cmp);
    }
}

/// The router with one more rule, which permits these parties.
fn permitting(router: &Router, parties: &BTreeSet<PartyId>) -> Option<Router> {
    let mut rules = router.rules().document().clone();
    let taken = |id: &str| router.rules().rule(id).is_some();
    let id = (0..).map(|n| format!("remedy-{n}")).find(|id| !taken(id))?;
    let ids: Vec<&str> = parties.iter().map(|party| party.as_str()).collect();
    let audience = Audience { parties: Set::from_iter(ids), ..Audience::default() };
    rules.rules.push(Rule::permit(&*id, audience));
    let rules = RuleSet::from_document(&rules).ok()?;
    let builder = Router::builder(router.registry()).profile(router.profile().clone()).rules(rules);
    builder.refuse_stale(router.refuse_stale).compile().ok()
}
