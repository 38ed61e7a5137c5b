//! Files in and out.

use std::io::Read as _;
use std::path::Path;

use ceptoar_core::{Edition, LevelProfile, Registry, Roster, Router, RuleSet, Situation};

use super::Failure;
use super::args::{Basis, When};

/// The bytes of a file, or of standard input for `-`.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin()
            .read_to_end(&mut bytes)
            .map_err(|error| Failure::Failed(format!("standard input: {error}")))?;
        return Ok(bytes);
    }
    std::fs::read(path).map_err(|error| Failure::Failed(format!("{}: {error}", path.display())))
}

/// A registry: an edition with a roster or without.
pub(super) fn registry(edition: Option<&Path>, roster: Option<&Path>) -> Result<Registry, Failure> {
    let registry = match edition {
        Some(file) => Registry::from_json(&read(file)?)?,
        None => Registry::builtin(Edition::V2009_03_31),
    };
    Ok(match roster {
        Some(file) => registry.with_roster(&Roster::from_json(&read(file)?)?)?,
        None => registry,
    })
}

/// A router on everything that the arguments name. Which rules are used where they name none is for the core to say.
pub(super) fn router(basis: &Basis) -> Result<Router, Failure> {
    let profile = match LevelProfile::builtin(&basis.profile) {
        Some(profile) => profile,
        None => LevelProfile::from_json(&read(Path::new(&basis.profile))?)?,
    };
    let registry = registry(basis.edition.as_deref(), basis.roster.as_deref())?;
    let builder = Router::builder(&registry).profile(profile);
    Ok(match &basis.rules {
        Some(file) => builder.rules(RuleSet::from_json(&read(file)?)?).compile()?,
        None => builder.compile()?,
    })
}

/// The situation that the arguments tell of.
pub(super) fn situation(when: &When) -> Result<Situation, Failure> {
    let outages: Vec<serde_json::Value> = when
        .outage
        .iter()
        .map(|text| match text.split_once(':') {
            Some((link, channel)) => serde_json::json!({ "link": link, "channel": channel }),
            None if text.contains('>') => serde_json::json!({ "link": text }),
            None => serde_json::json!({ "channel": text }),
        })
        .collect();
    let document = serde_json::json!({ "at": when.at, "outages": outages, "failed_sectors": when.failed_sector });
    Ok(Situation::from_json(document.to_string().as_bytes())?)
}
