//! A decision that is taken and kept in numbers, until somebody asks what it says.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::answer::explanation::ReachBasis;
use crate::answer::ground::{Ground, Rules};
use crate::answer::verdict::Verdict;
use crate::notice::envelope::Notice;
use crate::router::engine::bits::{Bits, Set as _, Shape};
use crate::router::engine::coded::Coded;
use crate::router::engine::compiled::Compiled;
use crate::router::engine::decision::Decision;
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
