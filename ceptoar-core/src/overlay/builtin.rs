//! The built-in overlays.

use std::sync::OnceLock;

use crate::edition::Edition;
use crate::overlay::checked::Overlay;

const SINCE_2009: &[u8] = include_bytes!("../../data/overlays/since-2009.json");

impl Overlay {
    /// The ids of the built-in overlays.
    ///
    /// ```
    /// use ceptoar_core::author::Overlay;
    ///
    /// for id in Overlay::BUILT_IN {
    ///     assert_eq!(Overlay::builtin(id).map(|overlay| overlay.id().to_owned()).as_deref(), Some(id));
    /// }
    /// ```
    pub const BUILT_IN: [&'static str; 1] = ["since-2009"];

    /// The built-in overlay of an id: `since-2009`, what is known of changes after the edition `2009-03-31`, each with its source.
    /// It does not say that nothing else changed, so that the days that the edition speaks of stay as they are.
    ///
    /// ```
    /// use ceptoar_core::{Edition, Registry, author::Overlay};
    ///
    /// let since = Overlay::builtin("since-2009").ok_or("not built in")?;
    /// let registry = Registry::builtin(Edition::V2009_03_31).with_overlay(&since)?;
    /// let newest = registry.known("nisc")?.names.last().ok_or("no later name")?;
    /// assert_eq!((newest.from.to_string().as_str(), &*newest.name.ja), ("2025-07-01", "国家サイバー統括室"));
    /// assert_eq!(registry.covers(), Registry::builtin(Edition::V2009_03_31).covers());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn builtin(id: &str) -> Option<Self> {
        Edition::ALL.into_iter().filter_map(Self::of_builtin).find(|overlay| overlay.id() == id)
    }

    /// What is known of changes after a built-in edition.
    pub(crate) fn of_builtin(edition: Edition) -> Option<Self> {
        static READ: OnceLock<Option<Overlay>> = OnceLock::new();
        // That it is accepted is a test of this crate.
        let read = || Self::from_json(SINCE_2009).ok();
        match edition {
            Edition::V2009_03_31 => READ.get_or_init(read).clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::error::problem::Refusal;
    use crate::registry::data::Registry;
    use crate::router::ask::Router;
    use crate::situation::Situation;
    use crate::time::parse_date;
    use crate::word::sets::{Direction, Grade, Lang, Role};

    fn since() -> Result<(Overlay, Registry), Refusal> {
        let overlay = Overlay::from_json(SINCE_2009)?;
        let registry = Registry::builtin(Edition::V2009_03_31).with_overlay(&overlay)?;
        Ok((overlay, registry))
    }

    #[test]
    fn it_applies_without_a_fault_and_each_entry_has_its_source() -> Result<(), Refusal> {
        let (overlay, registry) = since()?;
        assert_eq!(Overlay::builtin("since-2009").map(|known| known.to_json()), Some(overlay.to_json()));
        assert!(Overlay::builtin("since-2010").is_none());
        let document = overlay.document();
        let sets = document.set.iter().flatten();
        let cited = sets.clone().map(|set| (&set.source, set.grade, &set.reason));
        let ends = document.end.iter().flatten().map(|end| (&end.source, end.grade, &end.reason));
        for (source, grade, reason) in cited.chain(ends) {
            assert!(source.as_ref().is_some_and(|source| !source.is_empty()));
            assert_eq!(reason.is_some(), grade == Some(Grade::Deduced), "{source:?}");
        }
        // Where only a month or a year is known, the last possible day is taken, and a note says so (R45).
        for set in sets.filter(|set| set.note.is_some()) {
            assert_eq!(set.grade, Some(Grade::Deduced));
        }
        let used: BTreeSet<&str> = [&document.set]
            .into_iter()
            .flatten()
            .flatten()
            .flat_map(|set| set.source.iter().flatten())
            .map(|s| s.as_str())
            .collect();
        assert!(document.documents.iter().flatten().all(|known| used.contains(known.id.as_str())), "{used:?}");
        assert_eq!(registry.id(), &"2009-03-31+since-2009");
        assert_eq!(Router::builder(&registry).compile()?.rules().id(), &"2009-03-31");
        Ok(())
    }

    #[test]
    fn what_editions_readme_2_states_holds_on_its_days() -> Result<(), Refusal> {
        let (_, registry) = since()?;
        let on = |text: &str| parse_date(text).unwrap_or_default();
        let name = |id: &str, day: &str| registry.known(id).map(|party| party.name_on(on(day)).ja.to_string());
        for (id, day, before, after) in [
            ("nisc", "2015-01-09", "内閣官房情報セキュリティセンター", "内閣サイバーセキュリティセンター"),
            ("nisc", "2025-07-01", "内閣サイバーセキュリティセンター", "国家サイバー統括室"),
            ("japanese-bankers-association", "2011-04-01", "全国銀行協会", "一般社団法人全国銀行協会"),
            ("japan-gas-association", "2011-12-31", "社団法人日本ガス協会", "一般社団法人日本ガス協会"),
            ("japan-water-works-association", "2013-12-31", "社団法人日本水道協会", "公益社団法人日本水道協会"),
        ] {
            assert_eq!(name(id, &crate::time::last_day(on(day)).to_string())?, before);
            assert_eq!(name(id, day)?, after);
        }
        let roles = |group: &str, role: Role, day: &str| {
            let all = registry
                .memberships()
                .iter()
                .filter(|m| m.group == *group && m.role == role && m.period.covers(on(day)));
            all.map(|m| m.party.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(roles("water", Role::Responsible, "2024-03-31"), ["mhlw"]);
        assert_eq!(roles("water", Role::Responsible, "2024-04-01"), ["mlit"]);
        assert_eq!(roles("medical", Role::Secretariat, "2018-08-27"), ["mhlw"]);
        assert_eq!(roles("medical", Role::Secretariat, "2018-08-28"), ["japan-medical-association"]);
        // Bodies that are no parties stand there without a role; a new name is no proof of a secretariat.
        assert!(registry.memberships().iter().all(|m| m.party != "japan-gas-association"));
        let local = registry.ceptoar("local-government").and_then(|c| c.secretariat.last());
        assert_eq!(
            local.map(|s| (&*s.name.ja, s.period.from)),
            Some(("地方公共団体情報システム機構", parse_date("2014-04-01")))
        );
        Ok(())
    }

    #[test]
    fn a_notice_to_water_goes_by_the_ministry_of_the_day() -> Result<(), Refusal> {
        let (overlay, registry) = since()?;
        let router = Router::builder(&registry).compile()?;
        let path = |day: &str| {
            let notice = format!(
                r#"{{"id":"n","direction":"provision","origin":"nisc","level":"TLP:AMBER","kind":"malware",
                "affected_sectors":["water"],"issued_at":"{day}T10:00:00+09:00"}}"#
            );
            let plan = router.route(&router.notice(notice.as_bytes())?, &Situation::default())?;
            assert_eq!(plan.digests.overlays.iter().map(|d| &**d).collect::<Vec<_>>(), [overlay.digest()]);
            assert!(plan.to_json().contains(r#""overlays":["#));
            let text = plan.text(&registry, Lang::Ja);
            Ok::<_, Refusal>((plan.delivery("water").map(|delivery| delivery.path()), text))
        };
        let (before, text) = path("2024-03-31")?;
        assert_eq!(before.as_deref(), Some("nisc>mhlw>water"));
        assert!(text.contains("内閣サイバーセキュリティセンター"));
        let (after, text) = path("2025-07-01")?;
        assert_eq!(after.as_deref(), Some("nisc>mlit>water"));
        assert!(text.contains("国家サイバー統括室"));
        let links = registry
            .links()
            .iter()
            .filter(|link| link.from == "mhlw" && link.to == "medical" && link.direction == Direction::Provision);
        let offices: Vec<bool> = links.map(|link| link.internal).collect();
        assert_eq!(offices, [true, false], "the ministry is no longer the secretariat of medical");
        Ok(())
    }
}
