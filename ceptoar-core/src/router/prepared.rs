//! A notice that is checked and looked up once, and asked of in many situations.

use std::fmt;
use std::sync::Arc;

use crate::error::code::ErrorCode;
use crate::error::problem::Refusal;
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::router::engine::door::Ready;
use crate::router::recipients::RecipientSet;
use crate::situation::Situation;

/// A notice as a router knows it: checked and looked up once. Cheap to clone, and free to share between threads.
///
/// ```
/// use ceptoar_core::{Edition, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let prepared = router.prepare(&notice)?;
/// let cut = Situation::default().with_outage("nisc>meti".parse()?);
/// for situation in [Situation::default(), cut] {
///     assert_eq!(prepared.audience(&situation)?, router.audience(&notice, &situation)?);
/// }
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Clone)]
pub struct Prepared {
    router: Router,
    notice: Arc<Notice>,
    ready: Arc<dyn Ready>,
}

impl Router {
    /// Checks a notice and looks it up, to ask of it again and again.
    ///
    /// # Errors
    /// Ids of the notice that are foreign to the registry or the profile.
    pub fn prepare(&self, notice: &Notice) -> Result<Prepared, Refusal> {
        let Some(ready) = self.engine.ready(notice) else {
            self.check(notice, &Situation::default())?;
            return Err(Refusal::one(ErrorCode::LookUpFailed, "", vec![notice.id.to_string()]));
        };
        Ok(Prepared { router: self.clone(), notice: Arc::new(notice.clone()), ready })
    }
}

impl Prepared {
    /// The notice.
    #[must_use]
    pub fn notice(&self) -> &Notice {
        &self.notice
    }

    /// Who is told and who must be, as [`Router::audience`] says.
    ///
    /// # Errors
    /// As [`Router::audience`].
    pub fn audience(&self, situation: &Situation) -> Result<RecipientSet, Refusal> {
        let told = self.router.ask(&self.notice, situation, |asked| self.ready.told(asked.notice, situation))?;
        Ok(RecipientSet::new(self.router.engine.tables(), told))
    }
}

#[cfg(feature = "life")]
impl Prepared {
    /// Who is told in a situation that nobody asks for again.
    pub(crate) fn audience_once(&self, situation: &Situation) -> Result<RecipientSet, Refusal> {
        let told = self.router.ask(&self.notice, situation, |asked| self.ready.told_once(asked.notice, situation))?;
        Ok(RecipientSet::new(self.router.engine.tables(), told))
    }
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared").field("router", &self.router).field("notice", &self.notice.id).finish()
    }
}
