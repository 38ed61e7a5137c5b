//! The scheme as a whole: the one row of its table.

use crate::document::outline::OutlineScheme;
use crate::document::scalar::Text;
use crate::edition::Edition;
use crate::error::code::ErrorCode;
use crate::id::DocumentId;
use crate::outline::cell::Reader;
use crate::outline::cite::name;
use crate::outline::faults::Faults;
use crate::outline::words::joins;
use crate::time::Period;

/// What the table says.
#[derive(Debug, Clone, Default)]
pub(super) struct Scheme {
    pub(super) id: String,
    pub(super) title: Option<Text>,
    pub(super) cabinet: Option<String>,
    pub(super) cabinet_name: Option<Text>,
    pub(super) covers: Period,
    pub(super) revision: u32,
    pub(super) sectors: Option<u32>,
    pub(super) ceptoars: Option<u32>,
    /// The council of all CEPTOARs, where it stands here.
    pub(super) council: Option<String>,
    pub(super) council_name: Option<Text>,
    /// Whether own words join the built-in vocabularies.
    pub(super) joins: bool,
}

/// `number`: a second row is refused, and its faults are told all the same.
pub(super) fn read(row: &mut OutlineScheme, number: usize, faults: &mut Faults) -> Scheme {
    let mut reader = Reader::new(row, number, faults);
    let id = id(&mut reader);
    let title = name(&mut reader, "title_ja", "title_en");
    let title = reader.required("title_ja", title);
    let cabinet = reader.id("cabinet");
    let cabinet = reader.required("cabinet", cabinet);
    let cabinet_name = name(&mut reader, "cabinet_ja", "cabinet_en");
    let cabinet_name = reader.required("cabinet_ja", cabinet_name);
    let covers = reader.days("from", "until").unwrap_or_default();
    let council = reader.id("council").value();
    let council_name = name(&mut reader, "council_ja", "council_en");
    let council_name = match &council {
        Some(_) => reader.required("council_ja", council_name),
        None => None,
    };
    let flag = reader.flag("base_vocabularies");
    Scheme {
        id: id.unwrap_or_default(),
        title,
        cabinet,
        cabinet_name,
        covers,
        revision: reader.number("revision").value().unwrap_or(1),
        sectors: reader.number("sectors_stated").value(),
        ceptoars: reader.number("ceptoars_stated").value(),
        council,
        council_name,
        joins: joins(flag),
    }
}

/// The id of the edition to be: a document's id, and that of no built-in edition (R29).
fn id(reader: &mut Reader<'_>) -> Option<String> {
    let given = reader.word("id");
    let id = reader.required("id", given)?;
    let spot = reader.spot.at("id");
    if let Err(fault) = DocumentId::plain(&id) {
        reader.faults.of_value(ErrorCode::BadId, spot, &id, Some(fault.said()));
        return None;
    }
    if Edition::ALL.iter().any(|edition| edition.as_str() == id) {
        reader.faults.of_value(ErrorCode::BuiltInId, spot, &id, None);
    }
    reader.leave("id", id.as_str().into());
    Some(id)
}
