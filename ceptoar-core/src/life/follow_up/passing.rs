//! What a holder may do with a notice whose thread is known: what was replaced or withdrawn is not passed on.

use crate::answer::hand::{Onward, Passing};
use crate::answer::reason::ReasonCode;
use crate::answer::verdict::Reason;
use crate::error::code::ErrorCode;
use crate::error::problem::Refusal;
use crate::life::thread::Threads;
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::situation::Situation;
use crate::word::sets::MayPass;

/// Whether `holder` may pass a notice to `party`, as [`Router::may_pass`] says, unless what replaces it was issued by the instant of the
/// situation: then it may not, with the reason `replaced` before the others. Where the situation has no instant, whatever
/// replaces it counts.
///
/// ```
/// use ceptoar_core::life::{Threads, may_pass};
/// use ceptoar_core::{Edition, MayPass, Message, ReasonCode, Registry, Router, Situation};
///
/// let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// let first = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
///     "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let mut withdrawal = first.clone().following(Message::Withdrawal, first.id.clone());
/// withdrawal.id = "n-2".parse()?;
/// let now = Situation::default();
/// assert_eq!(router.may_pass(&first, "meti", "gas", &now)?.answer, MayPass::Yes); // it knows of no withdrawal
/// let notices = [first, withdrawal];
/// let passing = may_pass(&router, &Threads::new(&router, &notices)?, "n-1", "meti", "gas", &now)?;
/// assert_eq!((passing.answer, passing.reasons[0].code), (MayPass::No, ReasonCode::Replaced));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`Router::may_pass`]; `unknown-notice`.
pub fn may_pass(
    router: &Router,
    threads: &Threads<'_>,
    notice: &str,
    holder: &str,
    party: &str,
    situation: &Situation,
) -> Result<Passing, Refusal> {
    let asked = known(threads, notice)?;
    let mut passing = router.may_pass(asked, holder, party, situation)?;
    if is_replaced(threads, notice, situation) {
        passing.answer = MayPass::No;
        passing.hop = None;
        passing.judgement.clear();
        passing.reasons.insert(0, Reason::new(ReasonCode::Replaced));
    }
    Ok(passing)
}

/// To whom `holder` hands a notice on, as [`Router::onward`] says; to nobody, if what replaces it was issued by the instant of the
/// situation. Where the situation has no instant, whatever replaces it counts.
///
/// # Errors
/// As [`Router::onward`]; `unknown-notice`.
pub fn onward(
    router: &Router,
    threads: &Threads<'_>,
    notice: &str,
    holder: &str,
    situation: &Situation,
) -> Result<Vec<Onward>, Refusal> {
    let hops = router.onward(known(threads, notice)?, holder, situation)?;
    Ok(if is_replaced(threads, notice, situation) { Vec::new() } else { hops })
}

fn known<'a>(threads: &Threads<'a>, notice: &str) -> Result<&'a Notice, Refusal> {
    let unknown = || Refusal::one(ErrorCode::UnknownNotice, "/notice", vec![notice.to_owned()]);
    threads.notice(notice).ok_or_else(unknown)
}

/// Whether what replaces a notice was issued by the instant of a situation.
fn is_replaced(threads: &Threads<'_>, notice: &str, situation: &Situation) -> bool {
    let next = threads.replaced_by(notice);
    next.is_some_and(|next| situation.at.is_none_or(|at| next.issued_at <= at))
}
