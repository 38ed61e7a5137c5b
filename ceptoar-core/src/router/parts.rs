//! An answer part by part, each part by the numbers that it rests on.

use std::fmt;

use chrono::{DateTime, Utc};

use crate::answer::plan::Delivery;
use crate::answer::verdict::Verdict;
use crate::error::problem::Refusal;
use crate::id::PartyId;
use crate::lint::Lint;
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::router::engine::keyed::{Keyed, Worded};
use crate::situation::Situation;

/// An answer in numbers: of parts whose numbers are equal, in whichever answers of one router, the same is said of what the
/// numbers stand for. The named persons and the instruments of a delivery are in none of them. Whoever writes many answers
/// writes each part once, and finds it again by its numbers; nothing is put into words before it is asked for.
///
/// ```
/// use std::collections::HashMap;
///
/// use ceptoar_core::bulk::Parts;
/// use ceptoar_core::{Edition, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let now = Situation::default();
/// let mut paths: HashMap<Vec<u64>, String> = HashMap::new();
/// let told = Parts::of(&router, &notice, &now, |parts| {
///     for part in parts.told() {
///         paths.entry(part.way.to_vec()).or_insert_with(|| part.delivery().unwrap().path());
///     }
///     parts.told().count()
/// })?;
/// assert_eq!((told, paths.len()), (router.route(&notice, &now)?.deliveries.len(), 4));
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
pub struct Parts<'a> {
    router: &'a Router,
    keyed: &'a Keyed,
    worded: &'a dyn Worded,
}

/// One that is told, in numbers.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Part<'a> {
    /// The place of the party in [`Registry::parties`](crate::Registry::parties).
    pub party: usize,
    /// What its hops and the judgements owed on the way rest on.
    pub way: &'a [u64],
    /// What its duty, its rules with their due and obligations, and the reasons of its verdict rest on.
    pub terms: &'a [u64],
    worded: &'a dyn Worded,
}

impl Parts<'_> {
    /// Decides, and has the parts of the answer read.
    ///
    /// # Errors
    /// As [`Router::route`].
    pub fn of<T>(
        router: &Router,
        notice: &Notice,
        situation: &Situation,
        read: impl FnOnce(&Parts<'_>) -> T,
    ) -> Result<T, Refusal> {
        router.ask(notice, situation, |asked| {
            let (mut read, mut answer) = (Some(read), None);
            router.engine.keyed(asked, &mut |keyed, worded| {
                answer = read.take().map(|read| read(&Parts { router, keyed, worded }));
            })?;
            answer
        })
    }

    /// Those who are told, sorted.
    pub fn told(&self) -> impl Iterator<Item = Part<'_>> {
        let part = |place| {
            let (party, way, terms) = self.keyed.told(place)?;
            Some(Part { party, way, terms, worded: self.worded })
        };
        (0..self.keyed.len()).filter_map(part)
    }

    /// The id of a party, by its place in [`Registry::parties`](crate::Registry::parties).
    #[must_use]
    pub fn id(&self, party: usize) -> Option<&PartyId> {
        self.router.engine.parties().get(party)
    }

    /// The places of the parties that must be told and are not, sorted.
    #[must_use]
    pub fn unmet(&self) -> &[usize] {
        &self.keyed.unmet
    }

    /// The lints of the answer as numbers, one for each, in their order; `None` where a lint has no number.
    #[must_use]
    pub fn numbered_lints(&self) -> Option<&[u64]> {
        self.keyed.lints.as_deref()
    }

    /// The lints of the answer, as its plan has them.
    #[must_use]
    pub fn lints(&self) -> Vec<Lint> {
        self.worded.lints()
    }

    /// Whether the edition says nothing about the day.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.keyed.stale
    }

    /// The first later instant at which the answer would differ; `None`: nothing later changes.
    #[must_use]
    pub fn valid_until(&self) -> Option<DateTime<Utc>> {
        self.keyed.until.map(DateTime::from_timestamp_nanos)
    }
}

impl Part<'_> {
    /// The delivery, as the plan has it.
    #[must_use]
    pub fn delivery(&self) -> Option<Delivery> {
        self.worded.delivery(self.party)
    }

    /// The verdict, as the explanation has it.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        self.worded.verdict(self.party)
    }
}

impl fmt::Debug for Parts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.told()).finish()
    }
}

impl fmt::Debug for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { party, way, terms, .. } = self;
        f.debug_struct("Part").field("party", party).field("way", way).field("terms", terms).finish()
    }
}
