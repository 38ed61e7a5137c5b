//! The columns of an answer, and where their cells come from.

use arrow_schema::DataType;

use super::arrays::{Form, instant_type};
use super::fault::Fault;
use super::layout::{LISTS, Layout};
use super::options::{OnError, Options, Wanted};

/// The column of the numbers of outcomes, in the answer and in their table.
pub(super) const ID: &str = "outcome_id";
/// A column of the answer, and where its cells come from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The column of the layout of this number, whose dictionary has the same number.
    Item(usize),
    /// Whether the party of a verdict is required: the column of the layout of this number.
    Flag(usize),
    /// `unmet` or `lints`, where a row is a notice.
    List(usize),
    /// The same, where it is not.
    Joined(usize),
    ValidUntil,
    Problems,
    /// The number of the outcome.
    Id,
    /// Who is told (0) or must be (1), as bits by party.
    Mask(usize),
}

impl Source {
    /// How its column holds texts where `dictionaries` says so, or where nothing is said.
    pub(super) fn form(self, dictionaries: Option<bool>) -> Form {
        match (dictionaries, self) {
            (Some(true), _) => Form::Coded,
            (Some(false), _) | (None, Self::Item(0)) => Form::Plain,
            (None, _) => Form::Coded,
        }
    }

    pub(super) fn data_type(self, layout: Layout, dictionaries: Option<bool>, words: usize) -> DataType {
        let form = self.form(dictionaries);
        match self {
            Self::Flag(_) => DataType::Boolean,
            Self::ValidUntil => instant_type(),
            Self::List(_) => form.list(),
            Self::Item(_) if layout == Layout::Notices => form.list(),
            Self::Item(_) | Self::Joined(_) | Self::Problems => form.text(),
            Self::Id => DataType::UInt32,
            Self::Mask(_) => bits_type(words),
        }
    }
}

/// How a set of parties of so many words stands in a column: as one number, or as bytes, the first party in the lowest bit
/// of the first byte.
pub(super) fn bits_type(words: usize) -> DataType {
    match i32::try_from(words * 8) {
        Ok(bytes) if words > 1 => DataType::FixedSizeBinary(bytes),
        _ => DataType::UInt64,
    }
}

/// What is wanted: columns with their names.
pub(super) struct Columns {
    /// Beside those of the frame.
    pub(super) columns: Vec<(&'static str, Source)>,
    /// Of the table of outcomes, beside their numbers, where there is one.
    pub(super) of_outcomes: Option<Vec<(&'static str, Source)>>,
}

/// The columns that the options want.
pub(super) fn wanted(options: &Options) -> Result<Columns, Fault> {
    let layout = options.layout;
    if matches!(options.answer, Wanted::Masks | Wanted::Ids) && layout != Layout::Notices {
        return Err(Fault::frame(
            "`masks` and `ids` have a row for each notice: leave `explode` and `verdicts` out",
            "`masks` と `ids` は通知ごとに1行である。`explode` と `verdicts` を付けない",
        ));
    }
    let of_items = layout.columns().iter().enumerate().map(|(n, name)| match *name {
        "required" => (*name, Source::Flag(n)),
        name => (name, Source::Item(n)),
    });
    let of_notice = LISTS.into_iter().enumerate().map(|(n, name)| match layout {
        Layout::Notices => (name, Source::List(n)),
        Layout::Deliveries | Layout::Verdicts => (name, Source::Joined(n)),
    });
    let whole: Vec<_> = of_items.chain(of_notice).chain([("valid_until", Source::ValidUntil)]).collect();
    let problems = (options.on_error == OnError::Column).then_some(("problems", Source::Problems));
    let with_problems = |mut columns: Vec<(&'static str, Source)>| {
        columns.extend(problems);
        columns
    };
    let mut of_outcomes = None;
    let columns = match &options.answer {
        Wanted::Whole => whole,
        Wanted::Columns(wanted) => chosen(&whole, wanted)?,
        Wanted::Masks => vec![("told", Source::Mask(0)), ("must", Source::Mask(1))],
        Wanted::Ids => {
            of_outcomes = Some(with_problems(whole));
            vec![(ID, Source::Id)]
        }
    };
    Ok(Columns { columns: with_problems(columns), of_outcomes })
}

/// The columns that are wanted, in the order in which they are.
fn chosen(fields: &[(&'static str, Source)], wanted: &[String]) -> Result<Vec<(&'static str, Source)>, Fault> {
    let mut chosen: Vec<(&'static str, Source)> = Vec::new();
    for name in wanted {
        let Some(field) = fields.iter().find(|(known, _)| known == name) else {
            let names = fields.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
            return Err(Fault::frame(
                format!("the answer has no column `{name}`; its columns are {names}"),
                format!("答えに列 `{name}` はない。答えの列: {names}"),
            ));
        };
        if chosen.contains(field) {
            return Err(Fault::frame(
                format!("the answer's column `{name}` is wanted twice"),
                format!("答えの列 `{name}` が二度指定されている"),
            ));
        }
        chosen.push(*field);
    }
    Ok(chosen)
}
