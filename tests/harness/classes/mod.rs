//! Envelope classes: what of an envelope a decision can tell apart, read from the documents alone.
//!
//! A *product* is a choice of one value for each field, asked in every epoch of the days that the edition speaks of. Products
//! are of one class where, in each epoch, the same rules hold, the same channel conditions hold on links that the notice may
//! travel, and origin, direction, the meaning of the label, who is affected and who is addressed are the same; an addressee
//! that nothing looks at counts as any other such. Answers of one class are equal but for what they show of the envelope:
//! the conditions of rules that do not hold, and the addressees that are not told.

mod fields;

use std::collections::BTreeMap;

use ceptoar_core::{
    Audience, ChannelCondition, Condition, Direction, Effect, Label, LevelProfile, Notice, PartyId, PartyKind,
    ReachTerm, Registry, Role, RuleSet,
};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

pub use self::fields::{Addressed, Affected, Meaning};
use self::fields::{Fields, origin_kind};

/// One bit for each rule.
type Rules = u128;

/// A choice of one value for each field, as places in the lists of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Product {
    direction: Direction,
    origin: usize,
    /// The meaning of the label.
    pub meaning: usize,
    affected: usize,
    addressed: usize,
    kind: usize,
    cause: usize,
    purpose: usize,
    status: usize,
    mode: usize,
}

/// Every class of a registry, its rules and some profiles.
pub struct Classes<'a> {
    registry: &'a Registry,
    rules: &'a RuleSet,
    fields: Fields,
    /// The conditions of channels: which direction of links has them.
    conditions: Vec<(ChannelCondition, Vec<Direction>)>,
    /// The first day of each epoch, and of those that follow the last.
    epochs: Vec<NaiveDate>,
    /// How many of them are of the days that the edition speaks of.
    inside: usize,
    /// For each meaning, whether its reach looks at every single addressee.
    looks: Vec<bool>,
}

fn selects(audience: &Audience) -> bool {
    audience.addressees || audience.except.as_deref().is_some_and(selects)
}

/// The rules of which a condition of one field holds.
fn holding(rules: &RuleSet, holds: impl Fn(&Condition, bool) -> bool) -> Rules {
    let held = rules.rules().iter().enumerate().filter(|(_, rule)| holds(&rule.when, rule.effect == Effect::Forbid));
    held.fold(0, |all, (n, _)| all | 1 << n)
}

fn named<T: PartialEq>(set: &Option<Vec<T>>, value: &T) -> bool {
    set.as_ref().is_none_or(|set| set.contains(value))
}

/// A field that is left open meets a forbid that names values of it, and nothing else that does.
fn some_named<T: PartialEq>(set: &Option<Vec<T>>, values: &[T], forbids: bool) -> bool {
    match set {
        None => true,
        Some(_) if values.is_empty() => forbids,
        Some(set) => values.iter().any(|value| set.contains(value)),
    }
}

impl<'a> Classes<'a> {
    /// Reads what tells envelopes apart.
    ///
    /// # Panics
    /// Where there are more than 128 rules: this tool is for the built-in edition.
    #[must_use]
    pub fn new(registry: &'a Registry, rules: &'a RuleSet, profiles: &[LevelProfile]) -> Self {
        assert!(rules.rules().len() <= 128, "too many rules for one word");
        let fields = Fields::new(registry, rules, profiles);
        let mut conditions: Vec<(ChannelCondition, Vec<Direction>)> = Vec::new();
        for link in registry.links() {
            for when in link.channels.iter().flatten().filter_map(|channel| channel.when.as_ref()) {
                match conditions.iter_mut().find(|(known, _)| known == when) {
                    Some((_, directions)) if directions.contains(&link.direction) => {}
                    Some((_, directions)) => directions.push(link.direction),
                    None => conditions.push((when.clone(), vec![link.direction])),
                }
            }
        }
        let (epochs, inside) = epochs(registry, rules);
        // Where the reach has everybody it looks at no addressee.
        let all = [ReachTerm::Community, ReachTerm::Anyone];
        let looks = fields.meanings.iter().map(|meaning| {
            let (place, label) = &meaning.labels[0];
            let reach = profiles[*place].level(label.as_str()).map(|level| level.reach.as_slice()).unwrap_or_default();
            reach.contains(&ReachTerm::Addressees) && !reach.iter().any(|term| all.contains(term))
        });
        Self { looks: looks.collect(), registry, rules, fields, conditions, epochs, inside }
    }

    /// How many groups of classes there are: one for each direction and origin.
    #[must_use]
    pub fn groups(&self) -> usize {
        Direction::ALL.len() * self.fields.origins.len()
    }

    /// The meanings of labels.
    #[must_use]
    pub fn meanings(&self) -> &[Meaning] {
        &self.fields.meanings
    }

    /// How many products one label of a profile has in one epoch.
    #[must_use]
    pub fn products_of_label(&self) -> usize {
        self.groups() * self.fields.affected.len() * self.fields.addressed.len() * self.of_rest()
    }

    fn of_rest(&self) -> usize {
        let Fields { kinds, causes, purposes, statuses, modes, .. } = &self.fields;
        kinds.len() * causes.len() * purposes.len() * statuses.len() * modes.len()
    }

    /// How many values each field has.
    #[must_use]
    pub fn sizes(&self) -> String {
        let Fields { origins, affected, addressed, kinds, causes, purposes, statuses, modes, .. } = &self.fields;
        format!(
            "3 directions x {} origins x {} kinds x {} causes x {} purposes x {} statuses x {} modes x {} affected x {} \
             addressees x {} epochs",
            origins.len(),
            kinds.len(),
            causes.len(),
            purposes.len(),
            statuses.len(),
            modes.len(),
            affected.len(),
            addressed.len(),
            self.inside
        )
    }

    /// How many epochs there are in the days that the edition speaks of.
    #[must_use]
    pub fn inside(&self) -> usize {
        self.inside
    }

    /// The first day of each epoch, and of those that follow the last.
    #[must_use]
    pub fn days(&self) -> &[NaiveDate] {
        &self.epochs
    }

    /// The first instant of each epoch, and of those that follow the last.
    #[must_use]
    pub fn instants(&self) -> Vec<DateTime<Utc>> {
        let midnight = |day: &NaiveDate| day.and_time(NaiveTime::MIN).and_utc() - TimeDelta::hours(9);
        self.epochs.iter().map(midnight).collect()
    }

    /// The classes of one direction and one origin: each with its products, in their order.
    #[must_use]
    pub fn of_group(&self, group: usize) -> Vec<Vec<Product>> {
        let direction = Direction::ALL[group % Direction::ALL.len()];
        let origin = group / Direction::ALL.len();
        let rules = self.rules;
        let of_direction = holding(rules, |when, _| named(&when.directions, &direction));
        let of_epochs: Vec<Rules> = self.epochs.iter().map(|day| self.of_origin(origin, *day)).collect();
        let rests: Vec<(Product, Rules, u64)> = self.rests(direction, origin);
        let of_addressees: Vec<Rules> = self.fields.addressed.iter().map(|one| self.of_addressed(one)).collect();
        let selecting = rules.rules().iter().enumerate().filter(|(_, rule)| selects(&rule.audience));
        let selecting: Rules = selecting.fold(0, |all, (n, _)| all | 1 << n);
        let mut classes = Vec::new();
        for (meaning, of_meaning) in self.fields.meanings.iter().enumerate() {
            let of_level = holding(rules, |when, _| named(&when.levels, &of_meaning.labels[0].1));
            for (affected, of_affected) in self.fields.affected.iter().enumerate() {
                let of_affected = self.of_affected(of_affected);
                let mut local: BTreeMap<(usize, u64, Vec<Rules>), Vec<Product>> = BTreeMap::new();
                for (addressed, of_addressed) in of_addressees.iter().enumerate() {
                    for (product, of_rest, channels) in &rests {
                        let held = of_direction & of_level & of_affected & of_addressed & of_rest;
                        let held: Vec<Rules> = of_epochs.iter().map(|of_epoch| of_epoch & held).collect();
                        let looked = self.looks[meaning] || held.iter().any(|held| held & selecting != 0);
                        let seen = if looked { addressed } else { self.seen(addressed) };
                        let product = Product { meaning, affected, addressed, ..*product };
                        local.entry((seen, *channels, held)).or_default().push(product);
                    }
                }
                classes.extend(local.into_values());
            }
        }
        classes
    }

    /// An addressee where no rule and no reach looks at each: a CEPTOAR is concerned, of others one is as good as another.
    fn seen(&self, addressed: usize) -> usize {
        let is_other = |one: &Addressed| match one {
            Addressed::One(id) => {
                self.registry.party(id.as_str()).is_some_and(|party| party.kind != PartyKind::Ceptoar)
            }
            Addressed::Nobody | Addressed::Everybody => false,
        };
        let first = self.fields.addressed.iter().position(is_other);
        match (self.fields.addressed.get(addressed), first) {
            (Some(one), Some(first)) if is_other(one) => first,
            _ => addressed,
        }
    }

    /// What is left when direction, origin, label, affected and addressees are chosen: the rules whose conditions hold, and the
    /// conditions of channels, a bit for each.
    fn rests(&self, direction: Direction, origin: usize) -> Vec<(Product, Rules, u64)> {
        let fields = &self.fields;
        let base = Product {
            direction,
            origin,
            meaning: 0,
            affected: 0,
            addressed: 0,
            kind: 0,
            cause: 0,
            purpose: 0,
            status: 0,
            mode: 0,
        };
        let mut rests = Vec::with_capacity(self.of_rest());
        for n in 0..self.of_rest() {
            let mut left = n;
            let mut next = |count: usize| {
                let place = left % count;
                left /= count;
                place
            };
            let product = Product {
                kind: next(fields.kinds.len()),
                cause: next(fields.causes.len()),
                purpose: next(fields.purposes.len()),
                status: next(fields.statuses.len()),
                mode: next(fields.modes.len()),
                ..base
            };
            let notice = self.filled(&product);
            let causes: Vec<_> = notice.cause.iter().filter(|cause| **cause != "unknown").cloned().collect();
            let held = holding(self.rules, |when, forbids| {
                named(&when.kinds, &notice.kind)
                    && named(&when.statuses, &notice.status)
                    && named(&when.modes, &notice.mode)
                    && some_named(&when.causes, &causes, forbids)
                    && some_named(&when.purposes, &notice.purposes, forbids)
            });
            let mut channels = 0;
            for (n, (when, directions)) in self.conditions.iter().enumerate() {
                let travelled = directions.iter().any(|of| *of == direction || *of == Direction::Provision);
                let holds = (when.modes.is_empty() || when.modes.contains(&notice.mode))
                    && (when.purposes.is_empty() || when.purposes.iter().any(|aim| notice.purposes.contains(aim)));
                channels |= u64::from(travelled && holds) << n;
            }
            rests.push((product, held, channels));
        }
        rests
    }

    fn of_origin(&self, origin: usize, day: NaiveDate) -> Rules {
        let id = &self.fields.origins[origin];
        let kind = origin_kind(self.registry, id);
        let own = || self.registry.memberships().iter().filter(|m| m.party == *id && m.period.covers(day));
        let roles: Vec<Role> = own().map(|m| m.role).collect();
        let direct = own().filter(|m| matches!(m.role, Role::Member | Role::Observer)).map(|m| m.group.clone());
        let mut groups: Vec<PartyId> = direct.collect();
        if kind == Some(PartyKind::Ceptoar) {
            groups.push(id.clone());
        }
        let held = holding(self.rules, |when, _| {
            named(&when.origins, id)
                && kind.is_some_and(|kind| named(&when.origin_kinds, &kind))
                && some_named(&when.origin_groups, &groups, false)
                && some_named(&when.origin_roles, &roles, false)
        });
        let rules = self.rules.rules().iter().enumerate().filter(|(_, rule)| rule.period.covers(day));
        rules.fold(0, |all, (n, _)| all | 1 << n) & held
    }

    fn of_affected(&self, affected: &Affected) -> Rules {
        holding(self.rules, |when, forbids| {
            let (sectors, ceptoars) = match affected {
                Affected::Open => (Vec::new(), Vec::new()),
                Affected::Sector(id) => (vec![id.clone()], Vec::new()),
                Affected::Ceptoar(id) => (Vec::new(), vec![id.clone()]),
            };
            some_named(&when.affected_sectors, &sectors, forbids)
                && some_named(&when.affected_ceptoars, &ceptoars, forbids)
        })
    }

    fn of_addressed(&self, addressed: &Addressed) -> Rules {
        let ids = self.addressees(addressed);
        holding(self.rules, |when, forbids| some_named(&when.addressees, &ids, forbids))
    }

    fn addressees(&self, addressed: &Addressed) -> Vec<PartyId> {
        match addressed {
            Addressed::Nobody => Vec::new(),
            Addressed::One(id) => vec![id.clone()],
            Addressed::Everybody => self.fields.origins.clone(),
        }
    }

    fn filled(&self, product: &Product) -> Notice {
        let fields = &self.fields;
        let (_, label) = &fields.meanings[product.meaning].labels[0];
        let (origin, kind) = (fields.origins[product.origin].clone(), fields.kinds[product.kind].clone());
        let id = "proof".parse().unwrap_or_else(|_| unreachable!("`proof` is an id"));
        let mut notice = Notice::new(id, product.direction, origin, label.clone(), kind, DateTime::UNIX_EPOCH);
        notice.cause = fields.causes[product.cause].clone();
        notice.purposes = fields.purposes[product.purpose].clone().into_iter().collect();
        notice.status = fields.statuses[product.status];
        notice.mode = fields.modes[product.mode];
        match &fields.affected[product.affected] {
            Affected::Open => {}
            Affected::Sector(id) => notice.affected_sectors = vec![id.clone()],
            Affected::Ceptoar(id) => notice.affected_ceptoars = vec![id.clone()],
        }
        notice.addressees = self.addressees(&fields.addressed[product.addressed]);
        notice
    }

    /// The notice of a product at an instant, with a label of its meaning.
    #[must_use]
    pub fn notice(&self, product: &Product, label: Label, at: DateTime<Utc>) -> Notice {
        let mut notice = self.filled(product);
        (notice.level, notice.issued_at) = (label, at);
        notice
    }
}

/// The days on which a fact begins or ends from the first day that the edition speaks of, with that day; and how many of
/// them it speaks of.
fn epochs(registry: &Registry, rules: &RuleSet) -> (Vec<NaiveDate>, usize) {
    let covers = registry.covers();
    let mut periods = vec![covers];
    periods.extend(registry.parties().iter().flat_map(|party| party.periods.iter().copied()));
    periods.extend(registry.memberships().iter().map(|membership| membership.period));
    periods.extend(registry.links().iter().map(|link| link.period));
    periods.extend(rules.rules().iter().map(|rule| rule.period));
    let mut days: Vec<NaiveDate> = periods.iter().flat_map(|period| [period.from, period.until]).flatten().collect();
    days.extend(registry.ceptoars().iter().filter_map(|ceptoar| ceptoar.poc));
    days.sort_unstable();
    days.dedup();
    let first = covers.from.or(days.first().copied()).unwrap_or_default();
    days.retain(|day| *day >= first);
    let inside = days.iter().filter(|day| covers.until.is_none_or(|until| **day < until)).count();
    (days, inside)
}
