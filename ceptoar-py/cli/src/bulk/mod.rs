//! A file of notices, answered as a file.
//!
//! `read_csv` and `read_lines` make frames of texts (`watch` counts lines, `own` knows an earlier answer) · the engine
//! decides · `write_csv`, `write_lines` and `parquet` write (`cells` and `value` say what stands in a cell) · `notes` says what
//! was passed over · `form` says
//! what the arguments mean.

mod answers;
mod cells;
mod form;
mod notes;
mod own;
mod parquet;
mod read_csv;
mod read_lines;
mod value;
mod watch;
mod write_csv;
mod write_lines;

use std::io::{self, Seek as _, Write};
use std::path::Path;

use ceptoar_core::Lang;
use ceptoar_frames::{Engine, FIELDS, Frame, Shape};

use self::answers::Answers;
use self::cells::Cache;
use self::form::{Kind, delimiter, layout, options};
use self::notes::Notes;
pub(super) use self::write_csv::INTERNAL;
use super::args::{Bulk, OnError, RowsOf, Stale};
use super::failure::{Failure, of_stream};
use super::parquet::Parquet;
use super::screen::Screen;
use super::target::{Target, is_same};
use super::{Answer, file, screen};

pub(super) fn bulk(
    of: &Bulk,
    stale: Stale,
    with: &dyn Parquet,
    screen: &Screen,
    lang: Lang,
) -> Result<Answer, Failure> {
    let (from, to) = (Kind::of(&of.input)?, Kind::of(&of.output)?);
    let asked = file::encoding(of.encoding.as_deref())?;
    let options = options(of, to, lang)?;
    file::once([Some(&*of.input)].into_iter().chain(of.basis.files()))?;
    apart(of, screen)?;
    let router = file::router(&of.basis, stale, screen)?;
    let notes = Notes::default();
    let place = file::place(&of.input);
    let live = is_live(&of.input, screen);
    let keeps = of.errors == OnError::Column;
    let unread = format!("{}unread", of.prefix);
    let (frame, unread) = match from {
        Kind::Csv => {
            let form = read_csv::Form {
                place: place.clone(),
                delimiter: delimiter(of.delimiter.as_deref(), &of.input)?,
                unread: keeps.then_some(unread),
            };
            read_csv::read(file::text(&of.input, asked, screen)?, form, &notes)?
        }
        Kind::Lines => {
            let form = read_lines::Form { place: place.clone(), unread, keeps, prefix: of.prefix.clone(), live };
            read_lines::read(file::text(&of.input, asked, screen)?, form)?
        }
        Kind::Parquet => (parquet::read(with, &of.input)?, None),
    };
    if layout(of, to) == RowsOf::Verdicts && !of.quiet {
        let parties = router.registry().parties().len();
        let _ = screen.tell(&form::size(form::count(&of.input, from, with), parties, lang));
    }
    let mut engine = Engine::new(&router, &frame.schema, &options)?;
    let as_lines = |engine: &Engine, unread: Option<String>| {
        let read = |field: &str| engine.name_of(field) == Some(field);
        let text = |shape| matches!(shape, Shape::Set | Shape::Limit | Shape::Persons | Shape::Flag);
        let fields = FIELDS.into_iter().filter(|(field, shape)| text(*shape) && read(field)).collect();
        write_lines::Lines { unread, cache: Cache::default(), separator: of.separator.clone(), fields }
    };
    let csv = |engine: &Engine| -> Result<Box<dyn Answers>, Failure> {
        let (sets, limit) = engine.sets();
        Ok(Box::new(write_csv::Csv {
            delimiter: delimiter(of.delimiter.as_deref(), &of.output)?,
            separator: of.separator.clone(),
            mark: of.bom,
            sets,
            limit,
            prefix: of.prefix.clone(),
            unread: unread.clone(),
            cache: Cache::default(),
        }))
    };
    let mut run =
        Run { engine: &mut engine, screen, place: &place, lang, shown: !of.quiet && screen.is_watched(), live: false };
    if of.output == Path::new("-") {
        let mut answers = as_lines(run.engine, unread);
        if live {
            run.live = true;
            let out = screen.out().map_err(|error| of_stream(screen::OUT, error))?;
            enough(run.all(frame, &mut answers, &mut { out }))?;
        } else {
            // What a later row may refuse is held back: on the disk, since it may be more than memory holds.
            let mut held = tempfile::tempfile().map_err(|error| of_stream(screen::OUT, error))?;
            let mut buffered = io::BufWriter::with_capacity(1 << 18, &held);
            run.all(frame, &mut answers, &mut buffered)?;
            buffered.flush().map_err(|error| of_stream(screen::OUT, error))?;
            drop(buffered);
            let mut copy = || -> io::Result<()> {
                held.rewind()?;
                let mut out = screen.out()?;
                io::copy(&mut held, &mut out)?;
                out.flush()
            };
            screen::quiet(copy()).map_err(|error| of_stream(screen::OUT, error))?;
        }
    } else {
        let target = Target::open(&of.output)?;
        let mut answers: Box<dyn Answers> = match to {
            Kind::Csv => csv(run.engine)?,
            Kind::Lines => Box::new(as_lines(run.engine, unread)),
            Kind::Parquet => Box::new(parquet::Written::new(with, target.path(), file::place(&of.output))),
        };
        let mut out = io::BufWriter::with_capacity(1 << 18, target.file());
        let done = run.all(frame, answers.as_mut(), &mut out).and_then(|()| out.flush().map_err(Failure::Stream));
        drop(out);
        done.map_err(|failure| failure.at(&file::place(&of.output)))?;
        target.close()?;
    }
    let mut said = notes.take(&place, lang);
    if stale == Stale::Warn && engine.stale_rows() > 0 {
        said += &super::stale::rows(engine.stale_rows(), router.registry(), lang);
    }
    Ok(Answer { notes: said, ..String::new().into() })
}

/// Nothing is read that is written to.
fn apart(of: &Bulk, screen: &Screen) -> Result<(), Failure> {
    let input = if of.input == Path::new("-") {
        screen.input().and_then(|input| input.metadata().ok())
    } else {
        std::fs::metadata(&of.input).ok()
    };
    let output = if of.output == Path::new("-") {
        screen.out_file().and_then(|out| out.metadata().ok())
    } else {
        std::fs::metadata(&of.output).ok()
    };
    let files = of.basis.files().flatten().filter_map(|file| std::fs::metadata(file).ok());
    let same = |one: std::fs::Metadata| output.as_ref().is_some_and(|output| is_same(&one, output));
    if input.into_iter().chain(files).any(same) {
        let name = file::place(&of.output);
        return Err(Failure::usage(
            format!("{name} is read and would be overwritten: give the answer another name"),
            format!("{name} は読むファイルでもあり、上書きになる。答えには別の名前を付ける"),
        ));
    }
    Ok(())
}

/// Whether the notices come one by one from somebody who waits for answers.
fn is_live(input: &Path, screen: &Screen) -> bool {
    let waits = |file: std::fs::File| file.metadata().is_ok_and(|known| !known.is_file());
    input == Path::new("-") && screen.input().is_some_and(waits)
}

/// A reader who has seen enough is no fault.
fn enough(done: Result<(), Failure>) -> Result<(), Failure> {
    match done {
        Err(Failure::Stream(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(failure) => Err(failure.at(screen::OUT)),
        done => done,
    }
}

struct Run<'a> {
    engine: &'a mut Engine,
    screen: &'a Screen,
    place: &'a str,
    lang: Lang,
    shown: bool,
    /// Whether each chunk is handed on at once, and the first refusal ends it.
    live: bool,
}

impl Run<'_> {
    fn all(&mut self, frame: Frame, answers: &mut dyn Answers, out: &mut dyn Write) -> Result<(), Failure> {
        let mut done = 0;
        answers.begin(&self.engine.schema(), out)?;
        for rows in frame.batches {
            let rows = rows?;
            self.engine.validate(&rows.batch)?;
            for chunk in rows.pieces(self.engine.chunk_rows()) {
                let batch = self.engine.decide(&chunk)?;
                if self.engine.is_clean() {
                    answers.write(&batch, out)?;
                }
                done += chunk.batch.num_rows();
                if self.shown && !self.live {
                    let _ = self.screen.tell(&match self.lang {
                        Lang::Ja => format!("\r{}: {done}件", self.place),
                        Lang::En => format!("\r{}: {done} notices", self.place),
                    });
                }
            }
            if self.live {
                out.flush().map_err(Failure::Stream)?;
            }
            if self.engine.hopeless() || self.live && !self.engine.is_clean() {
                break;
            }
        }
        if self.shown && !self.live {
            let _ = self.screen.tell("\n");
        }
        self.engine.finish()?;
        answers.end()
    }
}
