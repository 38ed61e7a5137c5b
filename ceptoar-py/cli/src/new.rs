//! A notice to begin with.

use std::time::SystemTime;

use ceptoar_core::chrono::{DateTime, Timelike as _, Utc};
use ceptoar_core::{PartyKind, Registry, Router, RuleSet, instant_text};
use serde_json::{Map, Value, json};

use super::args::New;
use super::failure::Failure;
use super::file;
use super::screen::Screen;

/// The notice of the guide: a weakness of the electric power sector, told down to those who run it.
fn example() -> Map<String, Value> {
    let notice = json!({
        "id": "vulnerability-to-electric-power",
        "direction": "provision",
        "origin": "nisc",
        "level": "TLP:AMBER",
        "kind": "vulnerability",
        "purposes": ["prevention"],
        "cause": "cyber-attack",
        "affected_sectors": ["electric-power"],
        "issued_at": "2009-05-08T01:00:00Z",
    });
    notice.as_object().cloned().unwrap_or_default()
}

/// The least that a notice says, but for its origin. It is issued now: the command line has a clock, the core has none.
fn least() -> Map<String, Value> {
    let now: DateTime<Utc> = SystemTime::now().into();
    let now = now.with_nanosecond(0).unwrap_or(now);
    let notice = json!({
        "id": format!("notice-{}", now.format("%Y%m%d-%H%M%S")),
        "direction": "provision",
        "level": "TLP:AMBER",
        "kind": "other",
        "issued_at": instant_text(now),
    });
    notice.as_object().cloned().unwrap_or_default()
}

/// The cabinet that issues what nobody else does, where the edition has one.
fn cabinet(registry: &Registry) -> Result<String, Failure> {
    let mut cabinets = registry.parties().iter().filter(|party| party.kind == PartyKind::Cabinet);
    match (cabinets.next(), cabinets.next()) {
        (Some(one), None) => Ok(one.id.to_string()),
        (None, _) => Err(Failure::usage(
            "--origin is missing: who issues the notice? The edition has no party of kind `cabinet`",
            "--origin がない: 誰が発出するのか。版に種別 `cabinet` の関係主体はない",
        )),
        (Some(one), Some(other)) => Err(Failure::usage(
            format!("--origin is missing: who issues the notice? The edition has `{}` and `{}`", one.id, other.id),
            format!("--origin がない: 誰が発出するのか。版には `{}` と `{}` がある", one.id, other.id),
        )),
    }
}

pub(super) fn notice(of: &New, screen: &Screen) -> Result<String, Failure> {
    let mut notice = if of.example { example() } else { least() };
    let texts = [
        ("id", &of.id),
        ("direction", &of.direction),
        ("origin", &of.origin),
        ("level", &of.level),
        ("kind", &of.kind),
        ("issued_at", &of.issued_at),
        ("cause", &of.cause),
        ("embargo_until", &of.embargo_until),
    ];
    let lists = [
        ("purposes", &of.purpose),
        ("affected_sectors", &of.sector),
        ("affected_ceptoars", &of.ceptoar),
        ("addressees", &of.addressee),
        ("only", &of.only),
    ];
    for (name, value) in texts.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?))) {
        notice.insert(name.to_owned(), value.as_str().into());
    }
    for (name, values) in lists.into_iter().filter(|(_, values)| !values.is_empty()) {
        notice.insert(name.to_owned(), values.clone().into());
    }
    let registry = file::registry(&of.whose, screen)?;
    if !notice.contains_key("origin") {
        notice.insert("origin".to_owned(), cabinet(&registry)?.into());
    }
    // A notice is read against registry and profile: which rules there are does not matter, and overlays may leave none.
    let builder = Router::builder(&registry).profile(file::profile(&of.profile, screen)?);
    let router = builder.rules(RuleSet::standard()).compile()?;
    let checked = router.notice(Value::Object(notice).to_string().as_bytes())?;
    let value: Value = serde_json::from_str(&checked.to_json()).unwrap_or_default();
    let text = serde_json::to_string_pretty(&value);
    text.map(|text| text + "\n").map_err(|error| Failure::failed(error.to_string(), error.to_string()))
}
