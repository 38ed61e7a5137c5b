//! `cargo bench --bench growth`: how cost grows with rules, sectors, parties and organisations. Each line is measured in a
//! process of its own, so that its memory is its own; long times are the processor's, short ones the fastest of some.

mod columns;
mod measured;
mod organizations;
mod schemes;
mod tables;
mod world;

use std::path::Path;
use std::process::{Command, ExitCode};

use ceptoar_core::Refusal;

use world::Size;

/// Organisations, and the days on which they join.
const ROSTERS: [(usize, usize); 6] =
    [(1_000, 1), (5_000, 1), (5_000, 500), (20_000, 500), (100_000, 1), (100_000, 500)];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        [] => all(),
        ["scheme", rules, sectors, parties] => {
            line(schemes::measured(Size { rules: number(rules), sectors: number(sectors), parties: number(parties) }))
        }
        ["table", count, dates] => line(tables::measured(count, dates)),
        ["organizations", file, count, dates] => line(organizations::measured(file, count, dates)),
        _ => {
            eprintln!(
                "usage: growth [scheme RULES SECTORS PARTIES | organizations FILE COUNT DATES | table COUNT DATES]"
            );
            ExitCode::FAILURE
        }
    }
}

fn number(text: &str) -> usize {
    text.parse().unwrap_or(0)
}

/// A line of the table, its cells apart by tabs.
fn line(cells: Result<Vec<String>, Refusal>) -> ExitCode {
    match cells {
        Ok(cells) => {
            println!("{}", cells.join("\t"));
            ExitCode::SUCCESS
        }
        Err(refusal) => {
            eprintln!("{refusal}");
            ExitCode::FAILURE
        }
    }
}

fn all() -> ExitCode {
    println!("schemes made from counters, 512 notices a pass; µs a notice; told: how many a notice, on average\n");
    row(&schemes::HEAD.map(str::to_owned));
    row(&schemes::HEAD.map(|_| "---:".to_owned()));
    let sizes = schemes::SIZES.map(|size| [vec!["scheme".to_owned()], size.map(|n| n.to_string()).to_vec()].concat());
    let mut sound = sizes.iter().all(|args| child(args));
    println!("\nrosters on the built-in edition; one notice of NISC for all sectors\n");
    row(&organizations::HEAD.map(str::to_owned));
    row(&organizations::HEAD.map(|_| "---:".to_owned()));
    let folder = std::env::temp_dir().join(format!("ceptoar-growth-{}", std::process::id()));
    sound &= std::fs::create_dir_all(&folder).is_ok() && ROSTERS.iter().all(|roster| with_file(&folder, *roster));
    let _ = std::fs::remove_dir_all(&folder);
    println!("\nthe same as rows of a spreadsheet\n");
    row(&tables::HEAD.map(str::to_owned));
    row(&tables::HEAD.map(|_| "---:".to_owned()));
    for (count, dates) in ROSTERS {
        sound &= child(&["table".to_owned(), count.to_string(), dates.to_string()]);
    }
    if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn with_file(folder: &Path, (count, dates): (usize, usize)) -> bool {
    let file = folder.join(format!("roster-{count}-{dates}.json"));
    let args = ["organizations".to_owned(), file.display().to_string(), count.to_string(), dates.to_string()];
    let sound = std::fs::write(&file, organizations::roster(count, dates)).is_ok() && child(&args);
    let _ = std::fs::remove_file(&file);
    sound
}

/// Runs a line in a process of its own and prints it.
fn child(args: &[String]) -> bool {
    let Ok(program) = std::env::current_exe() else { return false };
    match Command::new(program).args(args).output() {
        Ok(output) if output.status.success() => {
            let text = String::from_utf8_lossy(&output.stdout);
            row(&text.trim_end().split('\t').map(str::to_owned).collect::<Vec<_>>());
            true
        }
        Ok(output) => {
            eprintln!("{args:?}: {}", String::from_utf8_lossy(&output.stderr));
            false
        }
        Err(fault) => {
            eprintln!("{args:?}: {fault}");
            false
        }
    }
}

/// A row of a Markdown table.
fn row(cells: &[String]) {
    println!("| {} |", cells.join(" | "));
}
