//! Whether a situation fits a registry.

use std::collections::BTreeSet;

use chrono::Datelike as _;

use crate::document::json::read::shown;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::Problems;
use crate::error::unknown::unknown;
use crate::id::{ChannelId, PartyId, SectorId};
use crate::registry::data::Registry;
use crate::situation::{LinkEnds, Situation, check_outages};
use crate::time::{YEARS, instant_text};

/// Checks a situation that was put together field by field as the reader checks one, and every id of it.
pub(crate) fn check(situation: &Situation, registry: &Registry, problems: &mut Problems) {
    let root = At::root();
    check_outages(&situation.outages, &[], problems);
    let mut seen = BTreeSet::new();
    for (n, sector) in situation.failed_sectors.iter().enumerate() {
        if !seen.insert(sector) {
            problems.push(ErrorCode::DuplicateItem, &root.key("failed_sectors").index(n), vec![shown(sector.as_str())]);
        }
    }
    if let Some(at) = situation.at.filter(|at| !YEARS.contains(&at.year())) {
        problems.push(ErrorCode::InstantOutOfRange, &root.key("at"), vec![instant_text(at)]);
    }
    for (n, sector) in situation.failed_sectors.iter().enumerate() {
        known_sector(sector, registry, &root.key("failed_sectors").index(n), problems);
    }
    let mut links = Links::default();
    for (n, outage) in situation.outages.iter().enumerate() {
        let list = root.key("outages");
        let at = list.index(n);
        if let Some(code) = outage.fault() {
            problems.push(code, &at, Vec::new());
        }
        if let Some(party) = &outage.party {
            known_party(party, registry, &at.key("party"), problems);
        }
        if let Some(channel) = &outage.channel {
            known_channel(channel, registry, &at.key("channel"), problems);
        }
        if let Some(ends) = &outage.link {
            links.known(ends, registry, &at.key("link"), problems);
        }
    }
}

/// Whether the registry has a party; told where it has not.
pub(crate) fn known_party(party: &PartyId, registry: &Registry, at: &At<'_>, problems: &mut Problems) -> bool {
    let is_known = registry.party(party.as_str()).is_some();
    if !is_known {
        unknown(problems, ErrorCode::UnknownParty, at, vec![party.to_string()], registry.party_ids());
    }
    is_known
}

/// Whether the registry has a sector; told where it has not.
pub(crate) fn known_sector(sector: &SectorId, registry: &Registry, at: &At<'_>, problems: &mut Problems) -> bool {
    let known = || registry.sectors().iter().map(|known| &*known.id);
    let is_known = known().any(|known| *known == *sector.as_str());
    if !is_known {
        unknown(problems, ErrorCode::UnknownSector, at, vec![sector.to_string()], known());
    }
    is_known
}

/// Whether the vocabulary has a channel; told where it has not.
pub(crate) fn known_channel(channel: &ChannelId, registry: &Registry, at: &At<'_>, problems: &mut Problems) -> bool {
    let is_known = registry.has_channel(channel);
    if !is_known {
        let known = registry.vocabulary().channels.iter().map(|known| known.id.as_str());
        unknown(problems, ErrorCode::UnknownChannel, at, vec![channel.to_string()], known);
    }
    is_known
}

/// The links of a registry as texts, listed once where one is not known.
#[derive(Default)]
pub(crate) struct Links(Option<BTreeSet<String>>);

impl Links {
    /// Whether the registry has a link; told where it has not.
    pub(crate) fn known(&mut self, ends: &LinkEnds, registry: &Registry, at: &At<'_>, problems: &mut Problems) -> bool {
        let is_known = registry.has_link(&ends.from, &ends.to);
        if !is_known {
            let links = || registry.each_link().map(|link| format!("{}>{}", link.from, link.to)).collect();
            let known = self.0.get_or_insert_with(links);
            unknown(problems, ErrorCode::UnknownLink, at, vec![ends.to_string()], known.iter().map(String::as_str));
        }
        is_known
    }
}
