//! All gaps of an edition, or of an outline, that neither rules nor a day of today are needed to see.

use crate::document::outline::Outline as OutlineDoc;
use crate::gather::InOrder as _;
use crate::outline::gaps::found::Found;
use crate::outline::gaps::places::Places;
use crate::outline::gaps::{cells, facts, readings};
use crate::registry::data::Registry;

/// The gaps of an edition, by place.
pub(crate) fn of_edition(registry: &Registry) -> Vec<Found> {
    let mut found = facts::gaps(registry, Places::Edition(registry.document()));
    found.extend(readings::of_edition(registry));
    sorted(found)
}

/// The gaps of an outline, by place. `registry`: of the edition that it leads to.
pub(crate) fn of_outline(doc: &OutlineDoc, registry: &Registry) -> Vec<Found> {
    let mut found = facts::gaps(registry, Places::Outline(doc));
    found.extend(cells::gaps(doc, registry));
    found.extend(readings::of_outline(doc));
    sorted(found)
}

fn sorted(mut found: Vec<Found>) -> Vec<Found> {
    found.in_order(Ord::cmp);
    found.dedup();
    found
}
