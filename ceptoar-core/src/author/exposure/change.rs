//! What differs between two answers on one party (R63).

use std::collections::BTreeSet;

use crate::answer::plan::{Delivery, Plan};
use crate::word::author::{Aspect, Sense};

/// What of the answer on a party changes. A notice that is refused tells nobody.
pub(in crate::author) fn changes(before: Option<&Plan>, after: Option<&Plan>, party: &str) -> Vec<(Aspect, Sense)> {
    fn delivery<'a>(plan: Option<&'a Plan>, party: &str) -> Option<&'a Delivery> {
        plan.and_then(|plan| plan.delivery(party))
    }
    let is_unmet = |plan: Option<&Plan>| plan.is_some_and(|plan| plan.unmet.iter().any(|unmet| unmet.party == *party));
    let mut found = Vec::new();
    match (delivery(before, party), delivery(after, party)) {
        (None, None) => {}
        (None, Some(_)) => found.push((Aspect::Notice, Sense::Gains)),
        (Some(_), None) => found.push((Aspect::Notice, Sense::Loses)),
        (Some(before), Some(after)) if before == after => {}
        (Some(before), Some(after)) => of_deliveries(before, after, &mut found),
    }
    match (is_unmet(before), is_unmet(after)) {
        (false, true) => found.push((Aspect::Unmet, Sense::Gains)),
        (true, false) => found.push((Aspect::Unmet, Sense::Loses)),
        _ => {}
    }
    found
}

fn of_deliveries(before: &Delivery, after: &Delivery, found: &mut Vec<(Aspect, Sense)>) {
    let mut add = |aspect, sense: Option<Sense>| found.extend(sense.map(|sense| (aspect, sense)));
    add(Aspect::Duty, more(&before.duty, &after.duty));
    add(Aspect::Channels, channels(before, after));
    let way = |delivery: &Delivery| delivery.path();
    add(Aspect::Path, (way(before) != way(after)).then_some(Sense::Changes));
    add(
        Aspect::Due,
        match (&before.due, &after.due) {
            (None, Some(_)) => Some(Sense::Gains),
            (Some(_), None) => Some(Sense::Loses),
            (one, other) => (one != other).then_some(Sense::Changes),
        },
    );
    let obligations = |delivery: &Delivery| delivery.obligations.iter().map(ToString::to_string).collect();
    add(Aspect::Obligations, of_sets(&obligations(before), &obligations(after)));
    let owed = |delivery: &Delivery| {
        // What is asked of a person is the question: another one is another judgement.
        let of_parties = delivery.judgement.iter().map(|owed| format!("{owed:?}"));
        let judged = delivery.hops.iter().filter(|hop| !hop.judged.is_empty());
        let of_hops = judged.map(|hop| format!("{}>{} {:?} {:?}", hop.from, hop.to, hop.judged, hop.judged_texts));
        of_parties.chain(of_hops).collect()
    };
    add(Aspect::Judgement, of_sets(&owed(before), &owed(after)));
}

fn more<T: PartialOrd>(before: &T, after: &T) -> Option<Sense> {
    match before.partial_cmp(after) {
        Some(std::cmp::Ordering::Less) => Some(Sense::Gains),
        Some(std::cmp::Ordering::Greater) => Some(Sense::Loses),
        _ => None,
    }
}

/// The channels of the last hop, as a set; unknown is another thing than none.
fn channels(before: &Delivery, after: &Delivery) -> Option<Sense> {
    let of = |delivery: &Delivery| -> Option<BTreeSet<String>> {
        let last = delivery.hops.last()?;
        let listed = last.channels.as_ref()?;
        Some(listed.iter().chain(last.also.iter()).map(ToString::to_string).collect())
    };
    match (of(before), of(after)) {
        (Some(before), Some(after)) => of_sets(&before, &after),
        (before, after) => (before != after).then_some(Sense::Changes),
    }
}

fn of_sets(before: &BTreeSet<String>, after: &BTreeSet<String>) -> Option<Sense> {
    if before == after {
        None
    } else if before.is_subset(after) {
        Some(Sense::Gains)
    } else if before.is_superset(after) {
        Some(Sense::Loses)
    } else {
        Some(Sense::Changes)
    }
}
