//! A follow-up as text: a line for each party that it speaks of.

use std::fmt::Write as _;

use crate::answer::follow_up::{FollowUp, FollowUpDelivery, FollowUpHop, Stranded};
use crate::id::PartyId;
use crate::text::shown::shown;
use crate::time::{instant_for, japan};
use crate::word::sets::{Lang, Message};

impl FollowUp {
    /// The thread, who is told by which way, who keeps an old version, and what a careful reader should look at.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let thread: Vec<&str> = self.thread.iter().map(|id| id.as_str()).collect();
        let thread = thread.join(" → ");
        let at = instant_for(self.head.at, japan());
        let is_withdrawal = self.message == Message::Withdrawal;
        let what = if is_withdrawal { lang.pick("取り消し", "withdrawal") } else { lang.pick("続報", "update") };
        let mut out = match lang {
            Lang::Ja => format!("{} ({what}、第{}報: {thread}) {at}\n", self.head.notice, self.number),
            Lang::En => format!("{} ({what}, number {}: {thread}) {at}\n", self.head.notice, self.number),
        };
        for lint in &self.lints {
            let _ = writeln!(out, "! {} {}: {}", lint.code, shown(&lint.at), lint.message(lang));
        }
        for delivery in &self.deliveries {
            let _ = writeln!(out, "{}", shown(&delivery.line(self.is_done(&delivery.recipient), lang)));
        }
        for party in &self.waiting {
            let _ = writeln!(out, "{party}: {}", lang.pick("解禁を待つ", "waits for the end of the embargo"));
        }
        for stranded in &self.stranded {
            let _ = writeln!(out, "{}", shown(&stranded.line(lang)));
        }
        for unmet in self.unreached() {
            let said = lang.pick("届かない", "is not reached");
            let _ = writeln!(out, "{}: {said} ({})", unmet.party, unmet.outcome.word(lang));
        }
        for person in &self.outside {
            let said = lang.pick("関係主体ではない: 人が対応する", "is no party: a person must see to it");
            let _ = writeln!(out, "{}: {said}", shown(person.as_str()));
        }
        if self.later > 0 {
            let _ = match lang {
                Lang::Ja => writeln!(out, "この時点より後の受け渡しで、見ていないもの: {}", self.later),
                Lang::En => writeln!(out, "later hand-overs of the log, not looked at: {}", self.later),
            };
        }
        if self.deliveries.is_empty() && self.stranded.is_empty() && self.waiting.is_empty() && self.unmet.is_empty() {
            let _ = writeln!(out, "{}", lang.pick("伝える相手はいない", "nobody is to be told"));
        }
        out
    }

    fn is_done(&self, party: &PartyId) -> bool {
        self.done.binary_search(party).is_ok()
    }
}

impl FollowUpDelivery {
    /// Whom, by which way and channel, and why, on one line.
    fn line(&self, is_done: bool, lang: Lang) -> String {
        let mut out = format!("{}: {} {}", self.recipient, self.duty.word(lang), self.path());
        if let Some(last) = self.hops.last() {
            let _ = write!(out, " ({})", last.means(lang));
        }
        for reason in &self.reasons {
            let _ = write!(out, "{}{}", lang.pick("、", "; "), reason.code.template(lang));
        }
        if is_done {
            out += lang.pick("、すでに届いている", "; it has come there already");
        }
        out
    }
}

impl FollowUpHop {
    fn means(&self, lang: Lang) -> String {
        if self.off_link {
            return lang.pick("リンクによらない", "off link").to_owned();
        }
        if self.internal {
            return lang.pick("同じ部署", "one office").to_owned();
        }
        match &self.channels {
            None => lang.pick("手段は不明", "channel unknown").to_owned(),
            Some(channels) => {
                channels.iter().chain(self.also.iter()).map(|id| id.as_str()).collect::<Vec<_>>().join(", ")
            }
        }
    }
}

impl Stranded {
    /// Who keeps which version, and why it is not told the new one, on one line.
    fn line(&self, lang: Lang) -> String {
        let versions: Vec<&str> = self.versions.iter().map(|id| id.as_str()).collect();
        let versions = versions.join(", ");
        let codes: Vec<&str> = self.reasons.iter().map(|reason| reason.code.as_str()).collect();
        let because = codes.join(", ");
        match lang {
            Lang::Ja => format!(
                "{}: {versions} を持つが、新しい版を受け取れない (人が決める): {} ({because})",
                self.party,
                self.outcome.word(lang)
            ),
            Lang::En => format!(
                "{}: keeps {versions}, and is not told the new one (somebody must decide): {} ({because})",
                self.party,
                self.outcome.word(lang)
            ),
        }
    }
}
