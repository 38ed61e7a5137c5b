//! Ids that people ask about: what nothing here has is refused, wherever it is asked, and never answered as "not told".

use ceptoar_core::{ErrorCode, PartyId, Registry, nearest};
use ceptoar_frames::Found;
use pyo3::prelude::*;

use crate::error::{Kind, raise};

/// The text of an id; what is no text is refused, with the place where it was given.
pub(crate) fn text(value: &Bound<'_, PyAny>, pointer: &str) -> PyResult<String> {
    let py = value.py();
    if let Ok(text) = value.extract::<String>() {
        return Ok(text);
    }
    let found = if value.is_instance_of::<pyo3::types::PyString>() {
        Found::of_code(ErrorCode::BadId, pointer, &value.repr()?.to_string_lossy())
    } else {
        Found::of_code(ErrorCode::WrongType, pointer, &value.get_type().fully_qualified_name()?.to_string_lossy())
    };
    Err(raise(py, Kind::Unknown, &[found]))
}

/// A question about an id, label or name that nothing here has: the refusal names the nearest.
pub(crate) fn unknown<'a>(
    py: Python<'_>,
    code: ErrorCode,
    pointer: &str,
    asked: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> PyErr {
    let known: Vec<&str> = known.into_iter().collect();
    let mut found = Found::of_code(code, pointer, asked);
    // Of labels, which are few, the sentence lists all.
    for said in [&mut found.en, &mut found.ja] {
        *said = said.replacen("{}", &known.join(", "), 1);
    }
    if let Some(nearest) = nearest(asked, known) {
        found.en.push_str(&format!("; nearest: `{nearest}`"));
        found.ja.push_str(&format!("。近い id: `{nearest}`"));
    }
    raise(py, Kind::Unknown, &[found])
}

/// A party that the registry has.
pub(crate) fn party(registry: &Registry, pointer: &str, id: &Bound<'_, PyAny>) -> PyResult<PartyId> {
    let text = text(id, pointer)?;
    match registry.party(&text) {
        Some(party) => Ok(party.id.clone()),
        None => {
            let ids = registry.parties().iter().map(|party| party.id.as_str());
            Err(unknown(id.py(), ErrorCode::UnknownParty, pointer, &text, ids))
        }
    }
}

/// A name of what this package holds (an edition, a profile, a schema, a table): the refusal lists what there is.
pub(crate) fn unlisted<'a>(
    py: Python<'_>,
    what: (&str, &str),
    asked: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> PyErr {
    let listed = known.clone().into_iter().collect::<Vec<_>>().join(", ");
    let (en, ja) = what;
    let mut found = Found::of_code(ErrorCode::UnknownValue, "", asked);
    let near = nearest(asked, known);
    let (near_en, near_ja) =
        near.map(|near| (format!("; nearest: `{near}`"), format!("。近いもの: `{near}`"))).unwrap_or_default();
    found.en = format!("there is no {en} `{asked}`, only {listed}{near_en}");
    found.ja = format!("{ja} `{asked}` はない。あるのは {listed}{near_ja}");
    raise(py, Kind::Unknown, &[found])
}
