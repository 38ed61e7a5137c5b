//! Instants and days: the platform's own.

use ceptoar_core as core;
use chrono::{DateTime, NaiveDate, Utc};

use crate::error::CeptoarError;
use crate::native::Native;

/// An instant. On the way it is a count of nanoseconds since 1970, so that no value can fail to be read.
pub type UtcInstant = DateTime<Utc>;

/// A civil day in Japan.
pub type CivilDay = NaiveDate;

uniffi::custom_type!(UtcInstant, i64, {
    remote,
    lower: |at| at.timestamp_nanos_opt().unwrap_or(if at < DateTime::<Utc>::UNIX_EPOCH { i64::MIN } else { i64::MAX }),
    try_lift: |nanoseconds| Ok(DateTime::from_timestamp_nanos(nanoseconds)),
});

uniffi::custom_type!(CivilDay, String, {
    remote,
    lower: |day| day.to_string(),
    // An error that is the called function's own is thrown as it is; any other would be a panic.
    try_lift: |text| text.parse().map_err(|_| CeptoarError::of_code(core::ErrorCode::BadDate, "", &text).into()),
});

impl<R> Native<R> for UtcInstant {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}

impl<R> Native<R> for CivilDay {
    type As = Self;

    fn native(&self, _: &R) -> Self {
        *self
    }
}
