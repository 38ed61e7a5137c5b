//! A decision that is taken and kept in numbers, until somebody asks what it says.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::answer::explanation::ReachBasis;
use crate::answer::ground::{Ground, Rules};
#[cfg(feature = "life")]
use crate::answer::plan::{Hop, Persons};
use crate::answer::verdict::Verdict;
#[cfg(feature = "life")]
use crate::id::{InstrumentId, ObligationId};
#[cfg(feature = "life")]
use crate::lint::{Lint, LintCode};
use crate::notice::envelope::Notice;
#[cfg(feature = "life")]
use crate::router::engine::aside::Aside;
use crate::router::engine::bits::{Bits, Set as _, Shape};
#[cfg(feature = "life")]
use crate::router::engine::channels::Passage;
use crate::router::engine::coded::Coded;
use crate::router::engine::compiled::Compiled;
use crate::router::engine::decision::Decision;
#[cfg(feature = "life")]
use crate::router::engine::delivery::{obligations, persons};
use crate::router::engine::epoch::Epoch;
use crate::router::engine::judge::Tests;
use crate::router::engine::kept::Held;
use crate::router::engine::missed::Spared;
use crate::router::engine::outages::Outages;
use crate::router::engine::path::Paths;
use crate::router::engine::plan::Body;
use crate::router::engine::question::{Question, Setting};
use crate::router::engine::reasons::Reasons;
use crate::router::engine::tables::CompiledLevel;
#[cfg(feature = "life")]
use crate::router::engine::tables::CompiledLink;
use crate::word::sets::Outcome;

/// A decision with how long it holds and what it rests on.
pub(in crate::router) struct Decided {
    pub(in crate::router) body: Body,
    pub(in crate::router) verdicts: Vec<Verdict>,
    pub(in crate::router) valid_until: Option<DateTime<Utc>>,
    pub(in crate::router) reach: ReachBasis,
    pub(in crate::router) ground: Ground,
}

impl<S: Shape> Decision<'_, S> {
    /// All that an explanation says. `until`: how long it holds.
    pub(in crate::router) fn explained(&self, notice: &Notice, until: Option<i64>) -> Decided {
        let cited = &self.q.level.cited;
        let level = notice.level.clone();
        let spared = Spared::new(self);
        let rules: Arc<dyn Rules> = Arc::clone(&self.q.compiled.tables) as Arc<dyn Rules>;
        let verdicts = Reasons::new(self).verdicts();
        let outcomes = self.with_verdict.iter().zip(&verdicts);
        let missed = outcomes.map(|(party, verdict)| spared.of(party, verdict.outcome)).collect();
        Decided {
            body: self.body(notice),
            valid_until: until.map(DateTime::from_timestamp_nanos),
            reach: ReachBasis { level, source: Arc::clone(&cited.source), grade: cited.grade },
            ground: Ground { rules: Some(rules), missed },
            verdicts,
        }
    }
}

/// What a decision says, sets of whichever shape it has.
pub(in crate::router) trait Says: Send + Sync {
    /// The parties that are told.
    fn told(&self) -> Bits;
    /// Those of them that must be.
    fn must(&self) -> Bits;
    /// `None` for the origin.
    fn outcome(&self, party: usize) -> Option<Outcome>;
    fn valid_until(&self) -> Option<DateTime<Utc>>;
    fn verdict(&self, party: usize) -> Option<Verdict>;
    fn body(&self, notice: &Notice) -> Body;
    fn explained(&self, notice: &Notice) -> Decided;
    /// Whether a party passes the four tests, and whether all that permits it asks for a judgement.
    #[cfg(feature = "life")]
    fn standing(&self, party: usize) -> Standing;
    /// What a message without content brings with it to some parties.
    #[cfg(feature = "life")]
    fn bare(&self, notice: &Notice, parties: &[usize]) -> Bare;
    /// The links of the day that leave a party, in the order of the registry.
    #[cfg(feature = "life")]
    fn leaving(&self, party: usize) -> Vec<Way>;
    /// Those of them that lead to another party.
    #[cfg(feature = "life")]
    fn ways(&self, from: usize, to: usize) -> Vec<Way>;
}

/// What the tests say of a party.
#[cfg(feature = "life")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) active: bool,
    /// Whether it passes the four tests.
    pub(crate) may: bool,
    /// Whether some rule requires it.
    pub(crate) required: bool,
    /// Whether all that permits it asks for a judgement.
    pub(crate) owing: bool,
}

/// What a message without content, of which no rule is asked, brings with it.
#[cfg(feature = "life")]
pub(crate) struct Bare {
    /// For each of the parties: who may handle it, what obliges them, and what binds them.
    pub(crate) parts: Vec<(Persons, Vec<ObligationId>, Arc<[InstrumentId]>)>,
    /// What is to be said of the edition.
    pub(crate) lints: Vec<Lint>,
    /// The later changes that touch the origin or one of the parties.
    pub(crate) changes: Vec<Arc<str>>,
}

/// A link of the day, as the hop that it would be for a notice.
#[cfg(feature = "life")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Way {
    /// The number of the party that it leads to.
    pub(crate) to: usize,
    pub(crate) hop: Hop,
    pub(crate) open: bool,
}

/// The tests and the paths of one notice, with what they were made from.
struct Numbers<'a, S: Shape> {
    compiled: &'a Compiled<S>,
    coded: Coded<S>,
    epoch: Held<'a, Epoch<S>>,
    level: &'a CompiledLevel,
    outages: Option<Arc<Outages<S>>>,
    embargoed: bool,
    origin_is_class: bool,
    tests: Tests<S>,
    paths: Paths<S::Parties>,
    until: Option<i64>,
}

impl<S: Shape> Numbers<'_, S> {
    /// The decision again, without taking it again.
    fn decision(&self) -> Decision<'_, S> {
        let Self { compiled, coded, epoch, level, outages, embargoed, origin_is_class, .. } = self;
        let q = Question::new(Setting {
            compiled,
            tables: &compiled.tables,
            epoch,
            coded,
            outages: outages.as_deref(),
            level,
            embargoed: *embargoed,
            origin_is_class: *origin_is_class,
        });
        Decision::of(q, self.tests.clone(), self.paths.clone())
    }
}

impl<S: Shape> Says for Numbers<'_, S> {
    fn told(&self) -> Bits {
        if self.embargoed { Bits::none(0) } else { Bits::from_words(self.paths.reached.words()) }
    }

    fn must(&self) -> Bits {
        let must = self.tests.required.and(&self.paths.reached);
        if self.embargoed { Bits::none(0) } else { Bits::from_words(must.words()) }
    }

    fn outcome(&self, party: usize) -> Option<Outcome> {
        let decision = self.decision();
        decision.with_verdict.contains(party).then(|| decision.outcome(party))
    }

    fn valid_until(&self) -> Option<DateTime<Utc>> {
        self.until.map(DateTime::from_timestamp_nanos)
    }

    fn verdict(&self, party: usize) -> Option<Verdict> {
        Reasons::new(&self.decision()).verdict(party)
    }

    fn body(&self, notice: &Notice) -> Body {
        self.decision().body(notice)
    }

    fn explained(&self, notice: &Notice) -> Decided {
        self.decision().explained(notice, self.until)
    }

    #[cfg(feature = "life")]
    fn standing(&self, party: usize) -> Standing {
        Standing {
            active: self.epoch.active.contains(party),
            may: self.tests.may.contains(party),
            required: self.tests.required.contains(party),
            owing: self.tests.owing.contains(party),
        }
    }

    #[cfg(feature = "life")]
    fn bare(&self, notice: &Notice, parties: &[usize]) -> Bare {
        let (decision, aside) = (self.decision(), Aside::of(notice));
        let q = &decision.q;
        let part = |party: &usize| {
            let id = q.tables.parties.get(*party)?;
            let refs = persons(aside, id).into_iter().cloned().collect();
            let obligations = obligations(q, aside, std::iter::empty());
            Some((Persons { scope: q.scope(), refs }, obligations, q.instruments(*party)))
        };
        let mut touched = S::Parties::none(q.tables.parties.len());
        parties.iter().for_each(|party| touched.insert(*party));
        let of_edition = |lint: &Lint| matches!(lint.code, LintCode::StaleEdition | LintCode::BuiltFromOutline);
        let lints = decision.hints(aside).lints(q.tables).into_iter().filter(of_edition).collect();
        Bare { parts: parties.iter().filter_map(part).collect(), lints, changes: decision.later_changes(&touched, &[]) }
    }

    #[cfg(feature = "life")]
    fn leaving(&self, party: usize) -> Vec<Way> {
        self.ways_of(self.compiled.tables.leaving.get(party).map_or(&[][..], |numbers| numbers))
    }

    #[cfg(feature = "life")]
    fn ways(&self, from: usize, to: usize) -> Vec<Way> {
        let tables = &self.compiled.tables;
        let numbers = tables.leaving.get(from).map_or(&[][..], |numbers| numbers);
        let leads_to = |number: &usize| tables.links.get(*number).map(|link| link.to);
        let first = numbers.partition_point(|number| leads_to(number) < Some(to));
        let here = numbers.get(first..).unwrap_or_default();
        let count = here.iter().take_while(|number| leads_to(number) == Some(to)).count();
        self.ways_of(here.get(..count).unwrap_or_default())
    }
}

#[cfg(feature = "life")]
impl<S: Shape> Numbers<'_, S> {
    /// Those of some links that are links of the day.
    fn ways_of(&self, numbers: &[usize]) -> Vec<Way> {
        let tables = &self.compiled.tables;
        let closing = self.outages.as_deref().map(|outages| &outages.closing);
        let passage = Passage { level: self.level, closing, conditions: &self.coded.conditions };
        let links = numbers.iter().filter_map(|number| Some((*number, tables.links.get(*number)?)));
        let of_day = links.filter(|(_, link)| link.period.covers(self.epoch.day));
        let way = |(number, link): (usize, &CompiledLink)| Way {
            to: link.to,
            hop: passage.hop(number, link),
            open: passage.is_open(number, link),
        };
        of_day.map(way).collect()
    }
}

impl<S: Shape> Compiled<S> {
    /// Takes a decision on a notice that was looked up, and keeps it.
    pub(in crate::router) fn view(
        &self,
        coded: Coded<S>,
        outages: Option<Arc<Outages<S>>>,
        at: i64,
    ) -> Option<Box<dyn Says + '_>> {
        let (place, embargoed) = (self.tables.epoch_at(at), coded.is_embargoed(at));
        let epoch = self.epoch(place)?;
        let setting = Setting::new(self, &coded, outages.as_deref(), &epoch, embargoed)?;
        let (level, origin_is_class) = (self.tables.levels.get(coded.level)?, setting.origin_is_class);
        let decision = Decision::new(Question::new(setting));
        let until = decision.valid_until();
        let Decision { tests, paths, .. } = decision;
        Some(Box::new(Numbers {
            compiled: self,
            coded,
            epoch,
            level,
            outages,
            embargoed,
            origin_is_class,
            tests,
            paths,
            until,
        }))
    }
}
