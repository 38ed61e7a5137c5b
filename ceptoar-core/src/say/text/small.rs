//! The small answers: may I pass it on, to whom do I hand it, who is told.

use crate::answer::hand::{Onward, Passing};
use crate::lint::Lint;
use crate::registry::data::Registry;
use crate::say::options::TextOptions;
use crate::say::text::writer::Writer;
use crate::say::words;
use crate::word::sets::{Duty, Lang, MayPass};

impl Passing {
    /// Whether `holder` may pass the notice to `party`, by which channels, what is to be judged; or every reason why not.
    #[must_use]
    pub fn text(&self, registry: &Registry, holder: &str, party: &str, options: impl Into<TextOptions>) -> String {
        let mut out = Writer::new(registry, options.into());
        let lang = out.lang();
        let (from, to) = (out.full_name(holder), out.full_name(party));
        let mut head = format!("{from} → {to}: {}", self.answer.word(lang));
        if let Some(hop) = self.hop.as_ref().filter(|_| self.answer != MayPass::No) {
            head += &format!(" — {}", words::channels(registry, hop, lang));
        }
        out.para(0, &head);
        let who = out.short_name(holder);
        for owed in &self.judgement {
            out.hanging("  ? ", "    ", &words::decides(&who, owed, lang));
        }
        if let Some(hop) = &self.hop {
            judged_channels(&mut out, &who, hop.judged.iter().zip(hop.judged_texts.iter()));
        }
        for reason in &self.reasons {
            out.hanging("  - ", "    ", &reason.sentence_on(registry, out.options.on, lang));
        }
        out.finish()
    }
}

fn judged_channels<'a>(
    out: &mut Writer<'_>,
    who: &str,
    judged: impl Iterator<Item = (&'a crate::id::ChannelId, &'a crate::text::bilingual::Text)>,
) {
    let lang = out.lang();
    for (id, text) in judged {
        let (channel, text) = (words::channel(out.registry, id, lang), words::plain(text, lang));
        let line = match lang {
            Lang::Ja => format!("{channel} を用いるかは {who} が判断: {text}"),
            Lang::En => format!("{who} decides whether to use {channel}: {text}"),
        };
        out.hanging("    ? ", "      ", &line);
    }
}

/// The answer of [`Router::onward`](crate::Router::onward) as text: the parties that a holder hands on to, the channels,
/// whom each serves, and what the holder judges before.
///
/// ```
/// use ceptoar_core::{Edition, Lang, Registry, Router, Situation, onward_text};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let next = router.onward(&notice, "meti", &Situation::default())?;
/// let text = onward_text(router.registry(), "meti", &next, Lang::En);
/// assert!(text.contains("electric-power") && text.contains("phone"));
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[must_use]
pub fn onward_text(registry: &Registry, holder: &str, steps: &[Onward], options: impl Into<TextOptions>) -> String {
    let mut out = Writer::new(registry, options.into());
    let (lang, who) = (out.lang(), out.full_name(holder));
    let count = steps.len();
    out.para(
        0,
        &match (count, lang) {
            (0, Lang::Ja) => format!("{who} が渡す相手はない"),
            (0, Lang::En) => format!("{who} hands it on to nobody"),
            (_, Lang::Ja) => format!("{who} が渡す相手: {count}"),
            (_, Lang::En) => format!("{who} hands it on to {count}:"),
        },
    );
    let from = out.short_name(holder);
    for step in steps {
        let line = format!("{} — {}", out.full_name(step.to.as_str()), step.channels_text(registry, lang));
        out.hanging("  → ", "      ", &line);
        for owed in &step.judgement {
            out.hanging("    ? ", "      ", &words::decides(&from, owed, lang));
        }
        judged_channels(&mut out, &from, step.judged.iter().zip(step.judged_texts.iter()));
        let others: Vec<String> =
            step.serves.iter().filter(|party| **party != step.to).map(|party| out.short_name(party.as_str())).collect();
        if !others.is_empty() {
            out.named(4, lang.pick("その先: ", "from there to: "), &others);
        }
    }
    out.finish()
}

/// Who is told and who must be, without paths.
pub(crate) fn recipients_text<'a>(
    registry: &Registry,
    told: impl Iterator<Item = (&'a str, Duty)>,
    lints: &[Lint],
    options: TextOptions,
) -> String {
    let mut out = Writer::new(registry, options);
    let lang = out.lang();
    let told: Vec<(&str, Duty)> = told.collect();
    let of = |duty: Duty| told.iter().filter(move |told| told.1 == duty).map(|told| told.0);
    let must = of(Duty::Must).count();
    out.para(
        0,
        &match lang {
            Lang::Ja => format!("伝達先: {} (うち必須 {must})", told.len()),
            Lang::En => format!("Told: {} (must: {must})", told.len()),
        },
    );
    for duty in [Duty::Must, Duty::May] {
        let names: Vec<String> = of(duty).map(|id| out.full_name(id)).collect();
        if !names.is_empty() {
            out.names("  ", "        ", &format!("{}  ", duty.word(lang)), &names, None);
        }
    }
    crate::say::text::whole::lints(&mut out, lints);
    out.finish()
}
