//! Completion scripts, which know the ids of the built-in edition.

use ceptoar_core::author::Outline;
use ceptoar_core::{Direction, Edition, LevelProfile, Outage, Registry};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command, CommandFactory as _, ValueHint};
use clap_complete::Shell;

use super::args::Args;
use super::schemas::SCHEMAS;

/// The script of a shell.
pub(super) fn script(shell: Shell) -> String {
    let registry = Registry::builtin(Edition::LATEST);
    let mut command = known(Args::command(), &Ids::of(&registry));
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut command, "ceptoar", &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

struct Ids {
    parties: Vec<String>,
    ceptoars: Vec<String>,
    sectors: Vec<String>,
    kinds: Vec<String>,
    causes: Vec<String>,
    purposes: Vec<String>,
    outages: Vec<String>,
    levels: Vec<String>,
}

impl Ids {
    fn of(registry: &Registry) -> Self {
        let vocabulary = registry.vocabulary();
        let terms = |terms: &[ceptoar_core::Term]| terms.iter().map(|term| term.id.to_string()).collect();
        let channels = vocabulary.channels.iter().map(|channel| channel.id.to_string());
        let links = registry.links().iter().map(|link| format!("{}>{}", link.from, link.to));
        let out = registry.parties().iter().map(|party| Outage::party(party.id.clone()).to_string());
        Self {
            parties: registry.parties().iter().map(|party| party.id.to_string()).collect(),
            ceptoars: registry.ceptoars().iter().map(|ceptoar| ceptoar.party.to_string()).collect(),
            sectors: terms(registry.sectors()),
            kinds: terms(&vocabulary.kinds),
            causes: terms(&vocabulary.causes),
            purposes: terms(&vocabulary.purposes),
            outages: channels.chain(links).chain(out).collect(),
            levels: LevelProfile::tlp2().levels().iter().map(|level| level.label.to_string()).collect(),
        }
    }
}

fn known(command: Command, ids: &Ids) -> Command {
    command.mut_args(|arg| values(arg, ids)).mut_subcommands(|command| known(command, ids))
}

fn values(arg: Arg, ids: &Ids) -> Arg {
    let owned = |list: &[&str]| list.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    let list = match arg.get_id().as_str() {
        "holder" | "party" | "why" | "who" | "origin" | "addressee" | "only" => ids.parties.clone(),
        "ceptoar" => ids.ceptoars.clone(),
        "sector" | "failed_sector" => ids.sectors.clone(),
        "kind" => ids.kinds.clone(),
        "cause" => ids.causes.clone(),
        "purpose" => ids.purposes.clone(),
        "outage" => ids.outages.clone(),
        "level" => ids.levels.clone(),
        "direction" => Direction::ALL.iter().map(|direction| direction.as_str().to_owned()).collect(),
        "profile" => owned(&["tlp-2.0", "tlp-1.0", "pfc"]),
        "encoding" | "csv_encoding" => owned(&["utf-8", "cp932", "euc-jp", "iso-2022-jp", "utf-16le", "utf-16be"]),
        "tz" => owned(&["Asia/Tokyo", "UTC", "+09:00"]),
        "delimiter" => owned(&[";", "tab"]),
        "name" => SCHEMAS.iter().map(|(name, _)| (*name).to_owned()).collect(),
        "notice" | "input" | "output" | "edition" | "overlay" | "rules" | "roster" | "file" | "before" | "after"
        | "fixtures" | "edition_of" | "outline_source" | "document" | "table" | "overlay_out" => {
            return arg.value_hint(ValueHint::FilePath);
        }
        "folder" => return arg.value_hint(ValueHint::AnyPath),
        "outline" => owned(&Outline::BUILT_IN),
        _ => return arg,
    };
    arg.value_parser(PossibleValuesParser::new(list.into_iter().map(PossibleValue::new)))
}
