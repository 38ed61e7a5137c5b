//! The known later changes of a built-in edition (AUTHORING-RULES R46), read from the overlay's document.

use std::collections::BTreeMap;

use ceptoar_core::Outcome;
use ceptoar_core::author::Overlay;
use ceptoar_core::document::{NewItem, NewValue};
use chrono::NaiveDate;

use super::Ask;
use crate::engine::Answer;

/// A dated entry: from which day, its place in the document, and whom it names.
struct Entry {
    day: NaiveDate,
    place: String,
    names: Vec<String>,
}

impl Ask<'_> {
    /// The entries of the built-in overlay that begin on or after the end of `covers`, by day and place; none where it was applied.
    fn later(&self) -> Vec<Entry> {
        let registry = self.world.registry;
        let known = registry.edition().and_then(|_| Overlay::builtin("since-2009"));
        let (Some(overlay), Some(end)) = (known, registry.covers().until) else { return Vec::new() };
        let mut parts = registry.document().based_on.iter().flatten();
        if parts.any(|part| part.id.as_str() == overlay.id()) {
            return Vec::new();
        }
        let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_else(|_| panic!("`{text}` is no day"));
        let mut entries = Vec::new();
        for (n, ending) in overlay.document().end.iter().flatten().enumerate() {
            let mut names: Vec<String> = ending.party.iter().map(ToString::to_string).collect();
            names.extend(ending.membership.iter().flat_map(|m| [m.party.to_string(), m.group.to_string()]));
            names.extend(ending.link.iter().flat_map(|l| [l.from.to_string(), l.to.to_string()]));
            let place = format!("since-2009#/end/{n}");
            entries.push(Entry { day: day(ending.until.as_str()), place, names });
        }
        for (n, new) in overlay.document().set.iter().flatten().enumerate() {
            let Some(from) = &new.from else { continue };
            let mut names: Vec<String> = new.of.party.iter().chain(&new.of.ceptoar).map(ToString::to_string).collect();
            match &new.value {
                NewValue::List(items) => names.extend(items.iter().filter_map(|item| match item {
                    NewItem::Id(id) => Some(id.to_string()),
                    NewItem::Count(_) => None,
                })),
                NewValue::Parts(parts) => names.extend(parts.is.iter().map(ToString::to_string)),
                NewValue::Word(_) => {}
            }
            entries.push(Entry { day: day(from.as_str()), place: format!("since-2009#/set/{n}"), names });
        }
        entries.retain(|entry| entry.day >= end);
        entries.sort_by(|a, b| (a.day, &a.place).cmp(&(b.day, &b.place)));
        entries
    }

    /// The days on which one begins.
    pub(super) fn days_of_changes(&self) -> Vec<NaiveDate> {
        self.later().into_iter().map(|entry| entry.day).collect()
    }

    /// Those that hold by the day and name the origin, a recipient or an unmet party.
    pub(super) fn later_changes(&self, answers: &BTreeMap<String, Answer>) -> Vec<String> {
        let touched = |name: &String| {
            let is_unmet =
                |answer: &Answer| answer.required && !matches!(answer.outcome, Outcome::Deliver | Outcome::Inactive);
            *name == self.notice.origin.as_str()
                || answers.get(name).is_some_and(|answer| answer.told.is_some() || is_unmet(answer))
        };
        let begun = self.later().into_iter().filter(|entry| entry.day <= self.day);
        begun.filter(|entry| entry.names.iter().any(touched)).map(|entry| entry.place).collect()
    }
}
