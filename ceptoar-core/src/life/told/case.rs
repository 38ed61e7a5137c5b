//! One notice of an audit: what the decision says of it at any instant, and what the log says of it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::{DateTime, Utc};

use crate::answer::plan::{Delivery, Unmet};
use crate::error::code::ErrorCode;
use crate::error::problem::Refusal;
use crate::id::PartyId;
use crate::life::entry::LogEntry;
use crate::life::told::times::{Piece, Times};
use crate::notice::envelope::Notice;
use crate::router::answer::{Answer, Way};
use crate::router::ask::Router;
use crate::situation::{LinkEnds, Situation};
use crate::word::sets::{Direction, PartyKind};

/// A row of the log, its parties as numbers.
pub(in crate::life) struct Row<'a> {
    pub(in crate::life) entry: &'a LogEntry,
    pub(in crate::life) from: usize,
    /// `None`: somebody outside.
    pub(in crate::life) to: Option<usize>,
}

/// What a plan says.
pub(in crate::life) struct Planned {
    pub(in crate::life) deliveries: Vec<Delivery>,
    pub(in crate::life) unmet: Vec<Unmet>,
}

impl Planned {
    pub(in crate::life) fn delivery(&self, party: &str) -> Option<&Delivery> {
        self.deliveries.iter().find(|delivery| delivery.recipient == *party)
    }
}

/// One notice.
pub(in crate::life) struct Case<'a> {
    pub(in crate::life) router: &'a Router,
    pub(in crate::life) times: &'a Times,
    /// The notice as it is.
    pub(in crate::life) notice: &'a Notice,
    /// The notice as tests look at it: without its embargo, and as an original.
    plain: &'a Notice,
    pub(in crate::life) origin: usize,
    /// Whether the origin is a class, whose other members are recipients.
    pub(in crate::life) origin_is_class: bool,
    /// The instant from which something is owed.
    pub(in crate::life) start: DateTime<Utc>,
    /// The rows of the log, as they were sent.
    pub(in crate::life) rows: Vec<Row<'a>>,
    answers: RefCell<BTreeMap<Piece, Rc<Answer<'a>>>>,
    plans: RefCell<BTreeMap<Piece, Rc<Planned>>>,
}

impl<'a> Case<'a> {
    pub(in crate::life) fn new(
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
    pub(in crate::life) fn answer(&self, at: DateTime<Utc>) -> Result<Rc<Answer<'a>>, Refusal> {
        let piece = self.times.piece(at);
        if let Some(answer) = self.answers.borrow().get(&piece) {
            return Ok(Rc::clone(answer));
        }
        let answer = Rc::new(self.router.answer_at(self.plain, self.times.situation(at), at)?);
        self.answers.borrow_mut().insert(piece, Rc::clone(&answer));
        Ok(answer)
    }

    /// The plan at an instant, the embargo left aside.
    pub(in crate::life) fn plan(&self, at: DateTime<Utc>) -> Result<Rc<Planned>, Refusal> {
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
    pub(in crate::life) fn travels(&self, way: &Way, is_on_its_own: bool) -> bool {
        way.hop.direction == Direction::Provision || (is_on_its_own && way.hop.direction == self.notice.direction)
    }

    /// Whether a party may set a label at an instant.
    pub(in crate::life) fn may_relabel(&self, by: &str, label: &str, at: DateTime<Utc>) -> bool {
        let situation = Situation { at: Some(at), ..self.times.situation(at).clone() };
        self.router.relabel(self.plain, by, label, &situation).is_ok()
    }

    /// Whether a holder of an earlier version is owed this one: any but its origin. A class that issued it is, for the others of it.
    pub(in crate::life) fn is_owed_its_own(&self, holder: usize) -> bool {
        holder != self.origin || self.origin_is_class
    }

    /// Whether a whole-link outage closes the way from one party to another, or one of them is out.
    pub(in crate::life) fn is_shut(&self, from: usize, to: usize, at: DateTime<Utc>) -> bool {
        let (from, to) = (self.id(from), self.id(to));
        let is_end = |party: &PartyId| *party == *from || *party == *to;
        let is_pair = |link: &LinkEnds| link.from == *from && link.to == *to;
        self.times.situation(at).outages.iter().any(|outage| {
            outage.party.as_ref().is_some_and(is_end)
                || (outage.channel.is_none() && outage.link.as_ref().is_some_and(is_pair))
        })
    }

    /// Whether a party receives and hands on at an instant: it is active, and not out.
    pub(in crate::life) fn takes_part(&self, party: usize, at: DateTime<Utc>) -> Result<bool, Refusal> {
        let is_out = self
            .times
            .situation(at)
            .outages
            .iter()
            .any(|outage| outage.party.as_ref().is_some_and(|out| *out == *self.id(party)));
        Ok(!is_out && self.answer(at)?.standing(party).active)
    }

    /// The id of a party.
    pub(in crate::life) fn id(&self, party: usize) -> &'a str {
        self.router.party_ids().get(party).map_or("", |id| id.as_str())
    }
}

/// The number of a party that a log or a notice names.
pub(in crate::life) fn number(router: &Router, party: &PartyId) -> Result<usize, Refusal> {
    router.party_number(party).ok_or_else(|| Refusal::one(ErrorCode::UnknownParty, "/entries", vec![party.to_string()]))
}
