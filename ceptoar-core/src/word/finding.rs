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
    /// assert_eq!(FindingCode::Idle.template(Lang::En), "no answer changes without this rule");
    /// ```
    FindingCode,
    /// The sentence.
    template;

    Idle = "idle", "この規則がなくても、どの回答も変わらない", "no answer changes without this rule";
    SilentLabel = "silent-label", "このレベルではこの方向に誰にも伝わらない", "nothing travels in this direction under this label";
    VainRequire = "vain-require", "この規則が求める相手に、一度も伝わらない", "nobody whom this rule requires to be told ever is";
    NoWay = "no-way", "どの通知もここに届かない", "no notice ever reaches this party";
    SourceOnly = "source-only", "ここに至るリンクがない", "no link leads to this party";
}
