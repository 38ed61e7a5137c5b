//! Audits and actions as sheets: the tables of a report, for CSV and for workbooks.

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::answer::audit::{Action, Actions, Audit, Finding, Holding, NoticeRow, Pending, StageRow};
use crate::say::asked::{direction, status};
use crate::span::Span;
use crate::time::{instant_text, japan};
use crate::word::audit::{ActionKind, Severity};
use crate::word::sets::{Lang, Message};

/// A table of a report.
///
/// ```
/// # use ceptoar_core::life::{Cell, Log, Policy, Threads, audit};
/// # use ceptoar_core::{Edition, Lang, Registry, Router, parse_instant};
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notices = [router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00" }"#)?];
/// # let log = Log::from_json(br#"{ "entries": [] }"#, &router)?;
/// # let policy = Policy::new(parse_instant("2009-05-08T15:00:00+09:00")?);
/// let audit = audit(&router, &Threads::new(&router, &notices)?, &log, &[], &policy)?;
/// let notices = audit.sheet("notices", Lang::Ja).expect("a sheet");
/// let place = notices.headings.iter().position(|heading| heading.name == "expected").expect("a column");
/// assert_eq!((notices.title, notices.headings[place].title), ("通知", "要伝達"));
/// assert_eq!(notices.rows[0][place], Cell::Number(3)); // METI, the CEPTOAR of gas and its members
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sheet {
    /// What it is called where programs read it.
    pub name: &'static str,
    /// What it is called in the language of its reader.
    pub title: &'static str,
    /// Its columns.
    pub headings: Vec<Heading>,
    /// Its rows, each with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// What a column is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Heading {
    /// Where programs read it: as the field of the document.
    pub name: &'static str,
    /// In the language of its reader.
    pub title: &'static str,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cell {
    /// Nothing.
    Blank,
    /// A text; ids of a list stand with `;` between them.
    Text(String),
    /// A number.
    Number(u64),
    /// An instant.
    Instant(DateTime<Utc>),
    /// Yes or no.
    Flag(bool),
    /// A word of a closed vocabulary.
    Word {
        /// As documents write it.
        name: &'static str,
        /// In the language of its reader.
        title: &'static str,
    },
}

impl Cell {
    fn word(name: &'static str, title: &'static str) -> Self {
        Self::Word { name, title }
    }

    /// What stands in it as text for programs: an instant in UTC (RFC 3339), yes or no as `true` or `false`, a word as documents
    /// write it.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Instant(at) => instant_text(*at),
            Self::Flag(flag) => flag.to_string(),
            Self::Word { name, .. } => (*name).to_owned(),
        }
    }

    /// What stands in it as text for its reader: a word by its title, all else as [`Cell::text`].
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Word { title, .. } => (*title).to_owned(),
            other => other.text(),
        }
    }

    /// An instant as Japan's clocks show it; `None` for whatever is none.
    #[must_use]
    pub fn clock(&self) -> Option<NaiveDateTime> {
        match self {
            // A day more at the end of time does not exist.
            Self::Instant(at) => at.naive_utc().checked_add_offset(japan()),
            _ => None,
        }
    }
}

impl<T: ToString> From<Option<&T>> for Cell {
    fn from(value: Option<&T>) -> Self {
        value.map_or(Self::Blank, |value| Self::Text(value.to_string()))
    }
}

fn text(value: &impl ToString) -> Cell {
    Cell::Text(value.to_string())
}

fn at(value: Option<DateTime<Utc>>) -> Cell {
    value.map_or(Cell::Blank, Cell::Instant)
}

fn number(value: Option<u64>) -> Cell {
    value.map_or(Cell::Blank, Cell::Number)
}

fn span(value: Option<Span>) -> Cell {
    Cell::from(value.as_ref())
}

fn list<T: AsRef<str>>(ids: &[T]) -> Cell {
    match ids {
        [] => Cell::Blank,
        ids => Cell::Text(ids.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(";")),
    }
}

fn severity(of: Severity, lang: Lang) -> &'static str {
    let ja = match of {
        Severity::Breach => "違反",
        Severity::Fault => "不備",
        Severity::Open => "未完了",
        Severity::Scheme => "枠組みの問題",
        Severity::Data => "記録の問題",
        Severity::Note => "注記",
    };
    lang.pick(ja, of.as_str())
}

fn message(of: Message, lang: Lang) -> &'static str {
    let ja = match of {
        Message::Original => "新規",
        Message::Update => "続報",
        Message::Withdrawal => "取り消し",
    };
    lang.pick(ja, of.as_str())
}

fn action(of: ActionKind, lang: Lang) -> &'static str {
    let ja = match of {
        ActionKind::HandOn => "渡す",
        ActionKind::Chase => "問い合わせる",
        ActionKind::Decide => "決める",
        ActionKind::Contain => "広がりを止める",
        ActionKind::Wait => "待つ",
    };
    lang.pick(ja, of.as_str())
}

/// A column: its name, its title in Japanese, where it differs from the name its title in English, and what stands in it.
type Column<T> = (&'static str, &'static str, Option<&'static str>, fn(&T, Lang) -> Cell);

const FINDINGS: &[Column<Finding>] = &[
    ("id", "指摘番号", None, |one, _| text(&one.id)),
    ("notice", "通知", None, |one, _| Cell::from(one.notice.as_ref())),
    ("at", "時点 (日本時間)", Some("at (Japan time)"), |one, _| at(one.at)),
    ("code", "コード", None, |one, _| text(&one.code)),
    ("severity", "重大度", None, |one, lang| Cell::word(one.severity.as_str(), severity(one.severity, lang))),
    ("party", "相手", None, |one, _| Cell::from(one.party.as_ref())),
    ("from", "引渡し元", None, |one, _| Cell::from(one.from.as_ref())),
    ("channel", "連絡手段", None, |one, _| Cell::from(one.channel.as_ref())),
    ("entry", "記録の行", None, |one, _| Cell::from(one.entry.as_ref())),
    ("outside", "枠組みの外の相手", None, |one, _| Cell::from(one.outside.as_ref())),
    ("outcome", "判定", None, |one, _| Cell::from(one.outcome.as_ref())),
    ("rules", "規則", None, |one, _| list(&one.rules)),
    ("due_at", "期限 (日本時間)", Some("due_at (Japan time)"), |one, _| at(one.due_at)),
    ("late_by", "遅れ", None, |one, _| span(one.late_by)),
    ("since", "いつから (日本時間)", Some("since (Japan time)"), |one, _| at(one.since)),
    ("stopped_at", "停滞箇所", None, |one, _| Cell::from(one.stopped_at.as_ref())),
    ("behind", "その先", None, |one, _| list(&one.behind)),
    ("told", "伝達数", None, |one, _| number(one.told)),
    ("of", "対象数", None, |one, _| number(one.of)),
    ("count", "記録の行数", None, |one, _| number(one.count)),
    ("message", "説明", None, |one, lang| Cell::Text(one.message(lang))),
];

const NOTICES: &[Column<NoticeRow>] = &[
    ("notice", "通知", None, |one, _| text(&one.notice)),
    ("issued_at", "発出 (日本時間)", Some("issued_at (Japan time)"), |one, _| Cell::Instant(one.issued_at)),
    ("direction", "方向", None, |one, lang| Cell::word(one.direction.as_str(), direction(one.direction, lang))),
    ("kind", "種類", None, |one, _| text(&one.kind)),
    ("affected_sectors", "分野", None, |one, _| list(&one.affected_sectors)),
    ("status", "実際・訓練の別", None, |one, lang| Cell::word(one.status.as_str(), status(one.status, lang))),
    ("message", "報の種別", Some("in its thread"), |one, lang| {
        Cell::word(one.message.as_str(), message(one.message, lang))
    }),
    ("version", "報番号", None, |one, _| Cell::Number(one.version)),
    ("final", "最終報", None, |one, _| Cell::Flag(one.is_final)),
    ("replaced_by", "次の報", None, |one, _| Cell::from(one.replaced_by.as_ref())),
    ("expected", "要伝達", None, |one, _| Cell::Number(one.expected)),
    ("sent", "送付", None, |one, _| Cell::Number(one.sent)),
    ("confirmed", "確認", None, |one, _| Cell::Number(one.confirmed)),
    ("in_time", "期限内", None, |one, _| Cell::Number(one.in_time)),
    ("unmet", "未達", None, |one, _| Cell::Number(one.unmet)),
    ("lapsed", "失効", None, |one, _| Cell::Number(one.lapsed)),
    ("may", "任意", None, |one, _| Cell::Number(one.may)),
    ("may_told", "任意の送付", None, |one, _| Cell::Number(one.may_told)),
    ("first_after", "最初の到達まで", None, |one, _| span(one.first_after)),
    ("last_after", "最後の到達まで", None, |one, _| span(one.last_after)),
];

const STAGES: &[Column<StageRow>] = &[
    ("notice", "通知", None, |one, _| text(&one.notice)),
    ("stage", "段階", None, |one, lang| Cell::word(one.stage.as_str(), one.stage.title(lang))),
    ("expected", "要伝達", None, |one, _| Cell::Number(one.expected)),
    ("sent", "送付", None, |one, _| Cell::Number(one.sent)),
    ("confirmed", "確認", None, |one, _| Cell::Number(one.confirmed)),
    ("in_time", "期限内", None, |one, _| Cell::Number(one.in_time)),
    ("unmet", "未達", None, |one, _| Cell::Number(one.unmet)),
    ("units_expected", "組織: 要伝達", None, |one, _| Cell::Number(one.units.expected)),
    ("units_sent", "組織: 送付", None, |one, _| Cell::Number(one.units.sent)),
    ("units_confirmed", "組織: 確認", None, |one, _| Cell::Number(one.units.confirmed)),
    ("units_unknown", "組織: 数が不明", None, |one, _| Cell::Number(one.units.unknown)),
];

const HOLDERS: &[Column<Holding>] = &[
    ("notice", "通知", None, |one, _| text(&one.notice)),
    ("party", "保有者", None, |one, _| text(&one.party)),
    ("since", "いつから (日本時間)", Some("since (Japan time)"), |one, _| Cell::Instant(one.since)),
    ("from", "引渡し元", None, |one, _| Cell::from(one.from.as_ref())),
];

const PENDING: &[Column<Pending>] = &[
    ("notice", "通知", None, |one, _| text(&one.notice)),
    ("party", "相手", None, |one, _| text(&one.party)),
    ("at", "いつから (日本時間)", Some("at (Japan time)"), |one, _| Cell::Instant(one.at)),
    ("due_at", "期限 (日本時間)", Some("due_at (Japan time)"), |one, _| at(one.due_at)),
    ("stopped_at", "停滞箇所", None, |one, _| Cell::from(one.stopped_at.as_ref())),
];

const ACTIONS: &[Column<Action>] = &[
    ("action", "対応", None, |one, lang| Cell::word(one.action.as_str(), action(one.action, lang))),
    ("notice", "通知", None, |one, _| text(&one.notice)),
    ("by", "担当", None, |one, _| text(&one.by)),
    ("to", "相手", None, |one, _| Cell::from(one.to.as_ref())),
    ("outside", "枠組みの外の相手", None, |one, _| Cell::from(one.outside.as_ref())),
    ("serves", "その先", None, |one, _| list(&one.serves)),
    ("channels", "連絡手段", None, |one, _| list(one.channels.as_deref().unwrap_or_default())),
    ("tried", "届かなかった連絡手段", None, |one, _| list(&one.tried)),
    ("due_at", "期限 (日本時間)", Some("due_at (Japan time)"), |one, _| at(one.due_at)),
    ("overdue", "期限切れ", None, |one, _| Cell::Flag(one.overdue)),
    ("judgement", "要判断", None, |one, _| list(&one.judgement)),
    ("findings", "指摘番号", None, |one, _| list(&one.findings)),
    ("message", "説明", None, |one, lang| Cell::Text(one.line(lang))),
];

fn sheet<T>(name: &'static str, title: &'static str, columns: &[Column<T>], rows: &[T], lang: Lang) -> Sheet {
    let heading = |(name, ja, en, _): &Column<T>| Heading { name, title: lang.pick(ja, en.unwrap_or(name)) };
    let row = |one: &T| columns.iter().map(|(_, _, _, cell)| cell(one, lang)).collect();
    Sheet {
        name,
        title: if lang == Lang::Ja { title } else { name },
        headings: columns.iter().map(heading).collect(),
        rows: rows.iter().map(row).collect(),
    }
}

impl Audit {
    /// The names of the sheets of its report.
    pub const SHEETS: [&str; 6] = ["findings", "notices", "stages", "holders", "pending", "not_observed"];

    /// A sheet of its report by its name; each finding has its sentence.
    #[must_use]
    pub fn sheet(&self, name: &str, lang: Lang) -> Option<Sheet> {
        Some(match name {
            "findings" => sheet("findings", "指摘", FINDINGS, &self.findings, lang),
            "notices" => sheet("notices", "通知", NOTICES, &self.notices, lang),
            "stages" => sheet("stages", "段階", STAGES, &self.stages, lang),
            "holders" => sheet("holders", "保有者", HOLDERS, &self.holders, lang),
            "pending" => sheet("pending", "これから渡す", PENDING, &self.pending, lang),
            "not_observed" => sheet("not_observed", "記録の範囲の外", PENDING, &self.not_observed, lang),
            _ => return None,
        })
    }

    /// All sheets of its report.
    #[must_use]
    pub fn sheets(&self, lang: Lang) -> Vec<Sheet> {
        Self::SHEETS.iter().filter_map(|name| self.sheet(name, lang)).collect()
    }
}

impl Actions {
    /// What is to be done as a sheet, each with its sentence.
    #[must_use]
    pub fn sheet(&self, lang: Lang) -> Sheet {
        sheet("actions", "対応事項", ACTIONS, &self.actions, lang)
    }
}
