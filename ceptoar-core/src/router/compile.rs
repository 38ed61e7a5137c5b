//! The compiled tables: the one place that turns registry, profile and rules into indexes and sets.

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::bits::Bits;
use super::epoch::Epoch;
use super::field::Field;
use crate::id::{PartyId, SourceId};
use crate::level::{ChannelAllowance, LevelProfile};
use crate::notice::Notice;
use crate::party::PartyKind;
use crate::registry::Registry;
use crate::rule::{Condition, Effect, RuleSet};
use crate::sector::Term;
use crate::source::Grade;

/// Everything that does not depend on the day or the notice.
pub(super) struct Tables {
    pub(super) registry: Registry,
    pub(super) profile: LevelProfile,
    pub(super) rules: RuleSet,
    /// The ids of the parties, sorted: an index into it names a party everywhere below.
    pub(super) parties: Vec<PartyId>,
    pub(super) kinds: Vec<PartyKind>,
    pub(super) by_kind: Vec<Bits>,
    pub(super) links: Vec<CompiledLink>,
    /// Links by their origin, sorted by `to`.
    pub(super) leaving: Vec<Vec<usize>>,
    pub(super) levels: Vec<CompiledLevel>,
    pub(super) conditions: Vec<CompiledCondition>,
    pub(super) citations: Vec<Cited>,
    pub(super) fields: Fields,
    /// The first days of the epochs but the first, sorted.
    pub(super) boundaries: Vec<NaiveDate>,
    pub(super) epochs: Vec<OnceLock<Epoch>>,
    /// By channel of the vocabulary or of a link, in the order of their ids: the sectors that carry it.
    pub(super) carried_by: Vec<Vec<usize>>,
}

/// A citation that an answer shares.
#[derive(Clone)]
pub(super) struct Cited {
    pub(super) source: Arc<[SourceId]>,
    pub(super) grade: Option<Grade>,
}

pub(super) struct CompiledLink {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Channels as indexes, in order, each with the place of its condition.
    pub(super) channels: Option<Vec<(usize, bool)>>,
}

pub(super) struct CompiledLevel {
    pub(super) channels: Bits,
    pub(super) cited: Cited,
}

/// The values that conditions name, by field.
#[derive(Default)]
pub(super) struct Fields {
    pub(super) kinds: Field,
    pub(super) levels: Field,
    pub(super) sectors: Field,
    pub(super) causes: Field,
    pub(super) purposes: Field,
}

/// A rule's condition as sets of indexes; `None`: any.
pub(super) struct CompiledCondition {
    pub(super) effect: Effect,
    pub(super) directions: Option<u16>,
    pub(super) kinds: Option<Bits>,
    pub(super) levels: Option<Bits>,
    pub(super) origins: Option<Bits>,
    pub(super) origin_kinds: Option<u16>,
    pub(super) origin_groups: Option<Bits>,
    pub(super) affected_sectors: Option<Bits>,
    pub(super) affected_ceptoars: Option<Bits>,
    pub(super) causes: Option<Bits>,
    pub(super) purposes: Option<Bits>,
    pub(super) modes: Option<u16>,
    pub(super) statuses: Option<u16>,
}

fn mask<T: Copy>(set: Option<&Vec<T>>, number: impl Fn(T) -> u16) -> Option<u16> {
    set.map(|set| set.iter().fold(0, |mask, value| mask | 1 << number(*value)))
}

impl Tables {
    pub(super) fn new(registry: Registry, profile: LevelProfile, rules: RuleSet) -> Self {
        let parties: Vec<PartyId> = registry.parties().iter().map(|party| party.id.clone()).collect();
        let count = parties.len();
        let find = |id: &PartyId| parties.binary_search(id).ok();
        let kinds: Vec<PartyKind> = registry.parties().iter().map(|party| party.kind).collect();
        let by_kind = PartyKind::ALL
            .iter()
            .map(|kind| Bits::of(count, kinds.iter().enumerate().filter(|(_, k)| *k == kind).map(|(n, _)| n)))
            .collect();
        let sectors = Field::new(registry.sectors().iter().map(|sector| &*sector.id));
        let vocabulary = &registry.vocabulary().channels;
        let named = registry.links().iter().flat_map(|link| link.channels.iter().flatten()).map(|c| c.id.as_str());
        let channels = Field::new(vocabulary.iter().map(|channel| channel.id.as_str()).chain(named));
        let mut carried_by = vec![Vec::new(); channels.len()];
        for channel in vocabulary {
            if let Some(by) = channels.find(channel.id.as_str()).and_then(|n| carried_by.get_mut(n)) {
                *by = channel.carried_by.iter().filter_map(|sector| sectors.find(sector.as_str())).collect();
            }
        }
        let mut leaving = vec![Vec::new(); count];
        let mut links = Vec::with_capacity(registry.links().len());
        for (n, link) in registry.links().iter().enumerate() {
            let (Some(from), Some(to)) = (find(&link.from), find(&link.to)) else { continue };
            let ids = link.channels.as_ref().map(|list| {
                list.iter().filter_map(|c| Some((channels.find(c.id.as_str())?, c.when.is_some()))).collect()
            });
            links.push(CompiledLink { from, to, channels: ids });
            if let Some(list) = leaving.get_mut(from) {
                list.push(n);
            }
        }
        let levels = profile
            .levels()
            .iter()
            .map(|level| CompiledLevel {
                channels: match &level.channels {
                    ChannelAllowance::All => Bits::of(channels.len(), 0..channels.len()),
                    ChannelAllowance::NotPublic => Bits::of(
                        channels.len(),
                        vocabulary.iter().filter(|c| !c.public).filter_map(|c| channels.find(c.id.as_str())),
                    ),
                    ChannelAllowance::Only(ids) => Bits::of(
                        channels.len(),
                        vocabulary.iter().filter(|c| ids.contains(&c.id)).filter_map(|c| channels.find(c.id.as_str())),
                    ),
                },
                cited: Cited { source: level.basis.source.iter().cloned().collect(), grade: level.basis.grade },
            })
            .collect();
        let conditions_of = || rules.rules().iter().map(|rule| &rule.when);
        let fields = Fields {
            kinds: Field::new(conditions_of().filter_map(|w| w.kinds.as_ref()).flatten().map(|id| id.as_str())),
            levels: Field::new(profile.levels().iter().map(|level| level.label.as_str())),
            causes: Field::new(conditions_of().filter_map(|w| w.causes.as_ref()).flatten().map(|id| id.as_str())),
            purposes: Field::new(conditions_of().filter_map(|w| w.purposes.as_ref()).flatten().map(|id| id.as_str())),
            sectors,
        };
        let conditions = rules.rules().iter().map(|rule| compile(rule.effect, &rule.when, &fields, &parties)).collect();
        let citations = rules
            .rules()
            .iter()
            .map(|rule| Cited { source: rule.citation.source.iter().cloned().collect(), grade: rule.citation.grade })
            .collect();
        let boundaries = boundaries(&registry, &rules);
        let epochs = std::iter::repeat_with(OnceLock::new).take(boundaries.len() + 1).collect();
        Self {
            parties,
            kinds,
            by_kind,
            links,
            leaving,
            levels,
            conditions,
            citations,
            fields,
            boundaries,
            epochs,
            carried_by,
            registry,
            profile,
            rules,
        }
    }

    pub(super) fn party(&self, id: &str) -> Option<usize> {
        self.parties.binary_search_by(|party| party.as_str().cmp(id)).ok()
    }

    /// Whether every id of a notice is known: the quick form of the full check, which lists the problems.
    pub(super) fn knows(&self, notice: &Notice) -> bool {
        let vocabulary = self.registry.vocabulary();
        let party = |id: &PartyId| self.party(id.as_str()).is_some();
        let term = |terms: &[Term], id: &str| terms.iter().any(|term| &*term.id == id);
        let in_sectors = |id: &PartyId| {
            self.registry.ceptoar(id.as_str()).is_some_and(|ceptoar| {
                notice.affected_sectors.is_empty() || notice.affected_sectors.contains(&ceptoar.sector)
            })
        };
        term(&vocabulary.kinds, notice.kind.as_str())
            && notice.cause.iter().all(|id| term(&vocabulary.causes, id.as_str()))
            && notice.purposes.iter().all(|id| term(&vocabulary.purposes, id.as_str()))
            && notice.affected_sectors.iter().all(|id| self.fields.sectors.find(id.as_str()).is_some())
            && notice.affected_ceptoars.iter().all(in_sectors)
            && notice.addressees.iter().chain(&notice.consents).all(party)
            && notice.named_persons.iter().all(|person| party(&person.party))
    }

    pub(super) fn none(&self) -> Bits {
        Bits::none(self.parties.len())
    }

    pub(super) fn of_kind(&self, kind: PartyKind) -> Bits {
        self.by_kind.get(kind as usize).cloned().unwrap_or_else(|| self.none())
    }

    pub(super) fn kind(&self, party: usize) -> Option<PartyKind> {
        self.kinds.get(party).copied()
    }

    /// The place of the epoch that a day lies in.
    pub(super) fn epoch_at(&self, day: NaiveDate) -> usize {
        self.boundaries.partition_point(|boundary| *boundary <= day)
    }

    /// The facts of a day.
    pub(super) fn epoch(&self, day: NaiveDate) -> Option<&Epoch> {
        Some(self.epochs.get(self.epoch_at(day))?.get_or_init(|| Epoch::new(self, day)))
    }
}

fn compile(effect: Effect, when: &Condition, fields: &Fields, parties: &[PartyId]) -> CompiledCondition {
    let of_parties =
        |set: &Vec<PartyId>| Bits::of(parties.len(), set.iter().filter_map(|id| parties.binary_search(id).ok()));
    fn named<T: AsRef<str>>(field: &Field, set: &[T]) -> Bits {
        Bits::of(field.len(), set.iter().filter_map(|id| field.find(id.as_ref())))
    }
    CompiledCondition {
        effect,
        directions: mask(when.directions.as_ref(), |d| d as u16),
        kinds: when.kinds.as_ref().map(|set| named(&fields.kinds, set)),
        levels: when.levels.as_ref().map(|set| named(&fields.levels, set)),
        origins: when.origins.as_ref().map(of_parties),
        origin_kinds: mask(when.origin_kinds.as_ref(), |kind| kind as u16),
        origin_groups: when.origin_groups.as_ref().map(of_parties),
        affected_sectors: when.affected_sectors.as_ref().map(|set| named(&fields.sectors, set)),
        affected_ceptoars: when.affected_ceptoars.as_ref().map(of_parties),
        causes: when.causes.as_ref().map(|set| named(&fields.causes, set)),
        purposes: when.purposes.as_ref().map(|set| named(&fields.purposes, set)),
        modes: mask(when.modes.as_ref(), |mode| mode as u16),
        statuses: mask(when.statuses.as_ref(), |status| status as u16),
    }
}

/// Every day on which a fact that an answer may consult begins or ends.
fn boundaries(registry: &Registry, rules: &RuleSet) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = registry.covers().boundaries().collect();
    days.extend(registry.parties().iter().flat_map(|party| party.periods.iter().flat_map(|p| p.boundaries())));
    days.extend(registry.ceptoars().iter().filter_map(|ceptoar| ceptoar.poc));
    days.extend(registry.memberships().iter().flat_map(|membership| membership.period.boundaries()));
    days.extend(registry.links().iter().flat_map(|link| link.period.boundaries()));
    days.extend(rules.rules().iter().flat_map(|rule| rule.period.boundaries()));
    days.sort_unstable();
    days.dedup();
    days
}
