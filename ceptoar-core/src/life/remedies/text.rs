//! What it would take, as text: a line for each set of decisions.

use std::fmt::Write as _;

use crate::answer::remedies::{Remedies, RemedyChange, RemedySet};
use crate::id::PartyId;
use crate::text::shown::shown;
use crate::time::instant_text;
use crate::word::life::RemedyKind;
use crate::word::sets::{Lang, Outcome};

impl Remedies {
    /// What becomes of the party now, and what would let it be told.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let mut out = format!("{}: {} {}\n", self.head.notice, self.party, self.outcome.word(lang));
        if self.outcome == Outcome::Deliver {
            return out + lang.pick("すでに伝達される\n", "it is told already\n");
        }
        if self.forbidden {
            out += lang.pick(
                "禁じられているので、それが終わるのを待つほかない\n",
                "it is forbidden: nothing helps but to wait until that ends\n",
            );
        }
        if self.sets.is_empty() {
            out += lang.pick("3つまでの決定では届かない\n", "no three decisions would do\n");
        }
        if !self.complete {
            out +=
                lang.pick("多すぎるので、すべては調べていない\n", "there is too much to look at: not everything was\n");
        }
        for (n, set) in self.sets.iter().enumerate() {
            let _ = writeln!(out, "{}. {}", n + 1, shown(&set.line(lang)));
        }
        out
    }
}

impl RemedySet {
    /// The decisions, the path, and what else they change, on one line.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let said: Vec<String> = self.changes.iter().map(|change| change.phrase(lang)).collect();
        let mut out = said.join(lang.pick("、かつ ", ", and "));
        let first = self.hops.first().map(|hop| &hop.from);
        let path: Vec<&PartyId> = first.into_iter().chain(self.hops.iter().map(|hop| &hop.to)).collect();
        let path: Vec<&str> = path.into_iter().map(|party| party.as_str()).collect();
        let _ = write!(out, " [{}]", path.join(">"));
        for (parties, ja, en) in
            [(&self.also, "ほかに伝わる", "also told"), (&self.lost, "伝わらなくなる", "no longer told")]
        {
            if !parties.is_empty() {
                let _ = write!(out, "; {}: {}", lang.pick(ja, en), ids(parties));
            }
        }
        if self.changes_scheme {
            let _ = write!(out, "; {}", lang.pick("制度を変える", "changes the scheme"));
        }
        out
    }
}

impl RemedyChange {
    /// The decision, and who takes it.
    #[must_use]
    pub fn phrase(&self, lang: Lang) -> String {
        let parties = ids(&self.parties);
        let label = self.label.as_ref().map(ToString::to_string).unwrap_or_default();
        let until = self.until.map(instant_text).unwrap_or_default();
        let sector = self.sector.as_ref().map(ToString::to_string);
        let out = self.outage.clone().or(sector).unwrap_or_default();
        let said = match (self.change, lang) {
            (RemedyKind::Address, Lang::Ja) => format!("{parties} を宛先にする"),
            (RemedyKind::Address, Lang::En) => format!("address {parties}"),
            (RemedyKind::Consent, Lang::Ja) => format!("{parties} への共有に情報元が同意する"),
            (RemedyKind::Consent, Lang::En) => format!("consent for {parties}"),
            (RemedyKind::Label, Lang::Ja) => format!("共有レベルを {label} にする"),
            (RemedyKind::Label, Lang::En) => format!("relabel {label}"),
            (RemedyKind::Wait, Lang::Ja) => format!("{until} まで待つ"),
            (RemedyKind::Wait, Lang::En) => format!("wait until {until}"),
            (RemedyKind::Restore, Lang::Ja) => format!("{out} を復旧する"),
            (RemedyKind::Restore, Lang::En) => format!("restore {out}"),
            (RemedyKind::Permission, Lang::Ja) => format!("規則で {parties} への伝達を認める"),
            (RemedyKind::Permission, Lang::En) => format!("permit {parties} by a rule"),
        };
        match &self.by {
            Some(by) => format!("{said} ({by})"),
            None => said,
        }
    }
}

fn ids(parties: &[PartyId]) -> String {
    parties.iter().map(|party| party.as_str()).collect::<Vec<_>>().join(" ")
}
