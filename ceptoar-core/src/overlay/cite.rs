//! Where an entry of an overlay comes from, and how that is told of what it changes.

use crate::document::edition::{LaterCounts, LaterName, Link, Membership, Party};
use crate::document::record::{Dated, LaterMeans, Means, Month, Secretariat};
use crate::document::scalar::{Cited, PartialDateText, SourceText, Text};
use crate::word::sets::Grade;

/// What an entry says of its origin.
#[derive(Debug, Clone)]
pub(super) struct Citation {
    pub(super) source: Vec<SourceText>,
    pub(super) grade: Option<Grade>,
    pub(super) reason: Option<Text>,
    pub(super) as_of: Option<PartialDateText>,
    pub(super) note: Option<Text>,
}

impl Citation {
    pub(super) fn of(entry: &impl Cited) -> Self {
        let cited = entry.cite();
        Self {
            source: cited.source.to_vec(),
            grade: cited.grade,
            reason: cited.reason.cloned(),
            as_of: cited.as_of.cloned(),
            note: entry.note().cloned(),
        }
    }

    /// The same for what only follows from the entry (R16).
    pub(super) fn deduced(&self) -> Self {
        let reason = Text::from(("差分の項目から導いた", "follows from the entry of an overlay"));
        Self { grade: Some(Grade::Deduced), reason: Some(reason), note: None, ..self.clone() }
    }

    fn sources(&self) -> Option<Vec<SourceText>> {
        (!self.source.is_empty()).then(|| self.source.clone())
    }
}

/// The sure before the unsure.
fn unsureness(grade: Grade) -> u8 {
    match grade {
        Grade::Stated => 0,
        Grade::Secondary => 1,
        Grade::Deduced => 2,
        Grade::Reading => 3,
    }
}

/// A datum that says where it comes from.
pub(super) trait Citing {
    /// Says that all of it comes from an entry.
    fn comes_from(&mut self, entry: &Citation);
    /// Says that its end comes from an entry: the sources are those of both, and it is only as sure as the less sure of the two.
    fn ends_by(&mut self, entry: &Citation);
}

macro_rules! citing {
    ($($name:ident)*) => {$(impl Citing for $name {
        fn comes_from(&mut self, entry: &Citation) {
            self.source = entry.sources();
            self.grade = entry.grade;
            self.reason.clone_from(&entry.reason);
            self.as_of.clone_from(&entry.as_of);
            self.note.clone_from(&entry.note);
        }

        fn ends_by(&mut self, entry: &Citation) {
            let known = self.source.get_or_insert_default();
            let new: Vec<SourceText> = entry.source.iter().filter(|source| !known.contains(source)).cloned().collect();
            known.extend(new);
            if known.is_empty() {
                self.source = None;
            }
            let less_sure = self.grade.zip(entry.grade).is_some_and(|(own, new)| unsureness(own) < unsureness(new));
            if less_sure {
                self.grade = entry.grade;
                self.reason = entry.reason.clone().or_else(|| self.reason.clone());
            }
        }
    })*};
}
citing! { Party Membership Link LaterName LaterCounts Means LaterMeans Secretariat Dated Month }
