//! The deliveries of a plan as JSON, written without the plan: byte for byte those of the plan that it would be.

use std::sync::Arc;

use crate::answer::json;
use crate::answer::plan::Unmet;
use crate::lint::{Lint, LintCode};
use crate::router::engine::aside::Aside;
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::decision::Decision;
use crate::router::engine::delivery::{Maker, ids, obligations, persons};
use crate::router::engine::terms::{Bases, Known};
use crate::word::sets::{Duty, Status};

/// What a plan says beside the notice and its day.
pub(in crate::router) struct Written {
    /// The list of deliveries, as JSON.
    pub(in crate::router) deliveries: String,
    pub(in crate::router) unmet: Vec<Unmet>,
    pub(in crate::router) lints: Vec<Lint>,
    /// The later changes that are known and not applied.
    pub(in crate::router) changes: Vec<Arc<str>>,
    /// How long it holds, in nanoseconds.
    pub(in crate::router) valid_until: Option<i64>,
}

impl<S: Shape> Decision<'_, S> {
    pub(in crate::router) fn written(&self, aside: Aside<'_>) -> Written {
        let (q, parties) = (&self.q, &self.q.tables.parties);
        let mut lints = self.hints(aside).lints(q.tables);
        let mut maker = Maker::new(self, aside);
        let told = self.told();
        let mut out = String::with_capacity(640 * told.len() + 2);
        let (known, mut made) = (q.compiled.terms.read(), Known::<S>::default());
        out.push('[');
        for (party, id) in told.iter().filter_map(|party| Some((party, parties.get(party)?))) {
            if out.len() > 1 {
                out.push(',');
            }
            let duty = self.duty(party);
            json::recipient_to_hops(id, duty, q.scope(), &mut persons(aside, id).into_iter(), &mut out);
            maker.start(party);
            let (mut judgement, mut judged, mut first) = (Vec::new(), false, true);
            out.push('[');
            while let Some((to, hop)) = maker.next(&mut lints) {
                if !first {
                    out.push(',');
                }
                first = false;
                judged |= hop.rests_on_judgement();
                judgement.extend(self.owed(to, &hop));
                hop.write(&mut out);
            }
            out.push(']');
            let bases = Bases {
                rules: self.permitting_rules(party),
                level: q.coded.level,
                no_attribution: aside.no_attribution,
                exercise: q.coded.status == Status::Exercise,
            };
            match known.get(&bases).or_else(|| made.get(&bases)) {
                Some(terms) => out.push_str(terms),
                None => {
                    let start = out.len();
                    let obligations = obligations(q, aside, self.permitting(party));
                    json::due_to_rules(self.due(party), &obligations, &ids(self.permitting(party)), &mut out);
                    made.insert(bases, out.get(start..).unwrap_or_default().into());
                }
            }
            json::judgement_to_end(&judgement, &q.instruments(party), &mut out);
            if duty == Duty::Must && (judged || !judgement.is_empty()) {
                lints.push(Lint::new(LintCode::RequiredByJudgement, id.as_str()));
            }
        }
        out.push(']');
        drop(known);
        q.compiled.terms.keep(made);
        lints.sort_unstable();
        lints.dedup();
        let unmet = self.unmet(&told);
        let changes = self.later_changes(&told, &unmet);
        Written { deliveries: out, unmet, lints, changes, valid_until: self.valid_until() }
    }

    /// The rules that permit a party.
    fn permitting_rules(&self, party: usize) -> S::Rules {
        let masks = &self.q.compiled.masks;
        let speaking = self.tests.spoken.iter().filter(|(_, audience)| audience.contains(party));
        let mut rules = S::Rules::of(masks.rules, speaking.map(|(rule, _)| *rule));
        rules.keep(&masks.gives);
        rules
    }
}
