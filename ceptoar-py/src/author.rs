//! What an author is answered: what differs between two documents, who could ever see what, whether a router answers as is written
//! down.

use ceptoar_core::Period;
use ceptoar_core::author::exposure::{ExposureOptions, diff_watched, exposure_watched};
use ceptoar_core::author::gaps::{GapOptions, of_outline, of_registry};
use ceptoar_core::author::{Diff, Exposure, ExposureDiff, Gaps, LintedRules, Tested, diff, fixture, lint};
use ceptoar_core::document::Fixture;
use chrono::NaiveDate;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde_json::Value;

use crate::document::{LevelProfile, Registry, RuleSet};
use crate::error::document;
use crate::outline::Outline;
use crate::report::{Report, asked, objects, tells, watched};
use crate::router::Router;
use crate::table::rows::{Column, Of};

const DIFF: &[Column] = &[
    ("of", &["of"], Of::Text),
    ("key", &["key"], Of::List),
    ("what", &["what"], Of::Text),
    ("from", &["from"], Of::Day),
    ("until", &["until"], Of::Day),
    ("field", &["field"], Of::Text),
    ("before", &["before"], Of::Text),
    ("after", &["after"], Of::Text),
];

const PARTIES: &[Column] = &[
    ("party", &["party"], Of::Text),
    ("told", &["told"], Of::Number),
    ("must", &["must"], Of::Number),
    ("unmet", &["unmet"], Of::Number),
];

/// What the rows of an exposure say of envelopes.
const WHEN: [Column; 11] = [
    ("directions", &["when", "directions"], Of::List),
    ("origins", &["when", "origins"], Of::List),
    ("levels", &["when", "levels"], Of::List),
    ("kinds", &["when", "kinds"], Of::List),
    ("causes", &["when", "causes"], Of::List),
    ("purposes", &["when", "purposes"], Of::List),
    ("modes", &["when", "modes"], Of::List),
    ("statuses", &["when", "statuses"], Of::List),
    ("affected", &["when", "affected"], Of::List),
    ("addressees", &["when", "addressees"], Of::List),
    ("days", &["when", "days"], Of::List),
];

const EXPOSURE: &[Column] = &[
    ("parties", &["parties"], Of::List),
    ("duty", &["duty"], Of::Text),
    ("rules", &["rules"], Of::List),
    ("classes", &["classes"], Of::Number),
];

const CHANGES: &[Column] = &[
    ("aspect", &["aspect"], Of::Text),
    ("sense", &["sense"], Of::Text),
    ("parties", &["parties"], Of::List),
    ("classes", &["classes"], Of::Number),
];

const WITNESS: [Column; 1] = [("witness", &["witness", "notice"], Of::Text)];

const SHOWN: [Column; 3] = [
    ("witness_party", &["witness", "party"], Of::Text),
    ("before", &["witness", "before"], Of::Text),
    ("after", &["witness", "after"], Of::Text),
];

const GAPS: &[Column] = &[
    ("code", &["code"], Of::Text),
    ("at", &["at"], Of::Text),
    ("party", &["party"], Of::Text),
    ("from", &["from"], Of::Day),
    ("until", &["until"], Of::Day),
    ("stated", &["stated"], Of::Number),
    ("listed", &["listed"], Of::Number),
    ("causes_ja", &["causes", "ja"], Of::Text),
    ("causes_en", &["causes", "en"], Of::Text),
    ("fill_ja", &["fill", "ja"], Of::Text),
    ("fill_en", &["fill", "en"], Of::Text),
];

const FINDINGS: &[Column] = &[
    ("code", &["code"], Of::Text),
    ("at", &["at"], Of::Text),
    ("effect", &["effect"], Of::Text),
    ("direction", &["direction"], Of::Text),
    ("fires", &["fires"], Of::Number),
    ("outcome", &["outcome"], Of::Text),
];

const TESTED: &[Column] = &[
    ("fixture", &["fixture"], Of::Text),
    ("case", &["case"], Of::Text),
    ("pointer", &["pointer"], Of::Text),
    ("what", &["kind"], Of::Text),
    ("expected", &["expected"], Of::Text),
    ("found", &["found"], Of::Text),
];

/// A row for each fault, and one for each case that passed.
fn cases(tested: &Tested) -> Vec<Value> {
    let named = |case: &str, mut row: Value| {
        for (field, said) in [("fixture", tested.fixture.as_str()), ("case", case)] {
            if let Some(row) = row.as_object_mut() {
                row.insert(field.to_owned(), said.into());
            }
        }
        row
    };
    let of_case = |case: &ceptoar_core::author::TestedCase| match case.faults.as_slice() {
        [] => vec![named(&case.name, serde_json::json!({ "kind": "passed" }))],
        faults => objects(faults).into_iter().map(|row| named(&case.name, row)).collect(),
    };
    tested.cases.iter().flat_map(of_case).collect()
}

tells! { Diff {
    "rows" => |made| (objects(&made.rows), DIFF.to_vec()),
} }

tells! { Exposure {
    "parties" => |made| (objects(&made.parties), PARTIES.to_vec()),
    "rows" => |made| (objects(&made.rows), [EXPOSURE, &WHEN, &WITNESS].concat()),
} }

tells! { ExposureDiff {
    "rows" => |made| (objects(&made.rows), [CHANGES, &WHEN, &WITNESS, &SHOWN].concat()),
} }

tells! { Gaps {
    "rows" => |made| (objects(&made.gaps), GAPS.to_vec()),
} }

tells! { LintedRules {
    "rows" => |made| (objects(&made.findings), [FINDINGS, &WITNESS].concat()),
} }

tells! { Tested {
    "rows" => |made| (cases(made), TESTED.to_vec()),
} }

/// What differs between two editions.
#[pyfunction]
pub(crate) fn diff_editions(py: Python<'_>, before: &Registry, after: &Registry, citations: bool) -> Report {
    Report::new(py.detach(|| diff::editions(&before.0, &after.0, citations)))
}

/// What differs between two sets of rules.
#[pyfunction]
pub(crate) fn diff_rules(py: Python<'_>, before: &RuleSet, after: &RuleSet, citations: bool) -> Report {
    Report::new(py.detach(|| diff::rules(&before.0, &after.0, citations)))
}

/// What differs between two level profiles.
#[pyfunction]
pub(crate) fn diff_levels(py: Python<'_>, before: &LevelProfile, after: &LevelProfile, citations: bool) -> Report {
    Report::new(py.detach(|| diff::levels(&before.0, &after.0, citations)))
}

/// Over which envelopes an exposure is asked: days as text.
#[derive(FromPyObject)]
pub(crate) struct Over {
    from_: Option<String>,
    until: Option<String>,
    addressees: String,
    sectors: u8,
    most: u64,
}

/// A day as Python hands it over.
fn day(text: Option<&str>) -> PyResult<Option<NaiveDate>> {
    let read = text.map(str::parse::<NaiveDate>).transpose();
    read.map_err(|_| PyValueError::new_err("a day is written as 2024-04-01"))
}

impl Over {
    fn options(&self) -> PyResult<ExposureOptions> {
        let (from, until) = (day(self.from_.as_deref())?, day(self.until.as_deref())?);
        if from.zip(until).is_some_and(|(from, until)| until <= from) {
            return Err(PyValueError::new_err("`until` is the first day after, and comes after `from_`"));
        }
        let (everybody, each_addressee) = match self.addressees.as_str() {
            "none" => (false, false),
            "everybody" => (true, false),
            "each" => (true, true),
            other => {
                let said = format!("`addressees` is `none`, `everybody` or `each`, not `{other}`");
                return Err(PyValueError::new_err(said));
            }
        };
        let pairs_of_sectors = match self.sectors {
            1 => false,
            2 => true,
            other => return Err(PyValueError::new_err(format!("`sectors` is 1 or 2, not {other}"))),
        };
        Ok(ExposureOptions { from, until, everybody, each_addressee, pairs_of_sectors, most: self.most })
    }
}

/// An answer, and the first day that was asked of with the first day after.
type Windowed = (Report, (Option<String>, Option<String>));

fn days(window: Period) -> (Option<String>, Option<String>) {
    (window.from.map(|day| day.to_string()), window.until.map(|day| day.to_string()))
}

/// Who could ever see what.
#[pyfunction]
#[pyo3(signature = (router, over, tell))]
pub(crate) fn exposure(py: Python<'_>, router: &Router, over: Over, tell: Option<Py<PyAny>>) -> PyResult<Windowed> {
    let (router, options) = (router.core(), over.options()?);
    let found = watched(py, tell, |watch| exposure_watched(router, &options, watch))?;
    let days = days(found.window);
    Ok((Report::new(found), days))
}

/// What of it changes from one router to another, or from one day to another.
#[pyfunction]
#[pyo3(signature = (before, after, over, before_on, after_on, tell))]
pub(crate) fn exposure_diff(
    py: Python<'_>,
    before: &Router,
    after: &Router,
    over: Over,
    before_on: Option<&str>,
    after_on: Option<&str>,
    tell: Option<Py<PyAny>>,
) -> PyResult<Windowed> {
    let (before, after, options) = (before.core(), after.core(), over.options()?);
    let (one, other) = (day(before_on)?, day(after_on)?);
    let found = watched(py, tell, |watch| diff_watched((before, one), (after, other), &options, watch))?;
    let days = days(found.window);
    Ok((Report::new(found), days))
}

/// What a careful reader of the rules should look at.
#[pyfunction]
#[pyo3(signature = (router, over, tell))]
pub(crate) fn lint_rules(py: Python<'_>, router: &Router, over: Over, tell: Option<Py<PyAny>>) -> PyResult<Windowed> {
    let (router, options) = (router.core(), over.options()?);
    let found = watched(py, tell, |watch| lint::rules_watched(router, &options, watch))?;
    let days = days(found.window);
    Ok((Report::new(found), days))
}

/// Under which rules, and for which day, gaps are looked for: the day as text.
fn gap_options(on: Option<&str>, rules: Option<&RuleSet>, profile: &LevelProfile, most: u64) -> PyResult<GapOptions> {
    let rules = rules.map(|rules| rules.0.clone());
    Ok(GapOptions { on: day(on)?, rules, profile: profile.0.clone(), most })
}

/// What is unknown in a registry, or cannot work there.
#[pyfunction]
#[pyo3(signature = (registry, on, rules, profile, most))]
pub(crate) fn gaps_of_registry(
    py: Python<'_>,
    registry: &Registry,
    on: Option<&str>,
    rules: Option<&RuleSet>,
    profile: &LevelProfile,
    most: u64,
) -> PyResult<Report> {
    let options = gap_options(on, rules, profile, most)?;
    asked(py, || of_registry(&registry.0, &options)).map(Report::new)
}

/// What is unknown in an outline, or cannot work in the edition that it leads to.
#[pyfunction]
#[pyo3(signature = (outline, on, rules, profile, most))]
pub(crate) fn gaps_of_outline(
    py: Python<'_>,
    outline: &Outline,
    on: Option<&str>,
    rules: Option<&RuleSet>,
    profile: &LevelProfile,
    most: u64,
) -> PyResult<Report> {
    let options = gap_options(on, rules, profile, most)?;
    asked(py, || of_outline(&outline.0, &options)).map(Report::new)
}

/// Puts a fixture to a router: what comes out, and whether every case passed.
#[pyfunction]
pub(crate) fn run_tests(py: Python<'_>, router: &Router, json: &[u8]) -> PyResult<(Report, bool)> {
    let router = router.core();
    let tested = document(py, || Ok(fixture::run(router, &Fixture::read(json)?)))?;
    let passed = tested.passed();
    Ok((Report::new(tested), passed))
}
