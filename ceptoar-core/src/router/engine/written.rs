//! The deliveries of a plan as JSON, written without the plan: byte for byte those of the plan that it would be.

use crate::answer::json;
use crate::lint::{Lint, LintCode};
use crate::notice::envelope::Notice;
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::decision::Decision;
use crate::router::engine::delivery::{Maker, ids, obligations, persons};
use crate::router::engine::plan::Body;
use crate::word::sets::Duty;

/// A plan whose deliveries are written already.
pub(in crate::router) struct Written {
    /// The list of deliveries, as JSON.
    pub(in crate::router) deliveries: String,
    /// The rest, without deliveries.
    pub(in crate::router) body: Body,
}

impl<S: Shape> Decision<'_, S> {
    pub(in crate::router) fn written(&self, notice: &Notice) -> Written {
        let parties = &self.q.tables.parties;
        let mut lints = self.q.hints(notice, &self.tests, &self.paths.reached).unwrap_or_default().lints(self.q.tables);
        let mut maker = Maker::new(self, notice);
        let told = self.told();
        let mut out = String::with_capacity(640 * told.len() + 2);
        // The terms that follow from the same rules are written once.
        let mut known: Vec<(S::Rules, String)> = Vec::new();
        out.push('[');
        for (party, id) in told.iter().filter_map(|party| Some((party, parties.get(party)?))) {
            if out.len() > 1 {
                out.push(',');
            }
            let duty = self.duty(party);
            json::recipient_to_hops(id, duty, self.q.scope(), &mut persons(notice, id).into_iter(), &mut out);
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
            let rules = self.permitting_rules(party);
            let terms = match known.iter().position(|(of, _)| *of == rules) {
                Some(place) => place,
                None => {
                    let mut terms = String::with_capacity(128);
                    let obligations = obligations(&self.q, notice, self.permitting(party));
                    json::due_to_rules(self.due(party), &obligations, &ids(self.permitting(party)), &mut terms);
                    known.push((rules, terms));
                    known.len() - 1
                }
            };
            if let Some((_, terms)) = known.get(terms) {
                out.push_str(terms);
            }
            json::judgement_to_end(&judgement, &self.q.instruments(party), &mut out);
            if duty == Duty::Must && (judged || !judgement.is_empty()) {
                lints.push(Lint::new(LintCode::RequiredByJudgement, id.as_str()));
            }
        }
        out.push(']');
        lints.sort_unstable();
        lints.dedup();
        let unmet = self.unmet(&told);
        let changes = self.later_changes(&told, &unmet);
        Written { deliveries: out, body: Body { deliveries: Vec::new(), unmet, lints, changes } }
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
