//! The compiled tables: the one place that turns registry, profile and rules into indexes and sets.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::error::code::ErrorCode;
use crate::error::problem::Refusal;
use crate::fact::link::{ChannelCondition, Link};
use crate::id::{ChannelId, InstrumentId, PartyId, SourceId};
use crate::level::profile::{ChannelAllowance, LevelProfile};
use crate::registry::data::Registry;
use crate::router::engine::bits::Bits;
use crate::router::engine::field::Field;
use crate::rules::rule::Rule;
use crate::rules::set::RuleSet;
use crate::situation::LinkEnds;
use crate::text::bilingual::Text;
use crate::time::Period;
use crate::word::sets::{Direction, Effect, Grade, PartyKind};

/// Everything that does not depend on the day or the notice.
pub(in crate::router) struct Tables {
    pub(in crate::router) registry: Registry,
    pub(in crate::router) profile: LevelProfile,
    pub(in crate::router) rules: RuleSet,
    /// The ids of the parties, sorted: an index into it names a party everywhere below.
    pub(in crate::router) parties: Vec<PartyId>,
    pub(in crate::router) kinds: Vec<PartyKind>,
    pub(in crate::router) by_kind: Vec<Bits>,
    pub(in crate::router) everybody: Bits,
    pub(in crate::router) links: Vec<CompiledLink>,
    /// By party: the links that leave it, sorted by `to`.
    pub(in crate::router) leaving: Vec<Vec<usize>>,
    pub(in crate::router) levels: Vec<CompiledLevel>,
    pub(in crate::router) conditions: Vec<CompiledCondition>,
    pub(in crate::router) citations: Vec<Cited>,
    pub(in crate::router) fields: Fields,
    /// The first days of the epochs but the first, sorted.
    pub(in crate::router) boundaries: Vec<NaiveDate>,
    /// By channel of the vocabulary or of a link, in the order of their ids: the sectors that carry it.
    pub(in crate::router) carried_by: Vec<Vec<usize>>,
    /// By party: the instruments that bind it, where it is a CEPTOAR.
    pub(in crate::router) instruments: Vec<Arc<[InstrumentId]>>,
    /// The links with a channel that the vocabulary does not know.
    pub(in crate::router) foreign_links: Vec<usize>,
}

/// A citation that an answer shares.
#[derive(Clone)]
pub(in crate::router) struct Cited {
    pub(in crate::router) source: Arc<[SourceId]>,
    pub(in crate::router) grade: Option<Grade>,
}

/// A link with all that the decision asks of it.
pub(in crate::router) struct CompiledLink {
    pub(in crate::router) from: usize,
    pub(in crate::router) to: usize,
    pub(in crate::router) ends: LinkEnds,
    pub(in crate::router) direction: Direction,
    pub(in crate::router) period: Period,
    pub(in crate::router) internal: bool,
    /// In the link's order; `None`: unknown.
    pub(in crate::router) channels: Option<Vec<CompiledChannel>>,
}

pub(in crate::router) struct CompiledChannel {
    pub(in crate::router) number: usize,
    pub(in crate::router) id: ChannelId,
    pub(in crate::router) also: bool,
    pub(in crate::router) when: Option<ChannelCondition>,
    pub(in crate::router) judgement: Option<Text>,
}

pub(in crate::router) struct CompiledLevel {
    pub(in crate::router) channels: Bits,
    pub(in crate::router) cited: Cited,
    /// Whether its allow-list names a channel that the vocabulary does not know.
    pub(in crate::router) foreign: bool,
}

/// The values that conditions name, by field.
#[derive(Default)]
pub(in crate::router) struct Fields {
    pub(in crate::router) kinds: Field,
    pub(in crate::router) levels: Field,
    pub(in crate::router) sectors: Field,
    pub(in crate::router) causes: Field,
    pub(in crate::router) purposes: Field,
}

/// A rule's condition as sets of indexes; `None`: any.
pub(in crate::router) struct CompiledCondition {
    pub(in crate::router) effect: Effect,
    /// Whether the rule leaves it to a person's judgement.
    pub(in crate::router) judged: bool,
    pub(in crate::router) directions: Option<u16>,
    pub(in crate::router) kinds: Option<Bits>,
    pub(in crate::router) levels: Option<Bits>,
    pub(in crate::router) origins: Option<Bits>,
    pub(in crate::router) origin_kinds: Option<u16>,
    pub(in crate::router) origin_groups: Option<Bits>,
    pub(in crate::router) origin_roles: Option<u16>,
    pub(in crate::router) addressees: Option<Bits>,
    pub(in crate::router) affected_sectors: Option<Bits>,
    pub(in crate::router) affected_ceptoars: Option<Bits>,
    pub(in crate::router) causes: Option<Bits>,
    pub(in crate::router) purposes: Option<Bits>,
    pub(in crate::router) modes: Option<u16>,
    pub(in crate::router) statuses: Option<u16>,
}

fn mask<T: Copy>(set: Option<&Vec<T>>, number: impl Fn(T) -> u16) -> Option<u16> {
    set.map(|set| set.iter().fold(0, |mask, value| mask | 1 << number(*value)))
}

impl Tables {
    /// # Errors
    /// A look-up that fails though the parts were checked: it denies, instead of leaving something out in silence.
    pub(in crate::router) fn new(registry: Registry, profile: LevelProfile, rules: RuleSet) -> Result<Self, Refusal> {
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
        let mut foreign_links = Vec::new();
        let known = |id: &ChannelId| vocabulary.iter().any(|channel| channel.id == *id);
        for (n, link) in registry.links().iter().enumerate() {
            let compiled = compiled_link(link, find, &channels);
            let compiled = compiled.ok_or_else(|| failed(&format!("{}>{}", link.from, link.to)))?;
            leaving.get_mut(compiled.from).ok_or_else(|| failed(link.from.as_str()))?.push(n);
            if link.channels.iter().flatten().any(|channel| !known(&channel.id)) {
                foreign_links.push(n);
            }
            links.push(compiled);
        }
        let instruments = parties
            .iter()
            .map(|party| registry.instruments_of(party.as_str()).map(|instrument| instrument.id.clone()).collect());
        let instruments = instruments.collect();
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
                foreign: match &level.channels {
                    ChannelAllowance::All | ChannelAllowance::NotPublic => false,
                    ChannelAllowance::Only(ids) => ids.iter().any(|id| !known(id)),
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
        let conditions = rules.rules().iter().map(|rule| compile(rule, &fields, &parties)).collect();
        let citations = rules
            .rules()
            .iter()
            .map(|rule| Cited { source: rule.citation.source.iter().cloned().collect(), grade: rule.citation.grade })
            .collect();
        let boundaries = boundaries(&registry, &rules);
        Ok(Self {
            parties,
            kinds,
            by_kind,
            everybody: Bits::of(count, 0..count),
            links,
            leaving,
            levels,
            conditions,
            citations,
            fields,
            boundaries,
            carried_by,
            instruments,
            foreign_links,
            registry,
            profile,
            rules,
        })
    }

    pub(in crate::router) fn party(&self, id: &str) -> Option<usize> {
        self.parties.binary_search_by(|party| party.as_str().cmp(id)).ok()
    }

    pub(in crate::router) fn none(&self) -> Bits {
        Bits::none(self.parties.len())
    }

    pub(in crate::router) fn of_kind(&self, kind: PartyKind) -> Bits {
        self.by_kind.get(kind as usize).cloned().unwrap_or_else(|| self.none())
    }

    pub(in crate::router) fn kind(&self, party: usize) -> Option<PartyKind> {
        self.kinds.get(party).copied()
    }

    /// The place of the epoch that a day lies in.
    pub(in crate::router) fn epoch_at(&self, day: NaiveDate) -> usize {
        self.boundaries.partition_point(|boundary| *boundary <= day)
    }
}

fn failed(what: &str) -> Refusal {
    Refusal::one(ErrorCode::LookUpFailed, "", vec![what.to_owned()])
}

fn compiled_link(link: &Link, find: impl Fn(&PartyId) -> Option<usize>, channels: &Field) -> Option<CompiledLink> {
    let compiled = |channel: &crate::fact::link::LinkChannel| {
        Some(CompiledChannel {
            number: channels.find(channel.id.as_str())?,
            id: channel.id.clone(),
            also: channel.also,
            when: channel.when.clone(),
            judgement: channel.judgement.clone(),
        })
    };
    Some(CompiledLink {
        from: find(&link.from)?,
        to: find(&link.to)?,
        ends: LinkEnds { from: link.from.clone(), to: link.to.clone() },
        direction: link.direction,
        period: link.period,
        internal: link.internal,
        channels: match &link.channels {
            Some(list) => Some(list.iter().map(compiled).collect::<Option<_>>()?),
            None => None,
        },
    })
}

fn compile(rule: &Rule, fields: &Fields, parties: &[PartyId]) -> CompiledCondition {
    let when = &rule.when;
    let of_parties =
        |set: &Vec<PartyId>| Bits::of(parties.len(), set.iter().filter_map(|id| parties.binary_search(id).ok()));
    fn named<T: AsRef<str>>(field: &Field, set: &[T]) -> Bits {
        Bits::of(field.len(), set.iter().filter_map(|id| field.find(id.as_ref())))
    }
    CompiledCondition {
        effect: rule.effect,
        judged: rule.judgement.is_some(),
        directions: mask(when.directions.as_ref(), |d| d as u16),
        kinds: when.kinds.as_ref().map(|set| named(&fields.kinds, set)),
        levels: when.levels.as_ref().map(|set| named(&fields.levels, set)),
        origins: when.origins.as_ref().map(of_parties),
        origin_kinds: mask(when.origin_kinds.as_ref(), |kind| kind as u16),
        origin_groups: when.origin_groups.as_ref().map(of_parties),
        origin_roles: mask(when.origin_roles.as_ref(), |role| role as u16),
        addressees: when.addressees.as_ref().map(of_parties),
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
