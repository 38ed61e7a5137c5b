//! Situations with their times, read.

use crate::answer::audit::DatedSituation;
use crate::document::convert;
use crate::document::dated::DatedSituation as DatedDoc;
use crate::document::json::read::read_on;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::situation::Situation;

impl DatedSituation {
    /// Reads a list of situations, each with `from`, `until` and `situation`.
    ///
    /// ```
    /// use ceptoar_core::life::DatedSituation;
    ///
    /// let list = DatedSituation::list_from_json(br#"[{ "from": "2009-05-08T10:00:00+09:00",
    ///     "until": "2009-05-08T11:00:00+09:00", "situation": { "outages": [{ "channel": "email" }] } }]"#)?;
    /// assert_eq!(list[0].situation.outages.len(), 1);
    /// # Ok::<(), ceptoar_core::Refusal>(())
    /// ```
    ///
    /// # Errors
    /// Every problem at once, with pointers `/0/…`.
    pub fn list_from_json(json: &[u8]) -> Result<Vec<Self>, Refusal> {
        let mut problems = Problems::new();
        let documents: Vec<DatedDoc> = read_on(json, &mut problems)?;
        let root = At::root();
        let mut read = Vec::with_capacity(documents.len());
        for (place, document) in documents.iter().enumerate() {
            let at = root.index(place);
            let from = convert::instant(&document.from, &at.key("from"), &mut problems);
            let until =
                document.until.as_ref().and_then(|text| convert::instant(text, &at.key("until"), &mut problems));
            match (from, Situation::from_document(&document.situation)) {
                (Some(from), Ok(situation)) => read.push(Self { from, until, situation }),
                (_, Err(refusal)) => problems.absorb(refusal, &at.key("situation")),
                (None, Ok(_)) => {}
            }
        }
        problems.into_result(read)
    }
}
