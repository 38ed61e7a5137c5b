//! The situation that a question is asked in.

use ceptoar_core::{self as core, document};

use crate::error::CeptoarError;
use crate::instant::UtcInstant;
use crate::native::Native;

/// What is out: a channel everywhere, a link whole, a channel of a link, or a party.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Outage {
    /// The channel; absent: the whole link.
    #[uniffi(default = None)]
    pub channel: Option<String>,
    /// The link as `from>to`, in every direction; absent: everywhere.
    #[uniffi(default = None)]
    pub link: Option<String>,
    /// The party, which neither receives nor hands on: without a channel or a link beside it.
    #[uniffi(default = None)]
    pub party: Option<String>,
}

/// The situation that a question is asked in; without any, it is that of the notice's own instant, with nothing out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Situation {
    /// The instant to answer for; absent: when the notice was issued.
    #[uniffi(default = None)]
    pub at: Option<UtcInstant>,
    /// What is out.
    #[uniffi(default = [])]
    pub outages: Vec<Outage>,
    /// Sectors whose failure closes the channels that they carry.
    #[uniffi(default = [])]
    pub failed_sectors: Vec<String>,
}

impl Situation {
    pub(crate) fn core(&self) -> Result<core::Situation, CeptoarError> {
        let outage = |outage: &Outage| document::Outage {
            channel: outage.channel.as_deref().map(Into::into),
            link: outage.link.as_deref().map(Into::into),
            party: outage.party.as_deref().map(Into::into),
        };
        Ok(core::Situation::from_document(&document::Situation {
            at: self.at.map(Into::into),
            outages: Some(self.outages.iter().map(outage).collect()),
            failed_sectors: Some(self.failed_sectors.iter().map(|sector| sector.as_str().into()).collect()),
        })?)
    }
}

impl<R> Native<R> for core::Outage {
    type As = Outage;

    fn native(&self, registry: &R) -> Outage {
        Outage {
            channel: self.channel.native(registry),
            link: self.link.as_ref().map(ToString::to_string),
            party: self.party.native(registry),
        }
    }
}

impl<R> Native<R> for core::Situation {
    type As = Situation;

    fn native(&self, registry: &R) -> Situation {
        Situation {
            at: self.at,
            outages: self.outages.native(registry),
            failed_sectors: self.failed_sectors.native(registry),
        }
    }
}

/// What is out, read from text: `email`, `mic>telecom`, `mic>telecom:email` or `party:mhlw`.
///
/// # Errors
/// `bad-id` at `/channel`, `/link` or `/party` for a part that is empty or has not the form: an empty part never means "all".
#[uniffi::export]
pub fn parse_outage(text: &str) -> Result<Outage, CeptoarError> {
    let outage: core::Outage = text.parse().map_err(|refusal: core::Refusal| CeptoarError::from(refusal))?;
    Ok(outage.native(&()))
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn a_situation_crosses_whole() -> Result<(), CeptoarError> {
        let json = br#"{"at":"2009-05-08T01:00:00Z","outages":[{"channel":"fax"},{"link":"nisc>meti"},
            {"channel":"email","link":"meti>gas"},{"party":"meti"}],"failed_sectors":["telecom"]}"#;
        let situation = core::Situation::from_json(json)?;
        assert_eq!(situation.native(&()).core()?, situation);
        assert_eq!(Situation::default().core()?, core::Situation::default());
        Ok(())
    }

    #[test]
    fn kind_26_an_outage_with_an_empty_part_is_refused() -> Result<(), CeptoarError> {
        let whole = Outage { channel: None, link: Some("meti>gas".into()), party: None };
        assert_eq!(parse_outage("meti>gas")?, whole);
        assert_eq!(parse_outage("meti>gas:email")?, Outage { channel: Some("email".into()), ..whole });
        assert_eq!(parse_outage("email")?, Outage { channel: Some("email".into()), link: None, party: None });
        assert_eq!(parse_outage("party:meti")?, Outage { channel: None, link: None, party: Some("meti".into()) });
        for (text, wanted) in [
            ("meti>gas:", "/channel"),
            (":email", "/link"),
            ("meti>:email", "/link"),
            (">gas", "/link"),
            ("", "/channel"),
            ("party:", "/party"),
        ] {
            let CeptoarError::Refused { problems } = parse_outage(text).expect_err(text);
            let found: Vec<(&str, &str)> = problems.iter().map(|p| (p.code.as_str(), p.pointer.as_str())).collect();
            assert_eq!(found, [("bad-id", wanted)], "{text}");
        }
        Ok(())
    }
}
