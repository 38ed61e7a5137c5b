//! A set of rules: read, extended by the standard rules, and checked against a registry.

use std::collections::BTreeSet;

use super::{Audience, Condition, Due, Effect, Rule};
use crate::digest::digest;
use crate::error::{At, ErrorCode, Problems, Refusal};
use crate::id::{DocumentId, PartyId, RuleId};
use crate::level::LevelProfile;
use crate::registry::Registry;
use crate::wire::convert;
use crate::wire::read::{check_format, read, shown};
use crate::wire::rules::{RuleDoc, RulesDoc};

/// The rules that name no id of an edition.
pub(crate) const STANDARD: &str = "standard";

/// A set of rules, sorted by id.
#[derive(Debug, Clone)]
pub struct RuleSet {
    id: DocumentId,
    revision: u32,
    rules: Vec<Rule>,
    /// The rules that came by `extends`: written for any registry, they may name kinds that one does not know.
    portable: BTreeSet<RuleId>,
    digest: Box<str>,
}

impl RuleSet {
    /// The format of a rule set as JSON.
    pub const FORMAT: &'static str = "ceptoar/rules/1";

    /// Reads and checks a rule set; `extends: ["standard"]` takes in the standard rules.
    ///
    /// # Errors
    /// Every problem at once; a fault of shape ends the reading.
    pub fn from_json(json: &[u8]) -> Result<Self, Refusal> {
        let mut doc: RulesDoc = read(json)?;
        let mut problems = Problems::new();
        let root = At::root();
        check_format(doc.format.as_deref(), Self::FORMAT, &mut problems);
        let id: Option<DocumentId> = convert::id(&doc.id, &root.key("id"), &mut problems);
        let mut rules = Vec::new();
        let mut seen = BTreeSet::new();
        let list = root.key("rules");
        for (n, rule) in doc.rules.iter().enumerate() {
            if let Some(rule) = self::rule(rule, &list.index(n), &mut problems) {
                if !seen.insert(rule.id.clone()) {
                    problems.push(ErrorCode::DuplicateId, &list.index(n).key("id"), vec![rule.id.to_string()]);
                }
                rules.push(rule);
            }
        }
        let mut portable = BTreeSet::new();
        let names: Vec<DocumentId> = convert::set(doc.extends.as_ref(), &root.key("extends"), &mut problems);
        let own_standard = id.as_ref().is_some_and(|id| id == STANDARD);
        if own_standard {
            portable.extend(rules.iter().map(|rule| rule.id.clone()));
        }
        for name in &names {
            if name != STANDARD || own_standard {
                problems.push(ErrorCode::UnknownRuleSet, &root.key("extends"), vec![shown(name.as_str())]);
                continue;
            }
            let standard: RulesDoc = read(crate::registry::builtin::STANDARD_RULES)?;
            for (n, rule) in standard.rules.iter().enumerate() {
                let Some(rule) = self::rule(rule, &list.index(n), &mut problems) else { continue };
                if !seen.insert(rule.id.clone()) {
                    problems.push(ErrorCode::DuplicateId, &list, vec![rule.id.to_string()]);
                }
                portable.insert(rule.id.clone());
                rules.push(rule);
            }
            doc.rules.extend(standard.rules);
        }
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        problems.into_result(())?;
        let id = id.ok_or_else(|| Refusal::one(ErrorCode::BadId, "/id", vec![shown(&doc.id.0)]))?;
        Ok(Self { id, revision: doc.revision, rules, portable, digest: digest(&doc) })
    }

    /// A set without a rule: nothing is permitted.
    pub(crate) fn empty(id: DocumentId) -> Self {
        Self { id, revision: 0, rules: Vec::new(), portable: BTreeSet::new(), digest: Box::default() }
    }

    /// The id of the set.
    #[must_use]
    pub fn id(&self) -> &DocumentId {
        &self.id
    }

    /// Raised by each correction.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// The rules, sorted by id.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of an id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        let found = self.rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).ok()?;
        self.rules.get(found)
    }

    /// SHA-256 of the set, what it extends included, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Checks that every id of the rules exists.
    pub(crate) fn check_against(&self, registry: &Registry, profile: &LevelProfile, problems: &mut Problems) {
        for rule in &self.rules {
            let pointer = format!("/rules/{}", rule.id);
            let root = At::Pointer(&pointer);
            Check { registry, profile, problems, portable: self.portable.contains(&rule.id) }.rule(rule, &root);
        }
    }
}

fn rule(doc: &RuleDoc, at: &At<'_>, problems: &mut Problems) -> Option<Rule> {
    let due = doc.due.as_ref().and_then(|text| {
        let due = Due::parse(&text.0);
        if due.is_none() {
            problems.push(ErrorCode::BadDue, &at.key("due"), vec![shown(&text.0)]);
        }
        due
    });
    let obligations: Vec<_> = convert::set(doc.obligations.as_ref(), &at.key("obligations"), problems);
    if doc.effect == Effect::Forbid && (doc.due.is_some() || !obligations.is_empty()) {
        problems.push(ErrorCode::ForbidWithDue, at, Vec::new());
    }
    let when = at.key("when");
    Some(Rule {
        effect: doc.effect,
        when: doc.when.as_ref().map(|doc| Condition::read(doc, &when, problems)).unwrap_or_default(),
        audience: Audience::read(&doc.audience, &at.key("audience"), problems),
        due,
        obligations,
        period: convert::period(doc.period.as_ref(), &at.key("period"), problems),
        summary: convert::some_text(doc.summary.as_ref(), &at.key("summary"), problems),
        citation: convert::citation(doc, at, problems),
        id: convert::id(&doc.id, &at.key("id"), problems)?,
    })
}

struct Check<'a> {
    registry: &'a Registry,
    profile: &'a LevelProfile,
    problems: &'a mut Problems,
    portable: bool,
}

impl Check<'_> {
    fn rule(&mut self, rule: &Rule, at: &At<'_>) {
        let (registry, vocabulary) = (self.registry, self.registry.vocabulary());
        let when = &rule.when;
        let at_when = at.key("when");
        let known = |terms: &[crate::sector::Term], id: &str| terms.iter().any(|term| &*term.id == id);
        if !self.portable {
            self.each(when.kinds.as_deref(), &at_when.key("kinds"), ErrorCode::UnknownKind, |id| {
                known(&vocabulary.kinds, id)
            });
        }
        self.each(when.causes.as_deref(), &at_when.key("causes"), ErrorCode::UnknownCause, |id| {
            known(&vocabulary.causes, id)
        });
        self.each(when.purposes.as_deref(), &at_when.key("purposes"), ErrorCode::UnknownPurpose, |id| {
            known(&vocabulary.purposes, id)
        });
        self.each(when.affected_sectors.as_deref(), &at_when.key("affected_sectors"), ErrorCode::UnknownSector, |id| {
            known(registry.sectors(), id)
        });
        let party = |id: &str| registry.party(id).is_some();
        self.each(when.origins.as_deref(), &at_when.key("origins"), ErrorCode::UnknownParty, party);
        self.parties(when.origin_groups.as_deref(), &at_when.key("origin_groups"), ErrorCode::NotAGroup, |kind| {
            kind.is_group()
        });
        self.parties(
            when.affected_ceptoars.as_deref(),
            &at_when.key("affected_ceptoars"),
            ErrorCode::NotACeptoar,
            |k| k == crate::party::PartyKind::Ceptoar,
        );
        let labels = self.profile.labels_text();
        for (n, label) in when.levels.iter().flatten().enumerate() {
            if self.profile.level(label.as_str()).is_none() {
                let args = vec![label.to_string(), labels.clone()];
                self.problems.push(ErrorCode::UnknownLevel, &at_when.key("levels").index(n), args);
            }
        }
        self.each(Some(&rule.obligations), &at.key("obligations"), ErrorCode::UnknownObligation, |id| {
            known(&vocabulary.obligations, id)
        });
        self.audience(&rule.audience, &at.key("audience"));
    }

    fn audience(&mut self, audience: &Audience, at: &At<'_>) {
        let registry = self.registry;
        let party = |id: &str| registry.party(id).is_some();
        self.each(Some(&audience.parties), &at.key("parties"), ErrorCode::UnknownParty, party);
        let list = at.key("members_of");
        for (n, of) in audience.members_of.iter().enumerate() {
            let group = std::slice::from_ref(&of.group);
            self.parties(Some(group), &list.index(n), ErrorCode::NotAGroup, |kind| kind.is_group());
        }
        if let Some(except) = &audience.except {
            self.audience(except, &at.key("except"));
        }
    }

    fn each<T: AsRef<str>>(&mut self, ids: Option<&[T]>, at: &At<'_>, code: ErrorCode, known: impl Fn(&str) -> bool) {
        for (n, id) in ids.unwrap_or_default().iter().enumerate() {
            if !known(id.as_ref()) {
                self.problems.push(code, &at.index(n), vec![id.as_ref().to_owned()]);
            }
        }
    }

    fn parties(
        &mut self,
        ids: Option<&[PartyId]>,
        at: &At<'_>,
        code: ErrorCode,
        fits: impl Fn(crate::party::PartyKind) -> bool,
    ) {
        for (n, id) in ids.unwrap_or_default().iter().enumerate() {
            match self.registry.party(id.as_str()) {
                None => self.problems.push(ErrorCode::UnknownParty, &at.index(n), vec![id.to_string()]),
                Some(party) if !fits(party.kind) => self.problems.push(code, &at.index(n), vec![id.to_string()]),
                Some(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::Edition;

    fn told(refusal: Option<Refusal>) -> Vec<String> {
        let problems = refusal.iter().flat_map(Refusal::problems);
        problems.map(|problem| format!("{} {}", problem.code().as_str(), problem.pointer())).collect()
    }

    fn set(rule: &str) -> Result<RuleSet, Refusal> {
        RuleSet::from_json(format!(r#"{{"id":"own","extends":["standard"],"rules":[{{"id":"r",{rule}}}]}}"#).as_bytes())
    }

    #[test]
    fn a_rule_is_refused_for_what_can_never_hold() {
        let cases = [
            (r#""effect":"permit","audience":{"parties":["mic"]},"due":"PT24H""#, ""),
            (r#""effect":"forbid","audience":{},"due":"promptly""#, "forbid-with-due /rules/0"),
            (r#""effect":"permit","audience":{},"due":"PT0H""#, "bad-due /rules/0/due"),
            (r#""effect":"permit","audience":{"kinds":[]}"#, "empty-set /rules/0/audience/kinds"),
            (r#""effect":"permit","audience":{},"when":{"causes":[]}"#, "empty-set /rules/0/when/causes"),
        ];
        for (rule, wanted) in cases {
            assert_eq!(told(set(rule).err()).join(" "), wanted, "{rule}");
        }
        assert_eq!(
            told(RuleSet::from_json(br#"{"id":"own","extends":["mine"],"rules":[]}"#).err()),
            ["unknown-rule-set /extends"]
        );
    }

    #[test]
    fn the_strictest_due_orders_first() {
        let mut dues: Vec<Due> =
            ["P3D", "PT24H", "P1D", "promptly"].iter().filter_map(|text| Due::parse(text)).collect();
        dues.sort();
        assert_eq!(dues.iter().map(Due::as_str).collect::<Vec<_>>(), ["promptly", "P1D", "PT24H", "P3D"]);
    }

    #[test]
    fn foreign_ids_are_told_against_a_registry() -> Result<(), Refusal> {
        let rules = set(r#""effect":"permit","when":{"levels":["TLP:PINK"],"origin_groups":["mic"]},
            "audience":{"except":{"parties":["nobody"]}},"obligations":["sing"]"#)?;
        let mut problems = Problems::new();
        rules.check_against(&Registry::builtin(Edition::V2009_03_31), &LevelProfile::tlp2(), &mut problems);
        let wanted = [
            "unknown-party /rules/r/audience/except/parties/0",
            "unknown-obligation /rules/r/obligations/0",
            "unknown-level /rules/r/when/levels/0",
            "not-a-group /rules/r/when/origin_groups/0",
        ];
        assert_eq!(told(problems.into_result(()).err()), wanted);
        Ok(())
    }
}
