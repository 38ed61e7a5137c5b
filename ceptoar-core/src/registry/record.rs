//! The records of CEPTOARs and councils, instruments and bodies, from their documents.

use crate::document::convert;
use crate::document::json::read::shown;
use crate::document::record::{
    Activity as ActivityDoc, Body as BodyDoc, Ceptoar as CeptoarDoc, Composition as CompositionDoc,
    Council as CouncilDoc, Instrument as InstrumentDoc, LaterMeans as LaterMeansDoc, Month as MonthDoc,
    Secretariat as SecretariatDoc, Summary as SummaryDoc,
};
use crate::document::scalar::Text as TextDoc;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::Problems;
use crate::fact::ceptoar::{
    Activity, ActivityCount, Body, Ceptoar, Composition, Council, LaterMeans, Means, Secretariat, Summary,
};
use crate::fact::source::{Binds, Instrument};
use crate::id::{KindId, PartyId};
use crate::registry::lists::{each, later};
use crate::text::bilingual::Text;
use crate::time::Period;

pub(crate) fn month(doc: &MonthDoc, at: &At<'_>, problems: &mut Problems) -> Box<str> {
    convert::citation(doc, at, problems);
    let month = doc.month.as_str();
    if crate::time::parse_date(&format!("{month}-01")).is_none() {
        problems.push(ErrorCode::BadMonth, &at.key("month"), vec![shown(month)]);
    }
    month.into()
}

/// The months in which handling rules were made anew, in order; none twice.
fn months(docs: Option<&Vec<MonthDoc>>, of: &str, at: &At<'_>, problems: &mut Problems) -> Vec<Box<str>> {
    let mut months: Vec<Box<str>> = Vec::new();
    for (n, doc) in docs.into_iter().flatten().enumerate() {
        let month = month(doc, &at.index(n), problems);
        if months.contains(&month) {
            problems.push(ErrorCode::DoubledValue, &at.index(n).key("month"), vec![shown(of), shown(&month)]);
        }
        months.push(month);
    }
    months.sort_unstable();
    months
}

fn later_means(doc: &LaterMeansDoc, at: &At<'_>, problems: &mut Problems) -> Option<LaterMeans> {
    Some(LaterMeans {
        channels: convert::ordered(Some(&doc.channels), &at.key("channels"), problems),
        open: doc.open,
        citation: convert::citation(doc, at, problems),
        from: convert::date(&doc.from, &at.key("from"), problems)?,
    })
}

fn summaries(docs: Option<&Vec<SummaryDoc>>, at: &At<'_>, problems: &mut Problems) -> Vec<Summary> {
    each(docs.map(Vec::as_slice).unwrap_or_default(), at, problems, |doc, at, problems| {
        Some(Summary {
            summary: convert::text(&doc.summary, &at.key("summary"), problems),
            citation: convert::citation(doc, at, problems),
        })
    })
}

pub(crate) fn ceptoar(doc: &CeptoarDoc, at: &At<'_>, p: &mut Problems) -> Option<Ceptoar> {
    let mut kinds: Vec<KindId> = Vec::new();
    for (n, doc) in doc.kinds.iter().flatten().enumerate() {
        let list = at.key("kinds");
        let at = list.index(n);
        convert::citation(doc, &at, p);
        kinds.extend(convert::set::<KindId>(Some(&doc.ids), &at.key("ids"), p));
    }
    kinds.sort_unstable();
    kinds.dedup();
    let poc = doc.poc.as_ref().and_then(|doc| {
        convert::citation(doc, &at.key("poc"), p);
        convert::date(&doc.from, &at.key("poc").key("from"), p)
    });
    let means = doc.means.as_ref().map(|doc| Means {
        channels: convert::ordered(Some(&doc.channels), &at.key("means").key("channels"), p),
        open: doc.open,
        citation: convert::citation(doc, &at.key("means"), p),
    });
    let sector = convert::id(&doc.sector, &at.key("sector"), p);
    Some(Ceptoar {
        scope: convert::text(&doc.scope, &at.key("scope"), p),
        secretariat: secretariat(doc.secretariat.as_ref(), &doc.party.0, at, p),
        poc,
        handling_rules: doc.handling_rules.as_ref().map(|doc| month(doc, &at.key("handling_rules"), p)),
        handling_rules_later: months(
            doc.handling_rules_later.as_ref(),
            &doc.party.0,
            &at.key("handling_rules_later"),
            p,
        ),
        maturity: doc.maturity.as_ref().map(|doc| month(doc, &at.key("maturity"), p)),
        means,
        means_later: later(doc.means_later.as_ref(), &doc.party.0, &at.key("means_later"), p, later_means, |later| {
            later.from
        }),
        kinds,
        composition: composition(doc.composition.as_ref(), &at.key("composition"), p),
        features: summaries(doc.features.as_ref(), &at.key("features"), p),
        activities: activities(doc.activities.as_ref(), &at.key("activities"), p),
        citation: convert::citation(doc, at, p),
        party: convert::id(&doc.party, &at.key("party"), p)?,
        sector: sector?,
    })
}

/// Who runs a secretariat: a timeline.
fn secretariat(docs: Option<&Vec<SecretariatDoc>>, of: &str, record: &At<'_>, p: &mut Problems) -> Vec<Secretariat> {
    let at = record.key("secretariat");
    let mut timeline = each(docs.map(Vec::as_slice).unwrap_or_default(), &at, p, |doc, at, p| {
        Some(Secretariat {
            name: convert::text(&doc.name, &at.key("name"), p),
            period: convert::period(doc.period.as_ref(), &at.key("period"), p),
            citation: convert::citation(doc, at, p),
        })
    });
    timeline.sort_by_key(|secretariat| secretariat.period);
    let periods: Vec<Period> = timeline.iter().map(|secretariat| secretariat.period).collect();
    if convert::overlap(&periods) {
        p.push(ErrorCode::OverlappingPeriods, &at, vec![shown(of)]);
    }
    timeline
}

fn texts(docs: &[TextDoc], at: &At<'_>, p: &mut Problems) -> Vec<Text> {
    each(docs, at, p, |doc, at, p| Some(convert::text(doc, at, p)))
}

fn composition(docs: Option<&Vec<CompositionDoc>>, at: &At<'_>, p: &mut Problems) -> Vec<Composition> {
    each(docs.map(Vec::as_slice).unwrap_or_default(), at, p, |doc, at, p| {
        Some(Composition {
            parts: texts(&doc.parts, &at.key("parts"), p),
            without: texts(doc.without.as_deref().unwrap_or_default(), &at.key("without"), p),
            open: doc.open,
            citation: convert::citation(doc, at, p),
        })
    })
}

fn activities(docs: Option<&Vec<ActivityDoc>>, at: &At<'_>, p: &mut Problems) -> Vec<Activity> {
    each(docs.map(Vec::as_slice).unwrap_or_default(), at, p, |doc, at, p| {
        let counts = doc.counts.as_deref().unwrap_or_default();
        Some(Activity {
            summary: convert::text(&doc.summary, &at.key("summary"), p),
            fiscal_year: doc.fiscal_year,
            counts: each(counts, &at.key("counts"), p, |doc, at, p| {
                Some(ActivityCount {
                    of: convert::text(&doc.of, &at.key("of"), p),
                    value: doc.value,
                    unit: convert::text(&doc.unit, &at.key("unit"), p),
                })
            }),
            citation: convert::citation(doc, at, p),
        })
    })
}

pub(crate) fn instrument(doc: &InstrumentDoc, at: &At<'_>, p: &mut Problems) -> Option<Instrument> {
    let mut seen = std::collections::BTreeSet::new();
    let list = at.key("binds");
    for (n, bind) in doc.binds.iter().enumerate() {
        if !seen.insert((bind.ceptoar.0.as_str(), bind.how)) {
            p.push(ErrorCode::DuplicateItem, &list.index(n), vec![shown(&bind.ceptoar.0)]);
        }
    }
    let mut binds = each(&doc.binds, &at.key("binds"), p, |doc, at, p| {
        let citation = convert::citation(doc, at, p);
        Some(Binds { ceptoar: convert::id(&doc.ceptoar, &at.key("ceptoar"), p)?, how: doc.how, citation })
    });
    binds.sort_by(|a, b| (&a.ceptoar, a.how).cmp(&(&b.ceptoar, b.how)));
    Some(Instrument {
        title: convert::text(&doc.title, &at.key("title"), p),
        issuer: convert::some_text(doc.issuer.as_ref(), &at.key("issuer"), p),
        issued: doc.issued.as_ref().map(|day| convert::partial_date(day, &at.key("issued"), p)),
        binds,
        summary: convert::some_text(doc.summary.as_ref(), &at.key("summary"), p),
        citation: convert::citation(doc, at, p),
        id: convert::id(&doc.id, &at.key("id"), p)?,
    })
}

pub(crate) fn body(doc: &BodyDoc, at: &At<'_>, p: &mut Problems) -> Option<Body> {
    let ceptoars: Vec<PartyId> = convert::set(Some(&doc.ceptoars), &at.key("ceptoars"), p);
    Some(Body {
        name: convert::text(&doc.name, &at.key("name"), p),
        ceptoars,
        since: doc.since.as_ref().map(|day| convert::partial_date(day, &at.key("since"), p)),
        summary: convert::some_text(doc.summary.as_ref(), &at.key("summary"), p),
        citation: convert::citation(doc, at, p),
        id: convert::id(&doc.id, &at.key("id"), p)?,
    })
}

pub(crate) fn council(doc: &CouncilDoc, at: &At<'_>, p: &mut Problems) -> Option<Council> {
    Some(Council {
        secretariat: secretariat(doc.secretariat.as_ref(), &doc.party.0, at, p),
        features: summaries(doc.features.as_ref(), &at.key("features"), p),
        activities: activities(doc.activities.as_ref(), &at.key("activities"), p),
        citation: convert::citation(doc, at, p),
        party: convert::id(&doc.party, &at.key("party"), p)?,
    })
}
