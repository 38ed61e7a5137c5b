//! The language of the answers, before the arguments are read.

use std::ffi::OsString;

use ceptoar_core::Lang;

/// The language of the environment: LC_ALL, LC_MESSAGES or LANG, the first that is set.
pub(super) fn of_environment() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    match set.into_iter().find(|value| !value.is_empty()) {
        Some(value) if value.starts_with("ja") => Lang::Ja,
        _ => Lang::En,
    }
}

/// The language that is asked for, before the arguments are read: their help may be what is asked.
pub(super) fn asked(args: &[OsString]) -> Lang {
    let args: Vec<&str> =
        args.iter().map(|arg| arg.to_str().unwrap_or_default()).take_while(|arg| *arg != "--").collect();
    let pairs = args.iter().zip(args.iter().skip(1));
    let named = pairs.filter(|(flag, _)| **flag == "--lang").map(|(_, value)| *value);
    let joined = args.iter().filter_map(|arg| arg.strip_prefix("--lang="));
    match named.chain(joined).last() {
        Some("ja") => Lang::Ja,
        Some("en") => Lang::En,
        // What is no language is told in the reader's own.
        _ => of_environment(),
    }
}
