//! What a careful reader of rules should look at.

use ceptoar_core::Lang;
use ceptoar_core::author::{FindingCode, lint};
use serde_json::Value;

use super::args::{Basis, Days, Format, Stale};
use super::ask::Face;
use super::failure::Failure;
use super::print::rows;
use super::{Answer, exposure, file};

/// The exit code where something is found that must not be.
const FOUND: u8 = 3;

pub(super) fn answer(
    fail_on: &[FindingCode],
    days: &Days,
    basis: &Basis,
    Face { format, lang, stale, screen }: Face<'_>,
) -> Result<Answer, Failure> {
    let router = file::router(basis, stale, screen)?;
    let found = lint::rules(&router, &exposure::within(days)?)?;
    let out = match format {
        Format::Json => {
            let mut value = serde_json::from_str::<Value>(&found.to_json()).unwrap_or_default();
            if let Some(fields) = value.as_object_mut() {
                fields.insert("digest".to_owned(), router.rules().digest().into());
            }
            format!("{value}\n")
        }
        Format::Table => {
            let (id, count) = (&found.rules, router.rules().rules().len());
            let head = match lang {
                Lang::Ja => format!("規則集 {id} はレジストリ(台帳)とプロファイルに合う: 規則 {count}\n"),
                Lang::En => format!("rules {id} fit the registry and the profile: {count} rules\n"),
            };
            head + &found.text(lang)
        }
        Format::Csv => {
            let lints = found.lints.iter().map(|lint| {
                let mut row = vec![lint.code.to_string(), lint.at.clone(), lint.message(lang).to_owned()];
                row.extend([const { String::new() }; 5]);
                row
            });
            let findings = found.findings.iter().map(|finding| {
                let text = |value: Option<&dyn std::fmt::Display>| value.map(ToString::to_string).unwrap_or_default();
                let witness = finding.witness.as_ref().map(|witness| witness.notice.as_str().to_owned());
                vec![
                    finding.code.to_string(),
                    finding.at.clone(),
                    finding.code.template(lang).to_owned(),
                    text(finding.effect.as_ref().map(|effect| effect as _)),
                    text(finding.direction.as_ref().map(|direction| direction as _)),
                    text(finding.fires.as_ref().map(|fires| fires as _)),
                    text(finding.outcome.as_ref().map(|outcome| outcome as _)),
                    witness.unwrap_or_default(),
                ]
            });
            let table: Vec<Vec<String>> = lints.chain(findings).collect();
            let headings = ["code", "at", "message", "effect", "direction", "fires", "outcome", "witness"];
            rows(&headings, &table, format, screen)?
        }
    };
    let fails = found.findings.iter().any(|finding| fail_on.contains(&finding.code));
    let is_noted = stale == Stale::Warn;
    let notes = if is_noted { super::stale::days(found.window, router.registry(), lang) } else { String::new() };
    Ok(Answer { out, notes, code: if fails { FOUND } else { 0 } })
}
