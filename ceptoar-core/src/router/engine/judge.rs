//! The four tests of the decision: active, permitted, not forbidden, in reach.

use crate::router::engine::bits::Bits;
use crate::router::engine::question::Question;
use crate::router::engine::reach::Reach;
use crate::word::sets::{Direction, Effect, PartyKind, Role};

/// Who passes which test.
pub(in crate::router) struct Tests {
    pub(in crate::router) permitted: Bits,
    pub(in crate::router) required: Bits,
    pub(in crate::router) forbidden: Bits,
    /// The parties that a liaison notice may not reach, whatever a rule says.
    pub(in crate::router) stays: Bits,
    pub(in crate::router) reach: Reach,
    /// The parties that pass all four tests, without an origin that is no class.
    pub(in crate::router) may: Bits,
    /// The parties that every permitting rule tells only if a person judges so.
    pub(in crate::router) owing: Bits,
    /// The rules that fire, in their order, each with its audience.
    pub(in crate::router) fired: Vec<(usize, Bits)>,
}

impl Tests {
    pub(in crate::router) fn new(q: &Question<'_>) -> Self {
        let mut fired = Vec::new();
        let none = || q.tables.none();
        let (mut permitted, mut required, mut forbidden, mut unjudged) = (none(), none(), none(), none());
        for (rule, condition) in q.tables.conditions.iter().enumerate() {
            if !q.fires(rule) {
                continue;
            }
            let audience = q.audience(rule);
            match condition.effect {
                Effect::Permit => permitted.add(&audience),
                Effect::Require => {
                    permitted.add(&audience);
                    required.add(&audience);
                }
                Effect::Forbid => forbidden.add(&audience),
            }
            if condition.effect != Effect::Forbid && !condition.judged {
                unjudged.add(&audience);
            }
            fired.push((rule, audience));
        }
        let mut owing = permitted.clone();
        owing.subtract(&unjudged);
        let stays = liaison_stays(q);
        let reach = Reach::new(q);
        let mut may = q.epoch.active.clone();
        may.keep(&permitted);
        may.subtract(&forbidden);
        may.subtract(&stays);
        may.keep(&reach.passing);
        if !q.origin_is_class {
            may.remove(q.origin);
        }
        Self { permitted, required, forbidden, stays, reach, may, owing, fired }
    }
}

fn liaison_stays(q: &Question<'_>) -> Bits {
    if q.notice.direction != Direction::Liaison {
        return q.tables.none();
    }
    let mut stays = q.tables.everybody.clone();
    stays.subtract(&q.tables.of_kind(PartyKind::Cabinet));
    stays.subtract(&q.own);
    for group in q.own.iter().filter_map(|n| q.epoch.group(n)) {
        stays.subtract(group.role(Role::Responsible));
        stays.subtract(&group.members);
        stays.subtract(group.role(Role::Analyst));
    }
    stays
}
