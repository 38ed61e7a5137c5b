//! Two routers that differ in rules alone answer a notice alike if the same rules fire of it: those need not be asked.

use crate::author::exposure::asked::{Class, Side};
use crate::router::ask::Router;

/// Which rules of two routers are the same, by their places.
pub(in crate::author) struct Alike {
    /// By rule of the first router: its place in the second.
    after: Vec<Option<usize>>,
    /// By rule of the second router: whether the first has it.
    stood: Vec<bool>,
}

impl Alike {
    /// `None`: they differ in something else, so that each class must be asked.
    pub(in crate::author) fn new([before, after]: &[Side<'_>; 2]) -> Option<Self> {
        let (one, other) = (before.router, after.router);
        if before.situation != after.situation || !is_same_but_for_rules(one, other) {
            return None;
        }
        let (was, is) = (one.rules().rules(), other.rules().rules());
        let after: Vec<Option<usize>> = was.iter().map(|rule| is.iter().position(|other| other == rule)).collect();
        let stood = (0..is.len()).map(|place| after.contains(&Some(place))).collect();
        Some(Self { after, stood })
    }

    /// Whether the same rules fire of a class, so that both routers answer it alike.
    pub(in crate::author) fn holds(&self, class: &Class<'_>) -> bool {
        let same = |(rule, place): (usize, &Option<usize>)| {
            class.fires_on(0, rule) == place.is_some_and(|place| class.fires_on(1, place))
        };
        let is_new = |(rule, stood): (usize, &bool)| !stood && class.fires_on(1, rule);
        self.after.iter().enumerate().all(same) && !self.stood.iter().enumerate().any(is_new)
    }
}

/// Whether two routers rest on the same documents but for their rules. Days that one of them refuses are not asked of.
fn is_same_but_for_rules(one: &Router, other: &Router) -> bool {
    let (one, other) = (one.digests(), other.digests());
    (&one.edition, &one.overlays, &one.roster, &one.profile)
        == (&other.edition, &other.overlays, &other.roster, &other.profile)
}
