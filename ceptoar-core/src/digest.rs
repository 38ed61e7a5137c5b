//! The digest of a document: SHA-256 over its canonical text.

use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::canonical::text::{canonical, canonical_with};

/// The digest of a document, in lower-case hexadecimal.
pub(crate) fn digest<T: Serialize>(document: &T) -> Box<str> {
    of_text(&canonical(document))
}

/// The digest of a document with another value for one of its fields.
pub(crate) fn digest_with<T: Serialize>(document: &T, field: &'static str, value: &impl Serialize) -> Box<str> {
    of_text(&canonical_with(document, field, value))
}

fn of_text(text: &[u8]) -> Box<str> {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex.into()
}

/// A digest that is computed when it is first asked for, once for all that share it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kept(Arc<OnceLock<Box<str>>>);

impl Kept {
    /// A digest that is known before anybody asks: that of a built-in document.
    pub(crate) fn known(digest: &str) -> Self {
        Self(Arc::new(OnceLock::from(Box::from(digest))))
    }

    pub(crate) fn get(&self, compute: impl FnOnce() -> Box<str>) -> &str {
        self.0.get_or_init(compute)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_hash_is_sha_256_of_the_canonical_text() {
        let empty_object = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        assert_eq!(&*digest(&json!({"format": "x"})), empty_object);
    }

    #[test]
    fn a_digest_is_computed_once_for_all_that_share_it() {
        let kept = Kept::default();
        let shared = kept.clone();
        assert_eq!(kept.get(|| "first".into()), "first");
        assert_eq!(shared.get(|| "second".into()), "first");
        assert_eq!(Kept::known("known").get(|| "computed".into()), "known");
    }
}
