//! The closed list of reasons, and the sentences rendered from them.

use super::explanation::{Change, ChangeKind, Reason};
use crate::registry::Registry;
use crate::text::Lang;

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $ja:literal, $en:literal;)*) => {
        /// Why a party is told or is not. Sorted as the tests of the decision are.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(inline))]
        #[non_exhaustive]
        pub enum ReasonCode {
            $($(#[$doc])* #[serde(rename = $code)] $name,)*
        }

        impl ReasonCode {
            /// Every code, in the order in which reasons are sorted.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code as the answers write it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// The sentence, with `{rule}`, `{conditions}`, `{group}`, `{date}` and `{opening}` to be filled in.
            #[must_use]
            pub const fn template(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Self::$name, Lang::Ja) => $ja, (Self::$name, Lang::En) => $en),* }
            }
        }
    };
}

reasons! {
    /// A require rule fires.
    Required = "required", "規則 `{rule}` が伝達を求める", "rule `{rule}` requires it";
    /// A permit rule fires.
    Permitted = "permitted", "規則 `{rule}` が伝達を認める", "rule `{rule}` permits it";
    /// The source agreed beyond the level.
    Consented = "consented", "情報元が共有レベルを超える共有に同意している", "the source agreed to share beyond the level";
    /// The party does not exist on the day.
    InactivePeriod = "inactive-period", "この日には存在しない", "it does not exist on this day";
    /// The point of contact does not yet work.
    InactivePoc = "inactive-poc", "緊急窓口 (POC) の運用がまだ始まっていない", "its point of contact does not work yet";
    /// No CEPTOAR of the member is active.
    InactiveMember = "inactive-member", "所属するCEPTOARがまだ活動していない", "no CEPTOAR that it is a member of is active yet";
    /// A rule speaks of the party, but does not fire.
    ConditionsNotMet = "conditions-not-met", "規則 `{rule}` の条件を満たさない: {conditions}", "rule `{rule}` does not fire: {conditions}";
    /// A membership that would bring the party into a rule's audience, or in reach, is over.
    MembershipEnded = "membership-ended", "`{group}` における資格は {date} に終わっている{rule}", "its role in `{group}` ended on {date}{rule}";
    /// A membership that would bring the party into a rule's audience, or in reach, is still to come.
    MembershipNotBegun = "membership-not-begun", "`{group}` における資格は {date} に始まる{rule}", "its role in `{group}` begins on {date}{rule}";
    /// No permitting rule speaks of the party.
    NoRule = "no-rule", "この宛先を認める規則がない", "no rule permits it";
    /// A rule forbids it.
    Forbidden = "forbidden", "規則 `{rule}` が禁じている", "rule `{rule}` forbids it";
    /// A liaison notice stays with its own line.
    LiaisonStays = "liaison-stays", "情報連絡は、内閣官房、所管省庁、情報元のCEPTOARとその構成員に留まる", "a liaison notice stays with the cabinet, the responsible ministries and the origin's own CEPTOARs";
    /// The level does not reach the party.
    OutOfReach = "out-of-reach", "情報共有レベルの範囲の外にある", "the sharing level does not reach it";
    /// A council of which some CEPTOAR is out of reach.
    CouncilOutOfReach = "council-out-of-reach", "協議会に加わるCEPTOARに、情報共有の範囲の外のものがある", "a CEPTOAR of the council is out of reach";
    /// The source lets nobody see it but those whom it names.
    NotInOnly = "not-in-only", "情報元が共有先を限っており、そこに含まれない", "the source limits who may see it, and does not name it";
    /// No open path leads there.
    NoPath = "no-path", "届く経路が開いていない。開くには: {opening}", "no open path leads there; this would open one: {opening}";
    /// Not even a changed world has a path.
    NoLink = "no-link", "そこへ至るリンクがない", "no link leads there";
    /// The origin cannot send.
    OriginInactive = "origin-inactive", "情報元がこの日に活動していない", "the origin is not active on this day";
    /// It is too early.
    Embargoed = "embargoed", "解禁時刻の前である", "the embargo has not ended";
    /// The party has the notice from the start.
    PartyIsOrigin = "party-is-origin", "相手は情報元である", "the party is the origin";
    /// The party may not be told at all.
    PartyNotDelivered = "party-not-delivered", "相手は伝達先ではない", "the party is not among the recipients";
    /// The holder has not got it.
    HolderDoesNotHold = "holder-does-not-hold", "渡す側がこの情報を保有していない", "the holder does not hold the notice";
    /// No link of the day goes from the holder to the party.
    NoHandOver = "no-hand-over", "保有者から相手へのリンクがない", "no link leads from the holder to the party";
    /// A link exists, closed.
    NoOpenLink = "no-open-link", "保有者から相手へのリンクは閉じている", "every link from the holder to the party is closed";
    /// The link would lead back to the notice's own direction.
    DirectionTurned = "direction-turned", "情報提供に転じた情報は元の方向に戻せない", "what has turned to provision links cannot turn back";
}

impl ReasonCode {
    /// Whether the reason speaks against telling the party.
    #[must_use]
    pub const fn withholds(self) -> bool {
        !matches!(self, Self::Required | Self::Permitted | Self::Consented)
    }
}

impl Change {
    /// The change as a phrase.
    #[must_use]
    pub fn phrase(&self, registry: &Registry, lang: Lang) -> String {
        let party = self.party.as_ref().map(|id| name(registry, id.as_str(), lang)).unwrap_or_default();
        let link = self.link.as_deref().unwrap_or_default();
        match (self.change, lang) {
            (ChangeKind::Validity, Lang::Ja) => format!("リンク {link} がこの日に有効であること"),
            (ChangeKind::Validity, Lang::En) => format!("link {link} holding on this day"),
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
    /// The reason as a sentence without a full stop.
    #[must_use]
    pub fn sentence(&self, registry: &Registry, lang: Lang) -> String {
        let conditions: Vec<&str> = self.conditions.iter().map(|name| name.word(lang)).collect();
        let opening: Vec<String> = self.opening.iter().map(|change| change.phrase(registry, lang)).collect();
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

impl super::explanation::ConditionName {
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

/// A party's name for a reader.
pub(crate) fn name(registry: &Registry, id: &str, lang: Lang) -> String {
    registry.party(id).map_or_else(|| id.to_owned(), |party| party.name.label(id, lang))
}
