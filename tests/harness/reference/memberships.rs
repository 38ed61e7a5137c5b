//! Memberships that ended or have not begun, and would make a difference (DESIGN 4, "Nobody unsaid").

use std::collections::BTreeMap;

use ceptoar_core::{Effect, Membership};
use chrono::NaiveDate;

use super::Ask;
use crate::engine::Said;

impl Ask<'_> {
    /// The reasons `membership-ended` and `membership-not-begun`: those with a rule, and those about reach.
    pub(super) fn membership_reasons(&self, party: &str) -> (Vec<Said>, Vec<Said>) {
        let mut of_rules = BTreeMap::new();
        let mut of_reach = BTreeMap::new();
        let (permitted, in_reach) = (self.permitted(party), self.in_reach(party));
        for membership in self.world.registry.memberships().iter().filter(|m| m.party == *party) {
            let Some((code, date)) = self.other_day(membership) else { continue };
            let then = Ask { supposed: Some(membership), ..self.clone() };
            let group = Some(membership.group.clone());
            if !permitted {
                for (rule, failed) in self.rules().filter(|(rule, _)| rule.effect != Effect::Forbid) {
                    if failed.is_empty() && then.speaks_of(rule, party) {
                        let said = Said { group: group.clone(), ..Said::rule(code, &rule.id) };
                        self.nearest(&mut of_rules, said, date);
                    }
                }
            }
            if !in_reach && then.in_reach(party) {
                self.nearest(&mut of_reach, Said { group, ..Said::code(code) }, date);
            }
        }
        let dated = |found: BTreeMap<Said, NaiveDate>| {
            found.into_iter().map(|(said, date)| Said { date: Some(date), ..said }).collect::<Vec<_>>()
        };
        (dated(of_rules), dated(of_reach))
    }

    /// Whether a membership ended on or before the day or begins after it, and when.
    fn other_day(&self, membership: &Membership) -> Option<(&'static str, NaiveDate)> {
        let ended = membership.period.until.filter(|until| *until <= self.day).map(|until| ("membership-ended", until));
        let later = membership.period.from.filter(|from| *from > self.day).map(|from| ("membership-not-begun", from));
        ended.or(later)
    }

    /// Keeps of two dates the one nearer to the day.
    fn nearest(&self, found: &mut BTreeMap<Said, NaiveDate>, said: Said, date: NaiveDate) {
        let away = |date: NaiveDate| (date - self.day).num_days().abs();
        let kept = found.entry(said).or_insert(date);
        if away(date) < away(*kept) {
            *kept = date;
        }
    }
}
