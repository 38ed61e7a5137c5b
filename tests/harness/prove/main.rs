//! The proof that the router is the literal reference, which shares no code with it (`docs/proof.md`): `cargo xtask prove`.

mod every;
mod random;

use std::process::ExitCode;

use self::every::Wanted;

const USAGE: &str = "usage: prove every [--profile ID] [--quick | --every N] [--threads N]
         every envelope class of the built-in edition, or each Nth of them
       prove random [QUESTIONS] [SEED]
         random notices of the built-in edition, and random worlds";

/// Of the classes each so manyth is compared in daily use.
const QUICK: usize = 199;

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
    let mut wanted = Wanted { profile: None, every: 1, threads: 2 };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().copied().ok_or_else(|| format!("{arg} needs a value\n{USAGE}"));
        let number = |text: &str| match text.parse() {
            Ok(0) | Err(_) => Err(format!("{arg}: `{text}` is not a number from 1 on")),
            Ok(number) => Ok(number),
        };
        match *arg {
            "--profile" => wanted.profile = Some(value()?.to_owned()),
            "--quick" => wanted.every = QUICK,
            "--every" => wanted.every = number(value()?)?,
            "--threads" => wanted.threads = number(value()?)?,
            other => return Err(format!("unknown argument: {other}\n{USAGE}")),
        }
    }
    Ok(wanted)
}
