//! A follow-up as one recipient may see it: its own part.

use std::sync::Arc;

use crate::answer::follow_up::FollowUp;
use crate::answer::view::View;
use crate::id::PartyId;
use crate::life::thread::Threads;
use crate::lint::{Lint, LintCode};

impl FollowUp {
    /// What a recipient may be told of it: its own part, as of a plan; `None` for a party that is not told. Nothing in it says
    /// who else has an earlier version, nor an origin that any notice of the thread hides. `threads`: the notices of the follow-up.
    #[must_use]
    pub fn view_for(&self, party: &str, threads: &Threads<'_>) -> Option<View> {
        let delivery = self.delivery(party)?;
        let last = delivery.hops.last()?;
        let shown =
            |origin: &PartyId| (*origin == *party || !threads.hides(&self.head.notice, origin)).then(|| origin.clone());
        let (origin, from) = (shown(&self.head.origin), shown(&last.from));
        let place = last.place();
        let of_recipient = |lint: &&Lint| match lint.code {
            LintCode::StaleEdition | LintCode::BuiltFromOutline => true,
            LintCode::ChannelUnknown | LintCode::ChannelNotInVocabulary | LintCode::OffLink => {
                from.is_some() && lint.at == place
            }
            _ => false,
        };
        let own = delivery.judgement.iter().filter(|owed| owed.party == delivery.recipient);
        Some(View {
            notice: self.head.notice.clone(),
            party: delivery.recipient.clone(),
            level: self.head.level.clone(),
            status: self.head.status,
            at: self.head.at,
            duty: delivery.duty,
            persons: delivery.persons.clone(),
            origin,
            lints: self.lints.iter().filter(of_recipient).cloned().collect(),
            from,
            channels: last.channels.clone(),
            also: Arc::clone(&last.also),
            judged: Arc::clone(&last.judged),
            judged_texts: Arc::clone(&last.judged_texts),
            internal: last.internal,
            judgement: own.flat_map(|owed| owed.texts.iter().cloned()).collect(),
            due: delivery.due.clone(),
            obligations: delivery.obligations.clone(),
            instruments: Arc::clone(&delivery.instruments),
        })
    }
}
