//! The vectors: cases with a why and a source, in JSON, so that every language can run them.

use std::path::PathBuf;

use ceptoar_core::{Edition, Lang, LevelProfile, Notice, Refusal, Registry, Roster, Router, RuleSet, Situation};
use serde::Deserialize;
use serde_json::Value;

mod expect;
mod judge;

pub use self::expect::{Delivery, Expect, Verdict};

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
}
