//! The names of a party by its states (R7, R35).

use crate::document::edition::LaterName;
use crate::document::scalar::Text;
use crate::error::code::ErrorCode;
use crate::outline::cite::{CellCites, Cite};
use crate::outline::faults::Faults;
use crate::outline::rows::{Line, rests};

/// The names of a party: that of the first state that has one, then each that differs from the one before, from its state's
/// first day on. A state without a name says nothing of it; two names on one day are a fault.
pub(super) fn named(
    id: &str,
    states: &[(&Line, Option<&Text>)],
    cells: &CellCites,
    faults: &mut Faults,
) -> Option<(Text, Vec<LaterName>)> {
    let mut named: Vec<(&Line, &Text)> = states.iter().filter_map(|(line, name)| Some((*line, (*name)?))).collect();
    named.sort_by_key(|(line, _)| (line.days, line.spot));
    for (n, (line, name)) in named.iter().enumerate() {
        let clash =
            named.iter().take(n).find(|(other, known)| known != name && other.period().overlaps(&line.period()));
        if let Some((other, _)) = clash {
            let (first, later) =
                if other.spot <= line.spot { (other.spot, line.spot) } else { (line.spot, other.spot) };
            let more = faults.first(first);
            let args = vec![format!("{id}: name_ja")];
            faults.push(ErrorCode::ConflictingRows, later.at("name_ja"), &name.ja, args, Some(more));
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
