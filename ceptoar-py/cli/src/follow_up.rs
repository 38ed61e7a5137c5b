//! What follows from an update or a withdrawal.

use ceptoar_core::life::{self, FollowUp, FollowUpDelivery, LogReader, Threads};
use ceptoar_core::{Message, NoticeId};

use super::args::{FollowUp as Args, Format};
use super::ask::{Face, party, way};
use super::failure::Failure;
use super::print::rows;
use super::{Answer, file, logged, screen};

/// The exit code with `--strict` where somebody keeps an old version.
const LEFT: u8 = 3;

pub(super) fn answer(of: &Args, face: Face<'_>) -> Result<Answer, Failure> {
    let (logged, screen) = (&of.of, face.screen);
    let own = [Some(&*logged.notices), Some(&*logged.log)];
    file::once(own.into_iter().chain(logged.basis.files()))?;
    let router = file::router(&logged.basis, face.stale, screen)?;
    let tolerance = logged::span("tolerance", logged.tolerance.as_deref())?.unwrap_or_default();
    if logged.tolerance.is_some() && logged::has_own_tolerance(&logged.log) {
        return Err(Failure::usage(
            "--tolerance: a log as one JSON document says its own",
            "--tolerance: 一つのJSON文書である配布記録は、自ら許容を記す",
        ));
    }
    let notices = logged::notices(&logged.notices, &router, screen)?;
    let threads = Threads::new(&router, &notices)?;
    let log = logged::log(logged, LogReader::new(&router).tolerance(tolerance), screen)?;
    let notice = match &of.notice {
        Some(id) => id.clone(),
        None => {
            let last = |notice: &&ceptoar_core::Notice| {
                notice.message != Message::Original && threads.replaced_by(&notice.id).is_none()
            };
            one(notices.iter().filter(last).map(|notice| &notice.id).collect())?.to_string()
        }
    };
    let found = life::follow_up(&router, &threads, &notice, &log, &file::situation(&of.when)?)?;
    let is_left = !found.stranded.is_empty() || found.unreached().next().is_some();
    let code = if of.strict && is_left { LEFT } else { 0 };
    let out = match (&of.view_for, face.format) {
        (Some(id), _) => {
            let id = party(router.registry(), "/for", id)?;
            let view = found.view_for(&id, &threads).map(|view| view.to_json());
            view.unwrap_or_else(|| "null".to_owned()) + "\n"
        }
        (None, Format::Json) => found.to_json() + "\n",
        (None, Format::Table) => found.text(face.lang),
        (None, Format::Csv) => table(&found, face)?,
    };
    Ok(Answer { out, notes: String::new(), code })
}

/// The only one of the notices that may be meant.
fn one(last: Vec<&NoticeId>) -> Result<&NoticeId, Failure> {
    if let [only] = last.as_slice() {
        return Ok(only);
    }
    let ids: Vec<&str> = last.iter().map(|id| id.as_str()).collect();
    let ids = screen::shown(&ids.join(", "));
    Err(if last.is_empty() {
        Failure::usage("none of the notices is an update or a withdrawal", "通知の中に続報も取り消しもない")
    } else {
        Failure::usage(
            format!("--notice: several notices end a thread ({ids}): say which"),
            format!("--notice: スレッドの終わりの通知が複数ある ({ids})。どれかを指す"),
        )
    })
}

/// A row for each holder and recipient: what becomes of it.
fn table(found: &FollowUp, face: Face<'_>) -> Result<String, Failure> {
    let mut table = Vec::new();
    let mut row = |party: &str, what: &str, delivery: Option<&FollowUpDelivery>, outcome: &str| {
        let last = delivery.and_then(|delivery| delivery.hops.last());
        let [channels, also, judged] =
            last.map(|hop| way(hop.channels.as_deref(), &hop.also, &hop.judged, hop.internal)).unwrap_or_default();
        let held = found.holders.binary_search_by(|held| held.party.as_str().cmp(party)).ok();
        let held = held.and_then(|place| found.holders.get(place));
        let versions: Vec<&str> = held.iter().flat_map(|held| &held.versions).map(|id| id.as_str()).collect();
        let off_link = last.is_some_and(|hop| hop.off_link).to_string();
        let duty = delivery.map(|delivery| delivery.duty.as_str()).unwrap_or_default();
        let path = delivery.map(FollowUpDelivery::path).unwrap_or_default();
        let done = found.done.binary_search_by(|done| done.as_str().cmp(party)).is_ok();
        table.push(
            [
                party,
                what,
                &versions.join(";"),
                duty,
                &path,
                &channels,
                &also,
                &judged,
                &off_link,
                outcome,
                &done.to_string(),
            ]
            .map(str::to_owned)
            .to_vec(),
        );
    };
    for delivery in &found.deliveries {
        let what = match found.message {
            Message::Withdrawal => "withdrawn",
            _ if found.gained.binary_search(&delivery.recipient).is_ok() => "gained",
            _ => "kept",
        };
        row(&delivery.recipient, what, Some(delivery), "deliver");
    }
    for party in &found.waiting {
        row(party, "waiting", None, "embargoed");
    }
    for one in &found.stranded {
        row(&one.party, "stranded", None, one.outcome.as_str());
    }
    for one in found.unreached() {
        row(&one.party, "unmet", None, one.outcome.as_str());
    }
    for person in &found.outside {
        row(person.as_str(), "outside", None, "");
    }
    let headings =
        ["party", "what", "versions", "duty", "path", "channels", "also", "judged", "off_link", "outcome", "done"];
    rows(&headings, &table, Format::Csv, face.screen)
}
