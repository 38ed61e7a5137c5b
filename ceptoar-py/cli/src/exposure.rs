//! Who could ever see what, and who sees more than yesterday.

use std::path::Path;

use ceptoar_core::author::exposure::{self, ExposureOptions};
use ceptoar_core::author::{Aspect, Envelopes, ExposureChange, ExposureDiff, Sense};
use ceptoar_core::chrono::NaiveDate;
use ceptoar_core::{Edition, Lang, LevelProfile, Period, Registry, Router, RuleSet};
use serde_json::Value;

use super::args::{Addressees, Basis, Exposure, ExposureCommand, FailOn, Format, Over, Stale};
use super::failure::Failure;
use super::print::rows;
use super::screen::Screen;
use super::{Answer, file};

/// The exit code where there is a change that must not be.
const CHANGED: u8 = 3;

pub(super) fn answer(of: &Exposure, screen: &Screen, format: Format, lang: Lang) -> Result<Answer, Failure> {
    if let Some(ExposureCommand::Diff { before, after, fail_on, over, basis }) = &of.diff {
        let found = changed([before, after], over, basis, screen)?;
        let out = match format {
            Format::Json => found.to_json() + "\n",
            Format::Table => found.text(lang),
            Format::Csv => changes(&found, screen)?,
        };
        let fails = found.rows.iter().any(|row| fail_on.is_some_and(|what| is_such(row, what)));
        return Ok(Answer { out, notes: String::new(), code: if fails { CHANGED } else { 0 } });
    }
    let router = file::router(&of.basis, Stale::Allow, screen)?;
    let mut found = exposure::exposure(&router, &options(&of.over)?);
    if let Some(who) = &of.who {
        let party = router.registry().known(who)?;
        found.parties.retain(|one| one.party == party.id);
        found.rows.retain_mut(|row| {
            row.parties.retain(|one| *one == party.id);
            !row.parties.is_empty()
        });
    }
    match format {
        Format::Json => Ok((found.to_json() + "\n").into()),
        Format::Table => Ok(found.text(lang).into()),
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
            rows(&["parties", "duty", "rules", "classes", "when", "witness"], &table, format, screen).map(Answer::from)
        }
    }
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
    let day = |text: &Option<String>, name: &str| match text {
        None => Ok(None),
        Some(text) => text.parse::<NaiveDate>().map(Some).map_err(|_| {
            let text = super::screen::shown(text);
            Failure::usage(
                format!("--{name}: `{text}` is no day; write it as 2024-04-01"),
                format!("--{name}: `{text}` は日ではない。2024-04-01 のように書く"),
            )
        }),
    };
    let (from, until) = (day(&over.from, "from")?, day(&over.until, "until")?);
    if from.zip(until).is_some_and(|(from, until)| until <= from) {
        return Err(Failure::usage(
            "--until is the first day after, and comes after --from",
            "--until は終わりの翌日で、--from より後でなければならない",
        ));
    }
    Ok(ExposureOptions {
        window: (from.is_some() || until.is_some()).then_some(Period { from, until }),
        everybody: over.addressees != Addressees::None,
        each_addressee: over.addressees == Addressees::Each,
        pairs_of_sectors: over.sectors == 2,
    })
}

/// What changes from one document to another, the rest being as the options say.
fn changed(
    documents: [&std::path::PathBuf; 2],
    over: &Over,
    basis: &Basis,
    screen: &Screen,
) -> Result<ExposureDiff, Failure> {
    file::once(documents.iter().map(|path| Some(path.as_path())).chain(basis.files()))?;
    let options = options(over)?;
    let common = file::router(basis, Stale::Allow, screen)?;
    let [before, after] = documents;
    let (before, after) = (with(&common, before, basis, screen)?, with(&common, after, basis, screen)?);
    Ok(exposure::diff(&before, &after, &options))
}

/// A router with one document in place of its own.
fn with(common: &Router, path: &Path, basis: &Basis, screen: &Screen) -> Result<Router, Failure> {
    let builder = |registry: &Registry| Router::builder(registry).profile(common.profile().clone());
    // The rules that were asked for stay; else an edition takes its own.
    let of_edition = |registry: &Registry| match basis.rules {
        Some(_) => builder(registry).rules(common.rules().clone()).compile(),
        None => builder(registry).compile(),
    };
    let id = path.to_str().filter(|_| !path.exists()).and_then(|id| id.parse::<Edition>().ok());
    if let Some(id) = id {
        return Ok(of_edition(&Registry::builtin(id))?);
    }
    let bytes = file::read(path, None, screen)?;
    let format =
        serde_json::from_slice::<Value>(&bytes).ok().and_then(|value| Some(value.get("format")?.as_str()?.to_owned()));
    match format.as_deref() {
        Some("ceptoar/rules/1") => Ok(builder(common.registry()).rules(RuleSet::from_json(&bytes)?).compile()?),
        Some("ceptoar/levels/1") => {
            let builder = Router::builder(common.registry()).profile(LevelProfile::from_json(&bytes)?);
            Ok(builder.rules(common.rules().clone()).compile()?)
        }
        Some("ceptoar/edition/1") => Ok(of_edition(&Registry::from_json(&bytes)?)?),
        _ => {
            let place = file::place(path);
            Err(Failure::usage(
                format!(
                    "{place}: its `format` must say what it is: ceptoar/rules/1, ceptoar/edition/1 or ceptoar/levels/1"
                ),
                format!("{place}: `format` に何の文書かを書く: ceptoar/rules/1、ceptoar/edition/1、ceptoar/levels/1"),
            ))
        }
    }
}
