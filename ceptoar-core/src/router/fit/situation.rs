//! Whether a situation fits a registry.

use std::collections::BTreeSet;

use chrono::Datelike as _;

use crate::document::json::read::shown;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::Problems;
use crate::error::unknown::unknown;
use crate::registry::data::Registry;
use crate::situation::{Situation, check_outages};
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
        if !registry.sectors().iter().any(|known| *known.id == *sector.as_str()) {
            let at = root.key("failed_sectors");
            let known = registry.sectors().iter().map(|known| &*known.id);
            unknown(problems, ErrorCode::UnknownSector, &at.index(n), vec![sector.to_string()], known);
        }
    }
    let mut known_links: Option<BTreeSet<String>> = None;
    for (n, outage) in situation.outages.iter().enumerate() {
        let list = root.key("outages");
        let at = list.index(n);
        if let Some(code) = outage.fault() {
            problems.push(code, &at, Vec::new());
        }
        if let Some(party) = &outage.party
            && registry.party(party.as_str()).is_none()
        {
            let known = registry.party_ids();
            unknown(problems, ErrorCode::UnknownParty, &at.key("party"), vec![party.to_string()], known);
        }
        if let Some(channel) = &outage.channel
            && !registry.has_channel(channel)
        {
            let known = registry.vocabulary().channels.iter().map(|known| known.id.as_str());
            unknown(problems, ErrorCode::UnknownChannel, &at.key("channel"), vec![channel.to_string()], known);
        }
        if let Some(ends) = &outage.link
            && !registry.has_link(&ends.from, &ends.to)
        {
            let links = || registry.each_link().map(|link| format!("{}>{}", link.from, link.to)).collect();
            let known = known_links.get_or_insert_with(links);
            let (args, known) = (vec![ends.to_string()], known.iter().map(String::as_str));
            unknown(problems, ErrorCode::UnknownLink, &at.key("link"), args, known);
        }
    }
}
