//! Links that many organisations have alike, each kept as what is its own: its ends.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::fact::link::Link;
use crate::id::PartyId;

/// The link of an organisation that is like that of its members class, between other ends.
#[derive(Debug, Clone)]
pub(super) struct Hung {
    pub(super) from: PartyId,
    pub(super) to: PartyId,
    pub(super) like: Arc<Link>,
}

/// A link as it is looked at: its ends, and a link that says the rest.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LinkView<'a> {
    pub(crate) from: &'a PartyId,
    pub(crate) to: &'a PartyId,
    pub(crate) like: &'a Link,
}

impl<'a> From<&'a Link> for LinkView<'a> {
    fn from(link: &'a Link) -> Self {
        Self { from: &link.from, to: &link.to, like: link }
    }
}

impl<'a> From<&'a Hung> for LinkView<'a> {
    fn from(hung: &'a Hung) -> Self {
        Self { from: &hung.from, to: &hung.to, like: &hung.like }
    }
}

impl LinkView<'_> {
    /// The link with all that it says.
    pub(super) fn whole(&self) -> Link {
        Link { from: self.from.clone(), to: self.to.clone(), ..self.like.clone() }
    }

    /// The order in which a registry keeps links.
    pub(super) fn in_order(&self, other: &Self) -> Ordering {
        let key = |link: &Self| (link.like.direction, link.like.period);
        (self.from, self.to).cmp(&(other.from, other.to)).then_with(|| key(self).cmp(&key(other)))
    }

    /// Whether both have equal ends and direction, and a day on which both hold.
    pub(super) fn doubles(&self, other: &Self) -> bool {
        (self.from, self.to, self.like.direction) == (other.from, other.to, other.like.direction)
            && self.like.period.overlaps(&other.like.period)
    }
}

/// Two sorted lists as one.
pub(super) fn merged<'a>(links: &'a [Link], hung: &'a [Hung]) -> impl Iterator<Item = LinkView<'a>> + Clone {
    let mut links = links.iter().map(LinkView::from).peekable();
    let mut hung = hung.iter().map(LinkView::from).peekable();
    std::iter::from_fn(move || match (links.peek(), hung.peek()) {
        (Some(link), Some(other)) if other.in_order(link).is_lt() => hung.next(),
        (None, _) => hung.next(),
        _ => links.next(),
    })
}
