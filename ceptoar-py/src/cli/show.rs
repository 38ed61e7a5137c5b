//! What the documents hold, and whether they hold together.

use ceptoar_core::{Lang, LintCode, Period, Registry, Text, schema::documents};
use serde_json::{Value, json};

use super::Failure;
use super::args::{Format, Part, RegistryCommand, RulesCommand};
use super::file;
use super::print::rows;

pub(super) fn registry(command: &RegistryCommand, format: Format, lang: Lang) -> Result<String, Failure> {
    match command {
        RegistryCommand::Show { part, edition, roster } => {
            show(&file::registry(edition.as_deref(), roster.as_deref())?, *part, format, lang)
        }
        RegistryCommand::Validate { edition, roster } => {
            let registry = file::registry(Some(edition), roster.as_deref())?;
            if format == Format::Json {
                let found = json!({ "edition": registry.id(), "digest": registry.digest(), "lints": registry.lints() });
                return Ok(format!("{found}\n"));
            }
            let lints: Vec<Vec<String>> = registry.lints().iter().map(|lint| row(lint, lang)).collect();
            if format == Format::Csv {
                return rows(&["code", "at", "message"], &lints, format);
            }
            let (parties, links) = (registry.parties().len(), registry.links().len());
            let mut out = match lang {
                Lang::Ja => format!("版 {} は正しい: 関係主体 {parties}、リンク {links}\n", registry.id()),
                Lang::En => format!("edition {} holds together: {parties} parties, {links} links\n", registry.id()),
            };
            for lint in lints {
                out += &(lint.join("  ") + "\n");
            }
            Ok(out)
        }
    }
}

fn row(lint: &ceptoar_core::Lint, lang: Lang) -> Vec<String> {
    vec![lint.code.as_str().to_owned(), lint.at.clone(), lint.message(lang).to_owned()]
}

fn period(period: &Period) -> String {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    if *period == Period::ALWAYS { String::new() } else { format!("[{}, {})", day(period.from), day(period.until)) }
}

/// A closed set's value as documents write it.
fn word<T: serde::Serialize>(value: T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn joined<T: AsRef<str>>(ids: impl Iterator<Item = T>) -> String {
    ids.map(|id| id.as_ref().to_owned()).collect::<Vec<_>>().join(";")
}

fn show(registry: &Registry, part: Part, format: Format, lang: Lang) -> Result<String, Failure> {
    let name = |id: &str, text: &Text| text.label(id, lang);
    let vocabulary = registry.vocabulary();
    let terms = |terms: &[ceptoar_core::Term]| -> (Value, Vec<&str>, Vec<Vec<String>>) {
        let table = terms.iter().map(|term| vec![term.id.to_string(), name(&term.id, &term.name)]).collect();
        (json!(terms), vec!["id", "name"], table)
    };
    let (value, headings, table) = match part {
        Part::Sectors => terms(registry.sectors()),
        Part::Kinds => terms(&vocabulary.kinds),
        Part::Causes => terms(&vocabulary.causes),
        Part::Purposes => terms(&vocabulary.purposes),
        Part::Obligations => terms(&vocabulary.obligations),
        Part::Parties => {
            let row = |party: &ceptoar_core::Party| {
                let periods: Vec<String> = party.periods.iter().map(period).collect();
                vec![party.id.to_string(), word(party.kind), periods.join(" "), name(party.id.as_str(), &party.name)]
            };
            let table = registry.parties().iter().map(row).collect();
            (json!(registry.parties()), vec!["id", "kind", "period", "name"], table)
        }
        Part::Ceptoars => {
            let row = |ceptoar: &ceptoar_core::Ceptoar| {
                let poc = ceptoar.poc.map(|day| day.to_string()).unwrap_or_default();
                let (means, open) = match &ceptoar.means {
                    Some(means) => (joined(means.channels.iter()), means.open.to_string()),
                    None => (lang.pick("(不明)", "(unknown)").to_owned(), String::new()),
                };
                vec![ceptoar.party.to_string(), ceptoar.sector.to_string(), poc, means, open]
            };
            let table = registry.ceptoars().iter().map(row).collect();
            let headings = vec!["ceptoar", "sector", "point of contact since", "means", "and others"];
            (json!(registry.ceptoars()), headings, table)
        }
        Part::Memberships => {
            let row = |m: &ceptoar_core::Membership| {
                vec![m.party.to_string(), m.group.to_string(), word(m.role), period(&m.period)]
            };
            let table = registry.memberships().iter().map(row).collect();
            (json!(registry.memberships()), vec!["party", "group", "role", "period"], table)
        }
        Part::Links => {
            let row = |link: &ceptoar_core::Link| {
                let of = |also: bool| {
                    let channels = link.channels.iter().flatten().filter(move |channel| channel.also == also);
                    joined(channels.map(|channel| &channel.id))
                };
                let channels = match &link.channels {
                    _ if link.internal => lang.pick("(同一部署)", "(one office)").to_owned(),
                    None => lang.pick("(不明)", "(unknown)").to_owned(),
                    Some(_) => of(false),
                };
                let (from, to) = (link.from.to_string(), link.to.to_string());
                vec![from, to, word(link.direction), channels, of(true), period(&link.period)]
            };
            let table = registry.links().iter().map(row).collect();
            (json!(registry.links()), vec!["from", "to", "direction", "channels", "also", "period"], table)
        }
        Part::Instruments => {
            let row = |instrument: &ceptoar_core::Instrument| {
                let binds: Vec<String> =
                    instrument.binds.iter().map(|binds| format!("{}:{}", binds.ceptoar, binds.how.as_str())).collect();
                let (id, issued) = (instrument.id.as_str(), instrument.issued.as_deref().unwrap_or_default());
                vec![id.to_owned(), issued.to_owned(), binds.join(";"), name(id, &instrument.title)]
            };
            let table = registry.instruments().iter().map(row).collect();
            (json!(registry.instruments()), vec!["id", "issued", "binds", "title"], table)
        }
        Part::Bodies => {
            let row = |body: &ceptoar_core::Body| {
                let (id, since) = (body.id.as_str(), body.since.as_deref().unwrap_or_default());
                vec![id.to_owned(), joined(body.ceptoars.iter()), since.to_owned(), name(id, &body.name)]
            };
            let table = registry.bodies().iter().map(row).collect();
            (json!(registry.bodies()), vec!["id", "ceptoars", "since", "name"], table)
        }
        Part::Channels => {
            let row = |channel: &ceptoar_core::Channel| {
                let by: Vec<&str> = channel.carried_by.iter().map(|id| id.as_str()).collect();
                let id = channel.id.as_str();
                vec![id.to_owned(), channel.public.to_string(), by.join(";"), name(id, &channel.name)]
            };
            let table = vocabulary.channels.iter().map(row).collect();
            (json!(vocabulary.channels), vec!["id", "public", "carried by", "name"], table)
        }
        Part::Documents => {
            let row = |document: &ceptoar_core::CitedDocument| {
                let published = document.published.map(|day| day.to_string()).unwrap_or_default();
                vec![document.id.to_string(), published, name(document.id.as_str(), &document.title)]
            };
            let table = registry.documents().iter().map(row).collect();
            (json!(registry.documents()), vec!["id", "published", "title"], table)
        }
        Part::Errata => {
            let row = |erratum: &ceptoar_core::Erratum| vec![erratum.id.to_string(), name(&erratum.id, &erratum.found)];
            let table = registry.errata().iter().map(row).collect();
            (json!(registry.errata()), vec!["id", "found"], table)
        }
    };
    if format == Format::Json { Ok(format!("{value}\n")) } else { rows(&headings, &table, format) }
}

pub(super) fn rules(command: &RulesCommand, format: Format, lang: Lang) -> Result<String, Failure> {
    let RulesCommand::Lint { basis } = command;
    let router = file::router(basis)?;
    let naming = router.rules().rules().iter().filter(|rule| rule.when.levels.is_some());
    let code = LintCode::RuleNamesLevel;
    let found: Vec<(&str, String, &str)> =
        naming.map(|rule| (code.as_str(), rule.id.to_string(), code.template(lang))).collect();
    if format == Format::Json {
        let lints: Vec<Value> = found.iter().map(|(code, at, _)| json!({ "code": code, "at": at })).collect();
        let rules = router.rules();
        return Ok(format!("{}\n", json!({ "rules": rules.id(), "digest": rules.digest(), "lints": lints })));
    }
    let table: Vec<Vec<String>> =
        found.iter().map(|(code, at, message)| vec![(*code).to_owned(), at.clone(), (*message).to_owned()]).collect();
    if format == Format::Csv {
        return rows(&["code", "at", "message"], &table, format);
    }
    let (id, count) = (router.rules().id(), router.rules().rules().len());
    let mut out = match lang {
        Lang::Ja => format!("規則集 {id} はレジストリ(台帳)とプロファイルに合う: 規則 {count}\n"),
        Lang::En => format!("rules {id} fit the registry and the profile: {count} rules\n"),
    };
    for line in table {
        out += &(line.join("  ") + "\n");
    }
    Ok(out)
}

pub(super) fn schema(name: Option<&str>) -> Result<String, Failure> {
    let documents = documents();
    let Some(name) = name else {
        return Ok(documents.iter().map(|(name, _)| format!("{name}\n")).collect());
    };
    match documents.iter().find(|(known, _)| *known == name) {
        Some((_, schema)) => serde_json::to_string_pretty(schema)
            .map(|text| text + "\n")
            .map_err(|error| Failure::Failed(error.to_string())),
        None => Err(Failure::Failed(format!("there is no schema `{name}`; `ceptoar schema` lists them"))),
    }
}
