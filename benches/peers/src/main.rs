//! `ceptoar-peers run [--quick] [--json FILE]` measures; `ceptoar-peers export FOLDER ROWS` writes what the Python part reads.

use std::path::Path;
use std::process::ExitCode;

use ceptoar_peers::measure::{measure, sums_of};
use ceptoar_peers::notices::rows;
use ceptoar_peers::peer::{Fault, casbin, cedar, ceptoar, rego, straight, zen};
use ceptoar_peers::straight::answer;
use ceptoar_peers::{export, report};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["run", rest @ ..] => options(rest).and_then(|(quick, json)| run(quick, json)),
        ["export", folder, count] => {
            count.parse().map_err(Fault::from).and_then(|count| export::export(Path::new(folder), count))
        }
        _ => Err("usage: ceptoar-peers run [--quick] [--json FILE] | export FOLDER ROWS".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

fn options<'a>(mut args: &[&'a str]) -> Result<(bool, Option<&'a Path>), Fault> {
    let (mut quick, mut json) = (false, None);
    loop {
        args = match args {
            [] => return Ok((quick, json)),
            ["--quick", rest @ ..] => {
                quick = true;
                rest
            }
            ["--json", file, rest @ ..] => {
                json = Some(Path::new(*file));
                rest
            }
            [other, ..] => return Err(format!("unknown argument: {other}").into()),
        }
    }
}

fn run(quick: bool, json: Option<&Path>) -> Result<(), Fault> {
    let (many, some, few, repeats) = if quick { (20_000, 2_000, 500, 5) } else { (200_000, 10_000, 2_000, 9) };
    let rows = rows(many);
    let mut entries = ceptoar::entries(&rows, &ceptoar::Sizes { audience: many, plan: some })?;
    entries.push(straight::entry(&rows));
    entries.push(zen::entry(&rows[..some])?);
    entries.push(rego::fired(&rows[..some])?);
    entries.push(rego::told(&rows[..some])?);
    entries.push(cedar::entry(&rows[..few])?);
    entries.push(casbin::entry(&rows[..few])?);
    let figures = measure(entries, repeats, |count| sums_of(rows[..count].iter().map(answer)));
    print!("{}", report::table(&figures));
    if let Some(file) = json {
        std::fs::write(file, serde_json::to_string_pretty(&report::json(&figures))?)?;
    }
    let differing: Vec<&str> = figures.iter().filter(|figure| !figure.ok).map(|figure| figure.package).collect();
    if differing.is_empty() { Ok(()) } else { Err(format!("the answers differ: {}", differing.join(", ")).into()) }
}
