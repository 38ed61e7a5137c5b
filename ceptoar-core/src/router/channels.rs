//! Which channels of a link are open, and what closes the others.

use std::sync::Arc;

use super::compile::CompiledLink;
use super::question::Question;
use crate::id::ChannelId;
use crate::link::{ChannelCondition, Link};

/// What would have to change for a hop to be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Closed {
    pub(super) outage: bool,
    pub(super) channels: bool,
}

fn condition_holds(q: &Question<'_>, when: Option<&ChannelCondition>) -> bool {
    when.is_none_or(|when| {
        (when.modes.is_empty() || when.modes.contains(&q.notice.mode))
            && (when.purposes.is_empty() || when.purposes.iter().any(|purpose| q.notice.purposes.contains(purpose)))
    })
}

fn is_link(outage: &crate::situation::Outage, link: &Link) -> Option<bool> {
    outage.link.as_ref().map(|(from, to)| *from == link.from && *to == link.to)
}

fn whole_outage(q: &Question<'_>, link: &Link) -> bool {
    q.situation.outages.iter().any(|outage| outage.channel.is_none() && is_link(outage, link) == Some(true))
}

/// Whether the situation leaves a channel of a link usable.
fn works(q: &Question<'_>, link: &Link, channel: usize, id: &ChannelId) -> bool {
    let out = q
        .situation
        .outages
        .iter()
        .any(|outage| outage.channel.as_ref() == Some(id) && is_link(outage, link) != Some(false));
    let carriers = q.tables.carried_by.get(channel);
    let failed = q.situation.failed_sectors.iter().any(|sector| {
        q.tables.fields.sectors.find(sector.as_str()).is_some_and(|n| carriers.is_some_and(|by| by.contains(&n)))
    });
    !out && !failed
}

/// Whether the level and the channel's condition let it pass.
fn passes(q: &Question<'_>, channel: usize, when: Option<&ChannelCondition>) -> bool {
    q.compiled_level.channels.contains(channel) && condition_holds(q, when)
}

fn pairs<'a>(
    link: &'a Link,
    compiled: &'a CompiledLink,
) -> impl Iterator<Item = (usize, &'a crate::link::LinkChannel)> + Clone {
    compiled.channels.iter().flatten().map(|(n, _)| *n).zip(link.channels.iter().flatten())
}

/// What closes a hop; `None`: it is open.
pub(super) fn closed(q: &Question<'_>, number: usize) -> Option<Closed> {
    let (Some(link), Some(compiled)) = (q.tables.registry.links().get(number), q.tables.links.get(number)) else {
        return Some(Closed { outage: true, channels: true });
    };
    let whole = whole_outage(q, link);
    if link.internal || link.channels.is_none() {
        return whole.then_some(Closed { outage: true, channels: false });
    }
    let all = pairs(link, compiled);
    let with = |situation: bool, policy: bool| {
        all.clone().any(|(n, channel)| {
            (!situation || works(q, link, n, &channel.id)) && (!policy || passes(q, n, channel.when.as_ref()))
        })
    };
    if !whole && with(true, true) {
        return None;
    }
    let policy_alone = !with(false, true);
    let outage = whole || !policy_alone || !with(true, false);
    Some(Closed { outage, channels: policy_alone })
}

/// Whether a hop is open.
pub(super) fn is_open(q: &Question<'_>, number: usize) -> bool {
    closed(q, number).is_none()
}

/// The open channels of a hop in the link's order; `None`: unknown.
pub(super) fn open_channels(q: &Question<'_>, number: usize) -> Option<Arc<[ChannelId]>> {
    let link = q.tables.registry.links().get(number)?;
    let compiled = q.tables.links.get(number)?;
    link.channels.as_ref()?;
    let open = pairs(link, compiled)
        .filter(|(n, channel)| passes(q, *n, channel.when.as_ref()) && works(q, link, *n, &channel.id))
        .map(|(_, channel)| channel.id.clone());
    Some(open.collect())
}

/// Whether a level lets a link pass in the empty situation: `None` where a condition decides.
pub(super) fn open_by_level(
    level: &super::compile::CompiledLevel,
    link: &Link,
    compiled: &CompiledLink,
) -> Option<bool> {
    if link.internal || link.channels.is_none() {
        return Some(true);
    }
    let passing = compiled.channels.iter().flatten().filter(|(n, _)| level.channels.contains(*n));
    let mut conditional = false;
    for (_, has_condition) in passing {
        if !has_condition {
            return Some(true);
        }
        conditional = true;
    }
    if conditional { None } else { Some(false) }
}
