//! The records and closed sets that the other languages get, made from the core's own declarations: a field that is added there is
//! there as well, with the words that it is documented with.

mod declared;
mod mobile;
mod objects;
mod python;

use crate::generate::Files;

/// Each file with its text.
pub(crate) fn records() -> Files {
    let mut files = mobile::files()?;
    files.extend(python::files()?);
    Ok(files)
}
