//! Whether the audience of a rule can ever be anybody. A forbid that can speak of nobody protects nobody, and says so
//! to no one: it is refused.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::fact::party::Membership;
use crate::id::PartyId;
use crate::registry::data::Registry;
use crate::rules::audience::{Audience, MembersOf};
use crate::time::Period;
use crate::word::sets::PartyKind;

/// The selectors of an audience, each with the kinds of party that it can yield.
fn selectors(audience: &Audience) -> [(bool, &'static [PartyKind]); 9] {
    use PartyKind as K;
    const MEMBERS: &[PartyKind] = &[K::Subgroup, K::Members, K::Partner, K::Organization];
    const CEPTOARS_AND_MEMBERS: &[PartyKind] = &[K::Ceptoar, K::Subgroup, K::Members, K::Partner, K::Organization];
    [
        (audience.affected_ceptoars, &[K::Ceptoar]),
        (audience.affected_ministries, &[K::Ministry]),
        (audience.affected_members, MEMBERS),
        (audience.origin_ministry, &[K::Ministry]),
        (audience.origin_ceptoar, &[K::Ceptoar]),
        (audience.origin_members, MEMBERS),
        (audience.analysts, &K::ALL),
        (audience.analysed, CEPTOARS_AND_MEMBERS),
        (audience.addressees, &K::ALL),
    ]
}

/// Who of a registry an audience can be.
pub(super) struct Somebody<'a> {
    registry: &'a Registry,
    /// Who has a role in each group: asked for by few rules, and then made once.
    groups: OnceCell<BTreeMap<&'a PartyId, Vec<&'a Membership>>>,
}

impl<'a> Somebody<'a> {
    pub(super) fn new(registry: &'a Registry) -> Self {
        Self { registry, groups: OnceCell::new() }
    }

    /// Whether the audience can be somebody on some day.
    pub(super) fn can_be_in(&self, audience: &Audience) -> bool {
        // An exception that has one of its own gives back, so that it cancels nothing for sure.
        let cancels = audience.except.as_deref().filter(|except| except.except.is_none());
        let kind_cancelled = |kind: &PartyKind| cancels.is_some_and(|except| except.kinds.contains(kind));
        let of_kinds = audience.kinds.iter().any(|kind| !kind_cancelled(kind));
        let excepted = cancels.map(selectors);
        let of_selectors = selectors(audience).iter().enumerate().any(|(n, (wanted, yields))| {
            let same = excepted.as_ref().and_then(|list| list.get(n)).is_some_and(|(wanted, _)| *wanted);
            *wanted && !same && !yields.iter().all(kind_cancelled)
        });
        of_kinds || of_selectors || self.is_named(audience, cancels)
    }

    /// Whether a party that is named, itself or by its role in a group, is left by the exception on some day.
    fn is_named(&self, audience: &Audience, cancels: Option<&Audience>) -> bool {
        let by_role = audience.members_of.iter().flat_map(|of| self.roles(of));
        let mut named = audience.parties.iter().map(|id| (id, Period::ALWAYS)).chain(by_role);
        let Some(cancels) = cancels else { return named.next().is_some() };
        let mut taken: BTreeMap<&PartyId, Vec<Period>> = BTreeMap::new();
        for (id, period) in cancels.members_of.iter().flat_map(|of| self.roles(of)) {
            taken.entry(id).or_default().push(period);
        }
        named.any(|(party, period)| {
            // What is foreign is told elsewhere.
            let Some(known) = self.registry.party(party.as_str()) else { return true };
            let is_cancelled = cancels.parties.binary_search(party).is_ok() || cancels.kinds.contains(&known.kind);
            !is_cancelled && left_over(period, taken.get(party).map(Vec::as_slice).unwrap_or_default())
        })
    }

    fn roles<'b>(&'b self, of: &'b MembersOf) -> impl Iterator<Item = (&'b PartyId, Period)> {
        let groups = self.groups.get_or_init(|| {
            let mut groups: BTreeMap<&PartyId, Vec<&Membership>> = BTreeMap::new();
            for membership in self.registry.memberships() {
                groups.entry(&membership.group).or_default().push(membership);
            }
            groups
        });
        let in_group = groups.get(&of.group).into_iter().flatten().filter(|m| of.roles.contains(&m.role));
        in_group.map(|membership| (&membership.party, membership.period))
    }
}

/// Whether a day of a period lies in none of the others: if one does, so does its first day or a day on which one ends.
fn left_over(period: Period, others: &[Period]) -> bool {
    let first = period.from.unwrap_or(NaiveDate::MIN);
    let ends = others.iter().filter_map(|other| other.until);
    std::iter::once(first).chain(ends).any(|day| period.covers(day) && !others.iter().any(|other| other.covers(day)))
}
