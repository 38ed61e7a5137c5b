//! What a situation closes, link by link.

use std::collections::BTreeMap;

use crate::router::engine::bits::{Bits, Set as _};
use crate::router::engine::tables::{CompiledLink, Tables};
use crate::situation::{Outage, Situation};

/// The links, channels and parties that a situation takes out.
pub(in crate::router) struct Closing {
    /// The links that are out as a whole.
    whole: Bits,
    /// By link with one that is out: the places of its channels that are out.
    channels: BTreeMap<usize, Vec<usize>>,
    /// The parties that are out: no link leads to them, and none from them.
    parties: Bits,
}

impl Closing {
    pub(in crate::router) fn new(tables: &Tables, situation: &Situation) -> Self {
        let failed: Vec<usize> =
            situation.failed_sectors.iter().filter_map(|id| tables.fields.sectors.find(id.as_str())).collect();
        let out_parties = situation.outages.iter().filter_map(|outage| tables.party(outage.party.as_ref()?.as_str()));
        let mut closing = Self {
            whole: Bits::none(tables.links.len()),
            channels: BTreeMap::new(),
            parties: Bits::of(tables.parties.len(), out_parties),
        };
        for (n, link) in tables.links.iter().enumerate() {
            let here: Vec<&Outage> = situation
                .outages
                .iter()
                .filter(|outage| outage.link.as_ref().is_none_or(|ends| *ends == link.ends))
                .collect();
            if here.iter().any(|outage| outage.channel.is_none() && outage.link.is_some()) {
                closing.whole.insert(n);
            }
            let out = out(tables, link, &here, &failed);
            if !out.is_empty() {
                closing.channels.insert(n, out);
            }
        }
        closing
    }

    /// Whether a party is out.
    pub(in crate::router) fn party(&self, party: usize) -> bool {
        self.parties.contains(party)
    }

    /// Whether a link leads to or from a party that is out.
    pub(in crate::router) fn cut_off(&self, link: &CompiledLink) -> bool {
        self.party(link.from) || self.party(link.to)
    }

    /// Whether a link is out as a whole.
    pub(in crate::router) fn whole(&self, link: usize) -> bool {
        self.whole.contains(link)
    }

    /// Whether it leaves a channel of a link usable.
    pub(in crate::router) fn works(&self, link: usize, place: usize) -> bool {
        self.channels.get(&link).is_none_or(|out| !out.contains(&place))
    }
}

/// The places of the channels of a link that are out.
fn out(tables: &Tables, link: &CompiledLink, here: &[&Outage], failed: &[usize]) -> Vec<usize> {
    let channels = link.channels.iter().flatten().enumerate();
    let is_out = channels.filter(|(_, channel)| {
        let carriers = tables.carried_by.get(channel.number);
        here.iter().any(|outage| outage.channel.as_ref() == Some(&channel.id))
            || failed.iter().any(|sector| carriers.is_some_and(|by| by.contains(sector)))
    });
    is_out.map(|(place, _)| place).collect()
}
