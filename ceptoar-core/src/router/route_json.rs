//! A notice as JSON in, its plan as JSON out.

use chrono::DateTime;

use crate::answer::json::{self, Frame};
use crate::error::problem::Refusal;
use crate::notice::quick::read::Quick;
use crate::router::ask::Router;
use crate::situation::Situation;
use crate::time::{civil_day, in_years};

impl Router {
    /// The plan for a notice, both as JSON: the bytes of [`Plan::to_json`](crate::Plan::to_json), and the refusals of
    /// [`Router::notice`] and [`Router::route`].
    ///
    /// ```
    /// use ceptoar_core::{Edition, Registry, Router, Situation};
    ///
    /// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
    /// let json = br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
    ///     "kind": "vulnerability", "affected_sectors": ["electric-power"], "issued_at": "2009-05-08T10:00:00+09:00" }"#;
    /// let now = Situation::default();
    /// assert_eq!(router.route_json(json, &now)?, router.route(&router.notice(json)?, &now)?.to_json());
    /// # Ok::<(), ceptoar_core::Refusal>(())
    /// ```
    ///
    /// # Errors
    /// As [`Router::notice`], then as [`Router::route`].
    pub fn route_json(&self, notice: &[u8], situation: &Situation) -> Result<String, Refusal> {
        // What is looked up is known to exist: where all is, nothing has to be checked beside. Where something is wrong, the
        // long way says what.
        match Quick::read(notice, Vec::with_capacity(16)).and_then(|quick| self.quick_json(&quick, situation)) {
            Some(plan) => Ok(plan),
            None => Ok(self.route(&self.notice(notice)?, situation)?.to_json()),
        }
    }

    /// `None`: the long way answers, or says what is wrong.
    fn quick_json(&self, quick: &Quick<'_>, situation: &Situation) -> Option<String> {
        let at = situation.at.unwrap_or_else(|| DateTime::from_timestamp_nanos(quick.issued_at));
        let on = civil_day(at);
        let may_be_asked = !self.refuse_stale || self.registry().covers().covers(on);
        if !(may_be_asked && self.engine.knows(situation) && situation.at.is_none_or(in_years)) {
            return None;
        }
        let persons = quick.persons()?;
        let written = self.engine.written(quick, &persons, situation)?;
        let frame = Frame {
            notice: quick.id,
            direction: quick.direction,
            origin: quick.origin,
            level: quick.level,
            status: quick.status,
            no_attribution: quick.no_attribution,
            situation,
            at,
            on,
            valid_until: written.valid_until.map(DateTime::from_timestamp_nanos),
            lints: &written.lints,
            changes: &written.changes,
            unmet: &written.unmet,
        };
        let mut out = String::with_capacity(1024 + written.deliveries.len());
        let documents = |out: &mut String| match written.changes.is_empty() {
            true => out.push_str(&self.documents),
            false => {
                let (registry, digests) = (self.registry(), self.digests_with(&written.changes));
                json::documents(registry.id(), registry.revision(), self.profile().id(), &digests, out);
            }
        };
        frame.write(&mut out, documents, |out| out.push_str(&written.deliveries));
        Some(out)
    }
}
