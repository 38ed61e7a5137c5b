//! What the parser says, in the words of these documents and in both languages: never its own English in Japanese text,
//! never a name of a type of Rust.

use crate::error::code::ErrorCode;
use crate::text::safe::visible;
use crate::text::said::Said;

/// A message that repeats a document does not grow with it.
const MOST: usize = 400;

/// Faults of syntax: as the parser says them, in Japanese, in plain English.
const SYNTAX: [(&str, &str, &str); 20] = [
    ("EOF while parsing a list", "リスト (`[…]`) が閉じられていない", "a list (`[…]`) is not closed"),
    ("EOF while parsing an object", "オブジェクト (`{…}`) が閉じられていない", "an object (`{…}`) is not closed"),
    ("EOF while parsing a string", "文字列が閉じられていない", "a string is not closed"),
    ("EOF while parsing a value", "値があるべきところで終わっている", "it ends where a value should stand"),
    ("expected `:`", "`:` がない", "a `:` is missing"),
    ("expected `,` or `]`", "`,` か `]` がない", "a `,` or `]` is missing"),
    ("expected `,` or `}`", "`,` か `}` がない", "a `,` or `}` is missing"),
    ("expected ident", "`true`、`false`、`null` のつづりが違う", "`true`, `false` or `null` is misspelt"),
    ("expected value", "値がない", "a value is missing"),
    ("expected `\"`", "`\"` がない", "a `\"` is missing"),
    ("invalid escape", "`\\` の後の文字が正しくない", "what stands behind a `\\` is no escape"),
    ("invalid number", "数の書き方が正しくない", "a number is not well-formed"),
    ("number out of range", "数が大きすぎる", "a number is too large"),
    ("invalid unicode code point", "文字列がUTF-8ではない", "a string is not UTF-8"),
    (
        "control character",
        "文字列の中に制御文字 (改行など) がそのまま書かれている",
        "a string holds a bare control character, such as the end of a line",
    ),
    ("key must be a string", "項目名が `\"` で囲まれていない", "the name of a field does not stand in `\"`"),
    (
        "lone leading surrogate",
        "`\\ud800`〜`\\udfff` が対になっていない",
        "one of `\\ud800` to `\\udfff` stands without its other half",
    ),
    ("trailing comma", "最後の要素の後に `,` がある", "a `,` stands behind the last item"),
    ("trailing characters", "文書の終わりの後にまだ何かがある", "something follows the end of the document"),
    (
        "unexpected end of hex escape",
        "`\\u` の後に16進数字が4桁ない",
        "a `\\u` is not followed by four hexadecimal digits",
    ),
];

/// What may be expected of a value: as the readers say it, in Japanese, in plain English.
const EXPECTED: [(&str, &str, &str); 14] = [
    ("a string", "文字列", "a string"),
    ("an object", "オブジェクト (`{…}`)", "an object"),
    ("a sequence", "リスト (`[…]`)", "a list"),
    ("a boolean", "`true` か `false`", "`true` or `false`"),
    ("u32", "0から4294967295までの整数", "a whole number from 0 to 4294967295"),
    ("u16", "0から65535までの整数", "a whole number from 0 to 65535"),
    (
        "a number from 0 to 1 with at most four decimals",
        "0から1までの、小数点以下4桁までの数",
        "a number from 0 to 1 with at most four decimals",
    ),
    ("a channel id or an object", "連絡手段のidかオブジェクト (`{…}`)", "a channel id or an object"),
    (
        "`all`, `not-public` or a list of channel ids",
        "`all`、`not-public`、連絡手段のidのリストのいずれか",
        "`all`, `not-public` or a list of channel ids",
    ),
    (
        "a string, a list or an object",
        "文字列、リスト (`[…]`)、オブジェクト (`{…}`) のいずれか",
        "a string, a list or an object",
    ),
    ("an id or an object", "idかオブジェクト (`{…}`)", "an id or an object"),
    (
        "a text, a number from 0 on or a list",
        "文字列、0以上の整数、リスト (`[…]`) のいずれか",
        "a text, a whole number from 0 on or a list",
    ),
    (
        "a text, or an object that says how a channel is used",
        "文字列か、連絡手段の使い方を表すオブジェクト (`{…}`)",
        "a text, or an object that says how a channel is used",
    ),
    ("a map", "オブジェクト (`{…}`)", "an object"),
];

/// What may be found instead: the beginning of the parser's words, and how it is shown. A value follows, or not.
const FOUND: [(&str, &str); 7] = [
    ("string ", ""),
    ("integer ", ""),
    ("floating point ", ""),
    ("boolean ", ""),
    ("null", "`null`"),
    ("sequence", "`[…]`"),
    ("map", "`{…}`"),
];

/// A fault as the sentences of this library tell it.
pub(super) struct Told {
    pub(super) code: ErrorCode,
    pub(super) args: Vec<String>,
    pub(super) more: Option<Said>,
}

impl Told {
    fn new(code: ErrorCode, args: Vec<String>, more: Option<Said>) -> Self {
        Self { code, args, more }
    }
}

/// A text that is no JSON.
pub(super) fn syntax(detail: &str) -> Told {
    let known = SYNTAX.iter().find(|(start, ..)| detail.starts_with(start));
    let more = known.map(|(_, ja, en)| Said::new(*ja, *en));
    Told::new(ErrorCode::MalformedJson, Vec::new(), more)
}

/// JSON of another shape than the document has.
pub(super) fn data(detail: &str) -> Told {
    if let Some(rest) = detail.strip_prefix("unknown field ") {
        return choice(ErrorCode::UnknownField, rest, "ここで使える項目", "the fields known here are");
    }
    if let Some(rest) = detail.strip_prefix("unknown variant ") {
        return choice(ErrorCode::UnknownValue, rest, "使える値", "the values are");
    }
    for (start, code) in [("missing field ", ErrorCode::MissingField), ("duplicate field ", ErrorCode::DuplicateField)]
    {
        if let Some(rest) = detail.strip_prefix(start) {
            return Told::new(code, vec![visible(rest, MOST)], None);
        }
    }
    if detail.starts_with("recursion limit exceeded") {
        let said = Said::new("入れ子が深すぎる", "its values are nested too deeply");
        return Told::new(ErrorCode::MalformedJson, Vec::new(), Some(said));
    }
    wrong(detail)
}

/// A word that is none of those which are known here.
fn choice(code: ErrorCode, rest: &str, ja: &str, en: &str) -> Told {
    let (word, known) = rest.rsplit_once(", expected ").unwrap_or((rest, ""));
    let known = known.strip_prefix("one of ").unwrap_or(known).replace("` or `", "`, `");
    let more =
        (!known.is_empty()).then(|| Said::new(format!("{ja}: {}", known.replace(", ", "、")), format!("{en} {known}")));
    Told::new(code, vec![visible(word, MOST)], more)
}

/// `invalid type: string "a", expected u32`, in plain words.
fn wrong(detail: &str) -> Told {
    let expected =
        EXPECTED.iter().find(|(words, ..)| detail.strip_suffix(words).is_some_and(|d| d.ends_with(", expected ")));
    let more = expected.map(|(_, ja, en)| Said::new(format!("{ja}を書く"), format!("{en} is expected")));
    let found =
        detail.strip_prefix("invalid type: ").or_else(|| detail.strip_prefix("invalid value: ")).unwrap_or(detail);
    let found = found.rsplit_once(", expected ").map_or(found, |(found, _)| found);
    let shown = FOUND.iter().find_map(|(start, shown)| Some((shown, found.strip_prefix(start)?)));
    let arg = match shown {
        Some((&"", value)) => match value.strip_prefix('`') {
            Some(_) => visible(value, 80),
            None => format!("`{}`", visible(value, 80)),
        },
        Some((shown, _)) => (*shown).to_owned(),
        None => visible(found, MOST),
    };
    Told::new(ErrorCode::WrongType, vec![arg], more)
}
