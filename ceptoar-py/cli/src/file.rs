//! Files in: documents, and what the arguments name.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use ceptoar_core::author::Outline;
use ceptoar_core::{Edition, LevelProfile, Outage, Registry, Roster, Router, RuleSet, Situation};
use encoding_rs::Encoding;

use super::args::{Basis, Stale, When};
use super::encoding;
use super::encoding::Utf8;
use super::failure::{Failure, of_stream};
use super::screen::{self, Screen, trouble};

/// A file, or standard input for `-`.
pub(super) fn open(path: &Path, screen: &Screen) -> Result<File, Failure> {
    if path == Path::new("-") {
        let closed = || Failure::Failed(trouble(&place(path), &ErrorKind::NotConnected.into()));
        return screen.input().ok_or_else(closed);
    }
    File::open(path).map_err(|error| Failure::Failed(trouble(&place(path), &error)))
}

/// How messages call a file.
pub(super) fn place(path: &Path) -> String {
    if path == Path::new("-") { "-".to_owned() } else { screen::name(path) }
}

/// A text, read as UTF-8.
pub(super) fn text(path: &Path, asked: Option<&'static Encoding>, screen: &Screen) -> Result<Utf8<File>, Failure> {
    Ok(Utf8::new(open(path, screen)?, asked))
}

/// A document.
pub(super) fn read(path: &Path, asked: Option<&'static Encoding>, screen: &Screen) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    text(path, asked, screen)?.read_to_end(&mut bytes).map_err(|error| of_stream(&place(path), error))?;
    Ok(bytes)
}

/// The encoding that is asked for.
pub(super) fn encoding(name: Option<&str>) -> Result<Option<&'static Encoding>, Failure> {
    name.map(encoding::named).transpose()
}

/// Standard input can be read once.
pub(super) fn once<'a>(files: impl IntoIterator<Item = Option<&'a Path>>) -> Result<(), Failure> {
    if files.into_iter().flatten().filter(|path| *path == Path::new("-")).count() > 1 {
        return Err(Failure::usage(
            "`-` stands twice: standard input can be read once; give one of the two as a file",
            "`-` が二つある: 標準入力は一度しか読めない。どちらかをファイルにする",
        ));
    }
    Ok(())
}

/// A registry: an edition with a roster or without.
pub(super) fn registry(edition: Option<&Path>, roster: Option<&Path>, screen: &Screen) -> Result<Registry, Failure> {
    once([edition, roster])?;
    let registry = match edition {
        Some(file) => self::edition(file, screen)?,
        None => Registry::builtin(Edition::LATEST),
    };
    Ok(match roster {
        Some(file) => registry.with_roster(&Roster::from_json(&read(file, None, screen)?)?)?,
        None => registry,
    })
}

/// What a document says of itself before it is read.
#[derive(serde::Deserialize)]
struct Head {
    format: Option<String>,
}

/// The registry of an edition, or of one that an outline leads to: a folder of CSV, a workbook, or a document.
pub(super) fn edition(path: &Path, screen: &Screen) -> Result<Registry, Failure> {
    if let Some(outline) = tables(path, None, screen)? {
        return Ok(Registry::from_document(outline.build())?);
    }
    let json = read(path, None, screen)?;
    Ok(match of_json(&json)? {
        Some(outline) => Registry::from_document(outline.build())?,
        None => Registry::from_json(&json)?,
    })
}

/// The outline of a path that is a folder of CSV or a workbook.
pub(super) fn tables(
    path: &Path,
    asked: Option<&'static Encoding>,
    screen: &Screen,
) -> Result<Option<Outline>, Failure> {
    if !path.is_dir() && !ceptoar_sheets::is_workbook(path) {
        return Ok(None);
    }
    let read = ceptoar_sheets::tables(path, asked)?;
    screen.note(&read.notes);
    Ok(Some(Outline::from_tables(&read.value)?))
}

/// The outline that a document is, if it is one.
fn of_json(json: &[u8]) -> Result<Option<Outline>, Failure> {
    let head = serde_json::from_slice::<Head>(json).ok().and_then(|head| head.format);
    Ok(match head {
        Some(format) if format == Outline::FORMAT => Some(Outline::from_json(json)?),
        _ => None,
    })
}

impl Basis {
    /// The files that are named.
    pub(super) fn files(&self) -> [Option<&Path>; 3] {
        [self.edition.as_deref(), self.rules.as_deref(), self.roster.as_deref()]
    }
}

/// The level profile that the arguments name.
pub(super) fn profile(basis: &Basis, screen: &Screen) -> Result<LevelProfile, Failure> {
    Ok(match LevelProfile::builtin(&basis.profile) {
        Some(profile) => profile,
        None if !Path::new(&basis.profile).exists() && basis.profile != "-" => {
            let name = screen::shown(&basis.profile);
            return Err(Failure::usage(
                format!("--profile: `{name}` is neither a profile (tlp-2.0, tlp-1.0, pfc) nor a file"),
                format!("--profile: `{name}` はプロファイル (tlp-2.0、tlp-1.0、pfc) でもファイルでもない"),
            ));
        }
        None => LevelProfile::from_json(&read(Path::new(&basis.profile), None, screen)?)?,
    })
}

/// A router on everything that the arguments name. Which rules are used where they name none is for the core to say.
pub(super) fn router(basis: &Basis, stale: Stale, screen: &Screen) -> Result<Router, Failure> {
    let profile = profile(basis, screen)?;
    let registry = registry(basis.edition.as_deref(), basis.roster.as_deref(), screen)?;
    let builder = Router::builder(&registry).profile(profile).refuse_stale(stale == Stale::Refuse);
    Ok(match &basis.rules {
        Some(file) => builder.rules(RuleSet::from_json(&read(file, None, screen)?)?).compile()?,
        None => builder.compile()?,
    })
}

/// The situation that the arguments tell of.
pub(super) fn situation(when: &When) -> Result<Situation, Failure> {
    let document = serde_json::json!({ "at": when.at, "failed_sectors": when.failed_sector });
    let mut situation = Situation::from_json(document.to_string().as_bytes())?;
    for (n, outage) in when.outage.iter().enumerate() {
        let read = outage.parse::<Outage>().map_err(|refusal| refusal.at(&format!("/outages/{n}")));
        situation.outages.push(read?);
    }
    Ok(situation)
}
