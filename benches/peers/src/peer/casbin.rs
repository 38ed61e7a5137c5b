//! casbin: a policy line a rule, a question for each recipient. Sets are columns of words between bars; it says who is
//! allowed, not who must be told.

use casbin::function_map::OperatorFunction;
use casbin::prelude::{CoreApi, DefaultModel, Enforcer, MemoryAdapter, MgmtApi};
use casbin::rhai::Dynamic;

use crate::measure::Entry;
use crate::notices::Row;
use crate::peer::{Fault, now};
use crate::rules::{
    CAUSES, Effect, KINDS, LEVELS, ORIGINS, PURPOSES, RECIPIENTS, RULES, Relation, Rule, SECTORS, Words, all,
    recipients, words,
};
use crate::straight::Resolved;

const MODEL: &str = "
[request_definition]
r = who, relations, origin, kind, level, cause, purpose, sectors, day

[policy_definition]
p = to, relations, origin, kind, level, cause, purpose, sectors, from, until, eft

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = has(p.kind, r.kind) && has(p.level, r.level) && has(p.origin, r.origin) && has(p.to, r.who) && has(p.cause, r.cause) \
    && has(p.purpose, r.purpose) && any(p.sectors, r.sectors) && every(p.relations, r.relations) && r.day >= p.from && r.day < p.until
";

struct Casbin {
    enforcer: Enforcer,
    requests: Vec<Vec<String>>,
}

pub fn entry<'a>(rows: &[Row]) -> Result<Entry<'a>, Fault> {
    let model = now(DefaultModel::from_str(MODEL))??;
    let mut enforcer = now(Enforcer::new(model, MemoryAdapter::default()))??;
    enforcer.add_function("has", OperatorFunction::Arg2(|set, word| test(&set, &word, |set, word| set.contains(word))));
    enforcer.add_function(
        "any",
        OperatorFunction::Arg2(|set, given| test(&set, &given, |set, given| shared(set, given).next().is_some())),
    );
    enforcer.add_function(
        "every",
        OperatorFunction::Arg2(|set, given| {
            test(&set, &given, |set, given| shared(set, given).count() == each(set).count())
        }),
    );
    now(enforcer.add_policies(RULES.iter().map(line).collect()))??;
    let requests = rows.iter().flat_map(requests).collect();
    let casbin = Casbin { enforcer, requests };
    let ask = |casbin: &mut Casbin, row: usize| -> Option<u16> {
        let mut mask = 0;
        for who in 0..RECIPIENTS.len() {
            let told = casbin.enforcer.enforce(casbin.requests[row * RECIPIENTS.len() + who].clone()).ok()?;
            mask |= u16::from(told) << who;
        }
        Some(mask)
    };
    Ok(Entry::new(("casbin", "16 x enforce, sets as columns"), rows.len(), casbin, ask, |_, _, mask| {
        (mask.unwrap_or(0), None)
    }))
}

/// A column without condition.
const ANY: &str = "*";

fn test(set: &Dynamic, given: &Dynamic, holds: fn(&str, &str) -> bool) -> Dynamic {
    let (Ok(set), Ok(given)) = (set.as_immutable_string_ref(), given.as_immutable_string_ref()) else {
        return false.into();
    };
    (set.as_str() == ANY || holds(&set, &given)).into()
}

fn each(set: &str) -> impl Iterator<Item = &str> {
    set.split('|').filter(|word| !word.is_empty())
}

fn shared<'s>(set: &'s str, given: &'s str) -> impl Iterator<Item = &'s str> {
    each(set).filter(move |word| each(given).any(|other| other == *word))
}

fn barred<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.fold("|".to_owned(), |text, word| text + word + "|")
}

const fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Sector => "sector",
        Relation::Ministry => "ministry",
        Relation::Own => "own",
        Relation::NotOwn => "not-own",
    }
}

/// Days are compared as text of one length.
fn day(day: i32) -> String {
    format!("{:06}", day.clamp(0, 999_999))
}

fn line(rule: &Rule) -> Vec<String> {
    let set = |mask: u16, of: Words| if all(mask, of) { ANY.to_owned() } else { barred(words(mask, of)) };
    let or_any = |any: bool, text: String| if any { ANY.to_owned() } else { text };
    vec![
        or_any(rule.to == u16::MAX, barred(recipients(rule.to))),
        or_any(rule.relations.is_empty(), barred(rule.relations.iter().map(|each| relation(*each)))),
        set(rule.origins, ORIGINS),
        set(rule.kinds, KINDS),
        set(rule.levels, LEVELS),
        set(rule.causes, CAUSES),
        set(rule.purposes, PURPOSES),
        or_any(rule.sectors == 0, barred(words(rule.sectors, SECTORS))),
        day(rule.from),
        day(rule.until),
        (if rule.effect == Effect::Deny { "deny" } else { "allow" }).to_owned(),
    ]
}

fn requests(row: &Row) -> Vec<Vec<String>> {
    let resolved = Resolved::of(row);
    let one = |of: Words, code: u8| format!("|{}|", of[code as usize]);
    let request = |(code, who): (usize, &crate::rules::Recipient)| {
        let relations = [Relation::Sector, Relation::Ministry, Relation::Own, Relation::NotOwn];
        let held = relations.into_iter().filter(|relation| resolved.mask(*relation) >> code & 1 == 1);
        vec![
            format!("|{}|", who.name),
            barred(held.map(relation)),
            one(ORIGINS, row.origin),
            one(KINDS, row.kind),
            one(LEVELS, row.level),
            one(CAUSES, row.cause),
            one(PURPOSES, row.purpose),
            barred(words(row.sectors, SECTORS)),
            day(row.day),
        ]
    };
    RECIPIENTS.iter().enumerate().map(request).collect()
}
