//! The macro that every list of codes is made by.

/// Declares a list of codes with their sentences. It grows, so that a reader needs an arm for what is not yet known.
macro_rules! sentences {
    (
        $(#[$meta:meta])* $name:ident, $(#[$about:meta])* template;
        $($variant:ident = $word:literal, $ja:literal, $en:literal;)*
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = $en] #[serde(rename = $word)] $variant,)*
        }

        $crate::word::macros::spelled! { $name, $($variant = $word),* }

        impl $name {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            $(#[$about])*
            #[must_use]
            pub const fn template(self, lang: $crate::word::sets::Lang) -> &'static str {
                use $crate::word::sets::Lang;
                match (self, lang) { $((Self::$variant, Lang::Ja) => $ja, (Self::$variant, Lang::En) => $en),* }
            }
        }
    };
}

pub(crate) use sentences;
