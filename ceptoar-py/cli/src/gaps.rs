//! What is unknown in an edition or an outline, or cannot work there.

use std::time::SystemTime;

use ceptoar_core::author;
use ceptoar_core::author::gaps::{self, GapOptions};
use ceptoar_core::{Edition, Lang, Registry, civil_day};

use super::args::{Format, Gaps};
use super::failure::Failure;
use super::file::Source;
use super::print::rows;
use super::screen::Screen;
use super::{Answer, exposure, file};

/// The exit code where there is a gap that must not be.
const FOUND: u8 = 3;

pub(super) fn answer(of: &Gaps, screen: &Screen, format: Format, lang: Lang) -> Result<Answer, Failure> {
    let basis = &of.basis;
    file::once([of.document.as_deref()].into_iter().chain(basis.files()))?;
    let on = exposure::day(of.on.as_deref(), "on")?;
    // The command line has a clock, the core has none.
    let on = Some(on.unwrap_or_else(|| civil_day(SystemTime::now().into())));
    let rules = basis.rules.as_ref().map(|path| file::rules(path, screen)).transpose()?;
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
    let source = match of.document.as_ref().or(of.basis.whose.edition.as_ref()) {
        Some(path) => file::source(path, screen)?,
        None => Source::Edition(Registry::builtin(Edition::LATEST)),
    };
    let overlays = file::overlays(&of.basis.whose, screen)?;
    if overlays.is_empty() { Ok(source) } else { Ok(Source::Edition(source.registry()?.with_overlays(&overlays)?)) }
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
