//! Documents in other encodings, and what the parser says of broken ones.

use ceptoar_core::{ErrorCode, Lang, LintCode, Notice};
use serde_json::json;

use super::{documents, place, read, texts, told};

/// A text in another encoding.
fn encoded(text: &str, form: &str) -> Vec<u8> {
    let units = || text.encode_utf16();
    let points = || text.chars().map(|c| c as u32);
    match form {
        "utf-8 with a mark" => ["\u{feff}", text].concat().into_bytes(),
        "utf-16le" => units().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => units().flat_map(u16::to_be_bytes).collect(),
        "utf-16le with a mark" => [vec![0xff, 0xfe], encoded(text, "utf-16le")].concat(),
        "utf-16be with a mark" => [vec![0xfe, 0xff], encoded(text, "utf-16be")].concat(),
        "utf-32le" => points().flat_map(u32::to_le_bytes).collect(),
        "utf-32be" => points().flat_map(u32::to_be_bytes).collect(),
        "utf-32le with a mark" => [vec![0xff, 0xfe, 0, 0], encoded(text, "utf-32le")].concat(),
        _ => [vec![0, 0, 0xfe, 0xff], encoded(text, "utf-32be")].concat(),
    }
}

#[test]
fn kind_27_documents_from_windows_are_read_or_named_with_the_remedy() {
    for (kind, document) in documents() {
        let text = document.to_string();
        let text = if kind == "edition" { text.chars().take(200).collect() } else { text };
        if kind != "edition" {
            assert!(
                read(kind, &encoded(&text, "utf-8 with a mark")).is_ok(),
                "{kind}: a byte order mark is passed over"
            );
        }
        for form in ["utf-16le", "utf-16be", "utf-32le", "utf-32be"] {
            for form in [form.to_owned(), format!("{form} with a mark")] {
                let refusal = read(kind, &encoded(&text, &form)).unwrap_err();
                let [problem] = refusal.problems() else { panic!("{kind} {form}: {refusal}") };
                assert_eq!(place(problem), "wrong-encoding ", "{kind} {form}");
                for lang in Lang::ALL {
                    let message = problem.message(lang);
                    assert!(message.contains(&form[..6].to_uppercase()) && message.contains("UTF-8"), "{message}");
                }
            }
        }
        // 名 in Shift_JIS, a trailing byte of it alone, and what is in no encoding.
        for (bytes, name) in
            [(&b"\x96\xbc"[..], "Shift_JIS"), (b"\xb6\xc5", "Shift_JIS"), (b"\xff\xff", ""), (b"\xc3(", "Shift_JIS")]
        {
            let json = [&b"{\"id\": \"x\",\n \"name\": \""[..], bytes, b"\"}"].concat();
            let refusal = read(kind, &json).unwrap_err();
            assert_eq!(place(&refusal.problems()[0]), "wrong-encoding ", "{kind}");
            assert_eq!(refusal.problems()[0].position(), Some((2, 11)), "{kind}");
            for lang in Lang::ALL {
                assert!(refusal.problems()[0].message(lang).contains(name), "{refusal}");
            }
        }
    }
    assert_eq!(told(Notice::from_json("\u{feff}\u{feff}{}".as_bytes())), ["malformed-json "], "one mark is enough");
    assert_eq!(told(Notice::from_json(b"\xef\xbb\xbf")), ["malformed-json "]);
    assert_eq!(told(Notice::from_json(b"")), ["malformed-json "]);
}

/// An English word of a Japanese message, beside what it repeats between grave accents. Capitals abbreviate.
fn latin(message: &str) -> Option<String> {
    let own: String = message.split('`').step_by(2).collect();
    let mut words = own.split(|c: char| !c.is_ascii_alphabetic());
    words.find(|word| word.len() > 2 && word.bytes().any(|b| b.is_ascii_lowercase())).map(str::to_owned)
}

#[test]
fn kind_27_what_the_parser_says_is_said_in_the_readers_language() {
    let notice = r#"{"id":"n","direction":"provision","origin":"nisc","level":"TLP:RED","kind":"other","issued_at":"2009-05-08T01:00:00Z"}"#;
    let mut broken: Vec<String> = (0..notice.len()).map(|n| notice[..n].to_owned()).collect();
    let marks = [
        "", ",", ":", "{", "}", "[", "]", "\"", "\\", "\n", "\\u12", "\\ud800", "tru", "nul", "01", "1e999", "-", "x",
        "'", "/",
    ];
    for (n, c) in notice.char_indices() {
        for mark in marks {
            broken.push([&notice[..n], mark, &notice[n + c.len_utf8()..]].concat());
        }
    }
    broken.push("[".repeat(10_000));
    broken.push(notice.replacen('{', r#"{"id":"m","#, 1));
    broken.push(notice.replace("\"n\"", &format!("{}1{}", "[".repeat(200), "]".repeat(200))));
    let mut told = std::collections::BTreeSet::new();
    let mut check = |kind: &str, json: &str| {
        let Err(refusal) = read(kind, json.as_bytes()) else { return };
        for problem in refusal.problems() {
            let (ja, en) = (problem.message(Lang::Ja), problem.message(Lang::En));
            assert_eq!(latin(&ja), None, "{kind} {json}: {ja}");
            let own: String = en.split('`').step_by(2).collect();
            assert!(own.is_ascii() && en.contains(' '), "{en}");
            told.insert(problem.code().as_str());
        }
    };
    for json in &broken {
        check("notice", json);
    }
    for (kind, document) in documents().into_iter().filter(|(kind, _)| *kind != "edition") {
        for at in texts(&document).into_iter().chain(["".to_owned()]) {
            for wrong in [
                json!(null),
                json!(true),
                json!(5),
                json!(-1),
                json!(1.5),
                json!("x"),
                json!([]),
                json!([1]),
                json!({}),
                json!({ "a": 1 }),
            ] {
                let mut document = document.clone();
                *document.pointer_mut(&at).unwrap() = wrong;
                check(kind, &document.to_string());
            }
        }
        for (field, wrong) in
            [("revision", json!(-1)), ("revision", json!("x")), ("labels", json!({})), ("colour", json!(1))]
        {
            let mut document = document.clone();
            document[field] = wrong;
            check(kind, &document.to_string());
        }
    }
    for code in ["malformed-json", "unknown-field", "missing-field", "duplicate-field", "unknown-value", "wrong-type"] {
        assert!(told.contains(code), "{code} was not met");
    }
}

#[test]
fn u14_japanese_sentences_of_problems_and_lints_hold_no_english() {
    for code in ErrorCode::ALL {
        assert_eq!(latin(code.template(Lang::Ja)), None, "{}", code.as_str());
    }
    for code in LintCode::ALL {
        assert_eq!(latin(code.template(Lang::Ja)), None, "{}", code.as_str());
    }
    // With what the vectors' documents bring into the sentences.
    let mut told = 0;
    for (file, content) in ceptoar_suite::vectors::load().unwrap() {
        for case in &content.cases {
            for problem in case.refusal().iter().flat_map(|refusal| refusal.problems()) {
                let ja = problem.message(Lang::Ja);
                assert_eq!(latin(&ja), None, "{file} {}: {ja}", case.name);
                told += 1;
            }
        }
    }
    assert!(told > 50, "only {told} problems");
}
