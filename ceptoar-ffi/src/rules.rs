//! The rules: what ought to happen.

use std::sync::Arc;

use ceptoar_core as core;

use crate::documents::rules::RulesDocument;
use crate::edition::chosen;
use crate::error::CeptoarError;
use crate::native::Native;
use crate::records::edition::Edition;
use crate::records::rule::Rule;
use crate::written::Written;

/// A set of rules, sorted by id: what ought to happen. No order, no priorities.
#[derive(uniffi::Object)]
pub struct RuleSet(pub(crate) core::RuleSet);

#[uniffi::export]
impl RuleSet {
    /// The rules that name no id of an edition: they work with any registry.
    #[uniffi::constructor]
    #[must_use]
    pub fn standard() -> Arc<Self> {
        Arc::new(Self(core::RuleSet::standard()))
    }

    /// The rules of a built-in edition, the standard ones among them; absent: those of the latest day.
    #[uniffi::constructor(default(edition = None))]
    #[must_use]
    pub fn builtin(edition: Option<Edition>) -> Arc<Self> {
        Arc::new(Self(core::RuleSet::builtin(chosen(edition))))
    }

    /// Reads and checks a rule set (`schemas/v1/rules.schema.json`).
    ///
    /// # Errors
    /// Every problem at once; a fault of shape ends the reading.
    #[uniffi::constructor]
    pub fn from_json(json: Vec<u8>) -> Result<Arc<Self>, CeptoarError> {
        Ok(Arc::new(Self(core::RuleSet::from_json(&json)?)))
    }

    /// What a document says.
    ///
    /// # Errors
    /// Every problem at once, with pointers into the document.
    #[uniffi::constructor]
    pub fn from_document(document: &RulesDocument) -> Result<Arc<Self>, CeptoarError> {
        one_exception_each(document)?;
        Ok(Arc::new(Self(core::RuleSet::from_document(&document.core())?)))
    }

    /// The document that it was made of.
    #[must_use]
    pub fn document(&self) -> RulesDocument {
        Written::of(self.0.document())
    }

    /// The document as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The id of the set.
    #[must_use]
    pub fn id(&self) -> String {
        self.0.id().to_string()
    }

    /// Raised by each correction.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.0.revision()
    }

    /// The rules, sorted by id, what they extend included.
    #[must_use]
    pub fn rules(&self) -> Vec<Rule> {
        self.0.rules().native(&())
    }

    /// The rule of an id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<Rule> {
        self.0.rule(id).native(&())
    }

    /// SHA-256 of the set, what it extends included, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        self.0.digest().to_owned()
    }
}

/// An audience has at most one exception; of more, the core would not know which is meant.
fn one_exception_each(document: &RulesDocument) -> Result<(), CeptoarError> {
    let mut problems = Vec::new();
    for (place, rule) in document.rules.iter().enumerate() {
        let (mut audience, mut pointer) = (Some(&rule.audience), format!("/rules/{place}/audience"));
        while let Some(one) = audience {
            pointer.push_str("/except");
            if one.except.len() > 1 {
                problems.push(CeptoarError::of_code(core::ErrorCode::WrongType, &pointer, "[] | [audience]"));
            }
            audience = one.except.first();
        }
    }
    CeptoarError::all(problems)
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::level::LevelProfile;
    use crate::registry::Registry;
    use crate::roster::Roster;

    /// The documents of this library say something in nearly every field.
    #[test]
    fn documents_cross_whole() -> Result<(), CeptoarError> {
        let registry = Registry::builtin(None);
        let again = Registry::from_document(&registry.document())?;
        assert_eq!((again.digest(), again.to_json()), (registry.digest(), registry.to_json()));
        for rules in [RuleSet::builtin(None), RuleSet::standard()] {
            let again = RuleSet::from_document(&rules.document())?;
            assert_eq!((again.digest(), again.to_json()), (rules.digest(), rules.to_json()));
        }
        for levels in [LevelProfile::tlp2(), LevelProfile::tlp1(), LevelProfile::pfc()] {
            let again = LevelProfile::from_document(&levels.document())?;
            assert_eq!((again.digest(), again.to_json()), (levels.digest(), levels.to_json()));
        }
        let roster = r#"{"format":"ceptoar/roster/1","id":"mine","organizations":[{"id":"my-gas","name":{"ja":"当社"}}],
            "memberships":[{"party":"my-gas","group":"gas","role":"member","period":{"from":"2009-03-31"}}],
            "links":[{"from":"gas","to":"my-gas","direction":"provision","channels":["email",{"id":"fax","use":"also"}]}]}"#;
        let roster = Roster::from_json(roster.as_bytes().into())?;
        assert_eq!(Roster::from_document(&roster.document())?.to_json(), roster.to_json());
        Ok(())
    }

    #[test]
    fn an_audience_with_two_exceptions_is_refused() {
        let rules = br#"{"id":"own","rules":[{"id":"a","effect":"permit","audience":{"kinds":["ceptoar"],
            "except":{"parties":["gas"],"except":{"parties":["gas"]}}}}]}"#;
        let mut document = RuleSet::from_json(rules.into()).expect("good rules").document();
        assert!(RuleSet::from_document(&document).is_ok());
        let inner = &mut document.rules.first_mut().expect("one rule").audience.except;
        let more = inner.clone();
        inner.first_mut().expect("an exception").except.extend(more);
        let CeptoarError::Refused { problems } =
            RuleSet::from_document(&document).map(drop).expect_err("two exceptions");
        let found: Vec<(&str, &str)> = problems.iter().map(|p| (p.code.as_str(), p.pointer.as_str())).collect();
        assert_eq!(found, [("wrong-type", "/rules/0/audience/except/except")]);
    }
}
