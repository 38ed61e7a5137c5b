//! A table of notices as classes and instants.

use crate::router::bulk::value::Field;

/// The class of a value of one field: notices that differ in values of one class alone have one answer.
///
/// It belongs to the [`Bulk`](super::call::Bulk) that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Class(pub(in crate::router) u32);

impl Class {
    /// Of a value that does not fit the router: its row has no question, and [`Router::notice`](crate::Router::notice)
    /// says why.
    pub const UNFIT: Self = Self(u32::MAX);
}

/// The keys of a dictionary-coded column, as wide as they come.
#[derive(Debug, Clone, Copy)]
pub enum Keys<'a> {
    /// One byte each.
    I8(&'a [i8]),
    /// One byte each.
    U8(&'a [u8]),
    /// Two bytes each.
    I16(&'a [i16]),
    /// Two bytes each.
    U16(&'a [u16]),
    /// Four bytes each.
    I32(&'a [i32]),
    /// Four bytes each.
    U32(&'a [u32]),
    /// Eight bytes each.
    I64(&'a [i64]),
    /// Eight bytes each.
    U64(&'a [u64]),
}

/// A column of classes.
#[derive(Debug, Clone, Copy)]
pub enum Column<'a> {
    /// One for all rows.
    Same(Class),
    /// One for each row.
    Each(&'a [Class]),
    /// One for each value of a dictionary, and for each row the place of its value. A place out of range is unfit.
    Keyed(Keys<'a>, &'a [Class]),
}

/// A table of notices. A field without a column is absent.
///
/// Instants are nanoseconds since 1970 in UTC; [`Rows::NEVER`] where a row has none.
///
/// What is not there is never read as something less: a row beyond the end of a column, or without the instant that it is
/// answered for, is unfit.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rows<'a> {
    /// The columns.
    pub columns: &'a [(Field, Column<'a>)],
    /// When each notice was issued; its length is the number of rows.
    pub issued: &'a [i64],
    /// The end of each embargo; empty: none has one.
    pub embargo: &'a [i64],
    /// The instant that each row is answered for; empty: that of the situation, or else when it was issued.
    pub at: &'a [i64],
    /// The situation of each row, which [`Bulk::situation`](super::call::Bulk::situation) numbers; `None`: the first.
    pub situation: Option<Column<'a>>,
}

impl Rows<'_> {
    /// No instant.
    pub const NEVER: i64 = i64::MIN;
}
