//! Cedar: a policy a rule, an entity a recipient, a question for each recipient.

use std::fmt::Write;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, EntityUid, Policy, PolicyId, PolicySet, Request, Response,
};
use serde_json::json;

use crate::measure::Entry;
use crate::notices::Row;
use crate::peer::Fault;
use crate::rules::{
    CAUSES, Effect, KINDS, LEVELS, MINISTRIES, ORIGINS, PURPOSES, RECIPIENTS, RULES, Relation, Rule, SECTORS, Words,
    all, words,
};

struct Cedar {
    authorizer: Authorizer,
    policies: PolicySet,
    entities: Entities,
    /// Sixteen for each row.
    requests: Vec<Request>,
}

pub fn entry<'a>(rows: &[Row]) -> Result<Entry<'a>, Fault> {
    let mut policies = PolicySet::new();
    for rule in &RULES {
        policies.add(Policy::parse(Some(PolicyId::new(rule.id)), policy(rule))?)?;
    }
    let requests = rows.iter().map(requests).collect::<Result<Vec<_>, _>>()?.concat();
    let cedar = Cedar { authorizer: Authorizer::new(), policies, entities: entities()?, requests };
    let ask = |cedar: &mut Cedar, row: usize| -> [Response; 16] {
        std::array::from_fn(|who| {
            cedar.authorizer.is_authorized(&cedar.requests[row * 16 + who], &cedar.policies, &cedar.entities)
        })
    };
    Ok(Entry::new(("cedar-policy", "16 x is_authorized"), rows.len(), cedar, ask, |_, _, answers| {
        let mut masks = (0, 0);
        for (who, answer) in answers.iter().enumerate() {
            let allowed = answer.decision() == Decision::Allow;
            let must =
                |id: &PolicyId| RULES.iter().any(|rule| rule.effect == Effect::Must && id == &PolicyId::new(rule.id));
            // A policy in error counts as one that does not fire: then the answer is none.
            let sound = answer.diagnostics().errors().next().is_none();
            masks.0 |= u16::from(allowed && sound) << who;
            masks.1 |= u16::from(allowed && sound && answer.diagnostics().reason().any(must)) << who;
        }
        (masks.0, Some(masks.1))
    }))
}

/// The group of the recipients of a mask: the scope of a policy asks for one.
fn group(mask: u16) -> String {
    format!("to-{mask}")
}

fn policy(rule: &Rule) -> String {
    let verb = if rule.effect == Effect::Deny { "forbid" } else { "permit" };
    let scope = if rule.to == u16::MAX {
        "principal".to_owned()
    } else {
        format!("principal in Group::\"{}\"", group(rule.to))
    };
    let mut tests = Vec::new();
    let mut one_of = |field: &str, mask: u16, of: Words| {
        if !all(mask, of) {
            let tests_of_field: Vec<String> =
                words(mask, of).map(|word| format!("context.{field} == \"{word}\"")).collect();
            tests.push(format!("({})", tests_of_field.join(" || ")));
        }
    };
    one_of("origin", rule.origins, ORIGINS);
    one_of("kind", rule.kinds, KINDS);
    one_of("level", rule.levels, LEVELS);
    one_of("cause", rule.causes, CAUSES);
    one_of("purpose", rule.purposes, PURPOSES);
    if rule.from > i32::MIN {
        tests.push(format!("context.day >= {}", rule.from));
    }
    if rule.until < i32::MAX {
        tests.push(format!("context.day < {}", rule.until));
    }
    if rule.sectors != 0 {
        let sectors: Vec<String> = words(rule.sectors, SECTORS).map(|word| format!("\"{word}\"")).collect();
        tests.push(format!("context.sectors.containsAny([{}])", sectors.join(", ")));
    }
    tests.extend(rule.relations.iter().map(|relation| {
        let test = match relation {
            Relation::Sector => "context.sectors.contains(principal.sector)",
            Relation::Ministry => "context.ministry == principal.ministry",
            Relation::Own => "context.own == principal",
            Relation::NotOwn => "context.own != principal",
        };
        test.to_owned()
    }));
    let mut text = format!("{verb}({scope}, action, resource)");
    if !tests.is_empty() {
        let _ = write!(text, " when {{ {} }}", tests.join(" && "));
    }
    text + ";"
}

fn entities() -> Result<Entities, Fault> {
    let recipient = |(code, who): (usize, &crate::rules::Recipient)| {
        let (sector, ministry) =
            who.place.map_or(("", ""), |(sector, ministry)| (SECTORS[sector as usize], MINISTRIES[ministry as usize]));
        let mut groups: Vec<u16> = RULES.iter().map(|rule| rule.to).filter(|to| to >> code & 1 == 1).collect();
        groups.sort_unstable();
        groups.dedup();
        let parents: Vec<_> = groups.iter().map(|mask| json!({ "type": "Group", "id": group(*mask) })).collect();
        json!({
            "uid": { "type": "Recipient", "id": who.name },
            "attrs": { "sector": sector, "ministry": ministry },
            "parents": parents,
        })
    };
    Ok(Entities::from_json_value(RECIPIENTS.iter().enumerate().map(recipient).collect(), None)?)
}

fn requests(row: &Row) -> Result<Vec<Request>, Fault> {
    let own = row.own().map_or("nobody", |own| RECIPIENTS[own as usize].name);
    let context = Context::from_json_value(
        json!({
            "origin": ORIGINS[row.origin as usize],
            "ministry": row.ministry().map_or("none", |ministry| MINISTRIES[ministry as usize]),
            "own": { "__entity": { "type": "Recipient", "id": own } },
            "level": LEVELS[row.level as usize],
            "kind": KINDS[row.kind as usize],
            "cause": CAUSES[row.cause as usize],
            "purpose": PURPOSES[row.purpose as usize],
            "sectors": words(row.sectors, SECTORS).collect::<Vec<_>>(),
            "day": row.day,
        }),
        None,
    )?;
    let id = |kind: &str, name: &str| -> Result<EntityUid, Fault> { Ok(format!("{kind}::\"{name}\"").parse()?) };
    RECIPIENTS
        .iter()
        .map(|who| {
            let (action, resource) = (id("Action", "receive")?, id("Notice", "n")?);
            Ok(Request::new(id("Recipient", who.name)?, action, resource, context.clone(), None)?)
        })
        .collect()
}
