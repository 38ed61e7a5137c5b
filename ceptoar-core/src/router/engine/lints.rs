//! What a careful reader should look at, of all that needs no path: nobody goes unsaid.

use crate::lint::{Lint, LintCode};
use crate::router::engine::bits::Bits;
use crate::router::engine::judge::Tests;
use crate::router::engine::question::Question;
use crate::word::sets::{Direction, PersonsScope};

/// The lints of an answer but those of its hops. `reached`: who is delivered, or would be but for the embargo.
pub(in crate::router) fn lints(q: &Question<'_>, tests: &Tests, reached: &Bits) -> Vec<Lint> {
    let mut lints = Vec::new();
    let mut lint = |code, at: &str| lints.push(Lint::new(code, at));
    if !q.tables.registry.covers().covers(q.on) {
        lint(LintCode::StaleEdition, q.tables.registry.id().as_str());
    }
    for known in q.tables.registry.lints() {
        if matches!(known.code, LintCode::OrganizationWithoutMembership | LintCode::OrganizationWithoutWay) {
            lint(known.code, &known.at);
        }
    }
    for (rule, _) in &tests.fired {
        if let Some(rule) = q.tables.rules.rules().get(*rule)
            && rule.when.levels.is_some()
        {
            lint(LintCode::RuleNamesLevel, rule.id.as_str());
        }
    }
    let notice = q.notice;
    let addressees = notice.addressees.iter().map(|id| (LintCode::AddresseeNotTold, id));
    let persons = notice.named_persons.iter().map(|person| (LintCode::PersonNotTold, &person.party));
    let consents = notice.consents.iter().map(|id| (LintCode::ConsentWithoutEffect, id));
    for (code, id) in addressees.chain(persons).chain(consents) {
        if let Some(party) = q.tables.party(id.as_str())
            && (party != q.origin || q.origin_is_class)
            && !reached.contains(party)
        {
            lint(code, id.as_str());
        }
    }
    if reached.is_empty() {
        lint(LintCode::NobodyTold, notice.id.as_str());
    }
    if q.scope() == PersonsScope::Named && !q.is_embargoed() {
        for id in reached.iter().filter_map(|party| q.tables.parties.get(party)) {
            if !notice.named_persons.iter().any(|person| person.party == *id) {
                lint(LintCode::NobodyNamed, id.as_str());
            }
        }
    }
    if q.compiled_level.foreign {
        lint(LintCode::ChannelNotInVocabulary, notice.level.as_str());
    }
    for link in q.tables.foreign_links.iter().filter_map(|n| q.tables.links.get(*n)) {
        let holds = |party: usize| party == q.origin || tests.may.contains(party);
        let travels = link.direction == notice.direction || link.direction == Direction::Provision;
        if travels && link.period.covers(q.on) && holds(link.from) && holds(link.to) {
            lint(LintCode::ChannelNotInVocabulary, &format!("{}>{}", link.ends.from, link.ends.to));
        }
    }
    lints.sort_unstable();
    lints.dedup();
    lints
}
