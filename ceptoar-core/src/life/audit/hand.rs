//! How each hand-over of a log is judged: by the decision at its own instant, in the situation of that moment.

use chrono::{DateTime, Utc};

use crate::answer::audit::Finding;
use crate::answer::reason::ReasonCode;
use crate::answer::verdict::Reason;
use crate::error::problem::Refusal;
use crate::id::{ChannelId, PersonRef};
use crate::level::profile::ChannelAllowance;
use crate::life::audit::found::of_row;
use crate::life::told::case::{Case, Row};
use crate::life::told::thread::{Told, Version};
use crate::router::answer::Way;
use crate::situation::Situation;
use crate::word::audit::AuditCode;
use crate::word::sets::{Message, PersonsScope};

/// The findings of the rows of one version of a thread.
pub(super) fn judge<'b>(
    told: &Told<'_, 'b>,
    version: &Version<'b>,
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    let begins_before = told.policy.since.is_some_and(|since| version.case.start < since);
    let sourced = match begins_before {
        true => vec![true; version.case.rows.len()],
        false => version.brought.sourced(&version.case, told.tolerance),
    };
    for (row, has_source) in version.case.rows.iter().zip(sourced).filter(|(row, _)| !row.entry.failed) {
        let mut judged = Judged { told, version, row, has_source, found: Vec::new() };
        judged.judge()?;
        findings.append(&mut judged.found);
    }
    Ok(())
}

struct Judged<'a, 'b> {
    told: &'a Told<'a, 'b>,
    version: &'a Version<'b>,
    row: &'a Row<'b>,
    /// Whether the log shows whence the sender had it.
    has_source: bool,
    found: Vec<Finding>,
}

impl<'b> Judged<'_, 'b> {
    fn case(&self) -> &Case<'b> {
        &self.version.case
    }

    fn at(&self) -> DateTime<Utc> {
        self.row.entry.sent_at
    }

    fn find(&mut self, code: AuditCode) -> Option<&mut Finding> {
        self.found.push(of_row(self.row.entry, code));
        self.found.last_mut()
    }

    fn judge(&mut self) -> Result<(), Refusal> {
        let answer = self.case().answer(self.at())?;
        let ways = self.row.to.map_or_else(Vec::new, |to| answer.ways(self.row.from, to));
        let ways: Vec<Way> = ways.into_iter().filter(|way| self.travels(way)).collect();
        let is_entitled = match self.row.to {
            None => self.outside(),
            Some(_) if self.is_returned() => {
                self.find(AuditCode::Returned);
                false
            }
            Some(to) => {
                let entitled = self.is_entitled(to)?;
                // One office hands on to itself by itself: what it writes down is never wrong.
                if entitled && ways.iter().any(|way| way.hop.internal && way.open) {
                    return Ok(());
                }
                self.repeated(to);
                entitled
            }
        };
        self.time();
        self.source()?;
        if is_entitled {
            self.path(&ways)?;
            self.judgement(&ways)?;
        }
        self.channel(&ways);
        self.level()?;
        self.outdated();
        Ok(())
    }

    /// Whether it went to its origin, which is no recipient, unless it is a class that stands for its other members.
    fn is_returned(&self) -> bool {
        self.row.to == Some(self.case().origin) && !self.case().origin_is_class
    }

    fn is_withdrawal(&self) -> bool {
        self.case().notice.message == Message::Withdrawal
    }

    /// Whether the notice may travel a link from where it is. A withdrawal carries no content, and travels any.
    fn travels(&self, way: &Way) -> bool {
        let own = || self.version.brought.is_on_its_own(self.row.from, self.at() + self.told.tolerance);
        self.is_withdrawal() || self.case().travels(way, own())
    }

    /// Whether the recipient may have it; if not, that is found.
    fn is_entitled(&mut self, to: usize) -> Result<bool, Refusal> {
        if self.is_withdrawal() {
            let holds = self.told.has_earlier(self.version, to, self.at());
            if !holds && let Some(finding) = self.find(AuditCode::Unpermitted) {
                finding.reasons = vec![Reason::new(ReasonCode::NotAHolder)];
            }
            return Ok(holds);
        }
        let answer = self.case().answer(self.at())?;
        if answer.standing(to).may {
            return Ok(true);
        }
        let Some(verdict) = answer.verdict(self.case().id(to)) else { return Ok(true) };
        let reasons: Vec<Reason> = verdict.reasons.iter().filter(|reason| reason.code.withholds()).cloned().collect();
        let code =
            if reasons.iter().any(|reason| leaks(reason.code)) { AuditCode::Leak } else { AuditCode::Unpermitted };
        if let Some(finding) = self.find(code) {
            finding.outcome = Some(verdict.outcome.as_str().to_owned());
            finding.reasons = reasons;
        }
        Ok(false)
    }

    /// Whoever is no party may have what anyone may have, though no rule says so.
    fn outside(&mut self) -> bool {
        let entry = self.row.entry;
        let had = |id: &PersonRef| self.told.was_outside(self.version, id, entry.sent_at);
        let had_it = self.is_withdrawal() && entry.outside.as_ref().is_some_and(had);
        if !had_it {
            let level = self.case().router.profile().level(&self.case().notice.level);
            let anyone = level.is_some_and(|level| level.persons == PersonsScope::Anyone);
            let code = if anyone || self.is_withdrawal() { AuditCode::Unpermitted } else { AuditCode::Leak };
            if let Some(finding) = self.find(code) {
                finding.outcome = Some("outside".to_owned());
            }
        }
        false
    }

    fn repeated(&mut self, to: usize) {
        if self.version.brought.came_from_another(to, self.row.from, self.at()) {
            self.find(AuditCode::Repeated);
        }
    }

    /// Before its issue nothing else of its time is asked.
    fn time(&mut self) {
        let (issued, embargo) = (self.case().notice.issued_at, self.case().notice.embargo_until);
        if self.at() + self.told.tolerance < issued {
            self.find(AuditCode::BeforeIssue);
        } else if !self.is_returned() && embargo.is_some_and(|until| self.at() < until) {
            self.find(AuditCode::Early);
        }
    }

    /// Whether anything says whence the sender had it, its planned supplier's log among those that are whole.
    fn source(&mut self) -> Result<(), Refusal> {
        if self.has_source {
            return Ok(());
        }
        if self.told.logs_of.is_some() {
            let plan = self.case().plan(self.at())?;
            let supplier = plan.delivery(&self.row.entry.from).and_then(|delivery| delivery.hops.last());
            if supplier.is_some_and(|hop| !self.told.is_logged(&hop.from)) {
                self.has_source = true;
                return Ok(());
            }
        }
        self.find(AuditCode::NotHeld);
        Ok(())
    }

    /// Whether an open link leads on from where the notice is.
    fn path(&mut self, ways: &[Way]) -> Result<(), Refusal> {
        let from = self.row.from;
        let standing = self.case().answer(self.at())?.standing(from);
        let is_origin = from == self.case().origin;
        let came = match is_origin {
            true => self.version.brought.came(from, self.at()),
            false => self.has_source,
        };
        let holds = came || (is_origin && standing.active) || standing.may;
        if !holds && !self.is_withdrawal() {
            if let Some(finding) = self.find(AuditCode::OffPath) {
                finding.reasons = vec![Reason::new(ReasonCode::HolderNotEntitled)];
            }
        } else if !ways.iter().any(|way| way.open) && !self.is_logged_way() {
            let reason = if ways.is_empty() { ReasonCode::NoHandOver } else { ReasonCode::NoOpenLink };
            if let Some(finding) = self.find(AuditCode::OffPath) {
                finding.reasons = vec![Reason::new(reason)];
            }
        }
        Ok(())
    }

    /// A withdrawal may go the way that an earlier version is logged to have gone, unless the whole link is out.
    fn is_logged_way(&self) -> bool {
        let went = |to| {
            let is_shut = self.case().is_shut(self.row.from, to, self.at());
            !is_shut && self.told.went_before(self.version, (self.row.from, to), self.at())
        };
        self.is_withdrawal() && self.row.to.is_some_and(went)
    }

    fn judgement(&mut self, ways: &[Way]) -> Result<(), Refusal> {
        if self.row.entry.judged_by.is_some() || self.is_withdrawal() {
            return Ok(());
        }
        let answer = self.case().answer(self.at())?;
        let owing = self.row.to.is_some_and(|to| answer.standing(to).owing);
        let by_channel = self.row.entry.channel.as_ref().is_some_and(|channel| {
            let mut right =
                ways.iter().filter(|way| way.hop.channels.is_some() && self.is_right(way, channel)).peekable();
            right.peek().is_some() && right.all(|way| way.hop.judged.contains(channel))
        });
        if owing || by_channel {
            self.find(AuditCode::Unjudged);
        }
        Ok(())
    }

    /// Whether the channel is right on some link of the pair; internal links have none.
    fn channel(&mut self, ways: &[Way]) {
        let Some(channel) = &self.row.entry.channel else { return };
        let judged = !ways.is_empty() && ways.iter().all(|way| !way.hop.internal);
        if judged && !ways.iter().any(|way| self.is_right(way, channel)) {
            self.find(AuditCode::WrongChannel);
        }
    }

    fn is_right(&self, way: &Way, channel: &ChannelId) -> bool {
        match &way.hop.channels {
            Some(channels) => channels.contains(channel) || way.hop.also.contains(channel),
            None => !self.is_barred(way, channel),
        }
    }

    /// Whether level, outages or failed sectors bar a channel of a link whose channels nobody knows.
    fn is_barred(&self, way: &Way, channel: &ChannelId) -> bool {
        let router = self.case().router;
        let known = router.registry().vocabulary().channels.iter().find(|known| known.id == *channel);
        let passes = match router.profile().level(&self.case().notice.level).map(|level| &level.channels) {
            Some(ChannelAllowance::All) => true,
            Some(ChannelAllowance::NotPublic) => known.is_some_and(|known| !known.public),
            Some(ChannelAllowance::Only(list)) => list.contains(channel),
            None => false,
        };
        let Situation { outages, failed_sectors, .. } = self.told.times.situation(self.at());
        let is_out = outages
            .iter()
            .filter(|outage| outage.channel.as_ref() == Some(channel))
            .any(|outage| outage.link.as_ref().is_none_or(|ends| ends.from == way.hop.from && ends.to == way.hop.to));
        let is_carried = known.is_some_and(|known| known.carried_by.iter().any(|by| failed_sectors.contains(by)));
        !passes || is_out || is_carried
    }

    /// Whether the sender may set the label that it was sent under.
    fn level(&mut self) -> Result<(), Refusal> {
        let Some(label) = self.row.entry.level.clone().filter(|label| *label != self.case().notice.level) else {
            return Ok(());
        };
        let may = self.case().may_relabel(&self.row.entry.from, &label, self.at());
        if !may && let Some(finding) = self.find(AuditCode::WrongLevel) {
            finding.level = Some(label);
        }
        Ok(())
    }

    fn outdated(&mut self) {
        let Some(next) = self.told.next(self.version).filter(|next| next.case.notice.issued_at <= self.at()) else {
            return;
        };
        let knowing = next.brought.holds(self.row.from, self.at());
        if let Some(finding) = self.find(AuditCode::Outdated) {
            finding.knowing = Some(knowing);
        }
    }
}

/// Whether a reason says that the party may not see it, and not only that nobody asked for it.
fn leaks(code: ReasonCode) -> bool {
    matches!(
        code,
        ReasonCode::Forbidden
            | ReasonCode::LiaisonStays
            | ReasonCode::OutOfReach
            | ReasonCode::CouncilOutOfReach
            | ReasonCode::NotInOnly
    )
}
