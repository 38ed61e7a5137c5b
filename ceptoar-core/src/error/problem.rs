//! Refusals: every problem at once, each with a code, a JSON Pointer and a sentence a person can act on.

use std::collections::BTreeSet;
use std::fmt;

use crate::error::code::ErrorCode;
use crate::error::place::CellPlace;
use crate::error::pointer::At;
use crate::gather::Gather as _;
use crate::text::said::Said;
use crate::text::shown::shown;
use crate::word::sets::Lang;

/// More problems than this are not listed: a document so broken is not mended line by line.
const MOST_PROBLEMS: usize = 1000;

/// More than are listed are collected, because some turn out to follow from others.
const MOST_COLLECTED: usize = 16 * MOST_PROBLEMS;

/// One fault of a document or a question.
///
/// ```
/// use ceptoar_core::{Edition, ErrorCode, Lang, Registry, Router};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// let refused = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nobody", "level": "TLP:PURPLE",
///     "kind": "vulnerability", "issued_at": "2009-05-08T10:00:00+09:00" }"#);
/// let refusal = refused.err().ok_or("accepted")?;
/// let problem = &refusal.problems()[0];
/// assert_eq!((problem.code(), problem.pointer()), (ErrorCode::UnknownLevel, "/level"));
/// assert!(problem.line(Lang::En).starts_with("unknown-level /level: "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    pointer: String,
    code: ErrorCode,
    args: Vec<String>,
    /// What more there is to say, behind the code's own sentence.
    more: Option<Said>,
    position: Option<(usize, usize)>,
    /// The cell of a spreadsheet, where the document was one.
    cell: Option<Box<CellPlace>>,
}

impl Problem {
    pub(crate) fn new(code: ErrorCode, pointer: String, args: Vec<String>, position: Option<(usize, usize)>) -> Self {
        Self { pointer, code, args, more: None, position, cell: None }
    }

    /// The same with a clause behind the code's own sentence: why just this value is refused, or what would do.
    pub(crate) fn with(self, more: Said) -> Self {
        Self { more: Some(more), ..self }
    }

    /// The same with the cell of a spreadsheet that it speaks of.
    pub(crate) fn in_cell(self, cell: CellPlace) -> Self {
        Self { cell: Some(Box::new(cell)), ..self }
    }

    /// The cell, where what is refused came as tables.
    #[must_use]
    pub fn cell(&self) -> Option<&CellPlace> {
        self.cell.as_deref()
    }

    /// The same at another place, where the text that it was found in is not that of the document.
    pub(crate) fn moved(self, pointer: String) -> Self {
        Self { pointer, position: None, ..self }
    }

    /// Whether one of the ids or words that it names is this.
    pub(crate) fn names(&self, word: impl Fn(&str) -> bool) -> bool {
        self.args.iter().any(|arg| word(arg))
    }

    /// The code: stable, and listed in `docs/codes.md`.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        self.code
    }

    /// The place, as a JSON Pointer (RFC 6901).
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The line and column, where the text is not JSON or has not the right shape.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        self.position
    }

    /// Code, place and sentence on one line, as a screen may show it.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        if let Some(cell) = &self.cell {
            return format!("{} {}: {}", self.code.as_str(), shown(&cell.to_string()), self.message(lang));
        }
        format!("{} {}: {}", self.code.as_str(), shown(&self.pointer), self.message(lang))
    }

    /// The fault as a sentence without a full stop.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let mut parts = self.code.template(lang).split("{}");
        let mut text = parts.next().unwrap_or_default().to_owned();
        let mut args = self.args.iter();
        for part in parts {
            text.push_str(args.next().map_or("", String::as_str));
            text.push_str(part);
        }
        if let Some(more) = &self.more {
            text.push_str(lang.pick("。", "; "));
            text.push_str(more.get(lang));
        }
        if let Some((line, column)) = self.position {
            text.push_str(&match lang {
                Lang::Ja => format!(" ({line}行{column}列)"),
                Lang::En => format!(" (line {line}, column {column})"),
            });
        }
        text
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.line(Lang::En))
    }
}

/// The refusal of a document or a question: every problem, sorted by place and code. Nothing was accepted in part.
///
/// ```
/// use ceptoar_core::{Edition, Lang, Registry, Router};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// let refused = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nobody", "level": "TLP:PURPLE",
///     "kind": "vulnerability", "issued_at": "2009-05-08T10:00:00+09:00" }"#);
/// let refusal = refused.err().ok_or("accepted")?;
/// let places: Vec<&str> = refusal.problems().iter().map(|problem| problem.pointer()).collect();
/// assert_eq!(places, ["/level", "/origin"]); // all at once
/// println!("{}", refusal.to_json(Lang::Ja)); // for a screen; `to_string` for a log
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("refused: {}", list(problems))]
pub struct Refusal {
    problems: Vec<Problem>,
}

fn list(problems: &[Problem]) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("; ")
}

impl Refusal {
    pub(crate) fn one(code: ErrorCode, pointer: &str, args: Vec<String>) -> Self {
        Self { problems: vec![Problem::new(code, pointer.to_owned(), args, None)] }
    }

    /// The refusal of a whole of which the refused document is a part: `place` is the JSON Pointer to that part.
    #[must_use]
    pub fn at(self, place: &str) -> Self {
        self.map(|problem| Problem { pointer: format!("{place}{}", problem.pointer), ..problem })
    }

    /// The same problems, each told otherwise.
    pub(crate) fn map(self, change: impl Fn(Problem) -> Problem) -> Self {
        Self { problems: self.problems.into_iter().map(change).collect() }
    }

    /// The problems, to be told otherwise.
    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// The problems; at least one.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The problems as `{"problems": [{"code", "pointer", "message"}]}`; where the document came as tables, with the `cell`.
    #[must_use]
    pub fn to_json(&self, lang: Lang) -> String {
        let written = |p: &Problem| Written {
            code: p.code.as_str(),
            pointer: p.pointer.clone(),
            message: p.message(lang),
            cell: p.cell.clone(),
        };
        let problems: Vec<Written> = self.problems.iter().map(written).collect();
        serde_json::json!({ "problems": problems }).to_string()
    }
}

/// A problem as JSON has it.
#[derive(serde::Serialize)]
struct Written {
    code: &'static str,
    pointer: String,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<Box<CellPlace>>,
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self { problems: vec![problem] }
    }
}

/// Collects problems, so that all are told at once.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    list: Vec<Problem>,
    more: bool,
    /// Places where another value stands in for what could not be read.
    mended: Vec<String>,
}

impl Problems {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn push(&mut self, code: ErrorCode, at: &At<'_>, args: Vec<String>) {
        self.keep(|| Problem::new(code, at.pointer(), args, None));
    }

    /// Keeps a problem that was made elsewhere.
    pub(crate) fn push_problem(&mut self, problem: Problem) {
        self.keep(|| problem);
    }

    /// As [`Problems::push`], with a clause behind the code's own sentence.
    pub(crate) fn push_with(&mut self, code: ErrorCode, at: &At<'_>, args: Vec<String>, more: Said) {
        self.keep(|| Problem::new(code, at.pointer(), args, None).with(more));
    }

    fn keep(&mut self, problem: impl FnOnce() -> Problem) {
        if self.is_full() {
            self.more = true;
            return;
        }
        let problem = problem();
        let below = |place: &String| {
            problem.pointer.strip_prefix(place.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if !self.mended.iter().any(below) {
            self.list.push(problem);
        }
    }

    /// Tells a fault of shape. What is found later at its place, or below it, speaks of a stand-in and is not told.
    pub(crate) fn mended(&mut self, problem: Problem, place: String) {
        if !self.is_full() {
            self.list.push(problem);
        }
        self.mended.push(place);
    }

    pub(crate) fn push_at(&mut self, code: ErrorCode, pointer: &str, args: Vec<String>) {
        self.push(code, &At::Pointer(pointer), args);
    }

    /// Takes over the problems of a part that stands at `at`.
    pub(crate) fn absorb(&mut self, refusal: Refusal, at: &At<'_>) {
        for problem in refusal.problems {
            let pointer = format!("{}{}", at.pointer(), problem.pointer);
            self.keep(|| Problem { pointer, ..problem });
        }
    }

    /// Takes over problems of the same document.
    pub(crate) fn absorb_all(&mut self, found: Problems) {
        self.more |= found.more;
        for problem in found.list {
            self.keep(|| problem);
        }
    }

    /// Takes over the problems of something that the document only names: all of them stand at that name.
    pub(crate) fn absorb_here(&mut self, of_named: Problems, at: &At<'_>) {
        for problem in of_named.list {
            self.keep(|| Problem { pointer: at.pointer(), ..problem });
        }
    }

    /// The problems, sorted.
    #[cfg(feature = "life")]
    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.into_result(()).err().map(Refusal::into_problems).unwrap_or_default()
    }

    /// Whether the document has its shape, so that no stand-in is in it.
    pub(crate) fn are_of_value(&self) -> bool {
        self.mended.is_empty()
    }

    /// Whether something stands in for a value at a place or below it.
    pub(crate) fn is_mended_in(&self, place: &str) -> bool {
        let below =
            |mended: &String| mended.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.mended.iter().any(below)
    }

    /// Drops what only follows from another problem: that others name an id which is refused where it is defined; what is
    /// missing or does not add up without data whose ids are refused; what overlaps only because a day cannot be read.
    fn drop_what_follows(&mut self) {
        // The id of the document itself is named by nobody.
        let defines = |p: &Problem| {
            p.code == ErrorCode::BadId && p.pointer.ends_with("/id") && p.pointer.matches('/').count() > 2
        };
        let refused: BTreeSet<String> =
            self.list.iter().filter(|p| defines(p)).filter_map(|p| p.args.first().cloned()).gather();
        let an_id_is_bad = self.list.iter().any(|p| p.code == ErrorCode::BadId);
        let list_of = |p: &Problem| p.pointer.split('/').nth(1).map(str::to_owned);
        let a_day_is_bad = |p: &&Problem| matches!(p.code, ErrorCode::BadDate | ErrorCode::EmptyPeriod);
        let undated: BTreeSet<Option<String>> = self.list.iter().filter(a_day_is_bad).map(list_of).gather();
        self.list.retain(|p| match p.code {
            _ if defines(p) => true,
            _ if p.args.iter().any(|arg| refused.contains(arg)) => false,
            ErrorCode::BrokenTotal | ErrorCode::NoMinistry | ErrorCode::MissingRecord => !an_id_is_bad,
            ErrorCode::OverlappingPeriods | ErrorCode::DoubledLink => !undated.contains(&list_of(p)),
            _ => true,
        });
    }

    /// Whether no further problem is kept.
    /// The places where another value stands in for one that has not its shape.
    pub(crate) fn mended_places(&self) -> &[String] {
        &self.mended
    }

    pub(crate) fn is_full(&self) -> bool {
        self.list.len() >= MOST_COLLECTED
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(crate) fn into_result<T>(self, value: T) -> Result<T, Refusal> {
        if self.list.is_empty() { Ok(value) } else { Err(self.into_refusal()) }
    }

    /// Everything that was found, of which there is something.
    pub(crate) fn into_refusal(mut self) -> Refusal {
        self.drop_what_follows();
        // Rows are told as a person goes through them: the tenth behind the second.
        self.list.sort_by_cached_key(|problem| (place_of(problem), problem.clone()));
        self.list.dedup();
        if self.more || self.list.len() > MOST_PROBLEMS {
            self.list.truncate(MOST_PROBLEMS);
            let args = vec![MOST_PROBLEMS.to_string()];
            self.list.push(Problem::new(ErrorCode::TooManyProblems, String::new(), args, None));
        }
        Refusal { problems: self.list }
    }
}

/// A step of a pointer: numbers go by what they count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Number(u64),
    Word(String),
}

/// Where a problem stands among others: by its list, the row of a spreadsheet, and its pointer.
fn place_of(problem: &Problem) -> (Option<Step>, Option<usize>, Vec<Step>) {
    let step = |step: &str| step.parse().map_or_else(|_| Step::Word(step.to_owned()), Step::Number);
    let mut steps = problem.pointer.split('/').skip(1).map(step);
    let list = steps.next();
    (list, problem.cell.as_ref().and_then(|cell| cell.row), steps.collect())
}
