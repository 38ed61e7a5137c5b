//! What only a person can judge, and the open channels of a hop (DESIGN 4, "Judgement" and "Channels").

use ceptoar_core::{Link, LinkChannel, Text};

use super::{Ask, Fault, texts};
use crate::engine::{Owed, Step, word};

/// The open channels of a hop.
pub(super) struct Open<'a> {
    /// The primary and its fall-backs, those that need a judgement after the others; `None`: unknown.
    pub(super) channels: Option<Vec<&'a LinkChannel>>,
    /// Those used beside them, in the link's order.
    pub(super) also: Vec<&'a LinkChannel>,
}

impl Ask<'_> {
    fn is_judged(&self, channel: &LinkChannel) -> bool {
        self.world.fault != Fault::IgnoreJudgement && channel.judgement.is_some()
    }

    /// The open channels of a hop.
    pub(super) fn open<'b>(&self, link: &'b Link) -> Open<'b> {
        let Some(all) = &link.channels else { return Open { channels: None, also: Vec::new() } };
        let open: Vec<&LinkChannel> = all.iter().filter(|channel| self.is_open(link, channel)).collect();
        let (also, in_turn): (Vec<&LinkChannel>, Vec<&LinkChannel>) = open.into_iter().partition(|c| c.also);
        let (judged, mut channels): (Vec<&LinkChannel>, Vec<&LinkChannel>) =
            in_turn.into_iter().partition(|channel| self.is_judged(channel));
        channels.extend(judged);
        Open { channels: Some(channels), also }
    }

    /// The open channels that need a judgement, with its text: among the channels, then among those beside them.
    fn judged<'b>(&self, open: &Open<'b>) -> Vec<(&'b LinkChannel, &'b Text)> {
        let all = open.channels.iter().flatten().chain(&open.also);
        let judged = all.filter(|channel| self.is_judged(channel));
        judged.filter_map(|channel| Some((*channel, channel.judgement.as_ref()?))).collect()
    }

    /// Whether a hop has only channels that need a judgement.
    pub(super) fn only_judged(&self, link: &Link) -> bool {
        let open = self.open(link);
        let mut all = open.channels.iter().flatten().chain(&open.also).peekable();
        all.peek().is_some() && all.all(|channel| self.is_judged(channel))
    }

    /// Who is handed a notice over a link and owes a judgement, if anybody. Every permit and require that
    /// fires and speaks of the party has one; a party reached by an internal hop owes none.
    pub(super) fn owed_over(&self, link: &Link) -> Option<Owed> {
        let party = link.to.as_str();
        let rules = self.permitting(party);
        let ignored = self.world.fault == Fault::IgnoreJudgement;
        if link.internal || ignored || rules.is_empty() || rules.iter().any(|rule| rule.judgement.is_none()) {
            return None;
        }
        let mut asked: Vec<Text> = Vec::new();
        for text in rules.iter().filter_map(|rule| rule.judgement.as_ref()) {
            if !asked.contains(text) {
                asked.push(text.clone());
            }
        }
        Some(Owed { party: party.to_owned(), rules: texts(rules.iter().map(|rule| &rule.id)), texts: asked })
    }

    /// A link as a hop.
    pub(super) fn step(&self, link: &Link) -> Step {
        let open = self.open(link);
        let ids = |list: &[&LinkChannel]| texts(list.iter().map(|channel| &channel.id));
        let (judged, asked): (Vec<&LinkChannel>, Vec<&Text>) = self.judged(&open).into_iter().unzip();
        Step {
            from: link.from.to_string(),
            to: link.to.to_string(),
            direction: word(link.direction),
            channels: open.channels.as_deref().map(ids),
            also: ids(&open.also),
            judged: ids(&judged),
            texts: asked.into_iter().cloned().collect(),
            internal: link.internal,
        }
    }
}
