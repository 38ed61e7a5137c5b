//! What an audit found: what was wrong with what was sent, who holds what, and how far it came.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::answer::plan::Digests;
use crate::answer::verdict::Reason;
use crate::id::{ChannelId, DocumentId, KindId, Label, NoticeId, PartyId, PersonRef, RuleId, SectorId};
use crate::lint::Lint;
use crate::situation::Situation;
use crate::span::Span;
use crate::word::audit::{ActionKind, AuditCode, Severity, Stage};
use crate::word::sets::{Direction, Message, Status};

macro_rules! values {
    ($($(#[$meta:meta])* $name:ident { $($(#[$of:meta])* $field:ident: $type:ty,)* })*) => {$(
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        $(#[$meta])*
        #[non_exhaustive]
        pub struct $name {
            $($(#[$of])* pub $field: $type,)*
        }
    )*};
}

values! {
    /// The audit of a delivery log: what was wrong, and why; what is still to come; who holds what; how far each notice came.
    ///
    /// Every list is sorted, and the same notices, log, situations and policy give the same bytes.
    #[serde(remote = "Self")]
    Audit {
        /// The edition.
        edition: DocumentId,
        /// Its revision.
        revision: u32,
        /// The level profile.
        profile: DocumentId,
        /// What it rests on.
        digests: AuditDigests,
        /// How strict it was.
        policy: Policy,
        /// What was out, and when.
        situations: Vec<DatedSituation>,
        /// What a careful reader should look at.
        lints: Vec<Lint>,
        /// What was wrong.
        findings: Vec<Finding>,
        /// What is still to be handed on, and not overdue.
        pending: Vec<Pending>,
        /// What was not handed on by hands whose sending nobody recorded.
        not_observed: Vec<Pending>,
        /// How far each notice came.
        notices: Vec<NoticeRow>,
        /// The same by stage.
        stages: Vec<StageRow>,
        /// Who has each notice, since when, from whom.
        holders: Vec<Holding>,
    }

    /// The SHA-256 of all that an audit rests on.
    AuditDigests {
        /// Those of the router.
        #[serde(flatten)]
        router: Digests,
        /// That of the notices, sorted by id.
        notices: String,
        /// That of the log.
        log: String,
        /// That of the situations.
        situations: String,
    }

    /// How strict an audit is.
    ///
    /// ```
    /// use ceptoar_core::life::Policy;
    /// use ceptoar_core::parse_instant;
    ///
    /// let mut policy = Policy::new(parse_instant("2009-05-08T15:00:00+09:00")?);
    /// policy.promptly = Some("PT1H".parse()?); // without it, what is due promptly is never late
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Policy {
        /// The instant at which it is asked: what was sent later is not looked at.
        #[serde(with = "crate::time::instant")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::time::InstantSchema"))]
        as_of: DateTime<Utc>,
        /// How long *promptly* is; absent: what is due promptly is never late.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        promptly: Option<Span>,
        /// Within which time a receipt is to be confirmed; absent: never asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confirm_within: Option<Span>,
        /// The hands whose sending the log records whole, sorted; absent: all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        logs_of: Option<Vec<PartyId>>,
        /// How far apart clocks may be, where the log does not allow more.
        #[serde(default, skip_serializing_if = "Span::is_nothing")]
        tolerance: Span,
        /// Notices that begin before are not asked for duties, nor whence a sender had them.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::some_instant")]
        #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::time::InstantSchema>"))]
        since: Option<DateTime<Utc>>,
    }

    /// What was out, from an instant on, until another.
    DatedSituation {
        /// From when.
        #[serde(with = "crate::time::instant")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::time::InstantSchema"))]
        from: DateTime<Utc>,
        /// Until when, that instant not included; absent: for good.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::some_instant")]
        #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::time::InstantSchema>"))]
        until: Option<DateTime<Utc>>,
        /// What was out; it has no instant of its own.
        situation: Situation,
    }

    /// One finding. Which fields it has depends on its code.
    Finding {
        /// What tells it from every other, the same in every audit that finds it.
        id: String,
        /// The notice; absent only where a row of the log could not be read.
        notice: Option<NoticeId>,
        /// When it was sent; of a duty, when the duty began; absent only where a row could not be read.
        #[serde(with = "crate::time::some_instant")]
        #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::time::InstantSchema>"))]
        at: Option<DateTime<Utc>>,
        /// What was found.
        code: AuditCode,
        /// How grave it is.
        severity: Severity,
        /// The party that was handed the notice, or was not; `null` for somebody outside, and where it is none.
        party: Option<PartyId>,
        /// Who handed it on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<PartyId>,
        /// By which channel.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        channel: Option<ChannelId>,
        /// The id of the hand-over.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entry: Option<PersonRef>,
        /// Whoever it was handed to that is no party.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outside: Option<PersonRef>,
        /// What the decision says of the party at that instant; `outside` for whoever is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<String>,
        /// Why.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        reasons: Vec<Reason>,
        /// The rules that require it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        rules: Vec<RuleId>,
        /// Until when it was due.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::some_instant")]
        #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::time::InstantSchema>"))]
        due_at: Option<DateTime<Utc>>,
        /// By how much it was late; absent where it has not come yet.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        late_by: Option<Span>,
        /// Since when its confirmation is missing.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::some_instant")]
        #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::time::InstantSchema>"))]
        since: Option<DateTime<Utc>>,
        /// The last holder on its planned path: the hand that did not hand on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stopped_at: Option<PartyId>,
        /// Whose planned path goes on from the party.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        behind: Vec<PartyId>,
        /// How many organisations of a class were told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        told: Option<u64>,
        /// Of how many.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<u64>,
        /// Whether the sender had what replaces it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        knowing: Option<bool>,
        /// Whether the party may be told the new version.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entitled: Option<bool>,
        /// The label that it was sent under.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<Label>,
        /// How many rows of the log it speaks of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        count: Option<u64>,
        /// The place of a row that could not be read, and the code of what is wrong there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        row: Option<BadRow>,
        /// What was found as a sentence, in the language that was asked for; absent where none was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<String>,
    }

    /// A row of a log that is wrong, and was left out.
    BadRow {
        /// Its place, a JSON Pointer into the log; `/0/…` is the first line of JSON Lines, and the first filled-in row of a table.
        pointer: String,
        /// What is wrong, a code of refusals.
        code: String,
        /// The row of a table: as the spreadsheet counts it, from 1; of a data frame from 0.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        row: Option<u64>,
        /// The column of a table, as its header calls it; absent: the whole row.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        column: Option<String>,
    }

    /// A hand-over that is still to come, or that nobody recorded.
    Pending {
        /// The notice.
        notice: NoticeId,
        /// Who is to be told.
        party: PartyId,
        /// Since when.
        #[serde(with = "crate::time::instant")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::time::InstantSchema"))]
        at: DateTime<Utc>,
        /// Until when; absent: no time is set.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::some_instant")]
        #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::time::InstantSchema>"))]
        due_at: Option<DateTime<Utc>>,
        /// The last holder on its planned path; `null` where no way leads there, and in a view, where it is another party.
        stopped_at: Option<PartyId>,
    }

    /// How far a notice came: parties that must be told, and how many of them were.
    NoticeRow {
        /// The notice.
        notice: NoticeId,
        /// When it was issued.
        #[serde(with = "crate::time::instant")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::time::InstantSchema"))]
        issued_at: DateTime<Utc>,
        /// Which way it goes.
        direction: Direction,
        /// The kind of information.
        kind: KindId,
        /// The affected sectors, sorted.
        affected_sectors: Vec<SectorId>,
        /// Whether it is an exercise. Exercises and actual notices are never added up.
        status: Status,
        /// What it is in its thread.
        message: Message,
        /// Its number in its thread, from 1 (第n報).
        version: u64,
        /// Whether it is the last of its thread (最終報): nothing that was issued by the instant of the audit replaces it.
        #[serde(rename = "final")]
        is_final: bool,
        /// What replaces it.
        replaced_by: Option<NoticeId>,
        /// How many parties must be told.
        expected: u64,
        /// To how many of them it was sent.
        sent: u64,
        /// How many of them confirmed it.
        confirmed: u64,
        /// How many of them had it by their due.
        in_time: u64,
        /// How many must be told and could not be.
        unmet: u64,
        /// How many duties ended before their due.
        lapsed: u64,
        /// How many parties may be told, and need not.
        may: u64,
        /// To how many of them it came by the instant of the audit.
        may_told: u64,
        /// How long after its issue the first of those who must be told had it.
        first_after: Option<Span>,
        /// The same of the last.
        last_after: Option<Span>,
    }

    /// How far a notice came at one stage.
    StageRow {
        /// The notice.
        notice: NoticeId,
        /// The stage.
        stage: Stage,
        /// How many parties must be told.
        expected: u64,
        /// To how many of them it was sent.
        sent: u64,
        /// How many of them confirmed it.
        confirmed: u64,
        /// How many of them had it by their due.
        in_time: u64,
        /// How many must be told and could not be.
        unmet: u64,
        /// The same, a class or sub-group counted as the sum of its counts.
        units: Units,
    }

    /// Organisations behind parties. Sub-groups and classes of one CEPTOAR may overlap.
    #[derive(Default)]
    Units {
        /// How many must be told.
        expected: u64,
        /// To how many of them it was sent.
        sent: u64,
        /// How many of them confirmed it.
        confirmed: u64,
        /// How many parties have unknown counts; they are in none of the others.
        unknown: u64,
    }

    /// What to do now about the notices of a log.
    ///
    /// Actions stand by notice, then by kind, by whom and to whom.
    #[serde(remote = "Self")]
    Actions {
        /// The edition.
        edition: DocumentId,
        /// Its revision.
        revision: u32,
        /// The level profile.
        profile: DocumentId,
        /// What it rests on.
        digests: AuditDigests,
        /// How strict it was; `as_of` is now.
        policy: Policy,
        /// What is to be done.
        actions: Vec<Action>,
    }

    /// One thing to do.
    Action {
        /// What.
        action: ActionKind,
        /// About which notice.
        notice: NoticeId,
        /// Who is to do it: whoever can hand on; of what a person must decide or contain, the origin of the notice.
        by: PartyId,
        /// To whom it is to be handed, whom to ask, about whom to decide; `null` for whoever is no party, and to wait.
        to: Option<PartyId>,
        /// Whoever is no party and has it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outside: Option<PersonRef>,
        /// Whom it serves: those who are told by it in the end.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        serves: Vec<PartyId>,
        /// The channels that are open and were not tried, the primary first; `null`: unknown.
        channels: Option<Vec<ChannelId>>,
        /// The channels that were tried in vain.
        tried: Vec<ChannelId>,
        /// Until when; of a wait, the end of the embargo.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::some_instant")]
        #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::time::InstantSchema>"))]
        due_at: Option<DateTime<Utc>>,
        /// Whether that has passed.
        overdue: bool,
        /// The rules that leave it to a person whether the notice is handed on there.
        judgement: Vec<RuleId>,
        /// The ids of the findings that it is about.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        findings: Vec<String>,
        /// What is to be done as a sentence, in the language that was asked for; absent where none was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<String>,
    }

    /// A party that has a notice.
    Holding {
        /// The notice.
        notice: NoticeId,
        /// The party.
        party: PartyId,
        /// Since when.
        #[serde(with = "crate::time::instant")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::time::InstantSchema"))]
        since: DateTime<Utc>,
        /// From whom; `null` for the origin.
        from: Option<PartyId>,
    }
}

impl Policy {
    /// The policy of an instant, that asks for nothing more than the rules say.
    #[must_use]
    pub fn new(as_of: DateTime<Utc>) -> Self {
        let tolerance = Span::default();
        Self { as_of, promptly: None, confirm_within: None, logs_of: None, tolerance, since: None }
    }
}

impl DatedSituation {
    /// A situation that began at an instant, and has not ended.
    #[must_use]
    pub fn new(from: DateTime<Utc>, situation: Situation) -> Self {
        Self { from, until: None, situation }
    }
}

impl Audit {
    /// How many findings have a code.
    #[must_use]
    pub fn count(&self, code: AuditCode) -> usize {
        self.findings.iter().filter(|finding| finding.code == code).count()
    }
}

impl BadRow {
    pub(crate) fn new(pointer: &str, code: &str) -> Self {
        Self { pointer: pointer.to_owned(), code: code.to_owned(), row: None, column: None }
    }

    /// The number of the row in the log, from 0.
    pub(crate) fn number(&self) -> Option<u64> {
        self.pointer.split('/').find_map(|step| step.parse().ok())
    }
}
