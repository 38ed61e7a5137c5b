//! Level profiles: built-in ones, and one whose allow-list has a channel that no vocabulary knows.

use proptest::prelude::*;
use serde_json::{Value, json};

/// A profile, by id or whole, and its five labels, strictest first.
pub(super) fn profile() -> impl Strategy<Value = (Value, [&'static str; 5])> {
    let tlp = ["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"];
    let pfc = ["PFC:ROUGE", "PFC:AMBRE+STRICT", "PFC:AMBRE", "PFC:VERT", "PFC:LIBRE"];
    prop_oneof![Just((json!("tlp-2.0"), tlp)), Just((json!("pfc"), pfc)), Just((own(), ["A", "B", "C", "D", "E"]))]
}

fn own() -> Value {
    let reading = json!({ "source": [], "grade": "reading", "reason": { "ja": "例", "en": "an example" } });
    let label = |id: &str, reach: &[&str], persons: &str, channels: Value| {
        json!({
            "label": id, "text": { "ja": id }, "reach": reach, "persons": persons, "channels": channels, "basis": reading,
        })
    };
    let three = || json!(["phone", "pigeon", "email"]);
    json!({ "id": "own", "name": { "ja": "自前" }, "labels": [
        label("A", &["addressees"], "named", json!(["phone"])),
        label("B", &["addressees", "concerned-ceptoars"], "named", three()),
        label("C", &["addressees", "concerned-ceptoars", "portfolio"], "community", three()),
        label("D", &["addressees", "concerned-ceptoars", "portfolio", "community"], "community", json!("all")),
        label("E", &["anyone"], "anyone", json!("all")),
    ] })
}
