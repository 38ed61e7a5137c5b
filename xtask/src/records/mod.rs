//! The records and closed sets that the other languages get, made from the core's own declarations: a field that is added there is
//! there as well, with the words that it is documented with.

mod declared;
mod mobile;
mod mobile_document;
mod python;
#[cfg(test)]
mod tests;

use crate::generate::Files;

/// Each file with its text.
pub(crate) fn records() -> Files {
    Ok([mobile::files()?, mobile_document::files()?, python::files()?].concat())
}
