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
pub(in crate::author) struct Found {
    table: usize,
    pub(in crate::author) at: String,
    pub(in crate::author) code: GapCode,
    pub(in crate::author) period: Period,
    pub(in crate::author) party: Option<PartyId>,
    /// How many a source states, and how many are listed.
    pub(in crate::author) totals: Option<[u32; 2]>,
}

impl Found {
    pub(in crate::author) fn new(code: GapCode, at: String) -> Self {
        let name = at.split('/').next().unwrap_or_default();
        let table = TABLES.iter().position(|table| *table == name).unwrap_or(TABLES.len());
        Self { table, at, code, period: Period::ALWAYS, party: None, totals: None }
    }

    pub(in crate::author) fn of(self, party: &PartyId) -> Self {
        Self { party: Some(party.clone()), ..self }
    }

    pub(in crate::author) fn totals(self, stated: u32, listed: u32) -> Self {
        Self { totals: Some([stated, listed]), ..self }
    }

    pub(in crate::author) fn on(self, period: Period) -> Self {
        Self { period, ..self }
    }
}
