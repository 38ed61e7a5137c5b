//! The closed list of reasons, and the sentences rendered from them.

use crate::word::sentences::sentences;

sentences! {
    /// The reasons for which a party is told or is not, in the order of the tests of the decision.
    ///
    /// ```
    /// use ceptoar_core::{Lang, ReasonCode};
    ///
    /// let code: ReasonCode = "no-link".parse()?;
    /// assert!(code.withholds());
    /// assert_eq!(code.template(Lang::En), "no link leads there");
    /// assert_eq!(code.template(Lang::Ja), "そこへ至るリンクがない");
    /// # Ok::<(), ceptoar_core::UnknownWord>(())
    /// ```
    ReasonCode,
    /// The sentence, with `{rule}`, `{conditions}`, `{group}`, `{date}` and `{opening}` to be filled in.
    template;

    Required = "required", "規則 `{rule}` が伝達を求める", "rule `{rule}` requires it";
    Permitted = "permitted", "規則 `{rule}` が伝達を認める", "rule `{rule}` permits it";
    Consented = "consented", "情報元が共有レベルを超える共有に同意している", "the source agreed to share beyond the level";
    InactivePeriod = "inactive-period", "この日には存在しない", "it does not exist on this day";
    InactivePoc = "inactive-poc", "緊急窓口 (POC) の運用がまだ始まっていない", "its point of contact does not work yet";
    InactiveMember = "inactive-member", "所属するCEPTOARがこの日に活動していない", "no CEPTOAR that it is a member of is active on this day";
    ConditionsNotMet = "conditions-not-met", "規則 `{rule}` の条件を満たさない: {conditions}", "rule `{rule}` does not fire: {conditions}";
    MembershipEnded = "membership-ended", "`{group}` における資格は {date} に終わっている{rule}", "its role in `{group}` ended on {date}{rule}";
    MembershipNotBegun = "membership-not-begun", "`{group}` における資格は {date} に始まる{rule}", "its role in `{group}` begins on {date}{rule}";
    NoRule = "no-rule", "この宛先を認める規則がない", "no rule permits it";
    Forbidden = "forbidden", "規則 `{rule}` が禁じている", "rule `{rule}` forbids it";
    LiaisonStays = "liaison-stays", "情報連絡は、内閣官房、所管省庁、情報元のCEPTOARとその構成員に留まる", "a liaison notice stays with the cabinet, the responsible ministries and the origin's own CEPTOARs";
    OutOfReach = "out-of-reach", "情報共有レベルの範囲の外にある", "the sharing level does not reach it";
    CouncilOutOfReach = "council-out-of-reach", "協議会に加わるCEPTOARに、情報共有の範囲の外のものがある", "a CEPTOAR of the council is out of reach";
    NotInOnly = "not-in-only", "情報元が共有先を限っており、そこに含まれない", "the source limits who may see it, and does not name it";
    NoPath = "no-path", "届く経路が開いていない。開くには: {opening}", "no open path leads there; this would open one: {opening}";
    NoLink = "no-link", "そこへ至るリンクがない", "no link leads there";
    OriginInactive = "origin-inactive", "情報元がこの日に活動していない", "the origin is not active on this day";
    Embargoed = "embargoed", "解禁時刻の前である", "the embargo has not ended";
    PartyIsOrigin = "party-is-origin", "相手は情報元である", "the party is the origin";
    PartyNotDelivered = "party-not-delivered", "相手は伝達先ではない", "the party is not among the recipients";
    HolderDoesNotHold = "holder-does-not-hold", "渡す側がこの情報を保有していない", "the holder does not hold the notice";
    HolderNotEntitled = "holder-not-entitled", "渡す側はこの情報を保有せず、保有を認められてもいない", "the sender neither has the notice nor may have it";
    NotAHolder = "not-a-holder", "取り消しの宛先は、取り消される通知を持つ者に限る", "a withdrawal goes to those alone who have what it takes back";
    Withdrawal = "withdrawal", "取り消された通知を持っている", "it has what is taken back";
    HoldsEarlier = "holds-earlier", "それまでの版を持っている", "it has an earlier version";
    Replaced = "replaced", "新しい通知に置き換えられたか、取り消された", "it was replaced or withdrawn";
    NoHandOver = "no-hand-over", "保有者から相手へのリンクがない", "no link leads from the holder to the party";
    NoOpenLink = "no-open-link", "保有者から相手へのリンクは閉じている", "every link from the holder to the party is closed";
    DirectionTurned = "direction-turned", "情報提供に転じた情報は元の方向に戻せない", "what has turned to provision links cannot turn back";
}

impl ReasonCode {
    /// Whether the reason speaks against telling the party.
    #[must_use]
    pub const fn withholds(self) -> bool {
        !matches!(self, Self::Required | Self::Permitted | Self::Consented | Self::Withdrawal | Self::HoldsEarlier)
    }
}
