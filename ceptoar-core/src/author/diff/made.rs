//! The comparison of two documents of one kind.

use crate::answer::diff::{Diff, DiffSide};
use crate::author::diff::day::compare;
use crate::author::diff::fields::{Datum, data};
use crate::document::edition::Edition as EditionDoc;
use crate::document::rules::Rules as RulesDoc;
use crate::id::DocumentId;
use crate::level::profile::LevelProfile;
use crate::registry::data::Registry;
use crate::registry::vocabularies;
use crate::rules::set::RuleSet;
use crate::word::author::DiffOf;

/// What differs between two editions, with or without what their data rest on. A roster is no part of an edition.
///
/// An example stands at [`Diff`].
#[must_use]
pub fn editions(before: &Registry, after: &Registry, with_citations: bool) -> Diff {
    let side = |registry: &Registry| side(registry.id(), registry.revision(), registry.digest());
    let of = |registry: &Registry| data(&with_vocabularies(registry.document()), with_citations);
    made(DiffOf::Edition, side(before), side(after), of(before), of(after))
}

/// What differs between two sets of rules; those that a set extends belong to it.
///
/// ```
/// use ceptoar_core::author::{DiffKind, diff};
/// use ceptoar_core::{Edition, RuleSet};
///
/// let (standard, of_edition) = (RuleSet::standard(), RuleSet::builtin(Edition::V2009_03_31));
/// let found = diff::rules(&standard, &of_edition, false);
/// assert!(found.rows.iter().any(|row| row.what == DiffKind::Added && row.key == ["railway-hears"]));
/// assert!(found.rows.iter().all(|row| row.key != ["report-up"])); // it stands in both
/// ```
#[must_use]
pub fn rules(before: &RuleSet, after: &RuleSet, with_citations: bool) -> Diff {
    let side = |rules: &RuleSet| side(rules.id(), rules.revision(), rules.digest());
    let of = |rules: &RuleSet| data(&whole(rules), with_citations);
    made(DiffOf::Rules, side(before), side(after), of(before), of(after))
}

/// What differs between two level profiles. Of a label, `after` names the label above it.
///
/// ```
/// use ceptoar_core::{LevelProfile, author::diff};
///
/// let (before, after) = (LevelProfile::tlp1(), LevelProfile::tlp2());
/// assert!(diff::levels(&after, &after, true).rows.is_empty());
/// assert!(diff::levels(&before, &after, false).rows.iter().any(|row| row.key == ["TLP:AMBER+STRICT"]));
/// ```
#[must_use]
pub fn levels(before: &LevelProfile, after: &LevelProfile, with_citations: bool) -> Diff {
    let side = |profile: &LevelProfile| side(profile.id(), profile.revision(), profile.digest());
    let of = |profile: &LevelProfile| data(profile.document(), with_citations);
    made(DiffOf::Levels, side(before), side(after), of(before), of(after))
}

fn side(id: &DocumentId, revision: u32, sha256: &str) -> DiffSide {
    DiffSide { id: id.clone(), revision, sha256: sha256.to_owned() }
}

fn made(of: DiffOf, before: DiffSide, after: DiffSide, first: Vec<Datum>, second: Vec<Datum>) -> Diff {
    Diff { of, before, after, rows: compare(first, second) }
}

/// The document of an edition with its vocabularies written out: those left out are the built-in ones.
fn with_vocabularies(document: &EditionDoc) -> EditionDoc {
    // They were read when the edition was, so that none is missing.
    let whole = vocabularies::whole(document.vocabularies.as_ref()).ok();
    EditionDoc { vocabularies: whole, ..document.clone() }
}

/// The document of a set with the rules that it extends written out.
pub(in crate::author) fn whole(rules: &RuleSet) -> RulesDoc {
    let mut document = rules.document().clone();
    if document.extends.take().is_some_and(|sets| !sets.is_empty()) {
        document.rules.extend(RuleSet::standard().document().rules.iter().cloned());
    }
    document
}
