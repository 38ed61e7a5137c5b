//! One gap, before anybody says what it causes.

use crate::id::PartyId;
use crate::time::Period;
use crate::word::gap::GapCode;

/// The tables of an outline and the lists of an edition, in the order in which a person reads them.
const TABLES: [&str; 21] = [
    "scheme",
    "title",
    "covers",
    "vocabularies",
    "sectors",
    "parties",
    "ministries",
    "ceptoars",
    "groups",
    "members",
    "councils",
    "memberships",
    "links",
    "instruments",
    "bodies",
    "totals",
    "statements",
    "errata",
    "cells",
    "documents",
    "vocabulary",
];

/// One gap. It sorts by table, place, code and day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Found {
    table: usize,
    pub(crate) at: String,
    pub(crate) code: GapCode,
    pub(crate) period: Period,
    pub(crate) party: Option<PartyId>,
    /// How many a source states, and how many are listed.
    pub(crate) totals: Option<[u32; 2]>,
}

impl Found {
    pub(crate) fn new(code: GapCode, at: String) -> Self {
        let name = at.split('/').next().unwrap_or_default();
        let table = TABLES.iter().position(|table| *table == name).unwrap_or(TABLES.len());
        Self { table, at, code, period: Period::ALWAYS, party: None, totals: None }
    }

    pub(crate) fn of(self, party: &PartyId) -> Self {
        Self { party: Some(party.clone()), ..self }
    }

    pub(crate) fn totals(self, stated: u32, listed: u32) -> Self {
        Self { totals: Some([stated, listed]), ..self }
    }

    pub(crate) fn on(self, period: Period) -> Self {
        Self { period, ..self }
    }
}
