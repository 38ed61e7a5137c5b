//! A file that is written: it stands at its place whole, or not at all.

use std::fs::{File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::failure::Failure;
use super::screen::trouble;
use super::{screen, signals};

/// What is written to until the answer is whole.
pub(super) enum Target {
    /// A file beside the one that is meant; dropped, it is gone.
    Part { part: NamedTempFile, to: PathBuf },
    /// A device or a pipe, which cannot be replaced.
    Device { file: File, to: PathBuf },
}

fn broken(path: &Path) -> impl Fn(io::Error) -> Failure {
    let place = screen::name(path);
    move |error| Failure::Failed(trouble(&place, &error))
}

impl Target {
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        // A link stays a link: what it leads to is replaced.
        let to = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if std::fs::metadata(&to).is_ok_and(|known| !known.is_file() && !known.is_dir()) {
            let file = File::options().write(true).open(&to).map_err(broken(path))?;
            return Ok(Self::Device { file, to });
        }
        if to.is_dir() {
            return Err(broken(path)(io::ErrorKind::IsADirectory.into()));
        }
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = Builder::new();
        builder.prefix(".ceptoar-").suffix(".part");
        #[cfg(unix)]
        let builder = {
            use std::os::unix::fs::PermissionsExt as _;
            // As any new file would be, or as the one was that it replaces.
            let as_new = || std::fs::Permissions::from_mode(0o666);
            builder.permissions(std::fs::metadata(&to).map_or_else(|_| as_new(), |known| known.permissions()))
        };
        let part = signals::unless_ended(|| builder.tempfile_in(folder)).map_err(|error| {
            // The name of the folder is in the message already; its part is nobody's concern.
            broken(path)(error.raw_os_error().map_or_else(|| error.kind().into(), io::Error::from_raw_os_error))
        })?;
        Ok(Self::Part { part, to })
    }

    pub(super) fn file(&self) -> &File {
        match self {
            Self::Part { part, .. } => part.as_file(),
            Self::Device { file, .. } => file,
        }
    }

    /// Where it is written until it is whole.
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Part { part, .. } => part.path(),
            Self::Device { to, .. } => to,
        }
    }

    /// Puts the whole file at its place.
    pub(super) fn close(self) -> Result<(), Failure> {
        match self {
            Self::Device { .. } => Ok(()),
            Self::Part { part, to } => match part.persist(&to) {
                Ok(_) => Ok(()),
                Err(error) => Err(broken(&to)(error.error)),
            },
        }
    }
}

/// Writes a whole text.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let target = Target::open(path)?;
    let written = screen::quiet(target.file().write_all(text.as_bytes()));
    written.map_err(|error| super::failure::of_stream(&screen::name(path), error))?;
    target.close()
}

/// A file where none is yet.
pub(super) struct New(Target);

impl New {
    /// What is there is left as it is; folders above are made.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        if path.symlink_metadata().is_ok() {
            return Err(taken(path));
        }
        let above = path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
        std::fs::create_dir_all(above).map_err(broken(path))?;
        Target::open(path).map(Self)
    }

    /// Where it is written until it is whole.
    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(super) fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        self.0.file().write_all(bytes).map_err(broken(self.path()))
    }
}

fn taken(path: &Path) -> Failure {
    let name = screen::name(path);
    Failure::refused(
        format!("{name} is there already, and nothing is overwritten: give another name"),
        format!("{name} はすでにあり、上書きはしない: 別の名前にする"),
    )
}

/// Puts whole files at their places: all of them, or none.
pub(super) fn place(files: impl IntoIterator<Item = New>) -> Result<(), Failure> {
    let mut placed: Vec<PathBuf> = Vec::new();
    for New(target) in files {
        let Target::Part { part, to } = target else { continue };
        if let Err(error) = part.persist_noclobber(&to) {
            for file in placed {
                // What cannot be taken back is left.
                let _ = std::fs::remove_file(file);
            }
            let is_taken = error.error.kind() == io::ErrorKind::AlreadyExists;
            return Err(if is_taken { taken(&to) } else { broken(&to)(error.error) });
        }
        placed.push(to);
    }
    Ok(())
}

/// Writes a folder of files: it stands at its place whole, or not at all. One that has files in it is left as it is.
pub(super) fn folder(path: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Failure> {
    let is_free = match std::fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(broken(path)(error)),
    };
    if !is_free {
        let name = screen::name(path);
        return Err(Failure::refused(
            format!("{name} has files in it, and nothing is overwritten: give another folder"),
            format!("{name} にはファイルがあり、上書きはしない: 別のフォルダーを指定する"),
        ));
    }
    let is_there = path.exists();
    let above = path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(above).map_err(broken(path))?;
    let mut builder = Builder::new();
    builder.prefix(".ceptoar-").suffix(".part");
    #[cfg(unix)]
    let builder = {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o777))
    };
    let part = signals::folder_unless_ended(|| builder.tempdir_in(above)).map_err(broken(path))?;
    for (name, bytes) in files {
        std::fs::write(part.path().join(name), bytes).map_err(broken(path))?;
    }
    if !is_there {
        return std::fs::rename(part.path(), path).map_err(broken(path));
    }
    // A folder that is there, and empty, stays the one that it is: somebody may stand in it.
    for (n, (name, _)) in files.iter().enumerate() {
        if let Err(error) = std::fs::rename(part.path().join(name), path.join(name)) {
            for (moved, _) in files.iter().take(n) {
                // What cannot be taken back is left.
                let _ = std::fs::remove_file(path.join(moved));
            }
            return Err(broken(path)(error));
        }
    }
    Ok(())
}

/// What is written is never written over by what is written next.
pub(super) fn each_its_own(files: &[&Path]) -> Result<(), Failure> {
    let place =
        |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned());
    let twice =
        files.iter().enumerate().find(|(n, path)| files.iter().take(*n).any(|other| place(other) == place(path)));
    match twice {
        None => Ok(()),
        Some((_, path)) => {
            let name = screen::name(path);
            Err(Failure::usage(
                format!("{name} is written twice: give each its own file"),
                format!("{name} に二つのものを書こうとしている: 別々のファイルにする"),
            ))
        }
    }
}

/// What is read is never written: neither a file, nor one in a folder of tables.
pub(super) fn not_the_same(from: &Path, to: &Path) -> Result<(), Failure> {
    let inside = std::fs::read_dir(from).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_one = |from: &Path| {
        let known = |path: &Path| std::fs::metadata(path).ok();
        let by_name = from.canonicalize().ok().zip(to.canonicalize().ok()).is_some_and(|(one, other)| one == other);
        by_name || known(from).zip(known(to)).is_some_and(|(one, other)| is_same(&one, &other))
    };
    // A terminal or a pipe is no file that is overwritten.
    let is_file = std::fs::metadata(to).is_ok_and(|of| of.is_file());
    if is_file && std::iter::once(from.to_owned()).chain(inside).any(|from| is_one(&from)) {
        let name = screen::name(to);
        return Err(Failure::usage(
            format!("{name} is what is read: give another file to write"),
            format!("{name} は読むファイルである: 別のファイルに書く"),
        ));
    }
    Ok(())
}

/// Whether two files are one, whatever they are called.
#[cfg(unix)]
pub(super) fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    // Two who write to one terminal or pipe do not overwrite each other.
    one.is_file() && one.dev() == other.dev() && one.ino() == other.ino()
}

#[cfg(not(unix))]
pub(super) fn is_same(_: &Metadata, _: &Metadata) -> bool {
    false
}
