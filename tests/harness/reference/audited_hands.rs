//! How each row of a log is judged, by the decision at its own instant: a code, and the sentence that gives it.

use ceptoar_core::life::LogEntry;
use ceptoar_core::{ChannelAllowance, Direction, Link, Outcome, PartyKind};

use super::audited::{Asked, Audited, Details, Finding, Thread};

/// A row, while it is judged.
struct Row<'t, 'a, 'b> {
    thread: &'t Thread<'a, 'b>,
    entry: &'a LogEntry,
    asked: &'t Asked<'a>,
    /// The links of the day from the sender to the recipient by which the notice may travel from where it is.
    links: Vec<&'a Link>,
    /// Whether something says whence the sender had it.
    sourced: bool,
    found: Vec<(&'static str, Details)>,
}

impl<'a> Thread<'a, '_> {
    /// Judges the rows of one version.
    pub(super) fn hand_overs(&self, audited: &mut Audited) {
        let version = self.version();
        // R36: of notices that start before `since` nobody is asked whence a sender had them; they are taken to have had them.
        let is_old = self.looked.policy.since.is_some_and(|since| version.start() < since);
        for (place, entry) in version.rows.iter().enumerate() {
            let asked = version.asked(entry.sent_at);
            let to = entry.to.as_ref().map(|to| to.as_str());
            let mut links = to.map_or_else(Vec::new, |to| asked.links(entry.from.as_str(), to));
            // R1, R19: of its own direction only from where it is not turned; a withdrawal travels any link.
            let own = self.had().is_on_its_own(entry.from.as_str(), entry.sent_at + self.looked.tolerance);
            links.retain(|link| {
                let is_own = link.direction == version.notice.direction;
                version.is_withdrawal() || link.direction == Direction::Provision || (is_own && own)
            });
            let sourced = is_old || self.had().sourced[place];
            let mut row = Row { thread: self, entry, asked: &asked, links, sourced, found: Vec::new() };
            row.judge(to);
            for (code, details) in row.found {
                let finding = Finding {
                    notice: version.notice.id.to_string(),
                    at: entry.sent_at,
                    code,
                    party: entry.to.as_ref().map(ToString::to_string),
                    from: Some(entry.from.to_string()),
                    channel: entry.channel.as_ref().map(ToString::to_string),
                    entry: entry.id.as_ref().map(ToString::to_string),
                    outside: entry.outside.as_ref().map(ToString::to_string),
                };
                audited.find(finding, details);
            }
        }
    }
}

impl Row<'_, '_, '_> {
    fn say(&mut self, code: &'static str, details: Details) {
        self.found.push((code, details));
    }

    fn judge(&mut self, to: Option<&str>) {
        let version = self.thread.version();
        // R14: a class that is the origin stands for its others; any other origin is no recipient.
        let returned = to.is_some_and(|to| version.notice.origin == *to) && !version.origin_is_class();
        let right = match to {
            None => {
                self.outside();
                false
            }
            Some(_) if returned => {
                self.say("returned", Details::default());
                false
            }
            Some(to) => {
                let right = self.recipient(to);
                // R2: one office hands on by itself, and what it writes down never gets a finding.
                if right && self.links.iter().any(|link| link.internal && self.asked.ask.is_passable(link)) {
                    self.found.clear();
                    return;
                }
                self.repeated(to);
                right
            }
        };
        self.time(returned);
        self.source();
        if right && let Some(to) = to {
            self.path(to);
            self.judgement(to);
        }
        self.channel();
        self.level();
        self.outdated();
    }

    /// R27: `leak` with outcome `outside`, but `unpermitted` where the level's persons are `anyone`. A withdrawal carries no
    /// content: to whoever was handed an earlier version it is right, to others `unpermitted` (R45).
    fn outside(&mut self) {
        let version = self.thread.version();
        let mut earlier = self.thread.earlier().flat_map(|(version, _)| version.rows.iter().copied());
        let had = earlier.any(|row| {
            let arrived = row.received_at.unwrap_or(row.sent_at) <= self.entry.sent_at;
            row.outside.is_some() && row.outside == self.entry.outside && arrived
        });
        if version.is_withdrawal() && had {
            return;
        }
        let code = if version.is_withdrawal() || self.asked.ask.scope() == "anyone" { "unpermitted" } else { "leak" };
        self.say(code, Details { outcome: Some("outside".to_owned()), ..Details::default() });
    }

    /// R3: whether the recipient may have it, and whether somebody may have seen it that may not, or only nobody asked for it.
    fn recipient(&mut self, to: &str) -> bool {
        if self.thread.version().is_withdrawal() {
            // R45: to whoever holds no earlier version it is `unpermitted`.
            let holds = self.thread.holds_earlier(to, self.entry.sent_at);
            if !holds {
                self.say("unpermitted", Details::default());
            }
            return holds;
        }
        let ask = &self.asked.ask;
        if ask.may(to) {
            return true;
        }
        let outcome = if ask.idle(to).is_some() {
            Outcome::Inactive
        } else if !ask.permitted(to) {
            Outcome::NotAddressed
        } else if ask.forbidden(to) {
            Outcome::Forbidden
        } else {
            Outcome::Capped
        };
        // The outcome may hide it: any reason counts, and each way of being out of reach.
        let code = if ask.forbidden(to) || !ask.in_reach(to) { "leak" } else { "unpermitted" };
        self.say(code, Details { outcome: Some(outcome.as_str().to_owned()), ..Details::default() });
        false
    }

    /// R24: it had arrived already, strictly before, from another hand by a row.
    fn repeated(&mut self, to: &str) {
        let others = self.thread.version().rows.iter().filter(|row| row.to.as_ref().is_some_and(|id| *id == *to));
        let mut before = others.filter(|row| row.received_at.unwrap_or(row.sent_at) < self.entry.sent_at);
        if before.any(|row| row.from != self.entry.from) {
            self.say("repeated", Details::default());
        }
    }

    /// R6, R7, R28: before the issue, within the tolerance, it is that and not `early`. Its origin cannot hear it too early.
    fn time(&mut self, returned: bool) {
        let notice = self.thread.version().notice;
        if self.entry.sent_at + self.thread.looked.tolerance < notice.issued_at {
            self.say("before-issue", Details::default());
        } else if !returned && notice.embargo_until.is_some_and(|until| self.entry.sent_at < until) {
            self.say("early", Details::default());
        }
    }

    /// `not-held`: nothing says whence the sender had it. R4: a sender whose planned supplier's sending is not recorded is taken
    /// to have had it; the plan is that of the notice's own content, of a withdrawal as well (the texts do not say).
    fn source(&mut self) {
        if self.sourced {
            return;
        }
        let plan = self.asked.plan();
        let told = plan.get(self.entry.from.as_str()).and_then(|answer| answer.told.as_ref());
        let supplier = told.and_then(|told| told.hops.last()).map(|hop| hop.from.as_str());
        if supplier.is_some_and(|supplier| !self.thread.looked.is_logged(supplier)) {
            self.sourced = true;
        } else {
            self.say("not-held", Details::default());
        }
    }

    /// R1: `from` has it by the log, is the active origin or passes the four tests itself, and an open link leads on.
    fn path(&mut self, to: &str) {
        let (version, ask) = (self.thread.version(), &self.asked.ask);
        let from = self.entry.from.as_str();
        let is_origin = version.notice.origin == *from;
        let by_the_log = if is_origin { self.thread.had().came_by(from, self.entry.sent_at) } else { self.sourced };
        let holds = by_the_log || (is_origin && ask.is_active(from)) || ask.may(from);
        let reason = if !holds && !version.is_withdrawal() {
            "holder-not-entitled"
        } else if self.links.iter().any(|link| ask.is_passable(link)) || self.is_logged_way(to) {
            return;
        } else if self.links.is_empty() {
            "no-hand-over"
        } else {
            "no-open-link"
        };
        self.say("off-path", Details { reason: Some(reason), ..Details::default() });
    }

    /// R45, R21: a withdrawal may go where an earlier version went before, unless the whole link or one of its ends is out.
    fn is_logged_way(&self, to: &str) -> bool {
        let from = &self.entry.from;
        let shut = self.asked.ask.situation.outages.iter().any(|outage| {
            let ends = outage.party.as_ref().is_some_and(|party| party == from || *party == *to);
            ends || (outage.channel.is_none()
                && outage.link.as_ref().is_some_and(|link| link.from == *from && link.to == *to))
        });
        let went = |row: &&LogEntry| {
            let arrived = row.received_at.unwrap_or(row.sent_at) <= self.entry.sent_at;
            row.from == *from && row.to.as_ref().is_some_and(|id| *id == *to) && arrived
        };
        let mut earlier = self.thread.earlier().flat_map(|(version, _)| version.rows.iter().copied());
        self.thread.version().is_withdrawal() && !shut && earlier.any(|row| went(&row))
    }

    /// R32: it rests on a judgement if all rules that permit its recipient have one, or the channel it used has: on each known
    /// link of the pair on which it is right. A withdrawal asks for none (R45).
    fn judgement(&mut self, to: &str) {
        if self.entry.judged_by.is_some() || self.thread.version().is_withdrawal() {
            return;
        }
        let rules = self.asked.ask.permitting(to);
        let by_rule = !rules.is_empty() && rules.iter().all(|rule| rule.judgement.is_some());
        let by_channel = self.entry.channel.as_ref().is_some_and(|channel| {
            let known = self.links.iter().filter(|link| link.channels.is_some() && self.is_right(link));
            let steps: Vec<_> = known.map(|link| self.asked.ask.step(link)).collect();
            !steps.is_empty() && steps.iter().all(|step| step.judged.iter().any(|id| *channel == **id))
        });
        if by_rule || by_channel {
            self.say("unjudged", Details::default());
        }
    }

    /// R22: only where there is a link that it may travel, only if the channel is right on none, and of internal ones never.
    fn channel(&mut self) {
        let asked = self.entry.channel.is_some() && !self.links.is_empty();
        if asked && !self.links.iter().any(|link| link.internal || self.is_right(link)) {
            self.say("wrong-channel", Details::default());
        }
    }

    /// Whether the channel of the row is open on a link. On unknown channels level, outage and failed sector still bar.
    fn is_right(&self, link: &Link) -> bool {
        let (Some(id), ask) = (&self.entry.channel, &self.asked.ask) else { return false };
        if let Some(channels) = &link.channels {
            return channels.iter().any(|channel| channel.id == *id && ask.is_open(link, channel));
        }
        let world = self.thread.looked.world;
        let known = world.registry.vocabulary().channels.iter().find(|known| known.id == *id);
        let allowed = match world.profile.level(ask.notice.level.as_str()).map(|level| &level.channels) {
            Some(ChannelAllowance::All) => true,
            Some(ChannelAllowance::NotPublic) => known.is_some_and(|known| !known.public),
            Some(ChannelAllowance::Only(ids)) => ids.contains(id),
            None => false,
        };
        let out = ask.situation.outages.iter().any(|outage| {
            let here = outage.link.as_ref().is_none_or(|ends| ends.from == link.from && ends.to == link.to);
            outage.channel.as_ref() == Some(id) && here
        });
        let failed = ask.situation.failed_sectors.iter().any(|s| known.is_some_and(|k| k.carried_by.contains(s)));
        allowed && !out && !failed
    }

    /// R18: sent under a label that its sender may not set (DESIGN 4, "Relabelling"): the cabinet of a provision, else the origin
    /// may set any, another holder a stricter one.
    fn level(&mut self) {
        let (notice, from) = (self.thread.version().notice, self.entry.from.as_str());
        let Some(label) = self.entry.level.as_ref().filter(|label| **label != notice.level) else { return };
        let decides = match notice.direction {
            Direction::Provision => self.thread.looked.kind(from) == Some(PartyKind::Cabinet),
            Direction::Liaison | Direction::Exchange => notice.origin == *from,
        };
        let told = self.asked.plan().get(from).is_some_and(|answer| answer.told.is_some());
        let holds = notice.origin == *from || told;
        let levels = self.thread.looked.world.profile.levels();
        let place = |label: &str| levels.iter().position(|level| level.label == *label);
        let stricter = place(label.as_str()) < place(notice.level.as_str());
        if !(decides || (holds && stricter)) {
            self.say("wrong-level", Details { level: Some(label.to_string()), ..Details::default() });
        }
    }

    /// R10: handed on at or after the issue of what replaces it.
    fn outdated(&mut self) {
        let Some((next, had)) = self.thread.next() else { return };
        if next.notice.issued_at <= self.entry.sent_at {
            let knowing = Some(had.has(self.entry.from.as_str(), self.entry.sent_at));
            self.say("outdated", Details { knowing, ..Details::default() });
        }
    }
}
