//! Which channels of a link are open, and what closes the others.

use std::sync::Arc;

use crate::fact::link::ChannelCondition;
use crate::id::ChannelId;
use crate::router::engine::question::Question;
use crate::router::engine::tables::{CompiledChannel, CompiledLevel, CompiledLink};
use crate::situation::Outage;
use crate::text::bilingual::Text;

/// What would have to change for a hop to be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::router) struct Closed {
    pub(in crate::router) outage: bool,
    pub(in crate::router) channels: bool,
}

fn condition_holds(q: &Question<'_>, when: Option<&ChannelCondition>) -> bool {
    when.is_none_or(|when| {
        (when.modes.is_empty() || when.modes.contains(&q.notice.mode))
            && (when.purposes.is_empty() || when.purposes.iter().any(|purpose| q.notice.purposes.contains(purpose)))
    })
}

fn is_link(outage: &Outage, link: &CompiledLink) -> Option<bool> {
    outage.link.as_ref().map(|ends| *ends == link.ends)
}

fn whole_outage(q: &Question<'_>, link: &CompiledLink) -> bool {
    q.situation.outages.iter().any(|outage| outage.channel.is_none() && is_link(outage, link) == Some(true))
}

/// Whether the situation leaves a channel of a link usable.
fn works(q: &Question<'_>, link: &CompiledLink, channel: &CompiledChannel) -> bool {
    let out = q
        .situation
        .outages
        .iter()
        .any(|outage| outage.channel.as_ref() == Some(&channel.id) && is_link(outage, link) != Some(false));
    let carriers = q.tables.carried_by.get(channel.number);
    let failed = q.situation.failed_sectors.iter().any(|sector| {
        q.tables.fields.sectors.find(sector.as_str()).is_some_and(|n| carriers.is_some_and(|by| by.contains(&n)))
    });
    !out && !failed
}

/// Whether the level and the channel's condition let it pass.
fn passes(q: &Question<'_>, channel: &CompiledChannel) -> bool {
    q.compiled_level.channels.contains(channel.number) && condition_holds(q, channel.when.as_ref())
}

/// What closes a hop; `None`: it is open.
pub(in crate::router) fn closed(q: &Question<'_>, number: usize) -> Option<Closed> {
    let Some(link) = q.tables.links.get(number) else {
        return Some(Closed { outage: true, channels: true });
    };
    let whole = whole_outage(q, link);
    let all = match &link.channels {
        Some(all) if !link.internal => all,
        _ => return whole.then_some(Closed { outage: true, channels: false }),
    };
    let with = |situation: bool, policy: bool| {
        all.iter().any(|channel| (!situation || works(q, link, channel)) && (!policy || passes(q, channel)))
    };
    if !whole && with(true, true) {
        return None;
    }
    let policy_alone = !with(false, true);
    let outage = whole || !policy_alone || !with(true, false);
    Some(Closed { outage, channels: policy_alone })
}

/// Whether a hop is open.
pub(in crate::router) fn is_open(q: &Question<'_>, number: usize) -> bool {
    closed(q, number).is_none()
}

/// The open channels of a hop, as an answer shows them.
#[derive(Default)]
pub(in crate::router) struct OpenChannels {
    /// `None`: unknown.
    pub(in crate::router) channels: Option<Arc<[ChannelId]>>,
    pub(in crate::router) also: Arc<[ChannelId]>,
    pub(in crate::router) judged: Arc<[ChannelId]>,
    pub(in crate::router) judged_texts: Arc<[Text]>,
}

/// The open channels of a link: those that need a judgement after the others, those that are used beside them apart.
pub(in crate::router) fn open_channels(q: &Question<'_>, link: &CompiledLink) -> OpenChannels {
    let Some(all) = &link.channels else { return OpenChannels::default() };
    let open: Vec<&CompiledChannel> =
        all.iter().filter(|channel| passes(q, channel) && works(q, link, channel)).collect();
    let (mut instead, also): (Vec<_>, Vec<_>) = open.into_iter().partition(|channel| !channel.also);
    instead.sort_by_key(|channel| channel.judgement.is_some()); // stable: the link's order within each
    let ids = |list: &[&CompiledChannel]| list.iter().map(|channel| channel.id.clone()).collect();
    let judged: Vec<(&ChannelId, &Text)> =
        instead.iter().chain(&also).filter_map(|channel| Some((&channel.id, channel.judgement.as_ref()?))).collect();
    OpenChannels {
        channels: Some(ids(&instead)),
        also: ids(&also),
        judged: judged.iter().map(|(id, _)| (*id).clone()).collect(),
        judged_texts: judged.iter().map(|(_, text)| (*text).clone()).collect(),
    }
}

/// Whether a level lets a link pass in the empty situation: `None` where a condition decides.
pub(in crate::router) fn open_by_level(level: &CompiledLevel, link: &CompiledLink) -> Option<bool> {
    let all = match &link.channels {
        Some(all) if !link.internal => all,
        _ => return Some(true),
    };
    let mut conditional = false;
    for channel in all.iter().filter(|channel| level.channels.contains(channel.number)) {
        if channel.when.is_none() {
            return Some(true);
        }
        conditional = true;
    }
    if conditional { None } else { Some(false) }
}
