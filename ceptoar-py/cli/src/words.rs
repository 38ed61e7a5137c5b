//! The command's help in Japanese: the English stands with the arguments themselves.

use ceptoar_core::Lang;
use clap::builder::PossibleValue;
use clap::{Arg, Command, CommandFactory as _};

use super::args::Args;

/// The command with its help in a language.
pub(super) fn command(lang: Lang) -> Command {
    match lang {
        Lang::En => Args::command(),
        Lang::Ja => {
            let mut command = Args::command();
            command.build(); // so that `--help` and `--version` are there to be told of
            japanese(command, "")
        }
    }
}

const TEMPLATE: &str = "{before-help}{about-with-newline}\n使い方: {usage}\n\n{all-args}{after-help}";

fn japanese(command: Command, of: &str) -> Command {
    let name = command.get_name().to_owned();
    let text = of_two(of, &name).or_else(|| about(&name));
    let command = match text {
        Some(text) => command.about(text.split("\n\n").next().unwrap_or(text)).long_about(text),
        None => command,
    };
    command
        .help_template(TEMPLATE)
        .subcommand_help_heading("コマンド")
        .subcommand_value_name("コマンド")
        .mut_args(|arg| {
            let arg = match arg.get_index() {
                // Under a heading of one's own clap would sort them by their ids, and `after` comes before `before`.
                Some(place) => arg.help_heading("引数").display_order(place),
                None => arg.help_heading("オプション"),
            };
            let id = arg.get_id().as_str();
            match help_here(of, &name, id).or_else(|| help(id)) {
                Some(text) => {
                    let text = format!("{text}{}", values(&arg));
                    // What clap adds by itself is English.
                    arg.help(text.clone()).long_help(text).hide_possible_values(true).hide_default_value(true)
                }
                None => arg,
            }
        })
        .mut_subcommands(|command| japanese(command, &name))
}

/// Commands that another one shares its name with.
fn of_two(of: &str, name: &str) -> Option<&'static str> {
    Some(match (of, name) {
        ("registry", "new") => "自分のレジストリ(台帳)を始める: 書き込む表のフォルダーまたはブック、規則、通知",
        ("registry", "diff") => "二つの版の違いを、日ごと、キーごとに示す\n\n終了コード: 0 同じ、3 違いがある。",
        ("rules", "diff") => "二つの規則集の違いを、規則ごと、日ごとに示す\n\n終了コード: 0 同じ、3 違いがある。",
        ("levels", "diff") => {
            "二つのレベルプロファイルの違いを、ラベルごとに示す\n\n終了コード: 0 同じ、3 違いがある。"
        }
        ("exposure", "diff") => {
            "文書が変わると、誰に多く伝わり、誰に少なく伝わるようになるかを示す\n\n比較するのは規則、版、アウトライン、差分 (overlay)、レベルプロファイル (何の文書かは `format` による)。ほかはオプションのとおりで、差分はオプションの版に重ねる。同じ文書を二度書いて日を二つ指定すれば、その二つの日を比較する。終了コード: 0 何が変わっても。--fail-on の変化があれば3。"
        }
        _ => return None,
    })
}

/// Arguments that mean something else in this command than in others.
fn help_here(of: &str, command: &str, argument: &str) -> Option<&'static str> {
    Some(match (of, command, argument) {
        (_, "plot", "output") => "書き出すファイル (.svg、.mmd、.dot)。なければ標準出力",
        (_, "bulk", "output") => "回答: 同じく",
        (_, "bulk", "encoding") => {
            "入力の文字コード。cp932 など。なければUTF-8、または印 (BOM) のあるUTF-16。出力はUTF-8"
        }
        (_, "gaps", "most") => "全員に届くと分かるまでに尋ねる通知の型の数の上限。超えれば拒否する",
        ("exposure", "diff", "before") => {
            "前の文書: ファイル、`-`、または組み込みの規則、レベルプロファイル、版、アウトライン、差分のID"
        }
        _ => return None,
    })
}

/// The values that an option has, and the one that it has if nothing is said.
fn values(arg: &Arg) -> String {
    let one = |value: &PossibleValue| match word(arg.get_id().as_str(), value.get_name()) {
        Some(word) => format!("{} ({word})", value.get_name()),
        None => value.get_name().to_owned(),
    };
    let takes = arg.get_num_args().is_some_and(|count| count.takes_values());
    let list: Vec<String> = if takes { arg.get_possible_values().iter().map(one).collect() } else { Vec::new() };
    let mut out = if list.is_empty() { String::new() } else { format!("。値: {}", list.join("、")) };
    let usual: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if takes && !usual.iter().all(String::is_empty) {
        out += &format!("。既定: {}", usual.join(" "));
    }
    out
}

fn word(argument: &str, value: &str) -> Option<&'static str> {
    Some(match (argument, value) {
        ("format", "table") => "人のための文",
        ("format", "json") => "一つのJSON文書",
        ("format", "csv") => "見出し付きのCSV",
        ("lang", "ja") => "日本語",
        ("lang", "en") => "英語",
        ("color", "auto") => "端末なら",
        ("color", "always") => "いつも",
        ("color", "never") => "付けない",
        ("stale", "warn") => "答えて、先に断る",
        ("stale", "refuse") => "拒否する",
        ("stale", "allow") => "答える。lintだけが示す",
        ("picture", "svg") => "それだけで見られる図",
        ("picture", "mermaid") => "Mermaidの流れ図",
        ("picture", "dot") => "GraphvizのDOT",
        ("withheld", "summary") => "理由ごとの数",
        ("withheld", "list") => "全員",
        ("withheld", "none") => "なし",
        ("rows", "notices") => "通知ごと、リスト付き",
        ("rows", "deliveries") => "伝達ごと",
        ("rows", "verdicts") => "通知と関係主体の組ごと",
        ("fail_on", "gain") => "これまでになかった通知が伝わる、または新たな手段で伝わる",
        ("fail_on", "loss") => "これまでより少なく、または少ない手段で伝わる、必須でなくなる、または必須なのに届かない",
        ("fail_on", "any") => "どのような変化でも",
        ("addressees", "none") => "なし",
        ("addressees", "everybody") => "なしと全員",
        ("addressees", "each") => "なし、全員、一者ずつ",
        ("errors", "raise") => "ファイルを拒否し、問題をすべて示す",
        ("errors", "column") => "その行に列 problems で答える。列のない内容は列 unread に残す",
        _ => return None,
    })
}

fn about(command: &str) -> Option<&'static str> {
    Some(match command {
        "ceptoar" => {
            "重要インフラに関する通知を、誰が見てよいか、誰に伝えなければならないか: どの経路で、いつまで、なぜか。\n\nファイルの代わりに `-` と書けば標準入力。終了コード: 0 回答、1 失敗 (ファイル、ディスク)、2 拒否または誤った問い、--strict では伝えるべき相手に届かないとき 3、130 中断、143 終了。`may-pass` は 0 よい、4 判断による、3 ならない。"
        }
        "route" => "誰に伝えるか、誰が必須か、どの経路と手段か、いつまでか。ほかに伝えない理由を短く",
        "explain" => "同じことを省略なしに。伝えない全員について、その理由も",
        "audience" => "誰に伝えるか、誰が必須かだけ",
        "onward" => "「手元にある。次は誰に渡すのか」",
        "may-pass" => {
            "「手元にある。あの相手に渡してよいか」\n\n終了コード: 0 よい、4 人の判断による、3 ならない、2 拒否または誤った問い、1 失敗。"
        }
        "plot" => "通知の経路を描く",
        "registry" => "版を表示、検査、比較または作成する",
        "build" => "アウトラインから版を作る: CSVのフォルダー、ブック、またはJSON文書。誤りはすべてセルで示す",
        "outline" => "版を作る表をフォルダーまたはブックに書き出し、どの表にも書けないものを示す",
        "roster" => "名簿を作る",
        "from" => "表計算の表から名簿を作る: 組織とセプターの組ごとに1行",
        "show" => "レジストリ(台帳)の一部を表示する",
        "gaps" => {
            "版またはアウトラインで分からないこと、働かないことを、何が起きるか、何を書けばよいかとともに示す\n\n終了コード: 0 何が見つかっても。--fail-on のものがあれば3。"
        }
        "validate" => "版を検査し、誤りをすべて示す",
        "rules" => "規則を検査、比較または試験する",
        "levels" => "レベルプロファイルを比較する",
        "exposure" => {
            "誰が何を見うるか: 区別できるすべての通知の型について答える\n\n含まないもの: 全員でない複数の宛先、同意、個人、解禁時刻、障害、ほかの分野の組、ほかの日。"
        }
        "test" => {
            "規則の例 (ceptoar/test/1) の問いをルーターに問い、期待と異なるものを示す\n\n終了コード: 0 すべて期待どおり、3 異なるものがある。"
        }
        "lint" => {
            "規則がレジストリ(台帳)とプロファイルに合うかを検査し、注意すべき点を示す\n\n区別できるすべての通知の型に問う: なくても回答の変わらない規則、何も伝わらないレベル、求めても伝わらない規則、誰からも届かない関係主体。終了コード: 0 何が見つかっても。--fail-on のものがあれば3。"
        }
        "audit" => {
            "配布記録から、漏れ、伝達漏れとその理由、誰が何を持つか、どこまで届いたかを示す\n\n終了コード: 0 何が見つかっても。--fail-on のものがあれば3。"
        }
        "actions" => "いま何をするか: 誰に何を渡し、誰に尋ね、何を決めるか",
        "follow-up" => {
            "通知の更新や取り消しを誰が知らなければならないか、どう伝わるか\n\n終了コード: 0 何が起きても。--strict では、古い版を持ったままの者か届かない者がいれば 3。"
        }
        "resilience" => {
            "手段、分野、リンク、中継する者のどれかが使えないとき、誰に伝わらなくなるか: 単一障害点\n\n終了コード: 0 何が見つかっても。--strict では、単一障害点があれば 3。"
        }
        "drill" => {
            "偶然の障害で、どれだけの頻度で誰に伝わらなくなるか: シナリオに従って乱数を繰り返し引く。同じ種からは同じ結果になる"
        }
        "remedies" => {
            "相手に伝わるには何が要るか: 最小の決定の組、誰が決めるか、ほかに誰に伝わることになるか\n\n終了コード: 0 すでに伝わるか、足りる決定がある。3 この種の決定では足りない。"
        }
        "log" => "配布記録を作る",
        "template" => "通知の配布記録の用紙をCSVで書き出す: 計画の受け渡しごとに1行、時刻は空欄",
        "schema" => "読まれる文書または回答の文書のJSON Schemaを出力する",
        "find" => {
            "関係主体、分野、文書など、IDのあるものをIDか名称で探す\n\n全角と半角、大文字と小文字、空白、ひらがなとカタカナは区別しない。見つからなくても誤りではなく、終了コードは0。"
        }
        "notice" => "始めるための通知を書く",
        "new" => "通知をJSONで標準出力に書く。版に照らして検査する",
        "help" => "このヘルプ、またはコマンドのヘルプを表示する",
        "bulk" => {
            "通知のファイルに答える: CSV、JSON Lines、Parquet\n\n入力がパイプで出力が `-` なら、1行ずつ来るたびに答え、最初の拒否で終わる。"
        }
        "completion" => "シェルの補完スクリプトを出力する",
        _ => return None,
    })
}

fn help(argument: &str) -> Option<&'static str> {
    Some(match argument {
        "notices_file" => "通知: JSONの1件、その一覧、またはJSON Lines (.jsonl)",
        "scenario_file" => {
            "シナリオ (ceptoar/scenario/1): 何がどの確率で使えなくなるか、受け渡しにかかる時間、誰が確認するか"
        }
        "keep_bad_rows" => "誤りのある行があっても配布記録全体を拒まず、その行を除いて指摘 (bad-entry) とする",
        "log_file" => "配布記録: JSON、JSON Lines (.jsonl)、CSV (.csv)、またはブック (.xlsx)",
        "log_column" => "表の列の別の名前 (FIELD=COLUMN)。繰り返してよい",
        "as_of" => "いつの時点で尋ねるか (RFC 3339、時差付き)。なければ今。それより後に送られたものは見ない",
        "promptly" => "「速やかに」の長さ (PT1H など)。なければ遅れとはしない",
        "confirm_within" => "受け取りの確認までの時間 (PT30M など)。なければ確認を求めない",
        "logs_of" => "送付がすべて記録されている関係主体。なければ全員。繰り返してよい",
        "tolerance" => "時計の差の許容 (PT2M など)",
        "since" => "この時刻より前に始まる通知には義務を問わない",
        "situations" => "いつ何が使えなかったか: [{\"from\", \"until\", \"situation\"}] のJSONファイル",
        "view_for" => "一者に知らせてよいものだけ: その一者の行",
        "report" => "すべての表をブックに書く (時刻は日本時間): 書き出すファイル (.xlsx)",
        "audit_table" => "`--format csv` で書く表。なければ指摘",
        "messages" => "`--format json` の指摘のそれぞれに説明の文を入れる",
        "action_messages" => "`--format json` のすることのそれぞれに説明の文を入れる",
        "fail_on_audit" => "これが見つかれば3で終わる: 指摘のコードか重大度。コンマで区切る",
        "remedied" => "伝わってほしい相手",
        "follow_up_notice" => "更新または取り消しのID。なければ、何にも置き換えられていないもの",
        "strict_follow_up" => "古い版を持ったままの者か届かない者がいるとき、終了コードを3とする",
        "failure_kinds" => "何を試すか。コンマで区切る。なければすべて",
        "pairs" => "二つずつの障害も試す",
        "strict_resilience" => "一つの障害で、伝えるべき別の相手に伝わらなくなるとき、終了コードを3とする",
        "thread_file" => {
            "スレッドの通知の一覧 (JSONまたはJSON Lines): その時までに置き換えられたか取り消された通知は渡さない"
        }
        "timeline" => "一つの通知の経過を、者ごとの帯に描く: 書き出すファイル (.svg)",
        "timeline_notice" => "`--timeline` が描く通知。なければ、ただ一つの通知",
        "coverage" => "段階ごとに、どこまで届いたかを描く: 書き出すファイル (.svg)",
        "action_by" => "この関係主体がすることだけ",
        "format" => "答え方: 人のため、またはプログラムのため",
        "lang" => "名称と文の言語。なければ LC_ALL、LC_MESSAGES、LANG による",
        "notice" => "通知のJSONファイル、または `-`",
        "holder" => "通知を保有する関係主体",
        "party" => "渡す相手",
        "all" => "`explain` のように、すべてを全員について示す",
        "why" => "一つの関係主体についてだけ、伝えるかどうかとその理由を示す",
        "strict" => "伝えるべき相手に届かないとき、終了コードを3とする",
        "color" => "見落とせないものに色を付けるか。NO_COLORに従う",
        "stale" => "版が扱わない日についてどうするか",
        "picture" => "描き方。なければファイルの名前により、それもなければSVG",
        "collapse" => "これより多い集まりを一つの箱で描く。0なら、しない",
        "page" => "SVGの大きさの上限 (画素)。1200x800 のように書く",
        "withheld" => "伝えない相手について何を描くか",
        "output" => "書き出すファイル。なければ標準出力",
        "input" => "通知: .csv、.tsv、.jsonl、.ndjson、.parquet、または JSON Lines の `-`",
        "file" => "版、または `-`。なければ組み込みの版",
        "edition_of" => "版: ファイル、`-`、または組み込みの版のID",
        "folder" => "作るフォルダー、またはブック (.xlsx)。すでにあるものには、何も書かない",
        "outline" => "埋めていく組み込みのアウトラインのID。なければ空の表",
        "outline_source" => "アウトライン: CSVのフォルダー、ブック (.xlsx)、JSON文書、または組み込みのもののID",
        "table" => "表: .csv、または一つのシート (か `members` というシート) の .xlsx、または `-` (CSV)",
        "own_id" => "枠組みまたは名簿のID",
        "csv_encoding" => "CSVの文字コード。cp932 など。なければ、印 (BOM)、UTF-8、CP932の順に調べる",
        "text" => "探す文字",
        "before" => "前の文書: ファイル、`-`、または組み込みの文書のID",
        "after" => "後の文書: 同じく",
        "citations" => "データの根拠 (出典、確度、備考、要約) も比較する",
        "who" => "一つの関係主体についてだけ",
        "fail_on" => "そのような変化があるとき、終了コードを3とする",
        "overlay_out" => {
            "前の版から後の版に至る差分 (overlay) を書くファイル。差分のIDはファイルの名。`-` なら回答の代わりに出す"
        }
        "before_on" => "通知の発出時刻によらず、前の文書をこの日に問う。--after-on も要る",
        "after_on" => "後の文書をこの日に問う",
        "document" => {
            "版またはアウトライン: ファイル、`-`、表のフォルダー、ブック、または組み込みのもののID。なければ組み込みの版"
        }
        "on" => "文書がその日を扱うかを尋ねる日。なければ日本の今日",
        "fail_on_gap" => "そのどれかがあるとき、終了コードを3とする。コンマで並べられる",
        "fail_on_finding" => "そのどれかが見つかったとき、終了コードを3とする。コンマで並べられる",
        "most" => "尋ねる通知の型の数の上限。超えれば拒否する",
        "from" => "通知の最初の日。なければ版が扱う最初の日",
        "until" => "終わりの翌日。なければ同じく",
        "addressees" => "通知の宛先",
        "sectors" => "一つの通知が挙げる分野の数の上限: 1または2",
        "fixtures" => "例のファイル (ceptoar/test/1)",
        "encoding" => "入力の文字コード。cp932 など。なければUTF-8、または印 (BOM) のあるUTF-16",
        "tz" => "時間帯のない時刻の時間帯。Asia/Tokyo や +09:00。なければ、そのような時刻を拒否する",
        "delimiter" => "CSVの区切り。`;` のような記号一つか `tab`。なければコンマ、.tsv ではタブ",
        "bom" => "CSVの先頭に、ExcelがUTF-8と知るための印 (BOM) を付ける",
        "example" => "手引きの例。ほかに書いた項目は例の項目に代わる",
        "id" => "通知のID",
        "direction" => "provision (情報提供)、liaison (情報連絡)、exchange (情報共有)",
        "origin" => "発出する関係主体。なければ版の内閣官房",
        "level" => "共有レベルのラベル",
        "kind" => "情報の種類",
        "issued_at" => "発出時刻 (RFC 3339、UTCとの時差を付ける)。なければ今",
        "cause" => "原因",
        "purpose" => "目的。繰り返せる",
        "sector" => "影響を受ける分野。繰り返せる",
        "ceptoar" => "影響を受けるセプター。繰り返せる",
        "addressee" => "宛先。繰り返せる",
        "only" => "ほかの誰も見てはならないときの、見てよい相手。繰り返せる",
        "embargo_until" => "誰にも伝えない期限の時刻 (RFC 3339、UTCとの時差を付ける)",
        "part" => "どの部分か",
        "edition" => "自分の版、または組み込みの版のID。なければ最も新しい組み込みの版",
        "overlay" => "版に重ねる差分 (overlay): ファイル、または組み込みの差分のID。繰り返せる。書いた順に重ねる",
        "rules" => {
            "自分の規則、または組み込みの規則のID。なければ組み込みの版の規則 (差分や名簿を加えても同じ)、ほかの版には `standard`"
        }
        "roster" => "自分の組織の名簿",
        "profile" => "レベルプロファイル: tlp-2.0、tlp-1.0、pfc、またはファイル",
        "at" => "時刻 (RFC 3339、UTCとの時差を付ける)。なければ通知の発出時刻",
        "outage" => "使えないもの: 手段、FROM>TO、FROM>TO:手段、party:ID。繰り返せる",
        "failed_sector" => "止まった分野。その分野が担う手段も使えない。繰り返せる",
        "name" => "文書の名。なければ名の一覧",
        "shell" => "シェル",
        "rows" => "答えの一行は何か。なければCSVでは伝達、ほかでは通知",
        "errors" => "拒否された行の扱い",
        "column" => "通知の項目を持つ列が別の名のとき、項目=列。読まない項目は 項目=。繰り返せる",
        "prefix" => "答えの列の名の前に付ける文字",
        "separator" => "文字で書かれたリストの値の間の文字",
        "quiet" => "進み具合も、答えの大きさも表示しない",
        "help" => "ヘルプを表示する",
        "subcommand" => "コマンド",
        "version" => "版番号を表示する",
        _ => return None,
    })
}
