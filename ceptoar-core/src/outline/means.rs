//! Means of contact: channels by id or by name, in order (R12).

use std::collections::{BTreeMap, BTreeSet};

use crate::document::cell::{Cell, CellItem};
use crate::document::channel::LinkChannel;
use crate::document::convert;
use crate::document::edition::Vocabularies;
use crate::document::json::read::read;
use crate::document::outline::{Cells, OutlineMember};
use crate::document::scalar::IdText;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::Problems;
use crate::error::unknown::said;
use crate::nearest::nearest;
use crate::outline::cell::{Given, Reader};
use crate::outline::faults::short;
use crate::outline::table::{narrow, trimmed};
use crate::text::said::Said;

/// Means of contact, as a cell gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Means {
    pub(super) channels: Vec<LinkChannel>,
    /// Whether there are others (等).
    pub(super) open: bool,
}

/// What says that there are others.
const OTHERS: &str = "等";

impl Means {
    /// The ids of the channels, in their order.
    pub(super) fn ids(&self) -> Vec<IdText> {
        self.channels.iter().map(|channel| id(channel).clone()).collect()
    }
}

fn id(channel: &LinkChannel) -> &IdText {
    match channel {
        LinkChannel::Plain(id) => id,
        LinkChannel::Conditional(channel) => &channel.id,
    }
}

/// The channels that a cell can name, and the purposes that a condition can.
#[derive(Debug, Default)]
pub(super) struct Names {
    ids: BTreeSet<String>,
    /// The ids of the channels that have a name: an id in other letters is one too.
    names: BTreeMap<String, BTreeSet<String>>,
    purposes: Vec<String>,
}

impl Names {
    pub(super) fn new(words: &Vocabularies) -> Self {
        let mut known = Self::default();
        for channel in words.channels.iter().flatten() {
            let id = &channel.id.0;
            known.ids.insert(id.clone());
            let names = [Some(id), Some(&channel.name.ja), channel.name.en.as_ref()];
            for name in names.into_iter().flatten() {
                known.names.entry(folded(name)).or_default().insert(id.clone());
            }
        }
        known.purposes = words.purposes.iter().flatten().map(|term| term.id.0.clone()).collect();
        known
    }

    /// The channels that a text may mean: an id means its own channel alone, whatever others are called.
    fn channels(&self, text: &str) -> Vec<&str> {
        match self.ids.get(text) {
            Some(id) => vec![id],
            None => self.names.get(&folded(text)).into_iter().flatten().map(String::as_str).collect(),
        }
    }
}

/// A name as it is looked for: width and case do not matter.
fn folded(name: &str) -> String {
    narrow(name).to_lowercase()
}

/// The means of contact of a cell.
pub(super) fn means(reader: &mut Reader<'_>, column: &'static str, names: &Names) -> Given<Means> {
    let given = match json(reader, column) {
        Some(given) => given,
        None => reader.items(column),
    };
    let mut items = match given {
        Given::Is(items) => items,
        other => return other.map_never(),
    };
    let open = takes_others(&mut items);
    if items.is_empty() {
        // Nothing that it could mean is safe: a member would get the CEPTOAR's channels, of which the cell names none.
        let more = match reader.spot.table {
            OutlineMember::TABLE => Said::new(
                "`等` だけでは手段が分からない。分かる手段を書く (空ならセプターの手段、なければ `-`)",
                "`等` alone names none: write the channels that are known (empty: those of the CEPTOAR; `-`: none)",
            ),
            _ => Said::new(
                "`等` だけでは手段が分からない。分かる手段を書くか、不明なら空にする",
                "`等` alone names none: write the channels that are known, or leave the cell empty",
            ),
        };
        reader.faults.of_value(ErrorCode::UnknownChannel, reader.spot.at(column), OTHERS, Some(more));
        return Given::Bad;
    }
    named(reader, column, items, open, names)
}

/// Whether a list ends with 等, which is taken away.
fn takes_others(items: &mut Vec<CellItem>) -> bool {
    let Some(CellItem::Text(last)) = items.last_mut() else { return false };
    let Some(rest) = last.strip_suffix(OTHERS).map(|rest| trimmed(rest).to_owned()) else { return false };
    if rest.is_empty() {
        items.pop();
    } else {
        *last = rest;
    }
    true
}

/// A cell that begins with `[` is JSON, as an edition has it.
fn json(reader: &mut Reader<'_>, column: &'static str) -> Option<Given<Vec<CellItem>>> {
    let text = reader.written(column).filter(|text| text.starts_with('['))?;
    Some(match read::<Vec<CellItem>>(text.as_bytes()) {
        // As an empty list of the JSON form.
        Ok(items) if items.is_empty() => {
            reader.leave(column, "-".into());
            Given::Minus
        }
        Ok(items) => Given::Is(items),
        Err(refusal) if refusal.problems().iter().any(|problem| problem.code() == ErrorCode::MalformedJson) => {
            let more = Said::new(
                "`[\"email\", {\"id\": \"web\", \"when\": {\"modes\": [\"normal\"]}}]` のように書く",
                "write it as `[\"email\", {\"id\": \"web\", \"when\": {\"modes\": [\"normal\"]}}]`",
            );
            reader.faults.of_value(ErrorCode::MalformedJson, reader.spot.at(column), &text, Some(more));
            Given::Bad
        }
        // As of a document: what stands there, and what may.
        Err(refusal) => {
            reader.faults.absorb(refusal, reader.spot.at(column), &text);
            Given::Bad
        }
    })
}

fn named(
    reader: &mut Reader<'_>,
    column: &'static str,
    items: Vec<CellItem>,
    open: bool,
    names: &Names,
) -> Given<Means> {
    let mut channels = Vec::new();
    let mut is_bad = false;
    let spot = reader.spot.at(column);
    for item in items {
        let written = match &item {
            CellItem::Text(text) => narrow(text),
            CellItem::Channel(channel) => channel.id.0.clone(),
        };
        let found = names.channels(&written);
        let [known] = found.as_slice() else {
            is_bad = true;
            if !found.is_empty() {
                let more = ambiguous(&written, &found);
                reader.faults.push(ErrorCode::UnreadableCell, spot, &written, Vec::new(), Some(more));
                continue;
            }
            let near = nearest(&written, names.names.keys().map(String::as_str)).map(said);
            let other = || {
                Said::new(
                    "自分の連絡手段は表 `vocabulary` に書く",
                    "a channel of one's own stands in the table `vocabulary`",
                )
            };
            reader.faults.of_value(ErrorCode::UnknownChannel, spot, &written, Some(near.unwrap_or_else(other)));
            continue;
        };
        let known = *known;
        if channels.iter().any(|before| id(before).as_str() == known) {
            reader.faults.push(ErrorCode::DuplicateItem, spot, &written, vec![short(known)], None);
            is_bad = true;
        }
        channels.push(match item {
            CellItem::Text(_) => LinkChannel::Plain(known.into()),
            CellItem::Channel(channel) => {
                for purpose in channel.when.iter().filter_map(|when| when.purposes.given()).flatten() {
                    if !names.purposes.contains(&purpose.0) {
                        reader.faults.of_value(ErrorCode::UnknownPurpose, spot, &purpose.0, None);
                        is_bad = true;
                    }
                }
                LinkChannel::Conditional(crate::document::channel::ConditionalChannel { id: known.into(), ..channel })
            }
        });
    }
    if is_bad {
        return Given::Bad;
    }
    let mut problems = Problems::new();
    convert::channels(&channels, &At::root(), &mut problems);
    if !problems.is_empty() {
        reader.faults.absorb(problems.into_refusal(), spot, column);
        return Given::Bad;
    }
    reader.leave(column, written(&channels, open));
    Given::Is(Means { channels, open })
}

/// That several channels have a name: which of them is meant is not guessed.
fn ambiguous(name: &str, ids: &[&str]) -> Said {
    let ids = |and: &str| ids.iter().map(|id| format!("`{}`", short(id))).collect::<Vec<_>>().join(and);
    let name = short(name);
    Said::new(
        format!("`{name}` は連絡手段 {} の名称である。どれかをIDで書く", ids("、")),
        format!("`{name}` is the name of the channels {}: write the id of the one that is meant", ids(" and ")),
    )
}

/// The cell of means, as an outline has it.
pub(super) fn written(channels: &[LinkChannel], open: bool) -> Cell {
    let mut items: Vec<CellItem> = channels
        .iter()
        .map(|channel| match channel {
            LinkChannel::Plain(id) => CellItem::Text(id.0.clone()),
            LinkChannel::Conditional(channel) => CellItem::Channel(channel.clone()),
        })
        .collect();
    if open {
        items.push(CellItem::Text(OTHERS.to_owned()));
    }
    Cell::List(items)
}

#[cfg(test)]
mod tests;
