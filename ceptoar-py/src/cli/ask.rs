//! Questions about one notice.

use std::path::Path;

use ceptoar_core::{Explanation, Hop, Lang, Notice, PartyId, Reason, Registry, Router, Situation, instant_text};
use serde_json::json;

use super::Failure;
use super::args::{Format, Of, Picture};
use super::file::{read, router, situation};
use super::print::{bold, rows};

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

/// The channels of a hop: empty where one office acts in both roles.
fn channels(hop: Option<&Hop>, separator: &str) -> Option<String> {
    let ids = hop?.channels.as_ref()?;
    Some(ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(separator))
}

fn duty(must: bool, format: Format, lang: Lang) -> String {
    match (must, format) {
        (true, Format::Csv) => "must".to_owned(),
        (false, Format::Csv) => "may".to_owned(),
        (true, _) => lang.pick("必須", "MUST").to_owned(),
        (false, _) => lang.pick("任意", "may").to_owned(),
    }
}

fn ids<T: AsRef<str>>(list: &[T]) -> String {
    list.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(";")
}

pub(super) fn route(of: &Of, format: Format, lang: Lang) -> Result<String, Failure> {
    let asked = Asked::read(of)?;
    let plan = asked.router.route(&asked.notice, &asked.situation)?;
    if format == Format::Json {
        return Ok(line(plan.to_json()));
    }
    let unknown = if format == Format::Csv { "" } else { lang.pick("(不明)", "(unknown)") };
    let table: Vec<Vec<String>> = plan
        .deliveries
        .iter()
        .map(|delivery| {
            let mut row = vec![
                duty(delivery.duty == ceptoar_core::Duty::Must, format, lang),
                delivery.recipient.to_string(),
                delivery.path(),
                channels(delivery.hops.last(), ";").unwrap_or_else(|| unknown.to_owned()),
                delivery.due.as_ref().map(ToString::to_string).unwrap_or_default(),
                ids(&delivery.obligations),
            ];
            row.push(if format == Format::Csv { ids(&delivery.rules) } else { asked.name(&delivery.recipient, lang) });
            row
        })
        .collect();
    if format == Format::Csv {
        return rows(&["duty", "recipient", "path", "channels", "due", "obligations", "rules"], &table, format);
    }
    let headings = match lang {
        Lang::Ja => ["義務", "宛先", "経路", "手段", "期限", "条件", "名称"],
        Lang::En => ["duty", "recipient", "path", "channels", "due", "obligations", "name"],
    };
    let mut out = rows(&headings, &table, format)?;
    for unmet in &plan.unmet {
        let outcome = unmet.outcome.word(lang);
        let what = lang.pick("必須だが届かない", "REQUIRED, NOT TOLD");
        out += &format!("{}\n", bold(&format!("{what}: {} ({outcome})", unmet.party)));
    }
    for lint in &plan.lints {
        out += &format!("{}: {} ({})\n", lang.pick("注意", "note"), lint.message(lang), lint.at);
    }
    let until = plan.valid_until.map_or_else(|| lang.pick("期限なし", "no end").to_owned(), instant_text);
    Ok(out + &format!("{}: {until}\n", lang.pick("有効期限", "holds until")))
}

pub(super) fn explain(of: &Of, format: Format, lang: Lang) -> Result<String, Failure> {
    let asked = Asked::read(of)?;
    let why = asked.explain()?;
    match format {
        Format::Json => Ok(line(why.to_json())),
        Format::Table => Ok(why.text(asked.registry(), lang)),
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
            rows(&["party", "outcome", "required", "reasons", "sentences"], &table, format)
        }
    }
}

pub(super) fn audience(of: &Of, format: Format, lang: Lang) -> Result<String, Failure> {
    let asked = Asked::read(of)?;
    let audience = asked.router.audience(&asked.notice, &asked.situation)?;
    if format == Format::Json {
        let list: Vec<_> = audience.iter().map(|(party, duty)| json!({ "party": party, "duty": duty })).collect();
        return Ok(line(json!({ "notice": asked.notice.id, "audience": list }).to_string()));
    }
    let table: Vec<Vec<String>> = audience
        .iter()
        .map(|(party, of)| {
            vec![duty(of == ceptoar_core::Duty::Must, format, lang), party.to_string(), asked.name(party, lang)]
        })
        .collect();
    let headings = match (lang, format) {
        (Lang::Ja, Format::Table) => ["義務", "宛先", "名称"],
        _ => ["duty", "recipient", "name"],
    };
    rows(&headings, &table, format)
}

fn party(pointer: &str, id: &str, asked: &Asked) -> Result<PartyId, Failure> {
    let known = id.parse().ok().filter(|id: &PartyId| asked.registry().party(id.as_str()).is_some());
    known.ok_or_else(|| {
        let found = crate::error::Found::of_code(ceptoar_core::ErrorCode::UnknownParty, pointer, id);
        Failure::Refused(vec![found])
    })
}

pub(super) fn onward(of: &Of, holder: &str, format: Format, lang: Lang) -> Result<String, Failure> {
    let asked = Asked::read(of)?;
    let holder = party("/holder", holder, &asked)?;
    let onward = asked.router.onward(&asked.notice, &holder, &asked.situation)?;
    if format == Format::Json {
        return Ok(line(crate::document::json(&onward)));
    }
    let table: Vec<Vec<String>> = onward
        .iter()
        .map(|hop| {
            let channels = hop.channels.as_ref().map(|channels| ids(channels));
            let unknown = if format == Format::Csv { "" } else { lang.pick("(不明)", "(unknown)") };
            vec![hop.to.to_string(), channels.unwrap_or_else(|| unknown.to_owned()), ids(&hop.serves)]
        })
        .collect();
    let headings = match (lang, format) {
        (Lang::Ja, Format::Table) => ["渡す先", "手段", "届く先"],
        _ => ["to", "channels", "serves"],
    };
    rows(&headings, &table, format)
}

pub(super) fn may_pass(of: &Of, holder: &str, to: &str, format: Format, lang: Lang) -> Result<String, Failure> {
    let asked = Asked::read(of)?;
    let (holder, to) = (party("/holder", holder, &asked)?, party("/party", to, &asked)?);
    let passing = asked.router.may_pass(&asked.notice, &holder, &to, &asked.situation)?;
    let sentence = |reason: &Reason| reason.sentence(asked.registry(), lang);
    match format {
        Format::Json => Ok(line(crate::document::json(&passing))),
        Format::Csv => {
            let codes: Vec<&str> = passing.reasons.iter().map(|reason| reason.code.as_str()).collect();
            let row = vec![
                passing.allowed.to_string(),
                channels(passing.hop.as_ref(), ";").unwrap_or_default(),
                codes.join(";"),
            ];
            rows(&["allowed", "channels", "reasons"], &[row], format)
        }
        Format::Table if passing.allowed => {
            let by = match channels(passing.hop.as_ref(), lang.pick("、", ", ")) {
                Some(channels) if channels.is_empty() => lang.pick("同一部署", "one office").to_owned(),
                Some(channels) => channels,
                None => lang.pick("手段不明", "channel unknown").to_owned(),
            };
            Ok(format!("{} ({by})\n", bold(lang.pick("渡してよい", "yes"))))
        }
        Format::Table => {
            let mut out = bold(lang.pick("渡してはならない", "no")) + "\n";
            for reason in &passing.reasons {
                out += &format!("- {}\n", sentence(reason));
            }
            Ok(out)
        }
    }
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
