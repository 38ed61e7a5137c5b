//! The JSON Schemas of what is read and of what is answered, as the build made them of the core's types.

/// The name of each schema and its text (draft 2020-12).
pub const SCHEMAS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/schemas.rs"));
