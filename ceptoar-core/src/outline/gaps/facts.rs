//! What an edition leaves unknown, or says so that it cannot work (R27, R51).

use std::collections::{BTreeMap, BTreeSet};

use crate::fact::ceptoar::Ceptoar;
use crate::fact::party::Party;
use crate::gather::Gather as _;
use crate::id::PartyId;
use crate::outline::days::Days;
use crate::outline::gaps::found::Found;
use crate::outline::gaps::places::{Carriers, Datum, Places};
use crate::registry::data::Registry;
use crate::registry::vocabularies::whole;
use crate::time::Period;
use crate::word::gap::GapCode;
use crate::word::sets::{PartyKind, Role};

/// The gaps of an edition, each on those days of `covers` on which its party exists. A roster is no part of an edition.
pub(crate) fn gaps(registry: &Registry, places: Places<'_>) -> Vec<Found> {
    let covers = Days::of([registry.covers()]);
    let days = registry.parties().iter().map(|party| (&party.id, days(party).and(&covers))).collect();
    let mut looking = Looking { registry, places, days, found: Vec::new() };
    looking.whole();
    looking.names();
    for ceptoar in registry.ceptoars() {
        looking.ceptoar(ceptoar);
    }
    looking.counts();
    looking.carriers();
    looking.found
}

/// The days of `covers` on which a party exists.
pub(crate) fn exists(registry: &Registry, party: &PartyId) -> Days {
    let covers = Days::of([registry.covers()]);
    registry.party(party.as_str()).map(|party| days(party).and(&covers)).unwrap_or_default()
}

/// The days on which a party exists.
fn days(party: &Party) -> Days {
    if party.periods.is_empty() { Days::always() } else { Days::of(party.periods.iter().copied()) }
}

struct Looking<'a> {
    registry: &'a Registry,
    places: Places<'a>,
    /// By party: the days of `covers` on which it exists.
    days: BTreeMap<&'a PartyId, Days>,
    found: Vec<Found>,
}

impl<'a> Looking<'a> {
    fn add(&mut self, code: GapCode, datum: Datum<'_>) {
        if !self.places.none(datum).is_empty() {
            return;
        }
        self.found.extend(self.places.at(datum).map(|at| Found::new(code, at)));
    }

    /// A gap of a party on some days.
    fn add_on(&mut self, code: GapCode, datum: Datum<'_>, party: &PartyId, days: &Days) {
        let Some(at) = self.places.at(datum) else { return };
        let open = days.without(&self.places.none(datum));
        let gap = |period: &Period| Found::new(code, at.clone()).of(party).on(*period);
        self.found.extend(open.periods().iter().map(gap));
    }

    fn exists(&self, party: &PartyId) -> Days {
        self.days.get(party).cloned().unwrap_or_default()
    }

    /// What is said of the edition itself.
    fn whole(&mut self) {
        let registry = self.registry;
        if registry.covers().until.is_none() {
            self.add(GapCode::NoEnd, Datum::Covers);
        }
        if registry.title().en.is_none() {
            self.add(GapCode::NoEnglish, Datum::Title);
        }
        for (of, listed) in [("sectors", registry.sectors().len()), ("ceptoars", registry.ceptoars().len())] {
            let id = format!("{of}-stated");
            let statement = registry.statements().iter().find(|statement| *statement.id == *id);
            let stated = statement.and_then(|statement| statement.value).unwrap_or_default();
            let listed = u32::try_from(listed).unwrap_or(u32::MAX);
            if stated > listed
                && let Some(at) = self.places.at(Datum::Stated(of))
            {
                self.found.push(Found::new(GapCode::StatedTotal, at).totals(stated, listed));
            }
        }
    }

    /// What has no English name, where the names of parties have days.
    fn names(&mut self) {
        let registry = self.registry;
        for sector in registry.sectors().iter().filter(|sector| sector.name.en.is_none()) {
            self.add(GapCode::NoEnglish, Datum::SectorName(&sector.id));
        }
        let written: BTreeSet<&str> = registry.document().parties.iter().map(|party| party.id.as_str()).gather();
        for party in registry.parties().iter().filter(|party| written.contains(party.id.as_str())) {
            let later = party.names.iter().map(|later| (Some(later.from), &later.name));
            let names: Vec<_> = std::iter::once((None, &party.name)).chain(later).collect();
            let until = names.iter().skip(1).map(|(from, _)| *from).chain([None]);
            let nameless = names.iter().zip(until).filter(|((_, name), _)| name.en.is_none());
            let nameless = Days::of(nameless.map(|((from, _), until)| Period { from: *from, until }));
            let days = self.exists(&party.id).and(&nameless);
            self.add_on(GapCode::NoEnglish, Datum::PartyName(&party.id), &party.id, &days);
        }
    }

    fn ceptoar(&mut self, ceptoar: &Ceptoar) {
        let (id, exists) = (&ceptoar.party, self.exists(&ceptoar.party));
        if ceptoar.means.is_none() {
            // Until the first day of which they are known.
            let until = ceptoar.means_later.iter().map(|later| later.from).min();
            let unknown = exists.and(&Days::of([Period { from: None, until }]));
            self.add_on(GapCode::UnknownMeans, Datum::Means(id), id, &unknown);
        }
        if ceptoar.poc.is_none() {
            self.add_on(GapCode::UnknownPoc, Datum::Poc(id), id, &exists);
        }
        if ceptoar.scope.en.is_none() {
            self.add_on(GapCode::NoEnglish, Datum::Scope(id), id, &exists);
        }
        let secretariat = Days::of(ceptoar.secretariat.iter().map(|secretariat| secretariat.period));
        self.add_on(GapCode::NoSecretariat, Datum::Secretariat(id), id, &exists.without(&secretariat));
        let ministry = exists.without(&self.in_role(id, Role::Responsible));
        self.add_on(GapCode::NoMinistry, Datum::Ministry(id), id, &ministry);
        let members = exists.without(&self.in_role(id, Role::Member));
        self.add_on(GapCode::NoMembers, Datum::Members(id), id, &members);
    }

    /// The days on which somebody that exists has a role in a CEPTOAR.
    fn in_role(&self, ceptoar: &PartyId, role: Role) -> Days {
        let roles = self.registry.memberships().iter().filter(|m| m.group == *ceptoar && m.role == role);
        let held = roles.map(|m| Days::of([m.period]).and(&self.exists(&m.party)));
        held.fold(Days::never(), |all, days| all.or(&days))
    }

    /// Classes of members that nobody has counted.
    fn counts(&mut self) {
        for party in self.registry.parties().iter().filter(|party| party.kind == PartyKind::Members) {
            let counted = party.counts_later.iter().map(|later| later.from).min();
            let open = match (party.counts.is_empty(), counted) {
                (false, _) => continue,
                (true, until) => Days::of([Period { from: None, until }]),
            };
            let days = self.exists(&party.id).and(&open);
            self.add_on(GapCode::UnknownCount, Datum::Counts(&party.id), &party.id, &days);
        }
    }

    /// Channels in use of which nobody can say which failed sector closes them.
    fn carriers(&mut self) {
        let registry = self.registry;
        let of_links = registry.each_link().flat_map(|link| link.like.channels.iter().flatten());
        let mut used: BTreeSet<&str> = of_links.map(|channel| channel.id.as_str()).gather();
        for ceptoar in registry.ceptoars() {
            let later = ceptoar.means_later.iter().flat_map(|later| &later.channels);
            let means = ceptoar.means.iter().flat_map(|means| &means.channels).chain(later);
            used.extend(means.map(|channel| channel.as_str()));
        }
        // The built-in vocabularies are read when an edition is, so that none is missing.
        let base = whole(None).unwrap_or_default();
        for channel in registry.vocabulary().channels.iter().filter(|channel| used.contains(channel.id.as_str())) {
            let is_open = match self.places.carriers(&channel.id) {
                Carriers::Said => false,
                Carriers::LeftOpen => true,
                Carriers::BuiltIn => {
                    let known = base.channels.iter().flatten().find(|known| known.id.as_str() == channel.id.as_str());
                    let has_carriers = known.is_some_and(|known| known.carried_by.iter().flatten().next().is_some());
                    has_carriers && channel.carried_by.is_empty()
                }
            };
            if is_open {
                self.add(GapCode::CarrierUnknown, Datum::Carriers(&channel.id));
            }
        }
    }
}
