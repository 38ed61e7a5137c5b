//! The situation in which a notice is routed: instant, outages, failed sectors. It comes from the caller.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::document::convert;
use crate::document::json::read::{read_on, shown};
use crate::document::scalar::LabelText;
use crate::document::situation::Situation as SituationDoc;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::id::{ChannelId, InvalidId, PartyId, SectorId};
use crate::text::said::Said;

/// The ends of a link, in the order in which it hands on.
///
/// ```
/// use ceptoar_core::Outage;
///
/// let outage: Outage = "mic>telecom".parse()?;
/// let ends = outage.link.ok_or("no link")?;
/// assert_eq!((ends.from, ends.to), ("mic".parse()?, "telecom".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkEnds {
    /// Who hands on.
    pub from: PartyId,
    /// To whom.
    pub to: PartyId,
}

impl fmt::Display for LinkEnds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}>{}", self.from, self.to)
    }
}

/// An outage: of a channel everywhere, of a whole link, of a channel of a link, or of a party.
///
/// ```
/// use ceptoar_core::Outage;
///
/// let outage: Outage = "mic>telecom:email".parse()?; // a channel of a link
/// assert_eq!(outage, Outage::channel_of_link("email".parse()?, "mic".parse()?, "telecom".parse()?));
/// assert_eq!(Outage::channel("email".parse()?).to_string(), "email"); // everywhere
/// assert_eq!(Outage::link("mic".parse()?, "telecom".parse()?).to_string(), "mic>telecom"); // whole
/// assert_eq!(Outage::party("mhlw".parse()?).to_string(), "party:mhlw"); // it neither receives nor hands on
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Outage {
    /// The channel; `None`: the whole link.
    pub channel: Option<ChannelId>,
    /// The link, in every direction; `None`: everywhere.
    pub link: Option<LinkEnds>,
    /// The party, which neither receives nor hands on. It stands alone, without a channel or a link beside it.
    pub party: Option<PartyId>,
}

impl Outage {
    /// A channel is out everywhere.
    #[must_use]
    pub fn channel(channel: ChannelId) -> Self {
        Self { channel: Some(channel), link: None, party: None }
    }

    /// A link is out whole, even an internal one.
    #[must_use]
    pub fn link(from: PartyId, to: PartyId) -> Self {
        Self { channel: None, link: Some(LinkEnds { from, to }), party: None }
    }

    /// One channel of one link is out.
    #[must_use]
    pub fn channel_of_link(channel: ChannelId, from: PartyId, to: PartyId) -> Self {
        Self { channel: Some(channel), link: Some(LinkEnds { from, to }), party: None }
    }

    /// A party is out: it neither receives nor hands on.
    #[must_use]
    pub fn party(party: PartyId) -> Self {
        Self { channel: None, link: None, party: Some(party) }
    }

    /// What is wrong with its form, whatever its ids are.
    pub(crate) fn fault(&self) -> Option<ErrorCode> {
        fault(self.channel.is_some(), self.link.is_some(), self.party.is_some())
    }
}

/// What is wrong with an outage that has these parts.
fn fault(channel: bool, link: bool, party: bool) -> Option<ErrorCode> {
    match (channel || link, party) {
        (false, false) => Some(ErrorCode::EmptyOutage),
        (true, true) => Some(ErrorCode::PartyNotAlone),
        _ => None,
    }
}

/// What stands before a party in the text of an outage. No link is written so: it has a `>`.
const PARTY: &str = "party:";

impl fmt::Display for Outage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(party) = &self.party {
            write!(f, "{PARTY}{party}")?;
        }
        if let Some(ends) = &self.link {
            write!(f, "{ends}")?;
        }
        match &self.channel {
            Some(channel) if self.link.is_some() => write!(f, ":{channel}"),
            Some(channel) => write!(f, "{channel}"),
            None => Ok(()),
        }
    }
}

/// One line of text for people and command lines: `email`, `mic>telecom`, `mic>telecom:email`, `party:mhlw`.
impl FromStr for Outage {
    type Err = Refusal;

    /// # Errors
    /// `bad-id` at `/link`, `/channel` or `/party`: each part that is written must be an id, so that an empty one never means "all".
    fn from_str(text: &str) -> Result<Self, Refusal> {
        let (party, rest) = match text.strip_prefix(PARTY) {
            Some(party) => (Some(party), None),
            None => (None, Some(text)),
        };
        let (link, channel) = match rest.map(|text| (text, text.split_once(':'))) {
            None => (None, None),
            Some((_, Some((link, channel)))) => (Some(link), Some(channel)),
            Some((text, None)) if text.contains('>') => (Some(text), None),
            Some((text, None)) => (None, Some(text)),
        };
        let mut problems = Problems::new();
        let mut bad = |at: &str, text: &str, more: Said| {
            problems.push_with(ErrorCode::BadId, &At::Pointer(at), vec![shown(text)], more);
        };
        let link = link.and_then(|text| ends(text).map_err(|more| bad("/link", text, more)).ok());
        let channel =
            channel.and_then(|text| text.parse().map_err(|fault: InvalidId| bad("/channel", text, fault.said())).ok());
        let party =
            party.and_then(|text| text.parse().map_err(|fault: InvalidId| bad("/party", text, fault.said())).ok());
        problems.into_result(Self { channel, link, party })
    }
}

/// The ends of a link that is written `from>to`, or what is wrong with it.
fn ends(text: &str) -> Result<LinkEnds, Said> {
    let form = || Said::new("`from>to` の形で書く", "write `from>to`");
    let (from, to) = text.split_once('>').ok_or_else(form)?;
    let end = |text: &str| text.parse().map_err(|fault: InvalidId| fault.said());
    Ok(LinkEnds { from: end(from)?, to: end(to)? })
}

impl Serialize for Outage {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = s.serialize_map(None)?;
        if let Some(channel) = &self.channel {
            map.serialize_entry("channel", channel)?;
        }
        if let Some(ends) = &self.link {
            map.serialize_entry("link", &ends.to_string())?;
        }
        if let Some(party) = &self.party {
            map.serialize_entry("party", party)?;
        }
        map.end()
    }
}

/// The situation; the default is that of the notice's own instant, with nothing out.
///
/// ```
/// use ceptoar_core::{Situation, parse_instant};
///
/// let now = Situation::at(parse_instant("2009-05-08T10:00:00+09:00")?)
///     .with_outage("email".parse()?)
///     .with_failed_sector("information-communications".parse()?);
/// let read = Situation::from_json(br#"{ "at": "2009-05-08T01:00:00Z", "outages": [{ "channel": "email" }],
///     "failed_sectors": ["information-communications"] }"#)?;
/// assert_eq!(now, read);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct Situation {
    /// The instant to answer for; `None`: when the notice was issued.
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::time::some_instant")]
    pub at: Option<DateTime<Utc>>,
    /// The outages.
    pub outages: Vec<Outage>,
    /// The sectors whose failure closes the channels that they carry.
    pub failed_sectors: Vec<SectorId>,
}

impl<'de> Deserialize<'de> for Situation {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        make(&SituationDoc::deserialize(d)?, Problems::new()).map_err(de::Error::custom)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Situation {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Situation".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        SituationDoc::json_schema(generator)
    }
}

impl Situation {
    /// The situation at an instant, with nothing out.
    #[must_use]
    pub fn at(at: DateTime<Utc>) -> Self {
        Self { at: Some(at), ..Self::default() }
    }

    /// The same with an outage.
    #[must_use]
    pub fn with_outage(mut self, outage: Outage) -> Self {
        self.outages.push(outage);
        self.sorted()
    }

    /// The same with a failed sector.
    #[must_use]
    pub fn with_failed_sector(mut self, sector: SectorId) -> Self {
        self.failed_sectors.push(sector);
        self.sorted()
    }

    fn sorted(mut self) -> Self {
        self.outages.sort_unstable();
        self.outages.dedup();
        self.failed_sectors.sort_unstable();
        self.failed_sectors.dedup();
        self
    }

    /// Reads `{"at", "outages": [{"channel", "link": "from>to"}, {"party"}], "failed_sectors"}`.
    ///
    /// # Errors
    /// Every problem at once; a fault of shape ends the reading.
    pub fn from_json(json: &[u8]) -> Result<Self, Refusal> {
        let mut problems = Problems::new();
        let doc = read_on(json, &mut problems)?;
        make(&doc, problems)
    }

    /// The situation of a document that was put together.
    ///
    /// # Errors
    /// As [`Situation::from_json`], with the pointers of the document.
    pub fn from_document(document: &SituationDoc) -> Result<Self, Refusal> {
        make(document, Problems::new())
    }
}

impl SituationDoc {
    /// Whether the document has the form of a situation: what [`Situation::from_document`] checks. Whether its ids exist is a
    /// question to a router.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn check(&self) -> Result<(), Refusal> {
        Situation::from_document(self).map(drop)
    }
}

/// Checks a situation. `problems`: what was wrong with its shape.
fn make(doc: &SituationDoc, mut problems: Problems) -> Result<Situation, Refusal> {
    let root = At::root();
    let at = doc.at.as_ref().and_then(|at| convert::instant(at, &root.key("at"), &mut problems));
    let failed_sectors = convert::set(doc.failed_sectors.as_deref(), &root.key("failed_sectors"), &mut problems);
    let list = root.key("outages");
    let mut outages: Vec<Outage> = Vec::new();
    let mut places = Vec::new();
    for (n, outage) in doc.outages.iter().flatten().enumerate() {
        let at = list.index(n);
        if let Some(code) = fault(outage.channel.is_some(), outage.link.is_some(), outage.party.is_some()) {
            problems.push(code, &at, Vec::new());
            continue;
        }
        let channel = outage.channel.as_ref().and_then(|id| convert::id(id, &at.key("channel"), &mut problems));
        let link = outage.link.as_ref().and_then(|text| link_ends(text, &at.key("link"), &mut problems));
        let party = outage.party.as_ref().and_then(|id| convert::id(id, &at.key("party"), &mut problems));
        if channel.is_none() && link.is_none() && party.is_none() {
            continue; // what could not be read is told above
        }
        outages.push(Outage { channel, link, party });
        places.push(n);
    }
    check_outages(&outages, &places, &mut problems);
    problems.into_result(Situation { at, outages, failed_sectors }.sorted())
}

/// The ends of a link that a document names as `from>to`.
pub(crate) fn link_ends(text: &LabelText, at: &At<'_>, problems: &mut Problems) -> Option<LinkEnds> {
    let read = ends(&text.0).ok();
    if read.is_none() {
        problems.push(ErrorCode::UnknownLink, at, vec![shown(&text.0)]);
    }
    read
}

/// No outage stands twice. `places`: where they stand in the document, if some could not be read.
pub(crate) fn check_outages(outages: &[Outage], places: &[usize], problems: &mut Problems) {
    let root = At::root();
    let list = root.key("outages");
    let mut seen = BTreeSet::new();
    for (n, outage) in outages.iter().enumerate() {
        if !seen.insert(outage) {
            let at = list.index(places.get(n).copied().unwrap_or(n));
            problems.push(ErrorCode::DuplicateItem, &at, vec![shown(&outage.to_string())]);
        }
    }
}
