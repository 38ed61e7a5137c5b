//! Who could ever see what, and who sees more than yesterday.

use std::path::{Path, PathBuf};

use ceptoar_core::author::exposure::{self, ExposureOptions};
use ceptoar_core::author::{Aspect, Envelopes, ExposureChange, ExposureDiff, Outline, Overlay, Sense};
use ceptoar_core::chrono::NaiveDate;
use ceptoar_core::{LevelProfile, Period, Registry, Roster, Router, RuleSet};
use serde_json::Value;

use super::args::{Addressees, Basis, Days, Exposure, ExposureCommand, FailOn, Format, Over, Stale};
use super::ask::Face;
use super::failure::Failure;
use super::file::Source;
use super::print::rows;
use super::screen::Screen;
use super::{Answer, file};

/// The exit code where there is a change that must not be.
const CHANGED: u8 = 3;

pub(super) fn answer(of: &Exposure, Face { format, lang, stale, screen }: Face<'_>) -> Result<Answer, Failure> {
    if let Some(ExposureCommand::Diff { before, after, fail_on, before_on, after_on, over, basis }) = &of.diff {
        let days = [day(before_on.as_deref(), "before-on")?, day(after_on.as_deref(), "after-on")?];
        let routers = routers([before, after], basis, stale, screen)?;
        let found = changed(&routers, days, &options(over)?)?;
        let asked = [days[0], days[1]].map(|day| day.map_or(found.window, of_day));
        let notes = routers.iter().zip(asked).filter(|_| stale == Stale::Warn);
        let mut notes: Vec<String> =
            notes.map(|(router, days)| super::stale::days(days, router.registry(), lang)).collect();
        notes.dedup();
        let out = match format {
            Format::Json => found.to_json() + "\n",
            Format::Table => found.text(lang),
            Format::Csv => changes(&found, screen)?,
        };
        let fails = found.rows.iter().any(|row| fail_on.is_some_and(|what| is_such(row, what)));
        return Ok(Answer { out, notes: notes.concat(), code: if fails { CHANGED } else { 0 } });
    }
    let router = file::router(&of.basis, stale, screen)?;
    let mut found = exposure::exposure(&router, &options(&of.over)?)?;
    let is_noted = stale == Stale::Warn;
    let notes = if is_noted { super::stale::days(found.window, router.registry(), lang) } else { String::new() };
    if let Some(who) = &of.who {
        let id = router.registry().known(who)?.id.clone();
        // Of organisations that are alike the first stands for all.
        let mut groups = found.classes.alike.iter().filter(|alike| alike.field == "origins");
        let group = groups.find(|alike| alike.others.iter().any(|other| id.as_str() == other));
        let shown = group.map_or_else(|| id.to_string(), |alike| alike.first.clone());
        found.parties.retain_mut(|one| {
            let is_it = one.party == shown.as_str();
            one.party = id.clone();
            is_it
        });
        found.rows.retain_mut(|row| {
            let is_its = row.parties.iter().any(|one| *one == shown.as_str());
            row.parties = vec![id.clone()];
            is_its
        });
    }
    let out = match format {
        Format::Json => found.to_json() + "\n",
        Format::Table => found.text(lang),
        Format::Csv => {
            let table: Vec<Vec<String>> = found
                .rows
                .iter()
                .map(|row| {
                    let mut cells = vec![joined(&row.parties), row.duty.to_string(), joined(&row.rules)];
                    cells.extend([
                        row.classes.to_string(),
                        in_words(&row.when),
                        row.witness.notice.as_str().to_owned(),
                    ]);
                    cells
                })
                .collect();
            rows(&["parties", "duty", "rules", "classes", "when", "witness"], &table, format, screen)?
        }
    };
    Ok(Answer { out, notes, code: 0 })
}

/// A day by itself.
fn of_day(day: NaiveDate) -> Period {
    Period { from: Some(day), until: day.succ_opt() }
}

fn changes(found: &ExposureDiff, screen: &Screen) -> Result<String, Failure> {
    let table: Vec<Vec<String>> = found
        .rows
        .iter()
        .map(|row| {
            let mut cells = vec![row.aspect.to_string(), row.sense.to_string(), joined(&row.parties)];
            cells.extend([row.classes.to_string(), in_words(&row.when), row.witness.notice.as_str().to_owned()]);
            cells
        })
        .collect();
    rows(&["aspect", "sense", "parties", "classes", "when", "witness"], &table, Format::Csv, screen)
}

fn joined<T: ToString>(ids: &[T]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(";")
}

fn in_words(of: &Envelopes) -> String {
    serde_json::to_string(of).unwrap_or_default()
}

/// Whether a change is one that must not be (R66).
fn is_such(row: &ExposureChange, what: FailOn) -> bool {
    let change = (row.aspect, row.sense);
    match what {
        FailOn::Any => true,
        FailOn::Gain => {
            matches!(change, (Aspect::Notice | Aspect::Channels, Sense::Gains) | (Aspect::Channels, Sense::Changes))
        }
        FailOn::Loss => matches!(
            change,
            (Aspect::Notice | Aspect::Channels | Aspect::Duty, Sense::Loses)
                | (Aspect::Channels, Sense::Changes)
                | (Aspect::Unmet, Sense::Gains)
        ),
    }
}

fn options(over: &Over) -> Result<ExposureOptions, Failure> {
    Ok(ExposureOptions {
        everybody: over.addressees != Addressees::None,
        each_addressee: over.addressees == Addressees::Each,
        pairs_of_sectors: over.sectors == 2,
        ..within(&over.days)?
    })
}

/// The options of all notices of some days.
pub(super) fn within(days: &Days) -> Result<ExposureOptions, Failure> {
    let (from, until) = (day(days.from.as_deref(), "from")?, day(days.until.as_deref(), "until")?);
    if from.zip(until).is_some_and(|(from, until)| until <= from) {
        return Err(Failure::usage(
            "--until is the first day after, and comes after --from",
            "--until は終わりの翌日で、--from より後でなければならない",
        ));
    }
    Ok(ExposureOptions { from, until, most: days.most, ..ExposureOptions::default() })
}

/// The day that an option names.
pub(super) fn day(text: Option<&str>, name: &str) -> Result<Option<NaiveDate>, Failure> {
    let Some(text) = text else { return Ok(None) };
    text.parse::<NaiveDate>().map(Some).map_err(|_| {
        let text = super::screen::shown(text);
        Failure::usage(
            format!("--{name}: `{text}` is no day; write it as 2024-04-01"),
            format!("--{name}: `{text}` は日ではない。2024-04-01 のように書く"),
        )
    })
}

/// What stands in place of what the options name.
enum Document {
    Edition(Registry),
    Rules(RuleSet),
    Levels(LevelProfile),
    /// It lies over the edition that the options name.
    Overlay(Overlay),
}

/// The routers of two documents, the rest being as the options say.
fn routers(documents: [&PathBuf; 2], basis: &Basis, stale: Stale, screen: &Screen) -> Result<[Router; 2], Failure> {
    file::once(documents.iter().map(|path| Some(path.as_path())).chain(basis.files()))?;
    let [before, after] = documents;
    let (before, after) = (document(before, screen)?, document(after, screen)?);
    let common = Common::read(basis, stale, screen)?;
    Ok([common.with(before)?, common.with(after)?])
}

/// What changes from one of them to the other.
fn changed(
    [before, after]: &[Router; 2],
    days: [Option<NaiveDate>; 2],
    options: &ExposureOptions,
) -> Result<ExposureDiff, Failure> {
    Ok(match days {
        [Some(one), Some(other)] => exposure::diff_days((before, one), (after, other), options)?,
        _ => exposure::diff(before, after, options)?,
    })
}

/// What the options name.
struct Common {
    edition: Registry,
    overlays: Vec<Overlay>,
    rules: Option<RuleSet>,
    roster: Option<Roster>,
    profile: LevelProfile,
    stale: Stale,
}

impl Common {
    fn read(basis: &Basis, stale: Stale, screen: &Screen) -> Result<Self, Failure> {
        Ok(Self {
            edition: file::edition_of(&basis.whose, screen)?,
            overlays: file::overlays(&basis.whose, screen)?,
            rules: basis.rules.as_ref().map(|path| file::rules(path, screen)).transpose()?,
            roster: basis.whose.roster.as_ref().map(|path| file::roster(path, screen)).transpose()?,
            profile: file::profile(&basis.profile, screen)?,
            stale,
        })
    }

    /// A router with one document in place of its own. Without rules an edition takes those that the core chooses.
    fn with(&self, document: Document) -> Result<Router, Failure> {
        let (mut edition, mut overlays) = (self.edition.clone(), self.overlays.clone());
        let (mut rules, mut profile) = (self.rules.clone(), self.profile.clone());
        match document {
            Document::Edition(own) => edition = own,
            Document::Rules(own) => rules = Some(own),
            Document::Levels(own) => profile = own,
            Document::Overlay(own) => overlays.push(own),
        }
        let mut registry = edition.with_overlays(&overlays)?;
        if let Some(roster) = &self.roster {
            registry = registry.with_roster(roster)?;
        }
        let builder = Router::builder(&registry).profile(profile).refuse_stale(self.stale == Stale::Refuse);
        Ok(match rules {
            Some(rules) => builder.rules(rules).compile()?,
            None => builder.compile()?,
        })
    }
}

/// The document of a file, or a built-in one by its id.
fn document(path: &Path, screen: &Screen) -> Result<Document, Failure> {
    // An id that is an edition's and that of its rules too stands for the edition.
    let standard = |id: &str| if id == "standard" { Some(RuleSet::standard()) } else { None };
    let of_id = |id: &str| {
        let overlay = Overlay::builtin(id).map(Document::Overlay);
        overlay
            .or_else(|| standard(id).map(Document::Rules))
            .or_else(|| LevelProfile::builtin(id).map(Document::Levels))
    };
    if let Some(document) = file::builtin(path, of_id) {
        return Ok(document);
    }
    if let Some(source) = file::no_document(path, screen)? {
        return Ok(Document::Edition(source.registry()?));
    }
    let bytes = file::read(path, None, screen)?;
    let value = serde_json::from_slice::<Value>(&bytes);
    let format = value.as_ref().ok().and_then(|value| value.get("format")?.as_str());
    let is_outline = value.as_ref().is_ok_and(|value| value.get("scheme").is_some());
    match format {
        Some("ceptoar/rules/1") => Ok(Document::Rules(RuleSet::from_json(&bytes)?)),
        Some("ceptoar/levels/1") => Ok(Document::Levels(LevelProfile::from_json(&bytes)?)),
        Some("ceptoar/overlay/1") => Ok(Document::Overlay(Overlay::from_json(&bytes)?)),
        // What is no JSON is refused as any edition would be.
        Some(Outline::FORMAT | "ceptoar/edition/1") => of_source(&bytes),
        _ if value.is_err() || is_outline => of_source(&bytes),
        _ => {
            let place = file::place(path);
            let known = "ceptoar/rules/1, ceptoar/edition/1, ceptoar/outline/1, ceptoar/overlay/1, ceptoar/levels/1";
            Err(Failure::usage(
                format!("{place}: its `format` must say what it is, one of {known}"),
                format!("{place}: `format` に何の文書かを書く。次のどれか: {known}"),
            ))
        }
    }
}

fn of_source(json: &[u8]) -> Result<Document, Failure> {
    Ok(Document::Edition(Source::from_json(json)?.registry()?))
}
