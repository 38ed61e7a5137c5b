//! The vectors: cases with a why and a source, in JSON, so that every language can run them.

use std::path::PathBuf;

use ceptoar_core::{
    Edition, Label, Lang, LevelProfile, MayPass, Notice, PartyId, Refusal, Registry, Roster, Router, RuleSet, Situation,
};
use serde::Deserialize;
use serde_json::Value;

use crate::reference::{Ask, Fault, World, differences};

/// The list of the files, with the number of their cases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// By file name.
    pub files: std::collections::BTreeMap<String, usize>,
}

/// One file of cases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// What the cases are about.
    pub topic: String,
    /// The cases.
    pub cases: Vec<Case>,
}

/// One case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Its name, unique in the file.
    pub name: String,
    /// Why it exists.
    pub why: String,
    /// What it cites.
    pub source: Vec<String>,
    /// A document that must be refused: which kind.
    #[serde(default)]
    pub document: Option<String>,
    /// The document as a JSON value.
    #[serde(default)]
    pub value: Option<Value>,
    /// The document as text, where it is no JSON.
    #[serde(default)]
    pub text: Option<String>,
    /// The registry; the built-in edition unless given.
    #[serde(default)]
    pub registry: Option<Value>,
    /// The rules; the edition's unless given.
    #[serde(default)]
    pub rules: Option<Value>,
    /// The profile: an id or a document.
    #[serde(default)]
    pub profile: Option<Value>,
    /// The roster.
    #[serde(default)]
    pub roster: Option<Value>,
    /// The notice.
    #[serde(default)]
    pub notice: Option<Value>,
    /// The situation.
    #[serde(default)]
    pub situation: Option<Value>,
    /// What must come out.
    pub expect: Expect,
}

/// What must come out; what is not named is not asserted here.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expect {
    /// By recipient: parts of its delivery.
    pub deliveries: std::collections::BTreeMap<String, Delivery>,
    /// Whether `deliveries` names everybody who is told.
    pub exactly: bool,
    /// By party: its outcome and reason codes (some of them, with the rule after a space where it matters).
    pub verdicts: std::collections::BTreeMap<String, Verdict>,
    /// The parties that are unmet.
    pub unmet: Option<Vec<String>>,
    /// Lints that must be there, as `code at`.
    pub lints: Vec<String>,
    /// Lints that must not be there, as `code` or `code at`.
    pub no_lints: Vec<String>,
    /// Until when it holds; JSON null: without end.
    #[serde(deserialize_with = "given")]
    pub valid_until: Option<Option<String>>,
    /// `holder>party`: `yes`, `if-judged`, or reason codes that must be there.
    pub may_pass: std::collections::BTreeMap<String, Value>,
    /// By holder: to whom it hands on.
    pub onward: std::collections::BTreeMap<String, Vec<String>>,
    /// By recipient: fields of its view.
    pub views: std::collections::BTreeMap<String, Value>,
    /// `by LABEL`: `true`, or the code of the refusal.
    pub relabel: std::collections::BTreeMap<String, Value>,
    /// By party: the outcome that `decide` gives, or the code of its refusal.
    pub asked: std::collections::BTreeMap<String, String>,
    /// The problems of a refusal as `code pointer`: all of them.
    pub refused: Vec<String>,
}

fn given<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(d).map(Some)
}

/// What is asserted of a delivery.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Delivery {
    /// `must` or `may`.
    pub duty: Option<String>,
    /// The parties from the origin to the recipient.
    pub path: Option<Vec<String>>,
    /// The channels of the last hop; JSON null: unknown.
    #[serde(deserialize_with = "given_channels")]
    pub channels: Option<Option<Vec<String>>>,
    /// The channels that the last hop uses beside those.
    pub also: Option<Vec<String>>,
    /// Those of both that need a judgement.
    pub judged: Option<Vec<String>>,
    /// By party: the rules of the judgement that it owes; all of them, in any order.
    pub judgement: Option<std::collections::BTreeMap<String, Vec<String>>>,
    /// The instruments that bind it.
    pub instruments: Option<Vec<String>>,
    /// How soon.
    pub due: Option<String>,
    /// All obligations.
    pub obligations: Option<Vec<String>>,
    /// All permitting rules.
    pub rules: Option<Vec<String>>,
    /// All persons.
    pub refs: Option<Vec<String>>,
    /// Whether the last hop is internal.
    pub internal: Option<bool>,
}

fn given_channels<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Option<Option<Vec<String>>>, D::Error> {
    Option::deserialize(d).map(Some)
}

/// What is asserted of a verdict.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// The outcome.
    pub outcome: String,
    /// Reasons that must be there: `code`, or `code rule`, or `no-path change:place …`.
    #[serde(default)]
    pub reasons: Vec<String>,
}

/// The folder of the vectors.
#[must_use]
pub fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors"))
}

/// Every file with its name. An unparsable file is an error.
///
/// # Errors
/// What cannot be read, and a manifest that differs from the folder.
pub fn load() -> Result<Vec<(String, File)>, String> {
    let read = |name: &str| std::fs::read_to_string(folder().join(name)).map_err(|error| format!("{name}: {error}"));
    let manifest: Manifest = serde_json::from_str(&read("manifest.json")?).map_err(|e| format!("manifest: {e}"))?;
    let entries = std::fs::read_dir(folder()).map_err(|error| error.to_string())?;
    let mut names: Vec<String> = entries.filter_map(|e| e.ok()?.file_name().into_string().ok()).collect();
    names.retain(|name| name != "manifest.json");
    names.sort();
    if names != manifest.files.keys().cloned().collect::<Vec<_>>() {
        return Err(format!("the folder {names:?} is not the manifest {:?}", manifest.files.keys()));
    }
    let mut files = Vec::new();
    for (name, cases) in manifest.files {
        let file: File = serde_json::from_str(&read(&name)?).map_err(|error| format!("{name}: {error}"))?;
        if file.cases.len() != cases {
            return Err(format!("{name}: {} cases, the manifest says {cases}", file.cases.len()));
        }
        files.push((name, file));
    }
    Ok(files)
}

/// What a case decides from.
pub struct Scene {
    /// The router.
    pub router: Router,
    /// The situation.
    pub situation: Situation,
    /// The notice.
    pub notice: Notice,
}

fn bytes(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

impl Case {
    fn router(&self) -> Result<Router, Refusal> {
        let mut registry = match &self.registry {
            Some(value) => Registry::from_json(&bytes(value))?,
            None => Registry::builtin(Edition::V2009_03_31),
        };
        if let Some(roster) = &self.roster {
            registry = registry.with_roster(&Roster::from_json(&bytes(roster))?)?;
        }
        let profile = match &self.profile {
            None => LevelProfile::tlp2(),
            // A name that nobody has is read as a document, and refused: a misspelt vector fails.
            Some(Value::String(id)) => match LevelProfile::builtin(id) {
                Some(profile) => profile,
                None => LevelProfile::from_json(id.as_bytes())?,
            },
            Some(value) => LevelProfile::from_json(&bytes(value))?,
        };
        // Without rules of its own a case takes those that the builder chooses.
        let builder = Router::builder(&registry).profile(profile);
        match &self.rules {
            Some(value) => builder.rules(RuleSet::from_json(&bytes(value))?).compile(),
            None => builder.compile(),
        }
    }

    /// Everything that the case decides from.
    ///
    /// # Errors
    /// What a part of it is refused for.
    pub fn scene(&self) -> Result<Scene, Refusal> {
        let router = self.router()?;
        let situation = match &self.situation {
            Some(value) => Situation::from_json(&bytes(value))?,
            None => Situation::default(),
        };
        let notice = router.notice(&bytes(self.notice.as_ref().unwrap_or(&Value::Null)))?;
        Ok(Scene { router, situation, notice })
    }

    fn read_document(&self, kind: &str) -> Result<(), Refusal> {
        let text = self.text.clone().unwrap_or_else(|| self.value.as_ref().map(Value::to_string).unwrap_or_default());
        let json = text.as_bytes();
        match kind {
            "edition" => Registry::from_json(json).map(drop),
            "rules" => RuleSet::from_json(json).map(drop),
            "levels" => LevelProfile::from_json(json).map(drop),
            "roster" => {
                Roster::from_json(json).and_then(|r| Registry::builtin(Edition::V2009_03_31).with_roster(&r)).map(drop)
            }
            "situation" => Situation::from_json(json).map(drop),
            _ => self.router()?.notice(json).map(drop),
        }
    }

    /// What the case is refused for, where it is.
    #[must_use]
    pub fn refusal(&self) -> Option<Refusal> {
        match &self.document {
            Some(kind) => self.read_document(kind).err(),
            None => match self.scene() {
                Ok(scene) => scene.router.explain(&scene.notice, &scene.situation).err(),
                Err(refusal) => Some(refusal),
            },
        }
    }

    /// Runs the case and lists what is not as expected.
    #[must_use]
    pub fn run(&self) -> Vec<String> {
        if self.why.trim().is_empty() || self.source.is_empty() {
            return vec!["a case needs a why and a source".to_owned()];
        }
        let refused = self.refusal();
        let found: Vec<String> = refused
            .iter()
            .flat_map(Refusal::problems)
            .map(|problem| {
                assert!(!problem.message(Lang::Ja).is_empty() && !problem.message(Lang::En).is_empty());
                format!("{} {}", problem.code().as_str(), problem.pointer()).trim_end().to_owned()
            })
            .collect();
        let mut wanted = self.expect.refused.clone();
        wanted.sort();
        let mut sorted = found;
        sorted.sort();
        if wanted != sorted {
            return vec![format!("refused {sorted:?}, expected {wanted:?}")];
        }
        if self.document.is_some() || !wanted.is_empty() {
            return Vec::new();
        }
        match self.scene() {
            Ok(scene) => self.check(&scene),
            Err(refusal) => vec![refusal.to_string()],
        }
    }

    fn check(&self, scene: &Scene) -> Vec<String> {
        let Scene { router, situation, notice } = scene;
        let explanation = match router.explain(notice, situation) {
            Ok(explanation) => explanation,
            Err(refusal) => return vec![refusal.to_string()],
        };
        let plan = explanation.plan();
        let mut faults = Vec::new();
        let mut same = |what: String, found: Value, wanted: Value| {
            if found != wanted {
                faults.push(format!("{what}: {found}, expected {wanted}"));
            }
        };
        for (recipient, wanted) in &self.expect.deliveries {
            let Some(delivery) = plan.delivery(recipient) else {
                same(recipient.clone(), Value::from("not told"), Value::from("told"));
                continue;
            };
            let json = serde_json::to_value(delivery).unwrap_or_default();
            let mut path = vec![notice.origin.to_string()];
            path.extend(delivery.hops.iter().map(|hop| hop.to.to_string()));
            let last = json["hops"].as_array().and_then(|hops| hops.last()).cloned().unwrap_or_default();
            let parts = [
                ("duty", wanted.duty.clone().map(Value::from), json["duty"].clone()),
                ("path", wanted.path.clone().map(Value::from), Value::from(path)),
                ("channels", wanted.channels.clone().map(Value::from), last["channels"].clone()),
                ("also", wanted.also.clone().map(Value::from), or_empty(&last["also"])),
                ("judged", wanted.judged.clone().map(Value::from), or_empty(&last["judged"])),
                (
                    "judgement",
                    wanted.judgement.as_ref().map(|owed| serde_json::to_value(owed).unwrap_or_default()),
                    json["judgement"]
                        .as_array()
                        .into_iter()
                        .flatten()
                        .filter_map(|owed| Some((owed["party"].as_str()?.to_owned(), owed["rules"].clone())))
                        .collect::<serde_json::Map<_, _>>()
                        .into(),
                ),
                ("instruments", wanted.instruments.clone().map(Value::from), or_empty(&json["instruments"])),
                ("due", wanted.due.clone().map(Value::from), json["due"].clone()),
                ("obligations", wanted.obligations.clone().map(Value::from), json["obligations"].clone()),
                ("rules", wanted.rules.clone().map(Value::from), json["rules"].clone()),
                ("refs", wanted.refs.clone().map(Value::from), json["persons"]["refs"].clone()),
                (
                    "internal",
                    wanted.internal.map(Value::from),
                    Value::from(last["internal"].as_bool().unwrap_or(false)),
                ),
            ];
            for (name, wanted, found) in parts {
                if let Some(wanted) = wanted {
                    same(format!("{recipient} {name}"), found, wanted);
                }
            }
        }
        if self.expect.exactly {
            let told: Vec<&str> = plan.deliveries.iter().map(|d| d.recipient.as_str()).collect();
            let wanted: Vec<&str> = self.expect.deliveries.keys().map(String::as_str).collect();
            same("told".to_owned(), Value::from(told), Value::from(wanted));
        }
        for (party, wanted) in &self.expect.verdicts {
            let Some(verdict) = explanation.verdict(party) else {
                same(party.clone(), Value::Null, Value::from("a verdict"));
                continue;
            };
            let outcome = serde_json::to_value(verdict.outcome).unwrap_or_default();
            same(format!("{party} outcome"), outcome, Value::from(wanted.outcome.clone()));
            let texts: Vec<String> = verdict.reasons.iter().flat_map(reason_texts).collect();
            for reason in wanted.reasons.iter().filter(|reason| !texts.contains(reason)) {
                same(format!("{party} reasons"), Value::from(texts.clone()), Value::from(reason.clone()));
            }
        }
        if let Some(wanted) = &self.expect.unmet {
            let found: Vec<&str> = plan.unmet.iter().map(|unmet| unmet.party.as_str()).collect();
            same("unmet".to_owned(), Value::from(found), Value::from(wanted.clone()));
        }
        let lints: Vec<String> = plan.lints.iter().map(|lint| format!("{} {}", lint.code.as_str(), lint.at)).collect();
        for lint in self.expect.lints.iter().filter(|lint| !lints.contains(lint)) {
            same("lints".to_owned(), Value::from(lints.clone()), Value::from(lint.clone()));
        }
        for lint in &self.expect.no_lints {
            let there = |found: &&String| *found == lint || found.split(' ').next() == Some(lint);
            if let Some(found) = lints.iter().find(there) {
                same("lints".to_owned(), Value::from(found.clone()), Value::from(format!("no {lint}")));
            }
        }
        if let Some(wanted) = &self.expect.valid_until {
            let found = serde_json::to_value(&plan).unwrap_or_default()["valid_until"].clone();
            same("valid_until".to_owned(), found, Value::from(wanted.clone()));
        }
        self.hands(scene, &plan, &mut faults);
        let world =
            World { registry: router.registry(), rules: router.rules(), profile: router.profile(), fault: Fault::None };
        faults.extend(differences(&explanation, &Ask::new(world, notice, situation)));
        faults
    }

    fn hands(&self, scene: &Scene, plan: &ceptoar_core::Plan, faults: &mut Vec<String>) {
        let Scene { router, situation, notice } = scene;
        let party = |id: &str| PartyId::new(id).unwrap_or_else(|_| notice.origin.clone());
        for (pair, wanted) in &self.expect.may_pass {
            let (holder, to) = pair.split_once('>').unwrap_or_default();
            let Ok(passing) = router.may_pass(notice, &party(holder), &party(to), situation) else {
                faults.push(format!("may_pass {pair}: refused"));
                continue;
            };
            let codes: Vec<&str> = passing.reasons.iter().map(|reason| reason.code.as_str()).collect();
            let as_wanted = match wanted {
                Value::String(answer) => passing.answer.as_str() == answer,
                Value::Array(list) => {
                    passing.answer == MayPass::No && list.iter().filter_map(Value::as_str).all(|code| codes.contains(&code))
                }
                _ => false,
            };
            if !as_wanted {
                faults.push(format!("may_pass {pair}: {} {codes:?}, expected {wanted}", passing.answer.as_str()));
            }
        }
        for (holder, wanted) in &self.expect.onward {
            let found = router.onward(notice, &party(holder), situation).unwrap_or_default();
            let found: Vec<String> = found.iter().map(|onward| onward.to.to_string()).collect();
            if found != *wanted {
                faults.push(format!("onward {holder}: {found:?}, expected {wanted:?}"));
            }
        }
        for (recipient, wanted) in &self.expect.views {
            let view = serde_json::to_value(plan.view_for(recipient)).unwrap_or_default();
            for (field, wanted) in wanted.as_object().into_iter().flatten().filter(|(f, w)| view[f.as_str()] != **w) {
                faults.push(format!("view of {recipient}: {field} is {}, expected {wanted}", view[field.as_str()]));
            }
        }
        for (subject, wanted) in &self.expect.asked {
            let found = match router.decide(notice, &party(subject), situation) {
                Ok(verdict) => serde_json::to_value(verdict.outcome).unwrap_or_default(),
                Err(refusal) => Value::from(refusal.problems().first().map(|problem| problem.code().as_str())),
            };
            if found != *wanted.as_str() {
                faults.push(format!("decide {subject}: {found}, expected {wanted}"));
            }
        }
        for (question, wanted) in &self.expect.relabel {
            let (by, label) = question.split_once(' ').unwrap_or_default();
            let Ok(label) = Label::new(label) else { continue };
            let found = match router.relabel(notice, &party(by), &label, situation) {
                Ok(relabelled) => Value::Bool(relabelled.level == label),
                Err(refusal) => Value::from(refusal.problems().first().map(|p| p.code().as_str())),
            };
            if found != *wanted {
                faults.push(format!("relabel {question}: {found}, expected {wanted}"));
            }
        }
    }
}

/// A list that an answer leaves out where it is empty.
fn or_empty(value: &Value) -> Value {
    if value.is_null() { Value::Array(Vec::new()) } else { value.clone() }
}

/// A reason as the vectors write it, the shortest form first.
fn reason_texts(reason: &ceptoar_core::Reason) -> Vec<String> {
    let code = reason.code.as_str().to_owned();
    let mut texts = vec![code.clone()];
    if let Some(rule) = &reason.rule {
        texts.push(format!("{code} {rule}"));
    }
    if let (Some(group), Some(date)) = (&reason.group, reason.date) {
        let rule = reason.rule.as_ref().map(|rule| format!(" {rule}")).unwrap_or_default();
        texts.push(format!("{code}{rule} {group} {date}"));
    }
    if !reason.opening.is_empty() {
        let changes: Vec<String> = reason
            .opening
            .iter()
            .map(|change| {
                let kind = serde_json::to_value(change.change).unwrap_or_default();
                let party = change.party.as_ref().map(ToString::to_string);
                format!("{}:{}", kind.as_str().unwrap_or_default(), change.link.clone().or(party).unwrap_or_default())
            })
            .collect();
        texts.push(format!("{code} {}", changes.join(" ")));
    }
    texts
}
