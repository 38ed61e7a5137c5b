//! Who is told and who must be, without paths and reasons: the fast answer.

use crate::lint::Lint;
use crate::router::engine::aside::Aside;
use crate::router::engine::bits::{Bits, Set, Shape};
use crate::router::engine::hints::Hints;
use crate::router::engine::question::Setting;
use crate::router::engine::tables::Tables;
use crate::router::engine::who::Who;

/// Who is told and who must be, as sets.
#[derive(Clone)]
pub(in crate::router) struct Told {
    pub(in crate::router) told: Bits,
    pub(in crate::router) must: Bits,
    /// `None`: there are none.
    hints: Option<Box<Hints>>,
}

impl Told {
    #[inline]
    pub(in crate::router) fn new<S: Shape>(setting: &Setting<'_, S>, who: &Who<S>, aside: Aside<'_>) -> Self {
        let reached = setting.reachable(&who.may);
        let hints = setting.hints(aside, &who.fired, &who.may, &reached);
        let told = if setting.embargoed { S::Parties::none(setting.tables.parties.len()) } else { reached };
        let must = who.required.and(&told);
        Self { told: Bits::from_words(told.words()), must: Bits::from_words(must.words()), hints }
    }

    /// What a careful reader should look at, sorted.
    pub(in crate::router) fn lints(&self, tables: &Tables) -> Vec<Lint> {
        match &self.hints {
            Some(hints) => hints.lints(tables),
            None => Hints::default().lints(tables),
        }
    }
}
