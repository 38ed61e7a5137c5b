//! One notice of an audit: what the decision says of it at any instant, and what the log says of it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::{DateTime, Utc};

use crate::answer::plan::{Delivery, Unmet};
use crate::error::code::ErrorCode;
use crate::error::problem::Refusal;
use crate::id::PartyId;
use crate::life::audit::times::{Piece, Times};
use crate::life::entry::LogEntry;
use crate::notice::envelope::Notice;
use crate::router::answer::{Answer, Way};
use crate::router::ask::Router;
use crate::situation::Situation;
use crate::word::sets::{Direction, PartyKind};

/// A row of the log, its parties as numbers.
pub(super) struct Row<'a> {
    pub(super) entry: &'a LogEntry,
    pub(super) from: usize,
    /// `None`: somebody outside.
    pub(super) to: Option<usize>,
}

/// What a plan says.
pub(super) struct Planned {
    pub(super) deliveries: Vec<Delivery>,
    pub(super) unmet: Vec<Unmet>,
}

impl Planned {
    pub(super) fn delivery(&self, party: &str) -> Option<&Delivery> {
        self.deliveries.iter().find(|delivery| delivery.recipient == *party)
    }
}

/// One notice.
pub(super) struct Case<'a> {
    pub(super) router: &'a Router,
    pub(super) times: &'a Times,
    /// The notice as it is.
    pub(super) notice: &'a Notice,
    /// The notice as tests look at it: without its embargo, and as an original.
    plain: &'a Notice,
    pub(super) origin: usize,
    /// Whether the origin is a class, whose other members are recipients.
    pub(super) origin_is_class: bool,
    /// The instant from which something is owed.
    pub(super) start: DateTime<Utc>,
    /// The rows of the log, as they were sent.
    pub(super) rows: Vec<Row<'a>>,
    answers: RefCell<BTreeMap<Piece, Rc<Answer<'a>>>>,
    plans: RefCell<BTreeMap<Piece, Rc<Planned>>>,
}

impl<'a> Case<'a> {
    pub(super) fn new(
        router: &'a Router,
        times: &'a Times,
        notice: &'a Notice,
        plain: &'a Notice,
        rows: Vec<Row<'a>>,
    ) -> Result<Self, Refusal> {
        let origin = number(router, &notice.origin)?;
        let kind = router.registry().party(&notice.origin).map(|party| party.kind);
        Ok(Self {
            router,
            times,
            notice,
            plain,
            origin,
            origin_is_class: kind == Some(PartyKind::Members),
            start: notice.embargo_until.map_or(notice.issued_at, |until| until.max(notice.issued_at)),
            rows,
            answers: RefCell::default(),
            plans: RefCell::default(),
        })
    }

    /// The decision at an instant, the embargo left aside.
    pub(super) fn answer(&self, at: DateTime<Utc>) -> Result<Rc<Answer<'a>>, Refusal> {
        let piece = self.times.piece(at);
        if let Some(answer) = self.answers.borrow().get(&piece) {
            return Ok(Rc::clone(answer));
        }
        let answer = Rc::new(self.router.answer_at(self.plain, self.times.situation(at), at)?);
        self.answers.borrow_mut().insert(piece, Rc::clone(&answer));
        Ok(answer)
    }

    /// The plan at an instant, the embargo left aside.
    pub(super) fn plan(&self, at: DateTime<Utc>) -> Result<Rc<Planned>, Refusal> {
        let piece = self.times.piece(at);
        if let Some(plan) = self.plans.borrow().get(&piece) {
            return Ok(Rc::clone(plan));
        }
        let (deliveries, unmet) = self.answer(at)?.told_and_unmet();
        let plan = Rc::new(Planned { deliveries, unmet });
        self.plans.borrow_mut().insert(piece, Rc::clone(&plan));
        Ok(plan)
    }

    /// Whether the notice may travel a link from a party that has not turned to provision links, or has.
    pub(super) fn travels(&self, way: &Way, is_on_its_own: bool) -> bool {
        way.hop.direction == Direction::Provision || (is_on_its_own && way.hop.direction == self.notice.direction)
    }

    /// Whether a party may set a label at an instant.
    pub(super) fn may_relabel(&self, by: &str, label: &str, at: DateTime<Utc>) -> bool {
        let situation = Situation { at: Some(at), ..self.times.situation(at).clone() };
        self.router.relabel(self.plain, by, label, &situation).is_ok()
    }

    /// The id of a party.
    pub(super) fn id(&self, party: usize) -> &'a str {
        self.router.party_ids().get(party).map_or("", |id| id.as_str())
    }
}

/// The number of a party that a log or a notice names.
pub(super) fn number(router: &Router, party: &PartyId) -> Result<usize, Refusal> {
    router.party_number(party).ok_or_else(|| Refusal::one(ErrorCode::UnknownParty, "/entries", vec![party.to_string()]))
}
