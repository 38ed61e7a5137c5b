//! The overlay: an edition of yesterday, changed.

use std::fmt;

use serde::Serialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::document::cited::cited;
use crate::document::edition::{CitedDocument, Count, Covers, Link, Membership, Party, Sector, Vocabularies};
use crate::document::macros::objects;
use crate::document::outline::OutlineRows;
use crate::document::record::{Body, Ceptoar, Council, Instrument};
use crate::document::scalar::{DateText, DocumentIdText, IdText, Text};
use crate::word::sets::{Direction, Role, TimelineField};

objects! {
    /// An overlay: what ends, what is added, and which fields have a new value from a day on.
    ///
    /// ```
    /// use ceptoar_core::document::{DatedValue, Overlay, Target};
    ///
    /// let mut overlay = Overlay::new("fy2026", "freedonia");
    /// overlay.set = Some(vec![DatedValue::name(Target::party("centre"), "2026-04-01", ("新窓口", "New centre"))]);
    /// assert_eq!(Overlay::read(overlay.write().as_bytes())?, overlay); // nothing is lost
    /// assert!(overlay.check().is_ok()); // whether it fits an edition is another question
    /// # Ok::<(), ceptoar_core::Refusal>(())
    /// ```
    Overlay {
        /// Where the schema of this document is.
        #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
        schema: Option<String>,
        /// `ceptoar/overlay/1`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<String>,
        /// The id of the overlay.
        id: DocumentIdText,
        /// Raised by each correction.
        #[serde(default = "crate::document::scalar::first_revision")]
        revision: u32,
        /// What it is called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<Text>,
        /// The edition at the bottom.
        extends: Extends,
        /// The days that the edition speaks of from now on; absent: as before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        covers: Option<Covers>,
        /// The documents that are cited.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        documents: Option<Vec<CitedDocument>>,
        /// What ends. It is applied first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        end: Option<Vec<End>>,
        /// What is added. It is applied next.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        add: Option<Additions>,
        /// The new values. They are applied last, by their days.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        set: Option<Vec<DatedValue>>,
    }

    /// The edition that an overlay is written for.
    Extends {
        /// Its id: that of the edition at the bottom, where other overlays stand between.
        edition: DocumentIdText,
        ;
        /// Its revision, where no other will do.
        revision: Option<u32>,
    }

    /// What an overlay adds, as an edition writes it.
    Additions {
        ;
        /// Parties; one that was there before and comes back has the same id and kind.
        parties: Option<Vec<Party>>,
        /// Memberships.
        memberships: Option<Vec<Membership>>,
        /// Links.
        links: Option<Vec<Link>>,
        /// Records of CEPTOARs.
        ceptoars: Option<Vec<Ceptoar>>,
        /// Records of councils.
        councils: Option<Vec<Council>>,
        /// Sectors.
        sectors: Option<Vec<Sector>>,
        /// Instruments.
        instruments: Option<Vec<Instrument>>,
        /// Committees and groups that are no parties.
        bodies: Option<Vec<Body>>,
        /// Words of the vocabularies, beside those that the edition has.
        vocabularies: Option<Vocabularies>,
        /// Rows of an outline, derived against what stands with all that is added above: a new CEPTOAR is one row.
        outline: Option<OutlineRows>,
    }

    /// A membership by its key.
    MembershipKey {
        /// Who.
        party: IdText,
        /// In which group.
        group: IdText,
        /// As what.
        role: Role,
        ;
    }

    /// A link by its key.
    LinkKey {
        /// From whom.
        from: IdText,
        /// To whom.
        to: IdText,
        /// Of which direction.
        direction: Direction,
        ;
    }

    /// Whose field has a new value: one of the two.
    Target {
        ;
        /// A party.
        party: Option<IdText>,
        /// The record of a CEPTOAR.
        ceptoar: Option<IdText>,
    }

    /// The parts of a new value that is an object. Which of them a field takes: `name` has `ja` and `en`, `secretariat` has
    /// `name` and `is`, `means` has `channels` and `open`.
    ValueParts {
        ;
        /// The Japanese text.
        ja: Option<String>,
        /// The English text.
        en: Option<String>,
        /// The name of who runs the secretariat.
        name: Option<Text>,
        /// The party that runs it, where it is one.
        is: Option<IdText>,
        /// The channels in order.
        channels: Option<Vec<IdText>>,
        /// Whether the source says that there are others (等).
        open: bool,
    }
}

cited! {
    /// That something ends: a party, a membership or a link, one of the three.
    End {
        /// The first day on which it is no more.
        until: DateText,
        ;
        /// A party, with its memberships and links.
        party: Option<IdText>,
        /// A membership.
        membership: Option<MembershipKey>,
        /// A link.
        link: Option<LinkKey>,
    }

    /// A new value of a field from a day on.
    DatedValue {
        /// Whose field.
        of: Target,
        /// Which field.
        field: TimelineField,
        /// The value.
        value: NewValue,
        ;
        /// The first day; `poc` and `handling_rules` have none.
        from: Option<DateText>,
    }
}

/// A new value, of the form that its field takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum NewValue {
    /// A day (`poc`) or a month (`handling_rules`).
    Word(String),
    /// Ministries (`ministry`) or numbers (`counts`).
    List(Vec<NewItem>),
    /// A name, who runs a secretariat, or means of contact.
    Parts(Box<ValueParts>),
}

/// An item of a new value that is a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum NewItem {
    /// A ministry.
    Id(IdText),
    /// A number of organisations.
    Count(Box<Count>),
}

impl<'de> Deserialize<'de> for NewValue {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = NewValue;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string, a list or an object")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<NewValue, E> {
                Ok(NewValue::Word(text.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<NewValue, A::Error> {
                Deserialize::deserialize(SeqAccessDeserializer::new(seq)).map(NewValue::List)
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<NewValue, A::Error> {
                Deserialize::deserialize(MapAccessDeserializer::new(map)).map(NewValue::Parts)
            }
        }
        d.deserialize_any(Either)
    }
}

impl<'de> Deserialize<'de> for NewItem {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = NewItem;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id or an object")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<NewItem, E> {
                Ok(NewItem::Id(text.into()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<NewItem, A::Error> {
                Deserialize::deserialize(MapAccessDeserializer::new(map)).map(NewItem::Count)
            }
        }
        d.deserialize_any(Either)
    }
}

impl Target {
    /// A party.
    #[must_use]
    pub fn party(id: impl Into<IdText>) -> Self {
        Self { party: Some(id.into()), ceptoar: None }
    }

    /// The record of a CEPTOAR.
    #[must_use]
    pub fn ceptoar(id: impl Into<IdText>) -> Self {
        Self { party: None, ceptoar: Some(id.into()) }
    }
}

impl End {
    /// The end of a party, with its memberships and links.
    #[must_use]
    pub fn of_party(id: impl Into<IdText>, until: impl Into<DateText>) -> Self {
        Self { party: Some(id.into()), ..Self::new(until) }
    }

    /// The end of a membership.
    #[must_use]
    pub fn of_membership(
        party: impl Into<IdText>,
        group: impl Into<IdText>,
        role: Role,
        until: impl Into<DateText>,
    ) -> Self {
        Self { membership: Some(MembershipKey::new(party, group, role)), ..Self::new(until) }
    }

    /// The end of a link.
    #[must_use]
    pub fn of_link(
        from: impl Into<IdText>,
        to: impl Into<IdText>,
        direction: Direction,
        until: impl Into<DateText>,
    ) -> Self {
        Self { link: Some(LinkKey::new(from, to, direction)), ..Self::new(until) }
    }
}

impl DatedValue {
    fn dated(of: Target, field: TimelineField, from: impl Into<DateText>, value: NewValue) -> Self {
        Self { from: Some(from.into()), ..Self::new(of, field, value) }
    }

    fn parts(of: Target, field: TimelineField, from: impl Into<DateText>, parts: ValueParts) -> Self {
        Self::dated(of, field, from, NewValue::Parts(Box::new(parts)))
    }

    /// A party's new name.
    #[must_use]
    pub fn name(of: Target, from: impl Into<DateText>, name: impl Into<Text>) -> Self {
        let Text { ja, en } = name.into();
        Self::parts(of, TimelineField::Name, from, ValueParts { ja: Some(ja), en, ..ValueParts::default() })
    }

    /// Who is responsible for a CEPTOAR: all its ministries.
    #[must_use]
    pub fn ministry<T: Into<IdText>>(
        ceptoar: impl Into<IdText>,
        from: impl Into<DateText>,
        ministries: impl IntoIterator<Item = T>,
    ) -> Self {
        let ministries = ministries.into_iter().map(|id| NewItem::Id(id.into())).collect();
        Self::dated(Target::ceptoar(ceptoar), TimelineField::Ministry, from, NewValue::List(ministries))
    }

    /// Who runs the secretariat of a CEPTOAR, and which party that is, where it is one.
    #[must_use]
    pub fn secretariat(of: Target, from: impl Into<DateText>, name: impl Into<Text>, is: Option<IdText>) -> Self {
        let parts = ValueParts { name: Some(name.into()), is, ..ValueParts::default() };
        Self::parts(of, TimelineField::Secretariat, from, parts)
    }

    /// The means of contact of a CEPTOAR.
    #[must_use]
    pub fn means<T: Into<IdText>>(
        ceptoar: impl Into<IdText>,
        from: impl Into<DateText>,
        channels: impl IntoIterator<Item = T>,
    ) -> Self {
        let channels = Some(channels.into_iter().map(Into::into).collect());
        let parts = ValueParts { channels, ..ValueParts::default() };
        Self::parts(Target::ceptoar(ceptoar), TimelineField::Means, from, parts)
    }

    /// How many organisations a party stands for.
    #[must_use]
    pub fn counts(
        party: impl Into<IdText>,
        from: impl Into<DateText>,
        counts: impl IntoIterator<Item = Count>,
    ) -> Self {
        let counts = counts.into_iter().map(|count| NewItem::Count(Box::new(count))).collect();
        Self::dated(Target::party(party), TimelineField::Counts, from, NewValue::List(counts))
    }

    /// The day since which the point of contact of a CEPTOAR works, which was not known.
    #[must_use]
    pub fn poc(ceptoar: impl Into<IdText>, day: impl Into<DateText>) -> Self {
        let day: DateText = day.into();
        Self::new(Target::ceptoar(ceptoar), TimelineField::Poc, NewValue::Word(day.0))
    }

    /// The month in which the handling rules of a CEPTOAR were made, or made anew.
    #[must_use]
    pub fn handling_rules(ceptoar: impl Into<IdText>, month: &str) -> Self {
        Self::new(Target::ceptoar(ceptoar), TimelineField::HandlingRules, NewValue::Word(month.to_owned()))
    }
}
