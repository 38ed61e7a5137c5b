//! The arguments of what an author of documents asks.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use super::basis::Basis;

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

#[derive(Subcommand)]
pub(crate) enum RulesCommand {
    /// Checks that rules fit the registry and the profile, and lists what a careful reader should look at.
    Lint {
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
