//! What an overlay says by itself: its form is checked before anybody knows the edition.

use chrono::NaiveDate;

use crate::document::convert;
use crate::document::edition::{Channel, Count, Term};
use crate::document::json::read::{check_format, shown};
use crate::document::overlay::{Additions, DatedValue, End, NewItem, NewValue, Overlay, Target, ValueParts};
use crate::document::record::Month;
use crate::document::scalar::{DateText, IdText, Text};
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::Problems;
use crate::gather::InOrder as _;
use crate::id::{ChannelId, PartyId};
use crate::overlay::cite::Citation;
use crate::registry::lists::{each, unique};
use crate::registry::vocabularies::terms;
use crate::registry::{read, record, source};
use crate::word::sets::{Direction, Role, TimelineField};

/// What ends, in the order in which it does: links and memberships before the parties that would take them along.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ended {
    Link { from: String, to: String, direction: Direction },
    Membership { party: String, group: String, role: Role },
    Party(String),
}

/// An entry of `end`.
#[derive(Debug, Clone)]
pub(super) struct Ending {
    pub(super) what: Ended,
    pub(super) until: NaiveDate,
    /// Its place, as a JSON Pointer.
    pub(super) entry: String,
    pub(super) by: Citation,
}

/// A new value, as its field takes it.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Name(Text),
    Ministry(Vec<String>),
    Secretariat { name: Text, is: Option<String> },
    Means { channels: Vec<IdText>, open: bool },
    Counts(Vec<Count>),
    Poc(DateText),
    HandlingRules(String),
}

/// An entry of `set`.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    /// `None`: the field has no days.
    pub(super) from: Option<NaiveDate>,
    pub(super) field: TimelineField,
    pub(super) of: String,
    /// Whether the record of a CEPTOAR is meant, not a party.
    pub(super) of_ceptoar: bool,
    pub(super) value: Value,
    pub(super) entry: String,
    pub(super) by: Citation,
}

impl Setting {
    /// Whether another entry sets the same field.
    pub(super) fn is_of_same_field(&self, other: &Self) -> bool {
        (self.field, &self.of, self.of_ceptoar) == (other.field, &other.of, other.of_ceptoar)
    }
}

/// The entries of an overlay, in the order in which they are applied.
#[derive(Debug, Clone, Default)]
pub(super) struct Entries {
    pub(super) ends: Vec<Ending>,
    pub(super) sets: Vec<Setting>,
}

pub(super) fn read(doc: &Overlay, p: &mut Problems) -> Entries {
    let root = At::root();
    check_format(doc.format.as_deref(), Overlay::FORMAT, p);
    convert::own_id(&doc.id, &root.key("id"), p);
    convert::own_id(&doc.extends.edition, &root.key("extends").key("edition"), p);
    convert::some_text(doc.title.as_ref(), &root.key("title"), p);
    if let Some(covers) = &doc.covers {
        convert::citation(covers, &root.key("covers"), p);
        convert::span(covers.from.as_ref(), covers.until.as_ref(), &root.key("covers"), p);
    }
    let (docs, at) = (doc.documents.as_deref().unwrap_or_default(), root.key("documents"));
    unique(docs, &at, p, |doc| &doc.id.0, "id");
    each(docs, &at, p, source::document);
    if let Some(add) = &doc.add {
        additions(add, &root.key("add"), p);
    }
    let mut ends = each(doc.end.as_deref().unwrap_or_default(), &root.key("end"), p, ending);
    ends.in_order(|a, b| (&a.what, a.until).cmp(&(&b.what, b.until)));
    let mut sets = each(doc.set.as_deref().unwrap_or_default(), &root.key("set"), p, setting);
    sets.in_order(|a, b| (a.from, a.field, &a.of).cmp(&(b.from, b.field, &b.of)));
    Entries { ends, sets }
}

fn additions(add: &Additions, at: &At<'_>, p: &mut Problems) {
    fn list<T>(list: Option<&Vec<T>>) -> &[T] {
        list.map(Vec::as_slice).unwrap_or_default()
    }
    each(list(add.parties.as_ref()), &at.key("parties"), p, read::party);
    each(list(add.memberships.as_ref()), &at.key("memberships"), p, read::membership);
    each(list(add.links.as_ref()), &at.key("links"), p, read::link);
    each(list(add.ceptoars.as_ref()), &at.key("ceptoars"), p, record::ceptoar);
    each(list(add.councils.as_ref()), &at.key("councils"), p, record::council);
    each(list(add.instruments.as_ref()), &at.key("instruments"), p, record::instrument);
    each(list(add.bodies.as_ref()), &at.key("bodies"), p, record::body);
    let sectors = list(add.sectors.as_ref());
    terms(sectors, &at.key("sectors"), p, |doc| (&doc.id, &doc.name), |doc| doc.period.as_ref());
    if let Some(words) = &add.vocabularies {
        let at = at.key("vocabularies");
        let lists = [("kinds", &words.kinds), ("causes", &words.causes), ("purposes", &words.purposes)];
        for (name, docs) in lists.into_iter().chain([("obligations", &words.obligations)]) {
            terms(list(docs.as_ref()), &at.key(name), p, |doc: &Term| (&doc.id, &doc.name), |_| None);
        }
        let channels = list(words.channels.as_ref());
        terms(channels, &at.key("channels"), p, |doc: &Channel| (&doc.id, &doc.name), |_| None);
    }
}

fn ending(doc: &End, at: &At<'_>, p: &mut Problems) -> Option<Ending> {
    let until = convert::date(&doc.until, &at.key("until"), p);
    let by = Citation::of(doc);
    convert::citation(doc, at, p);
    let what = match (&doc.party, &doc.membership, &doc.link) {
        (Some(party), None, None) => Ended::Party(known(party, &at.key("party"), p)?),
        (None, Some(key), None) => {
            let at = at.key("membership");
            let (party, group) = (known(&key.party, &at.key("party"), p), known(&key.group, &at.key("group"), p));
            Ended::Membership { party: party?, group: group?, role: key.role }
        }
        (None, None, Some(key)) => {
            let at = at.key("link");
            let (from, to) = (known(&key.from, &at.key("from"), p), known(&key.to, &at.key("to"), p));
            Ended::Link { from: from?, to: to?, direction: key.direction }
        }
        _ => {
            p.push(ErrorCode::NotOneOf, at, vec!["`party`, `membership`, `link`".to_owned()]);
            return None;
        }
    };
    Some(Ending { what, until: until?, entry: at.pointer(), by })
}

/// The id of a party, as text.
fn known(id: &IdText, at: &At<'_>, p: &mut Problems) -> Option<String> {
    convert::id::<PartyId>(id, at, p).map(|id| id.to_string())
}

fn setting(doc: &DatedValue, at: &At<'_>, p: &mut Problems) -> Option<Setting> {
    let by = Citation::of(doc);
    convert::citation(doc, at, p);
    let from = doc.from.as_ref().map(|from| convert::date(from, &at.key("from"), p));
    // What a field takes is not told of one that could not be read.
    if p.is_mended_in(&at.key("field").pointer()) {
        return None;
    }
    let has_days = !matches!(doc.field, TimelineField::Poc | TimelineField::HandlingRules);
    match from {
        Some(_) if !has_days => p.push(ErrorCode::UnknownField, &at.key("from"), vec!["`from`".to_owned()]),
        None if has_days => p.push(ErrorCode::MissingField, at, vec!["`from`".to_owned()]),
        _ => {}
    }
    let of = target(&doc.of, doc.field, &at.key("of"), p);
    let value = value(doc, &at.key("value"), p);
    let (of, of_ceptoar) = of?;
    // A day that is written and cannot be read is told above.
    let from = match from {
        Some(day) => Some(day?),
        None if has_days => return None,
        None => None,
    };
    Some(Setting { from, field: doc.field, of, of_ceptoar, value: value?, entry: at.pointer(), by })
}

fn target(of: &Target, field: TimelineField, at: &At<'_>, p: &mut Problems) -> Option<(String, bool)> {
    let keys = match field {
        TimelineField::Name | TimelineField::Counts => "`party`",
        TimelineField::Secretariat => "`ceptoar`, `party`",
        _ => "`ceptoar`",
    };
    match (&of.party, &of.ceptoar) {
        (Some(party), None) if keys.contains("party") => Some((known(party, &at.key("party"), p)?, false)),
        (None, Some(ceptoar)) if keys.contains("ceptoar") => Some((known(ceptoar, &at.key("ceptoar"), p)?, true)),
        _ if p.is_mended_in(&at.pointer()) => None,
        _ => {
            p.push(ErrorCode::NotOneOf, at, vec![keys.to_owned()]);
            None
        }
    }
}

/// What a value of the field looks like.
fn like(field: TimelineField) -> &'static str {
    match field {
        TimelineField::Name => r#"`{"ja": "…", "en": "…"}`"#,
        TimelineField::Ministry => r#"`["…"]`"#,
        TimelineField::Secretariat => r#"`{"name": {"ja": "…"}, "is": "…"}`"#,
        TimelineField::Means => r#"`{"channels": ["…"], "open": true}`"#,
        TimelineField::Counts => r#"`[{"value": 12, "unit": {"ja": "社"}}]`"#,
        TimelineField::Poc => "`\"2026-04-01\"`",
        TimelineField::HandlingRules => "`\"2026-04\"`",
    }
}

fn value(doc: &DatedValue, at: &At<'_>, p: &mut Problems) -> Option<Value> {
    let fits = match (doc.field, &doc.value) {
        (TimelineField::Poc, NewValue::Word(day)) => {
            let day = DateText::from(day.as_str());
            return convert::date(&day, at, p).map(|_| Value::Poc(day));
        }
        (TimelineField::HandlingRules, NewValue::Word(month)) => {
            record::month(&Month::new(month.as_str()), at, p);
            return Some(Value::HandlingRules(month.clone()));
        }
        (TimelineField::Ministry, NewValue::List(items)) => ministries(items, at, p),
        (TimelineField::Counts, NewValue::List(items)) => counts(items, at, p),
        (field, NewValue::Parts(parts)) => of_parts(field, parts, at, p),
        _ => None,
    };
    // Where a part of it could not be read, that is told.
    if fits.is_none() && !p.is_mended_in(&at.pointer()) {
        p.push(ErrorCode::WrongValue, at, vec![doc.field.as_str().to_owned(), like(doc.field).to_owned()]);
    }
    fits
}

fn ministries(items: &[NewItem], at: &At<'_>, p: &mut Problems) -> Option<Value> {
    let id = |item: &NewItem| match item {
        NewItem::Id(id) => Some(id.clone()),
        NewItem::Count(_) => None,
    };
    let ids: Vec<IdText> = items.iter().map(id).collect::<Option<_>>()?;
    let ministries: Vec<PartyId> = convert::set(Some(&ids), at, p);
    (!ids.is_empty()).then(|| Value::Ministry(ministries.iter().map(ToString::to_string).collect()))
}

fn counts(items: &[NewItem], at: &At<'_>, p: &mut Problems) -> Option<Value> {
    let count = |item: &NewItem| match item {
        NewItem::Count(count) => Some(Count::clone(count)),
        NewItem::Id(_) => None,
    };
    let counts: Vec<Count> = items.iter().map(count).collect::<Option<_>>()?;
    read::counts(&counts, at, p);
    (!counts.is_empty()).then_some(Value::Counts(counts))
}

fn of_parts(field: TimelineField, parts: &ValueParts, at: &At<'_>, p: &mut Problems) -> Option<Value> {
    match (field, parts.clone()) {
        (TimelineField::Name, ValueParts { ja: Some(ja), en, name: None, is: None, channels: None, open: false }) => {
            let name = Text { ja, en };
            convert::text(&name, at, p);
            Some(Value::Name(name))
        }
        (
            TimelineField::Secretariat,
            ValueParts { name: Some(name), is, ja: None, en: None, channels: None, open: false },
        ) => {
            convert::text(&name, &at.key("name"), p);
            let is = is.map(|is| {
                known(&is, &at.key("is"), p);
                is.0
            });
            Some(Value::Secretariat { name, is })
        }
        (
            TimelineField::Means,
            ValueParts { channels: Some(channels), open, ja: None, en: None, name: None, is: None },
        ) => {
            convert::ordered::<ChannelId>(Some(&channels), &at.key("channels"), p);
            (!channels.is_empty()).then_some(Value::Means { channels, open })
        }
        _ => None,
    }
}

/// The name of an entry's target and field, as a message shows it.
pub(super) fn named(setting: &Setting) -> String {
    shown(&format!("{} {}", setting.of, setting.field.as_str()))
}
