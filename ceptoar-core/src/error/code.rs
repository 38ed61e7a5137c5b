//! The closed list of error codes, with their sentences.

use crate::word::sentences::sentences;

sentences! {
    /// The faults of documents and questions. Stable: a code never changes its meaning.
    ///
    /// ```
    /// use ceptoar_core::{ErrorCode, Lang};
    ///
    /// assert_eq!("second-roster".parse(), Ok(ErrorCode::SecondRoster));
    /// for code in ErrorCode::ALL {
    ///     assert!(!code.template(Lang::Ja).is_empty(), "{code}"); // every code has its sentence in both languages
    /// }
    /// ```
    ErrorCode,
    /// The sentence, with `{}` for each argument.
    template;

    WrongEncoding = "wrong-encoding", "UTF-8で書かれていない (UTF-8で保存し直す)", "the document is not in UTF-8 (save it again as UTF-8)";
    MalformedJson = "malformed-json", "JSONとして読めない", "not well-formed JSON";
    TooLarge = "too-large", "文書が大きすぎる: {} バイト (上限 {} バイト)", "the document is too large: {} bytes, of at most {}";
    UnknownField = "unknown-field", "未知の項目がある: {}", "a field is not known: {}";
    MissingField = "missing-field", "必要な項目がない: {}", "a field is missing: {}";
    DuplicateField = "duplicate-field", "同じ項目が二つある: {}", "a field stands twice: {}";
    WrongType = "wrong-type", "型が合わない: {}", "the type is wrong: {}";
    UnknownValue = "unknown-value", "決められた値ではない: {}", "the value is not one of those allowed: {}";
    WrongFormat = "wrong-format", "`format` は `{}` でなければならないが `{}` である", "`format` must be `{}`, not `{}`";
    BadId = "bad-id", "`{}` はIDの形ではない", "`{}` has not the form of an id";
    BadText = "bad-text", "この文字列は使えない", "the text cannot be used";
    BadDate = "bad-date", "`{}` は1900年から2200年までの日付 (YYYY-MM-DD) ではない", "`{}` is not a date (YYYY-MM-DD) from 1900 to 2200";
    BadMonth = "bad-month", "`{}` は月 (YYYY-MM) ではない", "`{}` is not a month (YYYY-MM)";
    BadPartialDate = "bad-partial-date", "`{}` は年、月、日 (YYYY、YYYY-MM、YYYY-MM-DD) のいずれでもない", "`{}` is neither a year, a month nor a day (YYYY, YYYY-MM, YYYY-MM-DD)";
    BadDigest = "bad-digest", "`{}` はSHA-256の16進表記ではない", "`{}` is not a SHA-256 in lower-case hexadecimal";
    BadInstant = "bad-instant", "`{}` はRFC 3339の時刻ではない", "`{}` is not an RFC 3339 instant";
    NaiveInstant = "naive-instant", "`{}` にUTCとの時差がない (`Z` や `+09:00` を付ける)", "`{}` has no offset from UTC (add `Z` or `+09:00`)";
    InstantOutOfRange = "instant-out-of-range", "`{}` は協定世界時 (UTC) で1900年から2200年までの時刻ではない", "`{}` is not within the years 1900 to 2200 of UTC";
    LeapSecond = "leap-second", "`{}` はうるう秒であり、扱えない (直前か直後の秒を書く)", "`{}` is a leap second, which is not counted here (write the second before or after it)";
    BadDue = "bad-due", "`{}` は期限ではない (`promptly`、`PT24H`、`P3D` など)", "`{}` is no due time (`promptly`, or whole hours or days such as `PT24H`, `P3D`)";
    MissingLevel = "missing-level", "情報共有レベルがない", "the notice has no sharing level";
    DuplicateId = "duplicate-id", "ID `{}` が二度使われている", "the id `{}` is used twice";
    OriginalReplaces = "original-replaces", "最初の通知 (`original`) は `{}` を置き換えられない (続報なら `message` を `update` か `withdrawal` とする)", "an original cannot replace `{}` (what follows another says so: `message` is `update` or `withdrawal`)";
    ThreadCircle = "thread-circle", "通知 `{}` の続きをたどると自身に戻る", "the thread of the notice `{}` runs in a circle";
    WithdrawalEmbargoed = "withdrawal-embargoed", "取り消しに解禁時刻は付けられない", "a withdrawal cannot be under an embargo";
    NotTheSource = "not-the-source", "`{}` は通知 `{}` の発信元でも、情報提供における内閣官房でもないので、続報を出せない", "`{}` is neither the origin of the notice `{}` nor, for a provision, the cabinet, and cannot follow it up";
    BeforeReplaced = "before-replaced", "通知 `{}` より前に出されている", "it was issued before the notice `{}`, which it replaces";
    ReplacedTwice = "replaced-twice", "通知 `{}` を置き換える通知が二つある", "two notices replace the notice `{}`";
    AfterWithdrawal = "after-withdrawal", "通知 `{}` は取り消しであり、続報はない (新しい通知を出す)", "the notice `{}` is a withdrawal, which nothing follows (issue a new original)";
    DirectionChanged = "direction-changed", "通知 `{}` と情報の流れが違う", "the direction is not that of the notice `{}`, which it replaces";
    StatusChanged = "status-changed", "通知 `{}` と、訓練か実際かが違う", "one is an exercise, while the other, the notice `{}`, is not";
    UnknownNotice = "unknown-notice", "通知 `{}` が与えられていない", "the notice `{}` is not among those given";
    BadSpan = "bad-span", "`{}` は時間の長さ (`PT30M`、`PT1H20M` など) ではない", "`{}` is no length of time (such as `PT30M`, `PT1H20M`)";
    ReceivedBeforeSent = "received-before-sent", "送られる前に届いている", "it was received before it was sent";
    ConfirmedBeforeReceived = "confirmed-before-received", "届く前に確認されている", "it was confirmed before it was received";
    Contradicts = "contradicts", "同じ受け渡しについて食い違う: `{}`", "what is said of one hand-over contradicts itself: `{}`";
    BadPart = "bad-part", "`{}` は `{}` のうちの数ではない", "`{}` is no number out of `{}`";
    NotAFollowUp = "not-a-follow-up", "`{}` は最初の通知であり、何も置き換えない", "`{}` is an original: it replaces nothing";
    WithdrawalNeedsLog = "withdrawal-needs-log", "取り消しの宛先は、それまでの通知を受け取った者である。誰が持っているかは、配布記録とともに尋ねる", "a withdrawal goes to whoever holds what it takes back: ask for its follow-up, with the delivery log";
    DuplicateItem = "duplicate-item", "`{}` が二度書かれている", "`{}` stands twice in the list";
    UnknownParty = "unknown-party", "関係主体 `{}` はレジストリ(台帳)にない", "the registry has no party `{}`";
    UnknownSector = "unknown-sector", "分野 `{}` はレジストリ(台帳)にない", "the registry has no sector `{}`";
    UnknownKind = "unknown-kind", "情報の種類 `{}` は語彙にない", "the vocabulary has no kind `{}`";
    UnknownCause = "unknown-cause", "原因 `{}` は語彙にない", "the vocabulary has no cause `{}`";
    UnknownPurpose = "unknown-purpose", "目的 `{}` は語彙にない", "the vocabulary has no purpose `{}`";
    UnknownChannel = "unknown-channel", "連絡手段 `{}` は語彙にない", "the vocabulary has no channel `{}`";
    UnknownObligation = "unknown-obligation", "条件 `{}` は語彙にない", "the vocabulary has no obligation `{}`";
    UnknownLevel = "unknown-level", "レベル `{}` はプロファイルにない。使えるラベル: {}", "the profile has no level `{}`; its labels are {}";
    UnknownLink = "unknown-link", "リンク `{}` はレジストリ(台帳)にない (`from>to` の形で書く)", "the registry has no link `{}` (write `from>to`)";
    UnknownSource = "unknown-source", "出典 `{}` は索引にも文書一覧にもない", "the source `{}` is neither in the index nor among the documents";
    UnknownRuleSet = "unknown-rule-set", "規則集 `{}` は組み込まれていない (`standard` のみ)", "there is no built-in rule set `{}` (only `standard`)";
    NotACeptoar = "not-a-ceptoar", "`{}` はCEPTOARではない", "`{}` is no CEPTOAR";
    NotAGroup = "not-a-group", "`{}` は構成員を持つ集まりではない", "`{}` is no group that a party can have a role in";
    NotAMinistry = "not-a-ministry", "`{}` は省庁ではないので所管できない", "`{}` is no ministry and cannot be responsible";
    CeptoarOutsideSectors = "ceptoar-outside-sectors", "CEPTOAR `{}` は影響を受ける分野の外にある", "the CEPTOAR `{}` is outside the affected sectors";
    EmptyPeriod = "empty-period", "期間が空である (`until` は `from` より後)", "the period is empty (`until` must be after `from`)";
    DoubledValue = "doubled-value", "`{}` の値が {} について二つある", "`{}` has two values for {}";
    OverlappingPeriods = "overlapping-periods", "`{}` の期間が重なっている", "the periods of `{}` overlap";
    DoubledLink = "doubled-link", "リンク `{}` が同じ方向と期間で二重にある", "the link `{}` stands twice for one direction and time";
    SelfLink = "self-link", "`{}` から自身へのリンクは構成員の類にしか許されない", "only a members class may have a link to itself, not `{}`";
    MembershipCycle = "membership-cycle", "`{}` の所属関係が循環している", "the memberships of `{}` run in a circle";
    NoMinistry = "no-ministry", "CEPTOAR `{}` に所管省庁がない", "the CEPTOAR `{}` has no responsible ministry";
    MissingRecord = "missing-record", "CEPTOAR `{}` の記録がない", "the CEPTOAR `{}` has no record";
    BrokenTotal = "broken-total", "合計は {} とあるが、数えると {} である", "the total says {}, but the data count {}";
    InternalWithChannels = "internal-with-channels", "内部リンク `{}` の連絡手段は空でなければならない", "the internal link `{}` must have an empty list of channels";
    InternalBetweenOthers = "internal-between-others", "内部リンク `{}` は、CEPTOARと、その事務局または所管である省庁との間にしか許されない", "the internal link `{}` is not between a CEPTOAR and the ministry that is its secretariat or responsible for it";
    EmptyChannels = "empty-channels", "リンク `{}` の連絡手段が空である (不明なら `null`)", "the link `{}` has an empty list of channels (write `null` where they are unknown)";
    EmptySet = "empty-set", "空の集合は何にも一致しない (条件をなくすには項目を省く)", "an empty set is never met (leave the field out to drop the condition)";
    ProfileNotNested = "profile-not-nested", "`{}` は、それより緩い `{}` に含まれない: `{}`", "`{}` is not contained in the looser `{}`: `{}`";
    EmptyProfile = "empty-profile", "プロファイルにラベルがない", "the profile has no labels";
    ForbidWithDue = "forbid-with-due", "禁止の規則に期限や条件は付けられない", "a forbid can have neither due nor obligations";
    JudgementWithoutPermit = "judgement-without-permit", "判断の条件は許可の規則にしか付けられない", "only a permit can have a judgement";
    AudienceOfNobody = "audience-of-nobody", "この規則の対象は、どの日にも誰にもならない", "the audience of this rule can never be anybody";
    EmptyOutage = "empty-outage", "障害には連絡手段、リンク、または関係主体を書く", "an outage must name a channel, a link or both, or a party";
    PartyNotAlone = "party-not-alone", "関係主体の障害に、連絡手段やリンクは書けない (別の障害として書く)", "an outage of a party names no channel and no link (write them as outages of their own)";
    RosterLinkWithoutOrganization = "roster-link-without-organization", "名簿のリンク `{}` は名簿の組織に触れない", "the link `{}` of the roster touches none of its organisations";
    SecondRoster = "second-roster", "レジストリ(台帳)にはすでに名簿がある (一つの名簿にまとめてから読み込む)", "the registry already has a roster (join the rosters into one first)";
    OverlayAfterRoster = "overlay-after-roster", "レジストリ(台帳)にはすでに名簿がある (先に差分を重ねてから名簿を読み込む)", "the registry already has a roster (apply overlays first, the roster last)";
    WrongBase = "wrong-base", "差分は `{}` のために書かれているが、下にある版は `{}` である", "the overlay is written for `{}`, but the edition at the bottom is `{}`";
    NotOneOf = "not-one-of", "{} のうちちょうど一つを書く", "exactly one of {} is written";
    WrongValue = "wrong-value", "項目 `{}` の値は {} の形で書く", "the field `{}` takes a value like {}";
    NotStanding = "not-standing", "`{}` は {} には成り立っていない", "`{}` does not stand on {}";
    AlreadyStands = "already-stands", "`{}` はすでにある", "`{}` stands already";
    OtherKind = "other-kind", "`{}` は以前は `{}` であり、`{}` として戻ることはできない", "`{}` was a `{}` before and cannot come back as a `{}`";
    BeginsAfterEnd = "begins-after-end", "`{}` は {} に終わるが、`{}` はその日以後に始まる", "`{}` ends on {}, but `{}` begins on or after that day";
    ChangesNothing = "changes-nothing", "この項目は何も変えない: `{}`", "this entry changes nothing: `{}`";
    ByHand = "by-hand", "`{}` は導かれたとおりではないので、この変更では扱えない (`end` と `add` で書く)", "`{}` is not as it would be derived, so that this change cannot carry it (write it by `end` and `add`)";
    InternalWithoutSecretariat = "internal-without-secretariat", "内部リンク `{}` は、事務局の役割がない日には成り立たない", "the internal link `{}` holds on days on which no role `secretariat` stands behind it";
    StaleEdition = "stale-edition", "版 `{}` は {} を扱わない (扱う期間: {})。その日を扱う版を使うか、古い版での回答を明示的に許す", "the edition `{}` does not speak of {} (it covers {}): use an edition of that day, or allow stale answers explicitly";
    TooManyPairs = "too-many-pairs", "障害の組は {} 通りあり、上限の {} を超える。試す種類を絞る", "there are {} pairs of failures, of at most {}: try fewer kinds";
    TooManyRuns = "too-many-runs", "試行は {} 回とあるが、上限は {} 回である", "{} runs are asked for, of at most {}";
    BelowMedian = "below-median", "90パーセンタイル `{}` が中央値 `{}` より短い", "the 90th percentile `{}` is shorter than the median `{}`";
    NoOtherDelay = "no-other-delay", "`channel` のない所要時間がない (連絡手段の分からない受け渡しにも要る)", "a delay without a `channel` is missing (hand-overs of unknown channels take one)";
    TooManyCombinations = "too-many-combinations", "通知の型が {} 通り以上あり、上限の {} を超える (内訳: {})。期間、宛先または分野を狭めるか、上限 (`most`、コマンドでは `--most`) を上げる", "there are {} combinations of envelopes or more, of at most {} ({}): narrow the days, the addressees or the sectors, or allow more (`most`, on the command line `--most`)";
    EmptyWindow = "empty-window", "期間 `{}` に日がない。最初の日と終わりの翌日を両方とも書く (書かない方は、版が扱う期間の端になる)", "there is no day in `{}`: say both the first day and the first day after (the one that is left out is the end of what the edition covers)";
    Stopped = "stopped", "終わる前に止められた", "it was stopped before its end";
    RulesNotChosen = "rules-not-chosen", "版 `{}` は組み込みの版を変えたもの、または他の版に差分を重ねたものであり、既定の規則がない (規則を指定する)", "the edition `{}` is a changed built-in one, or one under overlays that is not built in, so that it has no rules by default (name the rules)";
    NoVerdict = "no-verdict", "`{}` は情報元であり、判断の対象ではない", "`{}` is the origin, on which there is no verdict";
    NotAHolder = "not-a-holder", "`{}` はこの情報を保有していない", "`{}` does not hold the notice";
    NotStricter = "not-stricter", "`{}` は `{}` より厳しくない", "`{}` is not stricter than `{}`";
    LookUpFailed = "look-up-failed", "通知 `{}` の内部参照に失敗したため拒否した", "an internal look-up for notice `{}` failed, so that it is refused";
    UnknownTable = "unknown-table", "表 `{}` はアウトラインにない", "an outline has no table `{}`";
    MissingTable = "missing-table", "表 `{}` がない", "the table `{}` is missing";
    BadEncoding = "bad-encoding", "文字を読めない", "the characters cannot be read";
    UnreadableCell = "unreadable-cell", "値を読めない", "the value cannot be read";
    RaggedRow = "ragged-row", "見出しのない列に値 `{}` がある", "the value `{}` stands in a column without a header";
    NoneNotAllowed = "none-not-allowed", "列 `{}` は「なし」(`-`) にできない", "the column `{}` cannot be none (`-`)";
    BadCount = "bad-count", "`{}` は1以上の数ではない", "`{}` is no number from 1 on";
    ConflictingRows = "conflicting-rows", "`{}` について、行どうしが食い違っている", "the rows of `{}` contradict each other";
    DuplicateRow = "duplicate-row", "同じことを言う行が二つある: {}", "two rows say the same: {}";
    BuiltInId = "built-in-id", "`{}` は組み込みの版のIDである (自分のIDを付ける)", "`{}` is the id of a built-in edition (take one of your own)";
    NothingToTakeAway = "nothing-to-take-away", "なくすべきリンク `{}` は導かれていない", "no link `{}` is derived that could be taken away";
    NotAMember = "not-a-member", "`{}` はそのセプターの構成員 (役割 `member` か `relay`) ではない", "`{}` is no Member (role `member` or `relay`) of the CEPTOAR";
    TooManyProblems = "too-many-problems", "問題が {} 件を超える。以降は省いた", "there are more than {} problems; the rest is left out";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::word::sets::Lang;

    #[test]
    fn codes_are_unique_and_both_sentences_take_the_same_arguments() {
        let codes: BTreeSet<&str> = ErrorCode::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(codes.len(), ErrorCode::ALL.len());
        for code in ErrorCode::ALL {
            let count = |lang| code.template(lang).matches("{}").count();
            assert_eq!(count(Lang::Ja), count(Lang::En), "{}", code.as_str());
            assert!(code.as_str().bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
        }
    }
}
