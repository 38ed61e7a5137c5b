//! A notice as JSON in, its plan as JSON out.

use crate::answer::json;
use crate::error::problem::Refusal;
use crate::notice::read::plain;
use crate::router::ask::Router;
use crate::situation::Situation;

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
        if let Some(notice) = plain(notice)
            && let Ok((written, until)) = self.ask(&notice, situation, |asked| self.engine.written(asked))
        {
            let mut out = String::with_capacity(1024 + written.deliveries.len());
            let plan = self.plan(&notice, situation, written.body, until);
            json::around(&plan, &mut out, |_, out| out.push_str(&written.deliveries));
            return Ok(out);
        }
        Ok(self.route(&self.notice(notice)?, situation)?.to_json())
    }
}
