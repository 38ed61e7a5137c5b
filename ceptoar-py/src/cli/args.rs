//! The arguments of the command.

use std::path::PathBuf;

use ceptoar_core::Lang;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// Who may see, and who must be told, of a notice about Japan's critical infrastructure: by which path, until when, and why.
///
/// A file may be `-` for standard input. Exit codes: 0 answered, 2 refused, 1 the command failed; `may-pass`: 0 yes, 4 if
/// somebody judges so, 3 no.
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
}

impl Args {
    pub(super) fn format(&self) -> Format {
        self.format.unwrap_or(Format::Table)
    }

    pub(super) fn lang(&self) -> Lang {
        match self.lang {
            Some(Language::Ja) => Lang::Ja,
            Some(Language::En) => Lang::En,
            None => super::words::of_environment(),
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

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Picture {
    /// A picture that is complete in itself.
    Svg,
    /// A Mermaid flowchart.
    Mermaid,
    /// Graphviz DOT.
    Dot,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Who is told, who must be, by which path and channels, until when.
    Route(Of),
    /// The same, and for everybody else why not.
    Explain(Of),
    /// Only who is told, and who must be.
    Audience(Of),
    /// "I hold this: to whom do I hand it on?"
    Onward {
        #[command(flatten)]
        of: Of,
        /// The party that holds the notice.
        holder: String,
    },
    /// "I hold this: may I pass it to that party?"
    ///
    /// Exit codes: 0 yes, 4 if somebody judges so, 3 no; 2 refused, 1 the command failed.
    MayPass {
        #[command(flatten)]
        of: Of,
        /// The party that holds the notice.
        holder: String,
        /// The party that would get it.
        party: String,
    },
    /// Draws the route of a notice.
    Plot {
        #[command(flatten)]
        of: Of,
        /// How to draw it.
        #[arg(long, value_enum, default_value_t = Picture::Svg)]
        picture: Picture,
        /// The file to write; else standard output.
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
    /// Shows or checks an edition.
    #[command(subcommand)]
    Registry(RegistryCommand),
    /// Checks rules.
    #[command(subcommand)]
    Rules(RulesCommand),
    /// Prints the JSON Schema of a document: edition, rules, levels, roster, notice, answer.
    Schema {
        /// The document; left out, the names are listed.
        name: Option<String>,
    },
    /// Routes a file of notices: CSV, JSON Lines (.jsonl), or Parquet where pyarrow is installed.
    Bulk(Bulk),
    /// Prints the completion script of a shell.
    Completion {
        /// The shell.
        shell: Shell,
    },
}

/// What is decided from.
#[derive(ClapArgs)]
pub(super) struct Basis {
    /// An edition of one's own; else the built-in one.
    #[arg(long, value_name = "FILE")]
    pub(super) edition: Option<PathBuf>,
    /// Rules of one's own; else those of the built-in edition (also with a roster), or `standard` with another edition.
    #[arg(long, value_name = "FILE")]
    pub(super) rules: Option<PathBuf>,
    /// One's own organisations.
    #[arg(long, value_name = "FILE")]
    pub(super) roster: Option<PathBuf>,
    /// The level profile: tlp-2.0, tlp-1.0, pfc or a file.
    #[arg(long, value_name = "ID|FILE", default_value = "tlp-2.0")]
    pub(super) profile: String,
}

/// In what situation is decided.
#[derive(ClapArgs)]
pub(super) struct When {
    /// The instant (RFC 3339 with an offset); else when the notice was issued.
    #[arg(long, value_name = "INSTANT")]
    pub(super) at: Option<String>,
    /// What is down: CHANNEL, FROM>TO, or FROM>TO:CHANNEL. May be given again.
    #[arg(long, value_name = "OUTAGE")]
    pub(super) outage: Vec<String>,
    /// A sector that has failed, with the channels that it carries. May be given again.
    #[arg(long, value_name = "SECTOR")]
    pub(super) failed_sector: Vec<String>,
}

/// A question about one notice.
#[derive(ClapArgs)]
pub(super) struct Of {
    /// The notice as a JSON file, or `-`.
    pub(super) notice: PathBuf,
    #[command(flatten)]
    pub(super) basis: Basis,
    #[command(flatten)]
    pub(super) when: When,
}

#[derive(Subcommand)]
pub(super) enum RegistryCommand {
    /// Shows a part of the registry.
    Show {
        /// Which part.
        #[arg(value_enum, default_value_t = Part::Parties)]
        part: Part,
        /// An edition of one's own; else the built-in one.
        #[arg(long, value_name = "FILE")]
        edition: Option<PathBuf>,
        /// One's own organisations.
        #[arg(long, value_name = "FILE")]
        roster: Option<PathBuf>,
    },
    /// Checks an edition and lists every fault.
    Validate {
        /// The edition, or `-`.
        edition: PathBuf,
        /// One's own organisations.
        #[arg(long, value_name = "FILE")]
        roster: Option<PathBuf>,
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

#[derive(Subcommand)]
pub(super) enum RulesCommand {
    /// Checks that rules fit the registry and the profile, and lists what a careful reader should look at.
    Lint {
        #[command(flatten)]
        basis: Basis,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RowsOf {
    /// A row for each notice, with lists.
    Notices,
    /// A row for each delivery.
    Deliveries,
    /// A row for each notice and party.
    Verdicts,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OnError {
    /// Refuse the file and list every problem.
    Raise,
    /// Answer a refused row in a column `problems`.
    Column,
}

#[derive(ClapArgs)]
pub(super) struct Bulk {
    /// The notices: .csv, .jsonl or .parquet, or `-` for JSON Lines.
    pub(super) input: PathBuf,
    /// The answers: .csv, .jsonl or .parquet, or `-` for JSON Lines.
    pub(super) output: PathBuf,
    /// What a row of the answer is; else deliveries for CSV, notices for the others.
    #[arg(long, value_enum)]
    pub(super) rows: Option<RowsOf>,
    /// What becomes of rows that are refused.
    #[arg(long, value_enum, default_value_t = OnError::Raise)]
    pub(super) errors: OnError,
    /// The column that holds a field of the notice, where it has another name. May be given again.
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub(super) column: Vec<String>,
    /// What stands before the names of the answer's columns.
    #[arg(long, default_value = "")]
    pub(super) prefix: String,
    /// What stands between the values of a list that is written as text.
    #[arg(long, default_value = ";")]
    pub(super) separator: String,
    /// Says nothing of how far it is.
    #[arg(long)]
    pub(super) quiet: bool,
    #[command(flatten)]
    pub(super) basis: Basis,
    #[command(flatten)]
    pub(super) when: When,
}
