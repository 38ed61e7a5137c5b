//! What an answer shows of a notice, and nothing decides by.

use crate::id::NoticeId;
use crate::notice::envelope::{NamedPerson, Notice};

#[derive(Clone, Copy)]
pub(in crate::router) struct Aside<'a> {
    pub(in crate::router) id: Id<'a>,
    pub(in crate::router) no_attribution: bool,
    pub(in crate::router) persons: &'a [NamedPerson],
}

/// The id of a notice, or a text that has the form of one.
#[derive(Clone, Copy)]
pub(in crate::router) enum Id<'a> {
    Of(&'a NoticeId),
    Text(&'a str),
}

impl<'a> Aside<'a> {
    #[inline]
    pub(in crate::router) fn of(notice: &'a Notice) -> Self {
        Self { id: Id::Of(&notice.id), no_attribution: notice.no_attribution, persons: &notice.named_persons }
    }
}

impl Id<'_> {
    pub(in crate::router) fn owned(self) -> Option<NoticeId> {
        match self {
            Self::Of(id) => Some(id.clone()),
            Self::Text(text) => NoticeId::new(text).ok(),
        }
    }
}
