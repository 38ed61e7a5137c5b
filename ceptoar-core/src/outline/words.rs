//! The vocabularies of an outline: the built-in ones with the words of its own table.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::edition::{Channel, Term, Vocabularies};
use crate::document::outline::OutlineTerm;
use crate::document::scalar::Text;
use crate::error::code::ErrorCode;
use crate::error::unknown::said;
use crate::gather::InOrder as _;
use crate::nearest::nearest;
use crate::outline::cell::{Given, Reader};
use crate::outline::cite::{Cite, name};
use crate::outline::faults::{Faults, other_id};
use crate::registry::vocabularies::whole;
use crate::text::said::Said;

/// The lists of a vocabulary.
const LISTS: [&str; 5] = ["kinds", "causes", "purposes", "channels", "obligations"];

/// A word of the table.
struct Word {
    list: &'static str,
    id: String,
    name: Text,
    public: bool,
    carried_by: Vec<String>,
    cite: Cite,
}

/// What the outline brings of its own (`None`: nothing), and all that its cells can name.
pub(super) struct Words {
    pub(super) own: Option<Vocabularies>,
    pub(super) all: Vocabularies,
}

/// Reads the table `vocabulary`. `joins`: whether its words join the built-in ones. `sectors`: those of the outline.
pub(super) fn read(rows: &mut [OutlineTerm], joins: bool, sectors: &BTreeSet<String>, faults: &mut Faults) -> Words {
    let base = whole(None).unwrap_or_default();
    let mut words = Vec::new();
    let mut seen: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for (n, row) in rows.iter_mut().enumerate() {
        let mut reader = Reader::new(row, n, faults);
        let list = reader.one_of("list", &LISTS);
        let list = reader.required("list", list);
        let id = reader.id("term");
        let id = reader.required("term", id);
        let name = name(&mut reader, "name_ja", "name_en");
        let name = reader.required("name_ja", name);
        let public = reader.flag("public").value();
        let carried_by = reader.ids("carried_by").value().unwrap_or_default();
        for sector in carried_by.iter().filter(|sector| !sectors.contains(*sector)) {
            let near = nearest(sector, sectors.iter().map(String::as_str)).map(said);
            let other = || {
                Said::new(
                    "表 `ceptoars` の列 `sector` にあるものを書く",
                    "write one that stands in `sector` of `ceptoars`",
                )
            };
            let more = Some(near.unwrap_or_else(other));
            reader.faults.of_value(ErrorCode::UnknownSector, reader.spot.at("carried_by"), sector, more);
        }
        let is_channel = list == Some("channels");
        for column in ["public", "carried_by"] {
            if !is_channel && list.is_some() && reader.has(column) {
                let args = vec![column.to_owned()];
                reader.faults.push(ErrorCode::UnknownField, reader.spot.at(column), "", args, None);
            }
        }
        let cite = Cite::read(&mut reader);
        let (Some(list), Some(id)) = (list, id) else { continue };
        // A row of a built-in channel says how it is here, above all which sectors carry it.
        let stands = joins && !is_channel && base_ids(&base, list).any(|known| known == id);
        let before = seen.get(&(list, id.clone())).map(|first| faults.first(spot_of(*first)));
        let built_in = || Said::new("組み込みの語彙にある。別のIDを付ける", "it is a built-in word: take another id");
        match before {
            Some(first) => faults.of_value(ErrorCode::DuplicateId, spot_of(n), &id, Some(first.and(&other_id()))),
            None if stands => faults.of_value(ErrorCode::DuplicateId, spot_of(n), &id, Some(built_in())),
            None => drop(seen.insert((list, id.clone()), n)),
        }
        let known = base.channels.iter().flatten().find(|known| is_channel && joins && known.id.as_str() == id);
        let public = public.unwrap_or_else(|| known.is_some_and(|known| known.public));
        if let Some(name) = name {
            words.push(Word { list, id, name, public, carried_by, cite });
        }
    }
    let own = own(&words, &base, joins, sectors);
    let all = Vocabularies {
        kinds: own.kinds.clone().or(base.kinds),
        causes: own.causes.clone().or(base.causes),
        purposes: own.purposes.clone().or(base.purposes),
        channels: own.channels.clone().or(base.channels),
        obligations: own.obligations.clone().or(base.obligations),
    };
    Words { own: (own != Vocabularies::default()).then_some(own), all }
}

fn spot_of(row: usize) -> crate::outline::faults::Spot {
    crate::outline::faults::Spot { table: "vocabulary", row, column: "term" }
}

fn base_ids<'a>(base: &'a Vocabularies, list: &str) -> Box<dyn Iterator<Item = &'a str> + 'a> {
    let terms = |terms: &'a Option<Vec<Term>>| Box::new(terms.iter().flatten().map(|term| term.id.as_str()));
    match list {
        "kinds" => terms(&base.kinds),
        "causes" => terms(&base.causes),
        "purposes" => terms(&base.purposes),
        "obligations" => terms(&base.obligations),
        _ => Box::new(base.channels.iter().flatten().map(|channel| channel.id.as_str())),
    }
}

/// The lists that the table speaks of: those words, and the built-in ones if they join them.
fn own(words: &[Word], base: &Vocabularies, joins: bool, sectors: &BTreeSet<String>) -> Vocabularies {
    let of = |list: &'static str| words.iter().filter(move |word| word.list == list);
    let terms = |list: &'static str, base: &Option<Vec<Term>>| {
        of(list).next()?;
        let mut terms: Vec<Term> =
            of(list).map(|word| word.cite.on(Term::new(word.id.as_str(), word.name.clone()))).collect();
        if joins {
            terms.extend(
                base.iter()
                    .flatten()
                    .map(|term| Cite::of_vocabulary().on(Term::new(term.id.clone(), term.name.clone()))),
            );
        }
        terms.in_order(|a, b| a.id.cmp(&b.id));
        Some(terms)
    };
    let channels = || {
        of("channels").next()?;
        let mut channels: Vec<Channel> = of("channels")
            .map(|word| {
                let mut channel = word.cite.on(Channel::new(word.id.as_str(), word.name.clone()));
                channel.public = word.public;
                let carriers: Vec<_> = word.carried_by.iter().map(|id| id.as_str().into()).collect();
                channel.carried_by = (!carriers.is_empty()).then_some(carriers);
                channel
            })
            .collect();
        if joins {
            let is_said = |channel: &&Channel| of("channels").any(|word| word.id == channel.id.as_str());
            channels.extend(base.channels.iter().flatten().filter(|channel| !is_said(channel)).map(|channel| {
                let mut own = Cite::of_vocabulary().on(Channel::new(channel.id.clone(), channel.name.clone()));
                own.public = channel.public;
                // As where the vocabulary is left out: of its carriers, those sectors that the registry has.
                let carriers: Vec<_> =
                    channel.carried_by.iter().flatten().filter(|id| sectors.contains(id.as_str())).cloned().collect();
                own.carried_by = (!carriers.is_empty()).then_some(carriers);
                own
            }));
        }
        channels.in_order(|a, b| a.id.cmp(&b.id));
        Some(channels)
    };
    Vocabularies {
        kinds: terms("kinds", &base.kinds),
        causes: terms("causes", &base.causes),
        purposes: terms("purposes", &base.purposes),
        channels: channels(),
        obligations: terms("obligations", &base.obligations),
    }
}

/// Whether the table's words join the built-in ones: unless the scheme says no.
pub(super) fn joins(given: Given<bool>) -> bool {
    given.value().unwrap_or(true)
}
