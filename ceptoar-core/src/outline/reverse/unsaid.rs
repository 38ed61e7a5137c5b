//! What no table of an outline can say.

use crate::word::sentences::sentences;
use crate::word::sets::Lang;

sentences! {
    /// Why a datum of an edition stands in no table.
    ///
    /// ```
    /// use ceptoar_core::author::UnsaidCode;
    /// use ceptoar_core::Lang;
    ///
    /// assert_eq!(UnsaidCode::NoTable.template(Lang::En), "no table has a place for it");
    /// ```
    UnsaidCode,
    /// The sentence.
    template;

    NoTable = "no-table", "どの表にも置く場所がない", "no table has a place for it";
    KindOfParty = "kind-of-party", "この種別の関係主体を二つ以上、または期間付きで書く表がない", "no table holds a second party of this kind, or one with days";
    RoleOfKind = "role-of-kind", "この種別の関係主体にこの役割を与える表がない", "no table gives a party of this kind this role";
    RelayForNobody = "relay-for-nobody", "取り次ぐ相手がリンクから分からない", "its links do not tell for whom it relays";
    Reasons = "reasons", "導かれるものの理由と備考は `outline` のものになり、備考は日本語だけが残る", "what is derived has `outline` for its reason, and of a note only the Japanese is kept";
    OutsideItsParties = "outside-its-parties", "当事者が存在しない日を含む", "it holds on days on which its parties do not exist";
    NoMinistryForAWhile = "no-ministry-for-a-while", "所管省庁のない期間がある (行には省庁を書く)", "it has no ministry on some days, and a row names one";
    InternalWithoutSecretariat = "internal-without-secretariat", "内部リンクの省庁が、その全期間にわたる事務局ではない", "the ministry of the internal link is not the secretariat on all of its days";
}

/// A datum of an edition that no table can say, and why.
///
/// ```
/// use ceptoar_core::author::Outline;
/// use ceptoar_core::{Edition, Lang, Registry};
///
/// let edition = Registry::builtin(Edition::LATEST).document().clone();
/// let reverse = Outline::from_edition(&edition, "my-scheme")?;
/// let bodies = reverse.unsaid.iter().find(|unsaid| unsaid.pointer == "/bodies").ok_or("said")?;
/// assert_eq!(bodies.line(Lang::En), "no-table /bodies: no table has a place for it");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Unsaid {
    /// Where it stands in the edition, as a JSON Pointer.
    pub pointer: String,
    /// Why.
    pub code: UnsaidCode,
}

impl Unsaid {
    pub(super) fn new(pointer: String, code: UnsaidCode) -> Self {
        Self { pointer, code }
    }

    /// Code, place and reason on one line.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        format!("{} {}: {}", self.code, self.pointer, self.code.template(lang))
    }
}
