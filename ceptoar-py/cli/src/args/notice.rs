//! The arguments of `notice`.

use clap::{Args as ClapArgs, Subcommand};

use super::basis::Whose;

#[derive(Subcommand)]
pub(crate) enum NoticeCommand {
    /// Writes a notice as JSON to standard output, checked against the edition.
    New(Box<New>),
}

#[derive(ClapArgs)]
pub(crate) struct New {
    /// The example of the guide, in which the fields that are given take the place of its own.
    #[arg(long)]
    pub(crate) example: bool,
    /// The id of the notice.
    #[arg(long, value_name = "ID")]
    pub(crate) id: Option<String>,
    /// provision (down to the CEPTOARs) or liaison (up to the government).
    #[arg(long, value_name = "DIRECTION")]
    pub(crate) direction: Option<String>,
    /// The party that issues it; else the edition's cabinet.
    #[arg(long, value_name = "PARTY")]
    pub(crate) origin: Option<String>,
    /// The label of its sharing level.
    #[arg(long, value_name = "LABEL")]
    pub(crate) level: Option<String>,
    /// What kind of information it is.
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
    /// When it is issued (RFC 3339 with an offset); else now.
    #[arg(long, value_name = "INSTANT")]
    pub(crate) issued_at: Option<String>,
    /// What caused it.
    #[arg(long, value_name = "CAUSE")]
    pub(crate) cause: Option<String>,
    /// What it is for. May be given again.
    #[arg(long, value_name = "PURPOSE")]
    pub(crate) purpose: Vec<String>,
    /// An affected sector. May be given again.
    #[arg(long, value_name = "SECTOR")]
    pub(crate) sector: Vec<String>,
    /// An affected CEPTOAR. May be given again.
    #[arg(long, value_name = "PARTY")]
    pub(crate) ceptoar: Vec<String>,
    /// Somebody whom it is addressed to. May be given again.
    #[arg(long, value_name = "PARTY")]
    pub(crate) addressee: Vec<String>,
    /// Somebody who alone may see it. May be given again.
    #[arg(long, value_name = "PARTY")]
    pub(crate) only: Vec<String>,
    /// Until when nobody is told (RFC 3339 with an offset).
    #[arg(long, value_name = "INSTANT")]
    pub(crate) embargo_until: Option<String>,
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// The level profile: tlp-2.0, tlp-1.0, pfc or a file.
    #[arg(long, value_name = "ID|FILE", default_value = "tlp-2.0")]
    pub(crate) profile: String,
}
