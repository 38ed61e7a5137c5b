//! The later changes that an answer of a day beyond the edition names, in words.

use crate::overlay::later::{Told, told};
use crate::registry::data::Registry;
use crate::word::sets::{Lang, TimelineField};

/// The head of the list.
pub(super) fn head(lang: Lang) -> &'static str {
    lang.pick(
        "この日までに知られている変更 (版には含まれない):",
        "Known to have changed by this day, and not in the edition:",
    )
}

/// A change: from which day, whose, what.
pub(super) fn line(registry: &Registry, entry: &str, lang: Lang) -> String {
    let Some(Told { day, of, field, name }) = told(registry, entry) else { return entry.to_owned() };
    let what = match field {
        Some(TimelineField::Name) => lang.pick("名称", "name"),
        Some(TimelineField::Ministry) => lang.pick("所管省庁", "responsible ministry"),
        Some(TimelineField::Secretariat) => lang.pick("事務局", "secretariat"),
        Some(TimelineField::Means) => lang.pick("連絡手段", "means of contact"),
        Some(TimelineField::Counts) => lang.pick("構成員数", "number of members"),
        Some(TimelineField::Poc) => lang.pick("緊急窓口", "point of contact"),
        Some(TimelineField::HandlingRules) => lang.pick("取扱いルール", "handling rules"),
        None => lang.pick("存否", "whether it exists"),
    };
    let new = name.map(|name| match lang {
        Lang::Ja => name.ja,
        Lang::En => name.en.unwrap_or(name.ja),
    });
    let new = new.map(|new| format!(" → {new}")).unwrap_or_default();
    format!("{day} {of}: {what}{new} ({entry})")
}
