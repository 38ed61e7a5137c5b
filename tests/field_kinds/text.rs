//! Texts that hide, turn or steer what is shown.

use ceptoar_core::{Lang, LevelProfile, Notice};
use serde_json::{Value, json};

use super::{documents, place, read, texts, told};

/// What nobody sees, what turns the direction of text, what steers a device, what is no character.
const UNSAFE: [char; 42] = [
    '\u{0}',
    '\u{7}',
    '\u{9}',
    '\u{a}',
    '\u{1b}',
    '\u{7f}',
    '\u{85}',
    '\u{9b}',
    '\u{ad}',
    '\u{34f}',
    '\u{61c}',
    '\u{115f}',
    '\u{1160}',
    '\u{17b4}',
    '\u{17b5}',
    '\u{180b}',
    '\u{180e}',
    '\u{200b}',
    '\u{200c}',
    '\u{200d}',
    '\u{200e}',
    '\u{200f}',
    '\u{2028}',
    '\u{2029}',
    '\u{202a}',
    '\u{202e}',
    '\u{2060}',
    '\u{2064}',
    '\u{2066}',
    '\u{2069}',
    '\u{206f}',
    '\u{3164}',
    '\u{fdd0}',
    '\u{feff}',
    '\u{ffa0}',
    '\u{fff9}',
    '\u{fffe}',
    '\u{ffff}',
    '\u{1ffff}',
    '\u{e0001}',
    '\u{e0041}',
    '\u{e007f}',
];

#[test]
fn kind_08_no_text_of_any_document_hides_or_turns_characters() {
    let mut tried = 0;
    for (kind, document) in documents() {
        read(kind, document.to_string().as_bytes()).unwrap_or_else(|refusal| panic!("{kind}: {refusal}"));
        for (n, at) in texts(&document).into_iter().enumerate() {
            // Every character at the places of the small documents, some of them at each place of the large ones.
            let chars: Vec<char> = if kind == "edition" { vec![UNSAFE[n % UNSAFE.len()]] } else { UNSAFE.to_vec() };
            for c in chars {
                let mut document = document.clone();
                let text = document.pointer(&at).and_then(Value::as_str).unwrap_or_default();
                let broken = format!("{text}{c}{text}");
                *document.pointer_mut(&at).unwrap() = Value::from(broken);
                let Err(refusal) = read(kind, document.to_string().as_bytes()) else {
                    panic!("{kind} {at}: U+{:04X} is accepted", c as u32);
                };
                let message = [Lang::Ja, Lang::En].map(|lang| refusal.to_json(lang)).concat();
                assert!(UNSAFE.iter().all(|c| !message.contains(*c)), "{kind} {at}: a message repeats what deceives");
                tried += 1;
            }
        }
    }
    assert!(tried > 1000, "{tried}");
}

#[test]
fn kind_08_the_sentence_names_the_code_point_and_an_id_has_no_blank_ends() {
    let with = |id: &str| {
        let json = json!({ "id": id, "direction": "provision", "origin": "nisc", "level": "TLP:RED", "kind": "other",
            "issued_at": "2009-05-08T01:00:00Z", "named_persons": [{ "party": "gas", "ref": id }] });
        Notice::from_json(json.to_string().as_bytes())
    };
    for id in [
        " ",
        "　",
        "\u{a0}",
        "\u{2800}",
        " n",
        "n ",
        "n　",
        "　n",
        "n\u{2003}",
        "n\u{a0}n",
        "n\u{fe0f}",
        "",
        "\u{e000}\u{3164}",
    ] {
        assert_eq!(told(with(id)), ["bad-id /id", "bad-id /named_persons/0/ref"], "{id:?}");
    }
    for id in ["n", "n 1", "通知　1", "№ 12/é", "𠮷", "TLP:AMBER+STRICT", "\u{e000}"] {
        assert!(with(id).is_ok(), "{id:?}");
    }
    let refusal = with("n\u{202e} DER").unwrap_err();
    for lang in Lang::ALL {
        let message = refusal.problems()[0].message(lang);
        assert!(
            message.contains("`n<U+202E> DER`") && message.contains("holds U+202E")
                || message.contains("U+202E (文字の並ぶ向き"),
            "{message}"
        );
    }
    let json = r#"{"id":"x","name":{"ja":"名\u200b"},"labels":[]}"#;
    let refusal = LevelProfile::from_json(json.as_bytes()).unwrap_err();
    let problem = refusal.problems().iter().find(|problem| place(problem) == "bad-text /name/ja").unwrap();
    assert!(problem.message(Lang::Ja).contains("U+200B"), "{refusal}");
    // An escape that is half a character is no text.
    for half in [r"\ud800", r"\udc00", r"\ud800\ud800"] {
        let json = format!(r#"{{"id":"n{half}"}}"#);
        assert!(Notice::from_json(json.as_bytes()).is_err_and(|r| r.problems()[0].code().as_str() == "malformed-json"));
    }
}
