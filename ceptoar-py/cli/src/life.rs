//! What becomes of notices once they are sent: audits of delivery logs, what to do now, the sheet of a log.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ceptoar_core::chrono::{DateTime, Utc};
use ceptoar_core::life::{self, Action, DatedSituation, Finding, Log, LogReader, Policy, Threads};
use ceptoar_core::{Lang, Notice, PartyId, Router, Situation};
use ceptoar_frames::Found;
use serde_json::json;

use super::args::{Actions, AsOf, Audit, FailOnFinding, Format, Of, Stale};
use super::ask::Face;
use super::failure::Failure;
use super::print::rows;
use super::screen::{self, Screen};
use super::{Answer, file, logged, target};

/// The exit code where something is found that must not be.
const FOUND: u8 = 3;

pub(super) fn audit(of: &Audit, stale: Stale, screen: &Screen, format: Format, lang: Lang) -> Result<Answer, Failure> {
    let asked = Asked::read(&of.of, of.keep_bad_rows, stale, screen)?;
    let threads = asked.threads()?;
    let mut found = life::audit(&asked.router, &threads, &asked.log, &asked.situations, &asked.policy)?;
    if let Some(party) = &of.view_for {
        found = found.view_for(&asked.party("/for", party)?, &threads);
    }
    draw(of, &found, &asked, lang)?;
    let is_such = |finding: &Finding| {
        of.fail_on.iter().any(|what| match what {
            FailOnFinding::Code(code) => finding.code == *code,
            FailOnFinding::Severity(severity) => finding.severity == *severity,
        })
    };
    let fails = found.findings.iter().any(is_such);
    // A log of a million rows and the text of its audit need not stand in memory at once.
    drop(threads);
    drop(asked);
    let out = match format {
        Format::Json => found.to_json() + "\n",
        Format::Table => found.text(lang),
        Format::Csv => findings(&found.findings, screen, lang)?,
    };
    Ok(Answer { out, notes: String::new(), code: if fails { FOUND } else { 0 } })
}

/// Writes the pictures that are asked for.
fn draw(of: &Audit, found: &life::Audit, asked: &Asked, lang: Lang) -> Result<(), Failure> {
    if let Some(path) = &of.timeline {
        let notice = match (&of.notice, found.notices.as_slice()) {
            (Some(id), _) => id.clone(),
            (None, [only]) => only.notice.to_string(),
            (None, _) => {
                return Err(Failure::usage(
                    "--timeline: say which notice, with --notice ID",
                    "--timeline: どの通知を描くかを --notice ID で指す",
                ));
            }
        };
        let svg = found.timeline_svg(asked.router.registry(), &notice, lang).ok_or_else(|| {
            let code = ceptoar_core::ErrorCode::UnknownNotice;
            Failure::Refused(vec![Found::of_code(code, "/notice", &screen::shown(&notice))])
        })?;
        target::write(path, &svg)?;
    }
    match &of.coverage {
        Some(path) => target::write(path, &found.coverage_svg(lang)),
        None => Ok(()),
    }
}

pub(super) fn actions(
    of: &Actions,
    stale: Stale,
    screen: &Screen,
    format: Format,
    lang: Lang,
) -> Result<Answer, Failure> {
    let asked = Asked::read(&of.of, false, stale, screen)?;
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
    fn read(of: &AsOf, keeps_bad_rows: bool, stale: Stale, screen: &Screen) -> Result<Self, Failure> {
        let own = [Some(&*of.of.notices), Some(&*of.of.log), of.situations.as_deref()];
        file::once(own.into_iter().chain(of.of.basis.files()))?;
        let router = file::router(&of.of.basis, stale, screen)?;
        let policy = policy(of)?;
        let notices = logged::notices(&of.of.notices, &router, screen)?;
        let reader = LogReader::new(&router).tolerance(policy.tolerance);
        let log = logged::log(&of.of, if keeps_bad_rows { reader.keeping_bad_rows() } else { reader }, screen)?;
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

fn policy(of: &AsOf) -> Result<Policy, Failure> {
    let instant = |name: &str, text: &str| {
        // A situation's instant is read, and refused, as this one is.
        let read = Situation::from_json(json!({ "at": text }).to_string().as_bytes());
        let read = read.map_err(|refusal| Failure::from(refusal.at(&format!("/{name}"))))?;
        read.at.ok_or_else(|| Failure::usage(format!("--{name}: no instant"), format!("--{name}: 時刻がない")))
    };
    // The command line has a clock, the core has none.
    let as_of = of.as_of.as_deref().map(|text| instant("as-of", text)).transpose()?;
    let mut policy = Policy::new(as_of.unwrap_or_else(now));
    policy.promptly = logged::span("promptly", of.promptly.as_deref())?;
    policy.confirm_within = logged::span("confirm-within", of.confirm_within.as_deref())?;
    policy.tolerance = logged::span("tolerance", of.of.tolerance.as_deref())?.unwrap_or_default();
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
