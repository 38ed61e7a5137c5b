//! The parts of a registry as tables.

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use ceptoar_core::{Activity, Ceptoar, Council, Lang, Link, LinkChannel, Period, Registry, Secretariat, Summary, Term};
use chrono::NaiveDate;

use super::sheet::{Sheet, code, ids, newest};

/// Every part that is a table.
pub(crate) const PARTS: [&str; 29] = [
    "activities",
    "activity_counts",
    "binds",
    "bodies",
    "causes",
    "ceptoars",
    "channels",
    "compositions",
    "councils",
    "counts",
    "documents",
    "errata",
    "excused",
    "features",
    "instruments",
    "kinds",
    "link_channels",
    "links",
    "lints",
    "means",
    "memberships",
    "names",
    "obligations",
    "parties",
    "party_periods",
    "purposes",
    "secretariats",
    "sectors",
    "statements",
];

/// A part by its name; `None`: there is none of this name.
pub(crate) fn table(registry: &Registry, part: &str, lang: Lang) -> Option<Result<RecordBatch, ArrowError>> {
    let words = registry.vocabulary();
    Some(match part {
        "activities" => activities(registry, lang),
        "activity_counts" => activity_counts(registry, lang),
        "binds" => binds(registry, lang),
        "bodies" => bodies(registry, lang),
        "causes" => terms(&words.causes, registry, lang),
        "ceptoars" => ceptoars(registry, lang),
        "channels" => channels(registry, lang),
        "compositions" => compositions(registry, lang),
        "councils" => councils(registry, lang),
        "counts" => counts(registry, lang),
        "documents" => documents(registry, lang),
        "errata" => errata(registry, lang),
        "excused" => excused(registry, lang),
        "features" => features(registry, lang),
        "instruments" => instruments(registry, lang),
        "kinds" => terms(&words.kinds, registry, lang),
        "link_channels" => link_channels(registry, lang),
        "links" => links(registry, lang),
        "lints" => lints(registry, lang),
        "means" => means(registry, lang),
        "memberships" => memberships(registry, lang),
        "names" => names(registry, lang),
        "obligations" => terms(&words.obligations, registry, lang),
        "parties" => parties(registry, lang),
        "party_periods" => party_periods(registry, lang),
        "purposes" => terms(&words.purposes, registry, lang),
        "secretariats" => secretariats(registry, lang),
        "sectors" => sectors(registry, lang),
        "statements" => statements(registry, lang),
        _ => return None,
    })
}

type Made = Result<RecordBatch, ArrowError>;

fn terms(terms: &[Term], registry: &Registry, lang: Lang) -> Made {
    Sheet::new(terms, registry, lang)
        .text("id", |term| &term.id)
        .said("name", |term| Some(&term.name))
        .cited(|term| &term.citation)
        .finish()
}

/// The sectors with the days on which each is one.
fn sectors(registry: &Registry, lang: Lang) -> Made {
    Sheet::new(registry.sectors(), registry, lang)
        .text("id", |sector| &sector.id)
        .said("name", |sector| Some(&sector.name))
        .period(|sector| sector.period)
        .cited(|sector| &sector.citation)
        .finish()
}

fn channels(registry: &Registry, lang: Lang) -> Made {
    Sheet::new(&registry.vocabulary().channels, registry, lang)
        .text("id", |channel| channel.id.as_str())
        .said("name", |channel| Some(&channel.name))
        .flag("public", |channel| Some(channel.public))
        .list("carried_by", |channel| ids(&channel.carried_by))
        .cited(|channel| &channel.citation)
        .finish()
}

fn parties(registry: &Registry, lang: Lang) -> Made {
    Sheet::new(registry.parties(), registry, lang)
        .text("id", |party| party.id.as_str())
        .said("name", |party| Some(newest(party)))
        .written("kind", |party| code(party.kind))
        .said("note", |party| party.note.as_ref())
        .cited(|party| &party.citation)
        .finish()
}

fn party_periods(registry: &Registry, lang: Lang) -> Made {
    let rows = registry.parties().iter().flat_map(|party| party.periods.iter().map(move |period| (party, *period)));
    Sheet::new(rows, registry, lang)
        .text("party", |(party, _)| party.id.as_str())
        .said("party_name", |(party, _)| Some(newest(party)))
        .period(|(_, period)| *period)
        .finish()
}

/// The days of successive values: from which day each holds, the first from ever; until the next.
fn successive(later: &[NaiveDate]) -> Vec<Period> {
    let begins = std::iter::once(None).chain(later.iter().copied().map(Some));
    let ends = later.iter().copied().map(Some).chain([None]);
    begins.zip(ends).map(|(from, until)| Period { from, until }).collect()
}

/// Each name of each party, with the days on which it is called so.
fn names(registry: &Registry, lang: Lang) -> Made {
    let rows = registry.parties().iter().flat_map(|party| {
        let days: Vec<NaiveDate> = party.names.iter().map(|later| later.from).collect();
        let later = party.names.iter().map(|later| (&later.name, &later.citation));
        let all = std::iter::once((&party.name, &party.citation)).chain(later);
        successive(&days).into_iter().zip(all).map(move |(period, (name, cited))| (party, period, name, cited))
    });
    Sheet::new(rows, registry, lang)
        .text("party", |row| row.0.id.as_str())
        .said("name", |row| Some(row.2))
        .period(|row| row.1)
        .cited(|row| row.3)
        .finish()
}

/// The means of contact of each CEPTOAR, with their days; none where they are not known.
fn means(registry: &Registry, lang: Lang) -> Made {
    let rows = registry.ceptoars().iter().flat_map(|record| {
        let days: Vec<NaiveDate> = record.means_later.iter().map(|later| later.from).collect();
        let first = record.means.as_ref().map(|means| (&means.channels, means.open, &means.citation));
        let later = record.means_later.iter().map(|later| Some((&later.channels, later.open, &later.citation)));
        let all = std::iter::once(first).chain(later);
        successive(&days).into_iter().zip(all).filter_map(move |(period, means)| Some((record, period, means?)))
    });
    Sheet::new(rows, registry, lang)
        .text("party", |row| row.0.party.as_str())
        .party("party_name", |row| row.0.party.as_str())
        .list("channels", |row| ids(row.2.0))
        .flag("open", |row| Some(row.2.1))
        .period(|row| row.1)
        .cited(|row| row.2.2)
        .finish()
}

/// The number of a class on some days, and the parts of it: a part has its place among them, from 0.
fn counts(registry: &Registry, lang: Lang) -> Made {
    let dated = registry.parties().iter().flat_map(|party| {
        let days: Vec<NaiveDate> = party.counts_later.iter().map(|later| later.from).collect();
        let later = party.counts_later.iter().map(|later| &later.counts);
        let all = std::iter::once(&party.counts).chain(later);
        successive(&days).into_iter().zip(all).map(move |(period, counts)| (party, period, counts))
    });
    let rows = dated.flat_map(|(party, period, counts)| {
        counts.iter().enumerate().flat_map(move |(place, count)| {
            let row = move |part, value, unit, cited| (party, place, part, value, unit, cited, period);
            let whole = row(None, count.value, &count.unit, &count.citation);
            let parts = count.parts.iter().enumerate();
            let parts = parts.map(move |(at, part)| row(Some(at), part.value, &part.unit, &part.citation));
            std::iter::once(whole).chain(parts)
        })
    });
    Sheet::new(rows, registry, lang)
        .text("party", |row| row.0.id.as_str())
        .said("party_name", |row| Some(newest(row.0)))
        .number("count", |row| i64::try_from(row.1).ok())
        .number("part", |row| row.2.and_then(|at| i64::try_from(at).ok()))
        .number("value", |row| Some(row.3.into()))
        .said("unit", |row| Some(row.4))
        .period(|row| row.6)
        .cited(|row| row.5)
        .finish()
}

fn memberships(registry: &Registry, lang: Lang) -> Made {
    Sheet::new(registry.memberships(), registry, lang)
        .text("party", |membership| membership.party.as_str())
        .party("party_name", |membership| membership.party.as_str())
        .text("group", |membership| membership.group.as_str())
        .party("group_name", |membership| membership.group.as_str())
        .written("role", |membership| code(membership.role))
        .period(|membership| membership.period)
        .cited(|membership| &membership.citation)
        .finish()
}

/// The channels of a link that are used beside the others, or only with a judgement; null where they are not known.
fn of_link(link: &Link, which: impl Fn(&LinkChannel) -> bool) -> Option<Vec<String>> {
    let channels = link.channels.as_ref()?;
    Some(channels.iter().filter(|channel| which(channel)).map(|channel| channel.id.to_string()).collect())
}

fn links(registry: &Registry, lang: Lang) -> Made {
    Sheet::new(registry.links(), registry, lang)
        .text("from", |link| link.from.as_str())
        .party("from_name", |link| link.from.as_str())
        .text("to", |link| link.to.as_str())
        .party("to_name", |link| link.to.as_str())
        .text("direction", |link| link.direction.as_str())
        .some_list("channels", |link| of_link(link, |channel| !channel.also))
        .some_list("also", |link| of_link(link, |channel| channel.also))
        .some_list("judged", |link| of_link(link, |channel| channel.judgement.is_some()))
        .flag("internal", |link| Some(link.internal))
        .period(|link| link.period)
        .cited(|link| &link.citation)
        .finish()
}

fn link_channels(registry: &Registry, lang: Lang) -> Made {
    let rows = registry.links().iter().flat_map(|link| {
        link.channels.iter().flatten().enumerate().map(move |(place, channel)| (link, place, channel))
    });
    Sheet::new(rows, registry, lang)
        .text("from", |row| row.0.from.as_str())
        .text("to", |row| row.0.to.as_str())
        .text("direction", |row| row.0.direction.as_str())
        .period(|row| row.0.period)
        .number("place", |row| i64::try_from(row.1).ok())
        .text("channel", |row| row.2.id.as_str())
        .written("channel_name", |row| {
            let channels = &registry.vocabulary().channels;
            let known = channels.iter().find(|channel| channel.id == row.2.id)?;
            known.name.get(lang).map(str::to_owned)
        })
        .flag("also", |row| Some(row.2.also))
        .list("modes", |row| row.2.when.iter().flat_map(|when| &when.modes).filter_map(code).collect())
        .list("purposes", |row| row.2.when.iter().flat_map(|when| &when.purposes).map(ToString::to_string).collect())
        .said("judgement", |row| row.2.judgement.as_ref())
        .finish()
}

fn ceptoars(registry: &Registry, lang: Lang) -> Made {
    Sheet::new(registry.ceptoars(), registry, lang)
        .text("party", |record| record.party.as_str())
        .party("party_name", |record| record.party.as_str())
        .text("sector", |record| record.sector.as_str())
        .written("sector_name", |record| {
            let sector = registry.sectors().iter().find(|sector| *sector.id == *record.sector.as_str())?;
            sector.name.get(lang).map(str::to_owned)
        })
        .said("scope", |record| Some(&record.scope))
        .date("poc", |record| record.poc)
        .some_text("handling_rules", |record| record.handling_rules.as_deref())
        .some_text("maturity", |record| record.maturity.as_deref())
        .some_list("means", |record| record.means.as_ref().map(|means| ids(&means.channels)))
        .flag("means_open", |record| record.means.as_ref().map(|means| means.open))
        .list("kinds", |record| ids(&record.kinds))
        .cited(|record| &record.citation)
        .finish()
}

fn councils(registry: &Registry, lang: Lang) -> Made {
    Sheet::new(registry.councils(), registry, lang)
        .text("party", |record| record.party.as_str())
        .party("party_name", |record| record.party.as_str())
        .cited(|record| &record.citation)
        .finish()
}

/// What CEPTOARs and councils have alike, each with its party.
fn of_both<'a, T>(
    registry: &'a Registry,
    of_ceptoar: fn(&'a Ceptoar) -> &'a [T],
    of_council: fn(&'a Council) -> &'a [T],
) -> impl Iterator<Item = (&'a str, usize, &'a T)> {
    let ceptoars = registry.ceptoars().iter().map(move |record| (record.party.as_str(), of_ceptoar(record)));
    let councils = registry.councils().iter().map(move |record| (record.party.as_str(), of_council(record)));
    ceptoars
        .chain(councils)
        .flat_map(|(party, items)| items.iter().enumerate().map(move |(place, item)| (party, place, item)))
}

fn secretariats(registry: &Registry, lang: Lang) -> Made {
    let rows = of_both::<Secretariat>(registry, |record| &record.secretariat, |record| &record.secretariat);
    Sheet::new(rows, registry, lang)
        .text("party", |row| row.0)
        .party("party_name", |row| row.0)
        .said("name", |row| Some(&row.2.name))
        .period(|row| row.2.period)
        .cited(|row| &row.2.citation)
        .finish()
}

fn features(registry: &Registry, lang: Lang) -> Made {
    let rows = of_both::<Summary>(registry, |record| &record.features, |record| &record.features);
    Sheet::new(rows, registry, lang)
        .text("party", |row| row.0)
        .party("party_name", |row| row.0)
        .said("summary", |row| Some(&row.2.summary))
        .cited(|row| &row.2.citation)
        .finish()
}

fn activities(registry: &Registry, lang: Lang) -> Made {
    let rows = of_both::<Activity>(registry, |record| &record.activities, |record| &record.activities);
    Sheet::new(rows, registry, lang)
        .text("party", |row| row.0)
        .party("party_name", |row| row.0)
        .number("activity", |row| i64::try_from(row.1).ok())
        .said("summary", |row| Some(&row.2.summary))
        .number("fiscal_year", |row| row.2.fiscal_year.map(Into::into))
        .cited(|row| &row.2.citation)
        .finish()
}

fn activity_counts(registry: &Registry, lang: Lang) -> Made {
    let activities = of_both::<Activity>(registry, |record| &record.activities, |record| &record.activities);
    let rows =
        activities.flat_map(|(party, place, activity)| activity.counts.iter().map(move |count| (party, place, count)));
    Sheet::new(rows, registry, lang)
        .text("party", |row| row.0)
        .number("activity", |row| i64::try_from(row.1).ok())
        .said("of", |row| Some(&row.2.of))
        .number("value", |row| Some(row.2.value.into()))
        .said("unit", |row| Some(&row.2.unit))
        .finish()
}

fn compositions(registry: &Registry, lang: Lang) -> Made {
    let rows = registry.ceptoars().iter().flat_map(|record| record.composition.iter().map(move |part| (record, part)));
    let said =
        |texts: &[ceptoar_core::Text]| texts.iter().map(|text| text.get(lang).unwrap_or(&text.ja).to_owned()).collect();
    Sheet::new(rows, registry, lang)
        .text("party", |row| row.0.party.as_str())
        .party("party_name", |row| row.0.party.as_str())
        .list("parts", |row| said(&row.1.parts))
        .list("without", |row| said(&row.1.without))
        .flag("open", |row| Some(row.1.open))
        .cited(|row| &row.1.citation)
        .finish()
}

fn instruments(registry: &Registry, lang: Lang) -> Made {
    Sheet::new(registry.instruments(), registry, lang)
        .text("id", |instrument| instrument.id.as_str())
        .said("title", |instrument| Some(&instrument.title))
        .said("issuer", |instrument| instrument.issuer.as_ref())
        .some_text("issued", |instrument| instrument.issued.as_deref())
        .said("summary", |instrument| instrument.summary.as_ref())
        .cited(|instrument| &instrument.citation)
        .finish()
}

fn binds(registry: &Registry, lang: Lang) -> Made {
    let rows =
        registry.instruments().iter().flat_map(|instrument| instrument.binds.iter().map(move |b| (instrument, b)));
    Sheet::new(rows, registry, lang)
        .text("instrument", |row| row.0.id.as_str())
        .said("title", |row| Some(&row.0.title))
        .text("ceptoar", |row| row.1.ceptoar.as_str())
        .party("ceptoar_name", |row| row.1.ceptoar.as_str())
        .text("how", |row| row.1.how.as_str())
        .cited(|row| &row.1.citation)
        .finish()
}

fn bodies(registry: &Registry, lang: Lang) -> Made {
    Sheet::new(registry.bodies(), registry, lang)
        .text("id", |body| body.id.as_str())
        .said("name", |body| Some(&body.name))
        .list("ceptoars", |body| ids(&body.ceptoars))
        .some_text("since", |body| body.since.as_deref())
        .said("summary", |body| body.summary.as_ref())
        .cited(|body| &body.citation)
        .finish()
}

fn statements(registry: &Registry, lang: Lang) -> Made {
    Sheet::new(registry.statements(), registry, lang)
        .text("id", |statement| &statement.id)
        .said("summary", |statement| Some(&statement.summary))
        .number("value", |statement| statement.value.map(Into::into))
        .some_text("text", |statement| statement.text.as_deref())
        .number("fiscal_year", |statement| statement.fiscal_year.map(Into::into))
        .cited(|statement| &statement.citation)
        .finish()
}

fn errata(registry: &Registry, lang: Lang) -> Made {
    Sheet::new(registry.errata(), registry, lang)
        .text("id", |erratum| &erratum.id)
        .said("found", |erratum| Some(&erratum.found))
        .said("likely", |erratum| erratum.likely.as_ref())
        .said("used", |erratum| erratum.used.as_ref())
        .cited(|erratum| &erratum.citation)
        .finish()
}

fn documents(registry: &Registry, lang: Lang) -> Made {
    Sheet::new(registry.documents(), registry, lang)
        .text("id", |document| document.id.as_str())
        .said("title", |document| Some(&document.title))
        .said("publisher", |document| document.publisher.as_ref())
        .date("published", |document| document.published)
        .date("as_of", |document| document.as_of)
        .some_text("address", |document| document.address.as_deref())
        .finish()
}

fn excused(registry: &Registry, lang: Lang) -> Made {
    Sheet::new(registry.excused(), registry, lang)
        .text("statement", |excused| excused.id.as_str())
        .said("reason", |excused| Some(&excused.reason))
        .finish()
}

fn lints(registry: &Registry, lang: Lang) -> Made {
    Sheet::new(registry.lints(), registry, lang)
        .text("code", |lint| lint.code.as_str())
        .text("at", |lint| &lint.at)
        .written("sentence", |lint| Some(lint.message(lang).to_owned()))
        .finish()
}
