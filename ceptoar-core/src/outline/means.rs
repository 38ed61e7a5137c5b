//! Means of contact: channels by id or by name, in order (R12).

use std::collections::BTreeMap;

use crate::document::cell::{Cell, CellItem};
use crate::document::channel::LinkChannel;
use crate::document::convert;
use crate::document::edition::Vocabularies;
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
    /// The id of each channel by its id and its names.
    channels: BTreeMap<String, String>,
    purposes: Vec<String>,
}

impl Names {
    pub(super) fn new(words: &Vocabularies) -> Self {
        let mut channels = BTreeMap::new();
        for channel in words.channels.iter().flatten() {
            let names = [Some(&channel.name.ja), channel.name.en.as_ref()];
            for name in names.into_iter().flatten() {
                channels.entry(folded(name)).or_insert_with(|| channel.id.0.clone());
            }
        }
        for channel in words.channels.iter().flatten() {
            channels.insert(channel.id.0.clone(), channel.id.0.clone());
        }
        Self { channels, purposes: words.purposes.iter().flatten().map(|term| term.id.0.clone()).collect() }
    }

    fn channel(&self, text: &str) -> Option<&str> {
        self.channels.get(text).or_else(|| self.channels.get(&folded(text))).map(String::as_str)
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
    Some(match serde_json::from_str::<Vec<CellItem>>(&text) {
        // As an empty list of the JSON form.
        Ok(items) if items.is_empty() => {
            reader.leave(column, "-".into());
            Given::Minus
        }
        Ok(items) => Given::Is(items),
        Err(_) => {
            let more = Said::new(
                "`[\"email\", {\"id\": \"web\", \"when\": {\"modes\": [\"normal\"]}}]` のように書く",
                "write it as `[\"email\", {\"id\": \"web\", \"when\": {\"modes\": [\"normal\"]}}]`",
            );
            reader.faults.of_value(ErrorCode::MalformedJson, reader.spot.at(column), &text, Some(more));
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
        let Some(known) = names.channel(&written) else {
            let near = nearest(&written, names.channels.keys().map(String::as_str)).map(said);
            let other = || {
                Said::new(
                    "自分の連絡手段は表 `vocabulary` に書く",
                    "a channel of one's own stands in the table `vocabulary`",
                )
            };
            reader.faults.of_value(ErrorCode::UnknownChannel, spot, &written, Some(near.unwrap_or_else(other)));
            is_bad = true;
            continue;
        };
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
