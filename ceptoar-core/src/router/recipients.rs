//! A set of recipients that knows its router.

use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::id::PartyId;
use crate::lint::Lint;
use crate::registry::data::Registry;
use crate::router::engine::bits::Set as _;
use crate::router::engine::tables::Tables;
use crate::router::engine::told::Told;
use crate::word::sets::Duty;

/// The parties that are told, each with its duty; a set that knows its router.
///
/// ```
/// use ceptoar_core::{Duty, Edition, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let told = router.audience(&notice, &Situation::default())?;
/// assert_eq!(told.len(), 4);
/// assert_eq!((told.duty("meti"), told.duty("gas")), (Some(Duty::Must), None));
/// for (party, duty) in told.iter() {
///     println!("{party}: {duty}");
/// }
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Clone)]
pub struct RecipientSet {
    tables: Arc<Tables>,
    told: Told,
    lints: OnceLock<Vec<Lint>>,
}

impl RecipientSet {
    #[inline]
    pub(super) fn new(tables: &Arc<Tables>, told: Told) -> Self {
        Self { tables: Arc::clone(tables), told, lints: OnceLock::new() }
    }

    pub(crate) fn registry(&self) -> &Registry {
        &self.tables.registry
    }

    /// The lints, sorted: those of the plan but those of its hops, which are not looked at
    /// here (`channel-unknown`, `required-by-judgement`).
    #[must_use]
    pub fn lints(&self) -> &[Lint] {
        self.lints.get_or_init(|| self.told.lints(&self.tables))
    }

    /// Whether a party is told.
    #[must_use]
    pub fn contains(&self, party: &str) -> bool {
        self.tables.party(party).is_some_and(|party| self.told.told.contains(party))
    }

    /// The duty towards a party; `None` for one that is not told.
    #[must_use]
    pub fn duty(&self, party: &str) -> Option<Duty> {
        let party = self.tables.party(party).filter(|party| self.told.told.contains(*party))?;
        Some(if self.told.must.contains(party) { Duty::Must } else { Duty::May })
    }

    /// The number of parties that are told.
    #[must_use]
    pub fn len(&self) -> usize {
        self.told.told.len()
    }

    /// Whether nobody is told.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.told.told.is_empty()
    }

    /// The recipients in the order of their ids, each with its duty.
    pub fn iter(&self) -> impl Iterator<Item = (&PartyId, Duty)> + '_ {
        self.told.told.iter().filter_map(|party| {
            let duty = if self.told.must.contains(party) { Duty::Must } else { Duty::May };
            Some((self.tables.parties.get(party)?, duty))
        })
    }
}

impl RecipientSet {
    /// Who is told, as bits: bit `n % 64` of word `n / 64` is the party that stands at place `n` among all of the registry,
    /// in the order of their ids.
    ///
    /// ```
    /// use ceptoar_core::{Edition, Registry, Router, Situation};
    ///
    /// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
    /// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
    /// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
    /// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
    /// let told = router.audience(&notice, &Situation::default())?;
    /// assert_eq!(told.told_bits()[0].count_ones(), 4);
    /// assert_eq!(told.required_bits()[0] & !told.told_bits()[0], 0);
    /// # Ok::<(), ceptoar_core::Refusal>(())
    /// ```
    #[must_use]
    pub fn told_bits(&self) -> &[u64] {
        self.words(self.told.told.words())
    }

    /// Who is told and must be, as bits likewise.
    #[must_use]
    pub fn required_bits(&self) -> &[u64] {
        self.words(self.told.must.words())
    }

    /// As many words as the parties need.
    fn words<'a>(&self, words: &'a [u64]) -> &'a [u64] {
        words.get(..self.tables.parties.len().div_ceil(64)).unwrap_or(words)
    }
}

impl fmt::Debug for RecipientSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl PartialEq for RecipientSet {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter()) && self.lints() == other.lints()
    }
}
impl Eq for RecipientSet {}
