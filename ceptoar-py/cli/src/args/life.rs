//! The arguments of what becomes of notices once they are sent.

use std::path::{Path, PathBuf};

use ceptoar_core::life::{self, AuditCode, FailureKind, Severity};
use clap::Args as ClapArgs;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::basis::{Basis, When};

/// What ends an audit with an exit code of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum FailOnFinding {
    Code(AuditCode),
    Severity(Severity),
}

fn findings() -> impl TypedValueParser<Value = FailOnFinding> {
    let codes = AuditCode::ALL.iter().map(|code| code.as_str());
    let words = codes.chain(Severity::ALL.iter().map(|severity| severity.as_str()));
    PossibleValuesParser::new(words.collect::<Vec<_>>()).try_map(|word| {
        let code = word.parse().map(FailOnFinding::Code);
        code.or_else(|_| word.parse().map(FailOnFinding::Severity))
    })
}

/// Notices and the log of their deliveries.
#[derive(ClapArgs)]
pub(crate) struct Logged {
    /// The notices: one as JSON, a list of them, or JSON Lines (.jsonl).
    #[arg(id = "notices_file", value_name = "NOTICES")]
    pub(crate) notices: PathBuf,
    /// The delivery log: JSON, JSON Lines (.jsonl), CSV (.csv) or a workbook (.xlsx).
    #[arg(id = "log_file", value_name = "LOG")]
    pub(crate) log: PathBuf,
    /// A column of a table by another name: FIELD=COLUMN. May be given again.
    #[arg(id = "log_column", long = "column", value_name = "FIELD=COLUMN")]
    pub(crate) column: Vec<String>,
    /// How far apart clocks may be, as PT2M.
    #[arg(long, value_name = "SPAN")]
    pub(crate) tolerance: Option<String>,
    #[command(flatten)]
    pub(crate) basis: Basis,
}

/// A log that is looked at as of an instant, and how strictly.
#[derive(ClapArgs)]
pub(crate) struct AsOf {
    #[command(flatten)]
    pub(crate) of: Logged,
    /// The instant at which it is asked (RFC 3339 with an offset), else now: what was sent later is not looked at.
    #[arg(long, value_name = "INSTANT")]
    pub(crate) as_of: Option<String>,
    /// How long "promptly" is, as PT1H; else what is due promptly is never late.
    #[arg(long, value_name = "SPAN")]
    pub(crate) promptly: Option<String>,
    /// Within which time a receipt is to be confirmed, as PT30M; else it is not asked for.
    #[arg(long, value_name = "SPAN")]
    pub(crate) confirm_within: Option<String>,
    /// A party whose sending the log records whole; else all. May be given again.
    #[arg(long, value_name = "PARTY")]
    pub(crate) logs_of: Vec<String>,
    /// Notices that begin before this instant have no duties.
    #[arg(long, value_name = "INSTANT")]
    pub(crate) since: Option<String>,
    /// What was out, and when: a JSON file of [{"from", "until", "situation"}].
    #[arg(long, value_name = "FILE")]
    pub(crate) situations: Option<PathBuf>,
}

impl AsOf {
    /// The files that are read.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        let own = [Some(&*self.of.notices), Some(&*self.of.log), self.situations.as_deref()];
        own.into_iter().chain(self.of.basis.files()).flatten()
    }
}

/// The names of the tables of an audit.
fn tables() -> PossibleValuesParser {
    PossibleValuesParser::new(life::Audit::SHEETS)
}

/// An audit.
#[derive(ClapArgs)]
pub(crate) struct Audit {
    #[command(flatten)]
    pub(crate) of: AsOf,
    /// Leave out the rows that are wrong, and find them (bad-entry), where they would refuse the log.
    #[arg(long)]
    pub(crate) keep_bad_rows: bool,
    /// Only what one party may be told: its own line.
    #[arg(id = "view_for", long = "for", value_name = "PARTY")]
    pub(crate) view_for: Option<String>,
    /// Draw the way of one notice, lane by lane: the file to write (.svg).
    #[arg(long, value_name = "FILE")]
    pub(crate) timeline: Option<PathBuf>,
    /// The notice that `--timeline` draws; else the only one.
    #[arg(id = "timeline_notice", long = "notice", value_name = "ID", requires = "timeline")]
    pub(crate) notice: Option<String>,
    /// Draw how far each notice came, stage by stage: the file to write (.svg).
    #[arg(long, value_name = "FILE")]
    pub(crate) coverage: Option<PathBuf>,
    /// Write all tables as a workbook, instants as Japan's clocks show them: the file to write (.xlsx).
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Which table `--format csv` writes; else the findings.
    #[arg(id = "audit_table", long = "table", value_name = "TABLE", value_parser = tables())]
    pub(crate) table: Option<String>,
    /// Put its sentence into each finding of `--format json`.
    #[arg(id = "messages", long)]
    pub(crate) messages: bool,
    /// Exit with 3 if such a finding is there: codes or severities, separated by commas.
    #[arg(id = "fail_on_audit", long = "fail-on", value_name = "WHAT", value_delimiter = ',', value_parser = findings())]
    pub(crate) fail_on: Vec<FailOnFinding>,
}

/// What to do now.
#[derive(ClapArgs)]
pub(crate) struct Actions {
    #[command(flatten)]
    pub(crate) of: AsOf,
    /// Only what this party is to do.
    #[arg(id = "action_by", long = "by", value_name = "PARTY")]
    pub(crate) by: Option<String>,
    /// Put its sentence into each action of `--format json`.
    #[arg(id = "action_messages", long = "messages")]
    pub(crate) messages: bool,
}

/// What follows from an update or a withdrawal.
#[derive(ClapArgs)]
pub(crate) struct FollowUp {
    #[command(flatten)]
    pub(crate) of: Logged,
    #[command(flatten)]
    pub(crate) when: When,
    /// The update or withdrawal; else the one that nothing replaces.
    #[arg(id = "follow_up_notice", long = "notice", value_name = "ID")]
    pub(crate) notice: Option<String>,
    /// Only what one party may be told: its own line.
    #[arg(id = "view_for", long = "for", value_name = "PARTY")]
    pub(crate) view_for: Option<String>,
    /// Exit with 3 if a holder keeps an old version, or is not reached.
    #[arg(id = "strict_follow_up", long = "strict")]
    pub(crate) strict: bool,
}

/// What would break.
#[derive(ClapArgs)]
pub(crate) struct Resilience {
    /// The notices: one as JSON, a list of them, or JSON Lines (.jsonl).
    #[arg(id = "notices_file", value_name = "NOTICES")]
    pub(crate) notices: PathBuf,
    /// What is tried, separated by commas; else everything.
    #[arg(id = "failure_kinds", long = "kinds", value_name = "KINDS", value_delimiter = ',', value_parser = kinds())]
    pub(crate) kinds: Vec<FailureKind>,
    /// Try every two failures as well.
    #[arg(long)]
    pub(crate) pairs: bool,
    /// Exit with 3 if one failure loses somebody else who must be told.
    #[arg(id = "strict_resilience", long = "strict")]
    pub(crate) strict: bool,
    #[command(flatten)]
    pub(crate) basis: Basis,
    #[command(flatten)]
    pub(crate) when: When,
}

/// What chance leaves of a plan.
#[derive(ClapArgs)]
pub(crate) struct Drill {
    /// The notices: one as JSON, a list of them, or JSON Lines (.jsonl).
    #[arg(id = "notices_file", value_name = "NOTICES")]
    pub(crate) notices: PathBuf,
    /// The scenario (ceptoar/scenario/1): with what chance something fails, how long hand-overs take, who confirms.
    #[arg(id = "scenario_file", value_name = "SCENARIO")]
    pub(crate) scenario: PathBuf,
    #[command(flatten)]
    pub(crate) basis: Basis,
}

fn kinds() -> impl TypedValueParser<Value = FailureKind> {
    let words = FailureKind::ALL.iter().map(|kind| kind.as_str());
    PossibleValuesParser::new(words.collect::<Vec<_>>()).try_map(|word| word.parse())
}

/// The notices that follow one that is held.
#[derive(ClapArgs)]
pub(crate) struct Followed {
    /// The notices of its thread, a list as JSON or JSON Lines (.jsonl): what was replaced or withdrawn by then is not passed on.
    #[arg(id = "thread_file", long = "thread", value_name = "NOTICES")]
    pub(crate) thread: Option<PathBuf>,
}
