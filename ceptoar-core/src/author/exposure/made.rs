//! The exposure of one router, and what of it changes from one router to another.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;

use chrono::NaiveDate;
use foldhash::fast::FixedState;

use crate::answer::exposure::{
    EnvelopeClasses, Exposure, ExposureBasis, ExposureChange, ExposureDiff, ExposureRow, PartyExposure, Shown, Witness,
};
use crate::answer::plan::{Delivery, Plan};
use crate::author::exposure::alike::Alike;
use crate::author::exposure::asked::{Side, Watch, asked, each_class, goes_on};
use crate::author::exposure::axes::{Addressed, Axes};
use crate::author::exposure::change::changes;
use crate::author::exposure::merge::{Block, merged};
use crate::author::exposure::options::ExposureOptions;
use crate::author::exposure::product::{AXES, axis};
use crate::author::exposure::window::{check_days, check_stale};
use crate::document::notice::Notice as NoticeDoc;
use crate::document::value::Json;
use crate::error::problem::Refusal;
use crate::gather::Gather as _;
use crate::id::{NoticeId, PartyId, RuleId};
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::time::japan;
use crate::word::author::{Aspect, Sense};
use crate::word::sets::{Duty, Mode, Status};

/// Who could ever see what: exact over the classes of envelopes that the router can tell apart.
///
/// What they do not hold: several but not all addressees, consents, persons, embargo, outages, more sectors, other days.
///
/// ```
/// use ceptoar_core::author::exposure::{ExposureOptions, exposure};
/// use ceptoar_core::{Edition, Registry, Router};
///
/// let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// let day = |text: &str| text.parse().ok();
/// let (from, until) = (day("2009-05-01"), day("2009-05-02"));
/// let found = exposure(&router, &ExposureOptions { from, until, everybody: false, ..ExposureOptions::default() })?;
/// let gas = found.parties.iter().find(|party| party.party == "gas-members").ok_or("no party")?;
/// assert!(gas.told > 0 && gas.must < gas.told);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Organisations that are alike are one, by the smallest id: what is said of it is what any of them may be told that is not itself the
/// origin.
///
/// # Errors
/// `too-many-combinations`: there are more than [`ExposureOptions::most`]. `empty-window`, `bad-date`: the days are none.
/// `stale-edition`: the router refuses some of them.
pub fn exposure(router: &Router, options: &ExposureOptions) -> Result<Exposure, Refusal> {
    exposure_watched(router, options, &mut |_, _| ControlFlow::Continue(()))
}

/// The same, for who does not want to wait unseen: `watch` is told now and then how many combinations of how many are decided, and may
/// stop it.
///
/// # Errors
/// As [`exposure`]; `stopped`: `watch` has said so.
pub fn exposure_watched(
    router: &Router,
    options: &ExposureOptions,
    watch: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Exposure, Refusal> {
    let ([few], axes) = asked([router], options)?;
    check_stale(&axes.window, [router])?;
    let sides = [Side::new(&few)];
    let mut rows: HashMap<(Duty, Vec<RuleId>, usize), Vec<u64>, FixedState> = HashMap::default();
    let mut counts: Vec<[u64; 3]> = vec![[0; 3]; axes.parties.len()];
    let places: HashMap<&PartyId, usize, FixedState> = axes.parties.iter().zip(axes.stands.iter().copied()).collect();
    let decided = each_class(&axes, &sides, watch, |class| {
        let answers = class.answers(&sides);
        let Some(plan) = answers.iter().flatten().next() else { return ControlFlow::Continue(()) };
        let many = class.count();
        let mut count = |place: usize, which: usize| {
            counts.iter_mut().skip(place).take(1).flat_map(|all| all.get_mut(which)).for_each(|all| *all += many);
        };
        let mut told: Vec<(usize, &Delivery)> =
            plan.deliveries.iter().filter_map(|one| Some((*places.get(&one.recipient)?, one))).collect();
        // Of those that are alike the one counts that is told the most.
        told.sort_by_key(|(place, one)| (*place, Reverse(one.duty)));
        told.dedup_by_key(|(place, _)| *place);
        for (place, delivery) in told {
            count(place, 0);
            if delivery.duty == Duty::Must {
                count(place, 1);
            }
            rows.entry((delivery.duty, delivery.rules.clone(), place)).or_default().extend(class.points);
        }
        let mut unmet: Vec<usize> = plan.unmet.iter().filter_map(|one| places.get(&one.party).copied()).collect();
        unmet.sort_unstable();
        unmet.dedup();
        unmet.into_iter().for_each(|place| count(place, 2));
        ControlFlow::Continue(())
    })?;
    let stands =
        axes.parties.iter().zip(counts).enumerate().filter(|(place, _)| axes.stands.get(*place) == Some(place));
    let parties = stands
        .map(|(_, (party, [told, must, unmet]))| PartyExposure { party: party.clone(), told, must, unmet })
        .collect();
    let by_kind = rows.into_iter().map(|((duty, rules, party), points)| (((duty != Duty::Must, rules), party), points));
    let rows = rows_of(&axes, by_kind.collect(), watch)?;
    let rows = rows.into_iter().enumerate().map(|(n, row)| ExposureRow {
        duty: if row.what.0 { Duty::May } else { Duty::Must },
        rules: row.what.1,
        when: axes.envelopes(&row.block.places),
        classes: row.block.count(),
        witness: Witness { notice: shown_notice(&axes, row.block.first, n), party: None, before: None, after: None },
        parties: row.parties.iter().filter_map(|place| axes.parties.get(*place)).cloned().collect(),
    });
    let rows = rows.collect();
    let (basis, window) = (basis(router), axes.window);
    Ok(Exposure { basis, window, classes: classes(axes, options, decided, None), parties, rows })
}

/// What two routers answer otherwise: exact over the classes of envelopes that either can tell apart.
///
/// An id or a label that one of them does not know makes it refuse: a refused notice tells nobody.
///
/// ```
/// use ceptoar_core::author::exposure::{ExposureOptions, diff};
/// use ceptoar_core::author::{Aspect, Sense};
/// use ceptoar_core::{Edition, Registry, Router, RuleSet};
///
/// let registry = Registry::builtin(Edition::V2009_03_31);
/// let before = Router::builder(&registry).compile()?;
/// let wider = br#"{ "id": "wider", "rules": [{ "id": "all", "effect": "permit", "audience": { "kinds": ["ceptoar"] },
///     "when": { "directions": ["provision"], "kinds": ["newsletter"], "levels": ["TLP:GREEN"] } }] }"#;
/// let mut rules = RuleSet::builtin(Edition::V2009_03_31).document().clone();
/// rules.id = "wider".into();
/// rules.rules.extend(RuleSet::from_json(wider)?.document().rules.clone());
/// let after = Router::builder(&registry).rules(RuleSet::from_document(&rules)?).compile()?;
/// let day = |text: &str| text.parse().ok();
/// let (from, until) = (day("2009-05-01"), day("2009-05-02"));
/// let options = ExposureOptions { from, until, everybody: false, ..ExposureOptions::default() };
/// let found = diff(&before, &after, &options)?;
/// assert!(found.rows.iter().any(|row| (row.aspect, row.sense) == (Aspect::Notice, Sense::Gains)));
/// assert!(found.rows.iter().all(|row| row.sense != Sense::Loses));
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
///
/// # Errors
/// As [`exposure`].
pub fn diff(before: &Router, after: &Router, options: &ExposureOptions) -> Result<ExposureDiff, Refusal> {
    diff_watched((before, None), (after, None), options, &mut |_, _| ControlFlow::Continue(()))
}

/// What two routers, or one, answer otherwise on two days: the same notices, asked of on each. The days of `options` are not asked.
///
/// ```
/// use ceptoar_core::author::exposure::{ExposureOptions, diff_days};
/// use ceptoar_core::author::{Aspect, Sense};
/// use ceptoar_core::{Edition, Registry, Router};
///
/// let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// let day = |text: &str| text.parse().unwrap_or_default();
/// let options = ExposureOptions { everybody: false, ..ExposureOptions::default() };
/// // Between these days points of contact began to work.
/// let found = diff_days((&router, day("2007-05-01")), (&router, day("2009-05-01")), &options)?;
/// assert!(found.rows.iter().any(|row| (row.aspect, row.sense) == (Aspect::Notice, Sense::Gains)));
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
///
/// # Errors
/// As [`diff`].
pub fn diff_days(
    before: (&Router, NaiveDate),
    after: (&Router, NaiveDate),
    options: &ExposureOptions,
) -> Result<ExposureDiff, Refusal> {
    let on = |(router, day)| (router, Some(day));
    diff_watched(on(before), on(after), options, &mut |_, _| ControlFlow::Continue(()))
}

/// What two routers answer otherwise, each on its day or when notices are issued, for who does not want to wait unseen: as
/// [`exposure_watched`].
///
/// # Errors
/// As [`exposure_watched`].
pub fn diff_watched(
    (before, before_on): (&Router, Option<NaiveDate>),
    (after, after_on): (&Router, Option<NaiveDate>),
    options: &ExposureOptions,
    watch: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<ExposureDiff, Refusal> {
    let (whole, days) = ([before, after], [before_on, after_on]);
    check_days(whole.into_iter().zip(days))?;
    // The same notices are asked of on two days: those of the first.
    let of_days = before_on.zip(after_on).map(|(one, _)| (Some(one), one.succ_opt()));
    let (from, until) = of_days.unwrap_or((options.from, options.until));
    let options = &ExposureOptions { from, until, ..options.clone() };
    let ([few_before, few_after], axes) = asked(whole, options)?;
    let when_issued = whole.into_iter().zip(days).filter(|(_, day)| day.is_none());
    check_stale(&axes.window, when_issued.map(|(router, _)| router))?;
    let sides = [Side::on(&few_before, before_on), Side::on(&few_after, after_on)];
    let alike = Alike::new(&sides);
    let places: HashMap<&str, usize, FixedState> =
        axes.parties.iter().zip(0..).map(|(party, place)| (party.as_str(), place)).collect();
    let mut rows: HashMap<(Aspect, Sense, usize), Vec<u64>, FixedState> = HashMap::default();
    let mut changed = 0;
    let decided = each_class(&axes, &sides, watch, |class| {
        if alike.as_ref().is_some_and(|alike| alike.holds(class)) {
            return ControlFlow::Continue(());
        }
        let answers = class.answers(&sides);
        let [one, other] = answers.as_slice() else { return ControlFlow::Continue(()) };
        if same(one.as_ref(), other.as_ref()) {
            return ControlFlow::Continue(());
        }
        let touched: BTreeSet<&PartyId> = [one, other].into_iter().flatten().flat_map(named).gather();
        let mut differs = false;
        for party in touched {
            let Some(place) = places.get(party.as_str()) else { continue };
            for (aspect, sense) in changes(one.as_ref(), other.as_ref(), party.as_str()) {
                differs = true;
                rows.entry((aspect, sense, *place)).or_default().extend(class.points);
            }
        }
        changed += if differs { class.count() } else { 0 };
        ControlFlow::Continue(())
    })?;
    let by_kind = rows.into_iter().map(|((aspect, sense, party), points)| (((aspect, sense), party), points));
    let rows = rows_of(&axes, by_kind.collect(), watch)?;
    let rows = rows.into_iter().enumerate().map(|(n, row)| {
        let (aspect, sense) = row.what;
        let parties: Vec<PartyId> = row.parties.iter().filter_map(|place| axes.parties.get(*place)).cloned().collect();
        let shown = |side: &Side<'_>| {
            let notice = axes.notice(&axes.point(row.block.first), &witness_id(n)?)?;
            Some(shown(side, &notice, parties.first()?))
        };
        let witness = Witness {
            notice: shown_notice(&axes, row.block.first, n),
            party: parties.first().cloned(),
            before: shown(&sides[0]),
            after: shown(&sides[1]),
        };
        let (when, classes) = (axes.envelopes(&row.block.places), row.block.count());
        ExposureChange { aspect, sense, parties, when, classes, witness }
    });
    let rows = rows.collect();
    let [before, after] = whole.map(basis);
    let (window, classes) = (axes.window, classes(axes, options, decided, Some(changed)));
    Ok(ExposureDiff { before, after, before_on, after_on, window, classes, rows })
}

/// Whether two answers say the same of everybody.
pub(in crate::author) fn same(one: Option<&Plan>, other: Option<&Plan>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.deliveries == other.deliveries && one.unmet == other.unmet,
        (one, other) => one.into_iter().chain(other).all(|plan| named(plan).next().is_none()),
    }
}

/// Everybody who is told, or must be.
pub(in crate::author) fn named(plan: &Plan) -> impl Iterator<Item = &PartyId> {
    let told = plan.deliveries.iter().map(|delivery| &delivery.recipient);
    told.chain(plan.unmet.iter().map(|unmet| &unmet.party))
}

/// A row: what it says, of whom (by place), and of which combinations.
struct Row<W> {
    what: W,
    parties: Vec<usize>,
    block: Block,
}

/// The rows of what is said of parties: combinations merge, then parties of equal rows join (R64).
fn rows_of<W: Ord + Clone>(
    axes: &Axes,
    said: Vec<((W, usize), Vec<u64>)>,
    watch: Watch<'_>,
) -> Result<Vec<Row<W>>, Refusal> {
    // Parties of which the same is said of the same combinations have the same rows.
    let mut alike: BTreeMap<(W, Vec<u64>), Vec<usize>> = BTreeMap::new();
    for ((what, party), mut points) in said {
        points.sort_unstable();
        alike.entry((what, points)).or_default().push(party);
    }
    let mut joined: BTreeMap<(W, [Vec<u32>; AXES]), Row<W>> = BTreeMap::new();
    for ((what, points), parties) in alike {
        goes_on(watch, (axes.count(), axes.count()))?;
        for block in merged(&points, |number| axes.point(number)) {
            let row = joined.entry((what.clone(), block.places.clone()));
            row.or_insert_with(|| Row { what: what.clone(), parties: Vec::new(), block }).parties.extend(&parties);
        }
    }
    let mut rows: Vec<Row<W>> = joined.into_values().collect();
    for row in &mut rows {
        row.parties.sort_unstable();
    }
    rows.sort_by(|a, b| {
        let large = |row: &Row<W>| Reverse(row.block.count());
        (&a.what, large(a), &a.parties, a.block.first).cmp(&(&b.what, large(b), &b.parties, b.block.first))
    });
    Ok(rows)
}

fn witness_id(row: usize) -> Option<NoticeId> {
    NoticeId::new(&format!("witness-{}", row + 1)).ok()
}

/// A notice as a document that says no more than it must.
pub(in crate::author) fn shown_notice(axes: &Axes, number: u64, row: usize) -> Json {
    let point = axes.point(number);
    let notice = witness_id(row).and_then(|id| axes.notice(&point, &id)).map(|mut notice| {
        let addressed = point.get(axis::ADDRESSEES).and_then(|place| axes.addressees.get(*place as usize));
        if addressed == Some(&Addressed::Everybody) && axes.everybody_is_no_bound {
            // One of those that are alike who were not asked might be told more if it were not addressed, and hand on. Where no rule
            // narrows by addressees, the few show the same.
            notice.addressees.clone_from(&axes.everyone);
        }
        notice
    });
    notice.map_or_else(|| Json::of(&()), |notice| Json::of(&document(&notice)))
}

fn document(notice: &Notice) -> NoticeDoc {
    fn some<T: ToString, U: From<String>>(ids: &[T]) -> Option<Vec<U>> {
        (!ids.is_empty()).then(|| ids.iter().map(|id| U::from(id.to_string())).collect())
    }
    let issued = notice.issued_at.with_timezone(&japan()).to_rfc3339();
    let mut document = NoticeDoc::new(
        notice.id.as_str(),
        notice.direction,
        notice.origin.as_str(),
        notice.level.as_str(),
        notice.kind.as_str(),
        issued.as_str(),
    );
    document.format = None;
    document.purposes = some(&notice.purposes);
    document.cause = notice.cause.as_ref().map(|cause| cause.as_str().into());
    document.affected_sectors = some(&notice.affected_sectors);
    document.affected_ceptoars = some(&notice.affected_ceptoars);
    document.addressees = some(&notice.addressees);
    document.mode = (notice.mode != Mode::Normal).then_some(notice.mode);
    document.status = (notice.status != Status::Actual).then_some(notice.status);
    document
}

/// What a router answers on one party.
fn shown(side: &Side<'_>, notice: &Notice, party: &PartyId) -> Shown {
    let (router, situation) = (side.router, &side.situation);
    let Some(plan) = side.answer(notice) else {
        return Shown { outcome: "refused".to_owned(), delivery: None };
    };
    let outcome = match router.decide(notice, party.as_str(), situation) {
        Ok(verdict) => verdict.outcome.as_str(),
        Err(_) if router.registry().party(party.as_str()).is_some() => "origin",
        Err(_) => "unknown",
    };
    Shown { outcome: outcome.to_owned(), delivery: plan.delivery(party.as_str()).map(Json::of) }
}

pub(in crate::author) fn basis(router: &Router) -> ExposureBasis {
    let registry = router.registry();
    ExposureBasis {
        edition: registry.id().clone(),
        revision: registry.revision(),
        profile: router.profile().id().clone(),
        digests: router.digests().clone(),
    }
}

pub(in crate::author) fn classes(
    axes: Axes,
    options: &ExposureOptions,
    decided: u64,
    changed: Option<u64>,
) -> EnvelopeClasses {
    EnvelopeClasses {
        count: axes.count(),
        decided,
        changed,
        split: axes.split(),
        addressees: axes.addressees.iter().map(Addressed::to_text).collect(),
        sectors: if options.pairs_of_sectors { 2 } else { 1 },
        everybody_is_no_bound: axes.everybody_is_no_bound,
        alike: axes.alike,
    }
}
