//! Whom no notice can ever reach: asked over every class of envelopes, until everybody is told of one (R52).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use crate::author::exposure::asked::{Side, each_class, few};
use crate::author::exposure::axes::Axes;
use crate::author::exposure::options::ExposureOptions;
use crate::error::code::ErrorCode;
use crate::error::problem::Refusal;
use crate::gather::{Gather as _, InOrder as _};
use crate::id::PartyId;
use crate::router::ask::Router;
use crate::router::recipients::RecipientSet;
use crate::situation::Situation;

/// Who has been told of something so far, as bits in the order of ids.
pub(in crate::author) struct Heard<'a> {
    router: &'a Router,
    told: Vec<u64>,
    /// Those to whom a link leads, and those alone: others are never told.
    open: Vec<u64>,
}

/// Whom no notice ever reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::author) struct Unreached {
    /// Though a link leads to them.
    pub(in crate::author) no_way: Vec<PartyId>,
    /// For no link does.
    pub(in crate::author) source_only: Vec<PartyId>,
}

impl<'a> Heard<'a> {
    pub(in crate::author) fn new(router: &'a Router) -> Self {
        let registry = router.registry();
        let led_to: BTreeSet<&PartyId> = registry.each_link().map(|link| link.to).gather();
        let mut open = vec![0; registry.parties().len().div_ceil(64)];
        for (n, _) in registry.parties().iter().enumerate().filter(|(_, party)| led_to.contains(&party.id)) {
            if let Some(word) = open.get_mut(n / 64) {
                *word |= 1 << (n % 64);
            }
        }
        Self { router, told: vec![0; open.len()], open }
    }

    pub(in crate::author) fn hear(&mut self, told: &RecipientSet) {
        for (word, more) in self.told.iter_mut().zip(told.told_bits()) {
            *word |= more;
        }
    }

    /// Whether everybody to whom a link leads has been told of something.
    pub(in crate::author) fn is_everybody(&self) -> bool {
        self.open.iter().zip(&self.told).all(|(open, told)| open & !told == 0)
    }

    /// Who was never told. Of organisations that are alike, one that is told stands for all.
    pub(in crate::author) fn unreached(&self, axes: &Axes) -> Unreached {
        let is_in = |set: &[u64], n: usize| set.get(n / 64).is_some_and(|word| word >> (n % 64) & 1 == 1);
        let parties = || self.router.registry().parties().iter().enumerate();
        let told: BTreeSet<&str> =
            parties().filter(|(n, _)| is_in(&self.told, *n)).map(|(_, party)| party.id.as_str()).gather();
        let groups = axes.alike.iter().filter(|alike| alike.field == "origins");
        let alike: BTreeSet<&str> = groups
            .map(|group| std::iter::once(&group.first).chain(&group.others).map(String::as_str).collect::<Vec<_>>())
            .filter(|group| group.iter().any(|id| told.contains(id)))
            .flatten()
            .gather();
        let mut unreached = Unreached { no_way: Vec::new(), source_only: Vec::new() };
        for (n, party) in parties() {
            if told.contains(party.id.as_str()) || alike.contains(party.id.as_str()) {
                continue;
            }
            let list = if is_in(&self.open, n) { &mut unreached.no_way } else { &mut unreached.source_only };
            list.push(party.id.clone());
        }
        // Of a group a few alone were asked of.
        for list in [&mut unreached.no_way, &mut unreached.source_only] {
            for group in axes.alike.iter().filter(|alike| alike.field == "origins") {
                if list.iter().any(|id| *id == *group.first) {
                    list.extend(group.others.iter().filter_map(|id| PartyId::new(id).ok()));
                }
            }
            list.in_order(Ord::cmp);
            list.dedup();
        }
        unreached
    }
}

/// Whom no notice of any class reaches, addressed to nobody or to everybody.
///
/// # Errors
/// `too-many-combinations`: so many were asked, and somebody is not yet told of any.
pub(in crate::author) fn unreached(router: &Router, most: u64) -> Result<Unreached, Refusal> {
    // More combinations than `most` are no fault if everybody is told of some before.
    let ([router], mut axes) = few([router], &ExposureOptions { most, ..ExposureOptions::default() })?;
    // Who hands on to many comes first, so that everybody is soon told.
    let mut leaving: BTreeMap<&PartyId, usize> = BTreeMap::new();
    for link in router.registry().each_link() {
        *leaving.entry(link.from).or_default() += 1;
    }
    axes.origins.in_order_of(|origin| Reverse(leaving.get(origin).copied().unwrap_or_default()));
    let (mut heard, mut asked, situation) = (Heard::new(&router), 0, Situation::default());
    let mut is_too_many = false;
    if !heard.is_everybody() {
        each_class(&axes, &[Side::new(&router)], &mut |_, _| ControlFlow::Continue(()), |class| {
            is_too_many = asked >= most;
            if is_too_many {
                return ControlFlow::Break(());
            }
            asked += class.count();
            if let Ok(told) = router.audience(class.notice, &situation) {
                heard.hear(&told);
            }
            if heard.is_everybody() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
    }
    if is_too_many {
        let args = vec![axes.count().to_string(), most.to_string(), axes.widest()];
        return Err(Refusal::one(ErrorCode::TooManyCombinations, "", args));
    }
    Ok(heard.unreached(&axes))
}
