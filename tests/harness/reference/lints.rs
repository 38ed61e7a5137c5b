//! What a careful reader should look at (DESIGN 4).

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::{ChannelAllowance, ChannelId, Outcome, PartyId};

use super::{Ask, paths::travels};
use crate::engine::{Answer, Told};

impl Ask<'_> {
    /// Every lint of the answer, as `code at`.
    pub(super) fn lints(&self, answers: &BTreeMap<String, Answer>) -> BTreeSet<String> {
        let mut lints = self.lints_of_channels();
        for (party, answer) in answers {
            match (&answer.told, answer.outcome) {
                (Some(told), _) => self.lints_of_delivery(party, told, &mut lints),
                (None, Outcome::Embargoed) => {}
                (None, _) => self.lints_of_untold(party, &mut lints),
            }
        }
        let told = |answer: &Answer| matches!(answer.outcome, Outcome::Deliver | Outcome::Embargoed);
        if !answers.values().any(told) {
            lints.insert(format!("nobody-told {}", self.notice.id));
        }
        // The registry itself knows which organisations are a roster's, and that an outline led to it.
        let of_registry = self.world.registry.lints().iter().map(|lint| format!("{} {}", lint.code.as_str(), lint.at));
        let of_roster = ["organization-without-membership ", "organization-without-way ", "built-from-outline "];
        lints.extend(of_registry.filter(|lint| of_roster.iter().any(|code| lint.starts_with(code))));
        if !self.world.registry.covers().covers(self.day) {
            lints.insert(format!("stale-edition {}", self.world.registry.id()));
        }
        for (rule, failed) in self.rules() {
            if rule.when.levels.is_some() && failed.is_empty() {
                lints.insert(format!("rule-names-level {}", rule.id));
            }
        }
        lints
    }

    fn lints_of_delivery(&self, party: &str, told: &Told, lints: &mut BTreeSet<String>) {
        let unknown = told.hops.iter().filter(|hop| hop.channels.is_none());
        lints.extend(unknown.map(|hop| format!("channel-unknown {}>{}", hop.from, hop.to)));
        if told.duty == "must" && told.rests {
            lints.insert(format!("required-by-judgement {party}"));
        }
        if self.scope() == "named" && told.refs.is_empty() {
            lints.insert(format!("nobody-named {party}"));
        }
    }

    fn lints_of_untold(&self, party: &str, lints: &mut BTreeSet<String>) {
        let among = |ids: &[PartyId]| ids.iter().any(|id| id == party);
        let tests = [
            ("addressee-not-told", among(&self.notice.addressees)),
            ("person-not-told", self.notice.named_persons.iter().any(|person| person.party == *party)),
            ("consent-without-effect", among(&self.notice.consents)),
        ];
        lints.extend(tests.iter().filter(|(_, named)| *named).map(|(code, _)| format!("{code} {party}")));
    }

    /// Channels that the vocabulary does not know: of the links of the day that the notice may travel and whose ends are
    /// the origin or pass the four tests, and of the level of the notice.
    fn lints_of_channels(&self) -> BTreeSet<String> {
        let known = |id: &ChannelId| self.world.registry.vocabulary().channels.iter().any(|known| known.id == *id);
        let mut lints = BTreeSet::new();
        let end = |party: &PartyId| *party == self.notice.origin || self.may(party.as_str());
        for link in self.world.registry.links() {
            let foreign = link.channels.iter().flatten().any(|channel| !known(&channel.id));
            let may_travel = link.period.covers(self.day) && travels(self.notice.direction, link.direction);
            if foreign && may_travel && end(&link.from) && end(&link.to) {
                lints.insert(format!("channel-not-in-vocabulary {}>{}", link.from, link.to));
            }
        }
        let level = self.world.profile.level(self.notice.level.as_str());
        if let Some(ChannelAllowance::Only(ids)) = level.map(|level| &level.channels)
            && !ids.iter().all(known)
        {
            lints.insert(format!("channel-not-in-vocabulary {}", self.notice.level));
        }
        lints
    }
}
