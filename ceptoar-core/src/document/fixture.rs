//! The fixture: questions about notices and what is expected of the answers.

use std::collections::BTreeMap;

use crate::document::macros::objects;
use crate::document::scalar::{DocumentIdText, IdText, LabelText, Text};
use crate::document::value::Json;
use crate::word::author::{DocumentKind, StaleDays};

objects! {
    /// A fixture: cases that a router must answer as they say.
    ///
    /// ```
    /// use ceptoar_core::document::{Case, Expect, Fixture};
    ///
    /// let mut fixture = Fixture::new("power");
    /// let expect = Expect { told: Some(vec!["meti".into()]), ..Expect::default() };
    /// fixture.cases.push(Case::new("members-hear", expect));
    /// assert_eq!(Fixture::read(fixture.write().as_bytes())?, fixture);
    /// # Ok::<(), ceptoar_core::Refusal>(())
    /// ```
    Fixture {
        /// Where the schema of this document is.
        #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
        schema: Option<String>,
        /// `ceptoar/test/1`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<String>,
        /// The id of the fixture.
        id: DocumentIdText,
        /// What it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<Text>,
        /// The cases.
        cases: Vec<Case>,
    }

    /// One question and what is expected of its answer; or a document that must be refused.
    ///
    /// What a case does not say is that of the router which the fixture is put to.
    Case {
        /// Its name, one in the fixture.
        name: LabelText,
        /// What is expected.
        expect: Expect,
        ;
        /// Why it exists.
        why: Option<String>,
        /// What it cites.
        source: Option<Vec<String>>,
        /// The kind of a document that must be refused.
        document: Option<DocumentKind>,
        /// The document as a value.
        value: Option<Json>,
        /// The document as text, where it is no JSON.
        text: Option<String>,
        /// An edition of its own.
        registry: Option<Json>,
        /// Rules of its own.
        rules: Option<Json>,
        /// A profile of its own: a document, or the id of a built-in one.
        profile: Option<Json>,
        /// A roster of its own.
        roster: Option<Json>,
        /// What is done about days that the edition does not speak of; absent: they are answered.
        stale: Option<StaleDays>,
        /// The notice.
        notice: Option<Json>,
        /// The situation.
        situation: Option<Json>,
    }

    /// What is expected; what is not named is not asked.
    Expect {
        ;
        /// Parties that are told.
        told: Option<Vec<IdText>>,
        /// Parties that are not told.
        not_told: Option<Vec<IdText>>,
        /// Parties that are told and must be.
        must: Option<Vec<IdText>>,
        /// Whether `told` and `deliveries` name everybody who is told.
        exactly: bool,
        /// By recipient: parts of its delivery.
        deliveries: BTreeMap<String, ExpectedDelivery>,
        /// By party: its outcome and reasons.
        verdicts: BTreeMap<String, ExpectedVerdict>,
        /// The parties that are unmet: all of them.
        unmet: Option<Vec<IdText>>,
        /// Lints that are there, as `code at`.
        lints: Vec<String>,
        /// Lints that are not there, as `code` or `code at`.
        no_lints: Vec<String>,
        /// The known later changes that are named: all of them, by their days.
        changes: Option<Vec<String>>,
        /// Until when the answer holds; null: without end.
        #[serde(deserialize_with = "given")]
        valid_until: Option<Option<String>>,
        /// By `holder>party`: `yes`, `if-judged`, or reasons why not.
        may_pass: BTreeMap<String, Json>,
        /// By holder: to whom it hands on.
        onward: BTreeMap<String, Vec<IdText>>,
        /// By recipient: fields of its view.
        views: BTreeMap<String, BTreeMap<String, Json>>,
        /// By `party LABEL`: true, or the code of the refusal.
        relabel: BTreeMap<String, Json>,
        /// By party: the outcome that `decide` gives, or the code of its refusal.
        asked: BTreeMap<String, String>,
        /// The problems of the refusal as `code pointer`: all of them.
        refused: Vec<String>,
    }

    /// What is expected of a delivery.
    ExpectedDelivery {
        ;
        /// `must` or `may`.
        duty: Option<String>,
        /// The parties from the origin to the recipient.
        path: Option<Vec<IdText>>,
        /// The channels of the last hop; null: unknown.
        #[serde(deserialize_with = "given")]
        channels: Option<Option<Vec<IdText>>>,
        /// The channels that the last hop uses beside those.
        also: Option<Vec<IdText>>,
        /// Those of both that need a judgement.
        judged: Option<Vec<IdText>>,
        /// By party: the rules of the judgement that it owes.
        judgement: Option<BTreeMap<String, Vec<IdText>>>,
        /// The instruments that bind it.
        instruments: Option<Vec<IdText>>,
        /// How soon.
        due: Option<String>,
        /// All obligations.
        obligations: Option<Vec<IdText>>,
        /// All permitting rules.
        rules: Option<Vec<IdText>>,
        /// All persons.
        refs: Option<Vec<String>>,
        /// Whether the last hop is internal.
        internal: Option<bool>,
    }

    /// What is expected of a verdict.
    ExpectedVerdict {
        /// The outcome.
        outcome: String,
        ;
        /// Reasons that are there: `code`, `code rule`, `code rule group day`, or `no-path change:place …`.
        reasons: Vec<String>,
    }
}

/// A null that is written says something: it is not the same as nothing.
fn given<'de, T: serde::Deserialize<'de>, D: serde::Deserializer<'de>>(d: D) -> Result<Option<Option<T>>, D::Error> {
    <Option<T> as serde::Deserialize>::deserialize(d).map(Some)
}
