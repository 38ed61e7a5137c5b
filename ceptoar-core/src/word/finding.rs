//! The codes of what a careful reader of rules should look at.

use crate::word::sentences::sentences;

sentences! {
    /// What is found in rules that are asked over every class of envelopes.
    ///
    /// ```
    /// use ceptoar_core::Lang;
    /// use ceptoar_core::author::FindingCode;
    ///
    /// assert_eq!("vain-require".parse(), Ok(FindingCode::VainRequire));
    /// assert_eq!(FindingCode::Idle.template(Lang::En), "no answer that was asked for changes without this rule");
    /// ```
    FindingCode,
    /// The sentence.
    template;

    Idle = "idle", "この規則がなくても、調べた回答はどれも変わらない", "no answer that was asked for changes without this rule";
    SilentLabel = "silent-label", "調べた通知は、このレベルではこの方向に誰にも伝わらない", "no notice that was asked travels in this direction under this label";
    VainRequire = "vain-require", "調べた通知では、この規則が求める相手に一度も伝わらない", "no notice that was asked and in which this rule fires is told to anybody whom it requires";
    NoWay = "no-way", "調べた通知はどれもここに届かない", "no notice that was asked reaches this party";
    SourceOnly = "source-only", "ここに至るリンクがない", "no link leads to this party";
}
