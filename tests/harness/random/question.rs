//! Random notices and situations for any router.

use std::collections::BTreeSet;

use ceptoar_core::{
    CauseId, Direction, Message, Mode, NamedPerson, Notice, Outage, PartyId, PurposeId, Router, SectorId, Situation,
    Status, Term,
};
use chrono::{DateTime, TimeDelta, Utc};

use super::Draw;

fn ids<T: std::str::FromStr>(terms: &[Term]) -> Vec<T> {
    terms.iter().filter_map(|term| term.id.parse().ok()).collect()
}

fn parties(router: &Router) -> Vec<PartyId> {
    router.registry().parties().iter().map(|party| party.id.clone()).collect()
}

/// A notice that fits the router. Half of them have few fields, so that most rules see them open.
pub fn notice(draw: &mut Draw<'_>, router: &Router) -> Notice {
    let registry = router.registry();
    let vocabulary = registry.vocabulary();
    let all = parties(router);
    let levels = router.profile().levels();
    let loose = if draw.once_in(2) { levels.len() - 1 } else { 0 };
    let level = levels[draw.below(levels.len()).max(loose)].label.clone();
    let kinds: Vec<ceptoar_core::KindId> = ids(&vocabulary.kinds);
    let direction = *draw.one(&Direction::ALL);
    let origin = origin(draw, router, direction, &all);
    let at = instant(draw, router);
    let id = "proof".parse().unwrap_or_else(|_| unreachable!("`proof` is an id"));
    let mut notice = Notice::new(id, direction, origin, level, draw.one(&kinds).clone(), at);
    affected(draw, router, &mut notice);
    notice.addressees = match draw.below(8) {
        0..3 => Vec::new(),
        3..6 => vec![draw.one(&all).clone()],
        6 => draw.some(&all, 5),
        _ => all.clone(),
    };
    if draw.once_in(2) {
        return notice;
    }
    notice.purposes = draw.some(&ids::<PurposeId>(&vocabulary.purposes), 3);
    notice.cause = draw.some(&ids::<CauseId>(&vocabulary.causes), 1).pop();
    if draw.once_in(2) {
        notice.mode = Mode::WideAreaDisaster;
    }
    if draw.once_in(4) {
        notice.status = Status::Exercise;
    }
    notice.no_attribution = draw.once_in(4);
    if draw.once_in(4) {
        notice.embargo_until = Some(at + TimeDelta::hours(i64::try_from(draw.below(2000)).unwrap_or_default() - 500));
    }
    if draw.once_in(2) {
        notice.consents = draw.some(&all, 4);
    }
    if draw.once_in(3) {
        notice.only = Some(only(draw, &all));
    }
    for n in 0..draw.below(4) {
        if let Ok(reference) = format!("person {n}").parse() {
            notice.named_persons.push(NamedPerson::new(draw.one(&all).clone(), reference));
        }
    }
    if draw.once_in(4)
        && let Ok(before) = "before".parse()
    {
        return notice.following(Message::Update, before); // no rule sees it
    }
    notice
}

/// A party: mostly one from which links of the direction lead on.
fn origin(draw: &mut Draw<'_>, router: &Router, direction: Direction, all: &[PartyId]) -> PartyId {
    let links: Vec<_> = router.registry().links().iter().filter(|link| link.direction == direction).collect();
    if links.is_empty() || draw.once_in(4) { draw.one(all).clone() } else { draw.one(&links).from.clone() }
}

/// Nobody, or each party with a chance of three in four.
fn only(draw: &mut Draw<'_>, all: &[PartyId]) -> Vec<PartyId> {
    if draw.once_in(8) {
        return Vec::new();
    }
    let (step, from) = (2 + draw.below(5), draw.below(8));
    all.iter().enumerate().filter(|(n, _)| (n + from) % step != 0).map(|(_, id)| id.clone()).collect()
}

fn affected(draw: &mut Draw<'_>, router: &Router, notice: &mut Notice) {
    let registry = router.registry();
    let sectors: Vec<SectorId> = ids(registry.sectors());
    notice.affected_sectors = match draw.below(4) {
        0 => Vec::new(),
        1 | 2 => vec![draw.one(&sectors).clone()],
        _ => draw.some(&sectors, 3),
    };
    let open = notice.affected_sectors.is_empty();
    let inside = registry.ceptoars().iter().filter(|record| open || notice.affected_sectors.contains(&record.sector));
    let inside: Vec<PartyId> = inside.map(|record| record.party.clone()).collect();
    if draw.once_in(3) {
        notice.affected_ceptoars = draw.some(&inside, 3);
    }
}

/// An instant at, just before or after one at which a fact begins or ends, or any other of those years.
fn instant(draw: &mut Draw<'_>, router: &Router) -> DateTime<Utc> {
    let boundaries = router.boundaries();
    let first = boundaries.first().copied().unwrap_or_default();
    let last = boundaries.last().copied().unwrap_or_default();
    let near = boundaries.get(draw.below(boundaries.len())).copied().unwrap_or_default();
    match draw.below(4) {
        0 => near,
        1 => near - TimeDelta::milliseconds(1),
        2 => near + TimeDelta::hours(i64::try_from(draw.below(240)).unwrap_or_default()),
        _ => {
            let days = usize::try_from((last - first).num_days()).unwrap_or_default();
            first + TimeDelta::days(i64::try_from(draw.below(days + 60)).unwrap_or_default() - 30)
        }
    }
}

/// What is out, where anything is: links, channels, channels of links, sectors, and the instant of the question.
pub fn situation(draw: &mut Draw<'_>, router: &Router, notice: &Notice) -> Situation {
    let registry = router.registry();
    let mut situation = Situation::default();
    if draw.once_in(2) {
        return situation;
    }
    if draw.once_in(3) {
        situation = Situation::at(instant(draw, router));
    }
    let links = registry.links();
    // Links of the origin are the likeliest to matter.
    let own: Vec<_> = links.iter().filter(|link| link.from == notice.origin || link.to == notice.origin).collect();
    let channels: BTreeSet<_> = links
        .iter()
        .flat_map(|link| link.channels.iter().flatten())
        .collect::<Vec<_>>()
        .into_iter()
        .map(|channel| channel.id.clone())
        .filter(|id| registry.vocabulary().channels.iter().any(|known| known.id == *id))
        .collect();
    let channels: Vec<_> = channels.into_iter().collect();
    for _ in 0..draw.below(4) {
        let link =
            if own.is_empty() || draw.once_in(2) { links.get(draw.below(links.len())) } else { Some(*draw.one(&own)) };
        let outage = match (draw.below(4), link) {
            (0, Some(link)) => Outage::link(link.from.clone(), link.to.clone()),
            (1, Some(link)) if !channels.is_empty() => {
                Outage::channel_of_link(draw.one(&channels).clone(), link.from.clone(), link.to.clone())
            }
            (2, Some(link)) => Outage::party(if draw.once_in(2) { &link.from } else { &link.to }.clone()),
            _ if !channels.is_empty() => Outage::channel(draw.one(&channels).clone()),
            _ => continue,
        };
        situation = situation.with_outage(outage);
    }
    for sector in draw.some(&ids::<SectorId>(registry.sectors()), 2) {
        situation = situation.with_failed_sector(sector);
    }
    situation
}
