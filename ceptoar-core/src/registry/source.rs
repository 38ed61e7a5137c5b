//! What an edition says of its source.

use crate::document::convert;
use crate::document::edition::{
    CitedDocument as CitedDocumentDoc, Erratum as ErratumDoc, Excused as ExcusedDoc, SourceIndex as SourceIndexDoc,
    Statement as StatementDoc,
};
use crate::document::json::read::shown;
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::Problems;
use crate::fact::source::{CitedDocument, Erratum, Excused, SourceIndex, Statement, StatementDigest};
use crate::registry::lists::{each, unique};

pub(super) fn statement(doc: &StatementDoc, at: &At<'_>, p: &mut Problems) -> Option<Statement> {
    Some(Statement {
        summary: convert::text(&doc.summary, &at.key("summary"), p),
        value: doc.value,
        text: doc.text.as_deref().map(|text| convert::plain(text, &at.key("text"), p)),
        fiscal_year: doc.fiscal_year,
        citation: convert::citation(doc, at, p),
        id: convert::id(&doc.id, &at.key("id"), p)?,
    })
}

pub(super) fn erratum(doc: &ErratumDoc, at: &At<'_>, p: &mut Problems) -> Option<Erratum> {
    Some(Erratum {
        found: convert::text(&doc.found, &at.key("found"), p),
        likely: convert::some_text(doc.likely.as_ref(), &at.key("likely"), p),
        used: convert::some_text(doc.used.as_ref(), &at.key("used"), p),
        citation: convert::citation(doc, at, p),
        id: convert::id(&doc.id, &at.key("id"), p)?,
    })
}

pub(super) fn excused(doc: &ExcusedDoc, at: &At<'_>, p: &mut Problems) -> Option<Excused> {
    let reason = convert::text(&doc.reason, &at.key("reason"), p);
    Some(Excused { id: convert::id(&doc.id, &at.key("id"), p)?, reason })
}

pub(crate) fn document(doc: &CitedDocumentDoc, at: &At<'_>, p: &mut Problems) -> Option<CitedDocument> {
    Some(CitedDocument {
        title: convert::text(&doc.title, &at.key("title"), p),
        publisher: convert::some_text(doc.publisher.as_ref(), &at.key("publisher"), p),
        published: doc.published.as_ref().and_then(|day| convert::date(day, &at.key("published"), p)),
        as_of: doc.as_of.as_ref().and_then(|day| convert::date(day, &at.key("as_of"), p)),
        address: doc.address.as_deref().map(|address| convert::plain(address, &at.key("address"), p)),
        id: convert::id(&doc.id, &at.key("id"), p)?,
    })
}

/// Whether a text is a SHA-256 in lower-case hexadecimal.
pub(super) fn is_sha256(hex: &str) -> bool {
    hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

pub(super) fn index(doc: &SourceIndexDoc, at: &At<'_>, p: &mut Problems) -> Option<SourceIndex> {
    let list = at.key("statements");
    unique(&doc.statements, &list, p, |entry| &entry.id.0, "id");
    let statements = each(&doc.statements, &list, p, |entry, at, p| {
        let hex = entry.sha256.0.as_str();
        if !is_sha256(hex) {
            p.push(ErrorCode::BadDigest, &at.key("sha256"), vec![shown(hex)]);
        }
        Some(StatementDigest { id: convert::id(&entry.id, &at.key("id"), p)?, sha256: hex.into() })
    });
    Some(SourceIndex { document: convert::id(&doc.document, &at.key("document"), p)?, statements })
}
