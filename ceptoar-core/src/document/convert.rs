//! From the documents' strings to values that are trusted, collecting every problem on the way.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use crate::document::channel::{ChannelCondition as ChannelConditionDoc, LinkChannel as ChannelDoc};
use crate::document::json::read::shown;
use crate::document::scalar::{
    Cited, DateText, DocumentIdText, IdText, InstantText, PartialDateText, Period as PeriodDoc, Set as SetDoc,
    TEXT_MAX, Text as TextDoc,
};
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::Problems;
use crate::fact::link::{ChannelCondition, LinkChannel};
use crate::fact::source::Citation;
use crate::id::{DocumentId, InvalidId, SourceId};
use crate::text::bilingual::Text;
use crate::text::safe::text_fault;
use crate::text::said::Said;
use crate::time::{InstantFault, Period, parse_date, parse_instant};

/// An id type that can be read from text.
pub(crate) trait Id: Clone + Ord + std::fmt::Display {
    fn parse(text: &str) -> Result<Self, InvalidId>;
}

impl<T: Clone + Ord + std::fmt::Display + std::str::FromStr<Err = InvalidId>> Id for T {
    fn parse(text: &str) -> Result<Self, InvalidId> {
        text.parse()
    }
}

/// Text that every string newtype of the documents gives.
pub(crate) trait AsText {
    fn text(&self) -> &str;
}

macro_rules! as_text {
    ($($name:ident)*) => {$(impl AsText for crate::document::scalar::$name {
        fn text(&self) -> &str {
            &self.0
        }
    })*};
}
as_text! { IdText DocumentIdText LabelText SourceText }

pub(crate) fn id<T: Id>(text: &impl AsText, at: &At<'_>, problems: &mut Problems) -> Option<T> {
    T::parse(text.text())
        .map_err(|fault| problems.push_with(ErrorCode::BadId, at, vec![fault.shown().to_owned()], fault.said()))
        .ok()
}

/// The id that a document gives itself.
pub(crate) fn own_id(text: &DocumentIdText, at: &At<'_>, problems: &mut Problems) -> Option<DocumentId> {
    DocumentId::plain(text.text())
        .map_err(|fault| problems.push_with(ErrorCode::BadId, at, vec![fault.shown().to_owned()], fault.said()))
        .ok()
}

/// What stood before in a list: a short list is looked through, a long one has a set beside it.
struct Seen<T>(Option<BTreeSet<T>>);

impl<T: Clone + Ord> Seen<T> {
    fn of(count: usize) -> Self {
        const SHORT: usize = 8;
        Self((count > SHORT).then(BTreeSet::new))
    }

    fn is_new(&mut self, item: &T, before: &[T]) -> bool {
        match &mut self.0 {
            Some(seen) => seen.insert(item.clone()),
            None => !before.contains(item),
        }
    }
}

/// A list whose order has no meaning: sorted, and refused where something stands twice.
pub(crate) fn set<T: Id>(list: Option<&[impl AsText]>, at: &At<'_>, problems: &mut Problems) -> Vec<T> {
    let mut ids = ordered(list, at, problems);
    ids.sort_unstable();
    ids
}

/// A list whose order has meaning.
pub(crate) fn ordered<T: Id>(list: Option<&[impl AsText]>, at: &At<'_>, problems: &mut Problems) -> Vec<T> {
    let list = list.unwrap_or_default();
    let mut seen = Seen::of(list.len());
    let mut ids = Vec::with_capacity(list.len());
    for (n, text) in list.iter().enumerate() {
        let Some(parsed) = id::<T>(text, &at.index(n), problems) else { continue };
        if seen.is_new(&parsed, &ids) {
            ids.push(parsed);
        } else {
            problems.push(ErrorCode::DuplicateItem, &at.index(n), vec![shown(text.text())]);
        }
    }
    ids
}

/// A set of values of a closed set.
pub(crate) fn values<T: Copy + Ord + serde::Serialize>(list: &[T], at: &At<'_>, problems: &mut Problems) -> Vec<T> {
    let mut seen = BTreeSet::new();
    for (n, value) in list.iter().enumerate() {
        if !seen.insert(*value) {
            let shown = serde_json::to_string(value).unwrap_or_default();
            problems.push(ErrorCode::DuplicateItem, &at.index(n), vec![shown.trim_matches('"').to_owned()]);
        }
    }
    seen.into_iter().collect()
}

pub(crate) fn plain(text: &str, at: &At<'_>, problems: &mut Problems) -> Box<str> {
    if let Some(fault) = text_fault(text, TEXT_MAX) {
        problems.push_with(ErrorCode::BadText, at, Vec::new(), fault.said());
    }
    text.into()
}

pub(crate) fn text(doc: &TextDoc, at: &At<'_>, problems: &mut Problems) -> Text {
    let en = doc.en.as_deref().map(|en| plain(en, &at.key("en"), problems));
    Text { ja: plain(&doc.ja, &at.key("ja"), problems), en }
}

pub(crate) fn some_text(doc: Option<&TextDoc>, at: &At<'_>, problems: &mut Problems) -> Option<Text> {
    doc.map(|doc| text(doc, at, problems))
}

pub(crate) fn date(doc: &DateText, at: &At<'_>, problems: &mut Problems) -> Option<NaiveDate> {
    let day = parse_date(&doc.0);
    if day.is_none() {
        problems.push(ErrorCode::BadDate, at, vec![shown(&doc.0)]);
    }
    day
}

fn not_ascii(c: char) -> Said {
    let code = format!("U+{:04X}", c as u32);
    Said::new(format!("ASCIIではない文字 ({code}) を含む"), format!("it holds {code}, which is not ASCII"))
}

pub(crate) fn instant(doc: &InstantText, at: &At<'_>, problems: &mut Problems) -> Option<DateTime<Utc>> {
    match parse_instant(&doc.0) {
        Ok(instant) => Some(instant),
        Err(fault) => {
            let code = match fault {
                InstantFault::Naive => ErrorCode::NaiveInstant,
                InstantFault::Malformed => ErrorCode::BadInstant,
                InstantFault::LeapSecond => ErrorCode::LeapSecond,
                InstantFault::OutOfRange => ErrorCode::InstantOutOfRange,
            };
            // A minus sign or a digit of another script looks like the one that is wanted.
            match doc.0.chars().find(|c| !c.is_ascii()).filter(|_| code == ErrorCode::BadInstant) {
                Some(c) => problems.push_with(code, at, vec![shown(&doc.0)], not_ascii(c)),
                None => problems.push(code, at, vec![shown(&doc.0)]),
            }
            None
        }
    }
}

pub(crate) fn span(from: Option<&DateText>, until: Option<&DateText>, at: &At<'_>, problems: &mut Problems) -> Period {
    let period = Period {
        from: from.and_then(|day| date(day, &at.key("from"), problems)),
        until: until.and_then(|day| date(day, &at.key("until"), problems)),
    };
    if period.is_empty() {
        problems.push(ErrorCode::EmptyPeriod, at, Vec::new());
    }
    period
}

pub(crate) fn period(doc: Option<&PeriodDoc>, at: &At<'_>, problems: &mut Problems) -> Period {
    doc.map_or(Period::ALWAYS, |doc| span(doc.from.as_ref(), doc.until.as_ref(), at, problems))
}

/// Periods of one thing: sorted, and refused where they overlap.
pub(crate) fn periods(docs: Option<&Vec<PeriodDoc>>, of: &str, at: &At<'_>, problems: &mut Problems) -> Vec<Period> {
    let list = docs.into_iter().flatten().enumerate();
    let mut periods: Vec<Period> = list.map(|(n, doc)| period(Some(doc), &at.index(n), problems)).collect();
    periods.sort_unstable();
    if overlap(&periods) {
        problems.push(ErrorCode::OverlappingPeriods, at, vec![shown(of)]);
    }
    periods
}

/// Whether any two periods, none of them empty, share a day. Sorted by beginning, neighbours do if any do.
pub(crate) fn overlap(periods: &[Period]) -> bool {
    if periods.len() < 2 {
        return false;
    }
    let mut periods = periods.to_vec();
    periods.sort_unstable();
    periods.iter().zip(periods.iter().skip(1)).any(|(one, next)| one.overlaps(next))
}

pub(crate) fn citation(doc: &impl Cited, at: &At<'_>, problems: &mut Problems) -> Citation {
    let cited = doc.cite();
    some_text(doc.note(), &at.key("note"), problems);
    let source: Vec<SourceId> = set(Some(cited.source), &at.key("source"), problems);
    Citation {
        source: source.into(),
        grade: cited.grade,
        reason: some_text(cited.reason, &at.key("reason"), problems),
        as_of: cited.as_of.map(|text| partial_date(text, &at.key("as_of"), problems)),
    }
}

/// A day, a month or a year.
pub(crate) fn partial_date(doc: &PartialDateText, at: &At<'_>, problems: &mut Problems) -> Box<str> {
    let text = doc.0.as_str();
    let day = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    if parse_date(&day).is_none() {
        problems.push(ErrorCode::BadPartialDate, at, vec![shown(text)]);
    }
    text.into()
}

/// A set that is written must name something.
pub(crate) fn given<'a, T>(doc: &'a SetDoc<T>, at: &At<'_>, problems: &mut Problems) -> Option<&'a Vec<T>> {
    let items = doc.given()?;
    if items.is_empty() {
        problems.push(ErrorCode::EmptySet, at, Vec::new());
    }
    Some(items)
}

/// A written set of ids, sorted.
pub(crate) fn some_ids<T: Id>(doc: &SetDoc<impl AsText>, at: &At<'_>, problems: &mut Problems) -> Option<Vec<T>> {
    let items = given(doc, at, problems)?;
    Some(set(Some(items), at, problems))
}

/// A written set of values of a closed set, sorted.
pub(crate) fn some_values<T: Copy + Ord + serde::Serialize>(
    doc: &SetDoc<T>,
    at: &At<'_>,
    problems: &mut Problems,
) -> Option<Vec<T>> {
    let items = given(doc, at, problems)?;
    Some(values(items, at, problems))
}

fn condition(doc: &ChannelConditionDoc, at: &At<'_>, problems: &mut Problems) -> ChannelCondition {
    ChannelCondition {
        modes: some_values(&doc.modes, &at.key("modes"), problems).unwrap_or_default(),
        purposes: some_ids(&doc.purposes, &at.key("purposes"), problems).unwrap_or_default(),
    }
}

/// The channels of a link, in their order.
pub(crate) fn channels(docs: &[ChannelDoc], at: &At<'_>, problems: &mut Problems) -> Vec<LinkChannel> {
    let mut seen = BTreeSet::new();
    let mut channels = Vec::new();
    for (n, doc) in docs.iter().enumerate() {
        let at = at.index(n);
        let (slug, particular): (&IdText, _) = match doc {
            ChannelDoc::Plain(slug) => (slug, None),
            ChannelDoc::Conditional(doc) => (&doc.id, Some(doc)),
        };
        let when = particular.and_then(|doc| doc.when.as_ref());
        let when = when.map(|when| condition(when, &at.key("when"), problems));
        let judgement = particular.and_then(|doc| doc.judgement.as_ref());
        let judgement = some_text(judgement, &at.key("judgement"), problems);
        let Some(id) = id::<crate::id::ChannelId>(slug, &at, problems) else { continue };
        if !seen.insert(id.clone()) {
            problems.push(ErrorCode::DuplicateItem, &at, vec![shown(&slug.0)]);
        }
        let also = particular.is_some_and(|doc| doc.usage.is_some());
        channels.push(LinkChannel { id, also, when, judgement });
    }
    channels
}
