//! The proof that the router is the literal reference, which shares no code with it (`docs/proof.md`).
//! `cargo run --release -p ceptoar-suite --bin prove -- random 20000 [SEED]`

mod every;
mod random;

use std::process::ExitCode;

const USAGE: &str =
    "usage: prove random [QUESTIONS] [SEED]   random notices of the built-in edition, and random worlds";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args.as_slice() {
        ["count"] => {
            every::count();
            Ok(String::new())
        }
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
