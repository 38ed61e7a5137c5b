//! Notices that follow each other.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};

use crate::digest::digest;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::router::fit::notice as fit_notice;
use crate::word::sets::{Direction, Message, PartyKind};

/// Notices that follow each other soundly: each thread is a chain that begins with an original and that a withdrawal ends.
///
/// ```
/// use ceptoar_core::life::Threads;
/// use ceptoar_core::{Edition, Message, Registry, Router};
///
/// let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// let first = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "meti", "level": "TLP:AMBER",
///     "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let mut update = first.clone().following(Message::Update, first.id.clone());
/// update.id = "n-2".parse()?;
/// let notices = [update, first];
/// let threads = Threads::new(&router, &notices)?;
/// assert_eq!(threads.until("n-2").iter().map(|notice| notice.id.as_str()).collect::<Vec<_>>(), ["n-1", "n-2"]);
/// assert_eq!(threads.replaced_by("n-1").map(|notice| notice.id.as_str()), Some("n-2"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Threads<'a> {
    by_id: BTreeMap<&'a str, &'a Notice>,
    /// By the id of a notice: the one that replaces it.
    next: BTreeMap<&'a str, &'a Notice>,
}

impl<'a> Threads<'a> {
    /// Checks that notices fit the router and follow each other soundly. Their order has no meaning.
    ///
    /// # Errors
    /// Every problem of every notice at once, with pointers `/0/…`, `/1/…`: as [`Router::notice`], two notices of one id, and
    /// what breaks a thread: `unknown-notice`, `thread-circle`, `replaced-twice`, `after-withdrawal`, `before-replaced`,
    /// `direction-changed`, `status-changed`, `not-the-source`.
    pub fn new(router: &Router, notices: &'a [Notice]) -> Result<Self, Refusal> {
        let mut problems = Problems::new();
        let root = At::root();
        let mut threads = Self { by_id: BTreeMap::new(), next: BTreeMap::new() };
        for (place, notice) in notices.iter().enumerate() {
            let mut found = Problems::new();
            fit_notice::check(notice, router.registry(), router.profile(), &mut found);
            if let Err(refusal) = found.into_result(()) {
                problems.absorb(refusal, &root.index(place));
            }
            if threads.by_id.insert(&notice.id, notice).is_some() {
                problems.push(ErrorCode::DuplicateId, &root.index(place).key("id"), vec![notice.id.to_string()]);
            }
        }
        let mut followers: BTreeMap<&str, usize> = BTreeMap::new();
        for notice in notices {
            if let Some(before) = &notice.replaces {
                *followers.entry(before).or_default() += 1;
                threads.next.insert(before, notice);
            }
        }
        for (place, notice) in notices.iter().enumerate() {
            let Some(before) = &notice.replaces else { continue };
            let at = root.index(place);
            let mut tell = |code, field: &str, args| problems.push(code, &at.key(field), args);
            let Some(found) = threads.by_id.get(before.as_str()) else {
                tell(ErrorCode::UnknownNotice, "replaces", vec![before.to_string()]);
                continue;
            };
            // That a notice replaces itself is told with its form.
            if before != &notice.id && threads.runs_in_a_circle(notice) {
                tell(ErrorCode::ThreadCircle, "replaces", vec![notice.id.to_string()]);
            }
            if followers.get(before.as_str()).is_some_and(|count| *count > 1) {
                tell(ErrorCode::ReplacedTwice, "replaces", vec![before.to_string()]);
            }
            for (code, field) in faults(notice, found, router) {
                let mut args = vec![before.to_string()];
                if code == ErrorCode::NotTheSource {
                    args.insert(0, notice.origin.to_string());
                }
                tell(code, field, args);
            }
        }
        problems.into_result(threads)
    }

    /// A notice by its id.
    #[must_use]
    pub fn notice(&self, id: &str) -> Option<&'a Notice> {
        self.by_id.get(id).copied()
    }

    /// The thread up to a notice, the original first and the notice itself last; empty for a foreign id. Its length is the
    /// notice's number (第n報).
    #[must_use]
    pub fn until(&self, id: &str) -> Vec<&'a Notice> {
        let mut thread: Vec<&Notice> = self.back_from(id).collect();
        thread.reverse();
        thread
    }

    /// The notice that replaces another.
    #[must_use]
    pub fn replaced_by(&self, id: &str) -> Option<&'a Notice> {
        self.next.get(id).copied()
    }

    /// Whether nobody may be told that a party is the origin of a notice: some notice of its thread says so of that origin.
    #[must_use]
    pub(super) fn hides(&self, id: &str, origin: &str) -> bool {
        let earlier = self.back_from(id);
        let later = std::iter::successors(self.replaced_by(id), |notice| self.replaced_by(&notice.id));
        let mut all = earlier.chain(later.take(self.by_id.len()));
        all.any(|notice| notice.no_attribution && notice.origin == *origin)
    }

    /// The notices, sorted by id.
    pub(super) fn notices(&self) -> impl Iterator<Item = &'a Notice> + '_ {
        self.by_id.values().copied()
    }

    /// SHA-256 of the documents of the notices, in hexadecimal. They are made one by one.
    pub(super) fn digest(&self) -> String {
        digest(&Documents(self)).into()
    }

    /// Each thread whole, the original first, sorted by the id of the original.
    pub(super) fn all(&self) -> impl Iterator<Item = Vec<&'a Notice>> + '_ {
        let originals = self.notices().filter(|notice| notice.replaces.is_none());
        originals.map(|first| std::iter::successors(Some(first), |notice| self.replaced_by(&notice.id)).collect())
    }

    /// A notice and those before it, the latest first; in a circle each once.
    fn back_from(&self, id: &str) -> impl Iterator<Item = &'a Notice> + '_ {
        let mut seen = BTreeSet::new();
        let before = |notice: &&'a Notice| self.notice(notice.replaces.as_deref()?);
        std::iter::successors(self.notice(id), before).take_while(move |notice| seen.insert(notice.id.as_str()))
    }

    /// Whether the way back from a notice comes to it again.
    fn runs_in_a_circle(&self, notice: &Notice) -> bool {
        self.back_from(&notice.id).any(|earlier| earlier.replaces.as_ref() == Some(&notice.id))
    }
}

/// The documents of notices, as a list.
struct Documents<'t, 'a>(&'t Threads<'a>);

impl Serialize for Documents<'_, '_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(self.0.notices().map(Notice::document))
    }
}

/// What is wrong with a notice that replaces another, and in which field.
fn faults(notice: &Notice, before: &Notice, router: &Router) -> Vec<(ErrorCode, &'static str)> {
    let is_cabinet = || router.registry().party(&notice.origin).is_some_and(|party| party.kind == PartyKind::Cabinet);
    let is_source = notice.origin == before.origin || (notice.direction == Direction::Provision && is_cabinet());
    [
        (before.message == Message::Withdrawal, ErrorCode::AfterWithdrawal, "replaces"),
        (notice.issued_at < before.issued_at, ErrorCode::BeforeReplaced, "issued_at"),
        (notice.direction != before.direction, ErrorCode::DirectionChanged, "direction"),
        (notice.status != before.status, ErrorCode::StatusChanged, "status"),
        (!is_source, ErrorCode::NotTheSource, "origin"),
    ]
    .into_iter()
    .filter_map(|(is_wrong, code, field)| is_wrong.then_some((code, field)))
    .collect()
}
