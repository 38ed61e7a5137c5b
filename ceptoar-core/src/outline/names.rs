//! The names of a party by its states (R7, R35).

use std::collections::BTreeMap;

use crate::document::edition::LaterName;
use crate::document::scalar::Text;
use crate::error::code::ErrorCode;
use crate::gather::InOrder as _;
use crate::outline::cell::Given;
use crate::outline::cite::{CellCites, Cite};
use crate::outline::faults::{Faults, differing};
use crate::outline::rows::{Line, Pair, rests};

/// The name that each row says. Where the English cell is empty, that of another row with the same Japanese name holds: an empty cell
/// contradicts nothing.
pub(super) fn texts<'a>(rows: impl Iterator<Item = (&'a Line, &'a Pair)> + Clone) -> Vec<(&'a Line, Option<Text>)> {
    let mut english: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for (_, name) in rows.clone() {
        if let (Given::Is(ja), Given::Is(en)) = (&name.ja, &name.en) {
            let one = english.entry(ja).or_insert(Some(en));
            *one = one.filter(|known| known == en);
        }
    }
    let text = |name: &Pair| match (&name.ja, &name.en) {
        (Given::Is(ja), Given::Is(en)) => Some(Text { ja: ja.clone(), en: Some(en.clone()) }),
        (Given::Is(ja), Given::Empty) => {
            let en = english.get(ja.as_str()).copied().flatten();
            Some(Text { ja: ja.clone(), en: en.map(str::to_owned) })
        }
        (Given::Is(ja), _) => Some(Text { ja: ja.clone(), en: None }),
        (Given::Empty, Given::Is(en)) => Some(Text { ja: en.clone(), en: Some(en.clone()) }),
        _ => None,
    };
    rows.map(|(line, name)| (line, text(name))).collect()
}

/// The names of a party: that of the first state that has one, then each that differs from the one before, from its state's
/// first day on. A state without a name says nothing of it; two names on one day are a fault.
pub(super) fn named(
    id: &str,
    states: &[(&Line, Option<Text>)],
    cells: &CellCites,
    faults: &mut Faults,
) -> Option<(Text, Vec<LaterName>)> {
    let mut named: Vec<(&Line, &Text)> =
        states.iter().filter_map(|(line, name)| Some((*line, name.as_ref()?))).collect();
    named.in_order_of(|(line, _)| (line.days, line.spot));
    for (n, (line, name)) in named.iter().enumerate() {
        let clash =
            named.iter().take(n).find(|(other, known)| known != name && other.period().overlaps(&line.period()));
        if let Some((other, known)) = clash {
            let (first, later) =
                if other.spot <= line.spot { (other.spot, line.spot) } else { (line.spot, other.spot) };
            // Two names that are alike in Japanese differ in English.
            let column = if known.ja == name.ja { "name_en" } else { "name_ja" };
            let shown = |text: &Text| match column {
                "name_en" => text.en.clone().unwrap_or_else(|| "-".to_owned()),
                _ => text.ja.clone(),
            };
            let (there, here) =
                if other.spot <= line.spot { (shown(known), shown(name)) } else { (shown(name), shown(known)) };
            let more = faults.first(first).and(&differing(&there, &here));
            let args = vec![format!("{id}: {column}")];
            faults.push(ErrorCode::ConflictingRows, later.at(column), &here, args, Some(more));
        }
    }
    let (_, first) = *named.first()?;
    let mut now = first;
    let mut later: Vec<LaterName> = Vec::new();
    for (line, name) in named {
        let Some(from) = line.period().from.filter(|_| name != now) else { continue };
        let cite: Cite = cells.of(&rests(line, id), &["name_ja"]);
        later.push(cite.on(LaterName::new(from, name.clone())));
        now = name;
    }
    Some((first.clone(), later))
}
