//! What failures lose, word for word and slowly (LIFE-RULES R38 to R40): each situation is decided whole by the literal reference.

use std::collections::{BTreeMap, BTreeSet};

use ceptoar_core::{Notice, Outage, Situation};

use super::{Ask, World};

/// What fails: its kind and its id.
pub type Fails = (&'static str, String);

/// What a failure, or two, change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Who must be told, and is no longer.
    pub must: BTreeSet<String>,
    /// Who may be told, and is no longer.
    pub may: BTreeSet<String>,
    /// Who is told by another way.
    pub changed: BTreeSet<String>,
}

impl Broken {
    /// Everybody who is lost.
    #[must_use]
    pub fn lost(&self) -> BTreeSet<String> {
        self.must.union(&self.may).cloned().collect()
    }
}

/// By party: whether it must be told, and the hand-overs of its path, each with its primary channel.
type Told = BTreeMap<String, (bool, Vec<String>)>;

/// A notice without its embargo, in a world and a situation.
pub struct Failing<'a> {
    world: World<'a>,
    notice: Notice,
    situation: Situation,
    told: Told,
}

impl<'a> Failing<'a> {
    /// Decides what is while nothing more fails.
    #[must_use]
    pub fn new(world: World<'a>, notice: &Notice, situation: &Situation) -> Self {
        let mut notice = notice.clone();
        notice.embargo_until = None;
        let told = told(world, &notice, situation);
        Self { world, notice, situation: situation.clone(), told }
    }

    /// How many must be told and are, and how many may be.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let must = self.told.values().filter(|(must, _)| *must).count();
        (must, self.told.len() - must)
    }

    /// Who must be told, and is.
    #[must_use]
    pub fn must(&self) -> BTreeSet<String> {
        self.told.iter().filter(|(_, (must, _))| *must).map(|(party, _)| party.clone()).collect()
    }

    /// Everything that is tried.
    #[must_use]
    pub fn tried(&self) -> BTreeSet<Fails> {
        let registry = self.world.registry;
        let mut all: BTreeSet<Fails> = BTreeSet::new();
        all.extend(registry.vocabulary().channels.iter().map(|channel| ("channel", channel.id.to_string())));
        all.extend(registry.sectors().iter().map(|sector| ("sector", sector.id.to_string())));
        for hop in self.told.values().flat_map(|(_, hops)| hops) {
            let ends = hop.split(' ').next().unwrap_or_default();
            let from = ends.split('>').next().unwrap_or_default();
            all.insert(("link", ends.to_owned()));
            if self.notice.origin != *from {
                all.insert(("party", from.to_owned()));
            }
        }
        all
    }

    /// What is lost and changed where these fail.
    ///
    /// # Panics
    /// Where an id of them is none.
    #[must_use]
    pub fn without(&self, failures: &[&Fails]) -> Broken {
        let mut situation = self.situation.clone();
        for (kind, id) in failures {
            situation = match *kind {
                "sector" => situation.with_failed_sector(id.parse().expect("an id")),
                "party" => situation.with_outage(Outage::party(id.parse().expect("an id"))),
                _ => situation.with_outage(id.parse().expect("an outage")),
            };
        }
        let after = told(self.world, &self.notice, &situation);
        let of = |must: bool| {
            let gone = self.told.iter().filter(|(party, (owed, _))| *owed == must && !after.contains_key(*party));
            gone.map(|(party, _)| party.clone()).collect()
        };
        let differs =
            |(party, now): &(&String, &(bool, Vec<String>))| after.get(*party).is_some_and(|then| then.1 != now.1);
        let changed = self.told.iter().filter(differs).map(|(party, _)| party.clone()).collect();
        Broken { must: of(true), may: of(false), changed }
    }
}

fn told(world: World<'_>, notice: &Notice, situation: &Situation) -> Told {
    let whole = Ask::new(world, notice, situation).answer();
    let one = |(party, told): (&str, &crate::engine::Told)| {
        let hops = told.hops.iter().map(|hop| {
            let primary = hop.channels.as_ref().map(|channels| channels.first());
            format!("{}>{} {:?} {primary:?}", hop.from, hop.to, hop.direction)
        });
        (party.to_owned(), (told.duty == "must", hops.collect()))
    };
    whole.told().map(one).collect()
}
