//! What must hold between the data of a registry.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::channel::LinkChannel as ChannelDoc;
use crate::document::edition::{Edition as EditionDoc, Link as LinkDoc};
use crate::document::json::read::shown;
use crate::document::scalar::IdText;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::Problems;
use crate::error::unknown::unknown;
use crate::fact::link::Link;
use crate::fact::party::{Membership, Party};
use crate::gather::Gather as _;
use crate::id::PartyId;
use crate::lint::{Lint, LintCode};
use crate::registry::circle::in_circles;
use crate::registry::cited::sources;
use crate::registry::data::Inner;
use crate::registry::hung::LinkView;
use crate::registry::lists::placed;
use crate::registry::read;
use crate::word::sets::{PartyKind, Role};

/// Looks parties up while a registry is not yet made.
pub(super) struct Known<'a>(BTreeMap<&'a str, &'a Party>);

impl<'a> Known<'a> {
    pub(super) fn new(parties: &'a [Party]) -> Self {
        Self(parties.iter().map(|party| (party.id.as_str(), party)).collect())
    }

    pub(super) fn kind(&self, id: &str) -> Option<PartyKind> {
        self.0.get(id).map(|party| party.kind)
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &'a str> {
        self.0.keys().copied()
    }

    fn check(&self, id: &str, at: &At<'_>, problems: &mut Problems) -> Option<PartyKind> {
        let kind = self.kind(id);
        if kind.is_none() {
            unknown(problems, ErrorCode::UnknownParty, at, vec![shown(id)], self.0.keys().copied());
        }
        kind
    }
}

pub(super) fn edition(doc: &EditionDoc, inner: &Inner, problems: &mut Problems) {
    let known = Known::new(&inner.parties);
    let root = At::root();
    let sectors: BTreeSet<&str> = inner.sectors.iter().map(|sector| &*sector.id).gather();
    let kinds: BTreeSet<&str> = inner.vocabulary.kinds.iter().map(|kind| &*kind.id).gather();
    let channels: BTreeSet<&str> = inner.vocabulary.channels.iter().map(|channel| channel.id.as_str()).gather();
    let list = root.key("ceptoars");
    for (n, record) in doc.ceptoars.iter().enumerate() {
        let at = list.index(n);
        let kind = known.check(&record.party.0, &at.key("party"), problems);
        if kind.is_some_and(|kind| kind != PartyKind::Ceptoar) {
            problems.push(ErrorCode::NotACeptoar, &at.key("party"), vec![shown(&record.party.0)]);
        }
        if !sectors.contains(record.sector.0.as_str()) {
            let (at, args) = (at.key("sector"), vec![shown(&record.sector.0)]);
            unknown(problems, ErrorCode::UnknownSector, &at, args, sectors.iter().copied());
        }
        let at_kinds = at.key("kinds");
        let named = record.kinds.iter().flatten().enumerate();
        for (n, m, id) in named.flat_map(|(n, kinds)| kinds.ids.iter().enumerate().map(move |(m, id)| (n, m, &id.0))) {
            if !kinds.contains(id.as_str()) {
                let at = at_kinds.index(n);
                let at = at.key("ids");
                unknown(problems, ErrorCode::UnknownKind, &at.index(m), vec![shown(id)], kinds.iter().copied());
            }
        }
        if let Some(means) = &record.means {
            known_channels(&means.channels, &channels, &at.key("means"), problems);
        }
        let at_later = at.key("means_later");
        for (n, means) in record.means_later.iter().flatten().enumerate() {
            known_channels(&means.channels, &channels, &at_later.index(n), problems);
        }
    }
    let list = root.key("councils");
    for (n, council) in doc.councils.iter().flatten().enumerate() {
        let at = list.index(n);
        let kind = known.check(&council.party.0, &at.key("party"), problems);
        if kind.is_some_and(|kind| !matches!(kind, PartyKind::Council | PartyKind::LiaisonCouncil)) {
            problems.push(ErrorCode::NotAGroup, &at.key("party"), vec![shown(&council.party.0)]);
        }
    }
    let recorded: BTreeSet<&str> = doc.ceptoars.iter().map(|record| record.party.0.as_str()).gather();
    let responsible = inner.memberships.iter().filter(|membership| membership.role == Role::Responsible);
    let governed: BTreeSet<&str> = responsible.map(|membership| membership.group.as_str()).gather();
    for (n, party) in doc.parties.iter().enumerate().filter(|(_, party)| party.kind == PartyKind::Ceptoar) {
        let at = root.key("parties");
        if !recorded.contains(party.id.0.as_str()) {
            problems.push(ErrorCode::MissingRecord, &at.index(n), vec![shown(&party.id.0)]);
        }
        if !governed.contains(party.id.0.as_str()) {
            problems.push(ErrorCode::NoMinistry, &at.index(n), vec![shown(&party.id.0)]);
        }
    }
    let at = root.key("memberships");
    for (n, membership) in doc.memberships.iter().enumerate() {
        let at = at.index(n);
        let kind = known.check(&membership.party.0, &at.key("party"), problems);
        let group = known.check(&membership.group.0, &at.key("group"), problems);
        if group.is_some_and(|group| !group.is_group()) {
            problems.push(ErrorCode::NotAGroup, &at.key("group"), vec![shown(&membership.group.0)]);
        }
        if membership.role == Role::Responsible && kind.is_some_and(|kind| kind != PartyKind::Ministry) {
            problems.push(ErrorCode::NotAMinistry, &at.key("party"), vec![shown(&membership.party.0)]);
        }
        only_in_a_ceptoar(membership.role, group, &membership.group.0, &at, problems);
    }
    of_ceptoars(doc, &known, problems);
    // Places are looked for where there is something to tell: the data are then read once more.
    if !memberships_are_sound(&inner.memberships) {
        let read = placed(&doc.memberships, &at, &mut Problems::new(), read::membership);
        memberships(read.iter().map(|(n, datum)| (datum, Some(*n))).collect(), &at, problems);
    }
    let at = root.key("links");
    for (n, link) in doc.links.iter().enumerate() {
        let at = at.index(n);
        let from = known.check(&link.from.0, &at.key("from"), problems);
        known.check(&link.to.0, &at.key("to"), problems);
        if link.from == link.to && from.is_some_and(|kind| kind != PartyKind::Members) {
            problems.push(ErrorCode::SelfLink, &at, vec![shown(&link.from.0)]);
        }
    }
    if !links_are_sound(inner) {
        let read = placed(&doc.links, &at, &mut Problems::new(), read::link);
        links(read.iter().map(|(n, datum)| (datum, Some(*n))).collect(), inner, &at, problems);
    }
    purposes(&named_purposes(&doc.links), inner, problems);
    sources(doc, inner, problems);
}

/// Means of contact are channels of the vocabulary.
fn known_channels(ids: &[IdText], channels: &BTreeSet<&str>, means: &At<'_>, problems: &mut Problems) {
    let at = means.key("channels");
    for (n, id) in ids.iter().enumerate().filter(|(_, id)| !channels.contains(id.0.as_str())) {
        unknown(problems, ErrorCode::UnknownChannel, &at.index(n), vec![shown(&id.0)], channels.iter().copied());
    }
}

/// A ministry is responsible for CEPTOARs and a relay hands on for one: councils have neither.
pub(super) fn only_in_a_ceptoar(
    role: Role,
    group: Option<PartyKind>,
    id: &str,
    membership: &At<'_>,
    problems: &mut Problems,
) {
    let needs_ceptoar = matches!(role, Role::Responsible | Role::Relay);
    if needs_ceptoar && group.is_some_and(|group| group.is_group() && group != PartyKind::Ceptoar) {
        problems.push(ErrorCode::NotACeptoar, &membership.key("group"), vec![shown(id)]);
    }
}

/// What instruments bind and bodies work in must be CEPTOARs.
fn of_ceptoars(doc: &EditionDoc, known: &Known<'_>, problems: &mut Problems) {
    let root = At::root();
    let mut ceptoar = |id: &str, at: &At<'_>| {
        if known.check(id, at, problems).is_some_and(|kind| kind != PartyKind::Ceptoar) {
            problems.push(ErrorCode::NotACeptoar, at, vec![shown(id)]);
        }
    };
    let list = root.key("instruments");
    for (n, instrument) in doc.instruments.iter().flatten().enumerate() {
        let at = list.index(n);
        let at = at.key("binds");
        for (n, binds) in instrument.binds.iter().enumerate() {
            ceptoar(&binds.ceptoar.0, &at.index(n).key("ceptoar"));
        }
    }
    let list = root.key("bodies");
    for (n, body) in doc.bodies.iter().flatten().enumerate() {
        let at = list.index(n);
        let at = at.key("ceptoars");
        for (n, id) in body.ceptoars.iter().enumerate() {
            ceptoar(&id.0, &at.index(n));
        }
    }
}

/// A datum with its place in the document that is read; `None`: it was there before.
pub(super) type Placed<'a, T> = (&'a T, Option<usize>);

/// The place of the later of two, which is the one to mend.
fn later<T>(one: Placed<'_, T>, other: Placed<'_, T>) -> Option<usize> {
    one.1.max(other.1)
}

fn push_at(place: Option<usize>, code: ErrorCode, list: &At<'_>, name: String, problems: &mut Problems) {
    match place {
        Some(n) => problems.push(code, &list.index(n), vec![name]),
        None => problems.push(code, list, vec![name]),
    }
}

/// Periods of one party, group and role must not overlap, and no group may be its own member by way of others.
pub(super) fn memberships(mut all: Vec<Placed<'_, Membership>>, at: &At<'_>, problems: &mut Problems) {
    all.sort_by_key(|(m, place)| (&m.party, &m.group, m.role, m.period, *place));
    for (one, next) in all.iter().zip(all.iter().skip(1)).filter(|(one, next)| held_twice(one.0, next.0)) {
        let name = format!("{} {}", one.0.party, one.0.group);
        push_at(later(*one, *next), ErrorCode::OverlappingPeriods, at, name, problems);
    }
    let upward: Vec<&Placed<'_, Membership>> = all.iter().filter(|(m, _)| is_upward(m)).collect();
    let circles = circles(upward.iter().map(|(m, _)| *m));
    for ((m, place), _) in upward.into_iter().zip(circles).filter(|(_, circles)| *circles) {
        push_at(*place, ErrorCode::MembershipCycle, at, m.party.to_string(), problems);
    }
}

/// Whether memberships in their order have no fault that [`memberships`] would tell.
pub(super) fn memberships_are_sound(all: &[Membership]) -> bool {
    !all.iter().zip(all.iter().skip(1)).any(|(one, next)| held_twice(one, next))
        && !circles(all.iter().filter(|m| is_upward(m))).contains(&true)
}

fn held_twice(one: &Membership, next: &Membership) -> bool {
    (&one.party, &one.group, one.role) == (&next.party, &next.group, next.role) && one.period.overlaps(&next.period)
}

fn is_upward(membership: &Membership) -> bool {
    matches!(membership.role, Role::Member | Role::Observer)
}

/// Which of the memberships make a group its own member by way of others.
fn circles<'a>(upward: impl Iterator<Item = &'a Membership> + Clone) -> Vec<bool> {
    let numbers: BTreeMap<&PartyId, usize> = upward.clone().map(|m| (&m.party, 0)).gather();
    let numbers: BTreeMap<&PartyId, usize> = numbers.into_keys().enumerate().map(|(n, id)| (id, n + 1)).gather(); // A group that is in no other leads nowhere: one number will do for all of them.
    let number = |id: &PartyId| numbers.get(id).copied().unwrap_or_default();
    let steps: Vec<(usize, usize)> = upward.map(|m| (number(&m.party), number(&m.group))).collect();
    in_circles(numbers.len() + 1, &steps)
}

/// No two links with equal ends and direction may hold on one day.
pub(super) fn links(mut all: Vec<Placed<'_, Link>>, inner: &Inner, at: &At<'_>, problems: &mut Problems) {
    all.sort_by_key(|(link, place)| (&link.from, &link.to, link.direction, link.period, *place));
    let offices = Offices::of(inner);
    for (link, place) in all.iter().filter(|(link, _)| link.internal && !offices.are_one((&link.from, &link.to))) {
        let name = format!("{}>{}", link.from, link.to);
        push_at(*place, ErrorCode::InternalBetweenOthers, at, name, problems);
    }
    let doubled = |one: &Link, next: &Link| LinkView::from(one).doubles(&LinkView::from(next));
    for (one, next) in all.iter().zip(all.iter().skip(1)).filter(|(one, next)| doubled(one.0, next.0)) {
        let name = format!("{}>{}", one.0.from, one.0.to);
        push_at(later(*one, *next), ErrorCode::DoubledLink, at, name, problems);
    }
}

/// Whether the links of a registry have no fault that [`links`] would tell.
pub(super) fn links_are_sound(inner: &Inner) -> bool {
    let offices = Offices::of(inner);
    !inner.each_link().zip(inner.each_link().skip(1)).any(|(one, next)| one.doubles(&next))
        && inner.each_link().all(|link| !link.like.internal || offices.are_one((link.from, link.to)))
}

/// A purpose that a link's condition names, as it is written, and where.
#[derive(Debug, Clone)]
pub(super) struct NamedPurpose {
    id: String,
    pointer: String,
}

/// The purposes that the conditions of links name.
pub(super) fn named_purposes(links: &[LinkDoc]) -> Vec<NamedPurpose> {
    let mut named = Vec::new();
    for (n, link) in links.iter().enumerate() {
        for (m, channel) in link.channels.iter().flatten().enumerate() {
            let ChannelDoc::Conditional(channel) = channel else { continue };
            let purposes = channel.when.iter().filter_map(|when| when.purposes.given()).flatten();
            named.extend(purposes.enumerate().map(|(k, id)| NamedPurpose {
                id: id.0.clone(),
                pointer: format!("/links/{n}/channels/{m}/when/purposes/{k}"),
            }));
        }
    }
    named
}

/// Conditions name purposes of the vocabulary.
pub(super) fn purposes(named: &[NamedPurpose], inner: &Inner, problems: &mut Problems) {
    let known: BTreeSet<&str> = inner.vocabulary.purposes.iter().map(|term| &*term.id).gather();
    for NamedPurpose { id, pointer } in named.iter().filter(|named| !known.contains(named.id.as_str())) {
        let (at, args) = (At::Pointer(pointer), vec![shown(id)]);
        unknown(problems, ErrorCode::UnknownPurpose, &at, args, known.iter().copied());
    }
}

/// Which ministry and which CEPTOAR one office can act for: the ministry is its secretariat or responsible for it. An internal
/// link needs no channel and no judgement, so that between others it would be a way around both.
struct Offices<'a>(BTreeSet<(&'a PartyId, &'a PartyId)>);

impl<'a> Offices<'a> {
    fn of(inner: &'a Inner) -> Self {
        // They are asked about internal links alone, of which few registries have many.
        if !inner.each_link().any(|link| link.like.internal) {
            return Self(BTreeSet::new());
        }
        let known = Known::new(&inner.parties);
        let is = |id: &PartyId, kind: PartyKind| known.kind(id.as_str()) == Some(kind);
        let run = inner.memberships.iter().filter(|m| matches!(m.role, Role::Secretariat | Role::Responsible));
        let run = run.filter(|m| is(&m.party, PartyKind::Ministry) && is(&m.group, PartyKind::Ceptoar));
        Self(run.map(|m| (&m.party, &m.group)).collect())
    }

    fn are_one(&self, (from, to): (&PartyId, &PartyId)) -> bool {
        self.0.contains(&(from, to)) || self.0.contains(&(to, from))
    }
}

pub(super) fn lints(inner: &Inner) -> Vec<Lint> {
    let known: BTreeSet<&str> = inner.vocabulary.channels.iter().map(|channel| channel.id.as_str()).gather();
    let foreign = inner
        .each_link()
        .filter(|link| link.like.channels.iter().flatten().any(|channel| !known.contains(channel.id.as_str())));
    let mut lints: Vec<Lint> = foreign
        .map(|link| Lint::new(LintCode::ChannelNotInVocabulary, &format!("{}>{}", link.from, link.to)))
        .collect();
    if let Some(outline) = &inner.document.outline {
        let place = format!("{} {}", inner.id, outline.gaps);
        lints.push(Lint::new(LintCode::BuiltFromOutline, &place));
    }
    lints.sort_unstable();
    lints.dedup();
    lints
}
