//! What a careful reader should look at, of all that needs no path: nobody goes unsaid.

use crate::lint::{Lint, LintCode};
use crate::notice::envelope::Notice;
use crate::router::engine::bits::{Set, Shape};
use crate::router::engine::judge::Tests;
use crate::router::engine::question::Question;
use crate::word::sets::{Direction, PersonsScope};

impl<S: Shape> Question<'_, S> {
    /// The lints of an answer but those of its hops, sorted. `reached`: who is delivered, or would be but for the embargo.
    pub(in crate::router) fn lints(&self, notice: &Notice, tests: &Tests<S>, reached: &S::Parties) -> Vec<Lint> {
        let mut lints = Vec::new();
        let mut lint = |code, at: &str| lints.push(Lint::new(code, at));
        if self.epoch.stale {
            lint(LintCode::StaleEdition, self.tables.registry.id().as_str());
        }
        for known in self.tables.registry.lints() {
            if matches!(known.code, LintCode::OrganizationWithoutMembership | LintCode::OrganizationWithoutWay) {
                lint(known.code, &known.at);
            }
        }
        for rule in tests.fired.and(&self.compiled.masks.names_level).iter() {
            if let Some(rule) = self.tables.rules.rules().get(rule) {
                lint(LintCode::RuleNamesLevel, rule.id.as_str());
            }
        }
        let addressees = notice.addressees.iter().map(|id| (LintCode::AddresseeNotTold, id));
        let persons = notice.named_persons.iter().map(|person| (LintCode::PersonNotTold, &person.party));
        let consents = notice.consents.iter().map(|id| (LintCode::ConsentWithoutEffect, id));
        for (code, id) in addressees.chain(persons).chain(consents) {
            if let Some(party) = self.tables.party(id.as_str())
                && (party != self.coded.origin || self.origin_is_class)
                && !reached.contains(party)
            {
                lint(code, id.as_str());
            }
        }
        if reached.is_empty() {
            lint(LintCode::NobodyTold, notice.id.as_str());
        }
        if self.scope() == PersonsScope::Named && !self.embargoed {
            for id in reached.iter().filter_map(|party| self.tables.parties.get(party)) {
                if !notice.named_persons.iter().any(|person| person.party == *id) {
                    lint(LintCode::NobodyNamed, id.as_str());
                }
            }
        }
        if self.level.foreign {
            lint(LintCode::ChannelNotInVocabulary, notice.level.as_str());
        }
        for place in self.foreign_places(&tests.may) {
            lint(LintCode::ChannelNotInVocabulary, &place);
        }
        lints.sort_unstable();
        lints.dedup();
        lints
    }

    /// The links that the notice may travel with a channel that the vocabulary does not know, as `from>to`.
    pub(in crate::router) fn foreign_places(&self, may: &S::Parties) -> Vec<String> {
        if self.epoch.foreign_links.is_empty() {
            return Vec::new();
        }
        let holds = |party: usize| party == self.coded.origin || may.contains(party);
        let links = self.epoch.foreign_links.iter().filter_map(|n| self.tables.links.get(*n));
        let travelled = links.filter(|link| {
            (link.direction == self.coded.direction || link.direction == Direction::Provision)
                && holds(link.from)
                && holds(link.to)
        });
        let mut places: Vec<String> = travelled.map(|link| format!("{}>{}", link.ends.from, link.ends.to)).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Which persons may handle the notice.
    #[inline]
    pub(in crate::router) fn scope(&self) -> PersonsScope {
        self.tables.profile.levels().get(self.coded.level).map_or(PersonsScope::Named, |level| level.persons)
    }
}
