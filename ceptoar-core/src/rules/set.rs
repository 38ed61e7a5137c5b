//! A set of rules: read, extended by the standard rules, and checked against a registry.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::digest::{Kept, digest_with};
use crate::document::convert;
use crate::document::json::read::{check_format, read, read_document, shown};
use crate::document::rules::{Rule as RuleDoc, Rules as RulesDoc};
use crate::due::Due;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::error::unknown::unknown;
use crate::gather::Gather as _;
use crate::id::DocumentId;
use crate::rules::audience::Audience;
use crate::rules::condition::Condition;
use crate::rules::rule::Rule;
use crate::word::sets::Effect;

/// The rules that name no id of an edition.
pub(crate) const STANDARD: &str = "standard";

pub(crate) const STANDARD_RULES: &[u8] = include_bytes!("../../data/rules/standard.json");

/// The document of the standard rules, read once.
fn standard() -> Result<&'static RulesDoc, Refusal> {
    static READ: OnceLock<Result<RulesDoc, Refusal>> = OnceLock::new();
    READ.get_or_init(|| read(STANDARD_RULES)).as_ref().map_err(Clone::clone)
}

/// A rule as it was written.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    pub(crate) doc: RuleDoc,
    /// Its place in the document; `None`: it came by `extends`.
    pub(crate) place: Option<usize>,
    /// Of the standard rules: written for any registry, they may name kinds that one does not know.
    pub(crate) portable: bool,
}

/// A set of rules, sorted by id.
///
/// ```
/// use ceptoar_core::{ErrorCode, RuleSet};
///
/// let rules = RuleSet::from_json(br#"{ "id": "own", "extends": ["standard"], "rules": [
///     { "id": "gas-hears", "effect": "permit", "when": { "kinds": ["malware"] }, "audience": { "parties": ["gas"] } }] }"#)?;
/// assert!(rules.rule("gas-hears").is_some() && rules.rule("provision-to-affected").is_some());
///
/// let refusal = RuleSet::from_json(br#"{ "id": "own", "rules": [
///     { "id": "r", "effect": "forbid", "audience": { "parties": ["gas"] }, "due": "promptly" }] }"#).unwrap_err();
/// assert_eq!(refusal.problems()[0].code(), ErrorCode::ForbidWithDue);
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone)]
pub struct RuleSet {
    id: DocumentId,
    revision: u32,
    rules: Vec<Rule>,
    /// The rules as they were written, in the order of their documents.
    pub(crate) written: Vec<Written>,
    digest: Kept,
    document: Arc<RulesDoc>,
}

impl RuleSet {
    /// The format of a rule set as JSON.
    pub const FORMAT: &'static str = RulesDoc::FORMAT;

    /// Reads and checks a rule set; `extends: ["standard"]` takes in the standard rules.
    ///
    /// # Errors
    /// Every problem at once; a fault of shape ends the reading.
    pub fn from_json(json: &[u8]) -> Result<Self, Refusal> {
        let mut problems = Problems::new();
        let doc = read_document(json, RuleSet::FORMAT, &mut problems)?;
        make(doc, problems)
    }

    /// The rules of a document that was put together.
    ///
    /// # Errors
    /// As [`RuleSet::from_json`], with the pointers of the document.
    pub fn from_document(document: &RulesDoc) -> Result<Self, Refusal> {
        make(document.clone(), Problems::new())
    }

    /// The document that the set was made of, as it was written: without the rules that it extends.
    #[must_use]
    pub fn document(&self) -> &RulesDoc {
        &self.document
    }

    /// The document as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.document.write()
    }

    /// A set without a rule: nothing is permitted.
    pub(crate) fn empty(id: DocumentId) -> Self {
        let document = Arc::new(RulesDoc::new(id.as_str(), Vec::new()));
        Self { id, revision: 0, rules: Vec::new(), written: Vec::new(), digest: Kept::known(""), document }
    }

    /// The same, whose digest is known.
    pub(crate) fn with_digest(self, digest: &str) -> Self {
        Self { digest: Kept::known(digest), ..self }
    }

    /// The id of the set.
    #[must_use]
    pub fn id(&self) -> &DocumentId {
        &self.id
    }

    /// The revision, which each correction raises.
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
        self.digest.get(|| digest_of(&self.document))
    }
}

impl RulesDoc {
    /// Whether the document means something by itself: what [`RuleSet::from_document`] checks. Whether its ids exist is a
    /// question to the registry that it is used with.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn check(&self) -> Result<(), Refusal> {
        RuleSet::from_document(self).map(drop)
    }

    /// SHA-256 of what the document means, what it extends included, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        digest_of(self).into()
    }
}

/// The digest of a set with the rules that it extends.
fn digest_of(doc: &RulesDoc) -> Box<str> {
    let extends = doc.extends.iter().flatten().any(|name| name.as_str() == STANDARD);
    let standard = standard().ok().filter(|_| extends);
    let extended = standard.map(|standard| standard.rules.as_slice()).unwrap_or_default();
    let all: Vec<&RuleDoc> = doc.rules.iter().chain(extended).collect();
    digest_with(doc, "rules", &all)
}

/// Checks a set of rules. `problems`: what was wrong with its shape.
fn make(doc: RulesDoc, mut problems: Problems) -> Result<RuleSet, Refusal> {
    // Only the standard rules themselves are written for any registry: a set of one's own by that name is checked like any other.
    let own_standard = doc == *standard()?;
    let root = At::root();
    check_format(doc.format.as_deref(), RuleSet::FORMAT, &mut problems);
    let id = convert::own_id(&doc.id, &root.key("id"), &mut problems);
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
    let names: Vec<DocumentId> = convert::set(doc.extends.as_deref(), &root.key("extends"), &mut problems);
    let docs = doc.rules.iter().cloned().enumerate();
    let mut written: Vec<Written> =
        docs.map(|(n, doc)| Written { doc, place: Some(n), portable: own_standard }).collect();
    let extends = root.key("extends");
    let named = doc.extends.as_deref().unwrap_or_default().iter().enumerate().rev();
    let places: BTreeMap<&str, usize> = named.map(|(n, text)| (text.0.as_str(), n)).gather();
    for name in &names {
        let at = extends.index(places.get(name.as_str()).copied().unwrap_or_default());
        if name != STANDARD || own_standard {
            unknown(&mut problems, ErrorCode::UnknownRuleSet, &at, vec![shown(name.as_str())], [STANDARD]);
            continue;
        }
        let extended = &standard()?.rules;
        for rule in extended {
            let Some(rule) = self::rule(rule, &at, &mut problems) else { continue };
            // The author can rename a rule of the document, not one of the standard rules: that is the place told.
            if seen.contains(&rule.id) {
                let own = doc.rules.iter().enumerate().filter(|(_, own)| rule.id == own.id.0.as_str());
                for (n, _) in own {
                    problems.push(ErrorCode::DuplicateId, &list.index(n).key("id"), vec![rule.id.to_string()]);
                }
            }
            rules.push(rule);
        }
        let docs = extended.iter().cloned();
        written.extend(docs.map(|doc| Written { doc, place: None, portable: true }));
    }
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    problems.into_result(())?;
    let id = id.ok_or_else(|| Refusal::one(ErrorCode::BadId, "/id", vec![shown(&doc.id.0)]))?;
    Ok(RuleSet { id, revision: doc.revision, rules, written, digest: Kept::default(), document: Arc::new(doc) })
}

fn rule(doc: &RuleDoc, at: &At<'_>, problems: &mut Problems) -> Option<Rule> {
    let due = doc.due.as_ref().and_then(|text| {
        let due = Due::parse(&text.0);
        if due.is_none() {
            problems.push(ErrorCode::BadDue, &at.key("due"), vec![shown(&text.0)]);
        }
        due
    });
    let obligations: Vec<_> = convert::set(doc.obligations.as_deref(), &at.key("obligations"), problems);
    if doc.effect == Effect::Forbid && (doc.due.is_some() || !obligations.is_empty()) {
        problems.push(ErrorCode::ForbidWithDue, at, Vec::new());
    }
    if doc.effect != Effect::Permit && doc.judgement.is_some() {
        problems.push(ErrorCode::JudgementWithoutPermit, &at.key("judgement"), Vec::new());
    }
    let when = at.key("when");
    Some(Rule {
        effect: doc.effect,
        when: doc.when.as_ref().map(|doc| Condition::read(doc, &when, problems)).unwrap_or_default(),
        audience: Audience::read(&doc.audience, &at.key("audience"), problems),
        due,
        obligations,
        judgement: convert::some_text(doc.judgement.as_ref(), &at.key("judgement"), problems),
        period: convert::period(doc.period.as_ref(), &at.key("period"), problems),
        summary: convert::some_text(doc.summary.as_ref(), &at.key("summary"), problems),
        citation: convert::citation(doc, at, problems),
        id: convert::id(&doc.id, &at.key("id"), problems)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
            (
                r#""effect":"require","audience":{},"judgement":{"ja":"x"}"#,
                "judgement-without-permit /rules/0/judgement",
            ),
            (r#""effect":"permit","audience":{},"due":"PT0H""#, "bad-due /rules/0/due"),
            (r#""effect":"permit","audience":{"kinds":[]}"#, "empty-set /rules/0/audience/kinds"),
            (r#""effect":"permit","audience":{},"when":{"causes":[]}"#, "empty-set /rules/0/when/causes"),
            (r#""effect":"permit","audience":{},"when":{"causes":null}"#, "empty-set /rules/0/when/causes"),
        ];
        for (rule, wanted) in cases {
            assert_eq!(told(set(rule).err()).join(" "), wanted, "{rule}");
        }
        assert_eq!(
            told(RuleSet::from_json(br#"{"id":"own","extends":["mine"],"rules":[]}"#).err()),
            ["unknown-rule-set /extends/0"]
        );
    }

    #[test]
    fn the_strictest_due_orders_first() {
        let mut dues: Vec<Due> =
            ["P3D", "PT24H", "P1D", "promptly"].iter().filter_map(|text| Due::parse(text)).collect();
        dues.sort();
        assert_eq!(dues.iter().map(Due::as_str).collect::<Vec<_>>(), ["promptly", "P1D", "PT24H", "P3D"]);
        let written = ["PT1H", "PT99999H", "P1D", "P9999D"];
        assert!(written.iter().all(|text| Due::parse(text).is_some_and(|due| due.to_string() == **text)));
        let faulty =
            ["", "PT0H", "PT01H", "PT100000H", "PTxH", "PTH", "P0D", "P10000D", "P1H", "PT1D", "P-1D", "prompt"];
        assert!(faulty.iter().all(|text| Due::parse(text).is_none()), "{faulty:?}");
    }
}
