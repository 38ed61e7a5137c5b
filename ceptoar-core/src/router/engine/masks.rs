//! The conditions of the rules, turned round: for each value of a field the rules whose condition admits it.

use std::collections::BTreeMap;

use crate::fact::link::ChannelCondition;
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::field::Field;
use crate::router::engine::tables::Tables;
use crate::rules::rule::Rule;
use crate::word::sets::{Direction, Effect, Mode, PartyKind, Role, Status};

/// For each field and value a set of rules.
pub(in crate::router) struct Masks<S: Shape> {
    /// How many rules there are.
    pub(in crate::router) rules: usize,
    pub(in crate::router) require: S::Rules,
    pub(in crate::router) forbid: S::Rules,
    /// The rules that permit or require.
    pub(in crate::router) gives: S::Rules,
    /// The rules whose audience has an exception that has one.
    pub(in crate::router) excepts_twice: S::Rules,
    /// The rules that leave it to a person's judgement.
    pub(in crate::router) judged: S::Rules,
    /// The rules whose condition names a level.
    pub(in crate::router) names_level: S::Rules,
    /// By direction, mode, status and level together.
    together: Vec<S::Rules>,
    pub(in crate::router) directions: Vec<S::Rules>,
    pub(in crate::router) modes: Vec<S::Rules>,
    pub(in crate::router) statuses: Vec<S::Rules>,
    pub(in crate::router) levels: Vec<S::Rules>,
    pub(in crate::router) kinds: Vec<S::Rules>,
    /// By cause; the last: none is said.
    pub(in crate::router) causes: Vec<S::Rules>,
    pub(in crate::router) purposes: Listed<S>,
    pub(in crate::router) sectors: Listed<S>,
    pub(in crate::router) ceptoars: Named<S>,
    pub(in crate::router) addressees: Named<S>,
    pub(in crate::router) origins: Named<S>,
    pub(in crate::router) origin_kinds: Vec<S::Rules>,
    pub(in crate::router) origin_groups: Named<S>,
    /// The rules that ask for no role of the origin, and by role those that its holder meets.
    pub(in crate::router) any_role: S::Rules,
    pub(in crate::router) origin_roles: Vec<S::Rules>,
    /// The conditions of channels: by mode those that admit it; by purpose, and where a notice has none.
    condition_modes: Vec<S::Terms>,
    condition_purposes: Vec<S::Terms>,
    condition_any_purpose: S::Terms,
}

/// A field that holds a list of few terms: a condition is met by one value in common.
pub(in crate::router) struct Listed<S: Shape> {
    /// By term.
    met: Vec<S::Rules>,
    /// The rules that ask for none.
    any: S::Rules,
    /// The rules that are met where nothing is said: what is left open fails a permit or require and meets a forbid.
    absent: S::Rules,
}

/// A field that holds parties, of which rules name few.
pub(in crate::router) struct Named<S: Shape> {
    /// By party that a rule names, sorted.
    met: Vec<(usize, S::Rules)>,
    any: S::Rules,
    absent: S::Rules,
}

/// The rules that ask for no value of a field, and those that are met where nothing is said. Each value that a rule asks for
/// is handed on.
fn asked<R: Set, T>(rules: &[Rule], of: impl Fn(&Rule) -> Option<&Vec<T>>, mut each: impl FnMut(usize, &T)) -> (R, R) {
    let (mut any, mut absent) = (R::none(rules.len()), R::none(rules.len()));
    for (n, rule) in rules.iter().enumerate() {
        match of(rule) {
            Some(values) => {
                values.iter().for_each(|value| each(n, value));
                if rule.effect == Effect::Forbid {
                    absent.insert(n);
                }
            }
            None => {
                any.insert(n);
                absent.insert(n);
            }
        }
    }
    (any, absent)
}

impl<S: Shape> Listed<S> {
    fn new<T: AsRef<str>>(rules: &[Rule], field: &Field, of: impl Fn(&Rule) -> Option<&Vec<T>>) -> Self {
        let mut met = vec![S::Rules::none(rules.len()); field.len()];
        let (any, absent) = asked(rules, of, |rule, value: &T| {
            if let Some(set) = field.find(value.as_ref()).and_then(|value| met.get_mut(value)) {
                set.insert(rule);
            }
        });
        Self { met, any, absent }
    }

    #[inline]
    pub(in crate::router) fn of(&self, values: &S::Terms) -> S::Rules {
        if values.is_empty() {
            return self.absent.clone();
        }
        let mut all = self.any.clone();
        for met in values.iter().filter_map(|value| self.met.get(value)) {
            all.add(met);
        }
        all
    }
}

impl<S: Shape> Named<S> {
    fn new<T: AsRef<str>>(rules: &[Rule], parties: &Field, of: impl Fn(&Rule) -> Option<&Vec<T>>) -> Self {
        let mut met = BTreeMap::new();
        let (any, absent) = asked(rules, of, |rule, value: &T| {
            if let Some(party) = parties.find(value.as_ref()) {
                met.entry(party).or_insert_with(|| S::Rules::none(rules.len())).insert(rule);
            }
        });
        Self { met: met.into_iter().collect(), any, absent }
    }

    /// The rules that a set of parties meets.
    #[inline]
    pub(in crate::router) fn of(&self, values: &S::Parties) -> S::Rules {
        if values.is_empty() {
            return self.absent.clone();
        }
        let mut all = self.any.clone();
        for (_, met) in self.met.iter().filter(|(party, _)| values.contains(*party)) {
            all.add(met);
        }
        all
    }

    /// The rules that some parties meet together; none of them meets none but those that ask for nothing.
    pub(in crate::router) fn of_each(&self, values: impl IntoIterator<Item = usize>) -> S::Rules {
        let mut all = self.any.clone();
        for value in values {
            if let Some((_, met)) =
                self.met.binary_search_by_key(&value, |(party, _)| *party).ok().and_then(|n| self.met.get(n))
            {
                all.add(met);
            }
        }
        all
    }
}

impl<S: Shape> Masks<S> {
    pub(in crate::router) fn new(tables: &Tables) -> Self {
        let rules = tables.rules.rules();
        let set = |admits: &dyn Fn(&Rule) -> bool| -> S::Rules {
            S::Rules::of(rules.len(), rules.iter().enumerate().filter(|(_, rule)| admits(rule)).map(|(n, _)| n))
        };
        let effect = |effect: Effect| set(&|rule| rule.effect == effect);
        fn admits<T: PartialEq>(set: Option<&Vec<T>>, value: &T) -> bool {
            set.is_none_or(|set| set.contains(value))
        }
        let directions: Vec<_> =
            Direction::ALL.iter().map(|v| set(&|rule| admits(rule.when.directions.as_ref(), v))).collect();
        let modes: Vec<_> = Mode::ALL.iter().map(|v| set(&|rule| admits(rule.when.modes.as_ref(), v))).collect();
        let statuses: Vec<_> =
            Status::ALL.iter().map(|v| set(&|rule| admits(rule.when.statuses.as_ref(), v))).collect();
        let levels: Vec<_> = tables
            .profile
            .levels()
            .iter()
            .map(|level| set(&|rule| admits(rule.when.levels.as_ref(), &level.label)))
            .collect();
        let mut together = Vec::new();
        for direction in &directions {
            for mode in &modes {
                for status in &statuses {
                    together.extend(levels.iter().map(|level| direction.and(mode).and(status).and(level)));
                }
            }
        }
        let fields = &tables.fields;
        // A kind is always said: where a rule names none, any; nothing is absent.
        let of_terms = |field: &Field, of: &dyn Fn(&Rule) -> Option<Vec<usize>>| -> Vec<S::Rules> {
            let named: Vec<Option<Vec<usize>>> = rules.iter().map(of).collect();
            let of_value = |value: usize| {
                let admitted =
                    named.iter().enumerate().filter(|(_, set)| set.as_ref().is_none_or(|s| s.contains(&value)));
                S::Rules::of(rules.len(), admitted.map(|(n, _)| n))
            };
            (0..field.len()).map(of_value).collect()
        };
        fn numbers<T: AsRef<str>>(field: &Field, set: Option<&Vec<T>>) -> Option<Vec<usize>> {
            set.map(|set| set.iter().filter_map(|value| field.find(value.as_ref())).collect())
        }
        let kinds = of_terms(&fields.kinds, &|rule| numbers(&fields.kinds, rule.when.kinds.as_ref()));
        let mut causes = of_terms(&fields.causes, &|rule| numbers(&fields.causes, rule.when.causes.as_ref()));
        causes.push(set(&|rule| rule.when.causes.is_none() || rule.effect == Effect::Forbid));
        let conditions = &tables.conditions;
        let condition = |admits: &dyn Fn(&ChannelCondition) -> bool| -> S::Terms {
            let met = conditions.iter().enumerate().filter(|(_, when)| admits(when));
            S::Terms::of(conditions.len(), met.map(|(n, _)| n))
        };
        let mut condition_purposes = vec![S::Terms::none(conditions.len()); fields.purposes.len()];
        for (n, when) in conditions.iter().enumerate() {
            for purpose in when.purposes.iter().filter_map(|id| fields.purposes.find(id.as_str())) {
                if let Some(set) = condition_purposes.get_mut(purpose) {
                    set.insert(n);
                }
            }
        }
        Self {
            rules: rules.len(),
            require: effect(Effect::Require),
            forbid: effect(Effect::Forbid),
            gives: set(&|rule| rule.effect != Effect::Forbid),
            excepts_twice: set(&|rule| rule.audience.except.as_ref().is_some_and(|except| except.except.is_some())),
            judged: set(&|rule| rule.judgement.is_some()),
            names_level: set(&|rule| rule.when.levels.is_some()),
            together,
            directions,
            modes,
            statuses,
            levels,
            kinds,
            causes,
            purposes: Listed::new(rules, &fields.purposes, |rule| rule.when.purposes.as_ref()),
            sectors: Listed::new(rules, &fields.sectors, |rule| rule.when.affected_sectors.as_ref()),
            ceptoars: Named::new(rules, &fields.parties, |rule| rule.when.affected_ceptoars.as_ref()),
            addressees: Named::new(rules, &fields.parties, |rule| rule.when.addressees.as_ref()),
            origins: Named::new(rules, &fields.parties, |rule| rule.when.origins.as_ref()),
            origin_kinds: PartyKind::ALL
                .iter()
                .map(|v| set(&|rule| admits(rule.when.origin_kinds.as_ref(), v)))
                .collect(),
            origin_groups: Named::new(rules, &fields.parties, |rule| rule.when.origin_groups.as_ref()),
            any_role: set(&|rule| rule.when.origin_roles.is_none()),
            origin_roles: Role::ALL
                .iter()
                .map(|v| set(&|rule| rule.when.origin_roles.as_ref().is_some_and(|roles| roles.contains(v))))
                .collect(),
            condition_modes: Mode::ALL
                .iter()
                .map(|mode| condition(&|when| when.modes.is_empty() || when.modes.contains(mode)))
                .collect(),
            condition_purposes,
            condition_any_purpose: condition(&|when| when.purposes.is_empty()),
        }
    }

    /// The rules that direction, mode, status and level admit together.
    #[inline]
    pub(in crate::router) fn together(
        &self,
        direction: Direction,
        mode: Mode,
        status: Status,
        level: usize,
    ) -> Option<&S::Rules> {
        let place = (direction as usize * Mode::ALL.len() + mode as usize) * Status::ALL.len() + status as usize;
        self.together.get(place * self.levels.len() + level)
    }

    /// The conditions of channels that hold for a notice.
    #[inline]
    pub(in crate::router) fn conditions(&self, mode: Mode, purposes: &S::Terms) -> S::Terms {
        self.conditions_in(mode, &self.conditions_of(purposes))
    }

    /// Those among some conditions that a mode meets.
    #[inline]
    pub(in crate::router) fn conditions_in(&self, mode: Mode, of_purposes: &S::Terms) -> S::Terms {
        let mut met = of_purposes.clone();
        if let Some(of_mode) = self.condition_modes.get(mode as usize) {
            met.keep(of_mode);
        }
        met
    }

    /// The conditions of channels that purposes meet, in whatever mode.
    #[inline]
    pub(in crate::router) fn conditions_of(&self, purposes: &S::Terms) -> S::Terms {
        let mut met = self.condition_any_purpose.clone();
        for of_purpose in purposes.iter().filter_map(|purpose| self.condition_purposes.get(purpose)) {
            met.add(of_purpose);
        }
        met
    }
}
