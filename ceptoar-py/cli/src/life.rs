//! What becomes of notices once they are sent: audits of delivery logs, what to do now, the sheet of a log.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ceptoar_core::chrono::{DateTime, Utc};
use ceptoar_core::life::{self, Cell, DatedSituation, Finding, Log, LogReader, Policy, Sheet, Threads};
use ceptoar_core::{Lang, Notice, PartyId, Router, Situation};
use ceptoar_frames::Found;
use serde_json::json;

use super::args::{Actions, AsOf, Audit, FailOnFinding, Format, Of};
use super::ask::Face;
use super::failure::Failure;
use super::print::rows;
use super::screen;
use super::workbook::{self, Workbooks};
use super::{Answer, file, logged, target};

/// The exit code where something is found that must not be.
const FOUND: u8 = 3;

pub(super) fn audit(of: &Audit, face: Face<'_>, with: &dyn Workbooks) -> Result<Answer, Failure> {
    let (format, lang) = (face.format, face.lang);
    if of.table.is_some() && format != Format::Csv {
        return Err(Failure::usage(
            "--table chooses a table of --format csv",
            "--table は --format csv の表を選ぶ: --format csv とともに使う",
        ));
    }
    let written: Vec<&Path> =
        [&of.timeline, &of.coverage, &of.report].into_iter().flatten().map(|path| &**path).collect();
    target::each_its_own(&written)?;
    for written in written {
        of.of.files().try_for_each(|read| target::not_the_same(read, written))?;
    }
    of.report.as_deref().map_or(Ok(()), workbook::is_one)?;
    let asked = Asked::read(&of.of, of.keep_bad_rows, face)?;
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
    if let Some(path) = &of.report {
        workbook::write(path, &found.sheets(lang), found.policy.as_of, with)?;
    }
    let out = match format {
        Format::Json if of.messages => found.with_messages(lang).to_json() + "\n",
        Format::Json => found.to_json() + "\n",
        Format::Table => found.text(lang),
        Format::Csv => {
            let name = of.table.as_deref().unwrap_or("findings");
            csv(found.sheet(name, lang), face)?
        }
    };
    Ok(Answer { out, notes: String::new(), code: if fails { FOUND } else { 0 } })
}

/// A sheet as CSV, under the names of its columns.
fn csv(sheet: Option<Sheet>, face: Face<'_>) -> Result<String, Failure> {
    let Some(sheet) = sheet else { return Ok(String::new()) };
    let headings: Vec<&str> = sheet.headings.iter().map(|heading| heading.name).collect();
    let table: Vec<Vec<String>> = sheet.rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect();
    rows(&headings, &table, Format::Csv, face.screen)
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

pub(super) fn actions(of: &Actions, face: Face<'_>) -> Result<Answer, Failure> {
    let asked = Asked::read(&of.of, false, face)?;
    let mut found = life::actions(&asked.router, &asked.threads()?, &asked.log, &asked.situations, &asked.policy)?;
    if let Some(party) = &of.by {
        let party = asked.party("/by", party)?;
        found.actions.retain(|action| action.by == party);
    }
    let out = match face.format {
        Format::Json if of.messages => found.with_messages(face.lang).to_json() + "\n",
        Format::Json => found.to_json() + "\n",
        Format::Table => found.text(face.lang),
        Format::Csv => csv(Some(found.sheet(face.lang)), face)?,
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
    fn read(of: &AsOf, keeps_bad_rows: bool, Face { stale, screen, .. }: Face<'_>) -> Result<Self, Failure> {
        file::once(of.files().map(Some))?;
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
