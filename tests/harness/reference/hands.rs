//! Whether a holder may pass the notice to a party (DESIGN 4, "At each hand").

use std::collections::{BTreeSet, VecDeque};

use ceptoar_core::{Direction, Link, Outcome};

use super::{Ask, paths::travels};
use crate::engine::{Owed, Passed, Said, Whole};

impl<'a> Ask<'a> {
    /// Whether `holder` may pass the notice to `party`.
    pub fn passing(&self, holder: &str, party: &str) -> Passed {
        self.passing_in(&self.answer(), holder, party)
    }

    /// The same, where the whole answer is at hand.
    pub(crate) fn passing_in(&self, whole: &Whole, holder: &str, party: &str) -> Passed {
        let mut reasons: Vec<Said> = Vec::new();
        match whole.answers.get(party) {
            None => reasons.push(Said::code("party-is-origin")),
            Some(answer) if answer.outcome != Outcome::Deliver => {
                reasons.push(Said::code("party-not-delivered"));
                let speaks_for = |said: &Said| ["required", "permitted", "consented"].contains(&said.code);
                reasons.extend(answer.reasons.iter().filter(|reason| !speaks_for(reason)).cloned());
            }
            Some(_) => {}
        }
        let delivered = |party: &str| whole.answers.get(party).is_some_and(|a| a.outcome == Outcome::Deliver);
        let holds = self.notice.origin == *holder || delivered(holder);
        if !holds {
            reasons.push(Said::code("holder-does-not-hold"));
        }
        let there: Vec<&Link> = self.links_from(holder).filter(|link| link.to == *party).collect();
        let (closed, open): (Vec<&Link>, Vec<&Link>) = there.into_iter().partition(|link| !self.is_passable(link));
        // Whoever has the notice by a path that is still of its own direction may hand on by both; else by provisions.
        let turned = holds && !self.holds_unturned(whole, holder);
        let (usable, barred): (Vec<&Link>, Vec<&Link>) =
            open.into_iter().partition(|link| link.direction == Direction::Provision || !turned);
        // As on paths, the notice's own links come before provision links.
        let best = usable.iter().min_by_key(|link| link.direction != self.notice.direction);
        if best.is_none() {
            reasons.push(Said::code(match (barred.is_empty(), closed.is_empty()) {
                (false, _) => "direction-turned",
                (true, false) => "no-open-link",
                (true, true) => "no-hand-over",
            }));
        }
        reasons.sort();
        match best {
            Some(link) if reasons.is_empty() => {
                let judgement: Vec<Owed> = self.owed_over(link).into_iter().collect();
                let judged = !judgement.is_empty() || self.only_judged(link);
                let answer = if judged { "if-judged" } else { "yes" };
                Passed { answer, hop: Some(self.step(link)), judgement, reasons }
            }
            _ => Passed { answer: "no", hop: None, judgement: Vec::new(), reasons },
        }
    }

    /// The links of the day that leave a party and that the notice may travel.
    fn links_from(&self, party: &str) -> impl Iterator<Item = &'a Link> {
        let links = self.facts.links.get(party).into_iter().flatten().copied();
        links.filter(|link| travels(self.notice.direction, link.direction))
    }

    /// Whether a path of the notice's own links alone leads to a holder, among those who may hold the notice.
    fn holds_unturned(&self, whole: &Whole, holder: &str) -> bool {
        let origin = self.notice.origin.to_string();
        let may = |party: &str| whole.answers.contains_key(party) && self.may(party);
        let mut seen = BTreeSet::from([origin.clone()]);
        let mut todo = VecDeque::from([origin]);
        while let Some(from) = todo.pop_front() {
            let own = self.links_from(&from).filter(|link| link.direction == self.notice.direction);
            for link in own.filter(|link| may(link.to.as_str()) && self.is_passable(link)) {
                if seen.insert(link.to.to_string()) {
                    todo.push_back(link.to.to_string());
                }
            }
        }
        seen.contains(holder)
    }
}
