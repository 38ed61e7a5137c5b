//! Questions about one notice.

use std::path::Path;

use ceptoar_core::{
    ChannelId, Delivery, Duty, Explanation, Lang, Lint, MayPass, Notice, OwedJudgement, PartyId, Reason, Registry,
    Router, Situation, Text, Unmet, instant_text,
};
use serde_json::json;

use super::args::{Format, Of, Picture};
use super::file::{read, router, situation};
use super::print::{bold, rows};
use super::{Answer, Failure};
use crate::frame::answer::judgement;

struct Asked {
    router: Router,
    notice: Notice,
    situation: Situation,
}

impl Asked {
    fn read(of: &Of) -> Result<Self, Failure> {
        let router = router(&of.basis)?;
        let notice = router.notice(&read(&of.notice)?)?;
        Ok(Self { router, notice, situation: situation(&of.when)? })
    }

    fn explain(&self) -> Result<Explanation, Failure> {
        Ok(self.router.explain(&self.notice, &self.situation)?)
    }

    fn registry(&self) -> &Registry {
        self.router.registry()
    }

    fn name(&self, id: &PartyId, lang: Lang) -> String {
        self.registry().party(id.as_str()).map_or_else(|| id.to_string(), |party| party.name.label(id.as_str(), lang))
    }
}

fn line(json: String) -> String {
    json + "\n"
}

fn duty(duty: Duty, format: Format, lang: Lang) -> String {
    match (duty, format) {
        (duty, Format::Csv) => duty.as_str().to_owned(),
        (Duty::Must, _) => lang.pick("必須", "MUST").to_owned(),
        (Duty::May, _) => lang.pick("任意", "may").to_owned(),
    }
}

fn listed<T: AsRef<str>>(list: &[T], between: &str) -> String {
    list.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(between)
}

fn ids<T: AsRef<str>>(list: &[T]) -> String {
    listed(list, ";")
}

/// The channels of a hop, however it is told of.
struct Way<'a> {
    channels: Option<&'a [ChannelId]>,
    also: &'a [ChannelId],
    judged: &'a [ChannelId],
    internal: bool,
}

/// The way of a hop or of a step onward.
macro_rules! way {
    ($hop:expr) => {
        Way { channels: $hop.channels.as_deref(), also: &$hop.also, judged: &$hop.judged, internal: $hop.internal }
    };
}

impl Way<'_> {
    /// For programs: the channels, those used beside them, and those that need a judgement.
    fn cells(&self) -> [String; 3] {
        [self.channels.map(ids).unwrap_or_default(), ids(self.also), ids(self.judged)]
    }

    /// For people: the primary first, then what is used beside; what needs a judgement says so.
    fn text(&self, lang: Lang) -> String {
        let one = |id: &ChannelId| {
            let mark = if self.judged.contains(id) { lang.pick("(要判断)", " (if judged)") } else { "" };
            format!("{id}{mark}")
        };
        let list = |ids: &[ChannelId]| ids.iter().map(one).collect::<Vec<_>>().join(lang.pick("、", ", "));
        let instead = match self.channels {
            _ if self.internal => lang.pick("(同一部署)", "(one office)").to_owned(),
            None => lang.pick("(不明)", "(unknown)").to_owned(),
            Some(ids) => list(ids),
        };
        let beside = if self.also.is_empty() { String::new() } else { format!("+ {}", list(self.also)) };
        format!("{instead} {beside}").trim().to_owned()
    }
}

fn plain(text: &Text, lang: Lang) -> &str {
    text.get(lang).unwrap_or(&text.ja)
}

/// `party:rule`, with `,` between rules any of which will do, as bulk answers write it.
fn owed(list: &[OwedJudgement]) -> String {
    let one = |owed: &OwedJudgement| format!("{}:{}", owed.party, listed(&owed.rules, ","));
    list.iter().map(one).collect::<Vec<_>>().join(";")
}

/// What is to be judged, a line each and each line once.
#[derive(Default)]
struct Judgements(Vec<String>);

impl Judgements {
    fn line(&mut self, line: String) {
        if !self.0.contains(&line) {
            self.0.push(line);
        }
    }

    fn parties(&mut self, list: &[OwedJudgement], lang: Lang) {
        for owed in list {
            let texts: Vec<&str> = owed.texts.iter().map(|text| plain(text, lang)).collect();
            let (party, rules) = (&owed.party, listed(&owed.rules, lang.pick("、", ", ")));
            self.line(match lang {
                Lang::Ja => format!("要判断: {party}: {} (規則 {rules})\n", texts.join("、または")),
                Lang::En => format!("JUDGE FIRST: {party}: {} (rule {rules})\n", texts.join(", or ")),
            });
        }
    }

    fn channels(&mut self, place: &str, judged: &[ChannelId], texts: &[Text], lang: Lang) {
        for (channel, text) in judged.iter().zip(texts) {
            let (what, text) = (lang.pick("判断により使う", "USE IF JUDGED SO"), plain(text, lang));
            self.line(format!("{what}: {place} {channel}: {text}\n"));
        }
    }

    fn delivery(&mut self, delivery: &Delivery, lang: Lang) {
        for hop in &delivery.hops {
            self.channels(&format!("{}>{}", hop.from, hop.to), &hop.judged, &hop.judged_texts, lang);
        }
        self.parties(&delivery.judgement, lang);
    }

    fn text(&self) -> String {
        self.0.concat()
    }
}

/// Whom a rule requires and who is not told, and what to look at.
fn notes(unmet: &[Unmet], lints: &[Lint], lang: Lang) -> String {
    let mut out = String::new();
    for unmet in unmet {
        let outcome = unmet.outcome.word(lang);
        let what = lang.pick("必須だが届かない", "REQUIRED, NOT TOLD");
        out += &format!("{}\n", bold(&format!("{what}: {} ({outcome})", unmet.party)));
    }
    for lint in lints {
        out += &format!("{}: {} ({})\n", lang.pick("注意", "note"), lint.message(lang), lint.at);
    }
    out
}

pub(super) fn route(of: &Of, format: Format, lang: Lang) -> Result<Answer, Failure> {
    let asked = Asked::read(of)?;
    let plan = asked.router.route(&asked.notice, &asked.situation)?;
    let notes = notes(&plan.unmet, &plan.lints, lang);
    let due = |delivery: &Delivery| delivery.due.as_ref().map(ToString::to_string).unwrap_or_default();
    let row =
        |delivery: &Delivery| vec![duty(delivery.duty, format, lang), delivery.recipient.to_string(), delivery.path()];
    match format {
        Format::Json => Ok(line(plan.to_json()).into()),
        Format::Csv => {
            let table: Vec<Vec<String>> = plan
                .deliveries
                .iter()
                .map(|delivery| {
                    let mut row = row(delivery);
                    row.extend(delivery.hops.last().map(|hop| way!(hop).cells()).unwrap_or_default());
                    row.push(judgement(delivery));
                    row.extend([due(delivery), ids(&delivery.obligations), ids(&delivery.rules)]);
                    row
                })
                .collect();
            let headings =
                ["duty", "recipient", "path", "channels", "also", "judged", "judgement", "due", "obligations", "rules"];
            // The rows have no place for what is said of the whole.
            Ok(Answer { notes, ..rows(&headings, &table, format)?.into() })
        }
        Format::Table => {
            let mut judgements = Judgements::default();
            let table: Vec<Vec<String>> = plan
                .deliveries
                .iter()
                .map(|delivery| {
                    judgements.delivery(delivery, lang);
                    let mut row = row(delivery);
                    row.push(delivery.hops.last().map(|hop| way!(hop).text(lang)).unwrap_or_default());
                    let judged = delivery.rests_on_judgement();
                    row.push(if judged { lang.pick("要", "yes").to_owned() } else { String::new() });
                    row.extend([due(delivery), ids(&delivery.obligations), asked.name(&delivery.recipient, lang)]);
                    row
                })
                .collect();
            let headings = match lang {
                Lang::Ja => ["義務", "宛先", "経路", "手段", "判断", "期限", "条件", "名称"],
                Lang::En => ["duty", "recipient", "path", "channels", "judge", "due", "obligations", "name"],
            };
            let until = plan.valid_until.map_or_else(|| lang.pick("期限なし", "no end").to_owned(), instant_text);
            let until = format!("{}: {until}\n", lang.pick("有効期限", "holds until"));
            Ok((rows(&headings, &table, format)? + &judgements.text() + &notes + &until).into())
        }
    }
}

pub(super) fn explain(of: &Of, format: Format, lang: Lang) -> Result<Answer, Failure> {
    let asked = Asked::read(of)?;
    let why = asked.explain()?;
    match format {
        Format::Json => Ok(line(why.to_json()).into()),
        Format::Table => Ok(why.text(asked.registry(), lang).into()),
        Format::Csv => {
            let table: Vec<Vec<String>> = why
                .verdicts
                .iter()
                .map(|verdict| {
                    let sentences: Vec<String> =
                        verdict.reasons.iter().map(|reason| reason.sentence(asked.registry(), lang)).collect();
                    let codes: Vec<&str> = verdict.reasons.iter().map(|reason| reason.code.as_str()).collect();
                    vec![
                        verdict.party.to_string(),
                        verdict.outcome.as_str().to_owned(),
                        verdict.required.to_string(),
                        codes.join(";"),
                        sentences.join("; "),
                    ]
                })
                .collect();
            let plan = why.plan();
            let notes = notes(&[], &plan.lints, lang);
            Ok(Answer {
                notes,
                ..rows(&["party", "outcome", "required", "reasons", "sentences"], &table, format)?.into()
            })
        }
    }
}

pub(super) fn audience(of: &Of, format: Format, lang: Lang) -> Result<Answer, Failure> {
    let asked = Asked::read(of)?;
    let audience = asked.router.audience(&asked.notice, &asked.situation)?;
    if format == Format::Json {
        let list: Vec<_> = audience.iter().map(|(party, duty)| json!({ "party": party, "duty": duty })).collect();
        let answer = json!({ "notice": asked.notice.id, "audience": list, "lints": audience.lints() });
        return Ok(line(answer.to_string()).into());
    }
    let row = |(party, of): (&PartyId, Duty)| vec![duty(of, format, lang), party.to_string(), asked.name(party, lang)];
    let table: Vec<Vec<String>> = audience.iter().map(row).collect();
    let headings = match (lang, format) {
        (Lang::Ja, Format::Table) => ["義務", "宛先", "名称"],
        _ => ["duty", "recipient", "name"],
    };
    let (out, notes) = (rows(&headings, &table, format)?, notes(&[], audience.lints(), lang));
    Ok(if format == Format::Csv { Answer { notes, ..out.into() } } else { (out + &notes).into() })
}

fn party(pointer: &str, id: &str, asked: &Asked) -> Result<PartyId, Failure> {
    let known = id.parse().ok().filter(|id: &PartyId| asked.registry().party(id.as_str()).is_some());
    known.ok_or_else(|| {
        let found = crate::error::Found::of_code(ceptoar_core::ErrorCode::UnknownParty, pointer, id);
        Failure::Refused(vec![found])
    })
}

pub(super) fn onward(of: &Of, holder: &str, format: Format, lang: Lang) -> Result<Answer, Failure> {
    let asked = Asked::read(of)?;
    let holder = party("/holder", holder, &asked)?;
    let onward = asked.router.onward(&asked.notice, &holder, &asked.situation)?;
    match format {
        Format::Json => Ok(line(crate::document::json(&onward)).into()),
        Format::Csv => {
            let table: Vec<Vec<String>> = onward
                .iter()
                .map(|step| {
                    let [channels, also, judged] = way!(step).cells();
                    vec![step.to.to_string(), channels, also, judged, owed(&step.judgement), ids(&step.serves)]
                })
                .collect();
            Ok(rows(&["to", "channels", "also", "judged", "judgement", "serves"], &table, format)?.into())
        }
        Format::Table => {
            let mut judgements = Judgements::default();
            let table: Vec<Vec<String>> = onward
                .iter()
                .map(|step| {
                    judgements.channels(&format!("{holder}>{}", step.to), &step.judged, &step.judged_texts, lang);
                    judgements.parties(&step.judgement, lang);
                    vec![step.to.to_string(), way!(step).text(lang), ids(&step.serves)]
                })
                .collect();
            let headings = match lang {
                Lang::Ja => ["渡す先", "手段", "届く先"],
                Lang::En => ["to", "channels", "serves"],
            };
            Ok((rows(&headings, &table, format)? + &judgements.text()).into())
        }
    }
}

pub(super) fn may_pass(of: &Of, holder: &str, to: &str, format: Format, lang: Lang) -> Result<Answer, Failure> {
    let asked = Asked::read(of)?;
    let (holder, to) = (party("/holder", holder, &asked)?, party("/party", to, &asked)?);
    let passing = asked.router.may_pass(&asked.notice, &holder, &to, &asked.situation)?;
    let sentence = |reason: &Reason| reason.sentence(asked.registry(), lang);
    let out = match format {
        Format::Json => line(crate::document::json(&passing)),
        Format::Csv => {
            let codes: Vec<&str> = passing.reasons.iter().map(|reason| reason.code.as_str()).collect();
            let [channels, also, judged] = passing.hop.as_ref().map(|hop| way!(hop).cells()).unwrap_or_default();
            let answer = passing.answer.as_str().to_owned();
            let row = vec![answer, channels, also, judged, owed(&passing.judgement), codes.join(";")];
            rows(&["answer", "channels", "also", "judged", "judgement", "reasons"], &[row], format)?
        }
        Format::Table => {
            let word = match passing.answer {
                MayPass::Yes => lang.pick("渡してよい", "yes"),
                MayPass::IfJudged => lang.pick("判断により渡してよい", "if judged so"),
                MayPass::No => lang.pick("渡してはならない", "no"),
            };
            let mut judgements = Judgements::default();
            let by = passing.hop.as_ref().map(|hop| {
                judgements.channels(&format!("{}>{}", hop.from, hop.to), &hop.judged, &hop.judged_texts, lang);
                format!(": {}", way!(hop).text(lang))
            });
            judgements.parties(&passing.judgement, lang);
            let mut out = format!("{}{}\n{}", bold(word), by.unwrap_or_default(), judgements.text());
            for reason in &passing.reasons {
                out += &format!("- {}\n", sentence(reason));
            }
            out
        }
    };
    let code = match passing.answer {
        MayPass::Yes => 0,
        MayPass::IfJudged => 4,
        MayPass::No => 3,
    };
    Ok(Answer { code, ..out.into() })
}

pub(super) fn plot(of: &Of, picture: Picture, output: Option<&Path>, lang: Lang) -> Result<String, Failure> {
    let asked = Asked::read(of)?;
    let why = asked.explain()?;
    let picture = match picture {
        Picture::Svg => why.svg(asked.registry(), lang),
        Picture::Mermaid => why.mermaid(asked.registry(), lang),
        Picture::Dot => why.dot(asked.registry(), lang),
    };
    let Some(file) = output else { return Ok(picture) };
    std::fs::write(file, picture).map_err(|error| Failure::Failed(format!("{}: {error}", file.display())))?;
    Ok(String::new())
}
