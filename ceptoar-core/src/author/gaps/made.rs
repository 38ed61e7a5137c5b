//! The gaps of a registry or an outline.

use std::collections::BTreeMap;

use crate::answer::gaps::{Gap, Gaps, GapsOf};
use crate::author::gaps::options::GapOptions;
use crate::author::gaps::reach::unreached;
use crate::error::problem::Refusal;
use crate::gather::InOrder as _;
use crate::id::PartyId;
use crate::outline::gaps::found::Found;
use crate::outline::gaps::places::{Datum, Places};
use crate::outline::gaps::{facts, whole};
use crate::outline::whole::Outline;
use crate::registry::data::Registry;
use crate::router::ask::Router;
use crate::text::bilingual::Text;
use crate::time::Period;
use crate::word::gap::GapCode;
use crate::word::sets::Lang;

/// What is unknown in a registry, or cannot work there.
///
/// An edition does not say of a date or a name that there is none, so that each that is not there is told as unknown; an outline
/// does (`-`).
///
/// # Errors
/// The rules do not fit the registry, or there are none by default; `too-many-combinations`: so many were asked, and some party is
/// not yet told of any.
pub fn of_registry(registry: &Registry, options: &GapOptions) -> Result<Gaps, Refusal> {
    let (places, found) = (Places::Edition(registry.document()), whole::of_edition(registry));
    let of = GapsOf {
        outline: None,
        edition: Some(registry.id().clone()),
        revision: registry.revision(),
        sha256: registry.digest().to_owned(),
    };
    made(of, found, registry, places, options)
}

/// What is unknown in an outline, or cannot work in the edition that it leads to. Each gap names its cell.
///
/// # Errors
/// As [`of_registry`].
pub fn of_outline(outline: &Outline, options: &GapOptions) -> Result<Gaps, Refusal> {
    let registry = Registry::from_document(outline.build())?;
    let (places, found) = (Places::Outline(outline.document()), whole::of_outline(outline.document(), &registry));
    let of = GapsOf {
        outline: Some(registry.id().clone()),
        edition: None,
        revision: registry.revision(),
        sha256: outline.digest(),
    };
    made(of, found, &registry, places, options)
}

fn made(
    of: GapsOf,
    mut found: Vec<Found>,
    registry: &Registry,
    places: Places<'_>,
    options: &GapOptions,
) -> Result<Gaps, Refusal> {
    let covers = registry.covers();
    if options.on.is_some_and(|day| !covers.covers(day)) {
        found.extend(places.at(Datum::Covers).map(|at| Found::new(GapCode::Stale, at).on(covers)));
    }
    let builder = Router::builder(registry).profile(options.profile.clone());
    let router = match &options.rules {
        Some(rules) => builder.rules(rules.clone()).compile()?,
        None => builder.compile()?,
    };
    let unreached = unreached(&router, options.most)?;
    for (code, parties) in [(GapCode::NoWay, &unreached.no_way), (GapCode::SourceOnly, &unreached.source_only)] {
        found.extend(parties.iter().flat_map(|party| of_party(code, party, registry, places)));
    }
    found.in_order(Ord::cmp);
    found.dedup();
    let mut counts: BTreeMap<GapCode, u64> = BTreeMap::new();
    for gap in &found {
        *counts.entry(gap.code).or_default() += 1;
    }
    let in_outline = of.outline.is_some();
    Ok(Gaps { of, on: options.on, counts, gaps: found.into_iter().map(|gap| said(gap, in_outline)).collect() })
}

/// A gap of a party as a whole, on the days of `covers` on which it exists (R51).
fn of_party(code: GapCode, party: &PartyId, registry: &Registry, places: Places<'_>) -> Vec<Found> {
    let Some(at) = places.at(Datum::Party(party)) else { return Vec::new() };
    let days = facts::exists(registry, party);
    days.periods().iter().map(|period| Found::new(code, at.clone()).of(party).on(*period)).collect()
}

fn said(found: Found, in_outline: bool) -> Gap {
    let Found { code, at, period: Period { from, until }, party, totals, .. } = found;
    let [stated, listed] = totals.map_or([None, None], |totals| totals.map(Some));
    let text = |of: &dyn Fn(Lang) -> &'static str| Text { ja: of(Lang::Ja).into(), en: Some(of(Lang::En).into()) };
    let (causes, fill) = (text(&|lang| code.template(lang)), text(&|lang| code.fill(in_outline, lang)));
    Gap { code, at, party, from, until, stated, listed, causes, fill }
}
