//! What is wrong with the arguments, in the reader's language: clap's own sentences are English.

use std::io::Write as _;

use ceptoar_core::Lang;
use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::screen::{self, Screen};

/// Prints help or a usage error, and returns the exit code.
pub(super) fn say(error: &Error, command: Command, screen: &Screen, lang: Lang) -> u8 {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let text = in_words(&error.render().to_string(), lang);
        let written = screen.out().and_then(|mut out| out.write_all(text.as_bytes()).and_then(|()| out.flush()));
        return match screen::quiet(written) {
            Ok(()) => 0,
            Err(error) => {
                screen.complain(&screen::trouble(screen::OUT, &error), lang);
                1
            }
        };
    }
    let text = match lang {
        // What was typed stands in it.
        Lang::En => error.render().to_string().split('\n').map(screen::shown).collect::<Vec<_>>().join("\n"),
        Lang::Ja => japanese(error, command),
    };
    // If even that cannot be said, the exit code says it.
    let _ = screen.tell(&text);
    2
}

/// Clap writes one word of a usage line by itself.
fn in_words(text: &str, lang: Lang) -> String {
    text.replace("[OPTIONS]", lang.pick("[オプション]", "[OPTIONS]"))
}

fn japanese(error: &Error, mut command: Command) -> String {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return in_words(&error.render().to_string(), Lang::Ja);
    }
    let list = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![screen::shown(text)],
        Some(ContextValue::Strings(texts)) => texts.iter().map(|text| screen::shown(text)).collect(),
        Some(ContextValue::Number(number)) => vec![number.to_string()],
        _ => Vec::new(),
    };
    let one = |kind: ContextKind| list(kind).join("、");
    let (arg, value) = (one(ContextKind::InvalidArg), one(ContextKind::InvalidValue));
    let said = match error.kind() {
        ErrorKind::UnknownArgument => format!("`{arg}` という引数はない"),
        ErrorKind::InvalidSubcommand => format!("`{}` というコマンドはない", one(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => "コマンドがない".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("必要な引数がない: {arg}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("`{arg}` に値がない"),
        ErrorKind::InvalidValue => format!("`{arg}` の値 `{value}` は使えない"),
        ErrorKind::ValueValidation => format!("`{arg}` の値 `{value}` は読めない"),
        ErrorKind::NoEquals => format!("`{arg}` の値は `=` でつなぐ"),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("`{arg}` の値の数が合わない")
        }
        ErrorKind::ArgumentConflict => match one(ContextKind::PriorArg) {
            prior if prior.is_empty() || prior == arg => format!("`{arg}` は二度書けない"),
            prior => format!("`{arg}` は `{prior}` と一緒には書けない"),
        },
        ErrorKind::InvalidUtf8 => "引数にUTF-8でない文字がある".to_owned(),
        _ => "引数を読めない".to_owned(),
    };
    let mut out = format!("エラー: {said}\n");
    let kinds = [
        (ContextKind::ValidValue, "使える値"),
        (ContextKind::ValidSubcommand, "使えるコマンド"),
        (ContextKind::SuggestedArg, "近い引数"),
        (ContextKind::SuggestedSubcommand, "近いコマンド"),
        (ContextKind::SuggestedValue, "近い値"),
    ];
    for (kind, what) in kinds {
        let known = one(kind);
        if !known.is_empty() {
            out += &format!("  {what}: {known}\n");
        }
    }
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => command.render_usage().to_string(),
    };
    out += &format!("\n使い方: {}\n", in_words(usage.trim_start_matches("Usage:").trim(), Lang::Ja));
    out += "\n詳しくは `--help`\n";
    out
}
