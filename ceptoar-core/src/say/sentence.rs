//! Reasons and changes as sentences.

use chrono::NaiveDate;

use crate::answer::reason::ReasonCode;
use crate::answer::verdict::{Change, Reason};
use crate::registry::data::Registry;
use crate::word::sets::{ChangeKind, ConditionName, Lang};

impl Change {
    /// The change as a phrase, with the newest names.
    #[must_use]
    pub fn phrase(&self, registry: &Registry, lang: Lang) -> String {
        self.phrase_on(registry, None, lang)
    }

    fn phrase_on(&self, registry: &Registry, on: Option<NaiveDate>, lang: Lang) -> String {
        let party = self.party.as_ref().map(|id| name(registry, id.as_str(), on, lang)).unwrap_or_default();
        let link = self.link.as_deref().unwrap_or_default();
        match (self.change, lang) {
            (ChangeKind::Validity, Lang::Ja) => format!("リンク {link} がこの日に有効であること"),
            (ChangeKind::Validity, Lang::En) => format!("link {link} holding on this day"),
            (ChangeKind::Outage, Lang::Ja) if self.party.is_some() => format!("{party} の障害が復旧すること"),
            (ChangeKind::Outage, Lang::En) if self.party.is_some() => format!("the outage of {party} ending"),
            (ChangeKind::Outage, Lang::Ja) => format!("リンク {link} の障害が復旧すること"),
            (ChangeKind::Outage, Lang::En) => format!("the outage of link {link} ending"),
            (ChangeKind::Channels, Lang::Ja) => format!("リンク {link} にこのレベルで使える手段があること"),
            (ChangeKind::Channels, Lang::En) => {
                format!("a channel of link {link} that this level and its condition let pass")
            }
            (ChangeKind::Permission, Lang::Ja) => format!("{party} への伝達が認められること"),
            (ChangeKind::Permission, Lang::En) => format!("{party} being permitted"),
            (ChangeKind::Reach, Lang::Ja) => format!("{party} が情報共有レベルの範囲に入ること"),
            (ChangeKind::Reach, Lang::En) => format!("the level reaching {party}"),
        }
    }
}

impl Reason {
    /// The reason as a sentence without a full stop, with the newest names.
    #[must_use]
    pub fn sentence(&self, registry: &Registry, lang: Lang) -> String {
        self.sentence_on(registry, None, lang)
    }

    /// The same with the names of a day.
    pub(super) fn sentence_on(&self, registry: &Registry, on: Option<NaiveDate>, lang: Lang) -> String {
        let conditions: Vec<&str> = self.conditions.iter().map(|name| name.word(lang)).collect();
        let opening: Vec<String> = self.opening.iter().map(|change| change.phrase_on(registry, on, lang)).collect();
        let rule = self.rule.as_ref().map(|rule| rule.as_str());
        let rule = match (self.code, lang) {
            // A membership may matter to a rule, or to reach alone.
            (ReasonCode::MembershipEnded | ReasonCode::MembershipNotBegun, Lang::Ja) => {
                rule.map(|rule| format!(" (規則 `{rule}`)"))
            }
            (ReasonCode::MembershipEnded | ReasonCode::MembershipNotBegun, Lang::En) => {
                rule.map(|rule| format!(" (rule `{rule}`)"))
            }
            _ => rule.map(str::to_owned),
        };
        self.code
            .template(lang)
            .replace("{rule}", &rule.unwrap_or_default())
            .replace("{group}", self.group.as_ref().map_or("", |group| group.as_str()))
            .replace("{date}", &self.date.map(|date| date.to_string()).unwrap_or_default())
            .replace("{conditions}", &conditions.join(lang.pick("、", ", ")))
            .replace("{opening}", &opening.join(lang.pick("、", "; ")))
    }
}

impl ConditionName {
    /// The condition in words.
    #[must_use]
    pub const fn word(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Self::Addressees => ("宛先", "addressees"),
            Self::AffectedCeptoars => ("影響を受けるCEPTOAR", "affected CEPTOARs"),
            Self::AffectedSectors => ("影響を受ける分野", "affected sectors"),
            Self::Causes => ("原因", "cause"),
            Self::Directions => ("方向", "direction"),
            Self::Kinds => ("情報の種類", "kind of information"),
            Self::Levels => ("情報共有レベル", "sharing level"),
            Self::Modes => ("態勢", "mode"),
            Self::OriginGroups => ("情報元の所属", "group of the origin"),
            Self::OriginKinds => ("情報元の種別", "kind of the origin"),
            Self::OriginRoles => ("情報元の役割", "role of the origin"),
            Self::Origins => ("情報元", "origin"),
            Self::Period => ("規則の有効期間", "days on which the rule holds"),
            Self::Purposes => ("目的", "purposes"),
            Self::Statuses => ("実際・訓練の別", "status"),
        };
        match lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }
}

/// A party's name for a reader on a day; without one, the newest with its date.
pub(crate) fn name(registry: &Registry, id: &str, on: Option<NaiveDate>, lang: Lang) -> String {
    let Some(party) = registry.party(id) else { return id.to_owned() };
    match (on, party.names.last()) {
        (Some(day), _) => party.name_on(day).label(id, lang),
        (None, Some(newest)) => newest.name.label(id, lang) + &newest.since(lang),
        (None, None) => party.name.label(id, lang),
    }
}
