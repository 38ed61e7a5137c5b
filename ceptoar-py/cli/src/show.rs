//! What the documents hold, and whether they hold together.

use ceptoar_core::Lang;
use serde_json::json;

use super::args::{Format, RegistryCommand, Whose};
use super::failure::Failure;
use super::part::{Shown, shown};
use super::print::rows;
use super::schemas::SCHEMAS;
use super::screen::Screen;
use super::workbook::Workbooks;
use super::{Answer, author, begin, file, find, gaps, outline};

pub(super) fn registry(
    command: &RegistryCommand,
    with: &dyn Workbooks,
    screen: &Screen,
    format: Format,
    lang: Lang,
) -> Result<Answer, Failure> {
    let shown = match command {
        RegistryCommand::New(of) => return begin::new(of, with, format, lang),
        RegistryCommand::Build(of) => return outline::build(of, screen, format, lang),
        RegistryCommand::Outline(of) => return outline::reverse(of, with, screen, format, lang),
        RegistryCommand::Diff { of, overlay_out } => {
            return author::editions(of, overlay_out.as_deref(), screen, format, lang);
        }
        RegistryCommand::Gaps(of) => return gaps::answer(of, screen, format, lang),
        RegistryCommand::Show { part, whose } => {
            let registry = file::registry(whose, screen)?;
            let Shown { value, headings, table } = shown(&registry, *part, format, lang);
            if format == Format::Json { Ok(format!("{value}\n")) } else { rows(&headings, &table, format, screen) }
        }
        RegistryCommand::Find { text, whose } => {
            find::find(&file::registry(whose, screen)?, text, screen, format, lang)
        }
        RegistryCommand::Validate { file, whose } => {
            let edition = file.clone().or_else(|| whose.edition.clone());
            let registry = file::registry(&Whose { edition, ..whose.clone() }, screen)?;
            if format == Format::Json {
                let found = json!({ "edition": registry.id(), "digest": registry.digest(), "lints": registry.lints() });
                return Ok(format!("{found}\n").into());
            }
            let lints: Vec<Vec<String>> = registry.lints().iter().map(|lint| row(lint, lang)).collect();
            if format == Format::Csv {
                return rows(&["code", "at", "message"], &lints, format, screen).map(Answer::from);
            }
            let (parties, links) = (registry.parties().len(), registry.links().len());
            let mut out = match lang {
                Lang::Ja => format!("版 {} は正しい: 関係主体 {parties}、リンク {links}\n", registry.id()),
                Lang::En => format!("edition {} holds together: {parties} parties, {links} links\n", registry.id()),
            };
            for lint in lints {
                out += &(lint.join("  ") + "\n");
            }
            Ok(out)
        }
    };
    shown.map(Answer::from)
}

fn row(lint: &ceptoar_core::Lint, lang: Lang) -> Vec<String> {
    vec![lint.code.as_str().to_owned(), lint.at.clone(), lint.message(lang).to_owned()]
}

pub(super) fn schema(name: Option<&str>) -> Result<String, Failure> {
    let Some(name) = name else {
        return Ok(SCHEMAS.iter().map(|(name, _)| format!("{name}\n")).collect());
    };
    let found = SCHEMAS.iter().find(|(known, _)| *known == name);
    found.map(|(_, schema)| (*schema).to_owned()).ok_or_else(|| {
        let (name, known) = (super::screen::shown(name), SCHEMAS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        let known = known.join(", ");
        Failure::usage(
            format!("there is no schema `{name}`; there are {known}"),
            format!("スキーマ `{name}` はない。あるもの: {known}"),
        )
    })
}
