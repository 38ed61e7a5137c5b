//! The delivery log: what is refused and where, and what several rows tell of one hand-over (LIFE-RULES R16, R18, R25 to R28).

use std::collections::BTreeSet;

use ceptoar_core::author::{Row, Table, Unread, UnreadCode};
use ceptoar_core::life::{AuditCode, Log, LogReader, Policy, Severity, Span, Threads, audit};
use ceptoar_core::{Lang, Refusal, Router, parse_instant};
use ceptoar_suite::random::Draw;
use serde_json::{Value, json};

use crate::router;

fn told(refusal: &Refusal) -> Vec<String> {
    refusal.problems().iter().map(|problem| format!("{} {}", problem.code(), problem.pointer())).collect()
}

fn read(router: &Router, tolerance: Option<&str>, entries: &[Value]) -> Result<Log, Refusal> {
    Log::from_json(json!({ "tolerance": tolerance, "entries": entries }).to_string().as_bytes(), router)
}

fn refused(router: &Router, entries: &[Value]) -> Vec<String> {
    read(router, None, entries).map_or_else(|refusal| told(&refusal), |_| Vec::new())
}

/// A row with other fields; a null takes one away.
fn row(more: Value) -> Value {
    let mut row = json!({ "notice": "n-1", "from": "meti", "to": "gas", "sent_at": "2009-05-08T01:10:00Z" });
    for (name, value) in more.as_object().into_iter().flatten() {
        match value {
            Value::Null => drop(row.as_object_mut().map(|row| row.remove(name))),
            value => row[name] = value.clone(),
        }
    }
    row
}

fn at(minute: usize) -> String {
    format!("2009-05-08T01:{minute:02}:00Z")
}

#[test]
fn every_bad_row_is_told_with_its_place() {
    let router = router();
    let rows = [
        row(json!({})),
        row(json!({ "from": "nobody", "channel": "pigeon", "level": "TLP:PURPLE" })),
        row(json!({ "to": null })),
        row(json!({ "outside": "contractor-12" })),
        row(json!({ "sent_at": "2009-05-08T01:10:00", "notice": "n-404" })),
        row(json!({ "received_at": at(9) })),
        row(json!({ "received_at": at(20), "confirmed_at": at(19) })),
        row(json!({ "confirmed_at": at(9) })),
        row(json!({ "failed": true, "received_at": at(11) })),
        row(json!({ "count": 0 })),
        row(json!({ "count": 8, "confirmed_count": 9 })),
        row(json!({ "to": null, "outside": "contractor-12" })),
    ];
    let wanted = [
        "unknown-channel /entries/1/channel",
        "unknown-level /entries/1/level",
        "unknown-party /entries/1/from",
        "missing-field /entries/2",
        "contradicts /entries/3/outside",
        "naive-instant /entries/4/sent_at",
        "received-before-sent /entries/5/received_at",
        "confirmed-before-received /entries/6/confirmed_at",
        "confirmed-before-received /entries/7/confirmed_at",
        "contradicts /entries/8/failed",
        "bad-count /entries/9/count",
        "bad-part /entries/10/confirmed_count",
    ];
    assert_eq!(BTreeSet::from_iter(refused(&router, &rows)), BTreeSet::from(wanted.map(str::to_owned)));
}

#[test]
fn the_shape_of_a_row_is_told_with_the_meaning_of_others() {
    let router = router();
    let rows = [row(json!({ "text": "the content" })), row(json!({ "sent_at": 5 })), row(json!({ "to": "nobody" }))];
    let found = refused(&router, &rows);
    for wanted in ["unknown-field /entries/0/text", "wrong-type /entries/1/sent_at", "unknown-party /entries/2/to"] {
        assert!(found.iter().any(|told| told == wanted), "{wanted}: {found:?}");
    }
    assert_eq!(found.len(), 3, "{found:?}");
    let bad = Log::from_json(br#"{ "format": "ceptoar/log/2", "tolerance": "soon", "entries": [] }"#, &router);
    assert_eq!(told(&bad.expect_err("two faults")), ["wrong-format /format", "bad-span /tolerance"]);
}

/// R28: within the tolerance an earlier time of a later step is read as equal; a second beyond it is not.
#[test]
fn clocks_may_be_as_far_apart_as_the_log_says() {
    let router = router();
    let entry = row(json!({ "received_at": at(8), "confirmed_at": at(7) }));
    let log = read(&router, Some("PT3M"), &[entry]).expect("within the tolerance");
    let entry = &log.entries()[0];
    assert_eq!((entry.received_at, entry.confirmed_at), (Some(entry.sent_at), Some(entry.sent_at)));
    let late = row(json!({ "received_at": "2009-05-08T01:06:59Z" }));
    let refusal = read(&router, Some("PT3M"), &[late]).expect_err("a second beyond it");
    assert_eq!(told(&refusal), ["received-before-sent /entries/0/received_at"]);
}

/// R26: rows of one id are one hand-over, and each may know what others do not.
#[test]
fn rows_of_one_id_are_united_or_contradict() {
    let router = router();
    let rows = [
        row(json!({ "id": "x", "channel": "email" })),
        row(json!({ "id": "x", "received_at": at(11) })),
        row(json!({ "id": "x", "confirmed_at": at(15), "judged_by": "duty-officer-7" })),
        row(json!({ "id": "x", "channel": "email" })),
    ];
    let log = read(&router, None, &rows).expect("they agree");
    let [entry] = log.entries() else { panic!("{:?}", log.entries()) };
    assert_eq!(entry.channel.as_deref(), Some("email"));
    assert!(entry.received_at.is_some() && entry.confirmed_at.is_some() && entry.judged_by.is_some());

    for (field, value) in [
        ("notice", json!("n-2")),
        ("from", json!("nisc")),
        ("to", json!("gas-members")),
        ("channel", json!("phone")),
        ("sent_at", json!(at(12))),
        ("received_at", json!(at(14))),
        ("confirmed_at", json!(at(16))),
        ("judged_by", json!("somebody else")),
        ("level", json!("TLP:RED")),
        ("count", json!(3)),
        ("confirmed_count", json!(2)),
    ] {
        let whole = json!({ "id": "x", "channel": "email", "received_at": at(13), "confirmed_at": at(15), "count": 9,
            "confirmed_count": 1, "judged_by": "duty-officer-7", "level": "TLP:GREEN" });
        let mut other = row(whole.clone());
        other[field] = value;
        assert_eq!(refused(&router, &[row(whole), other]), [format!("contradicts /entries/1/{field}")], "{field}");
    }
    let failed = [row(json!({ "id": "x" })), row(json!({ "id": "x", "failed": true }))];
    assert_eq!(refused(&router, &failed), ["contradicts /entries/1/failed"]);
    // Two hands whose clocks are two minutes apart tell of one hand-over, if the log says that clocks are.
    let apart = [row(json!({ "id": "x" })), row(json!({ "id": "x", "sent_at": at(12) }))];
    assert_eq!(refused(&router, &apart), ["contradicts /entries/1/sent_at"]);
    let log = read(&router, Some("PT2M"), &apart).expect("within the tolerance");
    assert_eq!(log.to_json().matches("sent_at").count(), 1);
    assert!(log.to_json().contains(&at(10)), "the earliest stands");
}

/// R26: equal rows count once; the same with another id, or another channel, is another hand-over.
#[test]
fn equal_rows_count_once() {
    let router = router();
    let rows = [row(json!({})), row(json!({})), row(json!({ "channel": "fax" })), row(json!({ "id": "x" }))];
    assert_eq!(read(&router, None, &rows).expect("a log").entries().len(), 3);
}

#[test]
fn lines_are_rows() {
    let router = router();
    let rows = [row(json!({ "id": "a" })), row(json!({ "channel": "fax" }))];
    let lines = format!("{}\r\n\n{}\n", rows[0], rows[1]);
    let of_lines = Log::from_json_lines(lines.as_bytes(), Span::default(), &router);
    assert_eq!(of_lines, read(&router, None, &rows));
    let bad = format!(
        "{}\n\n{{\n{}\n{}",
        rows[0],
        row(json!({ "to": "nobody" })),
        row(json!({ "id": "a", "count": 1, "to": "mic" }))
    );
    let refusal = Log::from_json_lines(bad.as_bytes(), Span::default(), &router).expect_err("three bad lines");
    assert_eq!(told(&refusal), ["malformed-json /2", "unknown-party /3/to", "contradicts /4/to"]);
}

#[test]
fn the_sample_is_read_and_written_back() {
    let router = router();
    let json = include_bytes!("log.json");
    let log = Log::from_json(json, &router).expect("a log");
    assert_eq!((log.id().map(|id| id.as_str()), log.tolerance().to_string().as_str()), (Some("gas-2009-05"), "PT2M"));
    assert_eq!(log.entries().len(), 6);
    assert_eq!(log.entries().iter().filter(|entry| entry.outside.is_some()).count(), 1);
    assert_eq!(Log::from_json(log.to_json().as_bytes(), &router).as_ref(), Ok(&log));
    assert_eq!(Log::from_document(&log.document(), &router), Ok(log));
}

/// The order of rows has no meaning: neither for what is read, nor for whether it is refused, and for which codes.
#[test]
fn the_order_of_rows_changes_no_byte() {
    let router = router();
    let (mut accepted, mut refused) = (0, 0);
    for seed in 0..2000_u64 {
        let mut draw = Draw::Seed(seed);
        let mut rows = Vec::new();
        for _ in 0..1 + draw.below(6) {
            let mut one =
                row(json!({ "sent_at": at(10 + draw.below(2)), "to": *draw.one(&["gas", "gas", "gas-members"]) }));
            let mut some = |draw: &mut Draw<'_>, name: &str, value: Value| {
                if draw.once_in(3) {
                    one[name] = value;
                }
            };
            let id = format!("x{}", draw.below(3));
            some(&mut draw, "id", json!(id));
            some(&mut draw, "channel", json!("email"));
            let received = at(12 + draw.below(2));
            some(&mut draw, "received_at", json!(received));
            some(&mut draw, "confirmed_at", json!(at(14)));
            some(&mut draw, "count", json!(4));
            rows.push(one);
        }
        let tolerance = *draw.one(&[None, Some("PT1M")]);
        let said = |rows: &[Value]| match read(&router, tolerance, rows) {
            Ok(log) => Ok(log.to_json()),
            Err(refusal) => {
                let codes = refusal
                    .problems()
                    .iter()
                    .map(|p| (p.code().to_string(), p.pointer().rsplit('/').next().unwrap_or_default().to_owned()));
                Err(codes.collect::<BTreeSet<_>>())
            }
        };
        let first = said(&rows);
        match &first {
            Ok(json) => {
                accepted += 1;
                assert_eq!(Log::from_json(json.as_bytes(), &router).map(|log| log.to_json()).as_ref(), Ok(json));
                rows.push(rows[0].clone());
                assert_eq!(said(&rows), first, "seed {seed}: an equal row counts once");
            }
            Err(_) => refused += 1,
        }
        rows.reverse();
        assert_eq!(said(&rows), first, "seed {seed}: {rows:?}");
        rows.sort_by_key(Value::to_string);
        assert_eq!(said(&rows), first, "seed {seed}: {rows:?}");
    }
    assert!(accepted > 300 && refused > 100, "{accepted} read, {refused} refused");
}

/// On request a bad row is a finding, and no other row is lost by it (R35). Its place tells it from the other bad rows.
#[test]
fn bad_rows_are_findings_where_that_is_asked_for() {
    let router = router();
    let rows = [
        row(json!({ "sent_at": "later", "from": "nobody" })),
        row(json!({})),
        row(json!({ "count": "many" })),
        row(json!({ "id": "x", "to": "banking" })),
        row(json!({ "id": "x", "to": "gas" })),
        row(json!({ "id": "y", "channel": "email" })),
        row(json!({ "id": "y", "confirmed_at": at(20) })),
        row(json!({ "received_at": at(9) })),
    ];
    // Of the rows of one hand-over nobody knows which is right: both are wrong.
    let wanted = [
        ("/0/sent_at", "bad-instant"),
        ("/2/count", "wrong-type"),
        ("/3", "contradicts"),
        ("/4/to", "contradicts"),
        ("/7/received_at", "received-before-sent"),
    ];
    let reader = LogReader::new(&router).keeping_bad_rows();
    let document = json!({ "entries": rows }).to_string();
    let lines: String = rows.iter().map(|row| format!("{row}\n")).collect();
    for (log, list) in [(reader.json(document.as_bytes()), "/entries"), (reader.json_lines(lines.as_bytes()), "")] {
        let log = log.expect("a log");
        let bad: Vec<(String, &str)> = log.bad_rows().iter().map(|bad| (bad.pointer.clone(), &*bad.code)).collect();
        assert_eq!(bad, wanted.map(|(at, code)| (format!("{list}{at}"), code)));
        assert_eq!(log.entries().len(), 2, "the sound row, and the hand-over that two rows tell of");

        let notice = br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
            "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T01:00:00Z" }"#;
        let notices = [router.notice(notice).expect("a notice")];
        let threads = Threads::new(&router, &notices).expect("threads");
        let policy = Policy::new(parse_instant("2009-05-08T06:00:00Z").expect("an instant"));
        let found = audit(&router, &threads, &log, &[], &policy).expect("an audit");
        let of_rows: Vec<_> = found.findings.iter().filter(|finding| finding.code == AuditCode::BadEntry).collect();
        // In the order of the log, however long the name of the field is.
        let places: Vec<_> = of_rows.iter().filter_map(|finding| Some(finding.row.as_ref()?.pointer.clone())).collect();
        assert_eq!(places, wanted.map(|(at, _)| format!("{list}{at}")));
        let whole = reader.json(json!({ "entries": &rows[1..2] }).to_string().as_bytes()).expect("a log");
        let sound = audit(&router, &threads, &whole, &[], &policy).expect("an audit");
        assert_ne!(sound.digests.log, found.digests.log);
        assert!(of_rows.iter().all(|finding| finding.severity == Severity::Data && finding.party.is_none()));
        assert_eq!(of_rows.iter().map(|finding| &finding.id).collect::<BTreeSet<_>>().len(), 5);
        // Whoever sees the audit of one party sees no rows of others.
        let own = found.view_for(&"gas".parse().expect("an id"), &threads);
        assert!(own.findings.iter().all(|finding| finding.code != AuditCode::BadEntry));
    }
    // However many they are.
    let many: Vec<Value> =
        (0..300).map(|n| row(json!({ "count": if n % 2 == 0 { json!("many") } else { json!(n) } }))).collect();
    let log = reader.json(json!({ "tolerance": "PT1M", "entries": many }).to_string().as_bytes()).expect("a log");
    assert_eq!((log.bad_rows().len(), log.entries().len(), log.tolerance().seconds()), (150, 150, 60));
    // What is wrong with the whole log still refuses it.
    let format = json!({ "format": "ceptoar/notice/1", "tolerance": "soon", "entries": rows }).to_string();
    let refusal = reader.json(format.as_bytes()).expect_err("refused");
    assert_eq!(told(&refusal), ["wrong-format /format", "bad-span /tolerance"]);
}

/// Of a table the person reads the row and the column of the sheet.
#[test]
fn bad_rows_of_a_table_have_their_cell() {
    let router = router();
    let table = Table::new(
        "log",
        [
            ["notice", "from", "to", "発信日時"],
            ["n-1", "meti", "gas", "2009-05-08T10:10:00+09:00"],
            ["", "", "", ""],
            ["n-1", "gas", "gas-members", "half past ten"],
            ["n-1", "gas", "gaz-members", "2009-05-08T10:10:00+09:00"],
        ],
    );
    let reader = LogReader::new(&router).keeping_bad_rows();
    let log = reader.table(&table, &[("sent_at", "発信日時")]).expect("a log");
    let bad: Vec<_> = log.bad_rows().iter().map(|bad| (bad.row, bad.column.as_deref(), &*bad.code)).collect();
    assert_eq!(bad, [(Some(4), Some("発信日時"), "bad-instant"), (Some(5), Some("to"), "unknown-party")]);
    // What a spreadsheet cannot calculate is wrong in its row, and passed over where its column is.
    let mut spoilt = Table::new(
        "log",
        [
            ["notice", "from", "to", "sent_at", "remarks"],
            ["n-1", "meti", "gas", "2009-05-08T10:10:00+09:00", ""],
            ["n-1", "gas", "gas-members", "", ""],
            ["", "", "", "", ""],
            ["", "", "", "", ""],
        ],
    );
    spoilt.unread = vec![
        Unread::new(Some(2), Some(4), "#N/A", UnreadCode::Fault),
        Unread::new(Some(3), Some(3), "=NOW()", UnreadCode::Formula),
        // Nothing else stands in the row: it is not blank for that.
        Unread::new(Some(5), Some(0), "=A2", UnreadCode::Formula),
    ];
    let read = reader.table(&spoilt, &[]).expect("a log");
    let bad: Vec<_> = read.bad_rows().iter().map(|bad| (bad.row, bad.column.as_deref())).collect();
    assert_eq!((read.entries().len(), bad), (1, vec![(Some(3), Some("sent_at")), (Some(5), Some("notice"))]));
    let refusal = LogReader::new(&router).table(&spoilt, &[]).expect_err("refused");
    // Above the header it may have been the header's.
    let mut above = spoilt.clone();
    above.rows.insert(0, Row::new(0, ["", ""]));
    above.unread = vec![Unread::new(Some(0), Some(0), "=A2", UnreadCode::Formula)];
    assert!(reader.table(&above, &[]).is_err());
    let cells = refusal.problems().iter().filter_map(|problem| problem.cell());
    let cells: Vec<_> = cells.map(|cell| (cell.row, &*cell.column)).collect();
    assert_eq!(cells, [(Some(3), "sent_at"), (Some(5), "notice")]);

    let policy = Policy::new(parse_instant("2009-05-08T06:00:00Z").expect("an instant"));
    let found = audit(&router, &Threads::new(&router, &[]).expect("threads"), &log, &[], &policy).expect("an audit");
    let text = found.text(Lang::Ja);
    assert!(text.contains("bad-entry: 配布記録の行に誤りがある、4 行目 `発信日時`: `bad-instant`"), "{text}");
    assert!(reader.table(&table, &[]).is_err(), "a header without `sent_at` refuses the log");
}
