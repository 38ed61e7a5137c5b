//! CSV in: a heading, then a notice a row.
//!
//! A row that has not the heading's number of cells is refused by itself: what would have stood in the missing or the
//! nameless cells might have narrowed who is told.

use std::io::Read;
use std::sync::{Arc, Mutex};

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use ceptoar_core::ErrorCode;
use ceptoar_frames::{CHUNK, Chunk, Fault, Found, Frame, Said};
use csv::{ByteRecord, StringRecord};

use super::super::failure::{Failure, of_stream};
use super::super::screen;
use super::notes::Notes;
use super::watch::{Lines, Watch};

/// How a file is read.
pub(super) struct Form {
    pub(super) place: String,
    pub(super) delimiter: u8,
    /// The column that keeps what has no column of its own, where refused rows are kept.
    pub(super) unread: Option<String>,
}

/// A file with a heading.
pub(super) fn read(
    text: impl Read + Send + 'static,
    form: Form,
    notes: &Notes,
) -> Result<(Frame, Option<String>), Failure> {
    let watch = Watch::new(text);
    let lines = watch.lines();
    let mut reader =
        csv::ReaderBuilder::new().delimiter(form.delimiter).flexible(true).has_headers(false).from_reader(watch);
    let mut heading = ByteRecord::new();
    let Form { place, delimiter, unread } = form;
    let there = reader.read_byte_record(&mut heading).map_err(|error| broken(&place, error))?;
    let heading = StringRecord::from_byte_record(heading).unwrap_or_default();
    if !there {
        return Err(Failure::refused(
            format!("{place} is empty: its first line must be the heading"),
            format!("{place} は空である: 1行目に見出しが要る"),
        ));
    }
    begin(&lines, &heading);
    let names = Names::of(&heading, delimiter, &place, notes)?;
    let mut fields: Vec<Field> = names.named().map(|(_, name)| Field::new(name, DataType::Utf8, true)).collect();
    let unread = unread.map(|name| names.free(name));
    fields.extend(unread.iter().map(|name| Field::new(name, DataType::Utf8, true)));
    let schema = Arc::new(Schema::new(fields));
    let mut rows = Rows { reader, lines, names, place, notes: notes.clone(), keeps: unread.is_some() };
    let of = Arc::clone(&schema);
    let batches = std::iter::from_fn(move || rows.chunk(&of).transpose());
    Ok((Frame { schema, batches: Box::new(batches) }, unread))
}

fn broken(place: &str, error: csv::Error) -> Failure {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => of_stream(place, error),
        other => Failure::Failed(Said::new(format!("{place}: {other:?}"), format!("{place}: CSVとして読めない"))),
    }
}

fn begin(lines: &Mutex<Lines>, record: &StringRecord) -> u64 {
    let at = record.position().map_or(0, csv::Position::byte);
    lines.lock().map_or(0, |mut lines| lines.begin(at))
}

/// The columns with a name, by place.
struct Names {
    list: Vec<Option<String>>,
}

impl Names {
    fn of(heading: &StringRecord, delimiter: u8, place: &str, notes: &Notes) -> Result<Self, Failure> {
        if let (1, Some(only)) = (heading.len(), heading.get(0))
            && let Some(other) =
                [',', ';', '\t', '|'].into_iter().find(|c| *c as u32 != u32::from(delimiter) && only.contains(*c))
        {
            let (name, option) = match other {
                '\t' => ("a tab", "tab".to_owned()),
                _ => ("another delimiter", format!("'{other}'")),
            };
            return Err(Failure::refused(
                format!("{place}: the heading is one cell, with {name} in it: give --delimiter {option}"),
                format!(
                    "{place}: 見出しが一つのセルになっている。区切りが違うと思われる: --delimiter {option} を付ける"
                ),
            ));
        }
        let list: Vec<Option<String>> =
            heading.iter().map(|name| (!name.trim().is_empty()).then(|| name.to_owned())).collect();
        for (place_of, name) in list.iter().enumerate() {
            let first = list.iter().position(|other| other == name).unwrap_or(place_of);
            if let Some(name) = name
                && first != place_of
            {
                let (first, second, name) = (first + 1, place_of + 1, screen::shown(name));
                return Err(Failure::refused(
                    format!(
                        "{place}: columns {first} and {second} are both called `{name}`: which one is meant cannot be known; rename or delete one"
                    ),
                    format!(
                        "{place}: {first}列目と{second}列目がどちらも `{name}` という名で、どちらのことか分からない。片方の名前を変えるか、列を消す"
                    ),
                ));
            }
        }
        let nameless: Vec<String> =
            list.iter().enumerate().filter(|(_, name)| name.is_none()).map(|(n, _)| (n + 1).to_string()).collect();
        if !nameless.is_empty() {
            let columns = nameless.join(", ");
            notes.push(
                format!("{place}: columns without a name are passed over, if they are empty: {columns}"),
                format!("{place}: 名のない列は、空なら読み飛ばす: {columns}列目"),
            );
        }
        Ok(Self { list })
    }

    fn named(&self) -> impl Iterator<Item = (usize, &str)> {
        self.list.iter().enumerate().filter_map(|(n, name)| Some((n, name.as_deref()?)))
    }

    /// A name that no column has.
    fn free(&self, mut name: String) -> String {
        while self.named().any(|(_, known)| known == name) {
            name.push('_');
        }
        name
    }

    /// The cells that stand under no name; a number under a nameless first heading is the index that pandas writes.
    fn strays<'a>(&self, record: &'a StringRecord) -> Vec<(usize, &'a str)> {
        let index = |n: usize, cell: &str| n == 0 && cell.bytes().all(|byte| byte.is_ascii_digit());
        let nameless = |n: usize| self.list.get(n).is_none_or(Option::is_none);
        record.iter().enumerate().filter(|(n, cell)| nameless(*n) && !cell.is_empty() && !index(*n, cell)).collect()
    }
}

struct Rows<R> {
    reader: csv::Reader<Watch<R>>,
    lines: Arc<Mutex<Lines>>,
    names: Names,
    place: String,
    notes: Notes,
    keeps: bool,
}

impl<R: Read> Rows<R> {
    fn chunk(&mut self, schema: &Arc<Schema>) -> Result<Option<Chunk>, Fault> {
        let mut columns: Vec<Vec<Option<String>>> = vec![Vec::new(); schema.fields().len()];
        let (mut refused, mut begun) = (Vec::new(), Vec::new());
        let mut record = StringRecord::new();
        while begun.len() < CHUNK {
            match self.reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => return Err(broken(&self.place, error).into()),
            }
            let line = begin(&self.lines, &record);
            let unclosed = self.lines.lock().is_ok_and(|lines| lines.is_unclosed());
            if record.iter().all(str::is_empty) {
                self.notes.pass_over(line);
                continue;
            }
            let strays = self.names.strays(&record);
            let problem = self.problem(&record, &strays, unclosed);
            let row = begun.len();
            refused.extend(problem.map(|said| (row, vec![Found::said(ErrorCode::WrongType, said)])));
            begun.push(line);
            let cells =
                self.names.named().map(|(n, _)| record.get(n).filter(|cell| !cell.is_empty()).map(str::to_owned));
            let cells: Vec<_> = cells.collect();
            let kept = self.keeps.then(|| {
                let strays: Vec<&str> = strays.iter().map(|(_, cell)| *cell).collect();
                (!strays.is_empty()).then(|| serde_json::json!(strays).to_string())
            });
            for (column, cell) in columns.iter_mut().zip(cells.into_iter().chain(kept)) {
                column.push(cell);
            }
        }
        if begun.is_empty() {
            return Ok(None);
        }
        let arrays = columns.into_iter().map(|column| Arc::new(StringArray::from(column)) as ArrayRef).collect();
        let batch = RecordBatch::try_new(Arc::clone(schema), arrays)?;
        Ok(Some(Chunk { batch, refused, lines: Some(begun) }))
    }

    fn problem(&self, record: &StringRecord, strays: &[(usize, &str)], unclosed: bool) -> Option<Said> {
        if unclosed {
            return Some(Said::new(
                "a quotation mark is opened and never closed: everything after it would be one cell",
                "引用符が開いたまま閉じていない: 後ろがすべて一つのセルになってしまう",
            ));
        }
        if let Some((n, cell)) = strays.first() {
            let (n, cell) = (n + 1, screen::shown(&cell.chars().take(40).collect::<String>()));
            return Some(Said::new(
                format!(
                    "cell {n}, `{cell}`, stands in a column without a name: name it in the heading, or delete it (pandas: index=False)"
                ),
                format!(
                    "{n}番目のセル `{cell}` は名のない列にある: 見出しに名を書くか、セルを消す (pandasではindex=False)"
                ),
            ));
        }
        let (cells, names) = (record.len(), self.names.list.len());
        (cells < names).then(|| {
            Said::new(
                format!("the row has {cells} cells, the heading {names}: write the missing ones, empty if need be"),
                format!("この行のセルは{cells}個、見出しは{names}個である: 足りないセルを (空でも) 書く"),
            )
        })
    }
}
