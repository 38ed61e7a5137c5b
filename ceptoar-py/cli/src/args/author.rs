//! The arguments of what an author of documents asks.

use std::path::PathBuf;

use ceptoar_core::author::exposure::ExposureOptions;
use ceptoar_core::author::{FindingCode, GapCode};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, Subcommand, ValueEnum};

use super::basis::Basis;

/// A registry of one's own to begin with.
#[derive(ClapArgs)]
pub(crate) struct Begin {
    /// The folder to make, or the workbook (.xlsx); what is there already is left as it is.
    #[arg(value_name = "FOLDER|FILE")]
    pub(crate) folder: PathBuf,
    /// A built-in outline to complete; else empty tables.
    #[arg(long, value_name = "ID")]
    pub(crate) outline: Option<String>,
}

/// An outline that becomes an edition.
#[derive(ClapArgs)]
pub(crate) struct Build {
    /// The outline: a folder of CSV, a workbook (.xlsx), a JSON document, or the id of a built-in one.
    #[arg(id = "outline_source", value_name = "OUTLINE")]
    pub(crate) source: PathBuf,
    /// The file to write; else standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) tables: TableEncoding,
}

/// An edition that becomes an outline.
#[derive(ClapArgs)]
pub(crate) struct Reverse {
    /// The edition: a file, `-`, or the id of a built-in one.
    #[arg(id = "edition_of", value_name = "EDITION")]
    pub(crate) edition: PathBuf,
    /// The folder to make, or the workbook (.xlsx); what is there already is left as it is.
    #[arg(id = "folder", short = 'o', long = "output", value_name = "FOLDER|FILE")]
    pub(crate) folder: PathBuf,
    /// The id of the scheme.
    #[arg(id = "own_id", long = "id", value_name = "ID", default_value = "my-scheme")]
    pub(crate) id: String,
}

#[derive(Subcommand)]
pub(crate) enum RosterCommand {
    /// Makes a roster of a spreadsheet: a row for each organisation and CEPTOAR.
    From(FromTable),
}

/// A spreadsheet that becomes a roster.
#[derive(ClapArgs)]
pub(crate) struct FromTable {
    /// The spreadsheet: .csv, .xlsx with one sheet (or one called `members`), or CSV on `-`.
    pub(crate) table: PathBuf,
    /// The file to write; else standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The id of the roster.
    #[arg(id = "own_id", long = "id", value_name = "ID", default_value = "roster")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) tables: TableEncoding,
}

/// How CSV is written.
#[derive(ClapArgs)]
pub(crate) struct TableEncoding {
    /// How CSV is written, as `cp932`; else as is found: by a mark, as UTF-8, else as CP932.
    #[arg(id = "csv_encoding", long = "encoding", value_name = "NAME")]
    pub(crate) encoding: Option<String>,
}

/// Two documents that are compared.
#[derive(ClapArgs)]
pub(crate) struct Compared {
    /// The document before: a file, `-`, or the id of a built-in one.
    pub(crate) before: PathBuf,
    /// The document after, likewise.
    pub(crate) after: PathBuf,
    /// Compares also what data rest on: sources, grades, notes and summaries.
    #[arg(long)]
    pub(crate) citations: bool,
}

/// The codes of gaps.
fn gaps() -> impl TypedValueParser<Value = GapCode> {
    PossibleValuesParser::new(GapCode::ALL.iter().map(|code| code.as_str())).try_map(|code| code.parse())
}

/// The codes of what is found in rules.
fn findings() -> impl TypedValueParser<Value = FindingCode> {
    PossibleValuesParser::new(FindingCode::ALL.iter().map(|code| code.as_str())).try_map(|code| code.parse())
}

/// What is unknown in a registry, or cannot work there.
#[derive(ClapArgs)]
pub(crate) struct Gaps {
    /// An edition or an outline: a file, `-`, a folder of tables, a workbook, or the id of a built-in one; left out, the built-in edition.
    #[arg(conflicts_with = "edition")]
    pub(crate) document: Option<PathBuf>,
    /// The day of which it is asked whether the document speaks of it; else today, in Japan.
    #[arg(long, value_name = "DAY")]
    pub(crate) on: Option<String>,
    /// Exit with 3 if there is one of these; may list several, with commas.
    #[arg(long = "fail-on", value_name = "CODE", value_delimiter = ',', value_parser = gaps())]
    pub(crate) fail_on_gap: Vec<GapCode>,
    /// How many combinations are asked at most, until everybody is reached; more are refused.
    #[arg(long, value_name = "COUNT", default_value_t = ExposureOptions::MOST)]
    pub(crate) most: u64,
    #[command(flatten)]
    pub(crate) basis: Basis,
}

#[derive(Subcommand)]
pub(crate) enum RulesCommand {
    /// Checks that rules fit the registry and the profile, and lists what a careful reader should look at.
    ///
    /// Every class of envelopes is asked: rules without which no answer changes, labels under which nothing travels, rules that
    /// require in vain, parties that nobody can reach. Exit codes: 0 whatever it finds; with --fail-on 3 if it finds such.
    Lint {
        /// Exit with 3 if one of these is found; may list several, with commas.
        #[arg(long = "fail-on", value_name = "CODE", value_delimiter = ',', value_parser = findings())]
        fail_on_finding: Vec<FindingCode>,
        #[command(flatten)]
        days: Days,
        #[command(flatten)]
        basis: Basis,
    },
    /// Says what differs between two sets of rules, by rule and day.
    ///
    /// Exit codes: 0 they say the same, 3 they differ.
    Diff(Compared),
    /// Puts fixtures (ceptoar/test/1) to a router, and says what is not as they expect.
    ///
    /// Exit codes: 0 every case passed, 3 one failed.
    Test {
        /// The fixtures.
        #[arg(required = true, value_name = "FIXTURE")]
        fixtures: Vec<PathBuf>,
        #[command(flatten)]
        basis: Basis,
    },
}

#[derive(Subcommand)]
pub(crate) enum LevelsCommand {
    /// Says what differs between two level profiles, by label.
    ///
    /// Exit codes: 0 they say the same, 3 they differ.
    Diff(Compared),
}

/// Who could ever see what.
#[derive(ClapArgs)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Exposure {
    #[command(subcommand)]
    pub(crate) diff: Option<ExposureCommand>,
    /// Of one party alone.
    #[arg(long, value_name = "PARTY")]
    pub(crate) who: Option<String>,
    #[command(flatten)]
    pub(crate) over: Over,
    #[command(flatten)]
    pub(crate) basis: Basis,
}

#[derive(Subcommand)]
pub(crate) enum ExposureCommand {
    /// Says who sees more, and who sees less, from one set of documents to another.
    ///
    /// BEFORE and AFTER are rules, editions, outlines, overlays or level profiles, as their `format` says; the rest is what the
    /// options name, and an overlay is laid over that edition. The same twice with two days compares those days.
    /// Exit codes: 0; with --fail-on 3 if there is such a change.
    Diff {
        /// The document before: a file, `-`, or the id of built-in rules, or of a built-in profile, edition, outline or overlay.
        before: PathBuf,
        /// The document after, likewise.
        after: PathBuf,
        /// Exit with 3 if there is such a change.
        #[arg(long, value_enum, value_name = "WHAT")]
        fail_on: Option<FailOn>,
        /// Asks the document before on this day, whenever notices are issued; --after-on is needed then.
        #[arg(long, value_name = "DAY", requires = "after_on", conflicts_with_all = ["from", "until"])]
        before_on: Option<String>,
        /// Asks the document after on this day.
        #[arg(long, value_name = "DAY", requires = "before_on")]
        after_on: Option<String>,
        #[command(flatten)]
        over: Over,
        #[command(flatten)]
        basis: Basis,
    },
}

/// What must not change.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Somebody is told of more notices, or over other channels.
    Gain,
    /// Somebody is told less, or over fewer channels, need no longer be told, or must be and is not.
    Loss,
    /// Anything.
    Any,
}

/// The days of the notices that are asked, and how many are.
#[derive(ClapArgs)]
pub(crate) struct Days {
    /// The first day of the notices; else the first that the editions cover.
    #[arg(long, value_name = "DAY")]
    pub(crate) from: Option<String>,
    /// The first day after; else likewise.
    #[arg(long, value_name = "DAY")]
    pub(crate) until: Option<String>,
    /// How many combinations are asked at most; more are refused.
    #[arg(long, value_name = "COUNT", default_value_t = ExposureOptions::MOST)]
    pub(crate) most: u64,
}

/// Over which envelopes an exposure is asked.
#[derive(ClapArgs)]
pub(crate) struct Over {
    #[command(flatten)]
    pub(crate) days: Days,
    /// Whom the notices are addressed to.
    #[arg(long, value_enum, value_name = "WHOM", default_value_t = Addressees::Everybody)]
    pub(crate) addressees: Addressees,
    /// How many sectors a notice names at most: 1 or 2.
    #[arg(long, value_name = "COUNT", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=2))]
    pub(crate) sectors: u8,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Addressees {
    /// Nobody.
    None,
    /// Nobody; everybody.
    Everybody,
    /// Nobody; everybody; each party by itself.
    Each,
}
