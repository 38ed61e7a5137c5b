//! The parts of a registry as rows.

use ceptoar_core::chrono::NaiveDate;
use ceptoar_core::{ChannelId, Lang, Period, Registry, Text};
use serde_json::{Value, json};

use super::args::{Format, Part};

/// A part of a registry: for programs, and as rows.
pub(super) struct Shown {
    pub(super) value: Value,
    pub(super) headings: Vec<&'static str>,
    pub(super) table: Vec<Vec<String>>,
}

fn japanese(heading: &'static str) -> &'static str {
    match heading {
        "id" => "ID",
        "name" => "名称",
        "title" => "題名",
        "kind" => "種別",
        "period" => "期間",
        "sector" => "分野",
        "point of contact since" => "窓口の設置",
        "means" => "手段",
        "and others" => "ほかの手段",
        "party" => "関係主体",
        "group" => "所属先",
        "role" => "役割",
        "from" => "渡し元",
        "to" => "渡す先",
        "direction" => "方向",
        "channels" => "連絡手段",
        "also" => "併用",
        "issued" => "発行",
        "binds" => "拘束",
        "ceptoars" => "CEPTOAR",
        "since" => "設立",
        "public" => "公開",
        "carried by" => "担う分野",
        "published" => "公表",
        "found" => "見つかった誤り",
        "ceptoar" => "CEPTOAR",
        other => other,
    }
}

fn internal(format: Format, lang: Lang) -> String {
    let word = if format == Format::Csv { super::bulk::INTERNAL } else { lang.pick("(同一部署)", "(one office)") };
    word.to_owned()
}

fn period(period: &Period) -> String {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    if *period == Period::ALWAYS { String::new() } else { format!("[{}, {})", day(period.from), day(period.until)) }
}

/// A closed set's value: programs read the code that documents write, people a word.
fn coded<T: serde::Serialize>(value: T, format: Format, lang: Lang) -> String {
    let code = serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
    match (format, lang) {
        (Format::Table, Lang::Ja) => word(&code).map_or(code, str::to_owned),
        _ => code,
    }
}

fn word(code: &str) -> Option<&'static str> {
    Some(match code {
        "cabinet" => "内閣官房",
        "ministry" => "所管省庁",
        "ceptoar" => "CEPTOAR",
        "council" => "協議会",
        "liaison-council" => "連絡協議会",
        "subgroup" => "下部組織",
        "members" => "構成員",
        "partner" => "連携先",
        "organization" => "組織",
        "member" => "構成員",
        "observer" => "オブザーバー",
        "secretariat" => "事務局",
        "analyst" => "分析",
        "responsible" => "所管",
        "relay" => "中継",
        "provision" => "情報提供",
        "liaison" => "情報連絡",
        "exchange" => "情報共有",
        "own" => "自ら定める",
        "follows" => "従う",
        "conforms" => "準ずる",
        "refers" => "参考",
        _ => return None,
    })
}

fn joined<T: AsRef<str>>(ids: impl Iterator<Item = T>) -> String {
    ids.map(|id| id.as_ref().to_owned()).collect::<Vec<_>>().join(";")
}

pub(super) fn shown(registry: &Registry, part: Part, format: Format, lang: Lang) -> Shown {
    let name = |id: &str, text: &Text| text.label(id, lang);
    let vocabulary = registry.vocabulary();
    let channels_of = |ids: &mut dyn Iterator<Item = &ChannelId>| match format {
        Format::Table => {
            let known = |id: &ChannelId| vocabulary.channels.iter().find(|channel| channel.id == *id);
            let one =
                |id: &ChannelId| known(id).map_or_else(|| id.to_string(), |channel| name(id.as_str(), &channel.name));
            ids.map(one).collect::<Vec<_>>().join(lang.pick("、", ", "))
        }
        _ => joined(ids),
    };
    let flag = |value: bool| match (format, lang) {
        (Format::Table, Lang::Ja) => lang.pick(if value { "はい" } else { "いいえ" }, "").to_owned(),
        _ => value.to_string(),
    };
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
                vec![
                    party.id.to_string(),
                    coded(party.kind, format, lang),
                    periods.join(" "),
                    match party.names.last() {
                        Some(newest) if format == Format::Table => {
                            name(party.id.as_str(), &newest.name) + &newest.since(lang)
                        }
                        Some(newest) => name(party.id.as_str(), &newest.name),
                        None => name(party.id.as_str(), &party.name),
                    },
                ]
            };
            let table = registry.parties().iter().map(row).collect();
            (json!(registry.parties()), vec!["id", "kind", "period", "name"], table)
        }
        Part::Ceptoars => {
            let row = |ceptoar: &ceptoar_core::Ceptoar| {
                let poc = ceptoar.poc.map(|day| day.to_string()).unwrap_or_default();
                let (means, open) = match &ceptoar.means {
                    Some(means) => (channels_of(&mut means.channels.iter()), flag(means.open)),
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
                vec![m.party.to_string(), m.group.to_string(), coded(m.role, format, lang), period(&m.period)]
            };
            let table = registry.memberships().iter().map(row).collect();
            (json!(registry.memberships()), vec!["party", "group", "role", "period"], table)
        }
        Part::Links => {
            let row = |link: &ceptoar_core::Link| {
                let of = |also: bool| {
                    let channels = link.channels.iter().flatten().filter(move |channel| channel.also == also);
                    channels_of(&mut channels.map(|channel| &channel.id))
                };
                let channels = match &link.channels {
                    _ if link.internal => internal(format, lang),
                    None if format == Format::Csv => String::new(),
                    None => lang.pick("(不明)", "(unknown)").to_owned(),
                    Some(_) => of(false),
                };
                let (from, to) = (link.from.to_string(), link.to.to_string());
                vec![from, to, coded(link.direction, format, lang), channels, of(true), period(&link.period)]
            };
            let table = registry.links().iter().map(row).collect();
            (json!(registry.links()), vec!["from", "to", "direction", "channels", "also", "period"], table)
        }
        Part::Instruments => {
            let row = |instrument: &ceptoar_core::Instrument| {
                let binds: Vec<String> = instrument
                    .binds
                    .iter()
                    .map(|binds| format!("{}:{}", binds.ceptoar, coded(binds.how, format, lang)))
                    .collect();
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
                vec![id.to_owned(), flag(channel.public), by.join(";"), name(id, &channel.name)]
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
    // Programs read codes, people words.
    let headings = match (format, lang) {
        (Format::Table, Lang::Ja) => headings.into_iter().map(japanese).collect(),
        _ => headings,
    };
    Shown { value, headings, table }
}
