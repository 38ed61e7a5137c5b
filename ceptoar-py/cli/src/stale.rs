//! What is said of a day that the edition does not speak of.

use ceptoar_core::{Lang, Notice, Period, Registry, Situation, civil_day};

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

/// The note on a question about all notices of some days; none where the edition speaks of each of them.
pub(super) fn days(window: Period, registry: &Registry, lang: Lang) -> String {
    let (id, covers) = (registry.id(), registry.covers());
    let early = covers.from.is_some_and(|first| window.from.is_none_or(|from| from < first));
    let late = covers.until.is_some_and(|end| window.until.is_none_or(|until| until > end));
    if !early && !late {
        return String::new();
    }
    match lang {
        Lang::Ja => format!(
            "古い版: 問う日 {window} のうち、版 {id} が扱う {covers} の外の日がある (--stale refuse で拒否、allow で黙る)\n"
        ),
        Lang::En => format!(
            "STALE: of the days {window} that are asked some lie outside {covers}, of which alone the edition {id} speaks \
             (--stale refuse refuses them, allow is silent)\n"
        ),
    }
}
