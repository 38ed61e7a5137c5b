//! The vectors: cases with a why and a source, in JSON, so that every language can run them.

use std::path::PathBuf;

use ceptoar_core::{
    Edition, Lang, LevelProfile, Notice, Problem, Refusal, Registry, Roster, Router, RuleSet, Situation,
};
use serde::Deserialize;
use serde_json::Value;

use crate::engine::Engine;

mod expect;
mod judge;
mod questions;

pub use self::expect::{Delivery, Expect, Verdict};
pub use self::questions::Questions;

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
    /// `ceptoar/test/1`.
    pub format: String,
    /// What the cases are about.
    pub id: String,
    /// The cases.
    pub cases: Vec<Case>,
}

/// One case.
#[derive(Debug, Clone, Deserialize)]
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
    /// Whether the router refuses days that the edition does not speak of: `refuse`; else it answers for them.
    #[serde(default)]
    pub stale: Option<Stale>,
    /// The notice.
    #[serde(default)]
    pub notice: Option<Value>,
    /// The situation.
    #[serde(default)]
    pub situation: Option<Value>,
    /// What must come out.
    pub expect: Expect,
}

/// What a router does about a day that the edition does not speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stale {
    /// It refuses.
    Refuse,
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
    let mut names: Vec<String> = Vec::new();
    for entry in entries {
        names.push(entry.map_err(|error| error.to_string())?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| name != "manifest.json");
    names.sort();
    if names != manifest.files.keys().cloned().collect::<Vec<_>>() {
        return Err(format!("the folder {names:?} is not the manifest {:?}", manifest.files.keys()));
    }
    let mut files = Vec::new();
    for (name, cases) in manifest.files {
        let file: File = serde_json::from_str(&read(&name)?).map_err(|error| format!("{name}: {error}"))?;
        if file.format != "ceptoar/test/1" || format!("{}.json", file.id) != name {
            return Err(format!("{name}: a fixture of another format or id"));
        }
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
        let builder = Router::builder(&registry).profile(profile).refuse_stale(self.stale.is_some());
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
        let Some(notice) = &self.notice else { panic!("{}: a case has a notice or a document", self.name) };
        let notice = router.notice(&bytes(notice))?;
        Ok(Scene { router, situation, notice })
    }

    fn read_document(&self, kind: &str) -> Result<(), Refusal> {
        let text = self.document_text().unwrap_or_else(|| panic!("{}: a document has a value or a text", self.name));
        let json = text.as_bytes();
        match kind {
            "edition" => Registry::from_json(json).map(drop),
            "rules" => RuleSet::from_json(json).map(drop),
            "levels" => LevelProfile::from_json(json).map(drop),
            "roster" => {
                Roster::from_json(json).and_then(|r| Registry::builtin(Edition::V2009_03_31).with_roster(&r)).map(drop)
            }
            "situation" => Situation::from_json(json).map(drop),
            "notice" => self.router()?.notice(json).map(drop),
            other => panic!("{}: there is no kind of document called `{other}`", self.name),
        }
    }

    /// The text of the document that the case is about.
    #[must_use]
    pub fn document_text(&self) -> Option<String> {
        match (&self.text, &self.value) {
            (Some(text), None) => Some(text.clone()),
            (None, Some(value)) => Some(value.to_string()),
            _ => None,
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

    /// Asks an engine and lists what is not as expected, and what is wrong with its answers whatever is expected.
    #[must_use]
    pub fn judged(&self, engine: &dyn Engine) -> Vec<String> {
        let mut faults = self.expected(engine);
        if self.document.is_none() && self.expect.refused.is_empty() {
            faults.extend(engine.own_faults(self));
        }
        faults.into_iter().map(|fault| format!("{}: {fault}", engine.name())).collect()
    }

    /// Asks an engine and lists what is not as expected.
    #[must_use]
    pub fn expected(&self, engine: &dyn Engine) -> Vec<String> {
        if self.why.trim().is_empty() || self.source.is_empty() {
            return vec!["a case needs a why and a source".to_owned()];
        }
        let questions = match Questions::of(&self.expect) {
            Ok(questions) => questions,
            Err(fault) => return vec![fault],
        };
        let answered = match &self.document {
            Some(kind) => self.read_document(kind).map(|()| None),
            None => engine.answer(self, &questions).map(Some),
        };
        if let Some(fault) = self.expect.fault(self.document.is_some()) {
            return vec![fault.to_owned()];
        }
        let (answered, mut found) = match answered {
            Ok(answered) => (answered, Vec::new()),
            Err(refusal) => (None, refusal.problems().iter().map(told).collect()),
        };
        let mut wanted = self.expect.refused.clone();
        wanted.sort();
        found.sort();
        if wanted != found {
            return vec![format!("refused {found:?}, expected {wanted:?}")];
        }
        answered.map_or_else(Vec::new, |answered| judge::judge(&self.expect, &answered))
    }
}

/// A problem as the vectors write it; its sentences are there in both languages.
fn told(problem: &Problem) -> String {
    assert!(!problem.message(Lang::Ja).is_empty() && !problem.message(Lang::En).is_empty());
    format!("{} {}", problem.code().as_str(), problem.pointer()).trim_end().to_owned()
}
