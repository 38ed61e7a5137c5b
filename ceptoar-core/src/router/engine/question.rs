//! One notice on one day, with its ids looked up: what every test of the decision reads.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::notice::envelope::Notice;
use crate::router::engine::bits::Bits;
use crate::router::engine::epoch::Epoch;
use crate::router::engine::tables::{CompiledCondition, CompiledLevel, Tables};
use crate::situation::Situation;
use crate::time::civil_day;
use crate::word::sets::{ConditionName, Effect, PartyKind, PersonsScope};

pub(in crate::router) struct Question<'a> {
    pub(in crate::router) tables: &'a Tables,
    pub(in crate::router) epoch: Arc<Epoch>,
    pub(in crate::router) notice: &'a Notice,
    pub(in crate::router) situation: &'a Situation,
    pub(in crate::router) at: DateTime<Utc>,
    pub(in crate::router) on: NaiveDate,
    pub(in crate::router) origin: usize,
    pub(in crate::router) level: usize,
    pub(in crate::router) compiled_level: &'a CompiledLevel,
    /// Whether the origin is a class, which stands for its other members as a recipient.
    pub(in crate::router) origin_is_class: bool,
    pub(in crate::router) affected: Bits,
    /// Whether the notice names neither affected sector nor CEPTOAR.
    pub(in crate::router) affected_open: bool,
    pub(in crate::router) all_ceptoars: Bits,
    pub(in crate::router) own: Bits,
    pub(in crate::router) addressees: Bits,
    pub(in crate::router) concerned: Bits,
    facts: Facts,
}

/// The notice's fields as numbers; a value that no rule names is `None`.
struct Facts {
    direction: u16,
    mode: u16,
    status: u16,
    origin_kind: u16,
    kind: Option<usize>,
    level: Option<usize>,
    cause: Option<Option<usize>>,
    purposes: Option<Bits>,
    affected_sectors: Option<Bits>,
    affected_ceptoars: Option<Bits>,
}

impl<'a> Question<'a> {
    /// `None` if an id is foreign to the tables, which the checks before have refused.
    pub(in crate::router) fn new(
        tables: &'a Tables,
        epoch: Arc<Epoch>,
        notice: &'a Notice,
        situation: &'a Situation,
        at: DateTime<Utc>,
    ) -> Option<Self> {
        let on = civil_day(at);
        let origin = tables.party(notice.origin.as_str())?;
        let kind = tables.kind(origin)?;
        let level = tables.profile.levels().iter().position(|level| level.label == notice.level)?;
        let compiled_level = tables.levels.get(level)?;
        let count = tables.parties.len();
        let parties =
            |ids: &[crate::id::PartyId]| Bits::of(count, ids.iter().filter_map(|id| tables.party(id.as_str())));
        let written = parties(&notice.affected_ceptoars);
        let own = Bits::of(count, epoch.own.get(origin)?.iter().copied());
        let all_ceptoars = tables.of_kind(PartyKind::Ceptoar);
        let addressees = parties(&notice.addressees);
        let affected = affected(tables, notice, &written);
        let mut concerned = addressees.clone();
        concerned.keep(&all_ceptoars);
        concerned.add(&affected);
        concerned.add(&own);
        let fields = &tables.fields;
        let facts = Facts {
            direction: notice.direction as u16,
            mode: notice.mode as u16,
            status: notice.status as u16,
            origin_kind: kind as u16,
            kind: fields.kinds.find(notice.kind.as_str()),
            level: fields.levels.find(notice.level.as_str()),
            cause: notice
                .cause
                .as_ref()
                .filter(|cause| cause.as_str() != crate::notice::envelope::UNKNOWN_CAUSE)
                .map(|cause| fields.causes.find(cause.as_str())),
            purposes: (!notice.purposes.is_empty()).then(|| {
                Bits::of(
                    fields.purposes.len(),
                    notice.purposes.iter().filter_map(|id| fields.purposes.find(id.as_str())),
                )
            }),
            affected_sectors: (!notice.affected_sectors.is_empty()).then(|| {
                Bits::of(
                    fields.sectors.len(),
                    notice.affected_sectors.iter().filter_map(|id| fields.sectors.find(id.as_str())),
                )
            }),
            affected_ceptoars: (!notice.affected_ceptoars.is_empty()).then_some(written),
        };
        Some(Self {
            tables,
            epoch,
            notice,
            situation,
            at,
            on,
            origin,
            level,
            compiled_level,
            origin_is_class: kind == PartyKind::Members,
            affected,
            affected_open: notice.affected_sectors.is_empty() && notice.affected_ceptoars.is_empty(),
            all_ceptoars,
            own,
            addressees,
            concerned,
            facts,
        })
    }

    /// Whether every condition of a rule is met, its period included.
    pub(in crate::router) fn fires(&self, rule: usize) -> bool {
        self.epoch.rule_holds.get(rule).is_some_and(|holds| *holds)
            && self.tables.conditions.get(rule).is_some_and(|condition| {
                let mut met = true;
                self.each_failed(condition, |_| met = false);
                met
            })
    }

    /// The names of the conditions that are not met, sorted.
    pub(in crate::router) fn failed(&self, rule: usize) -> Vec<ConditionName> {
        let mut names = Vec::new();
        if self.epoch.rule_holds.get(rule).is_none_or(|holds| !holds) {
            names.push(ConditionName::Period);
        }
        if let Some(condition) = self.tables.conditions.get(rule) {
            self.each_failed(condition, |name| names.push(name));
        }
        names.sort_unstable();
        names
    }

    fn each_failed(&self, when: &CompiledCondition, mut fail: impl FnMut(ConditionName)) {
        use ConditionName as Name;
        let facts = &self.facts;
        let in_mask = |set: Option<u16>, value: u16| set.is_none_or(|set| set >> value & 1 == 1);
        let in_set = |set: &Option<Bits>, value: Option<usize>| {
            set.as_ref().is_none_or(|set| value.is_some_and(|value| set.contains(value)))
        };
        // What the notice leaves open fails a permit or require and meets a forbid: either way nothing is widened.
        let absent = when.effect == Effect::Forbid;
        let meets = |set: &Option<Bits>, value: Option<&Bits>| {
            set.as_ref().is_none_or(|set| value.map_or(absent, |value| set.meets(value)))
        };
        let mut test = |met: bool, name: Name| {
            if !met {
                fail(name);
            }
        };
        test(in_mask(when.directions, facts.direction), Name::Directions);
        test(in_mask(when.origin_kinds, facts.origin_kind), Name::OriginKinds);
        test(in_mask(when.modes, facts.mode), Name::Modes);
        test(in_mask(when.statuses, facts.status), Name::Statuses);
        test(in_set(&when.kinds, facts.kind), Name::Kinds);
        test(in_set(&when.levels, facts.level), Name::Levels);
        test(in_set(&when.origins, Some(self.origin)), Name::Origins);
        let mut groups = self.epoch.origin_groups.get(self.origin).into_iter().flatten();
        test(
            when.origin_groups.as_ref().is_none_or(|set| groups.any(|group| set.contains(*group))),
            Name::OriginGroups,
        );
        let roles = self.epoch.roles.get(self.origin).copied().unwrap_or_default();
        test(when.origin_roles.is_none_or(|set| set & roles != 0), Name::OriginRoles);
        let addressees = (!self.addressees.is_empty()).then_some(&self.addressees);
        test(meets(&when.addressees, addressees), Name::Addressees);
        let cause = when
            .causes
            .as_ref()
            .is_none_or(|set| facts.cause.map_or(absent, |cause| cause.is_some_and(|cause| set.contains(cause))));
        test(cause, Name::Causes);
        test(meets(&when.purposes, facts.purposes.as_ref()), Name::Purposes);
        test(meets(&when.affected_sectors, facts.affected_sectors.as_ref()), Name::AffectedSectors);
        test(meets(&when.affected_ceptoars, facts.affected_ceptoars.as_ref()), Name::AffectedCeptoars);
    }

    /// Which persons may handle the notice.
    pub(in crate::router) fn scope(&self) -> PersonsScope {
        self.tables.profile.levels().get(self.level).map_or(PersonsScope::Named, |level| level.persons)
    }

    /// Whether it is too early for everybody.
    pub(in crate::router) fn is_embargoed(&self) -> bool {
        self.notice.embargo_until.is_some_and(|until| self.at < until)
    }
}

/// The CEPTOARs of the affected sectors, narrowed sector by sector; without sectors, the CEPTOARs alone.
fn affected(tables: &Tables, notice: &Notice, written: &Bits) -> Bits {
    if notice.affected_sectors.is_empty() {
        return written.clone();
    }
    let mut all = tables.none();
    for sector in &notice.affected_sectors {
        let of_sector = tables.registry.ceptoars().iter().filter(|ceptoar| ceptoar.sector == *sector);
        let of_sector = Bits::of(tables.parties.len(), of_sector.filter_map(|c| tables.party(c.party.as_str())));
        let mut narrowed = of_sector.clone();
        narrowed.keep(written);
        all.add(if narrowed.is_empty() { &of_sector } else { &narrowed });
    }
    all
}
