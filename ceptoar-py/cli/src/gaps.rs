//! What is unknown in an edition or an outline, or cannot work there.

use std::time::SystemTime;

use ceptoar_core::author::gaps::{self, GapOptions};
use ceptoar_core::author::{self, Outline};
use ceptoar_core::{Edition, Lang, Registry, RuleSet, civil_day};
use serde_json::Value;

use super::args::{Format, Gaps};
use super::failure::Failure;
use super::print::rows;
use super::screen::Screen;
use super::{Answer, exposure, file};

/// The exit code where there is a gap that must not be.
const FOUND: u8 = 3;

/// What is looked at.
enum Source {
    Edition(Registry),
    Outline(Outline),
}

pub(super) fn answer(of: &Gaps, screen: &Screen, format: Format, lang: Lang) -> Result<Answer, Failure> {
    let basis = &of.basis;
    file::once([of.document.as_deref()].into_iter().chain(basis.files()))?;
    let on = exposure::day(of.on.as_deref(), "on")?;
    // The command line has a clock, the core has none.
    let on = Some(on.unwrap_or_else(|| civil_day(SystemTime::now().into())));
    let rules = match &basis.rules {
        Some(path) => Some(RuleSet::from_json(&file::read(path, None, screen)?)?),
        None => None,
    };
    let options = GapOptions { on, rules, profile: file::profile(&basis.profile, screen)?, most: of.most };
    let found = match (source(of, screen)?, &basis.whose.roster) {
        (Source::Edition(registry), None) => gaps::of_registry(&registry, &options)?,
        (Source::Edition(registry), Some(roster)) => {
            gaps::of_registry(&registry.with_roster(&file::roster(roster, screen)?)?, &options)?
        }
        (Source::Outline(outline), None) => gaps::of_outline(&outline, &options)?,
        (Source::Outline(_), Some(_)) => {
            return Err(Failure::usage(
                "--roster: an outline has no roster; build the edition, and ask for its gaps",
                "--roster: アウトラインに名簿はない。版を作り、その版について尋ねる",
            ));
        }
    };
    let fails = found.gaps.iter().any(|gap| of.fail_on_gap.contains(&gap.code));
    let out = match format {
        Format::Json => found.to_json() + "\n",
        Format::Table => found.text(lang),
        Format::Csv => table(&found, screen, lang)?,
    };
    Ok(Answer { out, notes: String::new(), code: if fails { FOUND } else { 0 } })
}

/// The edition or outline that is named, and what is laid over it: with an overlay an outline is the edition that it leads to.
fn source(of: &Gaps, screen: &Screen) -> Result<Source, Failure> {
    let (source, overlays) = (named(of, screen)?, file::overlays(&of.basis.whose, screen)?);
    let registry = match source {
        source if overlays.is_empty() => return Ok(source),
        Source::Outline(outline) => Registry::from_document(outline.build())?,
        Source::Edition(registry) => registry,
    };
    Ok(Source::Edition(registry.with_overlays(&overlays)?))
}

/// The edition or outline that is named: a file, or a built-in one by its id.
fn named(of: &Gaps, screen: &Screen) -> Result<Source, Failure> {
    let Some(path) = of.document.as_ref().or(of.basis.whose.edition.as_ref()) else {
        return Ok(Source::Edition(Registry::builtin(Edition::LATEST)));
    };
    if let Some(id) = path.to_str().filter(|_| !path.exists()) {
        if let Ok(edition) = id.parse::<Edition>() {
            return Ok(Source::Edition(Registry::builtin(edition)));
        }
        if let Some(outline) = Outline::builtin(id) {
            return Ok(Source::Outline(outline));
        }
    }
    if let Some(outline) = file::tables(path, None, screen)? {
        return Ok(Source::Outline(outline));
    }
    let bytes = file::read(path, None, screen)?;
    let value = serde_json::from_slice::<Value>(&bytes).ok();
    // An outline may leave its format out: no edition has the field `scheme`.
    let is_outline = value.is_some_and(|value| {
        value.get("format").and_then(Value::as_str) == Some(Outline::FORMAT) || value.get("scheme").is_some()
    });
    Ok(if is_outline {
        Source::Outline(Outline::from_json(&bytes)?)
    } else {
        Source::Edition(Registry::from_json(&bytes)?)
    })
}

fn table(found: &author::Gaps, screen: &Screen, lang: Lang) -> Result<String, Failure> {
    let day = |day: Option<ceptoar_core::chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let table: Vec<Vec<String>> = found
        .gaps
        .iter()
        .map(|gap| {
            let party = gap.party.as_ref().map(ToString::to_string).unwrap_or_default();
            let mut cells = vec![gap.code.to_string(), gap.at.clone(), party, day(gap.from), day(gap.until)];
            cells.extend([number(gap.stated), number(gap.listed)]);
            cells.extend([&gap.causes, &gap.fill].map(|text| text.get(lang).unwrap_or(&text.ja).to_owned()));
            cells
        })
        .collect();
    let headings = ["code", "at", "party", "from", "until", "stated", "listed", "causes", "fill"];
    rows(&headings, &table, Format::Csv, screen)
}
