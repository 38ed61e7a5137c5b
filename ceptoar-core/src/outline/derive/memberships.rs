//! Roles: who is responsible, who is a member of what (R18, R20 to R24).

use std::collections::BTreeMap;

use crate::document::edition::Membership;
use crate::gather::InOrder as _;
use crate::outline::cite::Cite;
use crate::outline::days::{Days, Timeline};
use crate::outline::model::{Model, class_of};
use crate::outline::rows::rests;
use crate::word::sets::Role;

/// A role: who, in which group, as what.
pub(in crate::outline) type Key = (String, String, Role);

/// The memberships, in their order.
pub(super) fn memberships(model: &Model) -> Vec<Membership> {
    let mut roles: BTreeMap<Key, Vec<(Days, Cite)>> = BTreeMap::new();
    let mut put = |party: &str, group: &str, role: Role, days: Days, cite: Cite| {
        let days = days.and(&model.days(party)).and(&model.days(group));
        roles.entry((party.to_owned(), group.to_owned(), role)).or_default().push((days, cite));
    };
    for row in model.states.values().flatten() {
        let days = Days::of([row.line.period()]);
        let cite = |column: &str| model.rows.cells.of(&rests(&row.line, &row.id), &[column]);
        for ministry in &row.ministries {
            put(ministry, &row.id, Role::Responsible, days.clone(), cite("ministry"));
        }
        if let Some(party) = &row.secretariat_is {
            put(party, &row.id, Role::Secretariat, days.clone(), cite("secretariat_is"));
        }
        if let (Some(role), Some(council)) = (row.council, &model.council) {
            put(&row.id, council, role, days.clone(), cite("council"));
        }
        for group in &row.groups {
            put(&row.id, group, Role::Member, days.clone(), cite("group"));
        }
    }
    for row in &model.rows.members {
        let Some(role) = row.role else { continue };
        for group in &row.ceptoars {
            let cite = model.rows.cells.of(&rests(&row.line, &row.id), &["role", "ceptoar"]);
            put(&row.id, group, role, Days::of([row.line.period()]), cite);
        }
    }
    for ceptoar in &model.classes {
        put(&class_of(ceptoar), ceptoar, Role::Member, Days::always(), Cite::derived());
    }
    sorted(roles.into_iter().flat_map(written).collect())
}

/// Memberships by their keys as the document writes them (R28), each key's in the order of days.
pub(in crate::outline) fn sorted(mut memberships: Vec<Membership>) -> Vec<Membership> {
    memberships.in_order(|a, b| (&a.party, &a.group, a.role.as_str()).cmp(&(&b.party, &b.group, b.role.as_str())));
    memberships
}

/// One role: what it rests on with its days, as a document writes it.
pub(in crate::outline) fn written(((party, group, role), mut states): (Key, Vec<(Days, Cite)>)) -> Vec<Membership> {
    // One role that two tables state is one role: the rows in an order of their own, so that theirs does not matter.
    states.in_order_of(|(days, cite)| (days.clone(), cite.order()));
    let mut line = Timeline::default();
    for (days, cite) in states {
        line.fill(&days, cite);
    }
    let periods = line.states().into_iter().map(|(period, cite)| (Days::of([period]).written(), cite.clone()));
    let membership = |(period, cite): (Vec<_>, Cite)| {
        let datum = Membership::new(party.as_str(), group.as_str(), role);
        cite.on(Membership { period: period.into_iter().flatten().next(), ..datum })
    };
    periods.map(membership).collect()
}
