//! Whether the audience of a rule can ever be anybody. A forbid that can speak of nobody protects nobody, and says so
//! to no one: it is refused.

use chrono::NaiveDate;

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

/// Whether the audience can be somebody on some day.
pub(super) fn can_be_somebody(audience: &Audience, registry: &Registry) -> bool {
    // An exception that has one of its own gives back, so that it cancels nothing for sure.
    let cancels = audience.except.as_deref().filter(|except| except.except.is_none());
    let kind_cancelled = |kind: &PartyKind| cancels.is_some_and(|except| except.kinds.contains(kind));
    let of_kinds = audience.kinds.iter().any(|kind| !kind_cancelled(kind));
    let excepted = cancels.map(selectors);
    let of_selectors = selectors(audience).iter().enumerate().any(|(n, (wanted, yields))| {
        let same = excepted.as_ref().and_then(|list| list.get(n)).is_some_and(|(wanted, _)| *wanted);
        *wanted && !same && !yields.iter().all(kind_cancelled)
    });
    of_kinds || of_selectors || names_somebody(audience, cancels, registry)
}

/// Whether a party that is named, itself or by its role in a group, is left by the exception on some day.
fn names_somebody(audience: &Audience, cancels: Option<&Audience>, registry: &Registry) -> bool {
    let by_role = audience.members_of.iter().flat_map(|of| roles(registry, of));
    let named = audience.parties.iter().map(|id| (id, Period::ALWAYS)).chain(by_role);
    named.into_iter().any(|(party, period)| {
        // What is foreign is told elsewhere.
        let Some(known) = registry.party(party.as_str()) else { return true };
        let Some(cancels) = cancels else { return true };
        if cancels.parties.contains(party) || cancels.kinds.contains(&known.kind) {
            return false;
        }
        let of_party = cancels.members_of.iter().flat_map(|of| roles(registry, of)).filter(|(id, _)| *id == party);
        left_over(period, &of_party.map(|(_, period)| period).collect::<Vec<_>>())
    })
}

fn roles<'a>(registry: &'a Registry, of: &'a MembersOf) -> impl Iterator<Item = (&'a PartyId, Period)> {
    let in_group = registry.memberships().iter().filter(move |m| m.group == of.group && of.roles.contains(&m.role));
    in_group.map(|membership| (&membership.party, membership.period))
}

/// Whether a day of a period lies in none of the others: if one does, so does its first day or a day on which one ends.
fn left_over(period: Period, others: &[Period]) -> bool {
    let first = period.from.unwrap_or(NaiveDate::MIN);
    let ends = others.iter().filter_map(|other| other.until);
    std::iter::once(first).chain(ends).any(|day| period.covers(day) && !others.iter().any(|other| other.covers(day)))
}
