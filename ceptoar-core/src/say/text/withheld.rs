//! Those who are not told, and those among them who ought to be.

use crate::answer::explanation::Explanation;
use crate::answer::plan::Plan;
use crate::answer::verdict::Verdict;
use crate::say::text::writer::Writer;
use crate::word::sets::{Lang, Outcome};

/// Who ought to be told and is not: everybody by name, those of one reason together.
pub(super) fn unmet(out: &mut Writer<'_>, plan: &Plan, why: Option<&Explanation>) {
    let lang = out.lang();
    if plan.unmet.is_empty() {
        return;
    }
    out.blank();
    let count = plan.unmet.len();
    out.para(
        0,
        &match lang {
            Lang::Ja => format!("伝達が求められているが届かない: {count}"),
            Lang::En => format!("Required, but not told: {count}"),
        },
    );
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for unmet in &plan.unmet {
        let verdict = why.and_then(|why| why.verdict(unmet.party.as_str()).map(|verdict| (why, verdict)));
        let lead = verdict.map(|(why, verdict)| why.lead(verdict, out.registry, lang));
        gather(&mut groups, head(unmet.outcome, lead, lang), out.full_name(unmet.party.as_str()));
    }
    for (head, names) in groups {
        out.names("  ", "      ", &format!("{head}: "), &names, None);
    }
}

fn head(outcome: Outcome, lead: Option<String>, lang: Lang) -> String {
    let word = outcome.word(lang);
    match lead {
        Some(lead) if lead != word => format!("{word} — {lead}"),
        _ => word.to_owned(),
    }
}

fn gather(groups: &mut Vec<(String, Vec<String>)>, head: String, name: String) {
    match groups.iter_mut().find(|(known, _)| *known == head) {
        Some((_, names)) => names.push(name),
        None => groups.push((head, vec![name])),
    }
}

/// Who is not told: in groups of one reason, those nearest to being told first; or everybody with every reason.
pub(super) fn withheld(out: &mut Writer<'_>, why: &Explanation) {
    let lang = out.lang();
    let mut others: Vec<&Verdict> = why.verdicts.iter().filter(|v| v.outcome != Outcome::Deliver).collect();
    if others.is_empty() {
        return;
    }
    out.blank();
    out.para(
        0,
        &match lang {
            Lang::Ja => format!("伝達しない: {}", others.len()),
            Lang::En => format!("Not told: {}", others.len()),
        },
    );
    if out.options.all {
        for verdict in others {
            let line = format!("{}: {}", out.full_name(verdict.party.as_str()), verdict.outcome.word(lang));
            out.para(2, &line);
            for reason in why.against(verdict, out.registry, lang) {
                out.hanging("      - ", "        ", &reason);
            }
        }
        return;
    }
    others.sort_by_key(|verdict| std::cmp::Reverse(verdict.outcome));
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for verdict in others {
        let lead = why.lead(verdict, out.registry, lang);
        gather(&mut groups, head(verdict.outcome, Some(lead), lang), out.short_name(verdict.party.as_str()));
    }
    for (head, names) in groups {
        let count = names.len();
        out.named(2, &format!("{count:>3}  {head}: "), &names);
    }
}
