//! ceptoar through public calls, on its own documents. A new way of asking gets its entry here.

use ceptoar_core::{Answer, Duty, Explanation, Notice, Plan, Prepared, RecipientSet, Refusal, Router, Situation};

use crate::documents::{documents, notice};
use crate::measure::Entry;
use crate::notices::Row;
use crate::peer::Fault;
use crate::rules::RECIPIENTS;

/// How many rows each way is asked.
pub struct Sizes {
    pub audience: usize,
    pub plan: usize,
}

struct Asked {
    router: Router,
    situation: Situation,
    notices: Vec<Notice>,
    prepared: Vec<Prepared>,
}

impl Asked {
    /// Lives as long as the program, for an answer borrows what was asked.
    fn of(router: &Router, rows: &[Row]) -> Result<&'static Self, Fault> {
        let notices = rows.iter().map(notice).collect::<Result<Vec<_>, _>>()?;
        let prepared = notices.iter().map(|notice| router.prepare(notice)).collect::<Result<_, _>>()?;
        Ok(Box::leak(Box::new(Self { router: router.clone(), situation: Situation::default(), notices, prepared })))
    }
}

pub fn entries<'a>(rows: &[Row], sizes: &Sizes) -> Result<Vec<Entry<'a>>, Fault> {
    let router = documents().router()?;
    let asked = |count: usize| Asked::of(&router, &rows[..count.min(rows.len())]);
    Ok(vec![
        entry("Router::audience (who, duty)", asked(sizes.audience)?, |asked, row| {
            asked.router.audience(&asked.notices[row], &asked.situation)
        }),
        entry("Prepared::audience (who, duty)", asked(sizes.audience)?, |asked, row| {
            asked.prepared[row].audience(&asked.situation)
        }),
        entry("Router::answer (all decided, nothing written)", asked(sizes.audience)?, |asked, row| {
            asked.router.answer(&asked.notices[row], &asked.situation)
        }),
        entry("Router::route (paths, terms, validity)", asked(sizes.plan)?, |asked, row| {
            asked.router.route(&asked.notices[row], &asked.situation)
        }),
        entry("Router::explain (every reason)", asked(sizes.plan)?, |asked, row| {
            asked.router.explain(&asked.notices[row], &asked.situation)
        }),
    ])
}

/// An answer that names the told.
trait Told {
    fn told(&self) -> Vec<(&str, Duty)>;
}

impl Told for RecipientSet {
    fn told(&self) -> Vec<(&str, Duty)> {
        self.iter().map(|(party, duty)| (party.as_str(), duty)).collect()
    }
}

impl Told for Answer<'_> {
    fn told(&self) -> Vec<(&str, Duty)> {
        let duty = |party: &str| self.duty(party).unwrap_or(Duty::May);
        Answer::told(self).into_iter().map(|party| (party.as_str(), duty(party.as_str()))).collect()
    }
}

impl Told for Plan {
    fn told(&self) -> Vec<(&str, Duty)> {
        self.deliveries.iter().map(|delivery| (delivery.recipient.as_str(), delivery.duty)).collect()
    }
}

impl Told for Explanation {
    fn told(&self) -> Vec<(&str, Duty)> {
        self.plan.told()
    }
}

fn entry<'a, A: Told + 'a>(
    form: &'static str,
    asked: &'static Asked,
    ask: impl Fn(&'static Asked, usize) -> Result<A, Refusal> + Copy + 'a,
) -> Entry<'a> {
    let rows = asked.notices.len();
    Entry::new(
        ("ceptoar-core", form),
        rows,
        asked,
        move |asked: &mut &'static Asked, row| ask(*asked, row),
        |_, _, answer| {
            // A refusal or a stranger among the told gives a mask that no rule gives.
            let Ok(answer) = answer else { return (0, Some(u16::MAX)) };
            let mut masks = (0, 0);
            for (party, duty) in answer.told() {
                match RECIPIENTS.iter().position(|who| who.name == party) {
                    Some(place) => {
                        masks.0 |= 1 << place;
                        masks.1 |= u16::from(duty == Duty::Must) << place;
                    }
                    None => return (0, Some(u16::MAX)),
                }
            }
            (masks.0, Some(masks.1))
        },
    )
}
