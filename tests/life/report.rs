//! The sheets of a report, and sentences in documents (LIFE-RULES, what a desk needs, 7).

use ceptoar_core::Lang;
use ceptoar_core::life::{Audit, Cell, Log, Sheet, Threads, actions};
use serde_json::{Value, json};

use crate::audit::{at, audited, evening, found, log, notice};
use crate::router;

/// An original, its update and another notice, which were handed on in part, late, to the wrong party and to somebody outside, and
/// were not confirmed; and a notice that nobody knows.
fn drill() -> Audit {
    let router = router();
    let first = notice(&router, json!({}));
    let more = json!({ "id": "n-2", "message": "update", "replaces": "n-1", "issued_at": "2009-05-08T12:00:00+09:00",
        "affected_sectors": ["gas", "electric-power"], "kind": "malware" });
    let second = notice(&router, more);
    let third = notice(&router, json!({ "id": "n-3", "status": "exercise", "issued_at": "2009-05-08T14:30:00+09:00" }));
    let rows = [
        "n-1 nisc meti 10:05",
        "n-1 meti gas 11:30 channel=email",
        "n-1 gas gas-members 11:35 count=3",
        "n-1 gas outside:firm-7 11:40",
        "n-1 gas banking 11:45 channel=phone id=row-5",
        "n-2 nisc meti 12:05",
        "x-9 nisc meti 12:10",
    ];
    let mut policy = evening();
    policy.confirm_within = "PT30M".parse().ok();
    audited(&router, &[third, second, first], &rows, &policy)
}

fn sheet(audit: &Audit, name: &str, lang: Lang) -> Sheet {
    audit.sheet(name, lang).expect("a sheet of that name")
}

/// A row as an object: what stands under each name, blank cells left out.
fn objects(sheet: &Sheet) -> Vec<Value> {
    let value = |cell: &Cell| match cell {
        Cell::Number(number) => json!(number),
        Cell::Flag(flag) => json!(flag),
        cell => json!(cell.text()),
    };
    let row = |cells: &Vec<Cell>| {
        assert_eq!(cells.len(), sheet.headings.len(), "a cell for each column");
        let cells = sheet.headings.iter().zip(cells).filter(|(_, cell)| **cell != Cell::Blank);
        cells.map(|(heading, cell)| (heading.name.to_owned(), value(cell))).collect()
    };
    sheet.rows.iter().map(row).map(Value::Object).collect()
}

/// An object of a document as a sheet shows it: lists in one cell, what is nothing left out.
fn flat(object: &Value) -> Value {
    let mut flat = serde_json::Map::new();
    for (name, value) in object.as_object().expect("an object") {
        match value {
            Value::Null => {}
            Value::Array(list) if list.is_empty() => {}
            Value::Array(list) => {
                let ids: Vec<&str> = list.iter().map(|id| id.as_str().expect("an id")).collect();
                flat.insert(name.clone(), json!(ids.join(";")));
            }
            Value::Object(units) => {
                flat.extend(units.iter().map(|(unit, value)| (format!("{name}_{unit}"), value.clone())));
            }
            value => {
                flat.insert(name.clone(), value.clone());
            }
        }
    }
    Value::Object(flat)
}

/// The yearly table, written from the notices and the log: direction, kind, status, sectors, which report of its thread it
/// is, whether it is the last.
#[test]
fn the_notices_stand_in_the_table_of_a_year() {
    let rows = objects(&sheet(&drill(), "notices", Lang::En));
    let said = |row: &Value, names: &[&str]| names.iter().map(|name| row[*name].clone()).collect::<Vec<_>>();
    let names = ["notice", "issued_at", "direction", "kind", "affected_sectors", "status"];
    assert_eq!(
        rows.iter().map(|row| said(row, &names)).collect::<Vec<_>>(),
        [
            ["n-1", "2009-05-08T01:00:00Z", "provision", "vulnerability", "gas", "actual"],
            ["n-2", "2009-05-08T03:00:00Z", "provision", "malware", "electric-power;gas", "actual"],
            ["n-3", "2009-05-08T05:30:00Z", "provision", "vulnerability", "gas", "exercise"],
        ]
    );
    // Electricity adds its CEPTOAR, its members and CRIEPI, which the CEPTOAR serves too.
    let names = ["message", "version", "final", "replaced_by", "expected", "sent"];
    assert_eq!(
        rows.iter().map(|row| Value::Array(said(row, &names))).collect::<Vec<_>>(),
        [
            json!(["original", 1, false, "n-2", 3, 3]),
            json!(["update", 2, true, null, 6, 1]),
            json!(["original", 1, true, null, 3, 0])
        ]
    );
}

/// A report that is not the last one yet: what replaces it is issued later than the audit is asked.
#[test]
fn a_later_report_is_not_known_yet() {
    let router = router();
    let first = notice(&router, json!({}));
    let more =
        json!({ "id": "n-2", "message": "withdrawal", "replaces": "n-1", "issued_at": "2009-05-08T16:00:00+09:00" });
    let second = notice(&router, more);
    let rows = |hour: &str| {
        let mut policy = evening();
        policy.as_of = at(hour);
        let audit = audited(&router, &[first.clone(), second.clone()], &[], &policy);
        audit.notices.iter().map(|row| (row.version, row.is_final, row.replaced_by.is_some())).collect::<Vec<_>>()
    };
    assert_eq!(rows("15:59:59"), [(1, true, false), (2, true, false)]);
    assert_eq!(rows("16:00:00"), [(1, false, true), (2, true, false)]);
}

/// Each sheet says what the list of its name says in the document: no row is lost, and no field but those of a finding that its
/// sentence says.
#[test]
fn a_report_says_what_the_document_says() {
    let audit = drill().with_messages(Lang::Ja);
    let document: Value = serde_json::from_str(&audit.to_json()).expect("JSON");
    for name in Audit::SHEETS {
        let rows = document[name].as_array().expect("a list");
        let mut rows = rows.clone();
        for row in &mut rows {
            let row = row.as_object_mut().expect("an object");
            // Why, and which row could not be read, the sentence says.
            for field in ["reasons", "row", "knowing", "entitled", "level"] {
                row.remove(field);
            }
        }
        let wanted: Vec<Value> = rows.iter().map(flat).collect();
        let sheet = sheet(&audit, name, Lang::Ja);
        assert_eq!(objects(&sheet), wanted, "{name}");
        // Each column was looked at with something in it.
        for (column, heading) in sheet.headings.iter().enumerate() {
            let mut cells = sheet.rows.iter().filter_map(|row| row.get(column));
            assert!(sheet.rows.is_empty() || cells.any(|cell| *cell != Cell::Blank), "{name} {}", heading.name);
        }
    }
    let filled = Audit::SHEETS.iter().filter(|name| !sheet(&audit, name, Lang::Ja).rows.is_empty());
    // The hands' sending is all recorded here.
    assert_eq!(filled.copied().collect::<Vec<_>>(), ["findings", "notices", "stages", "holders", "pending"]);
    assert_eq!(audit.sheet("leaks", Lang::Ja), None);
}

/// In Japanese no heading is left in English, in English each is the name of its field; instants say whose clock they are.
#[test]
fn headings_are_in_the_language_of_the_reader() {
    let audit = drill();
    let router = router();
    let notices = [notice(&router, json!({}))];
    let threads = Threads::new(&router, &notices).expect("threads");
    let todo = actions(&router, &threads, &log(&router, &[]), &[], &evening()).expect("actions");
    let sheets = |lang| audit.sheets(lang).into_iter().chain([todo.sheet(lang)]);
    assert_eq!(sheets(Lang::Ja).count(), Audit::SHEETS.len() + 1);
    for (ja, en) in sheets(Lang::Ja).zip(sheets(Lang::En)) {
        assert_eq!((ja.name, en.name, en.title), (en.name, ja.name, ja.name));
        let titles = std::iter::once(ja.title).chain(ja.headings.iter().map(|heading| heading.title));
        for title in titles {
            assert!(!title.chars().any(|c| c.is_ascii_alphabetic()), "{title}");
        }
        let mut once: Vec<&str> = ja.headings.iter().map(|heading| heading.title).collect();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), ja.headings.len(), "two columns of {} have one title", ja.name);
        for (column, (of_ja, of_en)) in ja.headings.iter().zip(&en.headings).enumerate() {
            assert_eq!(of_ja.name, of_en.name);
            let is_instant =
                of_en.name.ends_with("_at") && of_en.name != "stopped_at" || ["at", "since"].contains(&of_en.name);
            let title = match of_en.name {
                // A sentence is called so, too.
                "message" if en.name == "notices" => "in its thread".to_owned(),
                name if is_instant => format!("{name} (Japan time)"),
                name => name.to_owned(),
            };
            assert_eq!((of_en.title, of_ja.title.contains("(日本時間)")), (&*title, is_instant));
            let cells = ja.rows.iter().filter_map(|row| row.get(column));
            let (mut blank, mut instants) = (0, 0);
            cells.for_each(|cell| match cell {
                Cell::Blank => blank += 1,
                cell => instants += usize::from(cell.clock().is_some()),
            });
            assert_eq!(instants, if is_instant { ja.rows.len() - blank } else { 0 }, "{}", of_en.name);
        }
    }
    let clock = Cell::Instant(at("10:05:30")).clock().expect("a time of day");
    assert_eq!(clock.to_string(), "2009-05-08 10:05:30");
}

/// Programs read the words of documents, people read theirs.
#[test]
fn a_word_has_a_title() {
    let audit = drill();
    let words = |lang| -> Vec<(String, String)> {
        let sheets = audit.sheets(lang);
        let cells = sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten());
        cells.filter(|cell| matches!(cell, Cell::Word { .. })).map(|cell| (cell.text(), cell.shown())).collect()
    };
    for (ja, en) in words(Lang::Ja).into_iter().zip(words(Lang::En)) {
        assert_eq!(ja.0, en.0);
        assert!(!ja.1.chars().any(|c| c.is_ascii_alphabetic()), "{ja:?}");
    }
    let told = |name: &str, title: &str| words(Lang::Ja).contains(&(name.to_owned(), title.to_owned()));
    assert!(
        told("exercise", "訓練") && told("provision", "情報提供") && told("update", "続報") && told("breach", "違反")
    );
    assert!(told("government", "内閣官房・所管省庁"));
}

/// A document has sentences only where they are asked for, and then those of its text, in the language asked for.
#[test]
fn sentences_stand_in_a_document_where_they_are_asked_for() {
    let audit = drill();
    assert!(
        audit.findings.iter().all(|finding| finding.message.is_none()) && !audit.to_json().contains("\"message\":null")
    );
    for lang in [Lang::Ja, Lang::En] {
        let told = audit.clone().with_messages(lang);
        assert_eq!(found(&told), found(&audit));
        for (finding, plain) in told.findings.iter().zip(&audit.findings) {
            assert_eq!(finding.message.as_deref(), Some(&*plain.message(lang)));
            let mut bare = finding.clone();
            bare.message = None;
            assert_eq!(bare, *plain);
        }
    }
    let router = router();
    let notices = [notice(&router, json!({}))];
    let empty = Log::from_json(br#"{ "entries": [] }"#, &router).expect("a log");
    let todo = actions(&router, &Threads::new(&router, &notices).expect("threads"), &empty, &[], &evening());
    let todo = todo.expect("actions");
    assert!(!todo.actions.is_empty() && todo.actions.iter().all(|action| action.message.is_none()));
    for (action, plain) in todo.clone().with_messages(Lang::En).actions.iter().zip(&todo.actions) {
        assert_eq!(action.message.as_deref(), Some(&*plain.line(Lang::En)));
        let mut bare = action.clone();
        bare.message = None;
        assert_eq!(bare, *plain);
    }
}
