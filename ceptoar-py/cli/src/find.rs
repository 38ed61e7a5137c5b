//! What has an id, by what a person types.

use ceptoar_core::{Lang, LaterName, Registry, Text};
use serde_json::json;
use unicode_normalization::UnicodeNormalization as _;

use super::args::Format;
use super::failure::Failure;
use super::print::rows;
use super::screen::Screen;

struct Hit {
    what: (&'static str, &'static str),
    id: String,
    /// Its name; of a party that is called otherwise later, the newest.
    name: Text,
    /// Since when it is called so, where it was called otherwise before.
    since: Option<LaterName>,
    /// The names that it had before.
    before: Vec<Text>,
    also: Vec<String>,
}

/// A text without what a person at a keyboard does not mean: width, case, blanks and marks, and hiragana for katakana.
fn folded(text: &str) -> String {
    const KANA: u32 = 'ア' as u32 - 'あ' as u32;
    let plain = text.nfkc().flat_map(char::to_lowercase);
    plain
        .filter(|c| c.is_alphanumeric() || *c == 'ー')
        .map(|c| match c {
            'ぁ'..='ゖ' => char::from_u32(c as u32 + KANA).unwrap_or(c),
            _ => c,
        })
        .collect()
}

fn all(registry: &Registry) -> Vec<Hit> {
    let hit = |what, id: &str, name: &Text| {
        let (id, name) = (id.to_owned(), name.clone());
        Hit { what, id, name, since: None, before: Vec::new(), also: Vec::new() }
    };
    let terms = |what, terms: &[ceptoar_core::Term]| {
        terms.iter().map(|term| hit(what, &term.id, &term.name)).collect::<Vec<_>>()
    };
    let vocabulary = registry.vocabulary();
    let mut list: Vec<Hit> = Vec::new();
    for party in registry.parties() {
        let ceptoar = registry.ceptoars().iter().find(|ceptoar| ceptoar.party == party.id);
        let sector =
            ceptoar.and_then(|ceptoar| registry.sectors().iter().find(|sector| *sector.id == *ceptoar.sector.as_str()));
        // A CEPTOAR is looked for by its sector as well: its own name is often a Latin one.
        let also = sector.map(|sector| sector.name.ja.to_string()).into_iter().collect();
        let what = if ceptoar.is_some() { ("ceptoar", "CEPTOAR") } else { ("party", "関係主体") };
        let first = hit(what, party.id.as_str(), &party.name);
        list.push(match party.names.split_last() {
            Some((newest, rest)) => {
                let before =
                    std::iter::once(&party.name).chain(rest.iter().map(|later| &later.name)).cloned().collect();
                Hit { name: newest.name.clone(), since: Some(newest.clone()), before, also, ..first }
            }
            None => Hit { also, ..first },
        });
    }
    list.extend(terms(("sector", "分野"), registry.sectors()));
    list.extend(registry.bodies().iter().map(|body| hit(("body", "会議体"), body.id.as_str(), &body.name)));
    list.extend(registry.instruments().iter().map(|of| hit(("instrument", "根拠"), of.id.as_str(), &of.title)));
    list.extend(registry.documents().iter().map(|of| hit(("document", "文書"), of.id.as_str(), &of.title)));
    list.extend(
        vocabulary.channels.iter().map(|channel| hit(("channel", "連絡手段"), channel.id.as_str(), &channel.name)),
    );
    list.extend(terms(("kind", "情報の種類"), &vocabulary.kinds));
    list.extend(terms(("cause", "原因"), &vocabulary.causes));
    list.extend(terms(("purpose", "目的"), &vocabulary.purposes));
    list.extend(terms(("obligation", "条件"), &vocabulary.obligations));
    list
}

pub(super) fn find(
    registry: &Registry,
    text: &str,
    screen: &Screen,
    format: Format,
    lang: Lang,
) -> Result<String, Failure> {
    let wanted = folded(text);
    if wanted.is_empty() {
        return Err(Failure::usage(
            "there is no letter to look for; give a part of an id or of a name",
            "探す文字がない。IDか名称の一部を書く",
        ));
    }
    // How well it fits, the best first: the whole name, its beginning, a part of it, a part of what belongs to it.
    let fit = |hit: &Hit| {
        let names =
            std::iter::once(&hit.name).chain(&hit.before).flat_map(|name| [Some(&*name.ja), name.en.as_deref()]);
        let of = |name: &str| {
            let name = folded(name);
            match name.find(&wanted)? {
                0 if name.len() == wanted.len() => Some(0),
                0 => Some(1),
                _ => Some(2),
            }
        };
        let best = std::iter::once(hit.id.as_str()).chain(names.flatten()).filter_map(of).min();
        best.or_else(|| hit.also.iter().any(|name| of(name).is_some()).then_some(3))
    };
    let mut hits: Vec<(u8, Hit)> = all(registry).into_iter().filter_map(|hit| Some((fit(&hit)?, hit))).collect();
    hits.sort_by_key(|(fit, _)| *fit);
    if format == Format::Json {
        let written = |(_, hit): &(u8, Hit)| {
            let (what, id, name) = (hit.what.0, &hit.id, &hit.name);
            match &hit.since {
                Some(since) => json!({ "what": what, "id": id, "name": name, "since": since.from }),
                None => json!({ "what": what, "id": id, "name": name }),
            }
        };
        let list: Vec<_> = hits.iter().map(written).collect();
        return Ok(format!("{}\n", json!(list)));
    }
    let table: Vec<Vec<String>> = hits
        .iter()
        .map(|(_, hit)| {
            let what = if format == Format::Csv { hit.what.0 } else { lang.pick(hit.what.1, hit.what.0) };
            let mut name = hit.name.label(&hit.id, lang);
            if let Some(since) = hit.since.as_ref().filter(|_| format == Format::Table) {
                name += &since.since(lang);
            }
            vec![what.to_owned(), hit.id.clone(), name]
        })
        .collect();
    if table.is_empty() && format == Format::Table {
        return Ok(lang.pick("該当するものはない\n", "nothing is found\n").to_owned());
    }
    let headings = if format == Format::Csv {
        ["what", "id", "name"]
    } else {
        [lang.pick("区分", "what"), "ID", lang.pick("名称", "name")]
    };
    rows(&headings, &table, format, screen)
}
