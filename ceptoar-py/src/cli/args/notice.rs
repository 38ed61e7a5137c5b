//! The arguments of `notice`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

#[derive(Subcommand)]
pub(in crate::cli) enum NoticeCommand {
    /// Writes a notice as JSON to standard output, checked against the edition.
    New(Box<New>),
}

#[derive(ClapArgs)]
pub(in crate::cli) struct New {
    /// The example of the guide, in which the fields that are given take the place of its own.
    #[arg(long)]
    pub(in crate::cli) example: bool,
    /// The id of the notice.
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) id: Option<String>,
    /// provision (down to the CEPTOARs) or liaison (up to the government).
    #[arg(long, value_name = "DIRECTION")]
    pub(in crate::cli) direction: Option<String>,
    /// The party that issues it.
    #[arg(long, value_name = "PARTY")]
    pub(in crate::cli) origin: Option<String>,
    /// The label of its sharing level.
    #[arg(long, value_name = "LABEL")]
    pub(in crate::cli) level: Option<String>,
    /// What kind of information it is.
    #[arg(long, value_name = "KIND")]
    pub(in crate::cli) kind: Option<String>,
    /// When it is issued (RFC 3339 with an offset); else now.
    #[arg(long, value_name = "INSTANT")]
    pub(in crate::cli) issued_at: Option<String>,
    /// What caused it.
    #[arg(long, value_name = "CAUSE")]
    pub(in crate::cli) cause: Option<String>,
    /// What it is for. May be given again.
    #[arg(long, value_name = "PURPOSE")]
    pub(in crate::cli) purpose: Vec<String>,
    /// An affected sector. May be given again.
    #[arg(long, value_name = "SECTOR")]
    pub(in crate::cli) sector: Vec<String>,
    /// An affected CEPTOAR. May be given again.
    #[arg(long, value_name = "PARTY")]
    pub(in crate::cli) ceptoar: Vec<String>,
    /// Somebody whom it is addressed to. May be given again.
    #[arg(long, value_name = "PARTY")]
    pub(in crate::cli) addressee: Vec<String>,
    /// Somebody who alone may see it. May be given again.
    #[arg(long, value_name = "PARTY")]
    pub(in crate::cli) only: Vec<String>,
    /// Until when nobody is told (RFC 3339 with an offset).
    #[arg(long, value_name = "INSTANT")]
    pub(in crate::cli) embargo_until: Option<String>,
    /// An edition of one's own; else the built-in one.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) edition: Option<PathBuf>,
    /// One's own organisations.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) roster: Option<PathBuf>,
    /// The level profile: tlp-2.0, tlp-1.0, pfc or a file.
    #[arg(long, value_name = "ID|FILE", default_value = "tlp-2.0")]
    pub(in crate::cli) profile: String,
}
