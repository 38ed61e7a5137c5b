//! An audit of a delivery log, word for word and slowly (LIFE-RULES): every row and every duty by the sentence that speaks of it.
//!
//! Decisions are those of the literal reference, the embargo left aside (R6). Nothing of the core's audit is used: times are
//! found by trying every midnight and every change of a situation, sources by walking from row to row.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use ceptoar_core::life::{DatedSituation, LogEntry, Policy, Span};
use ceptoar_core::{Link, Message, Notice, PartyKind, Situation};
use chrono::{DateTime, Days as CalendarDays, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::audited_had::Had;
use super::{Ask, Days, Ids, World};
use crate::engine::Answer;

/// What tells a finding from every other (LIFE-RULES, law "order").
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The notice.
    pub notice: String,
    /// When it was sent; of a duty, when the duty began (R34).
    pub at: DateTime<Utc>,
    /// The code.
    pub code: &'static str,
    /// The party.
    pub party: Option<String>,
    /// Who handed it on.
    pub from: Option<String>,
    /// By which channel.
    pub channel: Option<String>,
    /// The id of the row.
    pub entry: Option<String>,
    /// Whoever is no party.
    pub outside: Option<String>,
}

/// What a finding says beside.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Details {
    /// How grave it is.
    pub severity: &'static str,
    /// What the decision says of the party.
    pub outcome: Option<String>,
    /// Why a hand-over is off the path.
    pub reason: Option<&'static str>,
    /// Until when it was due.
    pub due_at: Option<DateTime<Utc>>,
    /// By how much it was late, to the second below.
    pub late_by: Option<i64>,
    /// Since when a confirmation is missing.
    pub since: Option<DateTime<Utc>>,
    /// The hand that did not hand on.
    pub stopped_at: Option<String>,
    /// Whose planned path goes on from the party.
    pub behind: BTreeSet<String>,
    /// How many organisations were told, and of how many.
    pub told: Option<(u64, u64)>,
    /// Whether the sender had what replaces it.
    pub knowing: Option<bool>,
    /// Whether the party may have the new version.
    pub entitled: Option<bool>,
    /// The label that it was sent under.
    pub level: Option<String>,
    /// How many rows speak of an unknown notice.
    pub count: Option<u64>,
}

/// A duty that is not met, and no finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Open {
    /// The notice.
    pub notice: String,
    /// Who is owed it.
    pub party: String,
    /// Since when.
    pub at: DateTime<Utc>,
    /// Until when.
    pub due_at: Option<DateTime<Utc>>,
    /// The hand where it is.
    pub stopped_at: Option<String>,
}

/// Who has a notice, since when and from whom.
pub type Held = (String, String, DateTime<Utc>, Option<String>);

/// How many parties were owed a notice, and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many must be told, and their duty did not lapse.
    pub expected: u64,
    /// To how many of them it was sent.
    pub sent: u64,
    /// How many of them confirmed it.
    pub confirmed: u64,
    /// How many of them had it by their due.
    pub in_time: u64,
    /// How many must be told and could not be.
    pub unmet: u64,
    /// How many duties ended before their due.
    pub lapsed: u64,
    /// How many may be told, and need not.
    pub may: u64,
    /// To how many of them it came.
    pub may_told: u64,
}

/// What an audit says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audited {
    /// What was wrong.
    pub findings: BTreeMap<Finding, Details>,
    /// What is still to come.
    pub pending: BTreeSet<Open>,
    /// What hands did not do whose sending nobody recorded.
    pub not_observed: BTreeSet<Open>,
    /// Who has each notice.
    pub holders: BTreeSet<Held>,
    /// By notice: what was owed and what became of it.
    pub counts: BTreeMap<String, Counts>,
}

impl Audited {
    /// Of findings that are alike in all that tells them apart, one stands: that with the smallest details.
    pub(super) fn find(&mut self, finding: Finding, mut details: Details) {
        details.severity = severity(finding.code);
        let known = self.findings.entry(finding).or_insert_with(|| details.clone());
        if details < *known {
            *known = details;
        }
    }
}

/// "What a desk needs" 8: how grave each code is.
fn severity(code: &str) -> &'static str {
    match code {
        "leak" | "early" | "before-issue" | "not-held" => "breach",
        "unconfirmed" | "partial" => "open",
        "unmet" => "scheme",
        "unknown-notice" => "data",
        "repeated" | "returned" => "note",
        _ => "fault",
    }
}

/// What an audit looks at.
pub(super) struct Looked<'a> {
    pub(super) world: World<'a>,
    pub(super) policy: &'a Policy,
    /// R28: the larger of the log's and the policy's.
    pub(super) tolerance: TimeDelta,
    dated: &'a [DatedSituation],
    calm: &'a Situation,
    days: Days<'a>,
}

/// The decision of one notice in one piece of time.
pub(super) struct Asked<'a> {
    pub(super) ask: Ask<'a>,
    plan: OnceCell<BTreeMap<&'a str, Answer>>,
}

impl<'a> Asked<'a> {
    /// What the plan says of each party.
    pub(super) fn plan(&self) -> &BTreeMap<&'a str, Answer> {
        self.plan.get_or_init(|| {
            let subjects = self.ask.subjects();
            let holders: Ids<'a> = subjects.iter().copied().filter(|party| self.ask.may(party)).collect();
            let paths = self.ask.best_paths(&holders);
            subjects.into_iter().map(|party| (party, self.ask.one(party, paths.get(party)))).collect()
        })
    }

    /// The links of the day from one party to another.
    pub(super) fn links(&self, from: &str, to: &str) -> Vec<&'a Link> {
        self.ask.facts.links.get(from).into_iter().flatten().copied().filter(|link| link.to == *to).collect()
    }
}

/// One notice of a thread, and what the log says of it.
pub(super) struct Version<'a> {
    pub(super) looked: &'a Looked<'a>,
    /// The notice as it is.
    pub(super) notice: &'a Notice,
    /// As decisions look at it: without its embargo, and as an original.
    pub(super) plain: &'a Notice,
    /// Whatever was sent by the instant of the audit and was no vain attempt (R5, R25).
    pub(super) rows: Vec<&'a LogEntry>,
    asked: RefCell<BTreeMap<(NaiveDate, usize), Rc<Asked<'a>>>>,
}

impl<'a> Version<'a> {
    /// R6: something is owed from the later of issue and embargo on.
    pub(super) fn start(&self) -> DateTime<Utc> {
        self.notice.embargo_until.map_or(self.notice.issued_at, |until| until.max(self.notice.issued_at))
    }

    pub(super) fn is_withdrawal(&self) -> bool {
        self.notice.message == Message::Withdrawal
    }

    /// A class stands for its many members.
    pub(super) fn origin_is_class(&self) -> bool {
        self.looked.kind(self.notice.origin.as_str()) == Some(PartyKind::Members)
    }

    /// The id of a party, as long as the registry lives.
    pub(super) fn id(&self, party: &str) -> &'a str {
        self.looked.world.registry.party(party).map_or("", |party| party.id.as_str())
    }

    /// The decision at an instant, in the situation of that moment.
    pub(super) fn asked(&self, at: DateTime<Utc>) -> Rc<Asked<'a>> {
        let (place, situation) = self.looked.situation(at);
        let key = (day(at), place);
        if let Some(known) = self.asked.borrow().get(&key) {
            return Rc::clone(known);
        }
        let ask = Ask::at(&self.looked.days, self.looked.world, self.plain, situation, at);
        let asked = Rc::new(Asked { ask, plan: OnceCell::new() });
        self.asked.borrow_mut().insert(key, Rc::clone(&asked));
        asked
    }
}

/// The civil day in Japan.
pub(super) fn day(at: DateTime<Utc>) -> NaiveDate {
    (at + TimeDelta::hours(9)).date_naive()
}

/// Every midnight in Japan after an instant, up to another: facts begin and end at these alone.
pub(super) fn midnights(after: DateTime<Utc>, until: DateTime<Utc>) -> BTreeSet<DateTime<Utc>> {
    let mut all = BTreeSet::new();
    let mut next = day(after);
    while next <= day(until) {
        all.insert(next.and_time(NaiveTime::MIN).and_utc() - TimeDelta::hours(9));
        next = next.checked_add_days(CalendarDays::new(1)).expect("a later day");
    }
    all.retain(|at| *at > after && *at <= until);
    all
}

pub(super) fn length(span: Span) -> TimeDelta {
    TimeDelta::seconds(span.seconds().into())
}

impl<'a> Looked<'a> {
    pub(super) fn kind(&self, party: &str) -> Option<PartyKind> {
        self.world.registry.party(party).map(|party| party.kind)
    }

    /// R33: what is out at an instant; situations are half-open.
    fn situation(&self, at: DateTime<Utc>) -> (usize, &'a Situation) {
        let holds = |dated: &&DatedSituation| dated.from <= at && dated.until.is_none_or(|until| at < until);
        match self.dated.iter().position(|dated| holds(&dated)) {
            Some(place) => (place + 1, &self.dated[place].situation),
            None => (0, self.calm),
        }
    }

    /// When a situation begins or ends, after an instant and up to another.
    pub(super) fn changes(&self, after: DateTime<Utc>, until: DateTime<Utc>) -> BTreeSet<DateTime<Utc>> {
        let all = self.dated.iter().flat_map(|dated| std::iter::once(dated.from).chain(dated.until));
        all.filter(|at| *at > after && *at <= until).collect()
    }

    /// R4: whether the log records the sending of a party whole.
    pub(super) fn is_logged(&self, party: &str) -> bool {
        self.policy.logs_of.as_ref().is_none_or(|hands| hands.iter().any(|hand| *hand == *party))
    }
}

/// A thread while it is looked at: the original first, each with who had it when.
pub(super) struct Thread<'a, 'b> {
    pub(super) looked: &'a Looked<'a>,
    pub(super) versions: &'b [Version<'a>],
    pub(super) had: &'b [Had<'a>],
    pub(super) place: usize,
}

impl<'a> Thread<'a, '_> {
    pub(super) fn version(&self) -> &Version<'a> {
        &self.versions[self.place]
    }

    pub(super) fn had(&self) -> &Had<'a> {
        &self.had[self.place]
    }

    /// What replaces it, and who had that when.
    pub(super) fn next(&self) -> Option<(&Version<'a>, &Had<'a>)> {
        Some((self.versions.get(self.place + 1)?, self.had.get(self.place + 1)?))
    }

    /// The earlier versions, and who had them when.
    pub(super) fn earlier(&self) -> impl Iterator<Item = (&Version<'a>, &Had<'a>)> {
        self.versions.iter().zip(self.had).take(self.place)
    }
}

/// The audit of a log.
///
/// # Panics
/// Where notices are no chains, or a party is foreign.
#[must_use]
pub fn audited(
    world: World<'_>,
    notices: &[Notice],
    (entries, tolerance): (&[LogEntry], Span),
    situations: &[DatedSituation],
    policy: &Policy,
) -> Audited {
    let plain: Vec<Notice> = notices.iter().map(plain).collect();
    let calm = Situation::default();
    let looked = Looked {
        world,
        policy,
        tolerance: length(tolerance.max(policy.tolerance)),
        dated: situations,
        calm: &calm,
        days: Days::new(world.registry, &[]),
    };
    let mut audited = Audited::default();
    for first in 0..notices.len() {
        if notices[first].replaces.is_some() {
            continue;
        }
        let mut chain = vec![first];
        while let Some(next) =
            notices.iter().position(|next| next.replaces.as_ref() == Some(&notices[chain[chain.len() - 1]].id))
        {
            chain.push(next);
        }
        let version = |place: &usize| {
            let of_notice = entries.iter().filter(|entry| entry.notice == notices[*place].id);
            let mut rows: Vec<&LogEntry> =
                of_notice.filter(|entry| !entry.failed && entry.sent_at <= policy.as_of).collect();
            rows.sort_by_key(|entry| (entry.sent_at, entry.from.clone()));
            let asked = RefCell::default();
            Version { looked: &looked, notice: &notices[*place], plain: &plain[*place], rows, asked }
        };
        let versions: Vec<Version<'_>> = chain.iter().map(version).collect();
        let had: Vec<Had<'_>> = versions.iter().map(|version| Had::new(version, policy.as_of)).collect();
        for place in 0..versions.len() {
            let thread = Thread { looked: &looked, versions: &versions, had: &had, place };
            thread.hand_overs(&mut audited);
            thread.duties(&mut audited);
            thread.holders(&mut audited);
        }
    }
    unknown(notices, entries, policy, &mut audited);
    audited
}

/// The notice as decisions look at it: the embargo is left aside (R6), and what it replaces decides nothing.
fn plain(notice: &Notice) -> Notice {
    let mut plain = notice.clone();
    (plain.message, plain.replaces, plain.embargo_until) = (Message::Original, None, None);
    plain
}

/// R35: a notice that nobody gave is told once, with how many rows speak of it. The texts do not say whether vain attempts
/// count, which have no code of their own (R25); the core counts them, since they name the notice as well.
fn unknown(notices: &[Notice], entries: &[LogEntry], policy: &Policy, audited: &mut Audited) {
    let foreign: BTreeSet<&str> = entries.iter().map(|entry| entry.notice.as_str()).collect();
    for id in foreign.into_iter().filter(|id| notices.iter().all(|notice| notice.id != **id)) {
        let rows = entries.iter().filter(|entry| entry.notice == *id && entry.sent_at <= policy.as_of);
        let sent: Vec<DateTime<Utc>> = rows.map(|entry| entry.sent_at).collect();
        let Some(first) = sent.iter().min() else { continue };
        let finding = Finding {
            notice: id.to_owned(),
            at: *first,
            code: "unknown-notice",
            party: None,
            from: None,
            channel: None,
            entry: None,
            outside: None,
        };
        audited.find(finding, Details { count: Some(sent.len() as u64), ..Details::default() });
    }
}
