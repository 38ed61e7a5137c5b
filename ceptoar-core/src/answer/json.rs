//! The plan as JSON text, written straight: the same bytes as its `Serialize` gives, without the steps between.

use std::fmt::Write as _;
use std::sync::Arc;

use chrono::{DateTime, Datelike as _, NaiveDate, Timelike as _, Utc};

use crate::answer::plan::{Delivery, Digests, Hop, OwedJudgement, Plan, Unmet};
use crate::due::Due;
use crate::id::{ChannelId, DocumentId, InstrumentId, ObligationId, PartyId, PersonRef, RuleId, SectorId};
use crate::lint::Lint;
use crate::situation::Situation;
use crate::text::bilingual::Text;
use crate::time::instant_text;
use crate::word::sets::{Direction, Duty, PersonsScope, Status};

/// A plan without its deliveries and what it rests on.
pub(crate) struct Frame<'a> {
    pub(crate) notice: &'a str,
    pub(crate) direction: Direction,
    /// It has the form of a party's id.
    pub(crate) origin: &'a str,
    pub(crate) level: &'a str,
    pub(crate) status: Status,
    pub(crate) no_attribution: bool,
    pub(crate) situation: &'a Situation,
    pub(crate) at: DateTime<Utc>,
    pub(crate) on: NaiveDate,
    pub(crate) valid_until: Option<DateTime<Utc>>,
    pub(crate) lints: &'a [Lint],
    pub(crate) changes: &'a [Arc<str>],
    pub(crate) unmet: &'a [Unmet],
}

/// Writes a plan, its format first. The structs that may grow are taken apart to their last field, so that none can be forgotten.
pub(crate) fn plan(plan: &Plan, out: &mut String) {
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
    let frame = Frame {
        notice,
        direction: *direction,
        origin,
        level,
        status: *status,
        no_attribution: *no_attribution,
        situation,
        at: *at,
        on: *on,
        valid_until: *valid_until,
        lints,
        changes,
        unmet,
    };
    let documents = |out: &mut String| documents(edition, *revision, profile, digests, out);
    frame.write(out, documents, |out| list(deliveries, out, delivery));
}

/// Writes the documents that a plan rests on.
pub(crate) fn documents(
    edition: &DocumentId,
    revision: u32,
    profile: &DocumentId,
    digests: &Digests,
    out: &mut String,
) {
    out.push_str(",\"edition\":");
    slug(edition, out);
    // Writing to a text cannot fail.
    let _ = write!(out, ",\"revision\":{revision},\"profile\":");
    slug(profile, out);
    out.push_str(",\"digests\":");
    self::digests(digests, out);
}

impl Frame<'_> {
    /// Writes a plan. `documents` and `deliveries` write what it has beside.
    pub(crate) fn write(
        &self,
        out: &mut String,
        documents: impl FnOnce(&mut String),
        deliveries: impl FnOnce(&mut String),
    ) {
        let Self { notice, direction, origin, level, status, no_attribution, .. } = self;
        let Self { situation, at, on, valid_until, lints, changes, unmet, .. } = self;
        put(out, &["{\"format\":\"", Plan::FORMAT, "\",\"notice\":"]);
        text(notice, out);
        put(out, &[",\"direction\":\"", direction.as_str(), "\",\"origin\":\"", origin, "\",\"level\":"]);
        text(level, out);
        put(out, &[",\"status\":\"", status.as_str(), "\",\"no_attribution\":", truth(*no_attribution)]);
        documents(out);
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
        deliveries(out);
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
            put(out, &[&ends.from, ">", &ends.to, "\""]);
        }
        if let Some(party) = &outage.party {
            out.push_str(if outage.channel.is_some() || outage.link.is_some() { ",\"party\":" } else { "\"party\":" });
            slug(party, out);
        }
        out.push('}');
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
    let utc = at.naive_utc();
    let (day, nanoseconds) = (utc.date(), utc.nanosecond());
    if !is_usual(day) || nanoseconds >= 1_000_000_000 {
        return put(out, &["\"", &instant_text(at), "\""]);
    }
    out.push('"');
    date(day, out);
    let ([a, b], [c, d], [e, f]) = (two(utc.hour()), two(utc.minute()), two(utc.second()));
    ascii(&[b'T', a, b, b':', c, d, b':', e, f], out);
    let _ = match nanoseconds {
        0 => Ok(()),
        n if n % 1_000_000 == 0 => write!(out, ".{:03}", n / 1_000_000),
        n if n % 1_000 == 0 => write!(out, ".{:06}", n / 1_000),
        n => write!(out, ".{n:09}"),
    };
    out.push_str("Z\"");
}

fn date(day: NaiveDate, out: &mut String) {
    if !is_usual(day) {
        let _ = write!(out, "{day}");
        return;
    }
    let year = day.year().unsigned_abs();
    let ([a, b], [c, d], [e, f], [g, h]) = (two(year / 100), two(year % 100), two(day.month()), two(day.day()));
    ascii(&[a, b, c, d, b'-', e, f, b'-', g, h], out);
}

/// Whether a year has four digits and no sign.
fn is_usual(day: NaiveDate) -> bool {
    (0..=9999).contains(&day.year())
}

/// The two digits of a number below 100.
fn two(number: u32) -> [u8; 2] {
    [number / 10, number % 10].map(|digit| b'0' + digit as u8)
}

fn ascii(bytes: &[u8], out: &mut String) {
    out.push_str(std::str::from_utf8(bytes).unwrap_or_default());
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
mod tests;
