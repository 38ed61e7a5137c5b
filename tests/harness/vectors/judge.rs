//! Whether an answer is what a vector expects: the one place where expectations are judged.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Expect;
use super::expect::Delivery;
use crate::engine::{Answered, Told, word};

/// What is wrong, collected.
struct Faults(Vec<String>);

impl Faults {
    fn same(&mut self, what: &str, found: &Value, wanted: &Value) {
        if found != wanted {
            self.0.push(format!("{what}: {found}, expected {wanted}"));
        }
    }

    /// Every wanted text is among those found.
    fn among(&mut self, what: &str, found: &BTreeSet<String>, wanted: &[String]) {
        for wanted in wanted.iter().filter(|wanted| !found.contains(*wanted)) {
            self.0.push(format!("{what}: {found:?} has no `{wanted}`"));
        }
    }
}

/// What of an answer is not as expected.
pub(super) fn judge(expect: &Expect, answered: &Answered) -> Vec<String> {
    let mut faults = Faults(Vec::new());
    decision(expect, answered, &mut faults);
    hands(expect, answered, &mut faults);
    papers(expect, answered, &mut faults);
    faults.0
}

fn decision(expect: &Expect, answered: &Answered, faults: &mut Faults) {
    let Answered { whole, origin, .. } = answered;
    let told = |party: &String| whole.answers.get(party).and_then(|answer| answer.told.as_ref());
    for (what, party, right) in expect
        .told
        .iter()
        .map(|party| ("told", party, told(party).is_some()))
        .chain(expect.must.iter().map(|party| ("must", party, told(party).is_some_and(|told| told.duty == "must"))))
    {
        faults.same(&format!("{what} {party}"), &json!(right), &json!(true));
    }
    for party in &expect.not_told {
        let is_known = *party == *origin || whole.answers.contains_key(party);
        faults.same(&format!("not_told {party}"), &json!(is_known && told(party).is_none()), &json!(true));
    }
    for (recipient, wanted) in &expect.deliveries {
        match whole.answers.get(recipient).and_then(|answer| answer.told.as_ref()) {
            Some(told) => delivery(recipient, told, wanted, origin, faults),
            None => faults.0.push(format!("{recipient} is not told")),
        }
    }
    if expect.exactly {
        let told: Vec<&str> = whole.told().map(|(party, _)| party).collect();
        let named: BTreeSet<&String> = expect.told.iter().chain(expect.deliveries.keys()).collect();
        faults.same("told", &json!(told), &json!(named));
    }
    for (party, wanted) in &expect.verdicts {
        let Some(answer) = whole.answers.get(party) else {
            faults.0.push(format!("{party} has no verdict"));
            continue;
        };
        faults.same(&format!("{party} outcome"), &json!(word(answer.outcome)), &json!(wanted.outcome));
        let texts = answer.reasons.iter().flat_map(|said| said.texts()).collect();
        faults.among(&format!("{party} reasons"), &texts, &wanted.reasons);
    }
    if let Some(wanted) = &expect.unmet {
        faults.same("unmet", &json!(whole.unmet()), &json!(wanted));
    }
    faults.among("lints", &whole.lints, &expect.lints);
    for lint in &expect.no_lints {
        let there = |found: &&String| *found == lint || found.split(' ').next() == Some(lint);
        if let Some(found) = whole.lints.iter().find(there) {
            faults.0.push(format!("lints: {found}, expected no {lint}"));
        }
    }
    if let Some(wanted) = &expect.changes {
        faults.same("changes", &json!(whole.changes), &json!(wanted));
    }
    if let Some(wanted) = &expect.valid_until {
        faults.same("valid_until", &json!(answered.valid_until), &json!(wanted));
    }
}

fn delivery(recipient: &str, told: &Told, wanted: &Delivery, origin: &str, faults: &mut Faults) {
    let Some(last) = told.hops.last() else {
        faults.0.push(format!("{recipient} is told without a hop"));
        return;
    };
    let path: Vec<&str> = [origin].into_iter().chain(told.hops.iter().map(|hop| hop.to.as_str())).collect();
    let judgement: Value = told.judgement.iter().map(|owed| (owed.party.clone(), json!(owed.rules))).collect();
    for (name, wanted, found) in [
        ("duty", wanted.duty.as_ref().map(|duty| json!(duty)), json!(told.duty)),
        ("path", wanted.path.as_ref().map(|path| json!(path)), json!(path)),
        ("channels", wanted.channels.as_ref().map(|ids| json!(ids)), json!(last.channels)),
        ("also", wanted.also.as_ref().map(|ids| json!(ids)), json!(last.also)),
        ("judged", wanted.judged.as_ref().map(|ids| json!(ids)), json!(last.judged)),
        ("judgement", wanted.judgement.as_ref().map(|owed| json!(owed)), judgement),
        ("instruments", wanted.instruments.as_ref().map(|ids| json!(ids)), json!(told.instruments)),
        ("due", wanted.due.as_ref().map(|due| json!(due)), json!(told.due)),
        ("obligations", wanted.obligations.as_ref().map(|ids| json!(ids)), json!(told.obligations)),
        ("rules", wanted.rules.as_ref().map(|ids| json!(ids)), json!(told.rules)),
        ("refs", wanted.refs.as_ref().map(|refs| json!(refs)), json!(told.refs)),
        ("internal", wanted.internal.map(Value::from), json!(last.internal)),
    ] {
        if let Some(wanted) = wanted {
            faults.same(&format!("{recipient} {name}"), &found, &wanted);
        }
    }
}

fn hands(expect: &Expect, answered: &Answered, faults: &mut Faults) {
    for (pair, wanted) in &expect.may_pass {
        let Some(passed) = answered.may_pass.get(pair) else {
            faults.0.push(format!("may_pass {pair} is not answered"));
            continue;
        };
        let (answer, reasons) = match wanted {
            Value::Array(reasons) => ("no", reasons.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
            wanted => (wanted.as_str().unwrap_or("a word or a list of reasons"), Vec::new()),
        };
        faults.same(&format!("may_pass {pair}"), &json!(passed.answer), &json!(answer));
        let texts = passed.reasons.iter().flat_map(|said| said.texts()).collect();
        faults.among(&format!("may_pass {pair}"), &texts, &reasons);
    }
    for (holder, wanted) in &expect.onward {
        faults.same(&format!("onward {holder}"), &json!(answered.onward.get(holder)), &json!(wanted));
    }
    for (party, wanted) in &expect.asked {
        faults.same(&format!("decide {party}"), &json!(answered.asked.get(party)), &json!(wanted));
    }
}

fn papers(expect: &Expect, answered: &Answered, faults: &mut Faults) {
    let Some(papers) = &answered.papers else { return };
    for (recipient, wanted) in &expect.views {
        let view = papers.views.get(recipient).and_then(Value::as_object);
        let (Some(view), Some(wanted)) = (view, wanted.as_object()) else {
            faults.0.push(format!("view of {recipient}: it is not there, or {wanted} is no object"));
            continue;
        };
        for (field, wanted) in wanted {
            faults.same(&format!("view of {recipient}: {field}"), view.get(field).unwrap_or(&Value::Null), wanted);
        }
    }
    for (question, wanted) in &expect.relabel {
        let found = papers.relabel.get(question).unwrap_or(&Value::Null);
        faults.same(&format!("relabel {question}"), found, wanted);
    }
}
