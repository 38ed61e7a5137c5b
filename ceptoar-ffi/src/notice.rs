//! What a question is about: the envelope of a notice, and the situation. Both are documents of the core's.

use ceptoar_core::{self as core, instant_text};
use serde::{Serialize, Serializer};

use crate::error::CeptoarError;
use crate::records::{Direction, Mode, Native, Status, UtcInstant};

/// A person who may handle a notice, known to the party alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, uniffi::Record)]
pub struct NamedPerson {
    /// The party whose person it is.
    pub party: String,
    /// An opaque reference.
    #[serde(rename = "ref")]
    pub reference: String,
}

/// A notice's envelope, never its content. Lists are sets: their order has no meaning.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, uniffi::Record)]
pub struct Notice {
    /// As its sender names it.
    pub id: String,
    /// Downward, upward or across.
    pub direction: Direction,
    /// The party that it comes from.
    pub origin: String,
    /// Its sharing level.
    pub level: String,
    /// The kind of information.
    pub kind: String,
    /// When it was issued.
    #[serde(serialize_with = "instant")]
    pub issued_at: UtcInstant,
    /// The mode of the scheme.
    pub mode: Mode,
    /// Whether it is an exercise.
    pub status: Status,
    /// What it is for.
    #[uniffi(default = [])]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<String>,
    /// The cause class.
    #[uniffi(default = None)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// The affected sectors.
    #[uniffi(default = [])]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub affected_sectors: Vec<String>,
    /// The affected CEPTOARs; they narrow sector by sector.
    #[uniffi(default = [])]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub affected_ceptoars: Vec<String>,
    /// Parties that the author addresses.
    #[uniffi(default = [])]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addressees: Vec<String>,
    /// Persons who may handle it.
    #[uniffi(default = [])]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub named_persons: Vec<NamedPerson>,
    /// Whether recipients must not be told the origin.
    #[uniffi(default = false)]
    pub no_attribution: bool,
    /// Nobody gets it before this instant.
    #[uniffi(default = None)]
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "some_instant")]
    pub embargo_until: Option<UtcInstant>,
    /// Parties to whom the source agreed beyond the level.
    #[uniffi(default = [])]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<String>,
    /// The parties beyond whom the source lets nobody see it (a sharing group), the cabinet apart; absent: no limit; empty:
    /// nobody.
    #[uniffi(default = None)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only: Option<Vec<String>>,
}

/// What is out: a channel everywhere, a link whole, or a channel of a link.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, uniffi::Record)]
pub struct Outage {
    /// The channel; absent: the whole link.
    #[uniffi(default = None)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The link as `from>to`, in every direction; absent: everywhere.
    #[uniffi(default = None)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// The situation that a question is asked in; without any, it is that of the notice's own instant, with nothing out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, uniffi::Record)]
pub struct Situation {
    /// The instant to answer for; absent: when the notice was issued.
    #[uniffi(default = None)]
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "some_instant")]
    pub at: Option<UtcInstant>,
    /// What is out.
    #[uniffi(default = [])]
    pub outages: Vec<Outage>,
    /// Sectors whose failure closes the channels that they carry.
    #[uniffi(default = [])]
    pub failed_sectors: Vec<String>,
}

fn instant<S: Serializer>(at: &UtcInstant, s: S) -> Result<S::Ok, S::Error> {
    s.serialize_str(&instant_text(*at))
}

fn some_instant<S: Serializer>(at: &Option<UtcInstant>, s: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => instant(at, s),
        None => s.serialize_none(),
    }
}

/// A record as the document that it is; these have string keys and no numbers, so that this cannot fail.
fn document<T: Serialize>(record: &T) -> Vec<u8> {
    serde_json::to_vec(record).unwrap_or_default()
}

impl Notice {
    pub(crate) fn core(&self) -> Result<core::Notice, CeptoarError> {
        Ok(core::Notice::from_json(&document(self))?)
    }
}

impl Situation {
    pub(crate) fn core(&self) -> Result<core::Situation, CeptoarError> {
        Ok(core::Situation::from_json(&document(self))?)
    }
}

#[uniffi::export]
impl Notice {
    /// The notice as JSON (`schemas/v1/notice.schema.json`); what is empty is left out.
    ///
    /// # Errors
    /// What makes it no notice, such as an id that has not the form of one.
    pub fn to_json(&self) -> Result<String, CeptoarError> {
        Ok(self.core()?.to_json())
    }
}

impl Native for core::NamedPerson {
    type As = NamedPerson;

    fn native(&self, registry: &core::Registry) -> NamedPerson {
        NamedPerson { party: self.party.native(registry), reference: self.reference.native(registry) }
    }
}

impl Native for core::Notice {
    type As = Notice;

    fn native(&self, registry: &core::Registry) -> Notice {
        Notice {
            id: self.id.native(registry),
            direction: self.direction,
            origin: self.origin.native(registry),
            level: self.level.native(registry),
            kind: self.kind.native(registry),
            issued_at: self.issued_at,
            mode: self.mode,
            status: self.status,
            purposes: self.purposes.native(registry),
            cause: self.cause.native(registry),
            affected_sectors: self.affected_sectors.native(registry),
            affected_ceptoars: self.affected_ceptoars.native(registry),
            addressees: self.addressees.native(registry),
            named_persons: self.named_persons.native(registry),
            no_attribution: self.no_attribution,
            embargo_until: self.embargo_until,
            consents: self.consents.native(registry),
            only: self.only.native(registry),
        }
    }
}

impl Native for core::Outage {
    type As = Outage;

    fn native(&self, registry: &core::Registry) -> Outage {
        Outage {
            channel: self.channel.native(registry),
            link: self.link.as_ref().map(|(from, to)| format!("{from}>{to}")),
        }
    }
}

impl Native for core::Situation {
    type As = Situation;

    fn native(&self, registry: &core::Registry) -> Situation {
        Situation {
            at: self.at,
            outages: self.outages.native(registry),
            failed_sectors: self.failed_sectors.native(registry),
        }
    }
}

/// What is out, read from text: `email`, `mic>telecom` or `mic>telecom:email`.
///
/// # Errors
/// `bad-id` at `/channel` or `/link` for a part that is empty or has not the form: an empty part never means "all".
#[uniffi::export]
pub fn parse_outage(text: &str) -> Result<Outage, CeptoarError> {
    let outage: core::Outage = text.parse().map_err(|refusal: core::Refusal| CeptoarError::from(refusal))?;
    Ok(outage.native(&core::Registry::builtin(core::Edition::V2009_03_31)))
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may fail")]
mod tests {
    use super::*;

    /// Every field is one that is not the default, so that one that is forgotten on either way is missed.
    #[test]
    fn a_notice_crosses_whole() -> Result<(), CeptoarError> {
        let json = r#"{"format":"ceptoar/notice/1","id":"n","direction":"exchange","origin":"gas","level":"TLP:RED","kind":"incident","issued_at":"2009-05-08T01:00:00.500Z","purposes":["recovery"],"cause":"natural","affected_sectors":["gas"],"affected_ceptoars":["gas"],"addressees":["nisc"],"named_persons":[{"party":"nisc","ref":"p"}],"mode":"wide-area-disaster","status":"exercise","no_attribution":true,"embargo_until":"2009-05-09T01:00:00Z","consents":["mic"],"only":["gas","nisc"]}"#;
        let notice = core::Notice::from_json(json.as_bytes())?;
        let registry = core::Registry::builtin(core::Edition::V2009_03_31);
        let native = notice.native(&registry);
        assert_eq!(native.core()?, notice);
        assert_eq!(native.to_json()?, notice.to_json());
        assert_eq!(notice.to_json(), json);
        Ok(())
    }

    /// No limit, and a limit that lets nobody see it, are as far apart as can be.
    #[test]
    fn nobody_is_not_everybody() -> Result<(), CeptoarError> {
        let registry = core::Registry::builtin(core::Edition::V2009_03_31);
        for (only, wanted) in [("", None), (r#","only":null"#, None), (r#","only":[]"#, Some(Vec::new()))] {
            let json = format!(
                r#"{{"id":"n","direction":"exchange","origin":"gas","level":"L","kind":"k","issued_at":"2009-05-08T01:00:00Z"{only}}}"#
            );
            let native = core::Notice::from_json(json.as_bytes())?.native(&registry);
            assert_eq!(native.only, wanted);
            assert_eq!(native.core()?.only.map(|only| only.len()), wanted.map(|only| only.len()));
            assert_eq!(native.to_json()?.contains(r#""only":[]"#), only.ends_with("[]"));
        }
        Ok(())
    }

    #[test]
    fn a_situation_crosses_whole() -> Result<(), CeptoarError> {
        let json = br#"{"at":"2009-05-08T01:00:00Z","outages":[{"channel":"fax"},{"link":"nisc>meti"},
            {"channel":"email","link":"meti>gas"}],"failed_sectors":["telecom"]}"#;
        let situation = core::Situation::from_json(json)?;
        let registry = core::Registry::builtin(core::Edition::V2009_03_31);
        assert_eq!(situation.native(&registry).core()?, situation);
        assert_eq!(Situation::default().core()?, core::Situation::default());
        Ok(())
    }

    #[test]
    fn kind_26_an_outage_with_an_empty_part_is_refused() -> Result<(), CeptoarError> {
        let whole = Outage { channel: None, link: Some("meti>gas".into()) };
        assert_eq!(parse_outage("meti>gas")?, whole);
        assert_eq!(parse_outage("meti>gas:email")?, Outage { channel: Some("email".into()), ..whole });
        assert_eq!(parse_outage("email")?, Outage { channel: Some("email".into()), link: None });
        for (text, wanted) in [
            ("meti>gas:", "/channel"),
            (":email", "/link"),
            ("meti>:email", "/link"),
            (">gas", "/link"),
            ("", "/channel"),
        ] {
            let CeptoarError::Refused { problems } = parse_outage(text).expect_err(text);
            let found: Vec<(&str, &str)> = problems.iter().map(|p| (p.code.as_str(), p.pointer.as_str())).collect();
            assert_eq!(found, [("bad-id", wanted)], "{text}");
        }
        Ok(())
    }

    #[test]
    fn every_problem_of_a_record_has_its_place() -> Result<(), CeptoarError> {
        let json = br#"{"id":"n","direction":"exchange","origin":"gas","level":"L","kind":"k","issued_at":"2009-05-08T01:00:00Z"}"#;
        let registry = core::Registry::builtin(core::Edition::V2009_03_31);
        let notice = core::Notice::from_json(json)?.native(&registry);
        let long_ago = UtcInstant::from_timestamp_nanos(i64::MIN);
        let bad =
            Notice { origin: "No Id".into(), addressees: vec!["ok".into(), "".into()], issued_at: long_ago, ..notice };
        let CeptoarError::Refused { problems } = bad.core().expect_err("three fields are wrong");
        let found: Vec<(&str, &str)> = problems.iter().map(|p| (p.code.as_str(), p.pointer.as_str())).collect();
        assert_eq!(found, [("bad-id", "/addressees/1"), ("instant-out-of-range", "/issued_at"), ("bad-id", "/origin")]);
        Ok(())
    }
}
