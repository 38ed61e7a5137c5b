//! Memberships that ended or have not begun, and would make a difference (DESIGN 4, "Nobody unsaid").

use std::collections::BTreeMap;

use ceptoar_core::{Effect, Membership};
use chrono::NaiveDate;

use super::Ask;

impl Ask<'_> {
    /// The reasons `membership-ended` and `membership-not-begun`: those with a rule, and those about reach.
    pub(super) fn membership_reasons(&self, party: &str) -> (Vec<String>, Vec<String>) {
        let mut of_rules = BTreeMap::new();
        let mut of_reach = BTreeMap::new();
        let (permitted, in_reach) = (self.permitted(party), self.in_reach(party));
        for membership in self.world.registry.memberships().iter().filter(|m| m.party == *party) {
            let Some((code, date)) = self.other_day(membership) else { continue };
            let then = Ask { supposed: Some(membership), ..*self };
            let group = membership.group.to_string();
            if !permitted {
                for rule in self.world.rules.rules().iter().filter(|rule| rule.effect != Effect::Forbid) {
                    if self.failed(rule).is_empty() && then.speaks_of(rule, party) {
                        self.nearest(&mut of_rules, format!("{code} {} {group}", rule.id), date);
                    }
                }
            }
            if !in_reach && then.in_reach(party) {
                self.nearest(&mut of_reach, format!("{code} {group}"), date);
            }
        }
        let texts = |found: BTreeMap<String, NaiveDate>| {
            found.into_iter().map(|(text, date)| format!("{text} {date}")).collect::<Vec<_>>()
        };
        (texts(of_rules), texts(of_reach))
    }

    /// Whether a membership ended on or before the day or begins after it, and when.
    fn other_day(&self, membership: &Membership) -> Option<(&'static str, NaiveDate)> {
        let ended = membership.period.until.filter(|until| *until <= self.day).map(|until| ("membership-ended", until));
        let later = membership.period.from.filter(|from| *from > self.day).map(|from| ("membership-not-begun", from));
        ended.or(later)
    }

    /// Keeps of two dates the one nearer to the day.
    fn nearest(&self, found: &mut BTreeMap<String, NaiveDate>, text: String, date: NaiveDate) {
        let away = |date: NaiveDate| (date - self.day).num_days().abs();
        let kept = found.entry(text).or_insert(date);
        if away(date) < away(*kept) {
            *kept = date;
        }
    }
}
