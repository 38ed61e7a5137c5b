//! Text as rows of cells, and rows as CSV (R2, R4): RFC 4180, and every line counted as a spreadsheet shows it.
//!
//! The reader of the crate `csv` passes over blank lines without counting them, and takes what follows a quotation mark that is never
//! closed for one cell; a person looks for the row that the spreadsheet shows.

use ceptoar_core::author::{Row, Table, Unread, UnreadCode};
use encoding_rs::Encoding;

use super::encoding::{LOST, Text, decode, is_private};
use super::note::{Note, Noted};

/// The table of a CSV file, in the encoding that is asked for or else found (R4). What of it is no text is told in
/// [`Table::unread`].
///
/// ```
/// let bytes = "組織,名称\r\n\r\nmlit,国土交通省\r\n".as_bytes();
/// let table = ceptoar_sheets::csv("ministries", bytes, None).value;
/// assert_eq!((table.rows[2].number, &*table.rows[2].cells[1]), (3, "国土交通省")); // as the spreadsheet counts
/// ```
#[must_use]
pub fn csv(name: &str, bytes: &[u8], asked: Option<&'static Encoding>) -> Noted<Table> {
    let Text { text, lost, is_cp932, refused } = decode(bytes, asked);
    let mut table = Table::new(name, [[""; 0]; 0]);
    (table.rows, table.unread) = read(&text);
    if let Some(why) = refused {
        table.unread.push(Unread::new(None, None, "", why));
    }
    legible(&mut table, lost);
    formulas(&mut table);
    Noted { value: table, notes: if is_cp932 { vec![Note::cp932(name)] } else { Vec::new() } }
}

/// Empties the cells that hold what is no character, or one that each house has of its own, and tells them.
pub(crate) fn legible(table: &mut Table, lost: UnreadCode) {
    for row in &mut table.rows {
        for (n, cell) in row.cells.iter_mut().enumerate().filter(|(_, cell)| !cell.is_ascii()) {
            let why = match cell.chars().find(|c| *c == LOST || is_private(*c)) {
                Some(LOST) => lost,
                Some(_) => UnreadCode::PrivateUse,
                None => continue,
            };
            table.unread.push(Unread::new(Some(row.number), Some(n), cell, why));
            cell.clear();
        }
    }
}

/// Empties the cells that hold a formula, the fault of one or nothing but `#`, and tells them: no name is such. What begins with `#`
/// in a header or above it is a remark.
pub(crate) fn formulas(table: &mut Table) {
    let header = table.header().map_or(usize::MAX, |row| row.number);
    for row in &mut table.rows {
        let may_remark = row.number <= header;
        for (n, cell) in row.cells.iter_mut().enumerate() {
            let why = match (UnreadCode::of_text(cell), cell.trim()) {
                (Some(UnreadCode::Narrow), _) if may_remark => continue,
                (Some(why), _) => why,
                (None, text) if text.len() > 1 && text.starts_with('=') => UnreadCode::Formula,
                _ => continue,
            };
            table.unread.push(Unread::new(Some(row.number), Some(n), cell, why));
            cell.clear();
        }
    }
}

/// A cell, what stands behind it, and why it cannot be read.
type Cut<'a> = (String, &'a str, Option<UnreadCode>);

fn read(text: &str) -> (Vec<Row>, Vec<Unread>) {
    let (mut rows, mut unread) = (Vec::new(), Vec::new());
    let mut rest = text;
    while !rest.is_empty() {
        let number = rows.len() + 1;
        let mut cells = Vec::new();
        loop {
            let begun = rest.trim_start_matches([' ', '\t', '\u{3000}']);
            let (cell, behind, why) = match begun.strip_prefix('"') {
                Some(quoted) if begun.len() == rest.len() => quote(quoted),
                // Programs do not agree whether a mark behind blanks begins a quotation.
                Some(quoted) => {
                    let (_, behind, why) = quote(quoted);
                    (String::new(), behind, why.or(Some(UnreadCode::AfterQuote)))
                }
                None => plain(rest),
            };
            if let Some(why) = why {
                let shown = plain(rest).0;
                unread.push(Unread::new(Some(number), Some(cells.len()), &shown, why));
            }
            cells.push(cell);
            match behind.strip_prefix(',') {
                Some(next) => rest = next,
                None => {
                    rest =
                        behind.strip_prefix("\r\n").or_else(|| behind.strip_prefix(['\n', '\r'])).unwrap_or_default();
                    break;
                }
            }
        }
        rows.push(Row::new(number, cells));
    }
    (rows, unread)
}

fn plain(text: &str) -> Cut<'_> {
    let (cell, behind) =
        text.split_at_checked(text.find([',', '\n', '\r']).unwrap_or(text.len())).unwrap_or((text, ""));
    (cell.to_owned(), behind, None)
}

/// A cell whose quotation mark is opened.
fn quote(text: &str) -> Cut<'_> {
    let (mut cell, mut rest) = (String::new(), text);
    loop {
        let Some((part, behind)) = rest.split_once('"') else {
            // The rest of its line is lost, and no more.
            let (_, behind) =
                text.split_at_checked(text.find(['\n', '\r']).unwrap_or(text.len())).unwrap_or((text, ""));
            return (String::new(), behind, Some(UnreadCode::OpenQuote));
        };
        cell.push_str(part);
        match behind.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None => {
                let (tail, behind, _) = plain(behind);
                let is_clean = tail.trim().is_empty();
                let why = (!is_clean).then_some(UnreadCode::AfterQuote);
                return (if is_clean { cell } else { String::new() }, behind, why);
            }
        }
    }
}

/// A table as CSV that spreadsheets open by themselves (R4): UTF-8 with a mark, lines that end in CRLF.
///
/// ```
/// use ceptoar_core::author::Table;
///
/// let table = Table::new("ministries", [["ministry", "name_ja"], ["mlit", "国土交通省"]]);
/// let bytes = ceptoar_sheets::written(&table);
/// assert!(bytes.starts_with(b"\xef\xbb\xbfministry,name_ja\r\n"));
/// assert_eq!(ceptoar_sheets::csv("ministries", &bytes, None).value, table);
/// ```
#[must_use]
pub fn written(table: &Table) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    for row in &table.rows {
        // Writing to memory cannot fail.
        let _ = writer.write_record(&row.cells);
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
        read(text).0.into_iter().map(|row| (row.number, row.cells)).collect()
    }

    fn row(number: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn r2_lines_are_counted_as_a_spreadsheet_shows_them() {
        let wanted =
            [row(1, &["a", "b"]), row(2, &[""]), row(3, &["1\n2", "x"]), row(4, &["", "", ""]), row(5, &["c"])];
        assert_eq!(cells("a,b\r\n\r\n\"1\n2\",x\r\n,,\r\nc"), wanted);
        assert_eq!(cells("a,b\n\n\"1\n2\",x\n,,\nc\n"), wanted);
        assert_eq!(cells(""), []);
    }

    #[test]
    fn r2_quotation_marks_are_those_of_rfc_4180() {
        assert_eq!(cells("\"a\"\"b\",\"x,y\",\"\""), [row(1, &["a\"b", "x,y", ""])]);
        assert_eq!(cells("a\"b,c"), [row(1, &["a\"b", "c"])]);
        let (rows, unread) = read("a,\"b\nc,d\n");
        assert_eq!(unread, [Unread::new(Some(1), Some(1), "\"b", UnreadCode::OpenQuote)]);
        assert_eq!(rows.len(), 2); // the next row is not swallowed
        let (_, unread) = read("\"a\"b,c");
        assert_eq!(unread, [Unread::new(Some(1), Some(0), "\"a\"b", UnreadCode::AfterQuote)]);
        // Some programs would read two cells here, others one.
        let (rows, unread) = read("x, \"a,b\",c");
        assert_eq!(
            unread.iter().map(|cell| (cell.column, cell.why)).collect::<Vec<_>>(),
            [(Some(1), UnreadCode::AfterQuote)]
        );
        assert_eq!(rows, [Row::new(1, ["x", "", "c"])]);
    }

    #[test]
    fn r4_what_is_written_is_read_again() {
        let cells = ["", "a,b", "\"", "1\r\n2", " 前後 ", "-", "=", "1=1"];
        let table = Table::new("t", [cells.to_vec(), vec!["x"]]);
        let bytes = written(&table);
        assert_eq!(csv("t", &bytes, None).value, table);
        assert!(bytes.ends_with(b"x\r\n"));
    }

    /// What a formula comes to stands in no CSV: it is refused by its cell, never taken for a name.
    #[test]
    fn a_formula_is_told_and_so_is_the_fault_of_one() {
        let Noted { value: table, .. } = csv("t", "id,name\r\ngas,=A2\r\nwater, #N/A \r\nrail,#1\r\n".as_bytes(), None);
        let why: Vec<_> = table.unread.iter().map(|unread| (unread.row, unread.column, unread.why)).collect();
        let wanted = [(Some(2), Some(1), UnreadCode::Formula), (Some(3), Some(1), UnreadCode::Fault)];
        assert_eq!(why, wanted);
        assert_eq!(
            table.rows.iter().map(|row| row.cells.get(1).map(|cell| &**cell)).collect::<Vec<_>>(),
            ["name", "", "", "#1"].map(Some)
        );
    }

    /// What is too wide for its column is shown as `#`; a remark begins so as well, and a header can be one.
    #[test]
    fn r2_what_a_spreadsheet_shows_instead_of_a_value_is_told_and_remarks_stay() {
        let text = "####\r\n##,id,name\r\n,gas,####\r\n#########,water,水\r\n# text,rail,x\r\n#,rail,y\r\n#N/A,a,b\r\n";
        let Noted { value: table, .. } = csv("t", text.as_bytes(), None);
        let why: Vec<_> = table.unread.iter().map(|unread| (unread.row, unread.column, unread.why)).collect();
        let (narrow, fault) = (UnreadCode::Narrow, UnreadCode::Fault);
        assert_eq!(why, [(Some(3), Some(2), narrow), (Some(4), Some(0), narrow), (Some(7), Some(0), fault)]);
    }

    /// The first row is named where its cells are no characters, and no other stands in for it.
    #[test]
    fn r4_a_header_in_another_encoding_is_named() {
        let mut bytes = encoding_rs::SHIFT_JIS.encode("組織,名称,セプター\na,髙,gas\n").0.into_owned();
        let asked = csv("own", &bytes, Some(encoding_rs::UTF_8)).value;
        bytes.splice(0..0, *b"\xef\xbb\xbf");
        for table in [asked, csv("own", &bytes, None).value] {
            let refusal = ceptoar_core::author::roster(&table, "own").err();
            let problems = refusal.iter().flat_map(ceptoar_core::Refusal::problems);
            let told: Vec<_> = problems.map(|p| (p.code().as_str(), p.cell().and_then(|cell| cell.row))).collect();
            assert_eq!(told, [("bad-encoding", Some(1)); 3]);
        }
    }

    #[test]
    fn r4_a_cell_that_cannot_be_read_is_told_and_the_others_are_read() {
        let bytes = [b"id,name\r\ngas,\x81\r\nwater,\x90\x85\r\nx,\xf0\x40\r\n".as_slice()].concat();
        let Noted { value: table, notes } = csv("members", &bytes, None);
        assert_eq!(notes.iter().map(|note| note.code).collect::<Vec<_>>(), ["read-as-cp932"]);
        let why: Vec<_> = table.unread.iter().map(|unread| (unread.row, unread.column, unread.why)).collect();
        let wanted = [(Some(2), Some(1), UnreadCode::Undecodable), (Some(4), Some(1), UnreadCode::PrivateUse)];
        assert_eq!(why, wanted);
        assert_eq!(table.rows.get(2).and_then(|row| row.cells.get(1)).map(String::as_str), Some("水"));
    }
}
