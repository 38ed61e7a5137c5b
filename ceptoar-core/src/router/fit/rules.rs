//! Whether rules fit a registry and a profile. Pointers are those of the document, as it was written.

use crate::document::rules::{Audience as AudienceDoc, Rule as RuleDoc};
use crate::document::scalar::{IdText, Set as SetDoc};
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::Problems;
use crate::error::unknown::unknown;
use crate::fact::vocabulary::Term;
use crate::level::profile::LevelProfile;
use crate::registry::data::Registry;
use crate::router::fit::nobody::Somebody;
use crate::rules::set::RuleSet;
use crate::word::sets::{Effect, PartyKind};

/// Checks that every id of the rules exists, and that each forbid and require can speak of somebody.
pub(crate) fn check(set: &RuleSet, registry: &Registry, profile: &LevelProfile, problems: &mut Problems) {
    let root = At::root();
    let (rules, extends) = (root.key("rules"), root.key("extends"));
    let somebody = Somebody::new(registry);
    for written in &set.written {
        let at = rules.index(written.place.unwrap_or_default());
        let mut found = Problems::new();
        let mut check = Check { registry, profile, problems: &mut found, portable: written.portable };
        check.rule(&written.doc, &at);
        let binding = set.rule(&written.doc.id.0).filter(|rule| rule.effect != Effect::Permit);
        if binding.is_some_and(|rule| !somebody.can_be_in(&rule.audience)) {
            found.push(ErrorCode::AudienceOfNobody, &at.key("audience"), Vec::new());
        }
        match written.place {
            Some(_) => problems.absorb_all(found),
            None => problems.absorb_here(found, &extends.index(0)),
        }
    }
}

struct Check<'a> {
    registry: &'a Registry,
    profile: &'a LevelProfile,
    problems: &'a mut Problems,
    /// Written for any registry: it may name kinds that this one does not know.
    portable: bool,
}

impl Check<'_> {
    fn rule(&mut self, rule: &RuleDoc, at: &At<'_>) {
        let registry = self.registry;
        let vocabulary = registry.vocabulary();
        let at_when = at.key("when");
        if let Some(when) = &rule.when {
            if !self.portable {
                self.terms(&when.kinds, &at_when.key("kinds"), ErrorCode::UnknownKind, &vocabulary.kinds);
            }
            self.terms(&when.causes, &at_when.key("causes"), ErrorCode::UnknownCause, &vocabulary.causes);
            self.terms(&when.purposes, &at_when.key("purposes"), ErrorCode::UnknownPurpose, &vocabulary.purposes);
            let at = at_when.key("affected_sectors");
            self.terms(&when.affected_sectors, &at, ErrorCode::UnknownSector, registry.sectors());
            self.parties(&when.origins, &at_when.key("origins"));
            self.parties(&when.addressees, &at_when.key("addressees"));
            self.of_kind(&when.origin_groups, &at_when.key("origin_groups"), ErrorCode::NotAGroup, PartyKind::is_group);
            self.of_kind(&when.affected_ceptoars, &at_when.key("affected_ceptoars"), ErrorCode::NotACeptoar, |kind| {
                kind == PartyKind::Ceptoar
            });
            for (n, label) in when.levels.given().into_iter().flatten().enumerate() {
                if self.profile.level(&label.0).is_none() {
                    let args = vec![label.0.clone(), self.profile.labels_text()];
                    let at = at_when.key("levels");
                    unknown(self.problems, ErrorCode::UnknownLevel, &at.index(n), args, self.profile.label_texts());
                }
            }
        }
        let list = at.key("obligations");
        for (n, id) in rule.obligations.iter().flatten().enumerate() {
            self.term(&id.0, &list.index(n), ErrorCode::UnknownObligation, &vocabulary.obligations);
        }
        self.audience(&rule.audience, &at.key("audience"));
    }

    fn audience(&mut self, audience: &AudienceDoc, at: &At<'_>) {
        self.parties(&audience.parties, &at.key("parties"));
        let list = at.key("members_of");
        for (n, of) in audience.members_of.given().into_iter().flatten().enumerate() {
            self.party(&of.group.0, &list.index(n).key("group"), ErrorCode::NotAGroup, PartyKind::is_group);
        }
        if let Some(except) = &audience.except {
            self.audience(except, &at.key("except"));
        }
    }

    fn terms(&mut self, ids: &SetDoc<IdText>, at: &At<'_>, code: ErrorCode, known: &[Term]) {
        for (n, id) in ids.given().into_iter().flatten().enumerate() {
            self.term(&id.0, &at.index(n), code, known);
        }
    }

    fn term(&mut self, id: &str, at: &At<'_>, code: ErrorCode, known: &[Term]) {
        // The words of a vocabulary are sorted.
        if known.binary_search_by(|term| (*term.id).cmp(id)).is_err() {
            unknown(self.problems, code, at, vec![id.to_owned()], known.iter().map(|term| &*term.id));
        }
    }

    fn parties(&mut self, ids: &SetDoc<IdText>, at: &At<'_>) {
        self.of_kind(ids, at, ErrorCode::UnknownParty, |_| true);
    }

    fn of_kind(&mut self, ids: &SetDoc<IdText>, at: &At<'_>, code: ErrorCode, fits: impl Fn(PartyKind) -> bool) {
        for (n, id) in ids.given().into_iter().flatten().enumerate() {
            self.party(&id.0, &at.index(n), code, &fits);
        }
    }

    fn party(&mut self, id: &str, at: &At<'_>, code: ErrorCode, fits: impl Fn(PartyKind) -> bool) {
        match self.registry.party(id) {
            None => {
                let known = self.registry.party_ids();
                unknown(self.problems, ErrorCode::UnknownParty, at, vec![id.to_owned()], known);
            }
            Some(party) if !fits(party.kind) => self.problems.push(code, at, vec![id.to_owned()]),
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Edition;
    use crate::error::problem::Refusal;

    fn told(refusal: Option<Refusal>) -> Vec<String> {
        let problems = refusal.iter().flat_map(Refusal::problems);
        problems.map(|problem| format!("{} {}", problem.code().as_str(), problem.pointer())).collect()
    }

    fn set(rule: &str) -> Result<RuleSet, Refusal> {
        RuleSet::from_json(format!(r#"{{"id":"own","extends":["standard"],"rules":[{{"id":"r",{rule}}}]}}"#).as_bytes())
    }

    #[test]
    fn kind_21_foreign_ids_are_told_where_they_are_written() -> Result<(), Refusal> {
        let rules =
            set(r#""effect":"permit","when":{"levels":["TLP:PINK"],"kinds":["zzz","other"],"origin_groups":["mic"]},
            "audience":{"except":{"parties":["nobody"]}},"obligations":["sing"]"#)?;
        let mut problems = Problems::new();
        check(&rules, &Registry::builtin(Edition::V2009_03_31), &LevelProfile::tlp2(), &mut problems);
        let wanted = [
            "unknown-party /rules/0/audience/except/parties/0",
            "unknown-obligation /rules/0/obligations/0",
            "unknown-kind /rules/0/when/kinds/0",
            "unknown-level /rules/0/when/levels/0",
            "not-a-group /rules/0/when/origin_groups/0",
        ];
        assert_eq!(told(problems.into_result(()).err()), wanted);
        Ok(())
    }
}
