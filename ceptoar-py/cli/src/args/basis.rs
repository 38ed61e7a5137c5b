//! What is decided from, and in what situation.

use std::path::PathBuf;

use clap::Args as ClapArgs;

/// Whose registry is asked: an edition, what changed since, and one's own organisations.
#[derive(ClapArgs, Clone)]
pub(crate) struct Whose {
    /// The edition: one's own, or the id of a built-in one; else the newest built in.
    #[arg(long, value_name = "ID|FILE")]
    pub(crate) edition: Option<PathBuf>,
    /// An overlay that is laid over the edition: a file, or the id of a built-in one. May be given again, in order.
    #[arg(long, value_name = "ID|FILE")]
    pub(crate) overlay: Vec<PathBuf>,
    /// One's own organisations.
    #[arg(long, value_name = "FILE")]
    pub(crate) roster: Option<PathBuf>,
}

/// What is decided from.
#[derive(ClapArgs)]
pub(crate) struct Basis {
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// Rules of one's own, or the id of built-in ones; else those of the built-in edition (also with overlays and a roster), or
    /// `standard` with another edition.
    #[arg(long, value_name = "ID|FILE")]
    pub(crate) rules: Option<PathBuf>,
    /// The level profile: tlp-2.0, tlp-1.0, pfc or a file.
    #[arg(long, value_name = "ID|FILE", default_value = "tlp-2.0")]
    pub(crate) profile: String,
}

/// In what situation is decided.
#[derive(ClapArgs)]
pub(crate) struct When {
    /// The instant (RFC 3339 with an offset); else when the notice was issued.
    #[arg(long, value_name = "INSTANT")]
    pub(crate) at: Option<String>,
    /// What is down: CHANNEL, FROM>TO, FROM>TO:CHANNEL, or party:PARTY. May be given again.
    #[arg(long, value_name = "OUTAGE")]
    pub(crate) outage: Vec<String>,
    /// A sector that has failed, with the channels that it carries. May be given again.
    #[arg(long, value_name = "SECTOR")]
    pub(crate) failed_sector: Vec<String>,
}
