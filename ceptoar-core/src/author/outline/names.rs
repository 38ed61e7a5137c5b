//! The name of a party by its states.

use crate::author::outline::faults::Faults;
use crate::author::outline::rows::Line;
use crate::document::scalar::Text;
use crate::error::code::ErrorCode;

/// The name of a party: that of the first state that has one. Two names on one day are a fault; a name that changes later is
/// told by later states, and an edition holds one name.
pub(super) fn named(id: &str, states: &[(&Line, Option<&Text>)], faults: &mut Faults) -> Option<Text> {
    let mut named: Vec<(&Line, &Text)> = states.iter().filter_map(|(line, name)| Some((*line, (*name)?))).collect();
    named.sort_by_key(|(line, _)| (line.days, line.spot));
    for (n, (line, name)) in named.iter().enumerate() {
        let before =
            named.iter().take(n).find(|(other, known)| known != name && other.period().overlaps(&line.period()));
        if let Some((other, _)) = before {
            let (first, later) =
                if other.spot <= line.spot { (other.spot, line.spot) } else { (line.spot, other.spot) };
            let more = faults.first(first);
            let args = vec![format!("{id}: name_ja")];
            faults.push(ErrorCode::ConflictingRows, later.at("name_ja"), &name.ja, args, Some(more));
        }
    }
    named.first().map(|(_, name)| (*name).clone())
}
