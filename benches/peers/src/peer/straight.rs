//! The straightforward loop as a peer.

use crate::measure::Entry;
use crate::notices::Row;
use crate::straight::answer;

pub fn entry<'a>(rows: &[Row]) -> Entry<'a> {
    let form = ("rust-loop", "32 rules x 16 recipients, one loop in the other");
    Entry::new(
        form,
        rows.len(),
        rows.to_vec(),
        |rows, row| answer(&rows[row]),
        |_, _, masks| (masks.allowed, Some(masks.must)),
    )
}
