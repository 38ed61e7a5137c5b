//! The codes of an audit: what was wrong with what was sent, or was not sent.

use crate::word::macros::words;
use crate::word::sentences::sentences;

words! {
    /// How grave a finding of an audit is.
    ///
    /// ```
    /// use ceptoar_core::life::{AuditCode, Severity};
    ///
    /// assert_eq!(AuditCode::Leak.severity(), Severity::Breach);
    /// assert!(Severity::Breach < Severity::Note); // the gravest orders first
    /// ```
    Severity {
        /// Somebody may have seen what was not meant for them.
        Breach = "breach",
        /// A hand did not do what the scheme asks of it.
        Fault = "fault",
        /// Something is still to be learnt.
        Open = "open",
        /// The scheme itself reaches nobody there.
        Scheme = "scheme",
        /// The data do not say what they should.
        Data = "data",
        /// Nothing is wrong; somebody may want to know.
        Note = "note",
    }

    /// The stage of a notice's way at which a party stands.
    ///
    /// ```
    /// use ceptoar_core::PartyKind;
    /// use ceptoar_core::life::Stage;
    ///
    /// assert_eq!(Stage::of(PartyKind::LiaisonCouncil), Stage::Ceptoars);
    /// ```
    Stage {
        /// The cabinet's centre and the ministries.
        Government = "government",
        /// CEPTOARs and their councils.
        Ceptoars = "ceptoars",
        /// Members, sub-groups, partners and organisations.
        Members = "members",
    }

    /// What is to be done about a notice that is on its way.
    ///
    /// ```
    /// use ceptoar_core::life::ActionKind;
    ///
    /// assert_eq!("hand-on".parse(), Ok(ActionKind::HandOn));
    /// ```
    ActionKind {
        /// Hand the notice on.
        HandOn = "hand-on",
        /// Ask for what is missing: a confirmation, the rest of a class, whence somebody had it.
        Chase = "chase",
        /// A person must decide: no way leads to a party, or it may not have the new version.
        Decide = "decide",
        /// See to it that what was seen by the wrong party goes no further.
        Contain = "contain",
        /// Wait until an embargo ends.
        Wait = "wait",
    }
}

impl Stage {
    /// The stage of the parties of a kind.
    #[must_use]
    pub const fn of(kind: crate::word::sets::PartyKind) -> Self {
        use crate::word::sets::PartyKind as Kind;
        match kind {
            Kind::Cabinet | Kind::Ministry => Self::Government,
            Kind::Ceptoar | Kind::Council | Kind::LiaisonCouncil => Self::Ceptoars,
            Kind::Subgroup | Kind::Members | Kind::Partner | Kind::Organization => Self::Members,
        }
    }
}

sentences! {
    /// What an audit finds.
    ///
    /// ```
    /// use ceptoar_core::Lang;
    /// use ceptoar_core::life::AuditCode;
    ///
    /// assert_eq!("not-held".parse(), Ok(AuditCode::NotHeld));
    /// assert_eq!(AuditCode::Late.template(Lang::En), "it was handed on after its due");
    /// ```
    AuditCode,
    /// The sentence.
    template;

    BadEntry = "bad-entry", "配布記録の行に誤りがある", "a row of the log is wrong";
    BeforeIssue = "before-issue", "発出の前に渡された", "it was handed on before it was issued";
    Early = "early", "解禁時刻の前に渡された", "it was handed on before its embargo ended";
    Late = "late", "期限の後に渡された", "it was handed on after its due";
    Leak = "leak", "見てはならない相手に渡された", "it was handed to somebody who may not see it";
    NotHeld = "not-held", "渡した側がどこから得たか、記録から分からない", "nothing says whence the sender had it";
    NotUpdated = "not-updated", "古い版を持つのに、新しい版が届いていない", "an earlier version is held, and the new one did not come";
    OffPath = "off-path", "渡した側から相手へ、開いた経路がない", "no open link leads there from the sender";
    Omission = "omission", "伝達が求められる相手に渡されなかった", "it was not handed to somebody who must be told";
    Outdated = "outdated", "置き換えられた後に渡された", "it was handed on though something had replaced it";
    Partial = "partial", "集まりの一部にだけ渡された", "only a part of the class was told";
    Repeated = "repeated", "別の手からすでに届いていた", "it had come already, by another hand";
    Returned = "returned", "情報元に渡された", "it was handed to its origin";
    Unconfirmed = "unconfirmed", "受け取りの確認が期限までにない", "its receipt was not confirmed in time";
    Unjudged = "unjudged", "人の判断が要るのに、誰が判断したか記されていない", "a person must judge it, and nothing says who did";
    UnknownNotice = "unknown-notice", "この通知は与えられていない", "the notice is not among those given";
    Unmet = "unmet", "伝達が求められるが、どの時にも届く道がなかった", "it must be told, and at no time could it be";
    Unpermitted = "unpermitted", "渡すことを認める規則がない", "no rule permits it to be told";
    WrongChannel = "wrong-channel", "その相手に使えない連絡手段で渡された", "it was handed on by a channel that is not right there";
    WrongLevel = "wrong-level", "渡した側が付けられない共有レベルで渡された", "it was sent under a label that the sender may not set";
}

impl AuditCode {
    /// How grave it is.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::Leak | Self::Early | Self::BeforeIssue | Self::NotHeld => Severity::Breach,
            Self::Omission
            | Self::Late
            | Self::Outdated
            | Self::NotUpdated
            | Self::WrongChannel
            | Self::OffPath
            | Self::WrongLevel
            | Self::Unpermitted
            | Self::Unjudged => Severity::Fault,
            Self::Unconfirmed | Self::Partial => Severity::Open,
            Self::Unmet => Severity::Scheme,
            Self::UnknownNotice | Self::BadEntry => Severity::Data,
            Self::Repeated | Self::Returned => Severity::Note,
        }
    }
}
