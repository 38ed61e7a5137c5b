//! One notice, as numbers, on one day and in one situation: what every test of the decision reads.

use std::ops::Deref;

use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::brought::Brought;
use crate::router::engine::channels::Passage;
use crate::router::engine::coded::Coded;
use crate::router::engine::compiled::Compiled;
use crate::router::engine::epoch::Epoch;
use crate::router::engine::graph::Graph;
use crate::router::engine::kept::Held;
use crate::router::engine::outages::Outages;
use crate::router::engine::tables::{CompiledLevel, Tables};
use crate::word::sets::{ConditionName, Direction, PartyKind};

/// What a question is about, before anything is worked out.
pub(in crate::router) struct Setting<'a, S: Shape> {
    pub(in crate::router) compiled: &'a Compiled<S>,
    pub(in crate::router) tables: &'a Tables,
    pub(in crate::router) epoch: &'a Epoch<S>,
    pub(in crate::router) coded: &'a Coded<S>,
    /// What the situation closes; `None`: nothing is out.
    pub(in crate::router) outages: Option<&'a Outages<S>>,
    pub(in crate::router) level: &'a CompiledLevel,
    /// Whether it is too early for everybody.
    pub(in crate::router) embargoed: bool,
    /// Whether the origin is a class, which stands for its other members as a recipient.
    pub(in crate::router) origin_is_class: bool,
}

pub(in crate::router) struct Question<'a, S: Shape> {
    setting: Setting<'a, S>,
    affected: Affected<'a, S>,
    own: &'a Brought<S>,
    /// The concerned CEPTOARs: the affected, the origin's own, and those among the addressees.
    pub(in crate::router) concerned: S::Parties,
}

impl<'a, S: Shape> Deref for Question<'a, S> {
    type Target = Setting<'a, S>;

    #[inline]
    fn deref(&self) -> &Setting<'a, S> {
        &self.setting
    }
}

impl<S: Shape> Clone for Setting<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S: Shape> Copy for Setting<'_, S> {}

impl<'a, S: Shape> Setting<'a, S> {
    /// `None` if the level is foreign to the tables.
    #[inline]
    pub(in crate::router) fn new(
        compiled: &'a Compiled<S>,
        coded: &'a Coded<S>,
        outages: Option<&'a Outages<S>>,
        epoch: &'a Epoch<S>,
        embargoed: bool,
    ) -> Option<Self> {
        let tables = &*compiled.tables;
        let (level, origin_is_class) = (tables.levels.get(coded.level)?, tables.is_class(coded.origin));
        Some(Self { compiled, tables, epoch, coded, outages, level, embargoed, origin_is_class })
    }

    /// The parties that have a verdict: all but the origin, which has one too where it is a class.
    #[inline]
    pub(in crate::router) fn with_verdict(&self) -> S::Parties {
        let mut all = self.compiled.statics.everybody.clone();
        if !self.origin_is_class {
            all.remove(self.coded.origin);
        }
        all
    }

    /// The rules whose every condition is met, their periods included.
    #[inline]
    pub(in crate::router) fn fired(&self) -> S::Rules {
        let (masks, coded) = (&self.compiled.masks, self.coded);
        let mut fired = self.epoch.origin(self.tables, masks, coded.origin);
        let cause = coded.cause.unwrap_or_else(|| masks.causes.len().saturating_sub(1));
        for of_value in [
            masks.together(coded.direction, coded.mode, coded.status, coded.level),
            masks.kinds.get(coded.kind),
            masks.causes.get(cause),
        ] {
            match of_value {
                Some(rules) => fired.keep(rules),
                None => fired.clear(),
            }
        }
        fired.keep(&masks.purposes.of(&coded.purposes));
        fired.keep(&masks.sectors.of(&coded.sectors));
        fired.keep(&masks.ceptoars.of(&coded.ceptoars));
        fired.keep(&masks.addressees.of(&coded.addressees));
        fired
    }

    /// The way of the notice over channels.
    pub(in crate::router) fn passage(&self) -> Passage<'_, S::Terms> {
        Passage {
            level: self.level,
            closing: self.outages.map(|outages| &outages.closing),
            conditions: &self.coded.conditions,
        }
    }

    /// Whether a link is open for the notice.
    pub(in crate::router) fn is_open(&self, number: usize) -> bool {
        self.tables.links.get(number).is_some_and(|link| self.passage().is_open(number, link))
    }

    /// What is open in a direction; `None`: nothing.
    #[inline]
    pub(in crate::router) fn graph(&self, direction: Direction) -> Option<Held<'_, Graph<S>>> {
        let (tables, epoch, level) = (self.tables, &self.epoch, self.coded.level);
        match self.outages {
            Some(outages) => Some(Held::Shared(outages.graph(tables, epoch.place, level, direction))),
            None => {
                let slot = epoch.open(level, direction as usize)?;
                Some(Held::Kept(slot.get_or_init(|| Graph::new(tables, epoch.day, level, direction, None))))
            }
        }
    }
}

impl<'a, S: Shape> Question<'a, S> {
    #[inline]
    pub(in crate::router) fn new(setting: Setting<'a, S>) -> Self {
        let Setting { compiled, epoch, coded, .. } = setting;
        let affected = Affected::new(compiled, epoch, coded);
        let own = epoch.of_own(coded.origin).unwrap_or(&compiled.statics.nobody);
        let mut concerned = coded.addressees.and(compiled.statics.of_kind(PartyKind::Ceptoar));
        concerned.add(&affected.brought().ceptoars);
        concerned.add(&own.ceptoars);
        Self { setting, affected, own, concerned }
    }

    /// The affected CEPTOARs and whom they bring.
    #[inline]
    pub(in crate::router) fn affected(&self) -> &Brought<S> {
        self.affected.brought()
    }

    /// The origin's own CEPTOARs and whom they bring.
    #[inline]
    pub(in crate::router) fn own(&self) -> &Brought<S> {
        self.own
    }

    /// By condition, in the order of their names: the rules that meet it.
    pub(in crate::router) fn met(&self) -> Met<S> {
        use ConditionName as Name;
        let (masks, coded, epoch) = (&self.compiled.masks, self.coded, &self.epoch);
        let none = || S::Rules::none(masks.rules);
        let of = |list: &[S::Rules], value: usize| list.get(value).cloned().unwrap_or_else(none);
        let kind = self.tables.kind(coded.origin);
        let cause = coded.cause.unwrap_or_else(|| masks.causes.len().saturating_sub(1));
        Met(ConditionName::ALL.map(|name| match name {
            Name::Addressees => masks.addressees.of(&coded.addressees),
            Name::AffectedCeptoars => masks.ceptoars.of(&coded.ceptoars),
            Name::AffectedSectors => masks.sectors.of(&coded.sectors),
            Name::Causes => of(&masks.causes, cause),
            Name::Directions => of(&masks.directions, coded.direction as usize),
            Name::Kinds => of(&masks.kinds, coded.kind),
            Name::Levels => of(&masks.levels, coded.level),
            Name::Modes => of(&masks.modes, coded.mode as usize),
            Name::OriginGroups => epoch.admitting_groups(masks, coded.origin),
            Name::OriginKinds => kind.map_or_else(none, |kind| of(&masks.origin_kinds, kind as usize)),
            Name::OriginRoles => epoch.admitting_roles(masks, coded.origin),
            Name::Origins => masks.origins.of_each([coded.origin]),
            Name::Period => epoch.in_force.clone(),
            Name::Purposes => masks.purposes.of(&coded.purposes),
            Name::Statuses => of(&masks.statuses, coded.status as usize),
        }))
    }

    /// The parties beyond the origin's own side, where a liaison notice stays.
    pub(in crate::router) fn stays(&self) -> S::Parties {
        if self.coded.direction != Direction::Liaison {
            return S::Parties::none(self.tables.parties.len());
        }
        let mut stays = self.compiled.statics.everybody.less(self.compiled.statics.of_kind(PartyKind::Cabinet));
        let own = self.own();
        for of_own in [&own.ceptoars, &own.responsible, &own.members, &own.analysts] {
            stays.subtract(of_own);
        }
        stays
    }
}

/// By condition: the rules that meet it.
pub(in crate::router) struct Met<S: Shape>([S::Rules; ConditionName::ALL.len()]);

impl<S: Shape> Met<S> {
    /// The conditions that a rule does not meet, as bits in the order of their names.
    pub(in crate::router) fn failed(&self, rule: usize) -> u16 {
        let failed = self.0.iter().enumerate().filter(|(_, rules)| !rules.contains(rule));
        failed.fold(0, |bits, (place, _)| bits | 1 << place)
    }
}

/// The affected CEPTOARs and whom they bring: those of one sector are known to the day.
enum Affected<'a, S: Shape> {
    Known(&'a Brought<S>),
    Made(Brought<S>),
}

impl<'a, S: Shape> Affected<'a, S> {
    #[inline]
    fn brought(&self) -> &Brought<S> {
        match self {
            Self::Known(brought) => brought,
            Self::Made(brought) => brought,
        }
    }

    /// The CEPTOARs of the affected sectors, narrowed sector by sector; without sectors, the CEPTOARs alone.
    #[inline]
    fn new(compiled: &'a Compiled<S>, epoch: &'a Epoch<S>, coded: &Coded<S>) -> Self {
        if !coded.ceptoars.is_empty() {
            return Self::Made(Self::named(compiled, epoch, coded));
        }
        let mut sectors = coded.sectors.iter();
        match (sectors.next(), sectors.next()) {
            (None, _) => Self::Known(&compiled.statics.nobody),
            (Some(sector), None) => Self::Known(epoch.of_sector.get(sector).unwrap_or(&compiled.statics.nobody)),
            (Some(_), Some(_)) => {
                let mut all = Brought::none(compiled.tables.parties.len());
                for of_sector in coded.sectors.iter().filter_map(|sector| epoch.of_sector.get(sector)) {
                    all.add(of_sector);
                }
                Self::Made(all)
            }
        }
    }

    fn named(compiled: &Compiled<S>, epoch: &Epoch<S>, coded: &Coded<S>) -> Brought<S> {
        let mut all = Brought::<S>::none(compiled.tables.parties.len());
        if coded.sectors.is_empty() {
            all.ceptoars.clone_from(&coded.ceptoars);
        }
        for of_sector in coded.sectors.iter().filter_map(|sector| compiled.statics.in_sector.get(sector)) {
            let narrowed = of_sector.and(&coded.ceptoars);
            all.ceptoars.add(if narrowed.is_empty() { of_sector } else { &narrowed });
        }
        let ceptoars = all.ceptoars.clone();
        epoch.bring(&ceptoars, &mut all);
        all
    }
}
