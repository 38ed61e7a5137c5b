//! Random worlds, notices and situations, drawn without proptest: for the proof, the fuzzer and worlds of many words of bits.

mod draw;
mod question;
mod rules;
mod world;

use ceptoar_core::{LevelProfile, Router, RuleSet};
use serde_json::Value;

pub use self::draw::Draw;
pub use self::question::{notice, situation};
pub use self::world::{Documents, Size, documents};

impl Documents {
    /// The router of these documents, which fit each other.
    ///
    /// # Panics
    /// Where they do not.
    #[must_use]
    pub fn router(&self) -> Router {
        let profile = match &self.profile {
            Value::String(id) => LevelProfile::builtin(id).unwrap_or_else(|| panic!("{id} is not built in")),
            own => LevelProfile::from_json(own.to_string().as_bytes()).unwrap_or_else(|e| panic!("profile: {e}")),
        };
        let registry = rules::registry(&self.edition, &self.roster);
        let set = RuleSet::from_json(self.rules.to_string().as_bytes()).unwrap_or_else(|e| panic!("rules: {e}"));
        let builder = Router::builder(&registry).profile(profile).rules(set);
        builder.compile().unwrap_or_else(|e| panic!("router: {e}"))
    }
}
