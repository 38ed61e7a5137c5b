//! What is read quickly is what the whole reader accepts, with the same values; and plain notices are read quickly.

use std::cell::Cell;
use std::error::Error;

use chrono::DateTime;

use crate::document::notice::{NamedPerson, Notice as NoticeDoc};
use crate::notice::quick::instant::nanoseconds;
use crate::notice::quick::read::Quick;
use crate::notice::read::whole;
use crate::time::parse_instant;
use crate::word::sets::{Direction, Mode, Status};

/// Whether a notice is read quickly. If it is, the whole reader reads the same.
fn is_quick(json: &[u8]) -> bool {
    let Some(quick) = Quick::read(json, Vec::new()) else { return false };
    assert_eq!(quick.notice().map(Ok), Some(whole(json)), "{}", shown(json));
    true
}

fn shown(json: &[u8]) -> String {
    String::from_utf8_lossy(json).into_owned()
}

/// Numbers that are the same in every run.
struct Random(Cell<u64>);

impl Random {
    fn below(&self, end: usize) -> usize {
        let mut mixed = self.0.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.0.set(mixed);
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) >> 11) as usize % end
    }

    fn one_in(&self, many: usize) -> bool {
        self.below(many) == 0
    }

    fn of<T: Copy + Default>(&self, all: &[T]) -> T {
        all.get(self.below(all.len())).copied().unwrap_or_default()
    }

    fn shuffle<T>(&self, items: &mut [T]) {
        (1..items.len()).for_each(|n| items.swap(n, self.below(n + 1)));
    }
}

type Outcome = Result<(), Box<dyn Error>>;

/// The samples of the crate that are no refusals.
fn samples() -> Result<Vec<Vec<u8>>, std::io::Error> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/notices");
    let mut samples = Vec::new();
    for file in std::fs::read_dir(folder)? {
        let path = file?.path();
        let is_refused = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("refused"));
        if !is_refused && path.extension().is_some_and(|extension| extension == "json") {
            samples.push(std::fs::read(path)?);
        }
    }
    assert!(samples.len() > 10, "nothing was read");
    Ok(samples)
}

/// A notice with every field.
fn with_every_field() -> NoticeDoc {
    let ids = |ids: &[&str]| Some(ids.iter().map(|id| (*id).into()).collect());
    NoticeDoc {
        schema: None,
        format: Some(NoticeDoc::FORMAT.to_owned()),
        id: "NISC 2009/17".into(),
        direction: Direction::Exchange,
        origin: "nisc".into(),
        level: Some("TLP:AMBER+STRICT".into()),
        kind: "vulnerability".into(),
        issued_at: "2009-05-08T10:00:00.5+09:00".into(),
        purposes: ids(&["recurrence-prevention", "containment"]),
        cause: Some("cyber-attack".into()),
        affected_sectors: ids(&["gas", "electric-power", "information-communications"]),
        affected_ceptoars: ids(&[]),
        addressees: ids(&["mic", "meti", "a", "fsa"]),
        named_persons: Some(vec![NamedPerson::new("mic", "当直 3"), NamedPerson::new("fsa", "p")]),
        mode: Some(Mode::WideAreaDisaster),
        status: Some(Status::Exercise),
        no_attribution: Some(true),
        embargo_until: Some("2009-05-09T00:00:00Z".into()),
        consents: ids(&["mic"]),
        only: ids(&["mic", "fsa"]),
        message: None,
        replaces: None,
    }
}

#[test]
fn every_sample_and_every_field_is_read_quickly() -> Outcome {
    for json in samples()? {
        assert!(is_quick(&json), "{}", shown(&json));
        let written = whole(&json)?.to_json();
        assert!(is_quick(written.as_bytes()), "{written}");
    }
    let whole = with_every_field();
    assert!(is_quick(whole.write().as_bytes()), "{}", whole.write());
    for direction in Direction::ALL {
        assert!(is_quick(NoticeDoc { direction, mode: Some(Mode::Normal), ..whole.clone() }.write().as_bytes()));
    }
    assert!(is_quick(
        NoticeDoc { status: Some(Status::Actual), no_attribution: Some(false), ..whole }.write().as_bytes()
    ));
    Ok(())
}

/// What is sound JSON and no plain notice, or no notice at all.
#[test]
fn what_is_not_plain_is_left_to_the_whole_reader() {
    let required =
        r#""id":"n","direction":"provision","origin":"a","level":"L","kind":"b","issued_at":"2009-05-08T01:00:00Z""#;
    assert!(is_quick(format!("{{{required}}}").as_bytes()));
    for (more, is_notice) in [
        (r#","$schema":"s""#, true),
        (r#","c\u0061use":"x""#, true),
        (r#","cause":"\u0061""#, true),
        (r#","embargo_until":"2009-05-08T01:00:00.0123456789Z""#, true),
        (r#","embargo_until":"2200-05-08T01:00:00Z""#, true),
        (r#","embargo_until":"2009-05-08t01:00:00z""#, true),
        (r#","embargo_until":"2201-05-08T01:00:00Z""#, false),
        (r#","embargo_until":"2009-05-08T01:00:60Z""#, false),
        (r#","embargo_until":"2009-05-08T01:00:00""#, false),
        (r#","kind":"c""#, false),
        (r#","only":null,"only":[]"#, false),
        (r#","text":"""#, false),
        (r#","purposes":["b","a","b"]"#, false),
        (r#","purposes":["a",]"#, false),
        (r#","purposes":["a" "b"]"#, false),
        (r#","purposes":[null]"#, false),
        (r#","purposes":"a""#, false),
        (r#","consents":["A"]"#, false),
        (r#","consents":[""]"#, false),
        (r#","named_persons":[["a","b"]]"#, false),
        (r#","named_persons":[{"party":"a"}]"#, false),
        (r#","named_persons":[{"party":"a","ref":"b","ref":"c"}]"#, false),
        (r#","named_persons":[{"party":"a","ref":" b"}]"#, false),
        (r#","named_persons":[{"party":"a","ref":"b"},{"party":"a","ref":"b"}]"#, false),
        (r#","named_persons":[{"party":"a","ref":"b"},{"ref":"c","party":"a"}]"#, true),
        (r#","mode":"calm""#, false),
        (r#","mode":{"normal":null}"#, false),
        (r#","no_attribution":1"#, false),
        (r#","no_attribution":"true""#, false),
        (r#","format":"ceptoar/notice/2""#, false),
        (",", false),
        ("} x", false),
        ("}{", false),
    ] {
        let json = format!("{{{required}{more}}}");
        assert_eq!(whole(json.as_bytes()).is_ok(), is_notice, "{json}");
        assert_eq!(is_quick(json.as_bytes()), is_notice && more.contains(r#""ref":"c""#), "{json}");
    }
    for json in ["", " ", "{", "{}", "[]", "null", "\u{feff}{}"] {
        assert!(!is_quick(json.as_bytes()), "{json}");
    }
    assert!(!is_quick(format!("\u{feff}{{{required}}}").as_bytes()));
}

#[test]
fn ids_of_any_length_are_read_as_the_whole_reader_reads_them() {
    for length in (0..70).chain(190..210) {
        for (slug, label) in [("a", "Z"), ("-", "é"), ("0", "当"), ("z", "\u{fe00}"), ("a", " "), ("a", "\u{7f}")] {
            let (slug, label) = (slug.repeat(length), label.repeat(length));
            for label in [label.clone(), format!("a{label}b")] {
                let json = format!(
                    r#"{{"id":"{label}","direction":"liaison","origin":"{slug}","level":"a","kind":"b","issued_at":"2009-05-08T01:00:00Z"}}"#
                );
                assert_eq!(is_quick(json.as_bytes()), whole(json.as_bytes()).is_ok(), "{json}");
            }
        }
    }
}

#[test]
fn a_changed_byte_never_makes_it_wider() -> Outcome {
    let mut documents = samples()?;
    documents.truncate(3);
    documents.push(with_every_field().write().into_bytes());
    let (mut asked, mut quick) = (0, 0);
    let mut ask = |json: &[u8]| {
        asked += 1;
        quick += usize::from(is_quick(json));
    };
    for sound in documents {
        for at in 0..sound.len() {
            let (before, after) = sound.split_at(at);
            ask(before);
            let behind = after.get(1..).unwrap_or_default();
            ask(&[before, behind].concat());
            for byte in 0..=u8::MAX {
                ask(&[before, &[byte], after].concat());
                ask(&[before, &[byte], behind].concat());
            }
            for parts in ["\\u0061", "null", "\"\"", "[]", "{}", ",\"\"", "\u{3000}", "\u{200b}", "  \r\n\t "] {
                ask(&[before, parts.as_bytes(), after].concat());
            }
        }
    }
    assert!(quick > 10_000 && quick < asked / 2, "{quick} of {asked}");
    Ok(())
}

/// A random notice, and whether it is plain.
fn document(random: &Random) -> (String, bool) {
    let mut plain = true;
    let mut odd = |random: &Random, sound: String, strange: &str| {
        let is_strange = random.one_in(300);
        plain &= !is_strange;
        if is_strange { strange.to_owned() } else { sound }
    };
    let ids =
        ["nisc", "meti", "a", "electric-power", "electric-power-members", "gas", "information-communications-2", "x-1"];
    let labels =
        ["n", "TLP:AMBER+STRICT", "NISC 2009/17", "当直　3", "a'b", "duty officer number three of the second night"];
    let instants = ["2009-05-08T10:00:00+09:00", "2010-03-31T15:00:00Z", "1999-12-31T23:59:59.25-11:30"];
    let quoted = |text: &str| format!("\"{text}\"");
    let list = |random: &Random| {
        let mut items = ids.to_vec();
        random.shuffle(&mut items);
        items.truncate(random.below(ids.len() + 1));
        let mut items: Vec<String> = items.into_iter().map(quoted).collect();
        if random.one_in(100) {
            items = (0..60).map(|n| format!("\"p-{}\"", n * 37 % 60)).collect();
        }
        items
    };
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut put = |name: &str, value: String| fields.push((name.to_owned(), value));
    put("id", odd(random, quoted(random.of(&labels)), "\"\\u0061\""));
    put("direction", odd(random, quoted(random.of(&["provision", "liaison", "exchange"])), "\"up\""));
    put("origin", odd(random, quoted(random.of(&ids)), "\"Nisc\""));
    put("level", odd(random, quoted(random.of(&labels)), "null"));
    put("kind", odd(random, quoted(random.of(&ids)), "[]"));
    put("issued_at", odd(random, quoted(random.of(&instants)), "\"2009-05-08\""));
    for name in ["purposes", "affected_sectors", "affected_ceptoars", "addressees", "consents", "only"] {
        if random.one_in(2) {
            let items = list(random);
            put(name, odd(random, format!("[{}]", items.join(" , ")), "[\"a\",\"b\",\"a\"]"));
        }
    }
    if random.one_in(3) {
        let mut persons = Vec::new();
        for (n, party) in list(random).into_iter().enumerate() {
            let reference = format!("\"{}{n}\"", random.of(&labels));
            persons.push(if random.one_in(2) {
                format!("{{\"party\":{party},\"ref\" : {reference}}}")
            } else {
                format!("{{ \"ref\":{reference} , \"party\" :{party}}}")
            });
        }
        put("named_persons", odd(random, format!("[{}]", persons.join(",")), "[{\"party\":\"a\"}]"));
    }
    for (name, values) in [
        ("format", vec!["\"ceptoar/notice/1\""]),
        ("cause", vec!["\"cyber-attack\"", "\"unknown\""]),
        ("mode", vec!["\"normal\"", "\"wide-area-disaster\""]),
        ("status", vec!["\"actual\"", "\"exercise\""]),
        ("no_attribution", vec!["true", "false"]),
        ("embargo_until", vec!["\"2009-05-08T10:00:00+09:00\"", "\"2150-02-28T00:00:00.000000001-23:59\""]),
        ("only", vec![]),
        ("addressees", vec![]),
    ] {
        if random.one_in(2) && !(values.is_empty() && fields.iter().any(|(known, _)| known == name)) {
            let value = if values.is_empty() || random.one_in(8) { "null" } else { random.of(&values) };
            let value = odd(random, value.to_owned(), "{}");
            fields.push((name.to_owned(), value));
        }
    }
    if random.one_in(300) {
        plain = false;
        fields.extend(fields.first().cloned());
    }
    random.shuffle(&mut fields);
    let blank = || random.of(&["", "", "", " ", "\n  ", "\r\n\t\t"]);
    let mut json = format!("{}{{", blank());
    for (n, (name, value)) in fields.iter().enumerate() {
        let comma = if n > 0 { "," } else { "" };
        json += &format!("{}{comma}{}\"{name}\"{}:{}{value}", blank(), blank(), blank(), blank());
    }
    json += &format!("{}}}{}", blank(), blank());
    (json, plain)
}

#[test]
fn random_notices_are_read_alike_and_the_plain_ones_quickly() {
    let random = &Random(Cell::new(14));
    let mut plain = 0;
    for _ in 0..20_000 {
        let (json, is_plain) = document(random);
        assert_eq!(is_quick(json.as_bytes()), is_plain, "{json}");
        plain += usize::from(is_plain);
    }
    assert!((10_000..19_900).contains(&plain), "{plain}");
}

#[test]
fn instants_are_read_as_the_whole_reader_reads_them() {
    let random = &Random(Cell::new(2009));
    let (mut asked, mut quick) = (0, 0);
    let mut ask = |text: &str| -> bool {
        let found = nanoseconds(text.as_bytes()).filter(|(_, rest)| rest.is_empty());
        asked += 1;
        if let Some((found, _)) = found {
            quick += 1;
            assert_eq!(Ok(DateTime::from_timestamp_nanos(found)), parse_instant(text), "{text}");
        }
        found.is_some()
    };
    for _ in 0..50_000 {
        let year = random.of(&[1900, 1901, 1904, 1999, 2000, 2001, 2099, 2100, 2199, 2200, 2201]);
        let year = if random.one_in(2) { 1890 + random.below(330) } else { year };
        let (month, day) = (random.below(14), random.below(34));
        let clock = format!("{:02}:{:02}:{:02}", random.below(26), random.below(62), random.below(62));
        let fraction: String = match random.below(3) {
            0 => std::iter::once('.')
                .chain((0..random.below(11)).map(|n| char::from(b'0' + (n * 7 % 10) as u8)))
                .collect(),
            _ => String::new(),
        };
        let offset = match random.below(4) {
            0 => "Z".to_owned(),
            1 => "+09:00".to_owned(),
            _ => format!("{}{:02}:{:02}", random.of(&["+", "-"]), random.below(26), random.below(62)),
        };
        ask(&format!("{year:04}-{month:02}-{day:02}T{clock}{fraction}{offset}"));
    }
    // Each day of a plain year is read quickly.
    for (year, leap) in [(1901, false), (2000, true), (2008, true), (2009, false), (2100, false), (2199, false)] {
        let days =
            (1..=12).flat_map(|month| (1..=31).map(move |day| format!("{year}-{month:02}-{day:02}T10:00:00+09:00")));
        assert_eq!(days.filter(|text| ask(text)).count(), if leap { 366 } else { 365 }, "{year}");
    }
    let text = "2008-02-29T23:59:59.125-11:30";
    for at in 0..text.len() {
        for byte in b' '..=b'~' {
            let mut changed = text.to_owned();
            changed.replace_range(at..=at, &char::from(byte).to_string());
            ask(&changed);
            changed = text.to_owned();
            changed.insert(at, char::from(byte));
            ask(&changed);
        }
        let mut shorter = text.to_owned();
        shorter.remove(at);
        ask(&shorter);
    }
    assert!(quick > 15_000 && asked > 2 * quick, "{quick} of {asked}");
}
