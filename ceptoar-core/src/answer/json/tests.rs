//! The bytes are those of serde.

use std::sync::Arc;

use super::*;
use crate::answer::plan::Persons;
use crate::id::InvalidId;
use crate::lint::LintCode;
use crate::situation::Outage;
use crate::word::sets::Outcome;

/// A plan with every field, and with texts that JSON escapes.
fn full(at: DateTime<Utc>) -> Result<Plan, InvalidId> {
    let texts = vec![
        Text { ja: "有用と\"判断\"\n\u{1}".into(), en: Some("when \\ useful\u{7f}".into()) },
        Text { ja: "問".into(), en: None },
    ];
    let outages = [Outage::channel("email".parse()?), Outage::link("a".parse()?, "b".parse()?)];
    let one = Outage::channel_of_link("fax".parse()?, "a".parse()?, "c".parse()?);
    let outages = outages.into_iter().chain([one, Outage::party("c".parse()?)]);
    let hop = Hop {
        from: "a".parse()?,
        to: "b".parse()?,
        direction: Direction::Liaison,
        channels: Some(vec!["email".parse()?, "fax".parse()?].into()),
        also: vec!["phone".parse()?].into(),
        judged: vec!["phone".parse()?].into(),
        judged_texts: texts.clone().into(),
        internal: true,
    };
    let none: Arc<[ChannelId]> = Vec::new().into();
    let bare = Hop { channels: None, also: none.clone(), judged: none, judged_texts: Vec::new().into(), ..hop.clone() };
    let delivery = Delivery {
        recipient: "b".parse()?,
        duty: Duty::Must,
        persons: Persons { scope: PersonsScope::Named, refs: vec!["当直 \"3\"".parse()?, "p".parse()?] },
        hops: vec![hop, Hop { internal: false, ..bare }],
        due: Some(Due::promptly()),
        obligations: vec!["need-to-know".parse()?],
        rules: vec!["r".parse()?, "s".parse()?],
        judgement: vec![OwedJudgement { party: "b".parse()?, rules: vec!["r".parse()?], texts }],
        instruments: vec!["plan".parse()?].into(),
    };
    let short = Delivery { due: None, judgement: Vec::new(), instruments: Vec::new().into(), ..delivery.clone() };
    Ok(Plan {
        notice: "n \"1\" \\".parse()?,
        direction: Direction::Exchange,
        origin: "a".parse()?,
        level: "TLP:\"X\"".parse()?,
        status: Status::Exercise,
        no_attribution: true,
        edition: "2009-03-31".parse()?,
        revision: 7,
        profile: "tlp-2.0".parse()?,
        digests: Digests {
            edition: "e".into(),
            rules: "r".into(),
            profile: "p".into(),
            roster: Some("\"".into()),
            overlays: ["o".into(), "\"".into()].into(),
            changes: Some("c".into()),
        },
        situation: Situation {
            at: Some(at),
            outages: outages.collect(),
            failed_sectors: vec!["gas".parse()?, "water".parse()?],
        },
        at,
        on: at.date_naive(),
        valid_until: Some(at),
        lints: vec![Lint::new(LintCode::ChannelUnknown, "a>b"), Lint::new(LintCode::NobodyNamed, "\"")],
        changes: vec!["since#/set/0".into(), "\"".into()],
        deliveries: vec![delivery, short],
        unmet: vec![Unmet { party: "c".parse()?, outcome: Outcome::Unreachable, rules: vec!["r".parse()?] }],
    })
}

fn both(plan: &Plan) {
    let mut out = String::new();
    super::plan(plan, &mut out);
    assert_eq!(Some(out), serde_json::to_string(plan).ok());
}

#[test]
fn the_bytes_are_those_of_serde_for_any_instant() -> Result<(), InvalidId> {
    let seconds = [0, -1, -62_167_219_201, -62_167_219_200, 253_402_300_799, 253_402_300_800, 1_241_744_400];
    for seconds in seconds {
        for nanoseconds in [0, 1, 1_000, 999_000, 1_000_000, 120_000_000, 123_456_789, 1_000_000_000, 1_999_999_999] {
            both(&full(DateTime::from_timestamp(seconds, nanoseconds).unwrap_or_default())?);
        }
    }
    [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC].into_iter().try_for_each(|at| full(at).map(|plan| both(&plan)))
}

#[test]
fn the_bytes_are_those_of_serde_for_a_plan_of_nothing() -> Result<(), InvalidId> {
    let full = full(DateTime::UNIX_EPOCH)?;
    both(&Plan {
        no_attribution: false,
        digests: Digests { roster: None, overlays: [].into(), changes: None, ..full.digests.clone() },
        situation: Situation::default(),
        valid_until: None,
        lints: Vec::new(),
        changes: Vec::new(),
        deliveries: Vec::new(),
        unmet: Vec::new(),
        ..full
    });
    Ok(())
}
