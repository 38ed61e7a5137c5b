//! The fourth test: whom the level, the source's own limit and its consents let see a notice.

use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::epoch::{Group, Lapsed};
use crate::router::engine::question::Question;
use crate::word::sets::{PartyKind, ReachTerm, Role};

/// Who passes the fourth test, and what keeps the others out.
pub(in crate::router) struct Reach<S: Shape> {
    /// The parties that the terms of the level admit.
    pub(in crate::router) admitted: S::Parties,
    /// The parties that the source's own limit keeps out.
    pub(in crate::router) not_in_only: S::Parties,
    /// Councils of which some CEPTOAR is out of reach.
    pub(in crate::router) broken_councils: S::Parties,
    /// Who passes.
    pub(in crate::router) passing: S::Parties,
}

impl<S: Shape> Clone for Reach<S> {
    fn clone(&self) -> Self {
        Self {
            admitted: self.admitted.clone(),
            not_in_only: self.not_in_only.clone(),
            broken_councils: self.broken_councils.clone(),
            passing: self.passing.clone(),
        }
    }
}

impl<S: Shape> Reach<S> {
    #[inline]
    pub(in crate::router) fn new(q: &Question<'_, S>) -> Self {
        let none = || S::Parties::none(q.tables.parties.len());
        let admitted = admitted(q);
        let mut not_in_only = none();
        if let Some(only) = &q.coded.only {
            not_in_only.clone_from(&q.compiled.statics.everybody);
            not_in_only.subtract(q.compiled.statics.of_kind(PartyKind::Cabinet));
            not_in_only.subtract(only);
        }
        let mut passing = admitted.less(&not_in_only);
        passing.add(&q.coded.consents);
        // Councils are no CEPTOARs: whether one passes cannot change whether another does.
        let mut broken_councils = none();
        for (council, ceptoars) in &q.epoch.councils {
            if !ceptoars.is_subset(&passing) {
                broken_councils.insert(*council);
            }
        }
        passing.subtract(&broken_councils);
        passing.add(&q.coded.consents);
        Self { admitted, not_in_only, broken_councils, passing }
    }

    /// Whether a membership that does not hold on the day would put a party in reach.
    pub(in crate::router) fn would_pass(&self, q: &Question<'_, S>, party: usize, lapsed: &Lapsed) -> bool {
        let group = lapsed.group;
        let admits = |term: &ReachTerm| match term {
            ReachTerm::ConcernedParties => q.concerned.contains(group),
            ReachTerm::ConcernedMinistries => lapsed.role == Role::Responsible && q.concerned.contains(group),
            ReachTerm::Portfolio => would_be_in_portfolio(q, party, lapsed),
            ReachTerm::Addressees | ReachTerm::ConcernedCeptoars | ReachTerm::Community | ReachTerm::Anyone => false,
        };
        !self.passing.contains(party)
            && !self.not_in_only.contains(party)
            && !self.broken_councils.contains(party)
            && q.terms().iter().any(admits)
    }
}

impl<S: Shape> Question<'_, S> {
    /// The terms of reach of the level.
    #[inline]
    pub(in crate::router) fn terms(&self) -> &[ReachTerm] {
        self.tables.profile.levels().get(self.coded.level).map_or(&[], |level| &level.reach)
    }

    /// The CEPTOARs among the addressees that are concerned for no other reason.
    #[inline]
    fn addressed(&self) -> impl Iterator<Item = &Group<S>> {
        let (affected, own) = (&self.affected().ceptoars, &self.own().ceptoars);
        let ceptoars = self.coded.addressees.iter().filter(|party| self.concerned.contains(*party));
        let alone = ceptoars.filter(|ceptoar| !affected.contains(*ceptoar) && !own.contains(*ceptoar));
        alone.filter_map(|ceptoar| self.epoch.group(ceptoar))
    }
}

/// Adds the ministries responsible for the concerned CEPTOARs.
#[inline]
fn add_ministries<S: Shape>(q: &Question<'_, S>, all: &mut S::Parties) {
    all.add(&q.affected().responsible);
    all.add(&q.own().responsible);
    for group in q.addressed() {
        all.add(group.role(Role::Responsible));
    }
}

#[inline]
fn ministries<S: Shape>(q: &Question<'_, S>) -> S::Parties {
    let mut all = S::Parties::none(q.tables.parties.len());
    add_ministries(q, &mut all);
    all
}

/// Whether a CEPTOAR has one of these responsible ministries.
fn in_portfolio<S: Shape>(q: &Question<'_, S>, ministries: &S::Parties, ceptoar: usize) -> bool {
    q.tables.kind(ceptoar) == Some(PartyKind::Ceptoar)
        && q.epoch.group(ceptoar).is_some_and(|group| group.role(Role::Responsible).meets(ministries))
}

/// Whether the portfolio would hold a party with one more membership: as a member of a CEPTOAR of it, or as the ministry
/// that makes a CEPTOAR of which it is a member one of it.
fn would_be_in_portfolio<S: Shape>(q: &Question<'_, S>, party: usize, lapsed: &Lapsed) -> bool {
    let mut ministries = ministries(q);
    match lapsed.role {
        Role::Member => in_portfolio(q, &ministries, lapsed.group),
        Role::Responsible => {
            if q.concerned.contains(lapsed.group) {
                ministries.insert(party);
            }
            let ceptoars = q.compiled.statics.of_kind(PartyKind::Ceptoar).iter();
            let mut member_of =
                ceptoars.filter(|n| q.epoch.group(*n).is_some_and(|g| g.role(Role::Member).contains(party)));
            member_of.any(|ceptoar| {
                in_portfolio(q, &ministries, ceptoar) || (ceptoar == lapsed.group && ministries.contains(party))
            })
        }
        Role::Observer | Role::Secretariat | Role::Analyst | Role::Relay => false,
    }
}

/// The parties that the terms of the level admit.
#[inline]
pub(in crate::router) fn admitted<S: Shape>(q: &Question<'_, S>) -> S::Parties {
    let mut reach = q.compiled.statics.of_kind(PartyKind::Cabinet).clone();
    for term in q.terms() {
        match term {
            ReachTerm::Addressees => reach.add(&q.coded.addressees),
            ReachTerm::ConcernedCeptoars => reach.add(&q.concerned),
            ReachTerm::ConcernedMinistries => add_ministries(q, &mut reach),
            ReachTerm::ConcernedParties => {
                reach.add(&q.affected().any);
                reach.add(&q.own().any);
                for group in q.addressed() {
                    reach.add(&group.any);
                }
            }
            ReachTerm::Portfolio => {
                for portfolio in q.epoch.portfolio(&ministries(q)) {
                    reach.add(portfolio);
                }
            }
            ReachTerm::Community | ReachTerm::Anyone => return q.compiled.statics.everybody.clone(),
        }
    }
    reach
}
