//! Those who are not told, as a picture says it.

use crate::answer::explanation::Explanation;
use crate::answer::plan::Plan;
use crate::answer::verdict::Verdict;
use crate::registry::data::Registry;
use crate::say::options::PictureOptions;
use crate::say::picture::parts::Group;
use crate::say::sentence::name;
use crate::word::sets::{Lang, Outcome, Withheld};

/// The groups of one outcome and reason, those nearest to being told first. Who ought to be told always has a line.
pub(super) fn groups(
    plan: &Plan,
    why: Option<&Explanation>,
    registry: &Registry,
    options: PictureOptions,
) -> Vec<Group> {
    let lang = options.lang;
    let mut groups: Vec<(usize, Group)> = Vec::new();
    let mut add = |title: String, party: &str, required: bool| {
        if options.withheld == Withheld::None && !required {
            return;
        }
        let mark = if required { lang.pick("【必須だが届かない】", "[REQUIRED, NOT TOLD] ") } else { "" };
        let line = format!("{mark}{} [{party}]", name(registry, party, Some(plan.on), lang));
        let line = (required || options.withheld == Withheld::List).then_some((line, required));
        match groups.iter_mut().find(|(_, group)| group.title == title) {
            Some((count, group)) => {
                *count += 1;
                group.lines.extend(line);
            }
            None => groups.push((1, Group { title, lines: line.into_iter().collect() })),
        }
    };
    match why {
        Some(why) => {
            let mut others: Vec<&Verdict> = why.verdicts.iter().filter(|v| v.outcome != Outcome::Deliver).collect();
            others.sort_by_key(|verdict| std::cmp::Reverse(verdict.outcome));
            for verdict in others {
                let (word, lead) = (verdict.outcome.word(lang), why.lead(verdict, registry, lang));
                let title = if word == lead { lead } else { format!("{word} — {lead}") };
                let required = verdict.required && verdict.outcome != Outcome::Inactive;
                add(title, verdict.party.as_str(), required);
            }
        }
        None => plan.unmet.iter().for_each(|unmet| add(unmet.outcome.word(lang).into(), unmet.party.as_str(), true)),
    }
    groups.into_iter().map(|(count, group)| Group { title: format!("{}: {count}", group.title), ..group }).collect()
}

/// What stands over the groups.
pub(super) fn heading(lang: Lang) -> &'static str {
    lang.pick("伝達しない", "Not told")
}
