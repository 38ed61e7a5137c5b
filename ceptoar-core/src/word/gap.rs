//! The codes of what is unknown in a registry, or cannot work: what each causes, and what to write instead.

use crate::word::sentences::sentences;
use crate::word::sets::Lang;

sentences! {
    /// What is unknown in a registry or an outline, or cannot work there.
    ///
    /// ```
    /// use ceptoar_core::Lang;
    /// use ceptoar_core::author::GapCode;
    ///
    /// assert_eq!("no-secretariat".parse(), Ok(GapCode::NoSecretariat));
    /// assert_eq!(GapCode::NoSecretariat.template(Lang::En), "nobody can be named as its secretariat");
    /// assert_eq!(GapCode::NoSecretariat.fill(true, Lang::En), "write `secretariat_ja`; `-` if there is none");
    /// ```
    GapCode,
    /// What it causes, as a sentence.
    template;

    StatedTotal = "stated-total", "資料のいう数に足りない: 足りないものには何も届かない", "fewer are listed than a source states: what is missing is told nothing";
    NoEnd = "no-end", "いつまでのことか分からず、どの日についても古いと断れない", "no day is ever called stale, since nothing says until when this holds";
    Stale = "stale", "この日の回答には stale-edition が付く: その後の変化は知られていない", "answers for this day have the lint stale-edition: what changed since is not known";
    UnknownMeans = "unknown-means", "経路は分かるが手段が不明と答える (channel-unknown)", "paths are answered, their channels are not (channel-unknown)";
    CarrierUnknown = "carrier-unknown", "どの分野が止まると使えなくなるか分からず、常に使えると答える", "no failed sector closes this channel: it is answered as if it always worked";
    UnknownPoc = "unknown-poc", "窓口がいつから働いているか示せない", "nothing says since when its point of contact works";
    NoSecretariat = "no-secretariat", "事務局がどこか示せない", "nobody can be named as its secretariat";
    NoMinistry = "no-ministry", "所管省庁がなく、省庁を通る情報が届かない", "no ministry is responsible, so that what goes by the ministry does not reach it";
    NoMembers = "no-members", "構成員がおらず、この先の誰にも伝わらない", "it has no members: nobody beyond it is told";
    UnknownCount = "unknown-count", "何者に伝わるか、その数を示せない", "nothing says how many organisations are told with it";
    UnknownCouncil = "unknown-council", "協議会での役割がないものとして扱われる", "it is taken to have no role in the council";
    NoWay = "no-way", "宛先のない通知も、全員に宛てた通知も、ここに届かない", "no notice reaches it, be it addressed to nobody or to everybody";
    SourceOnly = "source-only", "ここに至るリンクがなく、知らせることはできても知らされることはない", "no link leads to it: it can tell, and is never told";
    UnknownName = "unknown-name", "正式な名称の代わりに、事業の範囲で呼ばれる", "it is called by its scope, for its name is not known";
    NoJapanese = "no-japanese", "日本語の文でも英語の名称で呼ばれる", "Japanese texts call it by its English name";
    NoEnglish = "no-english", "英語の文では id と日本語の名称で呼ばれる", "English texts call it by its id and its Japanese name";
    Reading = "reading", "資料にそうは書かれておらず、読み方による", "no source says so: it is how somebody reads one";
}

impl GapCode {
    /// What to write so that the gap is filled, in the tables of an outline or in an edition.
    #[must_use]
    pub const fn fill(self, in_outline: bool, lang: Lang) -> &'static str {
        let [ja, en] = match (self, in_outline) {
            (Self::StatedTotal, true) => ["表 `ceptoars` に行を足す", "add a row to `ceptoars`"],
            (Self::StatedTotal, false) => ["足りないものを版に加える", "add what is missing to the edition"],
            (Self::NoEnd, true) => ["`終了翌日` か `最終日` を書く", "write `until` or `last_day`"],
            (Self::NoEnd, false) => ["`covers` に `until` を書く", "give `covers` an `until`"],
            (Self::Stale, true) => [
                "この日の状態を調べて直し、`終了翌日` を延ばす",
                "find out what holds now, change it, then move `until`",
            ],
            (Self::Stale, false) => [
                "変化を差分 (overlay) に書き、`covers` を延ばす",
                "write what changed as an overlay, with new `covers`",
            ],
            (Self::UnknownMeans, true) => {
                ["`連絡手段` に `email;phone` のように書く", "write `means`, such as `email;phone`"]
            }
            (Self::UnknownMeans, false) => {
                ["`means` と、そのリンクの `channels` を書く", "write `means`, and the `channels` of its links"]
            }
            (Self::CarrierUnknown, true) => [
                "表 `vocabulary` に手段を書き、`依存する分野` に分野を書く。なければ `-`",
                "name the channel in `vocabulary` with the sectors of `carried_by`; `-` if there are none",
            ],
            (Self::CarrierUnknown, false) => [
                "`vocabularies` の `channels` に手段と `carried_by` を書く",
                "list the channels in `vocabularies`, each with `carried_by`",
            ],
            (Self::UnknownPoc, true) => {
                ["`POC運用開始日` に日を書く。なければ `-`", "write `poc_from`; `-` if there is none"]
            }
            (Self::UnknownPoc, false) => ["`poc` に日を書く", "write the day of `poc`"],
            (Self::NoSecretariat, true) => {
                ["`事務局` に名称を書く。なければ `-`", "write `secretariat_ja`; `-` if there is none"]
            }
            (Self::NoSecretariat, false) => ["`secretariat` に名称を書く", "write the name of the `secretariat`"],
            (Self::NoMinistry, true) => {
                ["この期間に存在する省庁を `所管省庁` に書く", "name a `ministry` that exists on these days"]
            }
            (Self::NoMinistry, false) => {
                ["役割 `responsible` の所属を加える", "add a membership with the role `responsible`"]
            }
            (Self::NoMembers, true) => [
                "`構成員数` を空にするか数を書く。または表 `members` に構成員を書く",
                "leave `members` empty or write a count, or list its members in the table `members`",
            ],
            (Self::NoMembers, false) => ["役割 `member` の所属を加える", "add a membership with the role `member`"],
            (Self::UnknownCount, true) => ["`22社;1団体` のように数を書く", "write the count, such as `22社;1団体`"],
            (Self::UnknownCount, false) => ["`counts` に数を書く", "write `counts`"],
            (Self::UnknownCouncil, _) => [
                "`カウンシル` に `member` か `observer` を書く。なければ `-`",
                "write `member` or `observer` in `council`; `-` if it has no role",
            ],
            (Self::NoWay, _) => {
                ["ここに至るリンクと規則、レベルを確かめる", "look at the links, rules and levels that lead to it"]
            }
            (Self::SourceOnly, true) => [
                "知らされるべきなら `役割` か表 `links` の行を書く",
                "if it should be told, give it a `role` or a row of `links`",
            ],
            (Self::SourceOnly, false) => ["知らされるべきならリンクを加える", "if it should be told, add a link to it"],
            (Self::UnknownName, _) => ["`名称` を書く", "write `name_ja`"],
            (Self::NoJapanese, _) => ["日本語の名称を書く", "write the Japanese name"],
            (Self::NoEnglish, true) => {
                ["英語の名称を書く。なければ `-`", "write the English name; `-` if there is none"]
            }
            (Self::NoEnglish, false) => ["`en` を書く", "write `en`"],
            (Self::Reading, _) => {
                ["そう書いた資料を探し、出典と確度を改める", "find a source that says so, and cite it with its grade"]
            }
        };
        match lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }
}
