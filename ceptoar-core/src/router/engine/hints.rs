//! What a careful reader should look at, of all that needs no path, in numbers: nobody goes unsaid.

use crate::id::NoticeId;
use crate::lint::{Lint, LintCode};
use crate::router::engine::aside::Aside;
use crate::router::engine::bits::{Bits, Set, Shape};
use crate::router::engine::question::Setting;
use crate::router::engine::tables::Tables;
use crate::word::sets::{Direction, PersonsScope};

/// The lints of an answer but those of its hops, by numbers: most answers have none, and who asks for who is told alone
/// may never read them.
#[derive(Clone, Default)]
pub(in crate::router) struct Hints {
    stale: bool,
    /// The rules that fire and name a level.
    rules: Bits,
    /// The addressees, the parties of named persons and those with a consent that are not told.
    not_told: [Bits; 3],
    /// The notice, where nobody is told.
    nobody: Option<NoticeId>,
    /// The parties that are told, and of whom nobody is named though the level admits named persons only.
    unnamed: Bits,
    /// The level, if its channels are not in the vocabulary.
    level: Option<usize>,
    /// The links that the notice may travel with a channel that the vocabulary does not know.
    links: Vec<String>,
}

impl Hints {
    /// The lints, sorted.
    pub(in crate::router) fn lints(&self, tables: &Tables) -> Vec<Lint> {
        let mut lints = Vec::new();
        let mut lint = |code, at: &str| lints.push(Lint::new(code, at));
        if self.stale {
            lint(LintCode::StaleEdition, tables.registry.id().as_str());
        }
        for known in tables.registry.lints() {
            // What is known of links is told where they are travelled.
            if known.code != LintCode::ChannelNotInVocabulary {
                lint(known.code, &known.at);
            }
        }
        for rule in self.rules.iter().filter_map(|rule| tables.rules.rules().get(rule)) {
            lint(LintCode::RuleNamesLevel, rule.id.as_str());
        }
        for (code, parties) in self.of_parties() {
            for id in parties.iter().filter_map(|party| tables.parties.get(party)) {
                lint(code, id.as_str());
            }
        }
        if let Some(id) = &self.nobody {
            lint(LintCode::NobodyTold, id.as_str());
        }
        if let Some(level) = self.level.and_then(|level| tables.profile.levels().get(level)) {
            lint(LintCode::ChannelNotInVocabulary, level.label.as_str());
        }
        for place in &self.links {
            lint(LintCode::ChannelNotInVocabulary, place);
        }
        lints.sort_unstable();
        lints.dedup();
        lints
    }

    /// The lints that stand at parties.
    fn of_parties(&self) -> [(LintCode, &Bits); 4] {
        let [addressees, persons, consents] = &self.not_told;
        [
            (LintCode::AddresseeNotTold, addressees),
            (LintCode::PersonNotTold, persons),
            (LintCode::ConsentWithoutEffect, consents),
            (LintCode::NobodyNamed, &self.unnamed),
        ]
    }

    /// Whether the edition does not speak of the day.
    pub(in crate::router) fn is_stale(&self) -> bool {
        self.stale
    }

    /// The lints by the numbers of their places, each number as its place is sorted; `None` where some place has none.
    pub(in crate::router) fn numbered(&self, tables: &Tables) -> Option<Vec<u64>> {
        let of_links = |lint: &Lint| lint.code == LintCode::ChannelNotInVocabulary;
        if self.level.is_some() || !self.links.is_empty() || !tables.registry.lints().iter().all(of_links) {
            return None;
        }
        let mut numbers = Vec::with_capacity(16);
        numbers.extend(self.stale.then(|| numbered(LintCode::StaleEdition, 0)));
        numbers.extend(self.nobody.is_some().then(|| numbered(LintCode::NobodyTold, 0)));
        numbers.extend(self.rules.iter().map(|rule| numbered(LintCode::RuleNamesLevel, rule)));
        for (code, parties) in self.of_parties() {
            numbers.extend(parties.iter().map(|party| numbered(code, party)));
        }
        Some(numbers)
    }
}

/// A lint as a number, by the number of its place.
#[inline]
pub(in crate::router) fn numbered(code: LintCode, place: usize) -> u64 {
    (code as u64) << 32 | place as u64
}

impl<S: Shape> Setting<'_, S> {
    /// The lints of an answer but those of its hops; `None`: there are none. `fired`: the rules that fire; `may`: who passes
    /// all tests; `reached`: who is delivered, or would be but for the embargo.
    #[inline]
    pub(in crate::router) fn hints(
        &self,
        aside: Aside<'_>,
        fired: &S::Rules,
        may: &S::Parties,
        reached: &S::Parties,
    ) -> Option<Box<Hints>> {
        let are_told = |parties: &S::Parties| parties.is_subset(reached);
        let none = !self.epoch.stale
            && !fired.meets(&self.compiled.masks.names_level)
            && are_told(&self.coded.addressees)
            && are_told(&self.coded.consents)
            && aside.persons.is_empty()
            && !reached.is_empty()
            && (self.embargoed || self.scope() != PersonsScope::Named)
            && !self.level.foreign
            && self.epoch.foreign_links.is_empty();
        if none { None } else { self.any_hints(aside, fired, may, reached) }
    }

    #[inline(never)]
    fn any_hints(
        &self,
        aside: Aside<'_>,
        fired: &S::Rules,
        may: &S::Parties,
        reached: &S::Parties,
    ) -> Option<Box<Hints>> {
        let mut persons = S::Parties::none(self.tables.parties.len());
        for party in aside.persons.iter().filter_map(|person| self.tables.party(person.party.as_str())) {
            persons.insert(party);
        }
        let not_told = [&self.coded.addressees, &persons, &self.coded.consents].map(|parties| {
            let mut missed = parties.less(reached);
            if !self.origin_is_class {
                missed.remove(self.coded.origin);
            }
            missed
        });
        let unnamed = self.scope() == PersonsScope::Named && !self.embargoed && !reached.is_subset(&persons);
        let rules = fired.and(&self.compiled.masks.names_level);
        let links = self.foreign_places(may);
        let nobody = reached.is_empty();
        let none = !self.epoch.stale
            && rules.is_empty()
            && not_told.iter().all(Set::is_empty)
            && !nobody
            && !unnamed
            && !self.level.foreign
            && links.is_empty();
        if none {
            return None;
        }
        Some(Box::new(Hints {
            stale: self.epoch.stale,
            rules: few(&rules),
            not_told: not_told.map(|parties| few(&parties)),
            nobody: if nobody { aside.id.owned() } else { None },
            unnamed: if unnamed { few(&reached.less(&persons)) } else { Bits::default() },
            level: self.level.foreign.then_some(self.coded.level),
            links,
        }))
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

/// A set that is mostly empty, which then needs no memory.
#[inline]
fn few(set: &impl Set) -> Bits {
    if set.is_empty() { Bits::default() } else { Bits::from_words(set.words()) }
}
