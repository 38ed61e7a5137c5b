//! The macro that every object of a document is made by.

/// Declares closed document objects: unknown fields are refused. What stands behind `;` may be left out, and is left out when
/// written; what stands before it makes the constructor. An object without `;` says of each field itself what serde does.
macro_rules! objects {
    () => {};
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* } $($rest:tt)*) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields, expecting = "an object")]
        pub struct $name { $($(#[$field_meta])* pub $field: $type,)* }

        $crate::document::macros::objects! { $($rest)* }
    };
    ($(#[$meta:meta])* $name:ident { ; $($(#[$field_meta:meta])* $field:ident: $type:ty,)* } $($rest:tt)*) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields, expecting = "an object")]
        pub struct $name {
            $(
                $(#[$field_meta])*
                #[serde(default, skip_serializing_if = "crate::document::macros::is_default")]
                pub $field: $type,
            )*
        }

        $crate::document::macros::objects! { $($rest)* }
    };
    ($(#[$meta:meta])* $name:ident {
        $($(#[$field_meta:meta])* $field:ident: $type:ty,)+ ; $($(#[$more_meta:meta])* $more:ident: $more_type:ty,)*
    } $($rest:tt)*) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields, expecting = "an object")]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type,)+
            $(
                $(#[$more_meta])*
                #[serde(default, skip_serializing_if = "crate::document::macros::is_default")]
                pub $more: $more_type,
            )*
        }

        impl $name {
            /// With what is required; the rest is left out, and can be set field by field.
            #[must_use]
            pub fn new($($field: impl Into<$type>),+) -> Self {
                Self { $($field: $field.into(),)+ $($more: Default::default(),)* }
            }
        }

        $crate::document::macros::objects! { $($rest)* }
    };
}
pub(crate) use objects;

/// Whether a field may as well be left out.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
