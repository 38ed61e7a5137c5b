//! The arguments of the command.

mod author;
mod basis;
mod bulk;
mod life;
mod notice;

use std::path::PathBuf;

use ceptoar_core::Lang;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub(super) use self::author::{
    Addressees, Begin, Build, Compared, Days, Exposure, ExposureCommand, FailOn, FromTable, Gaps, LevelsCommand, Over,
    Reverse, RosterCommand, RulesCommand,
};
pub(super) use self::basis::{Basis, When, Whose};
pub(super) use self::bulk::{Bulk, OnError, RowsOf};
pub(super) use self::life::{Actions, AsOf, Audit, Drill, FailOnFinding, FollowUp, Followed, Logged, Resilience};
pub(super) use self::notice::{New, NoticeCommand};

/// Who may see, and who must be told, of a notice about Japan's critical infrastructure: by which path, until when, and why.
///
/// A file may be `-` for standard input. Exit codes: 0 answered; 1 failed (a file, a disk); 2 refused, or asked wrongly; with
/// --strict 3 if somebody who must be told is not; 130 interrupted, 143 terminated. `may-pass`: 0 yes, 4 if somebody judges
/// so, 3 no.
#[derive(Parser)]
#[command(name = "ceptoar", version, max_term_width = 100, propagate_version = false)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,

    /// How to answer: for people, or for programs.
    #[arg(long, global = true, value_enum)]
    format: Option<Format>,

    /// The language of names and sentences; else the one of LC_ALL, LC_MESSAGES or LANG.
    #[arg(long, global = true, value_enum)]
    lang: Option<Language>,

    /// Whether to colour what must not be missed; NO_COLOR is heeded.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    pub(super) color: Colour,

    /// What to do about a day that the edition does not speak of.
    #[arg(long, global = true, value_enum, value_name = "WHAT", default_value_t = Stale::Warn)]
    pub(super) stale: Stale,
}

impl Args {
    pub(super) fn format(&self) -> Format {
        self.format.unwrap_or(Format::Table)
    }

    pub(super) fn lang(&self) -> Lang {
        match self.lang {
            Some(Language::Ja) => Lang::Ja,
            Some(Language::En) => Lang::En,
            None => super::language::of_environment(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Text for people.
    Table,
    /// One JSON document.
    Json,
    /// Comma-separated values with a header.
    Csv,
}

#[derive(Clone, Copy, ValueEnum)]
enum Language {
    /// 日本語
    Ja,
    /// English
    En,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal.
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Stale {
    /// Answer, and say so first.
    Warn,
    /// Refuse.
    Refuse,
    /// Answer; only the lint says so.
    Allow,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Picture {
    /// A picture that is complete in itself.
    Svg,
    /// A Mermaid flowchart.
    Mermaid,
    /// Graphviz DOT.
    Dot,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Untold {
    /// How many, by reason.
    Summary,
    /// Everybody.
    List,
    /// Nothing.
    None,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Who is told, who must be, by which path and channels, until when; in short, why others are not.
    Route {
        #[command(flatten)]
        of: Of,
        /// Say everything of everybody, as `explain` does.
        #[arg(long)]
        all: bool,
        /// Say of one party alone whether it is told, and why.
        #[arg(long, value_name = "PARTY", conflicts_with = "all")]
        why: Option<String>,
        #[command(flatten)]
        strict: Strict,
    },
    /// The same, with everything: for everybody who is not told, why not.
    Explain {
        #[command(flatten)]
        of: Of,
        #[command(flatten)]
        strict: Strict,
    },
    /// Only who is told, and who must be.
    Audience {
        #[command(flatten)]
        of: Of,
        #[command(flatten)]
        strict: Strict,
    },
    /// "I hold this: to whom do I hand it on?"
    Onward {
        #[command(flatten)]
        of: Of,
        /// The party that holds the notice.
        holder: String,
        #[command(flatten)]
        followed: Followed,
    },
    /// "I hold this: may I pass it to that party?"
    ///
    /// Exit codes: 0 yes, 4 if somebody judges so, 3 no; 2 refused or asked wrongly, 1 failed.
    MayPass {
        #[command(flatten)]
        of: Of,
        /// The party that holds the notice.
        holder: String,
        /// The party that would get it.
        party: String,
        #[command(flatten)]
        followed: Followed,
    },
    /// Draws the route of a notice.
    Plot {
        #[command(flatten)]
        of: Of,
        #[command(flatten)]
        how: Drawing,
    },
    /// Writes a notice to begin with.
    #[command(subcommand)]
    Notice(NoticeCommand),
    /// Shows, checks, compares or makes editions.
    #[command(subcommand)]
    Registry(RegistryCommand),
    /// Makes a roster.
    #[command(subcommand)]
    Roster(RosterCommand),
    /// Checks, compares and tests rules.
    #[command(subcommand)]
    Rules(RulesCommand),
    /// Compares level profiles.
    #[command(subcommand)]
    Levels(LevelsCommand),
    /// Who could ever see what: every class of envelopes is asked.
    ///
    /// Not held: several but not all addressees, consents, persons, embargo, outages, more sectors, other days.
    Exposure(Box<Exposure>),
    /// What a delivery log shows: leaks, omissions, and why; who holds what, and how far each notice came.
    ///
    /// Exit codes: 0 whatever it finds; with --fail-on 3 if it finds such.
    Audit(Box<Audit>),
    /// What to do now: whom to hand what, whom to ask, what to decide.
    Actions(Box<Actions>),
    /// Who must learn that a notice was updated or withdrawn, and how it comes to them.
    ///
    /// Exit codes: 0 whatever follows; with --strict 3 if a holder keeps an old version, or is not reached.
    FollowUp(Box<FollowUp>),
    /// Who is lost when a channel, a sector, a link or a relay fails: the single points of failure.
    ///
    /// Exit codes: 0 whatever it finds; with --strict 3 if there is a single point.
    Resilience(Box<Resilience>),
    /// How often chance loses whom: a scenario is drawn again and again, of one seed always alike.
    Drill(Box<Drill>),
    /// What it would take that a party is told: the smallest sets of decisions, each with who takes it and who else would be told.
    ///
    /// Exit codes: 0 it is told, or some decisions would do; 3 nothing of this kind would.
    Remedies {
        #[command(flatten)]
        of: Of,
        /// The party that is to be told.
        #[arg(id = "remedied")]
        party: String,
    },
    /// Makes delivery logs.
    #[command(subcommand)]
    Log(LogCommand),
    /// Prints the JSON Schema of a document that is read or answered.
    Schema {
        /// The document; left out, the names are listed.
        name: Option<String>,
    },
    /// Routes a file of notices: CSV, JSON Lines or Parquet.
    ///
    /// With a pipe as input and `-` as output, each line is answered as it comes, and the first refusal ends it.
    Bulk(Box<Bulk>),
    /// Prints the completion script of a shell.
    Completion {
        /// The shell.
        shell: Shell,
    },
}

/// A question about one notice.
#[derive(ClapArgs)]
pub(super) struct Of {
    /// The notice as a JSON file, or `-`.
    pub(super) notice: PathBuf,
    /// How the file is written, as `cp932`; else UTF-8, or UTF-16 with a mark.
    #[arg(long, value_name = "NAME")]
    pub(super) encoding: Option<String>,
    #[command(flatten)]
    pub(super) basis: Basis,
    #[command(flatten)]
    pub(super) when: When,
}

#[derive(Subcommand)]
pub(super) enum LogCommand {
    /// Writes the sheet of a notice to fill in, as CSV: each hand-over of its plan, its times left open.
    Template(Box<Of>),
}

#[derive(Subcommand)]
pub(super) enum RegistryCommand {
    /// Begins a registry of one's own: a folder or a workbook of tables to fill in, rules and a notice.
    New(Begin),
    /// Makes an edition of an outline: of a folder of CSV, a workbook or a document. Every fault is told by its cell.
    Build(Build),
    /// Writes the tables that build an edition, as a folder or a workbook, and says what no table can say.
    Outline(Reverse),
    /// Shows a part of the registry.
    Show {
        /// Which part.
        #[arg(value_enum, default_value_t = Part::Parties)]
        part: Part,
        #[command(flatten)]
        whose: Whose,
    },
    /// Finds parties, sectors, documents and whatever else has an id, by id or name.
    ///
    /// Width, case, spaces and the kind of kana do not matter. That nothing is found is no fault: the exit code is 0.
    Find {
        /// What to look for.
        text: String,
        #[command(flatten)]
        whose: Whose,
    },
    /// Says what differs between two editions, day by day and by key.
    ///
    /// Exit codes: 0 they say the same, 3 they differ.
    Diff {
        #[command(flatten)]
        of: Compared,
        /// Writes the overlay that leads from the edition before to the one after, named as the file; `-`: in place of the answer.
        #[arg(long = "overlay", value_name = "FILE")]
        overlay_out: Option<PathBuf>,
    },
    /// Says what is unknown in an edition or an outline, or cannot work: what it causes, and what to write.
    ///
    /// Exit codes: 0 whatever it finds; with --fail-on 3 if it finds such.
    Gaps(Box<Gaps>),
    /// Checks an edition and lists every fault.
    Validate {
        /// The edition, or `-`; left out, that of --edition.
        #[arg(conflicts_with = "edition")]
        file: Option<PathBuf>,
        #[command(flatten)]
        whose: Whose,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Part {
    Parties,
    Sectors,
    Ceptoars,
    Memberships,
    Links,
    Instruments,
    Bodies,
    Channels,
    Kinds,
    Causes,
    Purposes,
    Obligations,
    Documents,
    Errata,
}

/// How a route is drawn.
#[derive(ClapArgs)]
pub(super) struct Drawing {
    /// How to draw it; else as the name of the file says, or SVG.
    #[arg(long, value_enum)]
    pub(super) picture: Option<Picture>,
    /// The file to write (.svg, .mmd or .dot); else standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Groups of more than so many are one box; 0: never.
    #[arg(long, value_name = "COUNT")]
    pub(super) collapse: Option<usize>,
    /// The most pixels of an SVG, as 1200x800.
    #[arg(long, value_name = "WIDTHxHEIGHT")]
    pub(super) page: Option<String>,
    /// What is said of those who are not told.
    #[arg(long, value_enum, value_name = "HOW", default_value_t = Untold::Summary)]
    pub(super) withheld: Untold,
}

/// For scripts that must not go on.
#[derive(ClapArgs, Clone, Copy)]
pub(super) struct Strict {
    /// Exit with 3 if somebody who must be told is not.
    #[arg(long)]
    pub(super) strict: bool,
}
