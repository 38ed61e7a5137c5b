//! What becomes of notices once they are sent: audits of delivery logs, what to do now, the sheet of a log.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ceptoar_core::chrono::{DateTime, Utc};
use ceptoar_core::life::{self, Action, DatedSituation, Finding, Log, Policy, Span, Threads};
use ceptoar_core::{Lang, Notice, PartyId, Router, Situation};
use serde_json::{Value, json};

use super::args::{Actions, Audit, FailOnFinding, Format, Logged, Of, Stale};
use super::ask::Face;
use super::failure::Failure;
use super::print::rows;
use super::screen::{self, Screen};
use super::{Answer, file};

/// The exit code where something is found that must not be.
const FOUND: u8 = 3;

pub(super) fn audit(of: &Audit, stale: Stale, screen: &Screen, format: Format, lang: Lang) -> Result<Answer, Failure> {
    let asked = Asked::read(&of.of, stale, screen)?;
    let threads = asked.threads()?;
    let mut found = life::audit(&asked.router, &threads, &asked.log, &asked.situations, &asked.policy)?;
    if let Some(party) = &of.view_for {
        found = found.view_for(&asked.party("/for", party)?, &threads);
    }
    let is_such = |finding: &Finding| {
        of.fail_on.iter().any(|what| match what {
            FailOnFinding::Code(code) => finding.code == *code,
            FailOnFinding::Severity(severity) => finding.severity == *severity,
        })
    };
    let fails = found.findings.iter().any(is_such);
    let out = match format {
        Format::Json => found.to_json() + "\n",
        Format::Table => found.text(lang),
        Format::Csv => findings(&found.findings, screen, lang)?,
    };
    Ok(Answer { out, notes: String::new(), code: if fails { FOUND } else { 0 } })
}

pub(super) fn actions(
    of: &Actions,
    stale: Stale,
    screen: &Screen,
    format: Format,
    lang: Lang,
) -> Result<Answer, Failure> {
    let asked = Asked::read(&of.of, stale, screen)?;
    let mut found = life::actions(&asked.router, &asked.threads()?, &asked.log, &asked.situations, &asked.policy)?;
    if let Some(party) = &of.by {
        let party = asked.party("/by", party)?;
        found.actions.retain(|action| action.by == party);
    }
    let out = match format {
        Format::Json => found.to_json() + "\n",
        Format::Table => found.text(lang),
        Format::Csv => todo(&found.actions, screen, lang)?,
    };
    Ok(out.into())
}

/// The sheet of a notice is CSV, whatever the format: it is there to be filled in.
pub(super) fn template(of: &Of, face: Face<'_>) -> Result<String, Failure> {
    file::once([Some(&*of.notice)].into_iter().chain(of.basis.files()))?;
    let router = file::router(&of.basis, face.stale, face.screen)?;
    let encoding = file::encoding(of.encoding.as_deref())?;
    let notice = router.notice(&file::read(&of.notice, encoding, face.screen)?)?;
    let sheet = life::template(&router, &notice, &file::situation(&of.when)?)?;
    Ok(String::from_utf8_lossy(&ceptoar_sheets::written(&sheet)).into_owned())
}

/// What is asked of a log.
struct Asked {
    router: Router,
    notices: Vec<Notice>,
    log: Log,
    situations: Vec<DatedSituation>,
    policy: Policy,
}

impl Asked {
    fn read(of: &Logged, stale: Stale, screen: &Screen) -> Result<Self, Failure> {
        let own = [Some(&*of.notices), Some(&*of.log), of.situations.as_deref()];
        file::once(own.into_iter().chain(of.basis.files()))?;
        let router = file::router(&of.basis, stale, screen)?;
        let policy = policy(of)?;
        let notices = notices(&of.notices, &router, screen)?;
        let log = log(of, policy.tolerance, &router, screen)?;
        let situations = match &of.situations {
            Some(path) => DatedSituation::list_from_json(&file::read(path, None, screen)?)?,
            None => Vec::new(),
        };
        Ok(Self { router, notices, log, situations, policy })
    }

    fn threads(&self) -> Result<Threads<'_>, Failure> {
        Ok(Threads::new(&self.router, &self.notices)?)
    }

    fn party(&self, pointer: &str, id: &str) -> Result<PartyId, Failure> {
        super::ask::party(self.router.registry(), pointer, id)
    }
}

fn policy(of: &Logged) -> Result<Policy, Failure> {
    let instant = |name: &str, text: &str| {
        // A situation's instant is read, and refused, as this one is.
        let read = Situation::from_json(json!({ "at": text }).to_string().as_bytes());
        let read = read.map_err(|refusal| Failure::from(refusal.at(&format!("/{name}"))))?;
        read.at.ok_or_else(|| Failure::usage(format!("--{name}: no instant"), format!("--{name}: 時刻がない")))
    };
    let span = |name: &str, text: &Option<String>| -> Result<Option<Span>, Failure> {
        let read = text.as_deref().map(str::parse::<Span>).transpose();
        read.map_err(|_| {
            let text = screen::shown(text.as_deref().unwrap_or_default());
            Failure::usage(
                format!("--{name}: `{text}` is no length of time; write it as PT30M or PT1H20M"),
                format!("--{name}: `{text}` は時間の長さではない。PT30M や PT1H20M のように書く"),
            )
        })
    };
    // The command line has a clock, the core has none.
    let as_of = of.as_of.as_deref().map(|text| instant("as-of", text)).transpose()?;
    let mut policy = Policy::new(as_of.unwrap_or_else(now));
    policy.promptly = span("promptly", &of.promptly)?;
    policy.confirm_within = span("confirm-within", &of.confirm_within)?;
    policy.tolerance = span("tolerance", &of.tolerance)?.unwrap_or_default();
    policy.since = of.since.as_deref().map(|text| instant("since", text)).transpose()?;
    if !of.logs_of.is_empty() {
        let read: Result<Vec<PartyId>, _> = of.logs_of.iter().map(|id| id.parse()).collect();
        policy.logs_of = Some(read.map_err(|_| {
            let ids = screen::shown(&of.logs_of.join(", "));
            Failure::usage(
                format!("--logs-of: `{ids}` has not the form of an id"),
                format!("--logs-of: `{ids}` はidの形ではない"),
            )
        })?);
    }
    Ok(policy)
}

/// Now, to the second.
fn now() -> DateTime<Utc> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    DateTime::from(UNIX_EPOCH + Duration::from_secs(seconds))
}

/// One notice, a list of them, or JSON Lines. What is wrong in one of several stands at its place.
fn notices(path: &Path, router: &Router, screen: &Screen) -> Result<Vec<Notice>, Failure> {
    let bytes = file::read(path, None, screen)?;
    let lines = || bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let list: Vec<Vec<u8>> = if is_lines(path) {
        lines().map(<[u8]>::to_vec).collect()
    } else {
        match serde_json::from_slice::<Value>(&bytes) {
            Ok(Value::Array(list)) => list.iter().map(|notice| notice.to_string().into_bytes()).collect(),
            _ => return Ok(vec![router.notice(&bytes)?]),
        }
    };
    let mut problems = Vec::new();
    let mut read = Vec::with_capacity(list.len());
    for (place, notice) in list.iter().enumerate() {
        match router.notice(notice) {
            Ok(notice) => read.push(notice),
            Err(refusal) => match Failure::from(refusal.at(&format!("/{place}"))) {
                Failure::Refused(found) => problems.extend(found),
                other => return Err(other),
            },
        }
    }
    if problems.is_empty() { Ok(read) } else { Err(Failure::Refused(problems)) }
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(extension))
}

fn is_lines(path: &Path) -> bool {
    has_extension(path, "jsonl") || has_extension(path, "ndjson")
}

fn log(of: &Logged, tolerance: Span, router: &Router, screen: &Screen) -> Result<Log, Failure> {
    let path = &*of.log;
    if ceptoar_sheets::is_spreadsheet(path) {
        let mut columns = Vec::with_capacity(of.column.len());
        for column in &of.column {
            columns.push(column.split_once('=').ok_or_else(|| {
                let column = screen::shown(column);
                Failure::usage(
                    format!("--column: `{column}` is not FIELD=COLUMN"),
                    format!("--column: `{column}` は FIELD=COLUMN の形ではない"),
                )
            })?);
        }
        let read = ceptoar_sheets::table(path, "log", None)?;
        screen.note(&read.notes);
        return Ok(Log::from_table(&read.value, &columns, tolerance, router)?);
    }
    if !of.column.is_empty() {
        return Err(Failure::usage(
            "--column names a column of a table; a log in JSON has none",
            "--column は表の列を指す。JSONの配布記録に列はない",
        ));
    }
    let bytes = file::read(path, None, screen)?;
    Ok(if is_lines(path) { Log::from_json_lines(&bytes, tolerance, router)? } else { Log::from_json(&bytes, router)? })
}

fn joined<T: AsRef<str>>(ids: &[T]) -> String {
    ids.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(";")
}

fn text<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

fn instant(at: Option<DateTime<Utc>>) -> String {
    at.map(ceptoar_core::instant_text).unwrap_or_default()
}

fn findings(list: &[Finding], screen: &Screen, lang: Lang) -> Result<String, Failure> {
    let row = |finding: &Finding| {
        vec![
            finding.id.clone(),
            text(finding.notice.as_ref()),
            instant(finding.at),
            finding.code.to_string(),
            finding.severity.to_string(),
            text(finding.party.as_ref()),
            text(finding.from.as_ref()),
            text(finding.channel.as_ref()),
            text(finding.entry.as_ref()),
            text(finding.outside.as_ref()),
            instant(finding.due_at),
            text(finding.stopped_at.as_ref()),
            finding.message(lang),
        ]
    };
    let headings = [
        "id",
        "notice",
        "at",
        "code",
        "severity",
        "party",
        "from",
        "channel",
        "entry",
        "outside",
        "due_at",
        "stopped_at",
        "message",
    ];
    rows(&headings, &list.iter().map(row).collect::<Vec<_>>(), Format::Csv, screen)
}

fn todo(list: &[Action], screen: &Screen, lang: Lang) -> Result<String, Failure> {
    let row = |action: &Action| {
        vec![
            action.action.to_string(),
            action.notice.to_string(),
            action.by.to_string(),
            text(action.to.as_ref()),
            text(action.outside.as_ref()),
            joined(&action.serves),
            action.channels.as_deref().map(joined).unwrap_or_default(),
            joined(&action.tried),
            instant(action.due_at),
            action.overdue.to_string(),
            joined(&action.judgement),
            joined(&action.findings),
            action.line(lang),
        ]
    };
    let headings = [
        "action",
        "notice",
        "by",
        "to",
        "outside",
        "serves",
        "channels",
        "tried",
        "due_at",
        "overdue",
        "judgement",
        "findings",
        "message",
    ];
    rows(&headings, &list.iter().map(row).collect::<Vec<_>>(), Format::Csv, screen)
}
