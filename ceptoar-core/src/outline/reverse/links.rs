//! The rows of links: what the other tables do not lead to, or lead to and the edition has not.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::document::channel::LinkChannel;
use crate::document::edition::Link;
use crate::document::outline::OutlineLink;
use crate::gather::Gather as _;
use crate::outline::days::Days;
use crate::outline::means;
use crate::outline::reverse::facts::{Cells, Facts, day, span};
use crate::outline::reverse::scheme::CellRows;
use crate::time::Period;
use crate::word::sets::{Direction, PartyKind, Role};

/// The ends and the direction of a link.
pub(super) type Key = (String, String, Direction);

/// How a link hands on: its channels, and whether it is internal.
pub(super) type How = (Option<Vec<LinkChannel>>, bool);

/// The links of an edition by their ends, each with its days.
pub(super) type Lines<'a> = BTreeMap<Key, Vec<(Period, &'a Link)>>;

pub(super) fn lines(links: &[Link]) -> Lines<'_> {
    let mut lines = Lines::new();
    for link in links {
        let key = (link.from.0.clone(), link.to.0.clone(), link.direction);
        lines.entry(key).or_default().push((span(link.period.as_ref()), link));
    }
    lines
}

pub(super) fn how(link: &Link) -> How {
    (link.channels.clone(), link.internal)
}

/// The link of a pair on the days of a span.
fn on<'a>(line: Option<&Vec<(Period, &'a Link)>>, days: &Days) -> Option<&'a Link> {
    let mut all = line.into_iter().flatten();
    all.find(|(period, _)| days.without(&Days::of([*period])).is_empty()).map(|(_, link)| *link)
}

/// The spans between all days on which one of two lines changes, less those on which not both parties exist.
fn spans<'a>(both: impl Iterator<Item = &'a Period>, exist: &Days) -> Vec<Period> {
    let mut boundaries: BTreeSet<NaiveDate> = both.flat_map(Period::boundaries).gather();
    boundaries.extend(exist.periods().iter().flat_map(Period::boundaries));
    let ends: Vec<Option<NaiveDate>> =
        std::iter::once(None).chain(boundaries.into_iter().map(Some)).chain([None]).collect();
    let spans = ends.iter().zip(ends.iter().skip(1)).map(|(from, until)| Period { from: *from, until: *until });
    spans.filter(|span| !Days::of([*span]).and(exist).is_empty()).collect()
}

/// The spans on which two editions say something else of a pair, with what the wanted one says.
pub(super) fn differing<'a>(
    wanted: Option<&Vec<(Period, &'a Link)>>,
    built: Option<&Vec<(Period, &'a Link)>>,
    exist: &Days,
) -> Vec<(Period, Option<&'a Link>)> {
    let periods = wanted.into_iter().chain(built).flatten().map(|(period, _)| period);
    let mut found: Vec<(Period, Option<&Link>)> = Vec::new();
    for span in spans(periods, exist) {
        let days = Days::of([span]);
        let (one, other) = (on(wanted, &days), on(built, &days));
        if one.map(how) == other.map(how) {
            continue;
        }
        match found.last_mut() {
            Some((last, link)) if last.until == span.from && *link == one => last.until = span.until,
            _ => found.push((span, one)),
        }
    }
    found
}

/// Whether a ministry is the secretariat on all of these days: an internal link needs that.
pub(super) fn is_one_office(facts: &Facts<'_>, from: &str, to: &str, days: &Days) -> bool {
    [(from, to), (to, from)].into_iter().any(|(ministry, ceptoar)| {
        let role = facts.roles.get(&(ministry, ceptoar, Role::Secretariat));
        facts.kind(ministry) == Some(PartyKind::Ministry) && role.is_some_and(|role| days.without(role).is_empty())
    })
}

/// The rows that lead from what was built without them to the edition.
pub(super) fn rows(
    facts: &Facts<'_>,
    built: &[Link],
    exists: impl Fn(&str) -> Days,
    cells: &mut CellRows,
) -> Vec<OutlineLink> {
    let (wanted, built) = (lines(&facts.doc.links), lines(built));
    let keys: BTreeSet<&Key> = wanted.keys().chain(built.keys()).gather();
    let mut rows = Vec::new();
    // A cell of a link is looked up by its ends and its first day, whatever its direction.
    let mut reasons: BTreeMap<(String, Option<NaiveDate>), Vec<Cells>> = BTreeMap::new();
    for key in keys {
        let (from, to, direction) = key;
        let exist = exists(from).and(&exists(to));
        for (period, link) in differing(wanted.get(key), built.get(key), &exist) {
            let days = Days::of([period]).and(&exist);
            let internal = link.is_some_and(|link| link.internal);
            if internal && !is_one_office(facts, from, to, &days) {
                continue;
            }
            let cite = link.map(|link| facts.cite(link)).unwrap_or_default();
            if link.is_some() {
                reasons.entry((format!("{from}>{to}"), period.from)).or_default().push(cite.clone());
            }
            let means = match link {
                None => Some("-".into()),
                Some(_) if internal => None,
                Some(link) => link.channels.as_ref().map(|channels| means::written(channels, false)),
            };
            rows.push(OutlineLink {
                from: Some(from.as_str().into()),
                to: Some(to.as_str().into()),
                direction: Some(direction.as_str().into()),
                means,
                internal: internal.then(|| "yes".into()),
                from_day: day(period.from),
                until_day: day(period.until),
                last_day: None,
                source: cite.source.clone(),
                grade: cite.grade(),
                note: cite.note(),
            });
        }
    }
    for ((ends, from), cites) in reasons {
        if let [cite] = cites.as_slice()
            && cite.reason.is_some()
        {
            cells.push(("links", &ends, from), "means", cite);
        }
    }
    rows
}
