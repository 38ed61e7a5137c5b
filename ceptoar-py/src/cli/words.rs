//! The command's help in Japanese: the English stands with the arguments themselves.

use ceptoar_core::Lang;
use clap::{Command, CommandFactory as _};

use super::args::Args;

/// The language of the environment: LC_ALL, LC_MESSAGES or LANG, the first that is set.
pub(super) fn of_environment() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    match set.into_iter().find(|value| !value.is_empty()) {
        Some(value) if value.starts_with("ja") => Lang::Ja,
        _ => Lang::En,
    }
}

/// The language that is asked for, before the arguments are read: their help may be what is asked.
pub(super) fn asked(args: &[String]) -> Lang {
    let pairs = args.iter().zip(args.iter().skip(1));
    let named = pairs.filter(|(flag, _)| *flag == "--lang").map(|(_, value)| value.as_str());
    let joined = args.iter().filter_map(|arg| arg.strip_prefix("--lang="));
    match named.chain(joined).last() {
        Some("ja") => Lang::Ja,
        Some(_) => Lang::En,
        None => of_environment(),
    }
}

/// The command with its help in a language.
pub(super) fn command(lang: Lang) -> Command {
    match lang {
        Lang::En => Args::command(),
        Lang::Ja => {
            let mut command = Args::command();
            command.build(); // so that `--help` and `--version` are there to be told of
            japanese(command)
        }
    }
}

fn japanese(command: Command) -> Command {
    let command = match about(command.get_name()) {
        Some(text) => command.about(text).long_about(text),
        None => command,
    };
    command
        .mut_args(|arg| match help(arg.get_id().as_str()) {
            Some(text) => arg.help(text).long_help(text),
            None => arg,
        })
        .mut_subcommands(japanese)
}

fn about(command: &str) -> Option<&'static str> {
    Some(match command {
        "ceptoar" => {
            "重要インフラに関する通知を、誰が見てよいか、誰に伝えなければならないか: どの経路で、いつまで、なぜか。\n\nファイルの代わりに `-` と書けば標準入力。終了コード: 0 回答、2 拒否、1 コマンドの失敗。`may-pass` は 0 よい、4 判断による、3 ならない。"
        }
        "route" => "誰に伝えるか、誰が必須か、どの経路と手段か、いつまでか",
        "explain" => "同じことと、そのほかの全員について伝えない理由",
        "audience" => "誰に伝えるか、誰が必須かだけ",
        "onward" => "「手元にある。次は誰に渡すのか」",
        "may-pass" => {
            "「手元にある。あの相手に渡してよいか」\n\n終了コード: 0 よい、4 人の判断による、3 ならない、2 拒否、1 コマンドの失敗。"
        }
        "plot" => "通知の経路を描く",
        "registry" => "版を表示または検査する",
        "show" => "レジストリ(台帳)の一部を表示する",
        "validate" => "版を検査し、誤りをすべて示す",
        "rules" => "規則を検査する",
        "lint" => "規則がレジストリ(台帳)とプロファイルに合うかを検査し、注意すべき点を示す",
        "schema" => "文書のJSON Schemaを出力する: edition、rules、levels、roster、notice、answer",
        "bulk" => "通知のファイルに答える: CSV、JSON Lines (.jsonl)、pyarrowがあればParquet",
        "completion" => "シェルの補完スクリプトを出力する",
        _ => return None,
    })
}

fn help(argument: &str) -> Option<&'static str> {
    Some(match argument {
        "format" => "答え方: 人のため、またはプログラムのため",
        "lang" => "名称と文の言語。なければ LC_ALL、LC_MESSAGES、LANG による",
        "notice" => "通知のJSONファイル、または `-`",
        "holder" => "通知を保有する関係主体",
        "party" => "渡す相手",
        "picture" => "描き方",
        "output" => "書き出すファイル。なければ標準出力 (bulk では .csv、.jsonl、.parquet、または JSON Lines の `-`)",
        "input" => "通知: .csv、.jsonl、.parquet、または JSON Lines の `-`",
        "part" => "どの部分か",
        "edition" => "自分の版。なければ組み込みの版",
        "rules" => "自分の規則。なければ組み込みの版の規則 (名簿を加えても同じ)、ほかの版には `standard`",
        "roster" => "自分の組織の名簿",
        "profile" => "レベルプロファイル: tlp-2.0、tlp-1.0、pfc、またはファイル",
        "at" => "時刻 (RFC 3339、UTCとの時差を付ける)。なければ通知の発出時刻",
        "outage" => "使えないもの: 手段、FROM>TO、FROM>TO:手段。繰り返せる",
        "failed_sector" => "止まった分野。その分野が担う手段も使えない。繰り返せる",
        "name" => "文書の名。なければ名の一覧",
        "shell" => "シェル",
        "rows" => "答えの一行は何か。なければCSVでは伝達、ほかでは通知",
        "errors" => "拒否された行の扱い",
        "column" => "通知の項目を持つ列が別の名のとき。繰り返せる",
        "prefix" => "答えの列の名の前に付ける文字",
        "separator" => "文字で書かれたリストの値の間の文字",
        "quiet" => "進み具合を表示しない",
        "help" => "ヘルプを表示する",
        "version" => "版番号を表示する",
        _ => return None,
    })
}
