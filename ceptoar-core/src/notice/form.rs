//! What a notice must hold, by whichever door it came: read from JSON, or put together field by field.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike as _;

use crate::document::convert;
use crate::document::convert::Id;
use crate::document::json::read::shown;
use crate::document::scalar::IdText;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::Problems;
use crate::id::PartyId;
use crate::notice::envelope::Notice;
use crate::time::{YEARS, instant_text};
use crate::word::sets::Message;

/// Where the items of a list stand in the document, if some of it could not be read.
#[derive(Default)]
pub(crate) struct Places(pub(crate) BTreeMap<&'static str, Vec<usize>>);

impl Places {
    pub(crate) fn of(&self, list: &str, item: usize) -> usize {
        self.0.get(list).and_then(|places| places.get(item)).copied().unwrap_or(item)
    }

    /// The ids of a list in the order of the document.
    pub(crate) fn read<T: Id>(
        &mut self,
        name: &'static str,
        list: Option<&Vec<IdText>>,
        problems: &mut Problems,
    ) -> Vec<T> {
        let root = At::root();
        let at = root.key(name);
        let items = list.into_iter().flatten().enumerate();
        let (places, ids) = items.filter_map(|(n, text)| Some((n, convert::id(text, &at.index(n), problems)?))).unzip();
        self.0.insert(name, places);
        ids
    }
}

/// Checks what needs no registry: nothing stands twice in a list, and instants lie within the years of documents.
pub(crate) fn check_form(notice: &Notice, places: &Places, problems: &mut Problems) {
    fn once<T: Ord>(
        name: &'static str,
        items: &[T],
        text: impl Fn(&T) -> &str,
        places: &Places,
        problems: &mut Problems,
    ) {
        let mut seen = BTreeSet::new();
        for (n, item) in items.iter().enumerate().filter(|_| items.len() > 1) {
            if !seen.insert(item) {
                let root = At::root();
                problems.push(
                    ErrorCode::DuplicateItem,
                    &root.key(name).index(places.of(name, n)),
                    vec![shown(text(item))],
                );
            }
        }
    }
    once("purposes", &notice.purposes, |id| id.as_str(), places, problems);
    once("affected_sectors", &notice.affected_sectors, |id| id.as_str(), places, problems);
    for (name, list) in party_lists(notice) {
        once(name, list, |id| id.as_str(), places, problems);
    }
    once("named_persons", &notice.named_persons, |person| person.reference.as_str(), places, problems);
    check_thread(notice, problems);
    let root = At::root();
    for (name, at) in [("issued_at", Some(notice.issued_at)), ("embargo_until", notice.embargo_until)] {
        if let Some(at) = at.filter(|at| !YEARS.contains(&at.year())) {
            problems.push(ErrorCode::InstantOutOfRange, &root.key(name), vec![instant_text(at)]);
        }
    }
}

/// Whether a notice says its place in a thread as one must. Whether the thread is sound is a question to all of it.
pub(crate) fn is_in_a_thread_rightly(notice: &Notice) -> bool {
    match (notice.message, &notice.replaces) {
        (Message::Original, replaces) => replaces.is_none(),
        (_, None) => false,
        (Message::Update, Some(before)) => *before != notice.id,
        (Message::Withdrawal, Some(before)) => *before != notice.id && notice.embargo_until.is_none(),
    }
}

/// Checks what a notice says of its place in a thread.
fn check_thread(notice: &Notice, problems: &mut Problems) {
    if is_in_a_thread_rightly(notice) {
        return;
    }
    let root = At::root();
    let at = root.key("replaces");
    match (notice.message, &notice.replaces) {
        (Message::Original, Some(before)) => {
            // Told of the message: one that cannot be read is told alone.
            problems.push(ErrorCode::OriginalReplaces, &root.key("message"), vec![shown(before.as_str())]);
        }
        (Message::Update | Message::Withdrawal, None) => {
            problems.push(ErrorCode::MissingField, &at, vec!["`replaces`".to_owned()]);
        }
        (_, Some(before)) if *before == notice.id => {
            problems.push(ErrorCode::ThreadCircle, &at, vec![shown(before.as_str())]);
        }
        _ => {}
    }
    if notice.message == Message::Withdrawal && notice.embargo_until.is_some() {
        problems.push(ErrorCode::WithdrawalEmbargoed, &root.key("embargo_until"), Vec::new());
    }
}

/// The lists of parties, by name.
pub(crate) fn party_lists(notice: &Notice) -> [(&'static str, &[PartyId]); 4] {
    [
        ("affected_ceptoars", &notice.affected_ceptoars),
        ("addressees", &notice.addressees),
        ("consents", &notice.consents),
        ("only", notice.only.as_deref().unwrap_or_default()),
    ]
}
