//! Random worlds as documents, so that the loading is part of every law.

pub(crate) mod notice;
mod profile;
pub(crate) mod registry;
pub(crate) mod rules;

use std::collections::BTreeMap;
use std::fmt;

use ceptoar_core::{
    Effect, Explanation, LevelProfile, Notice, Plan, Refusal, Registry, Roster, Router, RuleSet, Situation,
};
use ceptoar_suite::reference::{Fault, World, can_be_somebody};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Every kind of party that can be told.
const TOLD: [&str; 9] =
    ["cabinet", "ministry", "ceptoar", "council", "liaison-council", "subgroup", "members", "partner", "organization"];

/// One world: all documents of a question.
#[derive(Clone)]
pub(crate) struct Documents {
    pub(crate) edition: Value,
    /// `null`: none.
    pub(crate) roster: Value,
    pub(crate) rules: Value,
    /// The id of a built-in profile, or a whole one.
    pub(crate) profile: Value,
    pub(crate) notice: Value,
    pub(crate) situation: Value,
}

impl fmt::Debug for Documents {
    /// As JSON, so that a world that breaks a law can be kept as files.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { edition, roster, rules, profile, notice, situation } = self;
        write!(f, "\n{}", json!({ "registry": edition, "roster": roster, "rules": rules, "profile": profile }))?;
        write!(f, "\n{}\n", json!({ "notice": notice, "situation": situation }))
    }
}

/// A world that has been loaded.
pub(crate) struct Scene {
    pub(crate) router: Router,
    pub(crate) notice: Notice,
    pub(crate) situation: Situation,
}

/// Worlds of which some rules may have an audience that can never be anybody, so that no router is compiled.
pub(crate) fn unchecked_documents(rules: impl Strategy<Value = Value>) -> impl Strategy<Value = Documents> {
    let base = (registry::edition(), registry::roster(), rules, notice::notice(), notice::situation());
    (base, profile::profile(), any::<bool>()).prop_map(|((edition, roster, rules, notice, situation), own, dense)| {
        let (profile, labels) = own;
        let mut documents = Documents { edition, roster, rules, profile, notice, situation };
        if dense {
            documents.tell_most();
        }
        documents.name_levels(&labels);
        if !documents.roster.is_null() {
            documents.name_organizations();
        }
        documents
    })
}

/// Worlds that load whole.
pub(crate) fn documents() -> impl Strategy<Value = Documents> {
    unchecked_documents(rules::rules()).prop_map(|mut documents| {
        let registry = documents.registry();
        let rules = documents.rule_set();
        let stays = |id: &str| {
            let rule = rules.rule(id).expect("a rule of the document is one of the set");
            rule.effect == Effect::Permit || can_be_somebody(rule, &registry)
        };
        documents.rules_mut().retain(|rule| stays(id_of(rule)));
        documents
    })
}

/// The id of a rule or of a party as a document writes it.
pub(crate) fn id_of(value: &Value) -> &str {
    value["id"].as_str().expect("it has an id")
}

fn bytes(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

impl Documents {
    /// Makes a world in which most are told: no forbids, no `only`, a loose level, everybody permitted, by judgement or
    /// without one as the origin is.
    fn tell_most(&mut self) {
        let rules = self.rules_mut();
        rules.retain(|rule| rule["effect"] != "forbid" && rule["id"] != "wide");
        let everybody = json!({ "kinds": TOLD, "except": { "parties": ["rel"] } });
        let when = json!({ "origin_kinds": ["cabinet", "ceptoar", "members", "ministry"] });
        rules.push(json!({ "id": "wide", "effect": "permit", "when": when, "audience": everybody }));
        let judgement = json!({ "ja": "広く必要なとき", "en": "where wanted widely" });
        let judged =
            json!({ "id": "wide-judged", "effect": "permit", "audience": { "kinds": TOLD }, "judgement": judgement });
        rules.push(judged);
        self.notice["only"] = Value::Null;
        self.notice["level"] = json!(3 + self.notice["level"].as_u64().unwrap_or_default() % 2);
        if self.notice["direction"] == "liaison" {
            self.notice["direction"] = json!("exchange");
        }
    }

    /// Levels are drawn as places; here they become the labels of the profile.
    fn name_levels(&mut self, labels: &[&str; 5]) {
        let label = |place: &Value| json!(labels[usize::try_from(place.as_u64().unwrap()).unwrap()]);
        let level = &mut self.notice["level"];
        *level = label(level);
        for rule in self.rules_mut() {
            if let Some(places) = rule.pointer_mut("/when/levels") {
                *places = places.as_array().unwrap().iter().map(label).collect();
            }
        }
    }

    /// What a party of the partner kind is named for, an organisation of the roster is named for too.
    fn name_organizations(&mut self) {
        for key in ["addressees", "consents", "only"] {
            if let Some(list) = self.notice[key].as_array_mut()
                && list.iter().any(|id| id == "part")
            {
                list.push(json!("org-a"));
            }
        }
    }

    /// The rules of the document, those that it takes over left out.
    pub(crate) fn rules_mut(&mut self) -> &mut Vec<Value> {
        self.rules["rules"].as_array_mut().expect("a rule set has rules")
    }

    /// Takes out every link that leaves a party, and the outages on them.
    pub(crate) fn remove_links_from(&mut self, party: &str) {
        let lists = [self.edition.get_mut("links"), self.roster.get_mut("links")];
        for links in lists.into_iter().flatten().filter_map(Value::as_array_mut) {
            links.retain(|link| link["from"] != party);
        }
        let leaves =
            |outage: &Value| outage["link"].as_str().is_some_and(|link| link.starts_with(&format!("{party}>")));
        if let Some(outages) = self.situation.get_mut("outages").and_then(Value::as_array_mut) {
            outages.retain(|outage| !leaves(outage));
        }
    }

    pub(crate) fn registry(&self) -> Registry {
        let registry = Registry::from_json(&bytes(&self.edition)).unwrap_or_else(|e| panic!("edition: {e}"));
        if self.roster.is_null() {
            return registry;
        }
        let roster = Roster::from_json(&bytes(&self.roster)).unwrap_or_else(|e| panic!("roster: {e}"));
        registry.with_roster(&roster).unwrap_or_else(|e| panic!("roster: {e}"))
    }

    pub(crate) fn rule_set(&self) -> RuleSet {
        RuleSet::from_json(&bytes(&self.rules)).unwrap_or_else(|e| panic!("rules: {e}"))
    }

    pub(crate) fn router(&self) -> Result<Router, Refusal> {
        let profile = match &self.profile {
            Value::String(id) => LevelProfile::builtin(id).expect("the profile is built in"),
            own => LevelProfile::from_json(&bytes(own)).unwrap_or_else(|e| panic!("profile: {e}")),
        };
        Router::builder(&self.registry()).profile(profile).rules(self.rule_set()).compile()
    }

    /// Loads everything.
    pub(crate) fn scene(&self) -> Scene {
        let router = self.router().unwrap_or_else(|e| panic!("router: {e}"));
        let notice = router.notice(&bytes(&self.notice)).unwrap_or_else(|e| panic!("notice: {e}"));
        let situation = Situation::from_json(&bytes(&self.situation)).unwrap_or_else(|e| panic!("situation: {e}"));
        Scene { router, notice, situation }
    }
}

impl Scene {
    pub(crate) fn world(&self, fault: Fault) -> World<'_> {
        World::of(&self.router, fault)
    }

    pub(crate) fn plan(&self) -> Plan {
        self.router.route(&self.notice, &self.situation).unwrap()
    }

    pub(crate) fn explanation(&self) -> Explanation {
        self.router.explain(&self.notice, &self.situation).unwrap()
    }

    /// Who is told.
    pub(crate) fn told(&self) -> Vec<String> {
        self.plan().deliveries.iter().map(|delivery| delivery.recipient.to_string()).collect()
    }

    /// The view of every recipient, as JSON.
    pub(crate) fn views(&self) -> BTreeMap<String, String> {
        let plan = self.plan();
        let recipients = plan.deliveries.iter().map(|delivery| delivery.recipient.as_str());
        recipients.map(|id| (id.to_owned(), plan.view_for(id).expect("a recipient has a view").to_json())).collect()
    }
}
