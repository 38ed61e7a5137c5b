//! Files in: documents, and what the arguments name.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use ceptoar_core::author::{Outline, Overlay};
use ceptoar_core::{Edition, LevelProfile, Outage, Registry, Roster, Router, RuleSet, Situation};
use ceptoar_frames::Found;
use encoding_rs::Encoding;

use super::args::{Basis, Stale, When, Whose};
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
    File::open(path).map_err(|error| {
        let built_in = if error.kind() == ErrorKind::NotFound { misplaced(path) } else { None };
        built_in.unwrap_or_else(|| Failure::Failed(trouble(&place(path), &error)))
    })
}

/// What is built in under a name that is no file's, where something else is asked for: what it is, and where it stands.
fn misplaced(path: &Path) -> Option<Failure> {
    let id = path.to_str()?;
    let said = |en: String, ja: String| Some(Failure::usage(format!("`{id}` {en}"), format!("`{id}` は{ja}")));
    if id.parse::<Edition>().is_ok() {
        return said(
            format!("is a built-in edition; `ceptoar registry outline {id} -o FOLDER` writes the tables that build it"),
            format!("組み込みの版である。版を作る表は `ceptoar registry outline {id} -o フォルダー` で書き出す"),
        );
    }
    if Outline::builtin(id).is_some() {
        return said(
            format!(
                "is a built-in outline, no edition: `ceptoar registry new FOLDER --outline {id}` writes its tables to complete, and `ceptoar registry build {id} -o edition.json` makes an edition of what is known"
            ),
            format!(
                "組み込みのアウトラインで、版ではない。埋める表は `ceptoar registry new フォルダー --outline {id}` で書き出し、分かっていることだけの版は `ceptoar registry build {id} -o edition.json` で作る"
            ),
        );
    }
    if Overlay::builtin(id).is_some() {
        return said(
            format!(
                "is a built-in overlay, no edition: it is laid over one, as in `ceptoar registry show parties --overlay {id}`, and `ceptoar exposure diff {edition} {id}` says what it changes",
                edition = Edition::LATEST
            ),
            format!(
                "組み込みの差分 (overlay) で、版ではない。`ceptoar registry show parties --overlay {id}` のように版に重ねる。何が変わるかは `ceptoar exposure diff {edition} {id}` が示す",
                edition = Edition::LATEST
            ),
        );
    }
    if LevelProfile::builtin(id).is_some() {
        return said(
            "is a built-in level profile: it stands after `--profile`".to_owned(),
            "組み込みのレベルプロファイルである。`--profile` の後に書く".to_owned(),
        );
    }
    let (en, ja) = ("is built-in rules: they stand after `--rules`", "組み込みの規則である。`--rules` の後に書く");
    if builtin_rules(id).is_some() { said(en.to_owned(), ja.to_owned()) } else { None }
}

/// The rules of an id: those that fit any scheme, or those of an edition.
pub(super) fn builtin_rules(id: &str) -> Option<RuleSet> {
    match id {
        "standard" => Some(RuleSet::standard()),
        id => id.parse::<Edition>().ok().map(RuleSet::builtin),
    }
}

/// Rules: a file, or built-in ones by their id.
pub(super) fn rules(path: &Path, screen: &Screen) -> Result<RuleSet, Failure> {
    match builtin(path, builtin_rules) {
        Some(rules) => Ok(rules),
        None => Ok(RuleSet::from_json(&read(path, None, screen)?)?),
    }
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

/// A registry: an edition, with what is laid over it, with a roster or without.
pub(super) fn registry(whose: &Whose, screen: &Screen) -> Result<Registry, Failure> {
    once(whose.files())?;
    let registry = edition_of(whose, screen)?.with_overlays(&overlays(whose, screen)?)?;
    Ok(match &whose.roster {
        Some(file) => registry.with_roster(&roster(file, screen)?)?,
        None => registry,
    })
}

/// The edition alone. A built-in outline is not routed with unless somebody builds it, so that its id is none here.
pub(super) fn edition_of(whose: &Whose, screen: &Screen) -> Result<Registry, Failure> {
    let Some(file) = &whose.edition else { return Ok(Registry::builtin(Edition::LATEST)) };
    match builtin(file, |id| id.parse::<Edition>().ok()) {
        Some(edition) => Ok(Registry::builtin(edition)),
        None => source_file(file, screen)?.registry(),
    }
}

/// What is laid over it, each a file or a built-in overlay by its id.
pub(super) fn overlays(whose: &Whose, screen: &Screen) -> Result<Vec<Overlay>, Failure> {
    let (mut overlays, mut refused) = (Vec::new(), Vec::new());
    for (n, path) in whose.overlay.iter().enumerate() {
        let overlay = match builtin(path, Overlay::builtin) {
            Some(overlay) => Ok(overlay),
            None => Overlay::from_json(&read(path, None, screen)?),
        };
        match overlay {
            Ok(overlay) => overlays.push(overlay),
            // All are read, and each is told by its number, as where they are laid.
            Err(refusal) => refused.extend(refusal.at(&format!("/{n}")).problems().iter().map(Found::new)),
        }
    }
    if refused.is_empty() { Ok(overlays) } else { Err(Failure::Refused(refused)) }
}

/// What a document says of itself before it is read.
#[derive(serde::Deserialize)]
struct Head {
    format: Option<String>,
    scheme: Option<serde::de::IgnoredAny>,
}

/// What a registry is made of.
pub(super) enum Source {
    Edition(Registry),
    Outline(Outline),
}

impl Source {
    /// What a document is. An outline may leave its format out: no edition has the field `scheme`.
    pub(super) fn from_json(json: &[u8]) -> Result<Self, Failure> {
        let is_outline = |head: Head| head.format.as_deref() == Some(Outline::FORMAT) || head.scheme.is_some();
        Ok(if serde_json::from_slice(json).is_ok_and(is_outline) {
            Self::Outline(Outline::from_json(json)?)
        } else {
            Self::Edition(Registry::from_json(json)?)
        })
    }

    /// The registry of the edition, or of the one that the outline leads to.
    pub(super) fn registry(self) -> Result<Registry, Failure> {
        Ok(match self {
            Self::Edition(registry) => registry,
            Self::Outline(outline) => Registry::from_document(outline.build())?,
        })
    }
}

/// An edition or an outline: a built-in one by its id, or a file.
pub(super) fn source(path: &Path, screen: &Screen) -> Result<Source, Failure> {
    match no_document(path, screen)? {
        Some(source) => Ok(source),
        None => source_file(path, screen),
    }
}

/// An edition or an outline: a folder of CSV, a workbook, or a document.
fn source_file(path: &Path, screen: &Screen) -> Result<Source, Failure> {
    match tables(path, None, screen)? {
        Some(outline) => Ok(Source::Outline(outline)),
        None => Source::from_json(&read(path, None, screen)?),
    }
}

/// An edition or an outline that a path names and that is no document: a built-in one by its id, a folder of CSV, a workbook.
pub(super) fn no_document(path: &Path, screen: &Screen) -> Result<Option<Source>, Failure> {
    let edition = |id: &str| id.parse().ok().map(|edition| Source::Edition(Registry::builtin(edition)));
    let of_id = |id: &str| edition(id).or_else(|| Outline::builtin(id).map(Source::Outline));
    match builtin(path, of_id) {
        Some(source) => Ok(Some(source)),
        None => Ok(tables(path, None, screen)?.map(Source::Outline)),
    }
}

/// What is built in under an id, where no file is called so.
pub(super) fn builtin<T>(path: &Path, of: impl Fn(&str) -> Option<T>) -> Option<T> {
    path.to_str().filter(|_| !path.exists()).and_then(of)
}

/// A roster: a document, or a spreadsheet of organisations.
pub(super) fn roster(path: &Path, screen: &Screen) -> Result<Roster, Failure> {
    if !ceptoar_sheets::is_spreadsheet(path) {
        return Ok(Roster::from_json(&read(path, None, screen)?)?);
    }
    let read = ceptoar_sheets::roster(path, "roster", None)?;
    screen.note(&read.notes);
    Ok(read.value)
}

/// The outline of a path that is a folder of CSV or a workbook; one CSV is refused there.
pub(super) fn tables(
    path: &Path,
    asked: Option<&'static Encoding>,
    screen: &Screen,
) -> Result<Option<Outline>, Failure> {
    if !path.is_dir() && !ceptoar_sheets::is_spreadsheet(path) {
        return Ok(None);
    }
    let read = ceptoar_sheets::tables(path, asked)?;
    screen.note(&read.notes);
    Ok(Some(Outline::from_tables(&read.value)?))
}

impl Whose {
    /// The files that are named.
    pub(super) fn files(&self) -> impl Iterator<Item = Option<&Path>> {
        let overlays = self.overlay.iter().map(PathBuf::as_path);
        [self.edition.as_deref(), self.roster.as_deref()].into_iter().chain(overlays.map(Some))
    }
}

impl Basis {
    /// The files that are named.
    pub(super) fn files(&self) -> impl Iterator<Item = Option<&Path>> {
        self.whose.files().chain([self.rules.as_deref()])
    }
}

/// The level profile of an id or a file.
pub(super) fn profile(named: &str, screen: &Screen) -> Result<LevelProfile, Failure> {
    Ok(match LevelProfile::builtin(named) {
        Some(profile) => profile,
        None if !Path::new(named).exists() && named != "-" => {
            let name = screen::shown(named);
            return Err(Failure::usage(
                format!("--profile: `{name}` is neither a profile (tlp-2.0, tlp-1.0, pfc) nor a file"),
                format!("--profile: `{name}` はプロファイル (tlp-2.0、tlp-1.0、pfc) でもファイルでもない"),
            ));
        }
        None => LevelProfile::from_json(&read(Path::new(named), None, screen)?)?,
    })
}

/// A router on everything that the arguments name. Which rules are used where they name none is for the core to say.
pub(super) fn router(basis: &Basis, stale: Stale, screen: &Screen) -> Result<Router, Failure> {
    let profile = profile(&basis.profile, screen)?;
    let registry = registry(&basis.whose, screen)?;
    let builder = Router::builder(&registry).profile(profile).refuse_stale(stale == Stale::Refuse);
    Ok(match &basis.rules {
        Some(file) => builder.rules(rules(file, screen)?).compile()?,
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
    situation.outages.sort_unstable();
    Ok(situation)
}
