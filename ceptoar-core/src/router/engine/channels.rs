//! Which channels of a link are open, and what closes the others.

use std::sync::Arc;

use crate::answer::plan::Hop;
use crate::id::ChannelId;
use crate::router::engine::bits::Set;
use crate::router::engine::closing::Closing;
use crate::router::engine::tables::{CompiledChannel, CompiledLevel, CompiledLink};
use crate::text::bilingual::Text;

/// What would have to change for a hop to be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::router) struct Closed {
    pub(in crate::router) outage: bool,
    pub(in crate::router) channels: bool,
}

/// What decides which channels are open: the level, the situation, and the conditions that the notice meets.
pub(in crate::router) struct Passage<'a, T: Set> {
    pub(in crate::router) level: &'a CompiledLevel,
    /// `None`: nothing is out.
    pub(in crate::router) closing: Option<&'a Closing>,
    pub(in crate::router) conditions: &'a T,
}

/// Whether level and situation let a link pass, before a notice is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::router) enum Openness {
    Open,
    Closed,
    /// The notice must meet one of these conditions of channels.
    Conditional(Vec<usize>),
}

/// Whether level and situation let a link pass.
pub(in crate::router) fn openness(
    level: &CompiledLevel,
    closing: Option<&Closing>,
    number: usize,
    link: &CompiledLink,
) -> Openness {
    if closing.is_some_and(|closing| closing.whole(number) || closing.cut_off(link)) {
        return Openness::Closed;
    }
    let all = match &link.channels {
        Some(all) if !link.internal => all,
        _ => return Openness::Open,
    };
    let works = |place: usize| closing.is_none_or(|closing| closing.works(number, place));
    let passing =
        all.iter().enumerate().filter(|(place, channel)| level.channels.contains(channel.number) && works(*place));
    let mut conditions = Vec::new();
    for (_, channel) in passing {
        match channel.when {
            None => return Openness::Open,
            Some(when) => conditions.push(when),
        }
    }
    if conditions.is_empty() { Openness::Closed } else { Openness::Conditional(conditions) }
}

impl<T: Set> Passage<'_, T> {
    fn works(&self, link: usize, place: usize) -> bool {
        self.closing.is_none_or(|closing| closing.works(link, place))
    }

    /// Whether the level and the channel's condition let it pass.
    fn passes(&self, channel: &CompiledChannel) -> bool {
        self.level.channels.contains(channel.number) && channel.when.is_none_or(|when| self.conditions.contains(when))
    }

    /// Whether a party is out.
    pub(in crate::router) fn is_out(&self, party: usize) -> bool {
        self.closing.is_some_and(|closing| closing.party(party))
    }

    /// Whether a channel of a link is open: its place among those of the link says whether it works.
    #[inline]
    pub(in crate::router) fn lets_pass(&self, link: usize, place: usize, channel: &CompiledChannel) -> bool {
        self.passes(channel) && self.works(link, place)
    }

    /// What closes a link itself, whoever stands at its ends; `None`: nothing.
    pub(in crate::router) fn closed(&self, number: usize, link: &CompiledLink) -> Option<Closed> {
        let whole = self.closing.is_some_and(|closing| closing.whole(number));
        let all = match &link.channels {
            Some(all) if !link.internal => all,
            _ => return whole.then_some(Closed { outage: true, channels: false }),
        };
        let with = |situation: bool, policy: bool| {
            all.iter()
                .enumerate()
                .any(|(place, channel)| (!situation || self.works(number, place)) && (!policy || self.passes(channel)))
        };
        if !whole && with(true, true) {
            return None;
        }
        let policy_alone = !with(false, true);
        let outage = whole || !policy_alone || !with(true, false);
        Some(Closed { outage, channels: policy_alone })
    }

    /// Whether a link is open, and both its ends can be reached.
    pub(in crate::router) fn is_open(&self, number: usize, link: &CompiledLink) -> bool {
        self.closing.is_none_or(|closing| !closing.cut_off(link)) && self.closed(number, link).is_none()
    }

    /// A link as the hop that an answer shows: the open channels that need a judgement after the others, those that are
    /// used beside them apart.
    pub(in crate::router) fn hop(&self, number: usize, link: &CompiledLink) -> Hop {
        let mut hop = Hop {
            from: link.ends.from.clone(),
            to: link.ends.to.clone(),
            direction: link.direction,
            channels: None,
            also: Arc::default(),
            judged: Arc::default(),
            judged_texts: Arc::default(),
            internal: link.internal,
        };
        let Some(all) = &link.channels else { return hop };
        let open = all.iter().enumerate().filter(|(place, channel)| self.lets_pass(number, *place, channel));
        let (mut instead, also): (Vec<_>, Vec<_>) = open.map(|(_, channel)| channel).partition(|channel| !channel.also);
        instead.sort_by_key(|channel| channel.judgement.is_some()); // stable: the link's order within each
        let ids =
            |list: &[&CompiledChannel]| -> Arc<[ChannelId]> { list.iter().map(|channel| channel.id.clone()).collect() };
        let judged: Vec<(&ChannelId, &Text)> = instead
            .iter()
            .chain(&also)
            .filter_map(|channel| Some((&channel.id, channel.judgement.as_ref()?)))
            .collect();
        hop.channels = Some(ids(&instead));
        if !also.is_empty() {
            hop.also = ids(&also);
        }
        if !judged.is_empty() {
            hop.judged = judged.iter().map(|(id, _)| (*id).clone()).collect();
            hop.judged_texts = judged.iter().map(|(_, text)| (*text).clone()).collect();
        }
        hop
    }
}
