//! An answer as a view: decided whole, and rendered when it is asked.

use std::fmt;
#[cfg(feature = "life")]
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::answer::explanation::Explanation;
use crate::answer::plan::Plan;
#[cfg(feature = "life")]
use crate::answer::plan::{Delivery, Digests, Unmet};
use crate::answer::verdict::Verdict;
#[cfg(feature = "life")]
use crate::error::code::ErrorCode;
use crate::error::problem::Refusal;
use crate::id::PartyId;
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::router::engine::bits::{Bits, Set as _};
#[cfg(feature = "life")]
use crate::router::engine::door::Asked;
use crate::router::engine::view::Says;
#[cfg(feature = "life")]
pub(crate) use crate::router::engine::view::{Bare, Standing, Way};
use crate::situation::Situation;
use crate::word::sets::{Duty, Outcome};

/// The answer for one notice, decided whole and kept in numbers: what it says is put into words when somebody asks.
///
/// ```
/// use ceptoar_core::{Duty, Edition, Outcome, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let now = Situation::default();
/// let answer = router.answer(&notice, &now)?;
/// assert_eq!(answer.told().len(), 4);
/// assert_eq!((answer.duty("meti"), answer.outcome("gas")), (Some(Duty::Must), Some(Outcome::NotAddressed)));
/// assert_eq!(answer.verdict("gas"), Some(router.decide(&notice, "gas", &now)?)); // the reasons of one party alone
/// assert_eq!(answer.plan(), router.route(&notice, &now)?);
/// assert_eq!(answer.explanation(), router.explain(&notice, &now)?);
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
pub struct Answer<'a> {
    router: &'a Router,
    notice: &'a Notice,
    situation: &'a Situation,
    says: Box<dyn Says + 'a>,
}

impl Router {
    /// The answer as a view: everything is decided, and nothing is rendered before it is asked.
    ///
    /// # Errors
    /// As [`Router::route`].
    pub fn answer<'a>(&'a self, notice: &'a Notice, situation: &'a Situation) -> Result<Answer<'a>, Refusal> {
        let says = self.ask(notice, situation, |asked| self.engine.view(asked))?;
        Ok(Answer { router: self, notice, situation, says })
    }
}

/// What the life of a notice asks of a decision, beside what a question of a router asks.
#[cfg(feature = "life")]
impl Router {
    /// The answer for any notice at an instant, also for a withdrawal, of which a router is asked nothing: its links are those
    /// of any other.
    pub(crate) fn answer_at<'a>(
        &'a self,
        notice: &'a Notice,
        situation: &'a Situation,
        at: DateTime<Utc>,
    ) -> Result<Answer<'a>, Refusal> {
        match self.engine.view(Asked { notice, situation, at }) {
            Some(says) => Ok(Answer { router: self, notice, situation, says }),
            None => {
                self.check(notice, situation)?;
                Err(Refusal::one(ErrorCode::LookUpFailed, "", vec![notice.id.to_string()]))
            }
        }
    }

    /// What an answer names as what it rests on, where it names these later changes.
    pub(crate) fn digests_naming(&self, changes: &[Arc<str>]) -> Digests {
        self.digests_with(changes)
    }

    /// The deliveries in a situation that nobody asks for again, sorted by recipient.
    pub(crate) fn deliveries_once(&self, notice: &Notice, situation: &Situation) -> Result<Vec<Delivery>, Refusal> {
        self.ask(notice, situation, |asked| self.engine.body_once(asked)).map(|body| body.deliveries)
    }

    /// The number of a party in [`Router::party_ids`].
    pub(crate) fn party_number(&self, id: &str) -> Option<usize> {
        self.engine.party(id)
    }

    /// The ids of the parties, sorted.
    pub(crate) fn party_ids(&self) -> &[PartyId] {
        self.engine.parties()
    }
}

#[cfg(feature = "life")]
impl Answer<'_> {
    /// What the tests say of a party, by its number.
    pub(crate) fn standing(&self, party: usize) -> Standing {
        self.says.standing(party)
    }

    /// The deliveries of the plan, and who is required and not delivered.
    pub(crate) fn told_and_unmet(&self) -> (Vec<Delivery>, Vec<Unmet>) {
        let body = self.says.body(self.notice);
        (body.deliveries, body.unmet)
    }

    /// What a message without content brings with it to some parties, by their numbers.
    pub(crate) fn bare(&self, parties: &[usize]) -> Bare {
        self.says.bare(self.notice, parties)
    }

    /// The links of the day from one party to another, by their numbers.
    pub(crate) fn ways(&self, from: usize, to: usize) -> Vec<Way> {
        self.says.ways(from, to)
    }

    /// The links of the day that leave a party, by its number.
    pub(crate) fn leaving(&self, party: usize) -> Vec<Way> {
        self.says.leaving(party)
    }
}

impl Answer<'_> {
    /// The parties that are told, sorted.
    #[must_use]
    pub fn told(&self) -> Vec<&PartyId> {
        self.ids(&self.says.told())
    }

    /// Those of them that must be told, sorted.
    #[must_use]
    pub fn required(&self) -> Vec<&PartyId> {
        self.ids(&self.says.must())
    }

    fn ids(&self, parties: &Bits) -> Vec<&PartyId> {
        let all = self.router.engine.parties();
        parties.iter().filter_map(|party| all.get(party)).collect()
    }

    /// The duty towards a party; `None` for one that is not told.
    #[must_use]
    pub fn duty(&self, party: &str) -> Option<Duty> {
        let party = self.router.engine.party(party).filter(|party| self.says.told().contains(*party))?;
        Some(if self.says.must().contains(party) { Duty::Must } else { Duty::May })
    }

    /// What becomes of a party; `None` for the origin and for foreign ids.
    #[must_use]
    pub fn outcome(&self, party: &str) -> Option<Outcome> {
        self.says.outcome(self.router.engine.party(party)?)
    }

    /// The verdict on a party, with its reasons; `None` for the origin and for foreign ids.
    #[must_use]
    pub fn verdict(&self, party: &str) -> Option<Verdict> {
        self.says.verdict(self.router.engine.party(party)?)
    }

    /// The first later instant at which the answer would differ; `None`: nothing later changes.
    #[must_use]
    pub fn valid_until(&self) -> Option<DateTime<Utc>> {
        self.says.valid_until()
    }

    /// The plan, as [`Router::route`] gives it.
    #[must_use]
    pub fn plan(&self) -> Plan {
        self.router.plan(self.notice, self.situation, self.says.body(self.notice), self.says.valid_until())
    }

    /// The plan with a verdict for every party, as [`Router::explain`] gives it.
    #[must_use]
    pub fn explanation(&self) -> Explanation {
        self.router.explanation(self.notice, self.situation, self.says.explained(self.notice))
    }
}

impl fmt::Debug for Answer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").field("notice", &self.notice.id).field("told", &self.told()).finish()
    }
}
