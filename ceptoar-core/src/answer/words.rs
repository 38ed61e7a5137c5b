//! What text and pictures say alike.

use super::plan::{Hop, OwedJudgement};
use super::reason::name;
use crate::id::ChannelId;
use crate::registry::Registry;
use crate::text::{Lang, Text};

/// A channel by name.
pub(super) fn channel(registry: &Registry, id: &ChannelId, lang: Lang) -> String {
    let known = registry.vocabulary().channels.iter().find(|channel| channel.id == *id);
    known.map_or_else(|| id.to_string(), |channel| channel.name.label(id.as_str(), lang))
}

/// The channels of a hop by name: the primary first, then those used beside them; what needs a judgement says so.
pub(super) fn channels(registry: &Registry, hop: &Hop, lang: Lang) -> String {
    let list = |ids: &[ChannelId]| {
        let one = |id: &ChannelId| {
            let mark = if hop.judged.contains(id) { lang.pick(" (要判断)", " (if judged)") } else { "" };
            format!("{}{mark}", channel(registry, id, lang))
        };
        ids.iter().map(one).collect::<Vec<_>>().join(lang.pick("、", ", "))
    };
    let instead = match &hop.channels {
        _ if hop.internal => lang.pick("同一部署", "one office").to_owned(),
        None => lang.pick("手段不明", "channel unknown").to_owned(),
        Some(ids) => list(ids),
    };
    match (instead.is_empty(), hop.also.is_empty()) {
        (_, true) => instead,
        (true, false) => list(&hop.also),
        (false, false) => format!("{instead}{}{}", lang.pick("、併せて ", ", and beside them "), list(&hop.also)),
    }
}

/// A text for a reader; where there is no English one, the Japanese.
pub(super) fn plain(text: &Text, lang: Lang) -> &str {
    text.get(lang).unwrap_or(&text.ja)
}

/// What is to be judged before a party is told, and by which rule.
pub(super) fn owed(registry: &Registry, owed: &OwedJudgement, lang: Lang) -> String {
    let texts: Vec<&str> = owed.texts.iter().map(|text| plain(text, lang)).collect();
    let rules: Vec<&str> = owed.rules.iter().map(|rule| rule.as_str()).collect();
    let (party, texts) = (name(registry, owed.party.as_str(), lang), texts.join(lang.pick("、または", ", or ")));
    match lang {
        Lang::Ja => format!("{party} への伝達は判断による: {texts} (規則 {})", rules.join("、")),
        Lang::En => format!("{party} is told only if judged so: {texts} (rule {})", rules.join(", ")),
    }
}
