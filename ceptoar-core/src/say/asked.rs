//! What a rule asks for and a notice does not bring, in words.

use chrono::NaiveDate;

use crate::fact::vocabulary::Term;
use crate::id::PartyId;
use crate::registry::data::Registry;
use crate::rules::rule::Rule;
use crate::say::sentence::name;
use crate::time::{Period, last_day};
use crate::word::sets::{ConditionName, Direction, Grade, Lang, Mode, PartyKind, Role, Status};

/// More values than this are not named.
const VALUES: usize = 4;

/// A condition of a rule with the values that would meet it: `kind of information (newsletter)`.
pub(super) fn asked(registry: &Registry, rule: &Rule, condition: ConditionName, on: NaiveDate, lang: Lang) -> String {
    let when = &rule.when;
    let words = registry.vocabulary();
    let parties = |ids| list(ids, |id: &PartyId| name(registry, id.as_str(), Some(on), lang));
    let values = match condition {
        ConditionName::Addressees => parties(when.addressees.as_deref()),
        ConditionName::AffectedCeptoars => parties(when.affected_ceptoars.as_deref()),
        ConditionName::AffectedSectors => terms(registry.sectors(), when.affected_sectors.as_deref(), lang),
        ConditionName::Causes => terms(&words.causes, when.causes.as_deref(), lang),
        ConditionName::Directions => list(when.directions.as_deref(), |d| direction(*d, lang).to_owned()),
        ConditionName::Kinds => terms(&words.kinds, when.kinds.as_deref(), lang),
        ConditionName::Levels => list(when.levels.as_deref(), ToString::to_string),
        ConditionName::Modes => list(when.modes.as_deref(), |m| mode(*m, lang).to_owned()),
        ConditionName::OriginGroups => parties(when.origin_groups.as_deref()),
        ConditionName::OriginKinds => list(when.origin_kinds.as_deref(), |k| kind(*k, lang).to_owned()),
        ConditionName::OriginRoles => list(when.origin_roles.as_deref(), |r| role(*r, lang).to_owned()),
        ConditionName::Origins => parties(when.origins.as_deref()),
        ConditionName::Period => vec![period(rule.period, lang)],
        ConditionName::Purposes => terms(&words.purposes, when.purposes.as_deref(), lang),
        ConditionName::Statuses => list(when.statuses.as_deref(), |s| status(*s, lang).to_owned()),
    };
    let more = values.len().saturating_sub(VALUES);
    let mut values: Vec<String> = values.into_iter().take(VALUES).collect();
    if more > 0 {
        values.push(match lang {
            Lang::Ja => format!("ほか{more}"),
            Lang::En => format!("{more} more"),
        });
    }
    let word = condition.word(lang);
    if values.is_empty() {
        return word.to_owned();
    }
    format!("{word} ({})", values.join(lang.pick("、", ", ")))
}

fn list<T>(values: Option<&[T]>, word: impl Fn(&T) -> String) -> Vec<String> {
    values.unwrap_or_default().iter().map(word).collect()
}

fn terms<T: ToString>(known: &[Term], ids: Option<&[T]>, lang: Lang) -> Vec<String> {
    list(ids, |id| term(known, &id.to_string(), lang))
}

/// A word of a vocabulary.
pub(super) fn term(terms: &[Term], id: &str, lang: Lang) -> String {
    terms.iter().find(|term| &*term.id == id).map_or_else(|| id.to_owned(), |term| term.name.label(id, lang))
}

pub(crate) fn direction(direction: Direction, lang: Lang) -> &'static str {
    match direction {
        Direction::Provision => lang.pick("情報提供", "provision"),
        Direction::Liaison => lang.pick("情報連絡", "liaison"),
        Direction::Exchange => lang.pick("情報共有", "exchange"),
    }
}

pub(crate) fn mode(mode: Mode, lang: Lang) -> &'static str {
    match mode {
        Mode::Normal => lang.pick("平常時", "every day"),
        Mode::WideAreaDisaster => lang.pick("広域災害時", "wide-area disaster"),
    }
}

pub(crate) fn status(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Actual => lang.pick("実際", "actual"),
        Status::Exercise => lang.pick("訓練", "exercise"),
    }
}

fn kind(kind: PartyKind, lang: Lang) -> &'static str {
    match kind {
        PartyKind::Cabinet => lang.pick("内閣官房", "the cabinet's centre"),
        PartyKind::Ministry => lang.pick("所管省庁", "ministry"),
        PartyKind::Ceptoar => "CEPTOAR",
        PartyKind::Council => lang.pick("協議会", "council"),
        PartyKind::LiaisonCouncil => lang.pick("連絡協議会", "liaison council"),
        PartyKind::Subgroup => lang.pick("サブグループ", "sub-group"),
        PartyKind::Members => lang.pick("構成員", "members"),
        PartyKind::Partner => lang.pick("協力機関", "partner"),
        PartyKind::Organization => lang.pick("組織", "organisation"),
    }
}

fn role(role: Role, lang: Lang) -> &'static str {
    match role {
        Role::Member => lang.pick("構成員", "member"),
        Role::Observer => lang.pick("オブザーバー", "observer"),
        Role::Secretariat => lang.pick("事務局", "secretariat"),
        Role::Analyst => lang.pick("分析者", "analyst"),
        Role::Responsible => lang.pick("所管省庁", "responsible ministry"),
        Role::Relay => lang.pick("取次ぎ", "relay"),
    }
}

/// A grade in words: how sure what is cited is.
pub(super) fn grade(grade: Grade, lang: Lang) -> &'static str {
    match grade {
        Grade::Stated => lang.pick("資料に明記", "stated"),
        Grade::Deduced => lang.pick("資料から導出", "deduced"),
        Grade::Secondary => lang.pick("ほかの資料による", "by another document"),
        Grade::Reading => lang.pick("このライブラリの解釈", "this library's reading"),
    }
}

/// A span of days, both ends among them.
pub(super) fn period(period: Period, lang: Lang) -> String {
    let (from, until) = (period.from, period.until.map(last_day));
    match (from, until, lang) {
        (Some(from), Some(until), Lang::Ja) => format!("{from} から {until} まで"),
        (Some(from), Some(until), Lang::En) => format!("{from} to {until}"),
        (Some(from), None, Lang::Ja) => format!("{from} から"),
        (Some(from), None, Lang::En) => format!("from {from} on"),
        (None, Some(until), Lang::Ja) => format!("{until} まで"),
        (None, Some(until), Lang::En) => format!("until {until}"),
        (None, None, Lang::Ja) => "常に".to_owned(),
        (None, None, Lang::En) => "always".to_owned(),
    }
}
