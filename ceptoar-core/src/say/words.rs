//! What text and pictures say alike.

use crate::answer::hand::Onward;
use crate::answer::plan::{Hop, OwedJudgement};
use crate::due::Due;
use crate::id::ChannelId;
use crate::registry::data::Registry;
use crate::text::bilingual::Text;
use crate::word::sets::{Duty, Lang, MayPass};

/// A channel by name.
pub(super) fn channel(registry: &Registry, id: &ChannelId, lang: Lang) -> String {
    let known = registry.vocabulary().channels.iter().find(|channel| channel.id == *id);
    known.map_or_else(|| id.to_string(), |channel| channel.name.label(id.as_str(), lang))
}

/// The channels of a hop by name: the primary first, then those used beside them; what needs a judgement says so.
pub(super) fn channels(registry: &Registry, hop: &Hop, lang: Lang) -> String {
    channels_of(registry, (hop.channels.as_deref(), &hop.also, &hop.judged), hop.internal, lang)
}

fn channels_of(
    registry: &Registry,
    (open, also, judged): (Option<&[ChannelId]>, &[ChannelId], &[ChannelId]),
    internal: bool,
    lang: Lang,
) -> String {
    let list = |ids: &[ChannelId]| {
        let one = |id: &ChannelId| {
            let mark = if judged.contains(id) { lang.pick(" (要判断)", " (if judged)") } else { "" };
            format!("{}{mark}", channel(registry, id, lang))
        };
        ids.iter().map(one).collect::<Vec<_>>().join(lang.pick("、", ", "))
    };
    let instead = match open {
        _ if internal => lang.pick("同一部署", "one office").to_owned(),
        None => lang.pick("手段不明", "channel unknown").to_owned(),
        Some(ids) => list(ids),
    };
    match (instead.is_empty(), also.is_empty()) {
        (_, true) => instead,
        (true, false) => list(also),
        (false, false) => format!("{instead}{}{}", lang.pick("、併せて ", ", and beside them "), list(also)),
    }
}

/// A text for a reader; where there is no English one, the Japanese.
pub(super) fn plain(text: &Text, lang: Lang) -> &str {
    text.get(lang).unwrap_or(&text.ja)
}

/// Who decides whether a party is told, and what they decide, with the rules that leave it to them.
pub(super) fn decides(who: &str, owed: &OwedJudgement, lang: Lang) -> String {
    let texts: Vec<&str> = owed.texts.iter().map(|text| plain(text, lang)).collect();
    let rules: Vec<String> = owed.rules.iter().map(|rule| format!("`{rule}`")).collect();
    let texts = texts.join(lang.pick("、または", ", or "));
    match lang {
        Lang::Ja => format!("{who} が判断: {texts} (規則 {})", rules.join("、")),
        Lang::En => format!("{who} decides: {texts} (rule {})", rules.join(", ")),
    }
}

impl Hop {
    /// The channels in words: the primary first, then those used beside them, then what a judgement opens.
    #[must_use]
    pub fn channels_text(&self, registry: &Registry, lang: Lang) -> String {
        channels(registry, self, lang)
    }
}

impl Onward {
    /// The channels in words, as [`Hop::channels_text`].
    #[must_use]
    pub fn channels_text(&self, registry: &Registry, lang: Lang) -> String {
        channels_of(registry, (self.channels.as_deref(), &self.also, &self.judged), self.internal, lang)
    }
}

impl Duty {
    /// The duty in words.
    #[must_use]
    pub const fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Must, Lang::Ja) => "必須",
            (Self::Must, Lang::En) => "MUST",
            (Self::May, Lang::Ja) => "任意",
            (Self::May, Lang::En) => "may",
        }
    }
}

impl MayPass {
    /// The answer in words.
    #[must_use]
    pub const fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Yes, Lang::Ja) => "渡してよい",
            (Self::Yes, Lang::En) => "yes",
            (Self::IfJudged, Lang::Ja) => "そう判断されれば渡してよい",
            (Self::IfJudged, Lang::En) => "only if judged so",
            (Self::No, Lang::Ja) => "渡してはならない",
            (Self::No, Lang::En) => "no",
        }
    }
}

impl Due {
    /// The due time in words: `速やかに`, `24時間以内`; `promptly`, `within 24 hours`.
    #[must_use]
    pub fn word(&self, lang: Lang) -> String {
        let code = self.as_str();
        let hours = code.strip_prefix("PT").and_then(|rest| rest.strip_suffix('H'));
        let days = code.strip_prefix('P').and_then(|rest| rest.strip_suffix('D'));
        let many = |n: &str| if n == "1" { "" } else { "s" };
        match (hours, days, lang) {
            (Some(n), _, Lang::Ja) => format!("{n}時間以内"),
            (Some(n), _, Lang::En) => format!("within {n} hour{}", many(n)),
            (_, Some(n), Lang::Ja) => format!("{n}日以内"),
            (_, Some(n), Lang::En) => format!("within {n} day{}", many(n)),
            (_, _, Lang::Ja) => "速やかに".to_owned(),
            (_, _, Lang::En) => "promptly".to_owned(),
        }
    }
}
