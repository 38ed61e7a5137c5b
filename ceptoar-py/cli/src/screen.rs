//! Standard output and error, as they are when the command begins.
//!
//! Both are kept as files of our own: the standard library takes a closed stream for a full success, and a closed number
//! may later be given to another file. What cannot be written is always told, save to a reader who has seen enough.

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal as _, Write};
use std::sync::{Mutex, PoisonError};

use ceptoar_core::Lang;
use ceptoar_frames::Said;
use ceptoar_sheets::Note;

use super::args::Colour;

/// The columns of a text for nobody's terminal.
const WIDTH: usize = 100;

/// What messages call standard output.
pub(super) const OUT: &str = "standard output";

/// The standard streams of a command; `None` is one that is closed.
#[derive(Debug, Default)]
pub struct Streams {
    /// Standard input.
    pub input: Option<File>,
    /// Standard output.
    pub out: Option<File>,
    /// Standard error.
    pub err: Option<File>,
}

impl Streams {
    /// Those of this process, as they are now. It is asked before anything is opened, which would be given the number of a
    /// stream that is closed.
    pub fn of_process() -> Self {
        Self { input: own(io::stdin()), out: own(io::stdout()), err: own(io::stderr()) }
    }
}

/// Where answers and messages go, and where `-` is read from.
pub(super) struct Screen {
    streams: Streams,
    colour: Option<Colour>,
    lang: Lang,
    /// Notes that wait until it is known whether they stand in one document with problems; `None`: they are told at once.
    kept: Option<Mutex<Vec<Note>>>,
}

#[cfg(unix)]
fn own(stream: impl std::os::fd::AsFd) -> Option<File> {
    stream.as_fd().try_clone_to_owned().ok().map(File::from)
}

#[cfg(windows)]
fn own(stream: impl std::os::windows::io::AsHandle) -> Option<File> {
    stream.as_handle().try_clone_to_owned().ok().map(File::from)
}

impl Screen {
    pub(super) fn new(streams: Streams, lang: Lang) -> Self {
        Self { streams, colour: None, lang, kept: None }
    }

    /// Keeps notes, so that a program that reads why something is refused reads one JSON document.
    pub(super) fn keep_notes(&mut self) {
        self.kept = Some(Mutex::default());
    }

    /// Tells what is no fault and must not pass unseen.
    pub(super) fn note(&self, notes: &[Note]) {
        match &self.kept {
            Some(kept) => kept.lock().unwrap_or_else(PoisonError::into_inner).extend(notes.iter().cloned()),
            None => self.tell_notes(notes),
        }
    }

    /// The notes that were kept, which are kept no longer.
    pub(super) fn kept_notes(&self) -> Vec<Note> {
        let take = |kept: &Mutex<Vec<Note>>| std::mem::take(&mut *kept.lock().unwrap_or_else(PoisonError::into_inner));
        self.kept.as_ref().map(take).unwrap_or_default()
    }

    /// Notes, a line each.
    pub(super) fn tell_notes(&self, notes: &[Note]) {
        let lines: String = notes.iter().map(|note| note.line(self.lang) + "\n").collect();
        // It is said beside an answer, which is not to fail for it.
        let _ = self.tell(&lines);
    }

    /// Standard input, if it is open.
    pub(super) fn input(&self) -> Option<File> {
        self.streams.input.as_ref()?.try_clone().ok()
    }

    /// Colours as they are asked for.
    pub(super) fn colours(&mut self, colour: Colour) {
        self.colour = Some(colour);
    }

    /// Standard output, to be written to.
    pub(super) fn out(&self) -> io::Result<&File> {
        self.streams.out.as_ref().ok_or_else(closed)
    }

    /// Standard output as a file, to be compared with others.
    pub(super) fn out_file(&self) -> Option<&File> {
        self.streams.out.as_ref()
    }

    /// Writes a message to standard error.
    pub(super) fn tell(&self, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        quiet(self.streams.err.as_ref().ok_or_else(closed)?.write_all(text.as_bytes()))
    }

    /// Whether somebody watches standard error.
    pub(super) fn is_watched(&self) -> bool {
        self.streams.err.as_ref().is_some_and(|err| err.is_terminal())
    }

    fn colourful(&self, file: Option<&File>) -> bool {
        match self.colour.unwrap_or(Colour::Auto) {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                !plain && file.is_some_and(|file| file.is_terminal())
            }
        }
    }

    /// Whether answers may be coloured.
    pub(super) fn paints(&self) -> bool {
        self.colourful(self.streams.out.as_ref())
    }

    /// Whether messages may be coloured.
    pub(super) fn paints_messages(&self) -> bool {
        self.colourful(self.streams.err.as_ref())
    }

    /// The columns of the reader's screen: COLUMNS, or those of the terminal; `None` where nobody's terminal is written to.
    pub(super) fn columns(&self) -> Option<usize> {
        let set = std::env::var("COLUMNS").ok().and_then(|value| value.parse().ok()).filter(|columns| *columns > 0);
        let of_terminal = || {
            let terminal = self.streams.out.as_ref().filter(|out| out.is_terminal())?;
            terminal_size::terminal_size_of(terminal).map(|(width, _)| usize::from(width.0)).filter(|width| *width > 0)
        };
        set.or_else(of_terminal)
    }

    /// The columns of a text.
    pub(super) fn width(&self) -> usize {
        self.columns().unwrap_or(WIDTH)
    }
}

fn closed() -> io::Error {
    io::Error::new(ErrorKind::NotConnected, "it is closed")
}

/// A reader who has seen enough is no fault.
pub(super) fn quiet(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}

/// What the system says of a file, in both languages.
pub(super) fn trouble(place: &str, error: &io::Error) -> Said {
    let ja = match error.kind() {
        ErrorKind::NotFound => "ファイルがない".to_owned(),
        ErrorKind::PermissionDenied => "アクセスが許されていない".to_owned(),
        ErrorKind::AlreadyExists => "すでにある".to_owned(),
        ErrorKind::IsADirectory => "ファイルではなくフォルダーである".to_owned(),
        ErrorKind::NotADirectory => "途中の名前がフォルダーではない".to_owned(),
        ErrorKind::StorageFull => "ディスクに空きがない".to_owned(),
        ErrorKind::QuotaExceeded => "割り当てられた容量を超えた".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "書き込めないファイルシステムである".to_owned(),
        ErrorKind::InvalidFilename => "ファイル名として使えない".to_owned(),
        ErrorKind::FileTooLarge => "ファイルが大きすぎる".to_owned(),
        ErrorKind::NotConnected => "閉じている".to_owned(),
        ErrorKind::BrokenPipe => "読み手がいない".to_owned(),
        _ => match error.raw_os_error() {
            Some(number) => format!("読み書きできない (OSのエラー {number})"),
            None => "読み書きできない".to_owned(),
        },
    };
    let place_ja = if place == OUT { "標準出力" } else { place };
    // An error without the system's number says its kind alone, in Rust's word.
    let en = match (error.raw_os_error(), error.kind()) {
        (None, ErrorKind::NotFound) => "no such file or folder".to_owned(),
        _ => error.to_string(),
    };
    Said::new(format!("{place}: {en}"), format!("{place_ja}: {ja}"))
}

/// The name of a file for a message: what would move the cursor or turn the text is escaped.
pub(super) fn name(path: &std::path::Path) -> String {
    shown(&path.to_string_lossy())
}

/// A text from outside for a message.
pub(super) fn shown(text: &str) -> String {
    ceptoar_core::shown(text).into_owned()
}

impl Screen {
    /// The English or Japanese sentence to standard error, after the name of the command.
    pub(super) fn complain(&self, said: &Said, lang: Lang) {
        // If even that cannot be said, the exit code says it.
        let _ = self.tell(&format!("ceptoar: {}\n", said.message(lang)));
    }
}
