//! What must hold between the data of a registry.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::document::channel::LinkChannel as ChannelDoc;
use crate::document::edition::{Edition as EditionDoc, Link as LinkDoc};
use crate::document::json::read::shown;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::Problems;
use crate::error::unknown::unknown;
use crate::fact::link::Link;
use crate::fact::party::{Membership, Party};
use crate::id::PartyId;
use crate::lint::{Lint, LintCode};
use crate::registry::data::Inner;
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

/// What could be read of the lists of a document, each datum with its place there.
pub(super) struct Written {
    pub(super) memberships: Vec<(usize, Membership)>,
    pub(super) links: Vec<(usize, Link)>,
}

pub(super) fn edition(doc: &EditionDoc, inner: &Inner, written: &Written, problems: &mut Problems) {
    let known = Known::new(&inner.parties);
    let root = At::root();
    let sectors: BTreeSet<&str> = inner.sectors.iter().map(|sector| &*sector.id).collect();
    let kinds: BTreeSet<&str> = inner.vocabulary.kinds.iter().map(|kind| &*kind.id).collect();
    let channels: BTreeSet<&str> = inner.vocabulary.channels.iter().map(|channel| channel.id.as_str()).collect();
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
        let at_means = at.key("means");
        let at_means = at_means.key("channels");
        for (n, id) in record.means.iter().flat_map(|means| &means.channels).enumerate() {
            if !channels.contains(id.0.as_str()) {
                let (at, known) = (at_means.index(n), channels.iter().copied());
                unknown(problems, ErrorCode::UnknownChannel, &at, vec![shown(&id.0)], known);
            }
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
    let recorded: BTreeSet<&str> = doc.ceptoars.iter().map(|record| record.party.0.as_str()).collect();
    let responsible = inner.memberships.iter().filter(|membership| membership.role == Role::Responsible);
    let governed: BTreeSet<&str> = responsible.map(|membership| membership.group.as_str()).collect();
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
    memberships(placed(&written.memberships).collect(), &root.key("memberships"), problems);
    let at = root.key("links");
    for (n, link) in doc.links.iter().enumerate() {
        let at = at.index(n);
        let from = known.check(&link.from.0, &at.key("from"), problems);
        known.check(&link.to.0, &at.key("to"), problems);
        if link.from == link.to && from.is_some_and(|kind| kind != PartyKind::Members) {
            problems.push(ErrorCode::SelfLink, &at, vec![shown(&link.from.0)]);
        }
    }
    links(placed(&written.links).collect(), inner, &root.key("links"), problems);
    purposes(&named_purposes(&doc.links), inner, problems);
    sources(doc, inner, problems);
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

/// Each datum of a document with its place.
pub(super) fn placed<T>(written: &[(usize, T)]) -> impl Iterator<Item = Placed<'_, T>> {
    written.iter().map(|(n, datum)| (datum, Some(*n)))
}

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
    for (one, next) in all.iter().zip(all.iter().skip(1)) {
        let same = (&one.0.party, &one.0.group, one.0.role) == (&next.0.party, &next.0.group, next.0.role);
        if same && one.0.period.overlaps(&next.0.period) {
            let name = format!("{} {}", one.0.party, one.0.group);
            push_at(later(*one, *next), ErrorCode::OverlappingPeriods, at, name, problems);
        }
    }
    let mut above: BTreeMap<&PartyId, BTreeSet<&PartyId>> = BTreeMap::new();
    let upward = || all.iter().filter(|(m, _)| matches!(m.role, Role::Member | Role::Observer));
    for (membership, _) in upward() {
        above.entry(&membership.party).or_default().insert(&membership.group);
    }
    for start in circling(&above) {
        for (membership, place) in upward().filter(|(m, _)| m.party == *start) {
            if membership.group == *start || reached(&membership.group, &above).contains(start) {
                push_at(*place, ErrorCode::MembershipCycle, at, start.to_string(), problems);
            }
        }
    }
}

/// The parties that are members of themselves by way of others.
fn circling<'a>(above: &BTreeMap<&'a PartyId, BTreeSet<&'a PartyId>>) -> Vec<&'a PartyId> {
    above.keys().copied().filter(|start| reached(start, above).contains(start)).collect()
}

/// The groups that a party belongs to, by way of others too.
fn reached<'a>(start: &PartyId, above: &BTreeMap<&'a PartyId, BTreeSet<&'a PartyId>>) -> BTreeSet<&'a PartyId> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&PartyId> = above.get(start).into_iter().flatten().copied().collect();
    while let Some(group) = open.pop() {
        if seen.insert(group) {
            open.extend(above.get(group).into_iter().flatten().copied());
        }
    }
    seen
}

/// No two links with equal ends and direction may hold on one day.
pub(super) fn links(mut all: Vec<Placed<'_, Link>>, inner: &Inner, at: &At<'_>, problems: &mut Problems) {
    all.sort_by_key(|(link, place)| (&link.from, &link.to, link.direction, link.period, *place));
    for (link, place) in all.iter().filter(|(link, _)| link.internal && !one_office(link, inner)) {
        let name = format!("{}>{}", link.from, link.to);
        push_at(*place, ErrorCode::InternalBetweenOthers, at, name, problems);
    }
    for (one, next) in all.iter().zip(all.iter().skip(1)) {
        let same = (&one.0.from, &one.0.to, one.0.direction) == (&next.0.from, &next.0.to, next.0.direction);
        if same && one.0.period.overlaps(&next.0.period) {
            let name = format!("{}>{}", one.0.from, one.0.to);
            push_at(later(*one, *next), ErrorCode::DoubledLink, at, name, problems);
        }
    }
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
    let known = || inner.vocabulary.purposes.iter().map(|term| &*term.id);
    for NamedPurpose { id, pointer } in named.iter().filter(|named| !known().any(|known| known == named.id)) {
        unknown(problems, ErrorCode::UnknownPurpose, &At::Pointer(pointer), vec![shown(id)], known());
    }
}

/// Whether one office can act as both ends: a CEPTOAR, and the ministry that is its secretariat or responsible for it. An
/// internal link needs no channel and no judgement, so that between others it would be a way around both.
fn one_office(link: &Link, inner: &Inner) -> bool {
    let of = |ministry: &PartyId, ceptoar: &PartyId| {
        let known = Known::new(&inner.parties);
        known.kind(ministry.as_str()) == Some(PartyKind::Ministry)
            && known.kind(ceptoar.as_str()) == Some(PartyKind::Ceptoar)
            && inner.memberships.iter().any(|m| {
                m.party == *ministry && m.group == *ceptoar && matches!(m.role, Role::Secretariat | Role::Responsible)
            })
    };
    of(&link.from, &link.to) || of(&link.to, &link.from)
}

/// Where an edition says which statements and documents it has, every citation must be among them.
fn sources(doc: &EditionDoc, inner: &Inner, problems: &mut Problems) {
    if inner.source_index.is_none() && inner.documents.is_empty() {
        return;
    }
    let index = inner.source_index.iter().flat_map(|index| &index.statements).map(|entry| entry.id.as_str());
    let known: BTreeSet<&str> = index.chain(inner.documents.iter().map(|document| document.id.as_str())).collect();
    let root = At::root();
    if let Ok(value) = serde_json::to_value(doc) {
        cited(&value, &root, &known, problems);
    }
    let list = root.key("excused");
    for (n, excused) in doc.excused.iter().flatten().enumerate() {
        if !known.contains(excused.id.0.as_str()) {
            let at = list.index(n);
            unknown(
                problems,
                ErrorCode::UnknownSource,
                &at.key("id"),
                vec![shown(&excused.id.0)],
                known.iter().copied(),
            );
        }
    }
}

/// Checks each `source`, wherever it stands, so that no datum can be forgotten here.
fn cited(value: &Value, at: &At<'_>, known: &BTreeSet<&str>, problems: &mut Problems) {
    match value {
        Value::Array(list) => {
            for (n, item) in list.iter().enumerate() {
                cited(item, &at.index(n), known, problems);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                let at = at.key(name);
                let ids = field.as_array().filter(|_| name == "source").into_iter().flatten();
                for (n, id) in ids.enumerate() {
                    if let Some(id) = id.as_str().filter(|id| !known.contains(id)) {
                        let args = vec![shown(id)];
                        unknown(problems, ErrorCode::UnknownSource, &at.index(n), args, known.iter().copied());
                    }
                }
                cited(field, &at, known, problems);
            }
        }
        _ => {}
    }
}

pub(super) fn lints(inner: &Inner) -> Vec<Lint> {
    let known: BTreeSet<&str> = inner.vocabulary.channels.iter().map(|channel| channel.id.as_str()).collect();
    let foreign = inner
        .links
        .iter()
        .filter(|link| link.channels.iter().flatten().any(|channel| !known.contains(channel.id.as_str())));
    let mut lints: Vec<Lint> = foreign
        .map(|link| Lint::new(LintCode::ChannelNotInVocabulary, &format!("{}>{}", link.from, link.to)))
        .collect();
    lints.sort_unstable();
    lints.dedup();
    lints
}
