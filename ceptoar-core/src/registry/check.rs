//! What must hold between the data of a registry.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Inner;
use crate::error::{At, ErrorCode, Problems};
use crate::id::PartyId;
use crate::link::Link;
use crate::lint::{Lint, LintCode};
use crate::party::{Membership, Party, PartyKind, Role};
use crate::time::Period;
use crate::wire::convert;
use crate::wire::edition::EditionDoc;
use crate::wire::read::shown;

/// Looks parties up while a registry is not yet made.
pub(super) struct Known<'a>(BTreeMap<&'a str, &'a Party>);

impl<'a> Known<'a> {
    pub(super) fn new(parties: &'a [Party]) -> Self {
        Self(parties.iter().map(|party| (party.id.as_str(), party)).collect())
    }

    pub(super) fn kind(&self, id: &str) -> Option<PartyKind> {
        self.0.get(id).map(|party| party.kind)
    }

    fn check(&self, id: &str, at: &At<'_>, problems: &mut Problems) -> Option<PartyKind> {
        let kind = self.kind(id);
        if kind.is_none() {
            problems.push(ErrorCode::UnknownParty, at, vec![shown(id)]);
        }
        kind
    }
}

pub(super) fn edition(doc: &EditionDoc, inner: &Inner, problems: &mut Problems) {
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
            problems.push(ErrorCode::UnknownSector, &at.key("sector"), vec![shown(&record.sector.0)]);
        }
        let named = record.kinds.iter().flatten().flat_map(|kinds| &kinds.ids);
        for id in named.filter(|id| !kinds.contains(id.0.as_str())) {
            problems.push(ErrorCode::UnknownKind, &at.key("kinds"), vec![shown(&id.0)]);
        }
        let means = record.means.iter().flat_map(|means| &means.channels);
        for id in means.filter(|id| !channels.contains(id.0.as_str())) {
            problems.push(ErrorCode::UnknownChannel, &at.key("means").key("channels"), vec![shown(&id.0)]);
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
    memberships(&inner.memberships, &root.key("memberships"), problems);
    let at = root.key("links");
    for (n, link) in doc.links.iter().enumerate() {
        let at = at.index(n);
        let from = known.check(&link.from.0, &at.key("from"), problems);
        known.check(&link.to.0, &at.key("to"), problems);
        if link.from == link.to && from.is_some_and(|kind| kind != PartyKind::Members) {
            problems.push(ErrorCode::SelfLink, &at, vec![shown(&link.from.0)]);
        }
    }
    links(&inner.links, inner, &root.key("links"), problems);
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

/// Periods of one party, group and role must not overlap, and no group may be its own member by way of others.
pub(super) fn memberships(sorted: &[Membership], at: &At<'_>, problems: &mut Problems) {
    for (one, next) in sorted.iter().zip(sorted.iter().skip(1)) {
        let same = (&one.party, &one.group, one.role) == (&next.party, &next.group, next.role);
        if same && one.period.overlaps(&next.period) {
            let name = format!("{} {}", one.party, one.group);
            problems.push(ErrorCode::OverlappingPeriods, at, vec![name]);
        }
    }
    let mut above: BTreeMap<&PartyId, BTreeSet<&PartyId>> = BTreeMap::new();
    for membership in sorted.iter().filter(|m| matches!(m.role, Role::Member | Role::Observer)) {
        above.entry(&membership.party).or_default().insert(&membership.group);
    }
    for start in above.keys() {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&PartyId> = above.get(*start).into_iter().flatten().copied().collect();
        while let Some(group) = open.pop() {
            if seen.insert(group) {
                open.extend(above.get(group).into_iter().flatten().copied());
            }
        }
        if seen.contains(*start) {
            problems.push(ErrorCode::MembershipCycle, at, vec![start.to_string()]);
        }
    }
}

/// No two links with equal ends and direction may hold on one day; conditions name purposes of the vocabulary.
pub(super) fn links(sorted: &[Link], inner: &Inner, at: &At<'_>, problems: &mut Problems) {
    let mut group: Vec<(&Link, Vec<Period>)> = Vec::new();
    for link in sorted {
        match group.last_mut() {
            Some((first, periods))
                if (&first.from, &first.to, first.direction) == (&link.from, &link.to, link.direction) =>
            {
                periods.push(link.period);
            }
            _ => group.push((link, vec![link.period])),
        }
        if link.internal && !one_office(link, inner) {
            let name = vec![format!("{}>{}", link.from, link.to)];
            problems.push(ErrorCode::InternalBetweenOthers, at, name);
        }
        let purposes = link.channels.iter().flatten().filter_map(|c| c.when.as_ref()).flat_map(|when| &when.purposes);
        for purpose in purposes {
            if !inner.vocabulary.purposes.iter().any(|term| *term.id == *purpose.as_str()) {
                problems.push(ErrorCode::UnknownPurpose, at, vec![purpose.to_string()]);
            }
        }
    }
    for (link, periods) in group.iter().filter(|(_, periods)| convert::overlap(periods)) {
        debug_assert!(periods.len() > 1, "one period cannot overlap itself");
        problems.push(ErrorCode::DoubledLink, at, vec![format!("{}>{}", link.from, link.to)]);
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
    let index = inner.source_index.iter().flat_map(|index| &index.statements).map(|(id, _)| id.as_str());
    let known: BTreeSet<&str> = index.chain(inner.documents.iter().map(|document| document.id.as_str())).collect();
    let root = At::root();
    if let Ok(value) = serde_json::to_value(doc) {
        cited(&value, &root, &known, problems);
    }
    let list = root.key("excused");
    for (n, excused) in doc.excused.iter().flatten().enumerate() {
        if !known.contains(excused.id.0.as_str()) {
            problems.push(ErrorCode::UnknownSource, &list.index(n).key("id"), vec![shown(&excused.id.0)]);
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
                        problems.push(ErrorCode::UnknownSource, &at.index(n), vec![shown(id)]);
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
