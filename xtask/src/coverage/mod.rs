//! What the data cite of the source, and what the vectors cover. Whatever is not covered is named, and fails.

mod asked;
mod statements;
mod vectors;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ceptoar_core::{Direction, ErrorCode, LintCode, Notice, Outcome, ReasonCode, Registry, Router, RuleSet, Situation};
use chrono::Datelike as _;

use self::asked::{EDITION, Names};
use crate::Outcome as Report;

/// Codes that no one document can bring about: they stand for what should not happen, and deny, or (a second roster) for a
/// second call; or for overlays and outlines, which no vector has. Tests in the core make those that can be made.
const UNREACHABLE: [ErrorCode; 49] = [
    ErrorCode::LookUpFailed,
    ErrorCode::WrongEncoding, // a vector is text
    ErrorCode::SecondRoster,
    ErrorCode::RulesNotChosen,
    ErrorCode::OverlayAfterRoster,
    ErrorCode::WrongBase,
    ErrorCode::NotOneOf,
    ErrorCode::WrongValue,
    ErrorCode::NotStanding,
    ErrorCode::AlreadyStands,
    ErrorCode::OtherKind,
    ErrorCode::BeginsAfterEnd,
    ErrorCode::ChangesNothing,
    ErrorCode::ByHand,
    ErrorCode::InternalWithoutSecretariat,
    ErrorCode::TooManyProblems,
    ErrorCode::TooLarge,
    // Of outlines, which vectors do not have: tests of the core's room `outline`.
    ErrorCode::UnknownTable,
    ErrorCode::MissingTable,
    ErrorCode::RaggedRow,
    ErrorCode::NoneNotAllowed,
    ErrorCode::BadCount,
    ErrorCode::ConflictingRows,
    ErrorCode::DuplicateRow,
    ErrorCode::BuiltInId,
    ErrorCode::NothingToTakeAway,
    ErrorCode::NotAMember,
    ErrorCode::BadEncoding,
    ErrorCode::UnreadableCell,
    // Of exposure and gaps, which ask more than one notice.
    ErrorCode::EmptyWindow,
    ErrorCode::Stopped,
    ErrorCode::TooManyCombinations,
    // Of threads and delivery logs, which are several documents: tests of `tests/life`.
    ErrorCode::AfterWithdrawal,
    ErrorCode::BadPart,
    ErrorCode::BadSpan,
    ErrorCode::BeforeReplaced,
    ErrorCode::BelowMedian,
    ErrorCode::ConfirmedBeforeReceived,
    ErrorCode::Contradicts,
    ErrorCode::DirectionChanged,
    ErrorCode::NoOtherDelay,
    ErrorCode::NotAFollowUp,
    ErrorCode::NotTheSource,
    ErrorCode::ReceivedBeforeSent,
    ErrorCode::ReplacedTwice,
    ErrorCode::StatusChanged,
    ErrorCode::TooManyPairs,
    ErrorCode::TooManyRuns,
    ErrorCode::UnknownNotice,
];

/// What only an audit, a follow-up or a known thread says: tests of `tests/life`.
const REASONS_OF_LIFE: [ReasonCode; 5] = [
    ReasonCode::HolderNotEntitled,
    ReasonCode::HoldsEarlier,
    ReasonCode::NotAHolder,
    ReasonCode::Replaced,
    ReasonCode::Withdrawal,
];
const LINTS_OF_LIFE: [LintCode; 2] = [LintCode::LooserThanReplaced, LintCode::OffLink];

/// How many of a hundred vectors must cite the source itself, not only the design.
const CITING: usize = 60;

/// Counts and names.
pub(crate) fn report() -> Report {
    let mut text = String::new();
    let mut missing = Names::new();
    let known = statements::report(&mut text, &mut missing)?;
    let seen = vectors::seen(&known)?;
    let _ = writeln!(text, "vectors that cite statements: {} of {}", seen.citing, seen.cases);
    if seen.citing * 100 < seen.cases * CITING {
        missing.insert(format!("vectors that cite statements: fewer than {CITING} %"));
    }
    let rules = RuleSet::builtin(EDITION);
    let mut area = |name: &str, wanted: Names, covered: &Names| {
        let left: Vec<&String> = wanted.iter().filter(|item| !covered.contains(*item)).collect();
        let _ = writeln!(text, "{name}: {} of {}", wanted.len() - left.len(), wanted.len());
        missing.extend(left.into_iter().map(|item| format!("{name}: {item}")));
    };
    let ids: Names = rules.rules().iter().map(|rule| rule.id.to_string()).collect();
    area("rules that fire", ids.clone(), &seen.fired);
    area("rules that are refused", ids, &seen.held);
    let outcomes = Outcome::ALL.iter().flat_map(|o| Direction::ALL.iter().map(move |d| format!("{d:?} {o:?}")));
    area("outcomes in each direction", outcomes.collect(), &seen.outcomes);
    let reasons = ReasonCode::ALL.iter().filter(|code| !REASONS_OF_LIFE.contains(code));
    area("reasons", reasons.map(|code| code.as_str().to_owned()).collect(), &seen.reasons);
    area("answers to may_pass", ["yes", "if-judged", "no"].map(str::to_owned).into(), &seen.passing);
    let lints = LintCode::ALL.iter().filter(|code| !LINTS_OF_LIFE.contains(code));
    area("lints", lints.map(|code| code.as_str().to_owned()).collect(), &seen.lints);
    let errors = ErrorCode::ALL.iter().filter(|code| !UNREACHABLE.contains(code));
    area("problems", errors.map(|code| code.as_str().to_owned()).collect(), &seen.problems);
    area("days beside a boundary", boundary_days(), &seen.days);
    let registry = Registry::builtin(EDITION);
    let links = registry.links().iter().map(|link| format!("{}>{} {:?}", link.from, link.to, link.direction));
    area("links that carry", links.collect(), &carrying(&registry)?);
    let ceptoars = registry.parties().iter().filter(|party| party.kind.is_group()).map(|party| party.id.to_string());
    area("parties of DESIGN 6 that are told", ceptoars.collect(), &seen.told);
    if missing.is_empty() {
        let _ = write!(text, "not covered: nothing");
        return Ok(text);
    }
    let _ = writeln!(text, "not covered:");
    for item in missing {
        let _ = writeln!(text, "  {item}");
    }
    Err(text)
}

/// The last day before and the first day of each date on which a fact or a rule of the edition begins or ends.
fn boundary_days() -> Names {
    let registry = Registry::builtin(EDITION);
    let mut periods = vec![registry.covers()];
    periods.extend(registry.parties().iter().flat_map(|party| party.periods.iter().copied()));
    periods.extend(registry.memberships().iter().map(|membership| membership.period));
    periods.extend(registry.links().iter().map(|link| link.period));
    periods.extend(registry.ceptoars().iter().flat_map(|ceptoar| ceptoar.secretariat.iter().map(|s| s.period)));
    periods.extend(registry.councils().iter().flat_map(|council| council.secretariat.iter().map(|s| s.period)));
    periods.extend(RuleSet::builtin(EDITION).rules().iter().map(|rule| rule.period));
    let mut days: BTreeSet<_> = periods.iter().flat_map(|period| [period.from, period.until]).flatten().collect();
    days.extend(registry.ceptoars().iter().filter_map(|ceptoar| ceptoar.poc));
    days.iter()
        .flat_map(|day| [day.pred_opt().filter(|d| d.year() > 0), Some(*day)])
        .flatten()
        .map(|d| d.to_string())
        .collect()
}

/// Every link of the edition is asked to carry: a notice of its direction from its one end, addressed to the other, on
/// a day on which it holds. The vectors name the ways that matter; this finds a link that could never be used.
fn carrying(registry: &Registry) -> Result<Names, String> {
    let rules = RuleSet::from_json(
        br#"{ "id": "all", "rules": [{ "id": "all", "effect": "permit", "audience": { "addressees": true, "kinds": ["members"] } }] }"#,
    )
    .map_err(|refusal| refusal.to_string())?;
    let router = Router::builder(registry).rules(rules).compile().map_err(|refusal| refusal.to_string())?;
    let mut carried = Names::new();
    for link in registry.links() {
        let day = link
            .period
            .until
            .and_then(|until| until.pred_opt())
            .or(link.period.from)
            .map_or("2009-03-01".to_owned(), |d| d.to_string());
        let notice = serde_json::json!({
            "id": "link", "direction": link.direction, "origin": link.from, "level": "TLP:GREEN", "kind": "other",
            "addressees": [link.to], "issued_at": format!("{day}T12:00:00+09:00"),
        });
        let notice: Notice = router.notice(notice.to_string().as_bytes()).map_err(|refusal| refusal.to_string())?;
        let plan = router.route(&notice, &Situation::default()).map_err(|refusal| refusal.to_string())?;
        let direct = plan.delivery(link.to.as_str()).is_some_and(|delivery| delivery.hops.len() == 1);
        if direct {
            carried.insert(format!("{}>{} {:?}", link.from, link.to, link.direction));
        }
    }
    Ok(carried)
}
