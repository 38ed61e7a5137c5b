//! The combinations of the values of all axes, each as one number, and the notice of each.

use std::ops::Range;

use chrono::{DateTime, Utc};

use crate::answer::exposure::Envelopes;
use crate::author::exposure::axes::{Addressed, Axes, day_of};
use crate::gather::InOrder as _;
use crate::id::NoticeId;
use crate::notice::envelope::Notice;
use crate::time::{Period, day_start};

/// So many axes there are, in the order in which combinations are numbered.
pub(in crate::author) const AXES: usize = 11;

/// The places of the axes.
pub(in crate::author) mod axis {
    // Outermost: a router keeps what it knows of few periods at a time.
    pub(in crate::author) const EPOCH: usize = 0;
    pub(in crate::author) const DIRECTION: usize = 1;
    pub(in crate::author) const ORIGIN: usize = 2;
    pub(in crate::author) const LEVEL: usize = 3;
    pub(in crate::author) const AFFECTED: usize = 4;
    pub(in crate::author) const ADDRESSEES: usize = 5;
    pub(in crate::author) const KIND: usize = 6;
    pub(in crate::author) const CAUSE: usize = 7;
    pub(in crate::author) const PURPOSES: usize = 8;
    pub(in crate::author) const MODE: usize = 9;
    pub(in crate::author) const STATUS: usize = 10;
}

/// The value on each axis, as its place.
pub(in crate::author) type Point = [u32; AXES];

impl Axes {
    /// How many values each axis has.
    pub(in crate::author) fn widths(&self) -> [usize; AXES] {
        [
            self.epochs.len(),
            self.directions.len(),
            self.origins.len(),
            self.levels.len(),
            self.affected.len(),
            self.addressees.len(),
            self.kinds.len(),
            self.causes.len(),
            self.purposes.len(),
            self.modes.len(),
            self.statuses.len(),
        ]
    }

    /// How many combinations there are.
    pub(in crate::author) fn count(&self) -> u64 {
        self.widths().iter().fold(1, |count, width| count.saturating_mul(*width as u64))
    }

    /// The axes that have more than one value, the widest first, each with how many it has.
    pub(in crate::author) fn widest(&self) -> String {
        let names = [
            "days",
            "directions",
            "origins",
            "levels",
            "affected",
            "addressees",
            "kinds",
            "causes",
            "purposes",
            "modes",
            "statuses",
        ];
        let mut all: Vec<(usize, &str)> =
            self.widths().into_iter().zip(names).filter(|(width, _)| *width > 1).collect();
        all.in_order_of(|(width, name)| (std::cmp::Reverse(*width), *name));
        all.into_iter().map(|(width, name)| format!("{name} {width}")).collect::<Vec<_>>().join(", ")
    }

    /// How many combinations differ in nothing but what rules say of kind, cause, purposes, mode and status: they stand
    /// together.
    pub(in crate::author) fn inside(&self) -> u64 {
        self.widths().iter().skip(axis::KIND).map(|width| *width as u64).product()
    }

    /// The values of a combination.
    pub(in crate::author) fn point(&self, mut number: u64) -> Point {
        let mut point = [0; AXES];
        for (place, width) in point.iter_mut().zip(self.widths()).rev() {
            let width = width.max(1) as u64;
            (*place, number) = ((number % width) as u32, number / width);
        }
        point
    }

    /// The notice of a combination; `None`: an axis has no value.
    pub(in crate::author) fn notice(&self, point: &Point, id: &NoticeId) -> Option<Notice> {
        let at = |axis: usize| point.get(axis).map(|place| *place as usize);
        let affected = self.affected.get(at(axis::AFFECTED)?)?;
        let mut notice = Notice::new(
            id.clone(),
            *self.directions.get(at(axis::DIRECTION)?)?,
            self.origins.get(at(axis::ORIGIN)?)?.clone(),
            self.levels.get(at(axis::LEVEL)?)?.clone(),
            self.kinds.get(at(axis::KIND)?)?.clone(),
            self.instant(at(axis::EPOCH)?)?,
        );
        notice.cause = self.causes.get(at(axis::CAUSE)?)?.clone();
        notice.purposes.clone_from(self.purposes.get(at(axis::PURPOSES)?)?);
        notice.mode = *self.modes.get(at(axis::MODE)?)?;
        notice.status = *self.statuses.get(at(axis::STATUS)?)?;
        notice.affected_sectors.clone_from(&affected.sectors);
        notice.affected_ceptoars.clone_from(&affected.ceptoars);
        notice.addressees = match self.addressees.get(at(axis::ADDRESSEES)?)? {
            Addressed::Nobody => Vec::new(),
            Addressed::Everybody => self.everybody.clone(),
            Addressed::One(party) => vec![party.clone()],
        };
        Some(notice)
    }

    /// Makes of the notice of a combination that of another, which differs in kind, cause, purposes, mode and status alone.
    pub(in crate::author) fn vary(&self, notice: &mut Notice, point: &Point) {
        fn value<'a, T>(values: &'a [T], point: &Point, axis: usize) -> Option<&'a T> {
            point.get(axis).and_then(|place| values.get(*place as usize))
        }
        let (kind, cause) = (value(&self.kinds, point, axis::KIND), value(&self.causes, point, axis::CAUSE));
        if let Some(kind) = kind.filter(|kind| **kind != notice.kind) {
            notice.kind.clone_from(kind);
        }
        if let Some(cause) = cause.filter(|cause| **cause != notice.cause) {
            notice.cause.clone_from(cause);
        }
        if let Some(purposes) = value(&self.purposes, point, axis::PURPOSES) {
            notice.purposes.clone_from(purposes);
        }
        notice.mode = value(&self.modes, point, axis::MODE).copied().unwrap_or(notice.mode);
        notice.status = value(&self.statuses, point, axis::STATUS).copied().unwrap_or(notice.status);
    }

    /// The instant that stands for an epoch.
    pub(in crate::author) fn instant(&self, epoch: usize) -> Option<DateTime<Utc>> {
        self.epochs.get(epoch).map(|epoch| day_start(day_of(*epoch)))
    }

    /// What the combinations are made of: the axes on which they differ, each period between two changes by itself.
    pub(in crate::author) fn split(&self) -> Envelopes {
        let all = self.widths().map(|width| 0..width as u32);
        let days = if self.epochs.len() < 2 { Vec::new() } else { self.epochs.clone() };
        Envelopes { days, ..self.envelopes(&all.map(Range::collect::<Vec<u32>>)) }
    }

    /// Combinations in words: on each axis the values at some places, periods that meet as one. An axis of one value is not told
    /// apart.
    pub(in crate::author) fn envelopes(&self, places: &[Vec<u32>; AXES]) -> Envelopes {
        fn of<T: Clone>(values: &[T], places: &[Vec<u32>; AXES], axis: usize) -> Vec<T> {
            if values.len() < 2 {
                return Vec::new();
            }
            let places = places.get(axis).into_iter().flatten();
            places.filter_map(|place| values.get(*place as usize)).cloned().collect()
        }
        let addressees = of(&self.addressees, places, axis::ADDRESSEES);
        Envelopes {
            directions: of(&self.directions, places, axis::DIRECTION),
            origins: of(&self.origins, places, axis::ORIGIN),
            levels: of(&self.levels, places, axis::LEVEL),
            kinds: of(&self.kinds, places, axis::KIND),
            causes: of(&self.causes, places, axis::CAUSE),
            purposes: of(&self.purposes, places, axis::PURPOSES),
            modes: of(&self.modes, places, axis::MODE),
            statuses: of(&self.statuses, places, axis::STATUS),
            affected: of(&self.affected, places, axis::AFFECTED),
            addressees: addressees.iter().map(Addressed::to_text).collect(),
            days: joined(of(&self.epochs, places, axis::EPOCH)),
        }
    }
}

impl Addressed {
    pub(in crate::author) fn to_text(&self) -> String {
        match self {
            Self::Nobody => "none".to_owned(),
            Self::Everybody => "everybody".to_owned(),
            Self::One(party) => party.to_string(),
        }
    }
}

/// Periods that meet as one.
fn joined(periods: Vec<Period>) -> Vec<Period> {
    let mut all: Vec<Period> = Vec::new();
    for period in periods {
        match all.last_mut() {
            Some(last) if last.until.is_some() && last.until == period.from => last.until = period.until,
            _ => all.push(period),
        }
    }
    all
}
