//! What a router rests on, with everything that neither day nor notice changes looked up.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::answer::ground::Rules;
use crate::error::code::ErrorCode;
use crate::error::problem::Refusal;
use crate::fact::link::ChannelCondition;
use crate::id::{ChannelId, InstrumentId, ObligationId, PartyId, SourceId};
use crate::level::profile::{ChannelAllowance, LevelProfile};
use crate::overlay::later::LaterChanges;
use crate::registry::data::Registry;
use crate::registry::hung::LinkView;
use crate::router::engine::bits::{Bits, Set as _};
use crate::router::engine::field::Field;
use crate::rules::set::RuleSet;
use crate::situation::LinkEnds;
use crate::text::bilingual::Text;
use crate::time::{Period, day_start};
use crate::word::sets::{Direction, Grade, PartyKind, PersonsScope, Role};

/// Everything that does not depend on the day or the notice.
pub(in crate::router) struct Tables {
    pub(in crate::router) registry: Registry,
    pub(in crate::router) profile: LevelProfile,
    pub(in crate::router) rules: RuleSet,
    /// The ids of the parties, sorted: an index into it names a party everywhere below.
    pub(in crate::router) parties: Vec<PartyId>,
    pub(in crate::router) kinds: Vec<PartyKind>,
    pub(in crate::router) links: Vec<CompiledLink>,
    /// By party: the links that leave it, sorted by `to`.
    pub(in crate::router) leaving: Vec<Vec<usize>>,
    pub(in crate::router) levels: Vec<CompiledLevel>,
    pub(in crate::router) memberships: Vec<CompiledMembership>,
    pub(in crate::router) citations: Vec<Cited>,
    pub(in crate::router) fields: Fields,
    pub(in crate::router) obligations: OwnObligations,
    /// The first days of the epochs but the first, sorted.
    pub(in crate::router) boundaries: Vec<NaiveDate>,
    /// The instants at which those days begin.
    pub(in crate::router) starts: Vec<i64>,
    /// The instants at which `covers` begins and ends.
    pub(in crate::router) covers: Vec<i64>,
    /// The known later changes of the edition that touch its parties, by their days.
    pub(in crate::router) changes: Vec<CompiledChange>,
    /// The digest of the document that knows them.
    pub(in crate::router) changes_digest: Option<Arc<str>>,
    /// By channel of the vocabulary or of a link, in the order of their ids: the sectors that carry it.
    pub(in crate::router) carried_by: Vec<Vec<usize>>,
    /// The distinct conditions of channels.
    pub(in crate::router) conditions: Vec<ChannelCondition>,
    /// By party: the instruments that bind it, where it is a CEPTOAR.
    pub(in crate::router) instruments: Vec<Arc<[InstrumentId]>>,
    /// The links with a channel that the vocabulary does not know.
    pub(in crate::router) foreign_links: Vec<usize>,
    /// By party: its sector, where it is a CEPTOAR.
    pub(in crate::router) sector_of: Vec<Option<usize>>,
}

/// A later change that is known and not applied.
pub(in crate::router) struct CompiledChange {
    pub(in crate::router) day: NaiveDate,
    /// The instant at which the day begins.
    pub(in crate::router) start: i64,
    pub(in crate::router) entry: Arc<str>,
    /// The parties that it touches.
    pub(in crate::router) parties: Vec<usize>,
}

/// The obligations that a notice itself brings. Their ids have the form of one.
pub(in crate::router) struct OwnObligations {
    pub(in crate::router) no_attribution: Option<ObligationId>,
    pub(in crate::router) exercise: Option<ObligationId>,
}

/// A citation that an answer shares.
#[derive(Clone, PartialEq, Eq)]
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
    /// Whether a condition decides over one of its channels.
    pub(in crate::router) conditional: bool,
    /// The first link that an answer shows alike: equal in all but its period and citation.
    pub(in crate::router) alike: usize,
}

#[derive(PartialEq, Eq)]
pub(in crate::router) struct CompiledChannel {
    pub(in crate::router) number: usize,
    pub(in crate::router) id: ChannelId,
    pub(in crate::router) also: bool,
    /// The number of its condition; `None`: always.
    pub(in crate::router) when: Option<usize>,
    pub(in crate::router) judgement: Option<Text>,
}

pub(in crate::router) struct CompiledMembership {
    pub(in crate::router) party: usize,
    pub(in crate::router) group: usize,
    pub(in crate::router) role: Role,
    pub(in crate::router) period: Period,
}

pub(in crate::router) struct CompiledLevel {
    pub(in crate::router) channels: Bits,
    pub(in crate::router) cited: Cited,
    /// The first level that cites the same.
    pub(in crate::router) cited_as: usize,
    /// The obligation that its persons scope brings; `None`: anyone may handle a notice.
    pub(in crate::router) obligation: Option<ObligationId>,
    /// Whether its allow-list names a channel that the vocabulary does not know.
    pub(in crate::router) foreign: bool,
}

/// The values that a notice names, by field.
#[derive(Default)]
pub(in crate::router) struct Fields {
    pub(in crate::router) parties: Field,
    pub(in crate::router) kinds: Field,
    pub(in crate::router) levels: Field,
    pub(in crate::router) sectors: Field,
    pub(in crate::router) causes: Field,
    pub(in crate::router) purposes: Field,
}

impl Rules for Tables {
    fn rules(&self) -> &RuleSet {
        &self.rules
    }
}

impl Tables {
    /// # Errors
    /// A look-up that fails though the parts were checked: it denies, instead of leaving something out in silence.
    pub(in crate::router) fn new(registry: Registry, profile: LevelProfile, rules: RuleSet) -> Result<Self, Refusal> {
        let parties: Vec<PartyId> = registry.parties().iter().map(|party| party.id.clone()).collect();
        let kinds: Vec<PartyKind> = registry.parties().iter().map(|party| party.kind).collect();
        let vocabulary = registry.vocabulary();
        let ids = |terms: &[crate::fact::vocabulary::Term]| Field::new(terms.iter().map(|term| &*term.id));
        let fields = Fields {
            parties: Field::placed(parties.iter().map(|id| id.as_str())),
            kinds: ids(&vocabulary.kinds),
            // A level's number is its place in the profile, the strictest first.
            levels: Field::placed(profile.levels().iter().map(|level| level.label.as_str())),
            causes: ids(&vocabulary.causes),
            purposes: ids(&vocabulary.purposes),
            sectors: ids(registry.sectors()),
        };
        let named = registry.each_link().flat_map(|link| link.like.channels.iter().flatten()).map(|c| c.id.as_str());
        let channels = Field::new(vocabulary.channels.iter().map(|channel| channel.id.as_str()).chain(named));
        let mut known = Bits::none(channels.len());
        let mut carried_by = vec![Vec::new(); channels.len()];
        for channel in &vocabulary.channels {
            let Some(number) = channels.find(channel.id.as_str()) else { continue };
            known.insert(number);
            if let Some(by) = carried_by.get_mut(number) {
                *by = channel.carried_by.iter().filter_map(|sector| fields.sectors.find(sector.as_str())).collect();
            }
        }
        let mut maker = LinkMaker { fields: &fields, channels: &channels, conditions: Vec::new() };
        let mut leaving = vec![Vec::new(); parties.len()];
        let mut links: Vec<CompiledLink> = Vec::new();
        let mut foreign_links = Vec::new();
        for (n, link) in registry.each_link().enumerate() {
            let name = || failed(&format!("{}>{}", link.from, link.to));
            let mut compiled = maker.link(link, n).ok_or_else(name)?;
            // Links stand sorted by ends and direction, so that those alike are neighbours.
            let before = links.iter().rev().take_while(|other| other.is_between_the_same(&compiled));
            compiled.alike = before.filter(|other| other.shows_alike(&compiled)).last().map_or(n, |other| other.alike);
            leaving.get_mut(compiled.from).ok_or_else(name)?.push(n);
            if compiled.channels.iter().flatten().any(|channel| !known.contains(channel.number)) {
                foreign_links.push(n);
            }
            links.push(compiled);
        }
        let conditions = maker.conditions;
        let membership = |membership: &crate::fact::party::Membership| {
            let party = |id: &PartyId| fields.parties.find(id.as_str()).ok_or_else(|| failed(id.as_str()));
            Ok(CompiledMembership {
                party: party(&membership.party)?,
                group: party(&membership.group)?,
                role: membership.role,
                period: membership.period,
            })
        };
        let memberships = registry.memberships().iter().map(membership).collect::<Result<_, Refusal>>()?;
        let mut instruments: Vec<Arc<[InstrumentId]>> = vec![Arc::default(); parties.len()];
        let mut sector_of = vec![None; parties.len()];
        for ceptoar in registry.ceptoars() {
            let id = ceptoar.party.as_str();
            let Some(number) = fields.parties.find(id) else { return Err(failed(id)) };
            if let (Some(slot), Some(sector)) = (instruments.get_mut(number), sector_of.get_mut(number)) {
                *slot = registry.instruments_of(id).map(|instrument| instrument.id.clone()).collect();
                *sector = fields.sectors.find(ceptoar.sector.as_str());
            }
        }
        let level = |level: &crate::level::profile::Level| {
            let all = vocabulary.channels.iter();
            let named = |ids: &mut dyn Iterator<Item = &ChannelId>| {
                Bits::of(channels.len(), ids.filter_map(|id| channels.find(id.as_str())))
            };
            CompiledLevel {
                channels: match &level.channels {
                    ChannelAllowance::All => Bits::of(channels.len(), 0..channels.len()),
                    ChannelAllowance::NotPublic => named(&mut all.filter(|c| !c.public).map(|c| &c.id)),
                    ChannelAllowance::Only(ids) => named(&mut ids.iter()).and(&known),
                },
                foreign: match &level.channels {
                    ChannelAllowance::All | ChannelAllowance::NotPublic => false,
                    ChannelAllowance::Only(ids) => {
                        ids.iter().any(|id| channels.find(id.as_str()).is_none_or(|n| !known.contains(n)))
                    }
                },
                obligation: if level.persons == PersonsScope::Anyone {
                    None
                } else {
                    ObligationId::new(level.persons.as_str()).ok()
                },
                cited: Cited { source: level.basis.source.iter().cloned().collect(), grade: level.basis.grade },
                cited_as: 0,
            }
        };
        let mut levels: Vec<CompiledLevel> = Vec::with_capacity(profile.levels().len());
        for compiled in profile.levels().iter().map(level) {
            let cited_as = levels.iter().position(|known| known.cited == compiled.cited).unwrap_or(levels.len());
            levels.push(CompiledLevel { cited_as, ..compiled });
        }
        let cited = |rule: &crate::rules::rule::Rule| Cited {
            source: rule.citation.source.iter().cloned().collect(),
            grade: rule.citation.grade,
        };
        let citations = rules.rules().iter().map(cited).collect();
        let later = registry.later_changes();
        let changes = later.as_ref().map(|later| compiled(later, &fields.parties)).unwrap_or_default();
        let boundaries = boundaries(&registry, &rules, &changes);
        let starts = boundaries.iter().map(|day| instant(day_start(*day))).collect();
        let covers = registry.covers().boundaries().map(|day| instant(day_start(day))).collect();
        Ok(Self {
            parties,
            kinds,
            links,
            leaving,
            levels,
            memberships,
            citations,
            fields,
            obligations: OwnObligations {
                no_attribution: ObligationId::new("no-attribution").ok(),
                exercise: ObligationId::new("exercise").ok(),
            },
            boundaries,
            starts,
            covers,
            changes,
            changes_digest: later.map(|later| later.digest),
            carried_by,
            conditions,
            instruments,
            foreign_links,
            sector_of,
            registry,
            profile,
            rules,
        })
    }

    #[inline]
    pub(in crate::router) fn party(&self, id: &str) -> Option<usize> {
        self.fields.parties.find(id)
    }

    #[inline]
    pub(in crate::router) fn kind(&self, party: usize) -> Option<PartyKind> {
        self.kinds.get(party).copied()
    }

    /// Whether a party is a class of many, which as the origin stands for its other members as a recipient.
    #[inline]
    pub(in crate::router) fn is_class(&self, party: usize) -> bool {
        self.kind(party) == Some(PartyKind::Members)
    }

    /// The place of the epoch that an instant lies in.
    #[inline]
    pub(in crate::router) fn epoch_at(&self, at: i64) -> usize {
        self.starts.partition_point(|start| *start <= at)
    }

    /// A day of an epoch.
    pub(in crate::router) fn day_of(&self, epoch: usize) -> NaiveDate {
        match epoch.checked_sub(1) {
            Some(before) => self.boundaries.get(before).copied().unwrap_or(NaiveDate::MAX),
            None => self.boundaries.first().and_then(|day| day.pred_opt()).unwrap_or(NaiveDate::MIN),
        }
    }

    /// The link of a day that leads from one party to another in a direction.
    pub(in crate::router) fn link(
        &self,
        from: usize,
        to: usize,
        direction: Direction,
        day: NaiveDate,
    ) -> Option<(usize, &CompiledLink)> {
        let leaving = self.leaving.get(from)?;
        let to_of = |link: &usize| self.links.get(*link).map_or(usize::MAX, |link| link.to);
        let first = leaving.partition_point(|link| to_of(link) < to);
        let same = leaving.iter().skip(first).map_while(|n| Some((*n, self.links.get(*n).filter(|l| l.to == to)?)));
        same.filter(|(_, link)| link.direction == direction).find(|(_, link)| link.period.covers(day))
    }
}

/// An instant as a number: nanoseconds since 1970 in UTC. Those of documents lie within 1900 to 2200, and fit. A leap second,
/// which only code can write, is the second before, whose day it shares.
#[inline]
pub(in crate::router) fn instant(at: chrono::DateTime<chrono::Utc>) -> i64 {
    let leap = if at.timestamp_subsec_nanos() >= 1_000_000_000 { 1_000_000_000 } else { 0 };
    let nanos = at.timestamp_nanos_opt().and_then(|nanos| nanos.checked_sub(leap));
    nanos.unwrap_or(if at.timestamp() < 0 { i64::MIN } else { i64::MAX })
}

fn failed(what: &str) -> Refusal {
    Refusal::one(ErrorCode::LookUpFailed, "", vec![what.to_owned()])
}

impl CompiledLink {
    fn is_between_the_same(&self, other: &Self) -> bool {
        (self.from, self.to, self.direction) == (other.from, other.to, other.direction)
    }

    fn shows_alike(&self, other: &Self) -> bool {
        (self.internal, &self.channels) == (other.internal, &other.channels)
    }
}

/// Looks the ids of links up.
struct LinkMaker<'a> {
    fields: &'a Fields,
    channels: &'a Field,
    conditions: Vec<ChannelCondition>,
}

impl LinkMaker<'_> {
    fn link(&mut self, link: LinkView<'_>, number: usize) -> Option<CompiledLink> {
        Some(CompiledLink {
            from: self.fields.parties.find(link.from.as_str())?,
            to: self.fields.parties.find(link.to.as_str())?,
            ends: LinkEnds { from: link.from.clone(), to: link.to.clone() },
            direction: link.like.direction,
            period: link.like.period,
            internal: link.like.internal,
            channels: match &link.like.channels {
                Some(list) => Some(list.iter().map(|channel| self.channel(channel)).collect::<Option<_>>()?),
                None => None,
            },
            conditional: link.like.channels.iter().flatten().any(|channel| channel.when.is_some()),
            alike: number,
        })
    }

    fn channel(&mut self, channel: &crate::fact::link::LinkChannel) -> Option<CompiledChannel> {
        Some(CompiledChannel {
            number: self.channels.find(channel.id.as_str())?,
            id: channel.id.clone(),
            also: channel.also,
            when: channel.when.as_ref().map(|when| self.condition(when)),
            judgement: channel.judgement.clone(),
        })
    }

    fn condition(&mut self, when: &ChannelCondition) -> usize {
        self.conditions.iter().position(|known| known == when).unwrap_or_else(|| {
            self.conditions.push(when.clone());
            self.conditions.len() - 1
        })
    }
}

/// Every day on which a fact that an answer may consult begins or ends.
/// The later changes that touch a party of the registry.
fn compiled(later: &LaterChanges, parties: &Field) -> Vec<CompiledChange> {
    let touching = later.changes.iter().map(|change| CompiledChange {
        day: change.day,
        start: instant(day_start(change.day)),
        entry: Arc::clone(&change.entry),
        parties: change.parties.iter().filter_map(|id| parties.find(id)).collect(),
    });
    touching.filter(|change| !change.parties.is_empty()).collect()
}

fn boundaries(registry: &Registry, rules: &RuleSet, changes: &[CompiledChange]) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = registry.covers().boundaries().collect();
    days.extend(changes.iter().map(|change| change.day));
    days.extend(registry.parties().iter().flat_map(|party| party.periods.iter().flat_map(|p| p.boundaries())));
    days.extend(registry.ceptoars().iter().filter_map(|ceptoar| ceptoar.poc));
    days.extend(registry.memberships().iter().flat_map(|membership| membership.period.boundaries()));
    days.extend(registry.each_link().flat_map(|link| link.like.period.boundaries()));
    days.extend(rules.rules().iter().flat_map(|rule| rule.period.boundaries()));
    days.sort_unstable();
    days.dedup();
    days
}
