//! Overlays laid over a registry, each against what the former left (R31 to R44).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::document::edition::{BasedOn, Edition, Link, Membership};
use crate::document::overlay::Overlay as OverlayDoc;
use crate::document::scalar::DocumentIdText;
use crate::error::code::ErrorCode;
use crate::error::problem::{Problems, Refusal};
use crate::gather::Gather as _;
use crate::overlay::checked::Overlay;
use crate::overlay::days::{left_open, span};
use crate::overlay::form::{Setting, Value};
use crate::overlay::standing::{Dated, Standing};
use crate::overlay::{add, end, fields, means, ministry, secretariat};
use crate::registry::based::JOINT;
use crate::registry::cited::foreign;
use crate::registry::data::Registry;
use crate::time::Period;
use crate::word::sets::Role;

impl Registry {
    /// The same registry, changed by an overlay. The edition that comes out is named `<edition>+<overlay>` and says what it is
    /// based on; it keeps the rules of the edition at its bottom, and answers name the digests of both. A roster comes last.
    ///
    /// # Errors
    /// Every problem at once, with pointers into the overlay: entries that speak of what does not stand, add what stands already
    /// or change nothing; what the edition that came out would be refused for. `wrong-base` for an overlay of another edition,
    /// `overlay-after-roster` where the registry has a roster.
    pub fn with_overlay(&self, overlay: &Overlay) -> Result<Self, Refusal> {
        if self.roster().is_some() {
            return Err(Refusal::one(ErrorCode::OverlayAfterRoster, "", Vec::new()));
        }
        let document = self.document();
        let mut problems = Problems::new();
        base(document, &overlay.document, &mut problems);
        problems.into_result(())?;
        let mut standing = Standing::new(document.clone());
        name(&mut standing.edition, self, overlay);
        change(&mut standing, overlay)?;
        standing.sweep();
        unbacked(&mut standing, document);
        sources(&mut standing.problems, document, &overlay.document);
        // What came out is checked as any edition, also where an entry was refused: all faults are told at once.
        let made = self.under(standing.edition.clone(), overlay.digest());
        let found = made.as_ref().err().cloned().map(Refusal::into_problems).unwrap_or_default();
        for problem in found {
            standing.take_up(problem);
        }
        std::mem::take(&mut standing.problems).into_result(())?;
        made
    }

    /// The same registry, changed by overlays in their order, each laid over what the former left.
    ///
    /// # Errors
    /// As [`Registry::with_overlay`], with the number of the overlay before the pointer: `/1/set/0`. What follows an overlay that
    /// is refused is asked for its base alone: what else it says, it says of what is not there.
    pub fn with_overlays<'a>(&self, overlays: impl IntoIterator<Item = &'a Overlay>) -> Result<Self, Refusal> {
        let (mut registry, mut problems) = (self.clone(), Problems::new());
        for (n, overlay) in overlays.into_iter().enumerate() {
            let laid = if problems.is_empty() {
                registry.with_overlay(overlay)
            } else {
                let mut found = Problems::new();
                base(registry.document(), &overlay.document, &mut found);
                found.into_result(registry.clone())
            };
            match laid {
                Ok(laid) => registry = laid,
                Err(refusal) => {
                    refusal.at(&format!("/{n}")).into_problems().into_iter().for_each(|one| problems.push_problem(one));
                }
            }
        }
        problems.into_result(registry)
    }
}

/// An overlay is written for the edition at the bottom, and lies over it once.
fn base(edition: &Edition, overlay: &OverlayDoc, problems: &mut Problems) {
    let parts = edition.based_on.as_deref().unwrap_or_default();
    let (id, revision) = parts.first().map_or((&edition.id, edition.revision), |bottom| (&bottom.id, bottom.revision));
    let extends = &overlay.extends;
    let named = |id: &DocumentIdText, revision: Option<u32>| match revision {
        Some(revision) => format!("{id} ({revision})"),
        None => id.to_string(),
    };
    if extends.edition != *id || extends.revision.is_some_and(|wanted| wanted != revision) {
        let is = named(id, extends.revision.map(|_| revision));
        problems.push_at(ErrorCode::WrongBase, "/extends", vec![named(&extends.edition, extends.revision), is]);
    }
    if overlay.id == *id || parts.iter().any(|part| part.id == overlay.id) {
        problems.push_at(ErrorCode::DuplicateId, "/id", vec![overlay.id.to_string()]);
    }
}

/// What came out is named after the documents that it is made of.
fn name(edition: &mut Edition, registry: &Registry, overlay: &Overlay) {
    let bottom = BasedOn::new(edition.id.clone(), edition.revision, registry.digest());
    let parts = edition.based_on.get_or_insert_with(|| vec![bottom]);
    parts.push(BasedOn::new(overlay.id(), overlay.revision(), overlay.digest()));
    edition.id = DocumentIdText(format!("{}{JOINT}{}", edition.id, overlay.id()));
    edition.schema = None;
    if let Some(covers) = &overlay.document.covers {
        edition.covers = Some(covers.clone());
    }
}

/// First what ends, then what is added, then the new values by their days (R32).
fn change(standing: &mut Standing, overlay: &Overlay) -> Result<(), Refusal> {
    for ending in &overlay.entries.ends {
        end::apply(standing, ending, &overlay.entries.ends);
    }
    add::apply(standing, &overlay.document)?;
    let sets = &overlay.entries.sets;
    for (n, setting) in sets.iter().enumerate() {
        let same = |other: &&Setting| other.is_of_same_field(setting);
        if let Some(day) = setting.from
            && sets.iter().take(n).filter(same).any(|other| other.from == Some(day))
        {
            fields::doubled(standing, setting, day);
            continue;
        }
        let next = sets.iter().skip(n + 1).filter(same).find_map(|other| other.from);
        set(standing, setting, next);
    }
    Ok(())
}

/// `next`: the day of the next value that the same overlay has for the field.
fn set(standing: &mut Standing, setting: &Setting, next: Option<NaiveDate>) {
    match (&setting.value, setting.from) {
        (Value::Name(name), Some(day)) => fields::name(standing, setting, day, name),
        (Value::Counts(counts), Some(day)) => fields::counts(standing, setting, day, counts),
        (Value::Ministry(ministries), Some(day)) => ministry::set(standing, setting, day, ministries, next),
        (Value::Secretariat { name, is }, Some(day)) => {
            secretariat::set(standing, setting, day, name, is.as_ref());
        }
        (Value::Means { channels, open }, Some(day)) => means::set(standing, setting, day, channels, *open),
        (Value::Poc(day), _) => fields::poc(standing, setting, day),
        (Value::HandlingRules(month), _) => fields::handling_rules(standing, setting, month),
        // The form of an overlay is checked before.
        _ => {}
    }
}

/// An internal link that the overlay touched, or whose roles it touched, must have the role `secretariat` behind it on all its
/// days. What the edition at the bottom had without one stays as it was.
fn unbacked(standing: &mut Standing, before: &Edition) {
    let had: BTreeSet<String> = Backed::of(before).open(&before.links).into_iter().map(|(name, _)| name).gather();
    let open = Backed::of(&standing.edition).open(&standing.edition.links);
    for (name, ends) in open.into_iter().filter(|(name, _)| !had.contains(name)) {
        let turned = (ends.1.clone(), ends.0.clone());
        let entry = standing.moved.get(&ends).or_else(|| standing.moved.get(&turned)).cloned().unwrap_or_default();
        standing.refuse(ErrorCode::InternalWithoutSecretariat, &entry, vec![name]);
    }
}

/// The days on which a party has the role `secretariat` in a group.
struct Backed<'a>(BTreeMap<(&'a str, &'a str), Vec<Period>>);

impl<'a> Backed<'a> {
    fn of(edition: &'a Edition) -> Self {
        let mut roles: BTreeMap<(&str, &str), Vec<Period>> = BTreeMap::new();
        let run = |m: &&Membership| m.role == Role::Secretariat;
        for membership in edition.memberships.iter().filter(run) {
            roles.entry((&membership.party.0, &membership.group.0)).or_default().push(membership.days());
        }
        Self(roles)
    }

    /// The internal links with a day on which no such role stands behind them, each with its name and ends.
    fn open(&self, links: &[Link]) -> Vec<(String, (String, String))> {
        let internal = links.iter().filter(|link| link.internal);
        let open = internal.filter(|link| {
            let ends = [(&*link.from.0, &*link.to.0), (&*link.to.0, &*link.from.0)];
            let roles: Vec<Period> = ends.iter().filter_map(|ends| self.0.get(ends)).flatten().copied().collect();
            !left_open(span(link.period.as_ref()), &roles).is_empty()
        });
        let named = open.map(|link| {
            let name = end::link_name(&link.from.0, &link.to.0, link.direction);
            (name, (link.from.0.clone(), link.to.0.clone()))
        });
        named.collect()
    }
}

/// Where the edition or the overlay says which documents there are, what the overlay cites is among them.
fn sources(problems: &mut Problems, edition: &Edition, overlay: &OverlayDoc) {
    let index = edition.source_index.iter().flat_map(|index| &index.statements).map(|entry| entry.id.as_str());
    let documents = edition.documents.iter().chain(&overlay.documents).flatten().map(|doc| doc.id.as_str());
    let known: BTreeSet<&str> = index.chain(documents).gather();
    if !known.is_empty() {
        foreign(overlay, &known, problems);
    }
}
