//! The later changes of a built-in edition that are known and not applied (R46).

use std::sync::Arc;

use chrono::NaiveDate;

use crate::gather::InOrder as _;
use crate::overlay::checked::Overlay;
use crate::overlay::days::span;
use crate::overlay::form::{Ended, Setting, Value};
use crate::registry::data::Registry;
use crate::word::sets::TimelineField;

/// The changes that an overlay knows of after the days that an edition speaks of.
pub(crate) struct LaterChanges {
    /// The digest of the overlay.
    pub(crate) digest: Arc<str>,
    /// The changes, by their days.
    pub(crate) changes: Vec<LaterChange>,
}

/// One of them.
pub(crate) struct LaterChange {
    /// The day from which it holds.
    pub(crate) day: NaiveDate,
    /// The entry of the overlay, as `since-2009#/set/2`.
    pub(crate) entry: Arc<str>,
    /// The ids of the parties that it names.
    pub(crate) parties: Vec<String>,
}

impl Registry {
    /// What the built-in overlay of the edition knows of the days after `covers`, unless it was applied: then it shapes the answer.
    pub(crate) fn later_changes(&self) -> Option<LaterChanges> {
        let overlay = Overlay::of_builtin(self.edition()?)?;
        let until = self.covers().until?;
        let applied = self.document().based_on.iter().flatten().any(|part| part.id.as_str() == overlay.id());
        (!applied).then(|| LaterChanges {
            digest: overlay.digest().into(),
            changes: changes(&overlay).into_iter().filter(|change| change.day >= until).collect(),
        })
    }
}

/// The dated entries of an overlay, by their days, then by their places.
fn changes(overlay: &Overlay) -> Vec<LaterChange> {
    let mut found = Vec::new();
    let mut add = |day: Option<NaiveDate>, entry: &str, parties: Vec<String>| {
        let entry = format!("{}#{entry}", overlay.id()).into();
        found.extend(day.map(|day| LaterChange { day, entry, parties }));
    };
    for ending in &overlay.entries.ends {
        let parties = match &ending.what {
            Ended::Party(id) => vec![id.clone()],
            Ended::Membership { party, group, .. } => vec![party.clone(), group.clone()],
            Ended::Link { from, to, .. } => vec![from.clone(), to.clone()],
        };
        add(Some(ending.until), &ending.entry, parties);
    }
    for setting in &overlay.entries.sets {
        add(setting.from, &setting.entry, named(setting));
    }
    if let Some(new) = &overlay.document.add {
        for (n, party) in new.parties.iter().flatten().enumerate() {
            let first = party.periods.iter().flatten().filter_map(|period| span(Some(period)).from).min();
            add(first, &format!("/add/parties/{n}"), vec![party.id.0.clone()]);
        }
        for (n, m) in new.memberships.iter().flatten().enumerate() {
            let parties = vec![m.party.0.clone(), m.group.0.clone()];
            add(span(m.period.as_ref()).from, &format!("/add/memberships/{n}"), parties);
        }
        for (n, link) in new.links.iter().flatten().enumerate() {
            let parties = vec![link.from.0.clone(), link.to.0.clone()];
            add(span(link.period.as_ref()).from, &format!("/add/links/{n}"), parties);
        }
    }
    found.in_order(|a, b| (a.day, &a.entry).cmp(&(b.day, &b.entry)));
    found
}

/// The parties that a new value names: whose it is, and who takes a role by it.
fn named(setting: &Setting) -> Vec<String> {
    let mut parties = vec![setting.of.clone()];
    match &setting.value {
        Value::Ministry(ministries) => parties.extend(ministries.iter().cloned()),
        Value::Secretariat { is, .. } => parties.extend(is.clone()),
        Value::Name(_) | Value::Means { .. } | Value::Counts(_) | Value::Poc(_) | Value::HandlingRules(_) => {}
    }
    parties
}

/// An entry of the built-in overlay of a registry, for people: whose, which field or that it ends, and from which day.
pub(crate) struct Told {
    pub(crate) day: NaiveDate,
    pub(crate) of: String,
    /// `None`: it ends, or begins.
    pub(crate) field: Option<TimelineField>,
    /// The new name.
    pub(crate) name: Option<crate::document::scalar::Text>,
}

/// What an entry that an answer names says, if it is one of the registry's built-in overlay.
pub(crate) fn told(registry: &Registry, entry: &str) -> Option<Told> {
    let overlay = Overlay::of_builtin(registry.edition()?)?;
    let place = entry.strip_prefix(overlay.id())?.strip_prefix('#')?;
    if let Some(setting) = overlay.entries.sets.iter().find(|setting| setting.entry == place) {
        let name = match &setting.value {
            Value::Name(name) | Value::Secretariat { name, .. } => Some(name.clone()),
            _ => None,
        };
        return Some(Told { day: setting.from?, of: setting.of.clone(), field: Some(setting.field), name });
    }
    let change = changes(&overlay).into_iter().find(|change| *change.entry == *entry)?;
    Some(Told { day: change.day, of: change.parties.into_iter().next()?, field: None, name: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::plan::Plan;
    use crate::edition::Edition;
    use crate::error::problem::Refusal;
    use crate::router::ask::Router;
    use crate::situation::Situation;
    use crate::word::sets::Lang;

    fn plan(registry: &Registry, sector: &str, day: &str) -> Result<Plan, Refusal> {
        let router = Router::builder(registry).compile()?;
        let notice = format!(
            r#"{{"id":"n","direction":"provision","origin":"nisc","level":"TLP:AMBER","kind":"malware",
            "affected_sectors":["{sector}"],"issued_at":"{day}T10:00:00+09:00"}}"#
        );
        let plan = router.route(&router.notice(notice.as_bytes())?, &Situation::default())?;
        assert_eq!(router.route_json(notice.as_bytes(), &Situation::default())?, plan.to_json());
        Ok(plan)
    }

    fn entry(of: &str, day: &str) -> Option<String> {
        let overlay = Overlay::of_builtin(Edition::V2009_03_31)?;
        let sets = overlay.document().set.clone()?;
        let is =
            |from: &Option<crate::document::scalar::DateText>| from.as_ref().is_some_and(|from| from.as_str() == day);
        let of = |target: &crate::document::overlay::Target| {
            target.party.as_ref().or(target.ceptoar.as_ref()).is_some_and(|id| id.as_str() == of)
        };
        let place = sets.iter().position(|set| is(&set.from) && of(&set.of))?;
        Some(format!("since-2009#/set/{place}"))
    }

    #[test]
    fn r46_a_stale_answer_names_the_known_later_changes_that_touch_it() -> Result<(), Refusal> {
        let built_in = Registry::builtin(Edition::V2009_03_31);
        let named = |sector: &str, day: &str| {
            let plan = plan(&built_in, sector, day)?;
            assert_eq!(plan.digests.changes.is_some(), !plan.changes.is_empty());
            Ok::<_, Refusal>(plan.changes.iter().map(|change| change.to_string()).collect::<Vec<_>>())
        };
        let first = entry("nisc", "2015-01-09").unwrap_or_default();
        let second = entry("nisc", "2025-07-01").unwrap_or_default();
        let water = entry("water", "2024-04-01").unwrap_or_default();
        let medical = entry("medical", "2018-08-28").unwrap_or_default();
        assert!(named("gas", "2009-05-08")?.is_empty(), "the edition speaks of the day");
        assert!(named("gas", "2015-01-08")?.is_empty());
        assert_eq!(named("gas", "2015-01-09")?, std::slice::from_ref(&first), "the origin is touched");
        assert_eq!(named("gas", "2026-01-01")?, [first.clone(), second.clone()]);
        assert_eq!(named("water", "2024-03-31")?, std::slice::from_ref(&first));
        assert_eq!(named("water", "2024-04-01")?, [first.clone(), water]);
        assert_eq!(named("medical", "2018-08-28")?, [first, medical]);
        Ok(())
    }

    #[test]
    fn r46_they_count_for_how_long_an_answer_holds() -> Result<(), Refusal> {
        let until = |registry: &Registry, sector: &str, day: &str| {
            let until = plan(registry, sector, day)?.valid_until;
            Ok::<_, Refusal>(until.map(|until| crate::time::civil_day(until).to_string()))
        };
        let built_in = Registry::builtin(Edition::V2009_03_31);
        assert_eq!(until(&built_in, "gas", "2010-04-01")?.as_deref(), Some("2015-01-09"));
        assert_eq!(until(&built_in, "water", "2015-01-09")?.as_deref(), Some("2024-04-01"));
        assert_eq!(until(&built_in, "gas", "2015-01-09")?.as_deref(), Some("2025-07-01"), "water is not touched");
        assert_eq!(until(&built_in, "gas", "2025-07-01")?, None);
        assert_eq!(until(&built_in, "gas", "2009-05-08")?.as_deref(), Some("2010-04-01"), "covers ends first");
        Ok(())
    }

    #[test]
    fn r46_what_was_applied_is_not_named_again() -> Result<(), Refusal> {
        let built_in = Registry::builtin(Edition::V2009_03_31);
        let since = Overlay::of_builtin(Edition::V2009_03_31).map(|since| built_in.with_overlay(&since));
        let Some(applied) = since.transpose()? else { return Ok(()) };
        assert!(plan(&applied, "water", "2026-01-01")?.changes.is_empty());
        let again = Registry::from_json(applied.to_json().as_bytes())?;
        assert!(plan(&again, "water", "2026-01-01")?.changes.is_empty());
        // Another overlay leaves them.
        let own = r#"{"id":"own","extends":{"edition":"2009-03-31"},
            "set":[{"of":{"party":"mhlw"},"field":"name","from":"2009-05-01","value":{"ja":"新"}}]}"#;
        let own = built_in.with_overlay(&Overlay::from_json(own.as_bytes())?)?;
        assert_eq!(plan(&own, "water", "2026-01-01")?.changes.len(), 3);
        // An edition of one's own has none.
        let mut document = built_in.document().clone();
        document.id = "own".into();
        assert!(
            plan(&Registry::from_document(&document)?, "water", "2026-01-01").is_ok_and(|plan| plan.changes.is_empty())
        );
        Ok(())
    }

    #[test]
    fn r46_a_text_says_what_has_changed() -> Result<(), Refusal> {
        let built_in = Registry::builtin(Edition::V2009_03_31);
        let text = plan(&built_in, "water", "2026-01-01")?.text(&built_in, Lang::Ja);
        assert!(text.contains("2025-07-01 nisc: 名称 → 国家サイバー統括室"), "{text}");
        assert!(text.contains("2024-04-01 water: 所管省庁"), "{text}");
        Ok(())
    }
}
