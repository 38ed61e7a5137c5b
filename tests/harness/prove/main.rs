//! The proof that the router is the literal reference, which shares no code with it (`docs/proof.md`): `cargo xtask prove`.

mod every;
mod random;

use std::process::ExitCode;

use self::every::{Part, Wanted};

const USAGE: &str = "usage: prove every [--profile ID] [--quick | --part K/N] [--threads N]
         every envelope class of the built-in edition, or the Kth of N parts that together are all of them
       prove random [QUESTIONS] [SEED]
         random notices of the built-in edition, and random worlds";

/// The part of the classes that is compared in daily use.
const QUICK: Part = Part { number: 1, of: 199 };

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args.as_slice() {
        ["every", rest @ ..] => wanted(rest).and_then(|wanted| every::prove(&wanted)),
        ["random", rest @ ..] => random::prove(rest),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(text) => {
            eprintln!("{text}");
            ExitCode::FAILURE
        }
    }
}

fn wanted(args: &[&str]) -> Result<Wanted, String> {
    let mut wanted = Wanted { profile: None, part: Part::ALL, threads: 2 };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().copied().ok_or_else(|| format!("{arg} needs a value\n{USAGE}"));
        let number = |text: &str| match text.parse() {
            Ok(0) | Err(_) => Err(format!("{arg}: `{text}` is not a number from 1 on")),
            Ok(number) => Ok(number),
        };
        match *arg {
            "--profile" => wanted.profile = Some(value()?.to_owned()),
            "--quick" => wanted.part = QUICK,
            "--part" => {
                let text = value()?;
                let (part, of) = text.split_once('/').ok_or_else(|| format!("--part: `{text}` is not K/N\n{USAGE}"))?;
                wanted.part = Part { number: number(part)?, of: number(of)? };
                if wanted.part.number > wanted.part.of {
                    return Err(format!("--part: there is no part {text}"));
                }
            }
            "--threads" => wanted.threads = number(value()?)?,
            other => return Err(format!("unknown argument: {other}\n{USAGE}")),
        }
    }
    Ok(wanted)
}
