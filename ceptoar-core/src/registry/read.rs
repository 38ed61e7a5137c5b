//! Parties, memberships and links, as an edition and a roster both write them.

use crate::document::convert;
use crate::document::edition::{
    Count as CountDoc, LaterCounts as LaterCountsDoc, LaterName as LaterNameDoc, Link as LinkDoc,
    Membership as MembershipDoc, Party as PartyDoc,
};
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::Problems;
use crate::fact::link::Link;
use crate::fact::party::{Count, CountPart, LaterCounts, LaterName, Membership, Party};
use crate::registry::lists::{each, later};

pub(crate) fn party(doc: &PartyDoc, at: &At<'_>, problems: &mut Problems) -> Option<Party> {
    let of = doc.id.0.as_str();
    Some(Party {
        kind: doc.kind,
        name: convert::text(&doc.name, &at.key("name"), problems),
        names: later(doc.names.as_ref(), of, &at.key("names"), problems, later_name, |later| later.from),
        periods: convert::periods(doc.periods.as_ref(), of, &at.key("periods"), problems),
        counts: counts(doc.counts.as_deref().unwrap_or_default(), &at.key("counts"), problems),
        counts_later: later(doc.counts_later.as_ref(), of, &at.key("counts_later"), problems, later_counts, |later| {
            later.from
        }),
        note: convert::some_text(doc.note.as_ref(), &at.key("note"), problems),
        citation: convert::citation(doc, at, problems),
        id: convert::id(&doc.id, &at.key("id"), problems)?,
    })
}

fn later_name(doc: &LaterNameDoc, at: &At<'_>, problems: &mut Problems) -> Option<LaterName> {
    Some(LaterName {
        name: convert::text(&doc.name, &at.key("name"), problems),
        citation: convert::citation(doc, at, problems),
        from: convert::date(&doc.from, &at.key("from"), problems)?,
    })
}

fn later_counts(doc: &LaterCountsDoc, at: &At<'_>, problems: &mut Problems) -> Option<LaterCounts> {
    Some(LaterCounts {
        counts: counts(&doc.counts, &at.key("counts"), problems),
        citation: convert::citation(doc, at, problems),
        from: convert::date(&doc.from, &at.key("from"), problems)?,
    })
}

pub(crate) fn counts(docs: &[CountDoc], at: &At<'_>, problems: &mut Problems) -> Vec<Count> {
    each(docs, at, problems, |doc, at, problems| Some(count(doc, at, problems)))
}

fn count(doc: &CountDoc, at: &At<'_>, problems: &mut Problems) -> Count {
    let parts = at.key("parts");
    Count {
        value: doc.value,
        unit: convert::text(&doc.unit, &at.key("unit"), problems),
        parts: doc
            .parts
            .iter()
            .flatten()
            .enumerate()
            .map(|(n, part)| CountPart {
                value: part.value,
                unit: convert::text(&part.unit, &parts.index(n).key("unit"), problems),
                citation: convert::citation(part, &parts.index(n), problems),
            })
            .collect(),
        citation: convert::citation(doc, at, problems),
    }
}

pub(crate) fn membership(doc: &MembershipDoc, at: &At<'_>, problems: &mut Problems) -> Option<Membership> {
    let party = convert::id(&doc.party, &at.key("party"), problems);
    let group = convert::id(&doc.group, &at.key("group"), problems);
    Some(Membership {
        role: doc.role,
        period: convert::period(doc.period.as_ref(), &at.key("period"), problems),
        citation: convert::citation(doc, at, problems),
        party: party?,
        group: group?,
    })
}

pub(crate) fn link(doc: &LinkDoc, at: &At<'_>, problems: &mut Problems) -> Option<Link> {
    let from = convert::id(&doc.from, &at.key("from"), problems);
    let to = convert::id(&doc.to, &at.key("to"), problems);
    let name = || vec![crate::document::json::read::shown(&format!("{}>{}", doc.from.0, doc.to.0))];
    let empty = doc.channels.as_ref().is_some_and(Vec::is_empty);
    if doc.internal && !empty {
        problems.push(ErrorCode::InternalWithChannels, &at.key("channels"), name());
    }
    if !doc.internal && empty {
        problems.push(ErrorCode::EmptyChannels, &at.key("channels"), name());
    }
    let channels = at.key("channels");
    Some(Link {
        direction: doc.direction,
        channels: doc.channels.as_ref().map(|docs| convert::channels(docs, &channels, problems)),
        internal: doc.internal,
        period: convert::period(doc.period.as_ref(), &at.key("period"), problems),
        citation: convert::citation(doc, at, problems),
        from: from?,
        to: to?,
    })
}
