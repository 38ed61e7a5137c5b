//! Asks every class of envelopes what a careful reader of rules should look at.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use crate::answer::exposure::Witness;
use crate::answer::linted::{Finding, LintedRules};
use crate::author::exposure::asked::{Side, asked, each_class};
use crate::author::exposure::axes::Axes;
use crate::author::exposure::made::{basis, classes, shown_notice};
use crate::author::exposure::options::ExposureOptions;
use crate::author::exposure::window::check_stale;
use crate::author::gaps::reach::Heard;
use crate::author::lint::open::OpenRule;
use crate::error::problem::Refusal;
use crate::gather::{Gather as _, InOrder as _};
use crate::id::Label;
use crate::lint::{Lint, LintCode};
use crate::router::ask::Router;
use crate::situation::Situation;
use crate::word::finding::FindingCode;
use crate::word::sets::{Direction, Effect};

/// What a careful reader of the rules of a router should look at: rules without which no answer changes, each by itself; labels
/// under which nothing travels in a direction; rules whose parties are never told though they require it; parties whom no notice
/// ever reaches.
///
/// An example stands at [`LintedRules`].
///
/// # Errors
/// As [`exposure`](crate::author::exposure::exposure).
pub fn rules(router: &Router, options: &ExposureOptions) -> Result<LintedRules, Refusal> {
    rules_watched(router, options, &mut |_, _| ControlFlow::Continue(()))
}

/// The same, for who does not want to wait unseen: `watch` is told now and then how many combinations of how many are decided, and may
/// stop it.
///
/// # Errors
/// As [`rules`]; `stopped`: `watch` has said so.
pub fn rules_watched(
    whole: &Router,
    options: &ExposureOptions,
    watch: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<LintedRules, Refusal> {
    let ([few], axes) = asked([whole], options)?;
    check_stale(&axes.window, [whole])?;
    let (router, situation) = (&few, Situation::default());
    let mut rules: Vec<OpenRule> = router.rules().rules().iter().map(OpenRule::new).collect();
    let (mut labels, mut heard, mut fault) = (labels(&axes), Heard::new(router), None);
    let decided = each_class(&axes, &[Side::new(router)], watch, |class| {
        let (first, count) = (class.points.first().copied().unwrap_or_default(), class.count());
        if let Ok(told) = router.audience(class.notice, &situation) {
            heard.hear(&told);
            if let Some(label) = labels.get_mut(&(class.notice.direction, class.notice.level.clone())) {
                label.look(first, !told.is_empty());
            }
        }
        let mut plan = None;
        for (_, rule) in rules.iter_mut().enumerate().filter(|(place, _)| class.fires(*place)) {
            rule.fires += count;
            if !rule.is_open() {
                continue;
            }
            let plan = plan.get_or_insert_with(|| router.route(class.notice, &situation).ok());
            if let Err(refusal) = rule.look(router, class.notice, plan.as_ref(), (first, count)) {
                fault = Some(refusal);
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    })?;
    if let Some(refusal) = fault {
        return Err(refusal);
    }
    let mut findings = Vec::new();
    for rule in &rules {
        let of_rule = |code| Finding { effect: Some(rule.effect), fires: Some(rule.fires), ..finding(code, &rule.id) };
        if !rule.is_needed {
            findings.push((of_rule(FindingCode::Idle), None));
        }
        let required = &rule.required;
        if let Some(outcome) = required.commonest().filter(|_| rule.effect == Effect::Require && !required.is_met) {
            let vain = Finding { outcome: Some(outcome), ..of_rule(FindingCode::VainRequire) };
            findings.push((vain, required.first));
        }
    }
    for ((direction, label), seen) in labels {
        if !seen.is_heard {
            let silent = Finding { direction: Some(direction), ..finding(FindingCode::SilentLabel, &label) };
            findings.push((silent, seen.first));
        }
    }
    let unreached = heard.unreached(&axes);
    for (code, parties) in [(FindingCode::NoWay, unreached.no_way), (FindingCode::SourceOnly, unreached.source_only)] {
        findings.extend(parties.iter().map(|party| (finding(code, party), None)));
    }
    findings.in_order(|(one, _), (other, _)| {
        (one.code, one.direction, &one.at).cmp(&(other.code, other.direction, &other.at))
    });
    let shown = findings.into_iter().scan(0, |witnesses, (finding, point)| {
        let notice = point.map(|point| shown_notice(&axes, point, *witnesses));
        *witnesses += usize::from(notice.is_some());
        let witness = notice.map(|notice| Witness { notice, party: None, before: None, after: None });
        Some(Finding { witness, ..finding })
    });
    let findings = shown.collect();
    Ok(LintedRules {
        basis: basis(whole),
        rules: whole.rules().id().clone(),
        window: axes.window,
        classes: classes(axes, options, decided, None),
        lints: naming_levels(router),
        findings,
    })
}

/// Rules that name a level, which a profile says better.
fn naming_levels(router: &Router) -> Vec<Lint> {
    let rules = router.rules().rules().iter().filter(|rule| rule.when.levels.is_some());
    rules.map(|rule| Lint::new(LintCode::RuleNamesLevel, &rule.id)).collect()
}

fn finding(code: FindingCode, at: &impl ToString) -> Finding {
    let at = at.to_string();
    Finding { code, at, effect: None, direction: None, fires: None, outcome: None, witness: None }
}

/// Whether anything travels in a direction under a label.
#[derive(Default)]
struct Travelling {
    is_heard: bool,
    /// The first combination.
    first: Option<u64>,
}

impl Travelling {
    fn look(&mut self, first: u64, is_told: bool) {
        self.is_heard |= is_told;
        self.first.get_or_insert(first);
    }
}

/// Each label in each direction.
fn labels(axes: &Axes) -> BTreeMap<(Direction, Label), Travelling> {
    let directions = axes.directions.iter();
    let pairs = directions.flat_map(|direction| axes.levels.iter().map(|label| (*direction, label.clone())));
    pairs.map(|pair| (pair, Travelling::default())).gather()
}
