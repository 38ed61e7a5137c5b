//! What becomes of notices once they are sent: documents in, documents out.

use std::sync::Arc;

use ceptoar_core::life::{
    self, Actions, Audit, DatedSituation, Drill, FollowUp, Log, LogReader, Policy, Remedies, Resilience, Scenario,
    Scope, Threads,
};
use ceptoar_core::{self as core, Refusal};

use crate::error::{CeptoarError, known};
use crate::native::Native;
use crate::notice::Notice;
use crate::records::enums::Lang;
use crate::records::hand::{Onward, Passing};
use crate::router::Router;
use crate::situation::Situation;

enum Made {
    Actions(Box<Actions>),
    Audit(Box<Audit>),
    Drill(Box<Drill>),
    FollowUp(Box<FollowUp>),
    Remedies(Box<Remedies>),
    Resilience(Box<Resilience>),
}

/// An answer about notices that were sent: a document, and its text.
#[derive(uniffi::Object)]
pub struct LifeAnswer(Made);

#[uniffi::export]
impl LifeAnswer {
    /// The answer as JSON, as its schema says (`schemas/v1`).
    #[must_use]
    pub fn json(&self) -> String {
        match &self.0 {
            Made::Actions(made) => made.to_json(),
            Made::Audit(made) => made.to_json(),
            Made::Drill(made) => made.to_json(),
            Made::FollowUp(made) => made.to_json(),
            Made::Remedies(made) => made.to_json(),
            Made::Resilience(made) => made.to_json(),
        }
    }

    /// The answer as JSON in which each finding of an audit, and each thing to do, has its sentence (`message`).
    #[must_use]
    pub fn json_with_messages(&self, lang: Lang) -> String {
        match &self.0 {
            Made::Actions(made) => made.clone().with_messages(lang).to_json(),
            Made::Audit(made) => made.clone().with_messages(lang).to_json(),
            Made::Drill(_) | Made::FollowUp(_) | Made::Remedies(_) | Made::Resilience(_) => self.json(),
        }
    }

    /// The answer as text for a person.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match &self.0 {
            Made::Actions(made) => made.text(lang),
            Made::Audit(made) => made.text(lang),
            Made::Drill(made) => made.text(lang),
            Made::FollowUp(made) => made.text(lang),
            Made::Remedies(made) => made.text(lang),
            Made::Resilience(made) => made.text(lang),
        }
    }
}

/// Reads what an audit looks at, and asks.
fn looked<T>(
    router: &core::Router,
    notices: &[Arc<Notice>],
    (log, policy, situations): (Result<Log, Refusal>, &[u8], Option<&[u8]>),
    ask: impl FnOnce(&core::Router, &Threads<'_>, &Log, &[DatedSituation], &Policy) -> Result<T, Refusal>,
) -> Result<T, CeptoarError> {
    let notices = cores(notices);
    let situations = situations.map(DatedSituation::list_from_json).transpose()?.unwrap_or_default();
    let (log, policy) = (log?, Policy::from_json(policy)?);
    Ok(ask(router, &Threads::new(router, &notices)?, &log, &situations, &policy)?)
}

fn cores(notices: &[Arc<Notice>]) -> Vec<core::Notice> {
    notices.iter().map(|notice| notice.0.clone()).collect()
}

/// The notices of a thread, and the one that is asked for.
fn thread_of(notice: &Notice, thread: &[Arc<Notice>]) -> Vec<core::Notice> {
    let mut notices = cores(thread);
    // One of the same id that says something else is refused with the thread.
    if !notices.contains(&notice.0) {
        notices.push(notice.0.clone());
    }
    notices
}

fn in_situation(situation: Option<&Situation>) -> Result<core::Situation, CeptoarError> {
    Ok(situation.map(Situation::core).transpose()?.unwrap_or_default())
}

#[uniffi::export]
impl Router {
    /// What a delivery log shows: leaks, omissions, and why; who holds what; how far each notice came (`ceptoar/audit/1`). `log` is a
    /// document `ceptoar/log/1`; `policy` is an object with `as_of` and, where wanted, `promptly`, `confirm_within`, `logs_of`,
    /// `tolerance`, `since`; `situations` is a list of objects with `from`, `until`, `situation`. Party `view_for`: only what that party
    /// may be told. With `keep_bad_rows` rows that are wrong are left out and found (`bad-entry`), where they would refuse the log.
    ///
    /// # Errors
    /// Every problem of one of the documents; `unknown-party`.
    #[uniffi::method(default(situations = None, view_for = None, keep_bad_rows = false))]
    pub fn audit(
        &self,
        notices: Vec<Arc<Notice>>,
        log: Vec<u8>,
        policy: Vec<u8>,
        situations: Option<Vec<u8>>,
        view_for: Option<String>,
        keep_bad_rows: bool,
    ) -> Result<Arc<LifeAnswer>, CeptoarError> {
        let party = view_for.map(|id| known(self.core().registry(), &id, "/view_for")).transpose()?;
        let reader = LogReader::new(self.core());
        let log = if keep_bad_rows { reader.keeping_bad_rows() } else { reader }.json(&log);
        let asked = (log, &*policy, situations.as_deref());
        let made = looked(self.core(), &notices, asked, |router, threads, log, situations, policy| {
            let found = life::audit(router, threads, log, situations, policy)?;
            Ok(party.map_or_else(|| found.clone(), |party| found.view_for(&party, threads)))
        })?;
        Ok(Arc::new(LifeAnswer(Made::Audit(Box::new(made)))))
    }

    /// What to do now about the notices of a log (`ceptoar/actions/1`); the arguments are those of `audit`.
    ///
    /// # Errors
    /// As `audit`.
    #[uniffi::method(default(situations = None))]
    pub fn actions(
        &self,
        notices: Vec<Arc<Notice>>,
        log: Vec<u8>,
        policy: Vec<u8>,
        situations: Option<Vec<u8>>,
    ) -> Result<Arc<LifeAnswer>, CeptoarError> {
        let made = looked(
            self.core(),
            &notices,
            (Log::from_json(&log, self.core()), &policy, situations.as_deref()),
            life::actions,
        )?;
        Ok(Arc::new(LifeAnswer(Made::Actions(Box::new(made)))))
    }

    /// Who must learn of the update or withdrawal `notice` of a thread, and how it comes to them (`ceptoar/follow-up/1`).
    ///
    /// # Errors
    /// `unknown-notice`; `not-a-follow-up` for an original; what is wrong with the thread, the log or the situation.
    #[uniffi::method(default(situation = None))]
    pub fn follow_up(
        &self,
        notices: Vec<Arc<Notice>>,
        log: Vec<u8>,
        notice: &str,
        situation: Option<Situation>,
    ) -> Result<Arc<LifeAnswer>, CeptoarError> {
        let (router, notices) = (self.core(), cores(&notices));
        let (threads, log) = (Threads::new(router, &notices)?, Log::from_json(&log, router)?);
        let made = life::follow_up(router, &threads, notice, &log, &in_situation(situation.as_ref())?)?;
        Ok(Arc::new(LifeAnswer(Made::FollowUp(Box::new(made)))))
    }

    /// What it would take that a party is told (`ceptoar/remedies/1`).
    ///
    /// # Errors
    /// As `decide`.
    #[uniffi::method(default(situation = None))]
    pub fn remedies(
        &self,
        notice: &Notice,
        party: &str,
        situation: Option<Situation>,
    ) -> Result<Arc<LifeAnswer>, CeptoarError> {
        let made = life::remedies(self.core(), &notice.0, party, &in_situation(situation.as_ref())?)?;
        Ok(Arc::new(LifeAnswer(Made::Remedies(Box::new(made)))))
    }

    /// Who is lost when a channel, a sector, a link or a relay fails, and on request any two of them (`ceptoar/resilience/1`).
    ///
    /// # Errors
    /// As `route`.
    #[uniffi::method(default(situation = None, pairs = false))]
    pub fn resilience(
        &self,
        notice: &Notice,
        situation: Option<Situation>,
        pairs: bool,
    ) -> Result<Arc<LifeAnswer>, CeptoarError> {
        let mut scope = Scope::default();
        scope.pairs = pairs;
        let made = life::resilience(self.core(), &notice.0, &in_situation(situation.as_ref())?, &scope)?;
        Ok(Arc::new(LifeAnswer(Made::Resilience(Box::new(made)))))
    }

    /// How often chance loses whom (`ceptoar/drill/1`). `scenario` is a document `ceptoar/scenario/1`: `runs`, `seed`, `failures` with
    /// their chances and, where wanted, `situation`, `delays`, `confirmation`.
    ///
    /// # Errors
    /// Every problem of the scenario; as `route`.
    pub fn drill(&self, notice: &Notice, scenario: Vec<u8>) -> Result<Arc<LifeAnswer>, CeptoarError> {
        let made = life::drill(self.core(), &notice.0, &Scenario::from_json(&scenario, self.core())?)?;
        Ok(Arc::new(LifeAnswer(Made::Drill(Box::new(made)))))
    }

    /// As `may_pass`, where the notices that follow are known: what was replaced or withdrawn by the instant of the situation (without
    /// one, by any of them) may not be passed on (`replaced`).
    ///
    /// # Errors
    /// As `may_pass`; what is wrong with the thread.
    #[uniffi::method(default(situation = None))]
    pub fn may_pass_in(
        &self,
        notice: &Notice,
        thread: Vec<Arc<Notice>>,
        holder: &str,
        party: &str,
        situation: Option<Situation>,
    ) -> Result<Passing, CeptoarError> {
        let (router, notices) = (self.core(), thread_of(notice, &thread));
        let threads = Threads::new(router, &notices)?;
        let at = in_situation(situation.as_ref())?;
        Ok(life::may_pass(router, &threads, &notice.0.id, holder, party, &at)?.native(router.registry()))
    }

    /// As `onward`, where the notices that follow are known: what was replaced or withdrawn is handed on to nobody.
    ///
    /// # Errors
    /// As `onward`; what is wrong with the thread.
    #[uniffi::method(default(situation = None))]
    pub fn onward_in(
        &self,
        notice: &Notice,
        thread: Vec<Arc<Notice>>,
        holder: &str,
        situation: Option<Situation>,
    ) -> Result<Vec<Onward>, CeptoarError> {
        let (router, notices) = (self.core(), thread_of(notice, &thread));
        let threads = Threads::new(router, &notices)?;
        let at = in_situation(situation.as_ref())?;
        Ok(life::onward(router, &threads, &notice.0.id, holder, &at)?.native(router.registry()))
    }
}
