//! A decision table of ZEN, a row a rule: it says which rules fire, and the host resolves relations and recipients, since a
//! table has one answer a row. Sixteen evaluations, with the recipient as a column, are slower.

use serde_json::{Map, Value, json};
use zen_engine::model::DecisionContent;
use zen_engine::{Decision, DecisionEngine, Variable};

use crate::measure::Entry;
use crate::notices::Row;
use crate::peer::{Fault, now};
use crate::rules::{CAUSES, KINDS, LEVELS, ORIGINS, PURPOSES, RULES, Rule, SECTORS, Words, all, words};
use crate::straight::{Masks, Resolved};

struct Zen {
    decision: Decision,
    inputs: Vec<Variable>,
    resolved: Vec<Resolved>,
}

pub fn entry<'a>(rows: &[Row]) -> Result<Entry<'a>, Fault> {
    let content: DecisionContent = serde_json::from_value(graph())?;
    let mut decision = DecisionEngine::default().create_decision(content.into()).map_err(|_| "not a graph")?;
    decision.compile();
    let inputs = rows.iter().map(|row| Variable::from(input(row))).collect();
    let zen = Zen { decision, inputs, resolved: rows.iter().map(Resolved::of).collect() };
    let ask = |zen: &mut Zen, row: usize| -> Option<Masks> {
        let answer = now(zen.decision.evaluate(zen.inputs[row].clone())).ok()?.ok()?.result;
        let rules = answer.as_array()?;
        let rules = rules.borrow();
        let fired = rules.iter().map_while(|fired| fired.dot("rule")?.as_str()?.get(1..)?.parse::<usize>().ok());
        Some(zen.resolved[row].answer(fired.map(|number| number - 1)))
    };
    let form = ("zen-engine", "table, which rules fire; the host resolves the recipients");
    Ok(Entry::new(form, rows.len(), zen, ask, |_, _, masks| {
        masks.map_or((0, Some(u16::MAX)), |masks| (masks.allowed, Some(masks.must)))
    }))
}

const COLUMNS: [&str; 7] = ["origin", "kind", "level", "cause", "purpose", "day", "sectors"];

fn graph() -> Value {
    let inputs: Vec<Value> = COLUMNS.iter().map(|name| json!({ "id": name, "name": name, "field": name })).collect();
    let table = json!({
        "hitPolicy": "collect",
        "inputs": inputs,
        "outputs": [{ "id": "rule", "name": "rule", "field": "rule" }],
        "rules": RULES.iter().map(cells).collect::<Vec<_>>(),
    });
    json!({
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            { "id": "in", "name": "in", "type": "inputNode", "content": {} },
            { "id": "table", "name": "table", "type": "decisionTableNode", "content": table },
            { "id": "out", "name": "out", "type": "outputNode", "content": {} },
        ],
        "edges": [
            { "id": "a", "sourceId": "in", "targetId": "table" },
            { "id": "b", "sourceId": "table", "targetId": "out" },
        ],
    })
}

/// The cells of a rule; an empty one asks for nothing.
fn cells(rule: &Rule) -> Map<String, Value> {
    let quoted = |mask: u16, of: Words| words(mask, of).map(|word| format!("{word:?}")).collect::<Vec<_>>().join(", ");
    let one_of = |mask: u16, of: Words| if all(mask, of) { String::new() } else { quoted(mask, of) };
    let mut day = Vec::new();
    if rule.from > i32::MIN {
        day.push(format!("$ >= {}", rule.from));
    }
    if rule.until < i32::MAX {
        day.push(format!("$ < {}", rule.until));
    }
    let sectors = match rule.sectors {
        0 => String::new(),
        mask => format!("some($, # in [{}])", quoted(mask, SECTORS)),
    };
    let cells = [
        ("_id", rule.id.to_owned()),
        ("origin", one_of(rule.origins, ORIGINS)),
        ("kind", one_of(rule.kinds, KINDS)),
        ("level", one_of(rule.levels, LEVELS)),
        ("cause", one_of(rule.causes, CAUSES)),
        ("purpose", one_of(rule.purposes, PURPOSES)),
        ("day", day.join(" and ")),
        ("sectors", sectors),
        ("rule", format!("{:?}", rule.id)),
    ];
    cells.into_iter().map(|(name, cell)| (name.to_owned(), Value::String(cell))).collect()
}

fn input(row: &Row) -> Value {
    json!({
        "origin": ORIGINS[row.origin as usize],
        "kind": KINDS[row.kind as usize],
        "level": LEVELS[row.level as usize],
        "cause": CAUSES[row.cause as usize],
        "purpose": PURPOSES[row.purpose as usize],
        "day": row.day,
        "sectors": words(row.sectors, SECTORS).collect::<Vec<_>>(),
    })
}
