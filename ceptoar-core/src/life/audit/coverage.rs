//! How far a notice came, by stage.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::answer::audit::{NoticeRow, StageRow, Units};
use crate::gather::InOrder as _;
use crate::id::NoticeId;
use crate::life::told::case::Case;
use crate::life::told::unit::Part;
use crate::router::ask::Router;
use crate::span::Span;
use crate::word::audit::Stage;

/// Of one notice: what was owed and what became of it, by stage.
#[derive(Default)]
pub(super) struct Coverage {
    stages: BTreeMap<Stage, Reached>,
    lapsed: u64,
    may: u64,
    may_told: u64,
    first: Option<DateTime<Utc>>,
    last: Option<DateTime<Utc>>,
}

#[derive(Default, Clone, Copy)]
struct Reached {
    expected: u64,
    sent: u64,
    confirmed: u64,
    in_time: u64,
    unmet: u64,
    units: [u64; 4],
}

impl Coverage {
    fn stage(&mut self, router: &Router, party: &str) -> Option<&mut Reached> {
        let kind = router.registry().party(party)?.kind;
        Some(self.stages.entry(Stage::of(kind)).or_default())
    }

    pub(super) fn may(&mut self, is_told: bool) {
        self.may += 1;
        self.may_told += u64::from(is_told);
    }

    pub(super) fn lapsed(&mut self) {
        self.lapsed += 1;
    }

    pub(super) fn unmet(&mut self, router: &Router, party: &str) {
        if let Some(stage) = self.stage(router, party) {
            stage.unmet += 1;
        }
    }

    /// A party that is owed the notice, with what was sent to it and whether it came in time.
    pub(super) fn owed(&mut self, router: &Router, party: &str, total: Option<u64>, part: Option<(&Part, bool)>) {
        let arrived = part.and_then(|(part, _)| part.arrived_at);
        self.first = [self.first, arrived].into_iter().flatten().min();
        self.last = self.last.max(arrived);
        let Some(stage) = self.stage(router, party) else { return };
        stage.expected += 1;
        if let Some((part, in_time)) = part {
            stage.sent += 1;
            stage.confirmed += u64::from(part.is_confirmed);
            stage.in_time += u64::from(in_time);
        }
        let [expected, sent, confirmed, unknown] = &mut stage.units;
        match total {
            None => *unknown += 1,
            Some(total) => {
                *expected += total;
                if let Some((part, _)) = part {
                    *sent += part.told;
                    *confirmed += part.confirmed;
                }
            }
        }
    }

    /// The row of a notice with its number in its thread, and those of its stages.
    pub(super) fn rows(
        &self,
        case: &Case<'_>,
        version: usize,
        replaced_by: Option<&NoticeId>,
    ) -> (NoticeRow, Vec<StageRow>) {
        let sum = |of: fn(&Reached) -> u64| self.stages.values().map(of).sum();
        let after = |at: Option<DateTime<Utc>>| at.map(|at| Span::between(case.notice.issued_at, at));
        let notice = case.notice;
        let row = NoticeRow {
            notice: notice.id.clone(),
            issued_at: notice.issued_at,
            direction: notice.direction,
            kind: notice.kind.clone(),
            affected_sectors: notice.affected_sectors.clone(),
            status: notice.status,
            message: notice.message,
            version: version as u64,
            is_final: replaced_by.is_none(),
            replaced_by: replaced_by.cloned(),
            expected: sum(|reached| reached.expected),
            sent: sum(|reached| reached.sent),
            confirmed: sum(|reached| reached.confirmed),
            in_time: sum(|reached| reached.in_time),
            unmet: sum(|reached| reached.unmet),
            lapsed: self.lapsed,
            may: self.may,
            may_told: self.may_told,
            first_after: after(self.first),
            last_after: after(self.last),
        };
        let stage = |(stage, reached): (&Stage, &Reached)| {
            let [expected, sent, confirmed, unknown] = reached.units;
            StageRow {
                notice: notice.id.clone(),
                stage: *stage,
                expected: reached.expected,
                sent: reached.sent,
                confirmed: reached.confirmed,
                in_time: reached.in_time,
                unmet: reached.unmet,
                units: Units { expected, sent, confirmed, unknown },
            }
        };
        let mut stages: Vec<StageRow> = self.stages.iter().map(stage).collect();
        stages.in_order_of(|row| row.stage.as_str());
        (row, stages)
    }
}
