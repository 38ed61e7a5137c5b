//! Whether an audience can ever be anybody (DESIGN 3.5, `audience-of-nobody`).

use std::collections::BTreeSet;

use ceptoar_core::{Audience, PartyKind, Registry, Rule};
use chrono::{Days, NaiveDate};

use super::Ids;

/// What a member can be.
const MEMBERS: [PartyKind; 4] = [PartyKind::Members, PartyKind::Subgroup, PartyKind::Partner, PartyKind::Organization];

/// Whether the audience of a rule can be anybody on any day of the registry. A forbid or require of which this is false
/// is refused; the effect is not looked at here.
///
/// `parties` and `members_of` count whom they ever name, save whom the `except` takes out again on each such day; `kinds`
/// and selectors count as somebody, unless the `except` has the same or all kinds that they can yield. An `except` that
/// has one itself takes nobody out for certain.
#[must_use]
pub fn can_be_somebody(rule: &Rule, registry: &Registry) -> bool {
    let audience = &rule.audience;
    let nothing = Audience::default();
    let except = audience.except.as_deref().filter(|except| except.except.is_none()).unwrap_or(&nothing);
    a_kind_is_left(audience, except)
        || a_selector_is_left(audience, except)
        || days(registry).into_iter().any(|day| {
            let named = named(audience, registry, day);
            let taken = named_or_of_kind(except, registry, day);
            named.iter().any(|party| !taken.contains(party))
        })
}

/// A day of each state that the memberships are ever in.
fn days(registry: &Registry) -> BTreeSet<NaiveDate> {
    let periods = registry.memberships().iter().map(|membership| membership.period);
    let mut days: BTreeSet<NaiveDate> = periods.flat_map(|period| [period.from, period.until]).flatten().collect();
    let first = days.first().copied().unwrap_or_default();
    days.extend(first.checked_sub_days(Days::new(1)));
    days
}

/// Whom `parties` and `members_of` name on a day.
fn named<'a>(audience: &'a Audience, registry: &'a Registry, day: NaiveDate) -> Ids<'a> {
    let mut all: Ids<'a> = audience.parties.iter().map(|id| id.as_str()).collect();
    for of in &audience.members_of {
        let memberships = registry.memberships().iter().filter(|m| m.period.covers(day));
        let there = memberships.filter(|m| m.group == of.group && of.roles.contains(&m.role));
        all.extend(there.map(|membership| membership.party.as_str()));
    }
    all
}

fn named_or_of_kind<'a>(except: &'a Audience, registry: &'a Registry, day: NaiveDate) -> Ids<'a> {
    let mut all = named(except, registry, day);
    let of_kind = registry.parties().iter().filter(|party| except.kinds.contains(&party.kind));
    all.extend(of_kind.map(|party| party.id.as_str()));
    all
}

fn a_kind_is_left(audience: &Audience, except: &Audience) -> bool {
    audience.kinds.iter().any(|kind| !except.kinds.contains(kind))
}

fn a_selector_is_left(audience: &Audience, except: &Audience) -> bool {
    let analysed = [&[PartyKind::Ceptoar], MEMBERS.as_slice()].concat();
    let selectors: [(bool, bool, &[PartyKind]); 9] = [
        (audience.affected_ceptoars, except.affected_ceptoars, &[PartyKind::Ceptoar]),
        (audience.affected_ministries, except.affected_ministries, &[PartyKind::Ministry]),
        (audience.affected_members, except.affected_members, &MEMBERS),
        (audience.origin_ministry, except.origin_ministry, &[PartyKind::Ministry]),
        (audience.origin_ceptoar, except.origin_ceptoar, &[PartyKind::Ceptoar]),
        (audience.origin_members, except.origin_members, &MEMBERS),
        (audience.analysts, except.analysts, &PartyKind::ALL),
        (audience.analysed, except.analysed, &analysed),
        (audience.addressees, except.addressees, &PartyKind::ALL),
    ];
    let all_taken = |kinds: &[PartyKind]| kinds.iter().all(|kind| except.kinds.contains(kind));
    selectors.iter().any(|(given, same, kinds)| *given && !*same && !all_taken(kinds))
}
