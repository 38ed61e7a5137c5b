//! To whom a withdrawal goes, and who is not reached.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::answer::follow_up::{FollowUpDelivery, FollowUpHop};
use crate::answer::plan::Unmet;
use crate::answer::reason::ReasonCode;
use crate::answer::verdict::Reason;
use crate::due::Due;
use crate::error::problem::Refusal;
use crate::gather::InOrder as _;
use crate::life::told::thread::{Told, Version};
use crate::life::told::way::Search;
use crate::lint::{Lint, LintCode};
use crate::router::answer::Bare;
use crate::word::sets::{Duty, Outcome, PersonsScope};

/// To whom a withdrawal goes, and who is not reached.
#[derive(PartialEq, Eq)]
pub(super) struct Withdrawn {
    pub(super) deliveries: Vec<FollowUpDelivery>,
    pub(super) unmet: Vec<Unmet>,
    pub(super) lints: Vec<Lint>,
    pub(super) changes: Vec<Arc<str>>,
}

impl Withdrawn {
    /// `owed`: whoever has an earlier version, the asking origin left out. The log is looked at as it stands, whatever the instant.
    pub(super) fn new<'c>(
        told: &Told<'_, 'c>,
        version: &Version<'c>,
        owed: &BTreeSet<usize>,
        at: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        let case = &version.case;
        let answer = &*case.answer(at)?;
        let search = Search { told, version, answer, at, by: told.policy.as_of };
        let paths = search.paths(owed);
        let owed: Vec<usize> = owed.iter().copied().collect();
        let Bare { parts, mut lints, changes } = answer.bare(&owed);
        let (mut deliveries, mut unmet) = (Vec::new(), Vec::new());
        for (party, (persons, obligations, instruments)) in owed.iter().zip(parts) {
            let Some(id) = case.router.party_ids().get(*party) else { continue };
            let Some(path) = paths.get(party) else {
                let is_active = answer.standing(*party).active;
                let outcome = if is_active { Outcome::Unreachable } else { Outcome::Inactive };
                unmet.push(Unmet { party: id.clone(), outcome, rules: Vec::new() });
                continue;
            };
            let steps = path.parties.iter().zip(path.parties.iter().skip(1));
            let hops: Vec<FollowUpHop> = steps.filter_map(|(from, to)| search.hop(*from, *to)).collect();
            for hop in &hops {
                let code = match (hop.off_link, &hop.channels) {
                    (true, _) => LintCode::OffLink,
                    (false, None) => LintCode::ChannelUnknown,
                    (false, Some(_)) => continue,
                };
                lints.push(Lint::new(code, &hop.place()));
            }
            if persons.scope == PersonsScope::Named && persons.refs.is_empty() {
                lints.push(Lint::new(LintCode::NobodyNamed, id));
            }
            deliveries.push(FollowUpDelivery {
                recipient: id.clone(),
                duty: Duty::Must,
                persons,
                hops,
                due: Some(Due::promptly()),
                obligations,
                rules: Vec::new(),
                judgement: Vec::new(),
                instruments,
                reasons: vec![Reason::new(ReasonCode::Withdrawal)],
            });
        }
        lints.in_order(Ord::cmp);
        lints.dedup();
        Ok(Self { deliveries, unmet, lints, changes })
    }
}
