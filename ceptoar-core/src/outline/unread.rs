//! What of a spreadsheet cannot be read as text (R4, R10): told by the cell, never guessed.

use crate::error::code::ErrorCode;
use crate::text::said::Said;
use crate::word::sentences::sentences;
use crate::word::sets::Lang;

sentences! {
    /// Why a cell, a row or a table of a spreadsheet cannot be read, and what to write instead.
    ///
    /// ```
    /// use ceptoar_core::author::UnreadCode;
    /// use ceptoar_core::{ErrorCode, Lang};
    ///
    /// assert_eq!(UnreadCode::PrivateUse.code(), ErrorCode::BadEncoding);
    /// assert!(UnreadCode::Formula.template(Lang::En).contains("write the value"));
    /// ```
    UnreadCode,
    /// The clause.
    template;

    Undecodable = "undecodable", "文字ではないバイトがある (UTF-8、Excelでは「CSV UTF-8」で保存し直す)", "some bytes are no character (save it again as UTF-8, in Excel as `CSV UTF-8`)";
    OtherEncoding = "other-encoding", "ほかの行はUTF-8であり、この行は違う文字コードである (全体をUTF-8で保存し直す)", "other rows are in UTF-8, and this one is in another encoding (save the whole again as UTF-8)";
    Utf16 = "utf-16", "UTF-16で書かれている (UTF-8、Excelでは「CSV UTF-8」で保存し直す)", "it is in UTF-16 (save it again as UTF-8, in Excel as `CSV UTF-8`)";
    Utf32 = "utf-32", "UTF-32で書かれている (UTF-8、Excelでは「CSV UTF-8」で保存し直す)", "it is in UTF-32 (save it again as UTF-8, in Excel as `CSV UTF-8`)";
    Jis = "iso-2022-jp", "`ISO-2022-JP` (JISコード) で書かれている (UTF-8、Excelでは「CSV UTF-8」で保存し直す)", "it is in ISO-2022-JP, called JIS (save it again as UTF-8, in Excel as `CSV UTF-8`)";
    Utf8 = "utf-8", "UTF-8で書かれているので、指定された文字コードでは文字が化ける (指定せずに読む)", "it is in UTF-8, and the encoding that is asked for would garble it (ask for none)";
    PrivateUse = "private-use", "外字がある (Unicodeにある文字で書く)", "it holds a character of private use (write one that Unicode has)";
    OpenQuote = "open-quote", "引用符 `\"` が閉じていない (後ろがすべて一つのセルになる)", "a quotation mark is never closed, so that all that follows would be one cell";
    AfterQuote = "after-quote", "引用符の外に文字があるか、前に空白がある (引用符はセル全体を囲み、中の `\"` は二つ書く)", "characters stand outside the quotation marks, or blanks before them (quote the whole cell, and write `\"` inside it twice)";
    Formula = "formula", "数式の値が保存されていない (表計算ソフトで開いて保存し直すか、値を書く)", "the value of its formula is not kept (open and save it in a spreadsheet program, or write the value)";
    Fault = "fault", "数式の誤りを示す値である (数式を直すか、値を書く)", "it is the fault of a formula (mend the formula, or write the value)";
    Narrow = "narrow", "列の幅が足りないときに表示される `#` だけである (列を広げて保存し直すか、値を書く。備考なら `#` の後に言葉を書く)", "it is nothing but `#`, which is shown where a column is too narrow (widen the column and save it again, or write the value; a remark has words behind its `#`)";
    Rounded = "rounded", "15桁を超える数であり、表計算ソフトでは正しく保てない (書式を文字列にして書き直す)", "a number of more than 15 digits is not kept exactly (format the column as text, and write it anew)";
    Flag = "flag", "真偽値のセルである (書式を文字列にして、書きたいものを書く)", "the cell holds a truth value (format the column as text, and write what is meant)";
    Date = "date", "日付の書式のセルである (書式を文字列にして、書きたいものを書く)", "the cell is formatted as a date (format it as text, and write what is meant)";
    Time = "time", "時刻を含む、または1900年3月より前の日付のセルである (書式を文字列にして `2024-04-01` のように書く)", "the cell holds a time of day, or a day before March 1900 (format it as text, and write it as `2024-04-01`)";
    Merged = "merged", "列をまたいで結合したセルである (結合を解いて、列ごとに書く)", "cells are merged across columns (unmerge them, and fill each column)";
    MergedHeader = "merged-header", "見出しのセルが下の行と結合されている (結合を解いて、見出しを1行にする)", "a header is merged with rows below it (unmerge it: the header is one row)";
}

/// What spreadsheet programs write where a formula fails, or has no value yet.
const FAULTS: [&str; 17] = [
    "#BLOCKED!",
    "#BUSY!",
    "#CALC!",
    "#CONNECT!",
    "#DIV/0!",
    "#ERROR!",
    "#EXTERNAL!",
    "#FIELD!",
    "#GETTING_DATA",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#SPILL!",
    "#UNKNOWN!",
    "#VALUE!",
];

impl UnreadCode {
    /// The code under which it is refused: `bad-encoding` or `unreadable-cell`.
    #[must_use]
    pub fn code(self) -> ErrorCode {
        match self {
            Self::Undecodable
            | Self::OtherEncoding
            | Self::Utf16
            | Self::Utf32
            | Self::Jis
            | Self::Utf8
            | Self::PrivateUse => ErrorCode::BadEncoding,
            _ => ErrorCode::UnreadableCell,
        }
    }

    /// What a spreadsheet program writes into a cell whose value it cannot work out or show, as no name is: the fault of a formula, or
    /// nothing but `#`.
    ///
    /// ```
    /// use ceptoar_core::author::UnreadCode;
    ///
    /// assert_eq!(UnreadCode::of_text("#N/A"), Some(UnreadCode::Fault));
    /// assert_eq!(UnreadCode::of_text("########"), Some(UnreadCode::Narrow));
    /// assert_eq!(UnreadCode::of_text("# a remark"), None);
    /// ```
    #[must_use]
    pub fn of_text(text: &str) -> Option<Self> {
        let text = text.trim();
        match text {
            fault if FAULTS.contains(&fault) => Some(Self::Fault),
            narrow if narrow.len() > 1 && narrow.bytes().all(|byte| byte == b'#') => Some(Self::Narrow),
            _ => None,
        }
    }

    pub(crate) fn said(self) -> Said {
        Said::new(self.template(Lang::Ja), self.template(Lang::En))
    }
}

/// A place of a table that could not be read as text.
///
/// ```
/// use ceptoar_core::author::{Outline, Table, Tables, Unread, UnreadCode};
///
/// let mut scheme = Table::new("scheme", [["id", "title_ja", "cabinet", "cabinet_ja"], ["mine", "", "nco", "国家サイバー統括室"]]);
/// scheme.unread.push(Unread::new(Some(2), Some(1), "#REF!", UnreadCode::Fault));
/// let refusal = Outline::from_tables(&Tables::from_iter([scheme])).unwrap_err();
/// let lines: Vec<String> = refusal.problems().iter().map(|problem| problem.to_string()).collect();
/// assert!(lines.iter().any(|line| line.starts_with("unreadable-cell scheme row 2, title_ja: ")));
/// assert!(!lines.iter().any(|line| line.starts_with("missing-field scheme row 2"))); // it is not empty
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unread {
    /// The row as the spreadsheet counts it, from 1; `None`: the whole table.
    pub row: Option<usize>,
    /// The column, from 0; `None`: the whole row.
    pub column: Option<usize>,
    /// What of it can be shown.
    pub value: String,
    /// Why it cannot be read.
    pub why: UnreadCode,
}

impl Unread {
    /// A place, and why it cannot be read.
    #[must_use]
    pub fn new(row: Option<usize>, column: Option<usize>, value: &str, why: UnreadCode) -> Self {
        Self { row, column, value: value.to_owned(), why }
    }
}
