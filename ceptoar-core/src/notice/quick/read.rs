//! The fields of a plain notice.

use std::cmp::Ordering;

use crate::document::json::read::LARGEST;
use crate::notice::envelope::Notice;
use crate::notice::quick::cursor::Cursor;
use crate::notice::quick::instant::nanoseconds;
use crate::word::sets::{Direction, Mode, Status};

/// A plain notice whose form is checked: its texts borrow from its bytes, its lists are sorted as those of a
/// [`Notice`], and whether its ids exist is not yet known.
#[derive(Debug)]
pub(crate) struct Quick<'a> {
    pub(crate) id: &'a str,
    pub(crate) direction: Direction,
    pub(crate) origin: &'a str,
    pub(crate) level: &'a str,
    pub(crate) kind: &'a str,
    /// In nanoseconds since 1970.
    pub(crate) issued_at: i64,
    pub(crate) cause: Option<&'a str>,
    pub(crate) mode: Mode,
    pub(crate) status: Status,
    pub(crate) no_attribution: bool,
    /// In nanoseconds since 1970.
    pub(crate) embargo_until: Option<i64>,
    purposes: List,
    affected_sectors: List,
    affected_ceptoars: List,
    addressees: List,
    named_persons: List,
    consents: List,
    only: Option<List>,
    /// The items of all lists; of a named person first the party, then the reference.
    words: Vec<&'a str>,
}

/// Where the items of a list stand among the words.
#[derive(Debug, Clone, Copy, Default)]
struct List {
    from: usize,
    to: usize,
}

/// What was read so far of each field, where it was read.
#[derive(Default)]
struct Fields<'a> {
    format: Option<Option<()>>,
    id: Option<&'a str>,
    direction: Option<Direction>,
    origin: Option<&'a str>,
    level: Option<&'a str>,
    kind: Option<&'a str>,
    issued_at: Option<i64>,
    purposes: Option<Option<List>>,
    cause: Option<Option<&'a str>>,
    affected_sectors: Option<Option<List>>,
    affected_ceptoars: Option<Option<List>>,
    addressees: Option<Option<List>>,
    named_persons: Option<Option<List>>,
    mode: Option<Option<Mode>>,
    status: Option<Option<Status>>,
    no_attribution: Option<Option<bool>>,
    embargo_until: Option<Option<i64>>,
    consents: Option<Option<List>>,
    only: Option<Option<List>>,
}

/// The fields of a notice.
#[derive(Clone, Copy)]
enum Field {
    Format,
    Id,
    Direction,
    Origin,
    Level,
    Kind,
    IssuedAt,
    Purposes,
    Cause,
    AffectedSectors,
    AffectedCeptoars,
    Addressees,
    NamedPersons,
    Mode,
    Status,
    NoAttribution,
    EmbargoUntil,
    Consents,
    Only,
}

impl Field {
    /// Reads the name of a field, and its colon.
    #[inline(always)]
    fn read(json: &mut Cursor<'_>) -> Option<Self> {
        json.take(b'"')?;
        let field = match json.byte()? {
            b'f' if json.closes("format") => Self::Format,
            b'i' if json.closes("id") => Self::Id,
            b'i' if json.closes("issued_at") => Self::IssuedAt,
            b'd' if json.closes("direction") => Self::Direction,
            b'o' if json.closes("origin") => Self::Origin,
            b'o' if json.closes("only") => Self::Only,
            b'l' if json.closes("level") => Self::Level,
            b'k' if json.closes("kind") => Self::Kind,
            b'p' if json.closes("purposes") => Self::Purposes,
            b'c' if json.closes("cause") => Self::Cause,
            b'c' if json.closes("consents") => Self::Consents,
            b'a' if json.closes("affected_sectors") => Self::AffectedSectors,
            b'a' if json.closes("affected_ceptoars") => Self::AffectedCeptoars,
            b'a' if json.closes("addressees") => Self::Addressees,
            b'n' if json.closes("named_persons") => Self::NamedPersons,
            b'n' if json.closes("no_attribution") => Self::NoAttribution,
            b'm' if json.closes("mode") => Self::Mode,
            b's' if json.closes("status") => Self::Status,
            b'e' if json.closes("embargo_until") => Self::EmbargoUntil,
            _ => return None,
        };
        json.take(b':')?;
        Some(field)
    }
}

impl<'a> Quick<'a> {
    /// Reads a plain notice. `words`: an empty buffer, perhaps that of an earlier notice.
    pub(crate) fn read(json: &'a [u8], mut words: Vec<&'a str>) -> Option<Self> {
        if json.len() > LARGEST {
            return None;
        }
        let mut json = Cursor::new(std::str::from_utf8(json).ok()?);
        let mut read = Fields::default();
        json.take(b'{')?;
        loop {
            read.field(&mut json, &mut words)?;
            match json.next()? {
                b',' => {}
                b'}' => break,
                _ => return None,
            }
        }
        json.end()?;
        read.whole(words)
    }

    pub(crate) fn purposes(&self) -> &[&'a str] {
        self.words(self.purposes)
    }

    pub(crate) fn affected_sectors(&self) -> &[&'a str] {
        self.words(self.affected_sectors)
    }

    pub(crate) fn affected_ceptoars(&self) -> &[&'a str] {
        self.words(self.affected_ceptoars)
    }

    pub(crate) fn addressees(&self) -> &[&'a str] {
        self.words(self.addressees)
    }

    pub(crate) fn consents(&self) -> &[&'a str] {
        self.words(self.consents)
    }

    pub(crate) fn only(&self) -> Option<&[&'a str]> {
        self.only.map(|only| self.words(only))
    }

    /// Of each person the party and the reference.
    pub(crate) fn named_persons(&self) -> &[[&'a str; 2]] {
        self.words(self.named_persons).as_chunks().0
    }

    fn words(&self, list: List) -> &[&'a str] {
        self.words.get(list.from..list.to).unwrap_or_default()
    }
}

impl<'a> Fields<'a> {
    /// Reads a field that was not read before.
    #[inline(always)]
    fn field(&mut self, json: &mut Cursor<'a>, words: &mut Vec<&'a str>) -> Option<()> {
        let field = Field::read(json)?;
        match field {
            Field::Format => once(&mut self.format, json.or_null(format)?),
            Field::Direction => once(&mut self.direction, word(json, Direction::ALL, Direction::as_str)?),
            Field::Id => once(&mut self.id, json.label()?),
            Field::Level => once(&mut self.level, json.label()?),
            Field::Origin => once(&mut self.origin, json.slug()?),
            Field::Kind => once(&mut self.kind, json.slug()?),
            Field::Cause => once(&mut self.cause, json.or_null(Cursor::slug)?),
            Field::IssuedAt => once(&mut self.issued_at, instant(json)?),
            Field::EmbargoUntil => once(&mut self.embargo_until, json.or_null(instant)?),
            Field::Mode => once(&mut self.mode, json.or_null(|json| word(json, Mode::ALL, Mode::as_str))?),
            Field::Status => once(&mut self.status, json.or_null(|json| word(json, Status::ALL, Status::as_str))?),
            Field::NoAttribution => once(&mut self.no_attribution, json.or_null(Cursor::bool)?),
            Field::NamedPersons => once(&mut self.named_persons, persons(json, words)?),
            Field::Purposes
            | Field::AffectedSectors
            | Field::AffectedCeptoars
            | Field::Addressees
            | Field::Consents
            | Field::Only => {
                let list = slugs(json, words)?;
                once(
                    match field {
                        Field::Purposes => &mut self.purposes,
                        Field::AffectedSectors => &mut self.affected_sectors,
                        Field::AffectedCeptoars => &mut self.affected_ceptoars,
                        Field::Addressees => &mut self.addressees,
                        Field::Consents => &mut self.consents,
                        _ => &mut self.only,
                    },
                    list,
                )
            }
        }
    }

    /// The notice, if every required field was read.
    fn whole(self, words: Vec<&'a str>) -> Option<Quick<'a>> {
        Some(Quick {
            id: self.id?,
            direction: self.direction?,
            origin: self.origin?,
            level: self.level?,
            kind: self.kind?,
            issued_at: self.issued_at?,
            cause: self.cause.flatten(),
            mode: self.mode.flatten().unwrap_or_default(),
            status: self.status.flatten().unwrap_or_default(),
            no_attribution: self.no_attribution.flatten().unwrap_or_default(),
            embargo_until: self.embargo_until.flatten(),
            purposes: self.purposes.flatten().unwrap_or_default(),
            affected_sectors: self.affected_sectors.flatten().unwrap_or_default(),
            affected_ceptoars: self.affected_ceptoars.flatten().unwrap_or_default(),
            addressees: self.addressees.flatten().unwrap_or_default(),
            named_persons: self.named_persons.flatten().unwrap_or_default(),
            consents: self.consents.flatten().unwrap_or_default(),
            only: self.only.flatten(),
            words,
        })
    }
}

/// Keeps the value of a field; `None` if it had one.
#[inline(always)]
fn once<T>(field: &mut Option<T>, value: T) -> Option<()> {
    field.replace(value).is_none().then_some(())
}

/// The format that a notice may name.
#[inline(always)]
fn format(json: &mut Cursor<'_>) -> Option<()> {
    json.take(b'"')?;
    json.closes(Notice::FORMAT).then_some(())
}

/// A word of a closed set.
#[inline(always)]
fn word<T: Copy, const N: usize>(json: &mut Cursor<'_>, all: [T; N], text: impl Fn(T) -> &'static str) -> Option<T> {
    json.take(b'"')?;
    all.into_iter().find(|word| json.closes(text(*word)))
}

#[inline(always)]
fn instant(json: &mut Cursor<'_>) -> Option<i64> {
    json.quoted(nanoseconds)
}

/// A list of slugs, or `null`.
#[inline(always)]
fn slugs<'a>(json: &mut Cursor<'a>, words: &mut Vec<&'a str>) -> Option<Option<List>> {
    json.or_null(|json| {
        let from = words.len();
        json.list(|json| {
            words.push(json.slug()?);
            Some(())
        })?;
        sort(words.get_mut(from..)?, by_text)?;
        Some(List { from, to: words.len() })
    })
}

/// A list of named persons, or `null`.
#[inline(always)]
fn persons<'a>(json: &mut Cursor<'a>, words: &mut Vec<&'a str>) -> Option<Option<List>> {
    json.or_null(|json| {
        let from = words.len();
        json.list(|json| {
            words.extend(person(json)?);
            Some(())
        })?;
        sort(words.get_mut(from..)?.as_chunks_mut::<2>().0, Ord::cmp)?;
        Some(List { from, to: words.len() })
    })
}

#[inline(always)]
fn person<'a>(json: &mut Cursor<'a>) -> Option<[&'a str; 2]> {
    let (mut party, mut reference) = (None, None);
    json.take(b'{')?;
    loop {
        json.take(b'"')?;
        if json.closes("party") {
            json.take(b':')?;
            once(&mut party, json.slug()?)?;
        } else if json.closes("ref") {
            json.take(b':')?;
            once(&mut reference, json.label()?)?;
        } else {
            return None;
        }
        match json.next()? {
            b',' => {}
            b'}' => return Some([party?, reference?]),
            _ => return None,
        }
    }
}

/// Sorts a list; `None` if something stands in it twice.
fn sort<T>(list: &mut [T], order: impl Fn(&T, &T) -> Ordering) -> Option<()> {
    let is_set = |list: &[T]| list.is_sorted_by(|one, next| order(one, next).is_lt());
    if !is_set(list) {
        list.sort_unstable_by(&order);
        return is_set(list).then_some(());
    }
    Some(())
}

/// The order of texts. Their first bytes are compared here: they mostly decide, and the rest costs a call.
#[inline(always)]
fn by_text(one: &&str, other: &&str) -> Ordering {
    one.as_bytes().first().cmp(&other.as_bytes().first()).then_with(|| one.cmp(other))
}
