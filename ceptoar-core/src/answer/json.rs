//! The plan as JSON text, written straight: the same bytes as its `Serialize` gives, without the steps between.

use std::fmt::Write as _;

use chrono::{DateTime, Datelike as _, NaiveDate, Timelike as _, Utc};

use crate::answer::plan::{Delivery, Digests, Hop, OwedJudgement, Plan, Unmet};
use crate::due::Due;
use crate::id::{ChannelId, DocumentId, InstrumentId, ObligationId, PartyId, PersonRef, RuleId, SectorId};
use crate::situation::Situation;
use crate::text::bilingual::Text;
use crate::time::instant_text;
use crate::word::sets::{Duty, PersonsScope};

/// Writes a plan, its format first. The structs that may grow are taken apart to their last field, so that none can be forgotten.
pub(crate) fn plan(plan: &Plan, out: &mut String) {
    around(plan, out, |deliveries, out| list(deliveries, out, delivery));
}

/// Writes a plan around its deliveries.
pub(crate) fn around(plan: &Plan, out: &mut String, write: impl FnOnce(&[Delivery], &mut String)) {
    let Plan {
        notice,
        direction,
        origin,
        level,
        status,
        no_attribution,
        edition,
        revision,
        profile,
        digests,
        situation,
        at,
        on,
        valid_until,
        lints,
        changes,
        deliveries,
        unmet,
    } = plan;
    put(out, &["{\"format\":\"", Plan::FORMAT, "\",\"notice\":"]);
    text(notice, out);
    put(out, &[",\"direction\":\"", direction.as_str(), "\",\"origin\":"]);
    slug(origin, out);
    out.push_str(",\"level\":");
    text(level, out);
    put(out, &[",\"status\":\"", status.as_str(), "\",\"no_attribution\":", truth(*no_attribution), ",\"edition\":"]);
    slug(edition, out);
    // Writing to a text cannot fail.
    let _ = write!(out, ",\"revision\":{revision},\"profile\":");
    slug(profile, out);
    out.push_str(",\"digests\":");
    self::digests(digests, out);
    out.push_str(",\"situation\":");
    self::situation(situation, out);
    out.push_str(",\"at\":");
    instant(*at, out);
    out.push_str(",\"on\":\"");
    date(*on, out);
    out.push_str("\",\"valid_until\":");
    match valid_until {
        Some(until) => instant(*until, out),
        None => out.push_str("null"),
    }
    out.push_str(",\"lints\":");
    list(lints, out, |lint, out| {
        put(out, &["{\"code\":\"", lint.code.as_str(), "\",\"at\":"]);
        text(&lint.at, out);
        out.push('}');
    });
    if !changes.is_empty() {
        out.push_str(",\"changes\":");
        list(changes, out, |change, out| text(change, out));
    }
    out.push_str(",\"deliveries\":");
    write(deliveries, out);
    out.push_str(",\"unmet\":");
    list(unmet, out, |Unmet { party, outcome, rules }, out| {
        out.push_str("{\"party\":");
        slug(party, out);
        put(out, &[",\"outcome\":\"", outcome.as_str(), "\",\"rules\":"]);
        slugs(rules, out);
        out.push('}');
    });
    out.push('}');
}

fn digests(Digests { edition, rules, profile, roster, overlays, changes }: &Digests, out: &mut String) {
    out.push_str("{\"edition\":");
    text(edition, out);
    out.push_str(",\"rules\":");
    text(rules, out);
    out.push_str(",\"profile\":");
    text(profile, out);
    out.push_str(",\"roster\":");
    match roster {
        Some(roster) => text(roster, out),
        None => out.push_str("null"),
    }
    if !overlays.is_empty() {
        out.push_str(",\"overlays\":");
        list(overlays, out, |overlay, out| text(overlay, out));
    }
    if let Some(changes) = changes {
        out.push_str(",\"changes\":");
        text(changes, out);
    }
    out.push('}');
}

fn situation(Situation { at, outages, failed_sectors }: &Situation, out: &mut String) {
    out.push('{');
    if let Some(at) = at {
        out.push_str("\"at\":");
        instant(*at, out);
        out.push(',');
    }
    out.push_str("\"outages\":");
    list(outages, out, |outage, out| {
        out.push('{');
        if let Some(channel) = &outage.channel {
            out.push_str("\"channel\":");
            slug(channel, out);
        }
        if let Some(ends) = &outage.link {
            put(out, &[if outage.channel.is_some() { "," } else { "" }, "\"link\":\""]);
            put(out, &[&ends.from, ">", &ends.to, "\"}"]);
        } else {
            out.push('}');
        }
    });
    out.push_str(",\"failed_sectors\":");
    slugs(failed_sectors, out);
    out.push('}');
}

fn delivery(delivery: &Delivery, out: &mut String) {
    let Delivery { recipient, duty, persons, hops, due, obligations, rules, judgement, instruments } = delivery;
    recipient_to_hops(recipient, *duty, persons.scope, &mut persons.refs.iter(), out);
    list(hops, out, hop);
    due_to_rules(due.as_ref(), obligations, rules, out);
    judgement_to_end(judgement, instruments, out);
}

/// The start of a delivery, as far as its hops.
pub(crate) fn recipient_to_hops(
    recipient: &PartyId,
    duty: Duty,
    scope: PersonsScope,
    refs: &mut dyn Iterator<Item = &PersonRef>,
    out: &mut String,
) {
    out.push_str("{\"recipient\":");
    slug(recipient, out);
    put(out, &[",\"duty\":\"", duty.as_str(), "\",\"persons\":{\"scope\":\"", scope.as_str(), "\",\"refs\":["]);
    for (n, reference) in refs.enumerate() {
        if n > 0 {
            out.push(',');
        }
        text(reference, out);
    }
    out.push_str("]},\"hops\":");
}

/// The terms of a delivery, behind its hops.
pub(crate) fn due_to_rules(due: Option<&Due>, obligations: &[ObligationId], rules: &[RuleId], out: &mut String) {
    out.push_str(",\"due\":");
    match due {
        Some(due) => text(due.as_str(), out),
        None => out.push_str("null"),
    }
    out.push_str(",\"obligations\":");
    slugs(obligations, out);
    out.push_str(",\"rules\":");
    slugs(rules, out);
}

/// The end of a delivery.
pub(crate) fn judgement_to_end(judgement: &[OwedJudgement], instruments: &[InstrumentId], out: &mut String) {
    if !judgement.is_empty() {
        out.push_str(",\"judgement\":");
        list(judgement, out, |OwedJudgement { party, rules, texts: questions }, out| {
            out.push_str("{\"party\":");
            slug(party, out);
            out.push_str(",\"rules\":");
            slugs(rules, out);
            out.push_str(",\"texts\":");
            list(questions, out, bilingual);
            out.push('}');
        });
    }
    if !instruments.is_empty() {
        out.push_str(",\"instruments\":");
        slugs(instruments, out);
    }
    out.push('}');
}

pub(crate) fn hop(hop: &Hop, out: &mut String) {
    let Hop { from, to, direction, channels, also, judged, judged_texts, internal } = hop;
    out.push_str("{\"from\":");
    slug(from, out);
    out.push_str(",\"to\":");
    slug(to, out);
    put(out, &[",\"direction\":\"", direction.as_str(), "\",\"channels\":"]);
    match channels {
        Some(channels) => slugs(channels, out),
        None => out.push_str("null"),
    }
    for (name, channels) in [(",\"also\":", also), (",\"judged\":", judged)] {
        if !channels.is_empty() {
            out.push_str(name);
            slugs(channels, out);
        }
    }
    if !judged_texts.is_empty() {
        out.push_str(",\"judged_texts\":");
        list(judged_texts, out, bilingual);
    }
    if *internal {
        out.push_str(",\"internal\":true");
    }
    out.push('}');
}

fn bilingual(Text { ja, en }: &Text, out: &mut String) {
    out.push_str("{\"ja\":");
    text(ja, out);
    if let Some(en) = en {
        out.push_str(",\"en\":");
        text(en, out);
    }
    out.push('}');
}

/// As [`instant_text`] writes it.
fn instant(at: DateTime<Utc>, out: &mut String) {
    let (day, nanoseconds) = (at.date_naive(), at.nanosecond());
    if !is_usual(day) || nanoseconds >= 1_000_000_000 {
        return put(out, &["\"", &instant_text(at), "\""]);
    }
    out.push('"');
    date(day, out);
    for (before, number) in [('T', at.hour()), (':', at.minute()), (':', at.second())] {
        out.push(before);
        two(number, out);
    }
    let _ = match nanoseconds {
        0 => Ok(()),
        n if n % 1_000_000 == 0 => write!(out, ".{:03}", n / 1_000_000),
        n if n % 1_000 == 0 => write!(out, ".{:06}", n / 1_000),
        n => write!(out, ".{n:09}"),
    };
    out.push_str("Z\"");
}

fn date(day: NaiveDate, out: &mut String) {
    let year = day.year().unsigned_abs();
    if !is_usual(day) {
        let _ = write!(out, "{day}");
        return;
    }
    two(year / 100, out);
    two(year % 100, out);
    out.push('-');
    two(day.month(), out);
    out.push('-');
    two(day.day(), out);
}

/// Whether a year has four digits and no sign.
fn is_usual(day: NaiveDate) -> bool {
    (0..=9999).contains(&day.year())
}

/// A number below 100 with two digits.
fn two(number: u32, out: &mut String) {
    for digit in [number / 10, number % 10] {
        out.push(char::from_digit(digit, 10).unwrap_or('?'));
    }
}

fn truth(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

/// An id that holds nothing that JSON escapes, by its form.
trait Slug: AsRef<str> {}
impl Slug for ChannelId {}
impl Slug for DocumentId {}
impl Slug for InstrumentId {}
impl Slug for ObligationId {}
impl Slug for PartyId {}
impl Slug for RuleId {}
impl Slug for SectorId {}

fn slug(id: &impl Slug, out: &mut String) {
    put(out, &["\"", id.as_ref(), "\""]);
}

fn slugs(ids: &[impl Slug], out: &mut String) {
    list(ids, out, slug);
}

fn list<T>(items: &[T], out: &mut String, write: impl Fn(&T, &mut String)) {
    out.push('[');
    for (n, item) in items.iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        write(item, out);
    }
    out.push(']');
}

fn put(out: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| out.push_str(part));
}

/// A text in quotes; what JSON escapes is left to its library.
fn text(text: &str, out: &mut String) {
    // Without an early end, many bytes are asked at once.
    if text.bytes().fold(false, |found, byte| found | (byte < b' ') | (byte == b'"') | (byte == b'\\')) {
        out.push_str(&serde_json::to_string(text).unwrap_or_default());
    } else {
        put(out, &["\"", text, "\""]);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::answer::plan::Persons;
    use crate::id::InvalidId;
    use crate::lint::{Lint, LintCode};
    use crate::situation::Outage;
    use crate::word::sets::{Direction, Outcome, Status};

    /// A plan with every field, and with texts that JSON escapes.
    fn full(at: DateTime<Utc>) -> Result<Plan, InvalidId> {
        let texts = vec![
            Text { ja: "有用と\"判断\"\n\u{1}".into(), en: Some("when \\ useful\u{7f}".into()) },
            Text { ja: "問".into(), en: None },
        ];
        let outages = [Outage::channel("email".parse()?), Outage::link("a".parse()?, "b".parse()?)];
        let one = Outage::channel_of_link("fax".parse()?, "a".parse()?, "c".parse()?);
        let outages = outages.into_iter().chain([one]);
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
        let bare =
            Hop { channels: None, also: none.clone(), judged: none, judged_texts: Vec::new().into(), ..hop.clone() };
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
            for nanoseconds in [0, 1, 1_000, 999_000, 1_000_000, 120_000_000, 123_456_789, 1_000_000_000, 1_999_999_999]
            {
                both(&full(DateTime::from_timestamp(seconds, nanoseconds).unwrap_or_default())?);
            }
        }
        [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC]
            .into_iter()
            .try_for_each(|at| full(at).map(|plan| both(&plan)))
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
}
