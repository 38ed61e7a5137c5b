//! What becomes of notices once they are sent: JSON in, JSON out.

use std::ffi::c_char;

use ceptoar_core::life::{self, DatedSituation, Log, LogReader, Policy, Scenario, Scope, Threads};
use ceptoar_core::{Lang, Notice, PartyId, Refusal, Router, Situation};

use crate::argument::known;
use crate::call::{CeptoarError, make};
use crate::fail::Fail;
use crate::handle::{bytes, lend, list, need, text};
use crate::notice::{CeptoarNotice, CeptoarSituation};
use crate::question::Question;
use crate::router::CeptoarRouter;
use crate::status::CeptoarStatus;
use crate::text::CeptoarString;

/// The notices of a list of handles.
///
/// # Safety
/// `notices` has `len` pointers to live notices.
unsafe fn notices(notices: *const *const CeptoarNotice, len: usize) -> Result<Vec<Notice>, Fail> {
    unsafe {
        let pointers = list(notices, len, "notices")?;
        pointers.iter().map(|notice| need(*notice, "notices").map(|notice| notice.0.clone())).collect()
    }
}

/// A text with its length.
type Bytes = (*const c_char, usize);

/// Reads what an audit looks at: log, policy and situations (NULL: nothing was out), and asks.
///
/// # Safety
/// Each text has the bytes of its length.
unsafe fn looked<T>(
    reader: LogReader<'_>,
    router: &Router,
    notices: &[Notice],
    (log, policy, situations): (Bytes, Bytes, Bytes),
    ask: impl FnOnce(&Threads<'_>, &Log, &[DatedSituation], &Policy) -> Result<T, Refusal>,
) -> Result<T, Fail> {
    let (log, policy) = unsafe { (bytes(log.0, log.1, "log")?, bytes(policy.0, policy.1, "policy")?) };
    let (log, policy) = (reader.json(log)?, Policy::from_json(policy)?);
    let situations = match situations.0.is_null() {
        true => Vec::new(),
        false => DatedSituation::list_from_json(unsafe { bytes(situations.0, situations.1, "situations") }?)?,
    };
    Ok(ask(&Threads::new(router, notices)?, &log, &situations, &policy)?)
}

/// The language of the sentences that are asked for; NULL: none are.
///
/// # Safety
/// `messages` is NULL or has the bytes of its length.
unsafe fn sentences(messages: *const c_char, len: usize) -> Result<Option<Lang>, Fail> {
    if messages.is_null() {
        return Ok(None);
    }
    let word = unsafe { text(messages, len, "messages") }?;
    Ok(Some(word.parse().map_err(|_| Fail::invalid("messages"))?))
}

/// What a delivery log shows, as JSON (schemas/v1/audit.schema.json): leaks, omissions, and why; who holds what; how far each notice came.
/// `log` is a document `ceptoar/log/1`; `policy` an object with `as_of` and, where wanted, `promptly`, `confirm_within`, `logs_of`,
/// `tolerance`, `since`; `situations` a list of objects with `from`, `until`, `situation`, or NULL: nothing was out. `view_for`, if
/// not NULL: only what that party may be told. With `keep_bad_rows` rows that are wrong are left out and found (`bad-entry`), where
/// they would refuse the log. `messages`, if not NULL: the language (`ja` or `en`) in which each finding has its sentence.
///
/// # Safety
/// Pointers are NULL or valid; each text has the bytes of its length, `notices` has `notices_len` pointers to live notices.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_audit(
    router: *const CeptoarRouter,
    notices: *const *const CeptoarNotice,
    notices_len: usize,
    log: *const c_char,
    log_len: usize,
    policy: *const c_char,
    policy_len: usize,
    situations: *const c_char,
    situations_len: usize,
    keep_bad_rows: bool,
    view_for: *const c_char,
    view_for_len: usize,
    messages: *const c_char,
    messages_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let router = &need(router, "router")?.0;
            let party: Option<PartyId> = match view_for.is_null() {
                true => None,
                false => {
                    let id = known(router.registry(), view_for, view_for_len, "view_for")?;
                    router.registry().party(&id).map(|party| party.id.clone())
                }
            };
            let notices = self::notices(notices, notices_len)?;
            let reader = LogReader::new(router);
            let reader = if keep_bad_rows { reader.keeping_bad_rows() } else { reader };
            let asked = ((log, log_len), (policy, policy_len), (situations, situations_len));
            let messages = sentences(messages, messages_len)?;
            let found = looked(reader, router, &notices, asked, |threads, log, situations, policy| {
                let found = life::audit(router, threads, log, situations, policy)?;
                Ok(party.map_or_else(|| found.clone(), |party| found.view_for(&party, threads)))
            })?;
            let found = match messages {
                Some(lang) => found.with_messages(lang),
                None => found,
            };
            Ok(CeptoarString::new(found.to_json()))
        })
    }
}

/// What to do now about the notices of a log, as JSON (schemas/v1/actions.schema.json). The arguments are those of
/// `ceptoar_router_audit`; `messages`, if not NULL: the language in which each thing to do has its sentence.
///
/// # Safety
/// As `ceptoar_router_audit`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_actions(
    router: *const CeptoarRouter,
    notices: *const *const CeptoarNotice,
    notices_len: usize,
    log: *const c_char,
    log_len: usize,
    policy: *const c_char,
    policy_len: usize,
    situations: *const c_char,
    situations_len: usize,
    messages: *const c_char,
    messages_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let router = &need(router, "router")?.0;
            let messages = sentences(messages, messages_len)?;
            let notices = self::notices(notices, notices_len)?;
            let asked = ((log, log_len), (policy, policy_len), (situations, situations_len));
            let made = looked(LogReader::new(router), router, &notices, asked, |threads, log, situations, policy| {
                life::actions(router, threads, log, situations, policy)
            })?;
            let made = match messages {
                Some(lang) => made.with_messages(lang),
                None => made,
            };
            Ok(CeptoarString::new(made.to_json()))
        })
    }
}

/// Who must learn of the update or withdrawal `notice` (its id) of a thread, and how it comes to them, as JSON
/// (schemas/v1/follow-up.schema.json). `notices` go back to the original; `log` is a document `ceptoar/log/1`.
///
/// # Safety
/// Pointers are NULL or valid; each text has the bytes of its length, `notices` has `notices_len` pointers to live notices.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_follow_up(
    router: *const CeptoarRouter,
    notices: *const *const CeptoarNotice,
    notices_len: usize,
    log: *const c_char,
    log_len: usize,
    notice: *const c_char,
    notice_len: usize,
    situation: *const CeptoarSituation,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let router = &need(router, "router")?.0;
            let notices = self::notices(notices, notices_len)?;
            let (log, id) = (bytes(log, log_len, "log")?, text(notice, notice_len, "notice")?);
            let (threads, log) = (Threads::new(router, &notices)?, Log::from_json(log, router)?);
            let plain = Situation::default();
            let situation = lend(situation).map_or(&plain, |situation| &situation.0);
            Ok(CeptoarString::new(life::follow_up(router, &threads, id, &log, situation)?.to_json()))
        })
    }
}

/// What it would take that a party is told, as JSON (schemas/v1/remedies.schema.json).
///
/// # Safety
/// Pointers are NULL or valid; `party` has `party_len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_remedies(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    party: *const c_char,
    party_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let party = text(party, party_len, "party")?;
            let q = Question::new(router, notice, situation)?;
            let made = q.ask(|router, notice, situation| life::remedies(router, notice, party, situation))?;
            Ok(CeptoarString::new(made.to_json()))
        })
    }
}

/// Who is lost when a channel, a sector, a link or a relay fails, and with `pairs` any two of them, as JSON
/// (schemas/v1/resilience.schema.json).
///
/// # Safety
/// Pointers are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_resilience(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    situation: *const CeptoarSituation,
    pairs: bool,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let q = Question::new(router, notice, situation)?;
            let mut scope = Scope::default();
            scope.pairs = pairs;
            let made = q.ask(|router, notice, situation| life::resilience(router, notice, situation, &scope))?;
            Ok(CeptoarString::new(made.to_json()))
        })
    }
}

/// How often chance loses whom, as JSON (schemas/v1/drill.schema.json). `scenario` is a document `ceptoar/scenario/1`: `runs`, `seed`,
/// `failures` with their chances and, where wanted, `situation`, `delays`, `confirmation`.
///
/// # Safety
/// Pointers are NULL or valid; the scenario has the bytes of its length.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_drill(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    scenario: *const c_char,
    scenario_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let scenario = bytes(scenario, scenario_len, "scenario")?;
            let q = Question::new(router, notice, std::ptr::null())?;
            let made =
                q.ask(|router, notice, _| life::drill(router, notice, &Scenario::from_json(scenario, router)?))?;
            Ok(CeptoarString::new(made.to_json()))
        })
    }
}

/// As `ceptoar_router_passing`, where the notices that follow are known: what was replaced or withdrawn by the instant of the situation
/// (without one, by any of them) may not be passed on (`replaced`).
///
/// # Safety
/// Pointers are NULL or valid; each text has the bytes of its length, `thread` has `thread_len` pointers to live notices.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_router_passing_in(
    router: *const CeptoarRouter,
    notice: *const CeptoarNotice,
    thread: *const *const CeptoarNotice,
    thread_len: usize,
    situation: *const CeptoarSituation,
    holder: *const c_char,
    holder_len: usize,
    party: *const c_char,
    party_len: usize,
    out: *mut *mut CeptoarString,
    error: *mut *mut CeptoarError,
) -> CeptoarStatus {
    unsafe {
        make(out, error, || {
            let (holder, party) = (text(holder, holder_len, "holder")?, text(party, party_len, "party")?);
            let mut notices = notices(thread, thread_len)?;
            let q = Question::new(router, notice, situation)?;
            let passing = q.ask(|router, notice, situation| {
                // One of the same id that says something else is refused with the thread.
                if !notices.contains(notice) {
                    notices.push(notice.clone());
                }
                let threads = Threads::new(router, &notices)?;
                life::may_pass(router, &threads, &notice.id, holder, party, situation)
            })?;
            Ok(CeptoarString::json(&passing))
        })
    }
}
