//! The values that each field of an envelope can have, as far as anything tells them apart.

use std::collections::BTreeSet;

use ceptoar_core::{
    CauseId, KindId, Label, Level, LevelProfile, Mode, PartyId, PartyKind, PurposeId, Registry, RuleSet, SectorId,
    Status, Term,
};

/// Whom a notice names as affected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Affected {
    /// Nobody: it is left open.
    Open,
    /// One sector.
    Sector(SectorId),
    /// One CEPTOAR of a sector that has several.
    Ceptoar(PartyId),
}

/// Whom a notice addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Addressed {
    /// Nobody.
    Nobody,
    /// One party.
    One(PartyId),
    /// Every party.
    Everybody,
}

/// What a label means to a decision, and the labels of the profiles that mean it.
#[derive(Debug, Clone)]
pub struct Meaning {
    /// The place of a profile, and its label.
    pub labels: Vec<(usize, Label)>,
}

/// Every value of every field, in the order in which products count them.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    pub(super) origins: Vec<PartyId>,
    pub(super) meanings: Vec<Meaning>,
    pub(super) affected: Vec<Affected>,
    pub(super) addressed: Vec<Addressed>,
    pub(super) kinds: Vec<KindId>,
    pub(super) causes: Vec<Option<CauseId>>,
    pub(super) purposes: Vec<Option<PurposeId>>,
    pub(super) statuses: Vec<Status>,
    pub(super) modes: Vec<Mode>,
}

/// Those values of a vocabulary that somebody names, and the first that nobody does.
fn told_apart<T: std::str::FromStr + Ord + Clone>(terms: &[Term], named: &BTreeSet<T>) -> Vec<T> {
    let all = terms.iter().filter_map(|term| term.id.parse::<T>().ok());
    let (some, others): (Vec<T>, Vec<T>) = all.partition(|id| named.contains(id));
    some.into_iter().chain(others.into_iter().take(1)).collect()
}

/// The same of a closed set.
fn words_apart<T: Copy + PartialEq>(all: &[T], named: &[T]) -> Vec<T> {
    let (some, others): (Vec<T>, Vec<T>) = all.iter().copied().partition(|word| named.contains(word));
    some.into_iter().chain(others.into_iter().take(1)).collect()
}

/// With absence before it, which is a value of its own only where somebody names one.
fn with_absence<T>(named: bool, values: Vec<T>) -> Vec<Option<T>> {
    let values = if named { values } else { Vec::new() };
    std::iter::once(None).chain(values.into_iter().map(Some)).collect()
}

impl Fields {
    pub(super) fn new(registry: &Registry, rules: &RuleSet, profiles: &[LevelProfile]) -> Self {
        let when = || rules.rules().iter().map(|rule| &rule.when);
        let vocabulary = registry.vocabulary();
        let channels = registry.links().iter().flat_map(|link| link.channels.iter().flatten());
        let conditions: Vec<_> = channels.filter_map(|channel| channel.when.as_ref()).collect();
        let kinds: BTreeSet<KindId> = when().flat_map(|when| when.kinds.iter().flatten().cloned()).collect();
        let causes: BTreeSet<CauseId> = when().flat_map(|when| when.causes.iter().flatten().cloned()).collect();
        let mut purposes: BTreeSet<PurposeId> =
            when().flat_map(|when| when.purposes.iter().flatten().cloned()).collect();
        purposes.extend(conditions.iter().flat_map(|when| when.purposes.iter().cloned()));
        let statuses: Vec<Status> = when().flat_map(|when| when.statuses.iter().flatten().copied()).collect();
        let mut modes: Vec<Mode> = when().flat_map(|when| when.modes.iter().flatten().copied()).collect();
        modes.extend(conditions.iter().flat_map(|when| when.modes.iter().copied()));
        let parties: Vec<PartyId> = registry.parties().iter().map(|party| party.id.clone()).collect();
        let addressed = std::iter::once(Addressed::Nobody)
            .chain(parties.iter().cloned().map(Addressed::One))
            .chain([Addressed::Everybody]);
        Self {
            addressed: addressed.collect(),
            meanings: meanings(rules, profiles),
            affected: affected(registry),
            kinds: told_apart(&vocabulary.kinds, &kinds),
            causes: with_absence(!causes.is_empty(), told_apart(&vocabulary.causes, &causes)),
            purposes: with_absence(!purposes.is_empty(), told_apart(&vocabulary.purposes, &purposes)),
            statuses: words_apart(&Status::ALL, &statuses),
            modes: words_apart(&Mode::ALL, &modes),
            origins: parties,
        }
    }
}

fn affected(registry: &Registry) -> Vec<Affected> {
    let sectors = registry.sectors().iter().filter_map(|sector| sector.id.parse::<SectorId>().ok());
    let sectors: Vec<SectorId> = sectors.collect();
    let of = |sector: &SectorId| {
        let records = registry.ceptoars().iter().filter(|record| record.sector == *sector);
        records.map(|record| record.party.clone()).collect::<Vec<_>>()
    };
    let several = sectors.iter().map(of).filter(|ceptoars| ceptoars.len() > 1);
    let ceptoars: Vec<PartyId> = several.flatten().collect();
    let sectors = sectors.iter().cloned().map(Affected::Sector);
    std::iter::once(Affected::Open).chain(sectors).chain(ceptoars.into_iter().map(Affected::Ceptoar)).collect()
}

/// Labels that reach, cap channels and scope persons alike, and that the same rules name.
fn meanings(rules: &RuleSet, profiles: &[LevelProfile]) -> Vec<Meaning> {
    let named = |label: &Label| {
        let of_label =
            |rule: &&ceptoar_core::Rule| rule.when.levels.as_ref().is_some_and(|levels| levels.contains(label));
        rules.rules().iter().filter(of_label).map(|rule| rule.id.clone()).collect::<Vec<_>>()
    };
    let alike = |one: &Level, other: &Level| {
        one.reach == other.reach
            && one.channels == other.channels
            && one.persons == other.persons
            && named(&one.label) == named(&other.label)
    };
    let mut found: Vec<(&Level, Meaning)> = Vec::new();
    for (place, profile) in profiles.iter().enumerate() {
        for level in profile.levels() {
            let label = (place, level.label.clone());
            match found.iter_mut().find(|(known, _)| alike(known, level)) {
                Some((_, meaning)) => meaning.labels.push(label),
                None => found.push((level, Meaning { labels: vec![label] })),
            }
        }
    }
    found.into_iter().map(|(_, meaning)| meaning).collect()
}

/// What an origin is on a day: its groups, direct, and its roles.
pub(super) fn origin_kind(registry: &Registry, origin: &PartyId) -> Option<PartyKind> {
    registry.party(origin.as_str()).map(|party| party.kind)
}
