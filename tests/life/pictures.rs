//! Audits as pictures: what happened to whom stands in shapes and words, in both languages.

use ceptoar_core::{Lang, Notice};
use serde_json::json;

use crate::audit::{audited, evening, notice};
use crate::router;

/// Gas was told late, banking should not have been, and the members were not told.
const ROWS: [&str; 3] = ["n-1 nisc meti 10:05", "n-1 meti gas 11:20 channel=email", "n-1 gas banking 12:00"];

#[test]
fn the_way_of_a_notice_is_drawn() {
    let router = router();
    let notices: [Notice; 1] = [notice(&router, json!({ "status": "exercise" }))];
    let audit = audited(&router, &notices, &ROWS, &evening());
    let drawn = |lang| audit.timeline_svg(router.registry(), "n-1", lang).expect("it is drawn");
    let (ja, en) = (drawn(Lang::Ja), drawn(Lang::En));
    for word in ["訓練: 通知 n-1 の経過", "経済産業省", "10:05 nisc から届いた", "leak", "omission", "late"]
    {
        assert!(ja.contains(word), "{word}");
    }
    for word in ["EXERCISE: the way of notice n-1", "10:05 it came from nisc", "05-08 10:00"] {
        assert!(en.contains(word), "{word}");
    }
    // A full circle for each of the four that have it (and two in the key), a triangle for the breach, crosses for the faults.
    assert_eq!(en.matches("<circle").count(), 6, "{en}");
    assert_eq!(en.matches("l7 12h-14z").count(), 2);
    assert_eq!(audit.timeline_svg(router.registry(), "n-9", Lang::En), None);
}

#[test]
fn how_far_it_came_is_drawn() {
    let router = router();
    let notices: [Notice; 1] = [notice(&router, json!({}))];
    let audit = audited(&router, &notices, &ROWS, &evening());
    let en = audit.coverage_svg(Lang::En);
    assert!(en.contains("sent 1/1, confirmed 0, in time 0") && en.contains("sent 0/1"), "{en}");
    assert!(!en.contains("EXERCISE"));
    let stages = ["cabinet and ministries", "CEPTOARs and councils", "members and others"];
    let places: Vec<usize> = stages.iter().map(|stage| en.rfind(&format!("n-1 {stage}")).expect("a row")).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(audit.coverage_svg(Lang::Ja).contains("送付 1/1"));
}

/// Times far apart, and hostile references, draw nothing outside the frame and no markup.
#[test]
fn hostile_logs_are_drawn_as_they_are() {
    let router = router();
    let notices: [Notice; 1] = [notice(&router, json!({ "id": "n-<b>&" }))];
    let mut policy = evening();
    policy.as_of = crate::audit::at("2150-01-01T00:00:00");
    let rows = ["n-<b>& nisc meti 2009-05-08T10:05", "n-<b>& meti gas 2149-12-31T10:10"];
    let audit = audited(&router, &notices, &rows, &policy);
    let svg = audit.timeline_svg(router.registry(), "n-<b>&", Lang::En).expect("it is drawn");
    assert!(svg.contains("n-&lt;b&gt;&amp;") && !svg.contains("<b>"));
    assert!(svg.matches("stroke=\"#cccccc\"").count() <= 10);
    assert!(svg.ends_with("</g>\n</svg>\n"));
}
