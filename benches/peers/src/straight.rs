//! The straightforward loop: what everybody's answer must be, and itself a peer.

use crate::notices::Row;
use crate::rules::{Effect, RECIPIENTS, RULES, Relation, Rule};

/// Who is told and who must be, as bits by recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Masks {
    pub allowed: u16,
    pub must: u16,
}

/// Whether the rule fires for the notice, recipients aside.
pub fn fires(rule: &Rule, row: &Row) -> bool {
    let holds = |mask: u16, code: u8| mask >> code & 1 == 1;
    holds(rule.origins, row.origin)
        && holds(rule.levels, row.level)
        && holds(rule.kinds, row.kind)
        && holds(rule.causes, row.cause)
        && holds(rule.purposes, row.purpose)
        && (rule.sectors == 0 || rule.sectors & row.sectors != 0)
        && (rule.from..rule.until).contains(&row.day)
}

/// Whether a relation holds between a recipient and the notice.
pub fn related(relation: Relation, recipient: usize, row: &Row) -> bool {
    let place = RECIPIENTS[recipient].place;
    match relation {
        Relation::Sector => place.is_some_and(|(sector, _)| row.sectors >> sector & 1 == 1),
        Relation::Ministry => place.is_some_and(|(_, ministry)| row.ministry() == Some(ministry)),
        Relation::Own => row.own() == Some(recipient as u8),
        Relation::NotOwn => row.own() != Some(recipient as u8),
    }
}

/// The answer, recipient by recipient and rule by rule.
pub fn answer(row: &Row) -> Masks {
    let mut masks = Masks::default();
    for recipient in 0..RECIPIENTS.len() {
        let (mut allowed, mut must, mut denied) = (false, false, false);
        for rule in &RULES {
            if rule.to >> recipient & 1 == 1
                && fires(rule, row)
                && rule.relations.iter().all(|relation| related(*relation, recipient, row))
            {
                match rule.effect {
                    Effect::Must => (allowed, must) = (true, true),
                    Effect::May => allowed = true,
                    Effect::Deny => denied = true,
                }
            }
        }
        masks.allowed |= u16::from(allowed && !denied) << recipient;
        masks.must |= u16::from(must && !denied) << recipient;
    }
    masks
}

/// Whom a relation admits: what a host resolves for peers that say only which rules fire.
pub struct Resolved {
    sector: u16,
    ministry: u16,
    own: u16,
}

impl Resolved {
    pub fn of(row: &Row) -> Self {
        let mask =
            |relation| (0..RECIPIENTS.len()).fold(0, |mask, who| mask | u16::from(related(relation, who, row)) << who);
        Self { sector: mask(Relation::Sector), ministry: mask(Relation::Ministry), own: mask(Relation::Own) }
    }

    pub fn mask(&self, relation: Relation) -> u16 {
        match relation {
            Relation::Sector => self.sector,
            Relation::Ministry => self.ministry,
            Relation::Own => self.own,
            Relation::NotOwn => !self.own,
        }
    }

    /// The answer to a notice for which these rules fire.
    pub fn answer(&self, fired: impl Iterator<Item = usize>) -> Masks {
        let (mut must, mut may, mut denied) = (0, 0, 0);
        for rule in fired.map(|index| &RULES[index]) {
            let to = rule.relations.iter().fold(rule.to, |to, relation| to & self.mask(*relation));
            match rule.effect {
                Effect::Must => must |= to,
                Effect::May => may |= to,
                Effect::Deny => denied |= to,
            }
        }
        Masks { allowed: (must | may) & !denied, must: must & !denied }
    }
}
