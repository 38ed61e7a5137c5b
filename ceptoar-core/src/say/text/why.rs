//! Everything about one party.

use crate::answer::explanation::Explanation;
use crate::answer::plan::Delivery;
use crate::answer::verdict::{Reason, Verdict};
use crate::error::code::ErrorCode;
use crate::error::problem::Refusal;
use crate::registry::data::Registry;
use crate::say::asked::{grade, term};
use crate::say::options::TextOptions;
use crate::say::text::told::decisions;
use crate::say::text::writer::Writer;
use crate::say::words;
use crate::word::sets::{Duty, Lang, Outcome};

impl Explanation {
    /// Everything about one party: what becomes of it, by which path, and each reason with what its rule says and cites.
    ///
    /// # Errors
    /// `unknown-party` for an id that is foreign to the registry.
    pub fn why(&self, registry: &Registry, party: &str, options: impl Into<TextOptions>) -> Result<String, Refusal> {
        if registry.party(party).is_none() {
            return Err(Refusal::one(ErrorCode::UnknownParty, "/party", vec![party.to_owned()]));
        }
        let mut out = Writer::new(registry, options.into().on(self.plan.on));
        crate::say::text::whole::heading(&mut out, &self.plan);
        out.blank();
        let (lang, name) = (out.lang(), out.full_name(party));
        let Some(verdict) = self.verdict(party) else {
            let is = lang.pick("情報元であり、はじめから保有している", "the origin: it has the notice from the start");
            out.para(0, &format!("{name}: {is}"));
            return Ok(out.finish());
        };
        match self.plan.delivery(party) {
            Some(delivery) => told(&mut out, &name, delivery),
            None => not_told(&mut out, &name, self, verdict),
        }
        if !verdict.reasons.is_empty() {
            out.blank();
            out.para(0, lang.pick("理由と根拠:", "Reasons and what they rest on:"));
        }
        for reason in &self.sorted(verdict) {
            let full = self.full(reason, registry, lang);
            out.hanging("  - ", "    ", &full);
            cited(&mut out, reason);
        }
        Ok(out.finish())
    }

    fn sorted<'a>(&self, verdict: &'a Verdict) -> Vec<&'a Reason> {
        let mut reasons: Vec<&Reason> = verdict.reasons.iter().collect();
        reasons.sort_by_key(|reason| crate::say::lead::order(reason, verdict.outcome));
        reasons
    }
}

fn told(out: &mut Writer<'_>, name: &str, delivery: &Delivery) {
    let lang = out.lang();
    let verdict = match (delivery.duty, delivery.rests_on_judgement()) {
        (Duty::Must, false) => lang.pick("伝達する (必須)", "told (MUST)"),
        (Duty::May, false) => lang.pick("伝達する (任意)", "told (may)"),
        (Duty::Must, true) => lang.pick("伝達する (必須。人がそう判断したとき)", "told (MUST), if somebody judges so"),
        (Duty::May, true) => lang.pick("伝達する (任意。人がそう判断したとき)", "told (may), if somebody judges so"),
    };
    out.para(0, &format!("{name}: {verdict}"));
    for hop in &delivery.hops {
        let channels = words::channels(out.registry, hop, lang);
        let line = format!("{} → {}: {channels}", out.short_name(hop.from.as_str()), out.short_name(hop.to.as_str()));
        out.para(2, &line);
        for line in decisions(out, hop, Some(delivery)) {
            out.hanging("    ? ", "      ", &line);
        }
    }
    if let Some(due) = &delivery.due {
        out.para(2, &format!("{}: {}", lang.pick("期限", "due"), due.word(lang)));
    }
    let mut lists: Vec<(&str, Vec<String>)> = Vec::new();
    let known = &out.registry.vocabulary().obligations;
    lists.push((
        lang.pick("条件", "on condition"),
        delivery.obligations.iter().map(|id| term(known, id.as_str(), lang)).collect(),
    ));
    lists.push((
        lang.pick("取扱者", "handled by"),
        delivery.persons.refs.iter().map(|person| person.as_str().to_owned()).collect(),
    ));
    let instrument = |id: &crate::id::InstrumentId| {
        let known = out.registry.instruments().iter().find(|instrument| instrument.id == *id);
        known.map_or_else(|| id.to_string(), |instrument| instrument.title.label(id.as_str(), lang))
    };
    lists.push((lang.pick("そのCEPTOARの定め", "bound by"), delivery.instruments.iter().map(instrument).collect()));
    for (head, items) in lists.into_iter().filter(|(_, items)| !items.is_empty()) {
        out.names("  ", "    ", &format!("{head}: "), &items, None);
    }
}

fn not_told(out: &mut Writer<'_>, name: &str, why: &Explanation, verdict: &Verdict) {
    let lang = out.lang();
    let lead = why.lead(verdict, out.registry, lang);
    let word = verdict.outcome.word(lang);
    let required = if verdict.required && verdict.outcome != Outcome::Inactive {
        lang.pick("【必須だが届かない】", "[REQUIRED, NOT TOLD] ")
    } else {
        ""
    };
    let lead = if lead == word { String::new() } else { format!(" — {lead}") };
    out.para(
        0,
        &match lang {
            Lang::Ja => format!("{required}{name}: 伝達しない ({word}){lead}"),
            Lang::En => format!("{required}{name}: not told ({word}){lead}"),
        },
    );
}

/// Where a reason comes from and how sure it is.
fn cited(out: &mut Writer<'_>, reason: &Reason) {
    let lang = out.lang();
    let Some(sure) = reason.grade else { return };
    let sources: Vec<&str> = reason.source.iter().map(|source| source.as_str()).collect();
    let sources = if sources.is_empty() { String::new() } else { format!(": {}", sources.join(", ")) };
    out.hanging("      ", "        ", &format!("{}{sources}", grade(sure, lang)));
}
