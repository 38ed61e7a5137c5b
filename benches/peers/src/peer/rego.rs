//! Rego on the virtual machine of regorus: one evaluation a notice, in two forms.

use std::fmt::Write;

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Engine, Value};
use serde_json::json;

use crate::measure::Entry;
use crate::notices::Row;
use crate::peer::Fault;
use crate::rules::{
    CAUSES, Effect, KINDS, LEVELS, ORIGINS, PURPOSES, RECIPIENTS, RULES, Relation, Rule, SECTORS, Words, all,
    recipients, words,
};
use crate::straight::{Masks, Resolved};

struct Rego {
    machine: RegoVM,
    inputs: Vec<Value>,
    resolved: Vec<Resolved>,
}

impl Rego {
    fn new(policy: &str, entry_point: &str, rows: &[Row]) -> Result<Self, Fault> {
        let mut engine = Engine::new();
        engine.add_policy("peers.rego".to_owned(), policy.to_owned())?;
        let compiled = engine.compile_with_entrypoint(&entry_point.into())?;
        let program = Compiler::compile_from_policy(&compiled, &[entry_point])?;
        let mut machine = RegoVM::new_with_policy(compiled);
        machine.load_program(program);
        let inputs = rows.iter().map(input).collect::<Result<_, _>>()?;
        Ok(Self { machine, inputs, resolved: rows.iter().map(Resolved::of).collect() })
    }

    fn asked(&mut self, row: usize) -> Option<Value> {
        self.machine.set_input(self.inputs[row].clone());
        self.machine.execute().ok()
    }
}

/// The rules that fire; the host resolves relations and recipients.
pub fn fired<'a>(rows: &[Row]) -> Result<Entry<'a>, Fault> {
    let mut policy = HEAD.to_owned();
    for (number, rule) in RULES.iter().enumerate() {
        writeln!(policy, "fired contains {number} if {{\n{}}}", tests(rule))?;
    }
    let rego = Rego::new(&policy, "data.peers.fired", rows)?;
    let ask = |rego: &mut Rego, row: usize| -> Option<Masks> {
        let answer = rego.asked(row)?;
        let fired = answer.as_set().ok()?.iter().map_while(|number| number.as_u64().ok());
        Some(rego.resolved[row].answer(fired.map(|number| number as usize)))
    };
    let form = ("regorus", "RVM, which rules fire; the host resolves the recipients");
    Ok(Entry::new(form, rows.len(), rego, ask, |_, _, masks| {
        masks.map_or((0, Some(u16::MAX)), |masks| (masks.allowed, Some(masks.must)))
    }))
}

/// The recipients, worked out in Rego from the relations that the host resolved.
pub fn told<'a>(rows: &[Row]) -> Result<Entry<'a>, Fault> {
    let mut policy = HEAD.to_owned();
    for rule in &RULES {
        let set = match rule.effect {
            Effect::Must => "must",
            Effect::May => "may",
            Effect::Deny => "denied",
        };
        let mut to = tests(rule);
        let names: Vec<String> = recipients(rule.to).map(|name| format!("{name:?}")).collect();
        writeln!(to, "some who in {{{}}}", names.join(", "))?;
        for relation in rule.relations {
            let test = match relation {
                Relation::Sector => "who in input.affected",
                Relation::Ministry => "who in input.portfolio",
                Relation::Own => "who == input.own",
                Relation::NotOwn => "who != input.own",
            };
            writeln!(to, "{test}")?;
        }
        writeln!(policy, "{set} contains who if {{\n{to}}}")?;
    }
    policy.push_str("answer := {\"allowed\": (must | may) - denied, \"must\": must - denied}\n");
    let rego = Rego::new(&policy, "data.peers.answer", rows)?;
    let form = ("regorus", "RVM, sets of recipients");
    Ok(Entry::new(form, rows.len(), rego, Rego::asked, |_, _, answer| {
        let mask = |field: &str| -> Option<u16> {
            let set = answer.as_ref()?.as_object().ok()?.get(&Value::from(field))?.as_set().ok()?;
            Some(set.iter().fold(0, |mask, name| {
                let place =
                    RECIPIENTS.iter().position(|who| name.as_string().is_ok_and(|name| name.as_ref() == who.name));
                mask | place.map_or(0, |place| 1 << place)
            }))
        };
        mask("allowed").zip(mask("must")).map_or((0, Some(u16::MAX)), |(allowed, must)| (allowed, Some(must)))
    }))
}

const HEAD: &str = "package peers\n\nimport rego.v1\n\n";

/// What a rule asks of the notice, a line a test.
fn tests(rule: &Rule) -> String {
    let mut text = String::new();
    let mut line = |test: String| text.push_str(&(test + "\n"));
    let mut one_of = |field: &str, mask: u16, of: Words| {
        let words: Vec<String> = words(mask, of).map(|word| format!("{word:?}")).collect();
        match words.as_slice() {
            _ if all(mask, of) => {}
            [word] => line(format!("input.{field} == {word}")),
            words => line(format!("input.{field} in {{{}}}", words.join(", "))),
        }
    };
    one_of("origin", rule.origins, ORIGINS);
    one_of("kind", rule.kinds, KINDS);
    one_of("level", rule.levels, LEVELS);
    one_of("cause", rule.causes, CAUSES);
    one_of("purpose", rule.purposes, PURPOSES);
    if rule.from > i32::MIN {
        line(format!("input.day >= {}", rule.from));
    }
    if rule.until < i32::MAX {
        line(format!("input.day < {}", rule.until));
    }
    if rule.sectors != 0 {
        let words: Vec<String> = words(rule.sectors, SECTORS).map(|word| format!("{word:?}")).collect();
        line(format!("count(input.sectors & {{{}}}) > 0", words.join(", ")));
    }
    text
}

/// A notice as input; sets are sets.
fn input(row: &Row) -> Result<Value, Fault> {
    let resolved = Resolved::of(row);
    let set =
        |names: Vec<&str>| Value::from(names.into_iter().map(Value::from).collect::<std::collections::BTreeSet<_>>());
    let plain = json!({
        "origin": ORIGINS[row.origin as usize],
        "level": LEVELS[row.level as usize],
        "kind": KINDS[row.kind as usize],
        "cause": CAUSES[row.cause as usize],
        "purpose": PURPOSES[row.purpose as usize],
        "own": row.own().map_or("nobody", |own| RECIPIENTS[own as usize].name),
        "day": row.day,
    });
    let mut input = Value::from_json_str(&plain.to_string())?;
    let fields = input.as_object_mut()?;
    fields.insert("sectors".into(), set(words(row.sectors, SECTORS).collect()));
    fields.insert("affected".into(), set(recipients(resolved.mask(Relation::Sector)).collect()));
    fields.insert("portfolio".into(), set(recipients(resolved.mask(Relation::Ministry)).collect()));
    Ok(input)
}
