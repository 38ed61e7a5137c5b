//! The macro that every closed set is made by, and what each word of one has.

use std::fmt;

use crate::nearest::nearest;

/// The error of a text that is no word of a closed set.
///
/// ```
/// use ceptoar_core::Direction;
///
/// let unknown = "provison".parse::<Direction>().unwrap_err();
/// assert_eq!(unknown.nearest(), Some("provision"));
/// assert_eq!(unknown.to_string(), "`provison` is none of `provision`, `liaison`, `exchange`; nearest: `provision`");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    text: String,
    known: &'static [&'static str],
}

impl UnknownWord {
    pub(crate) fn new(text: &str, known: &'static [&'static str]) -> Self {
        Self { text: text.to_owned(), known }
    }

    /// The text, as it was given.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words of the set.
    #[must_use]
    pub fn known(&self) -> &'static [&'static str] {
        self.known
    }

    /// The word of the set that is nearest, where one is near.
    #[must_use]
    pub fn nearest(&self) -> Option<&'static str> {
        nearest(&self.text, self.known.iter().copied())
    }
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is none of `{}`", self.text.escape_debug(), self.known.join("`, `"))?;
        match self.nearest() {
            Some(near) => write!(f, "; nearest: `{near}`"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownWord {}

/// What every closed set and every list of codes has: the word of each member, and the way back.
macro_rules! spelled {
    ($name:ident, $($variant:ident = $word:literal),*) => {
        impl $name {
            /// The word, as documents and answers write it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::word::macros::UnknownWord;

            /// # Errors
            /// The text is no word of the set, to the letter.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)*
                    _ => Err($crate::word::macros::UnknownWord::new(text, &[$($word),*])),
                }
            }
        }
    };
}

/// Declares closed sets: a reader treats every member, so that a new one is a major version.
macro_rules! words {
    ($($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// Every member, in order.
            pub const ALL: [Self; [$($word),*].len()] = [$(Self::$variant),*];
        }

        $crate::word::macros::spelled! { $name, $($variant = $word),* }
    )*};
}

pub(crate) use {spelled, words};
