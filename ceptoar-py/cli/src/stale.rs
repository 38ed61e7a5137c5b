//! What is said of a day that the edition does not speak of.

use ceptoar_core::{Lang, Notice, Registry, Situation, civil_day};

/// The banner over the answer to one notice; `None` if the edition speaks of its day.
pub(super) fn banner(notice: &Notice, situation: &Situation, registry: &Registry, lang: Lang) -> Option<String> {
    let (day, covers) = (civil_day(situation.at.unwrap_or(notice.issued_at)), registry.covers());
    if covers.covers(day) {
        return None;
    }
    let id = registry.id();
    Some(match lang {
        Lang::Ja => format!(
            "古い版: 版 {id} が扱うのは {covers} であり、{day} ではない。答えはその版の制度によるもので、今の義務ではない\n"
        ),
        Lang::En => format!(
            "STALE: the edition {id} speaks of {covers}, not of {day}; the answer is that edition's, and no duty of today\n"
        ),
    })
}

/// The note on a file of notices.
pub(super) fn rows(count: u64, registry: &Registry, lang: Lang) -> String {
    let (id, covers) = (registry.id(), registry.covers());
    match lang {
        Lang::Ja => {
            format!("古い版: {count}件は、版 {id} が扱う {covers} の外である (--stale refuse で拒否、allow で黙る)\n")
        }
        Lang::En => format!(
            "STALE: notices outside {covers}, of which alone the edition {id} speaks: {count} (--stale refuse refuses them, allow is silent)\n"
        ),
    }
}
