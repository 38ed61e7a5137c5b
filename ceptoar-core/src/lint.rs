//! Lints: what a careful reader should look at, though it is no error.

use serde::{Deserialize, Serialize};

use crate::word::sentences::sentences;
use crate::word::sets::Lang;

sentences! {
    /// The things that a careful reader should look at, though they are no errors.
    ///
    /// ```
    /// use ceptoar_core::{Lang, LintCode};
    ///
    /// assert_eq!(LintCode::StaleEdition.as_str(), "stale-edition");
    /// assert_eq!(LintCode::StaleEdition.template(Lang::En), "the edition does not speak of this day");
    /// ```
    LintCode,
    /// The sentence.
    template;

    AddresseeNotTold = "addressee-not-told", "名指しされた宛先だが伝達されない", "an addressee of the notice is not told";
    BuiltFromOutline = "built-from-outline", "版はアウトラインから作られた。数は、その時に分からなかったことの数", "the edition was built from an outline; the number says how much was unknown in it";
    ChannelNotInVocabulary = "channel-not-in-vocabulary", "リンクまたは共有レベルの連絡手段が語彙にない", "a channel of a link or of the level is not in the vocabulary";
    ChannelUnknown = "channel-unknown", "この受け渡しの連絡手段は知られていない", "the channel of this hand-over is not known";
    ConsentWithoutEffect = "consent-without-effect", "同意が記されているが伝達されない", "a consent names it, but it is not told";
    LooserThanReplaced = "looser-than-replaced", "置き換えた通知より緩い共有レベルで、その情報元はレベルを緩める権限を持たない", "its level is looser than that of what it replaces, and its origin could not loosen it";
    NobodyNamed = "nobody-named", "取扱者を限るレベルだが、この宛先の担当者が指定されていない", "the level admits named persons only, and the notice names nobody here";
    NobodyTold = "nobody-told", "この情報は誰にも伝達されない", "the notice reaches nobody";
    OffLink = "off-link", "開いているリンクはなく、記録にある受け渡しの道をたどる", "no open link leads there: it follows a hand-over of the log";
    OrganizationWithoutMembership = "organization-without-membership", "名簿の組織にどのCEPTOARの所属もない", "an organisation of the roster has no membership";
    OrganizationWithoutWay = "organization-without-way", "名簿の組織に、所属するCEPTOARの情報が届くか、そこへ知らせるリンクがない", "an organisation of the roster has no link by which it is told, or none by which it tells";
    PersonNotTold = "person-not-told", "担当者が指定されているが、その組織に伝達されない", "a person of it is named, but it is not told";
    RequiredByJudgement = "required-by-judgement", "伝達が求められているが、経路が人の判断によっている", "it must be told, but the way there rests on a judgement";
    RuleNamesLevel = "rule-names-level", "発動した規則が共有レベルを名指ししている", "a rule that fires names a level";
    StaleEdition = "stale-edition", "版が扱う期間の外である", "the edition does not speak of this day";
}

/// A lint at its place.
///
/// ```
/// use ceptoar_core::{Edition, Lang, LintCode, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let plan = router.route(&notice, &Situation::default())?;
/// assert_eq!((plan.lints[0].code, plan.lints[0].at.as_str()), (LintCode::ChannelUnknown, "nisc>meti"));
/// println!("{}: {}", plan.lints[0].at, plan.lints[0].message(Lang::Ja));
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Lint {
    /// The code.
    pub code: LintCode,
    /// The place: a hand-over as `from>to`, the label of a level, or the id of a party, rule, notice or edition; of
    /// `built-from-outline` the edition and the number of its gaps.
    pub at: String,
}

impl Lint {
    pub(crate) fn new(code: LintCode, at: &str) -> Self {
        Self { code, at: at.to_owned() }
    }

    /// The lint as a sentence without a full stop.
    #[must_use]
    pub fn message(&self, lang: Lang) -> &'static str {
        self.code.template(lang)
    }
}
