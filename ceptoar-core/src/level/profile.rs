//! Sharing levels (情報共有レベル): labels of a profile, with their reach, persons and channels.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use crate::digest::{Kept, digest};
use crate::document::channel::Allowance as AllowDoc;
use crate::document::convert;
use crate::document::edition::CitedDocument as CitedDocumentDoc;
use crate::document::json::read::{check_format, read_document, shown};
use crate::document::levels::{Level as LevelDoc, Levels as ProfileDoc};
use crate::error::code::ErrorCode;
use crate::error::pointer::At;
use crate::error::problem::{Problems, Refusal};
use crate::error::unknown::refusal;
use crate::fact::source::Citation;
use crate::id::{ChannelId, DocumentId, Label, SourceId};
use crate::text::bilingual::Text;
use crate::word::sets::{PersonsScope, ReachTerm};

impl ReachTerm {
    /// Whether whoever `other` admits is admitted by this term as well.
    fn contains(self, other: Self) -> bool {
        self == other
            || self == Self::Anyone
            || (self == Self::Community && other != Self::Anyone)
            || (self == Self::ConcernedParties && other == Self::ConcernedMinistries)
    }
}

/// The channels by which a notice of a level may pass.
///
/// ```
/// use ceptoar_core::{ChannelAllowance, LevelProfile};
///
/// let tlp = LevelProfile::tlp2();
/// let channels = |label: &str| tlp.level(label).map(|level| &level.channels);
/// assert_eq!(channels("TLP:CLEAR"), Some(&ChannelAllowance::All));
/// assert_eq!(channels("TLP:GREEN"), Some(&ChannelAllowance::NotPublic));
/// let Some(ChannelAllowance::Only(red)) = channels("TLP:RED") else { panic!("RED passes by named channels") };
/// assert_eq!(*red, ["meeting", "mobile-phone", "phone", "satellite-phone"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChannelAllowance {
    /// All, known or not.
    All,
    /// Every channel of the vocabulary that is not public.
    NotPublic,
    /// These, sorted.
    #[serde(untagged)]
    Only(Vec<ChannelId>),
}

/// A level: a label with its reach, persons and channels.
///
/// ```
/// use ceptoar_core::{LevelProfile, PersonsScope, ReachTerm};
///
/// let tlp = LevelProfile::tlp2();
/// let red = tlp.level("TLP:RED").ok_or("no such label")?;
/// assert_eq!(red.reach, [ReachTerm::Addressees]);
/// assert_eq!(red.persons, PersonsScope::Named);
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Level {
    /// The label as its own source writes it; never translated.
    pub label: Label,
    /// The meaning of the label for a holder.
    pub text: Text,
    /// The label as a voice says it.
    pub spoken: Option<Text>,
    /// The organisations that it admits, sorted.
    pub reach: Vec<ReachTerm>,
    /// The persons who may handle it.
    pub persons: PersonsScope,
    /// The channels by which it may pass.
    pub channels: ChannelAllowance,
    /// The citation that reach, persons and channels rest on.
    pub basis: Citation,
    /// Where the label comes from.
    #[serde(flatten)]
    pub citation: Citation,
}

/// A level profile: labels, the strictest first, each contained in the next.
///
/// ```
/// use ceptoar_core::LevelProfile;
///
/// let tlp = LevelProfile::tlp2();
/// assert_eq!(tlp.levels().len(), 5);
/// assert_eq!(tlp.is_stricter("TLP:RED", "TLP:GREEN"), Some(true));
/// assert_eq!(LevelProfile::pfc().is_stricter("TLP:RED", "TLP:GREEN"), None); // foreign labels are not compared
/// ```
#[derive(Debug, Clone)]
pub struct LevelProfile {
    id: DocumentId,
    revision: u32,
    name: Text,
    levels: Vec<Level>,
    digest: Kept,
    document: Arc<ProfileDoc>,
}

impl LevelProfile {
    /// The format of a profile as JSON.
    pub const FORMAT: &'static str = ProfileDoc::FORMAT;

    /// Reads and checks a profile.
    ///
    /// # Errors
    /// Every problem at once; labels that do not nest among them.
    pub fn from_json(json: &[u8]) -> Result<Self, Refusal> {
        let mut problems = Problems::new();
        let doc = read_document(json, LevelProfile::FORMAT, &mut problems)?;
        make(doc, problems)
    }

    /// The profile of a document that was put together.
    ///
    /// # Errors
    /// As [`LevelProfile::from_json`], with the pointers of the document.
    pub fn from_document(document: &ProfileDoc) -> Result<Self, Refusal> {
        make(document.clone(), Problems::new())
    }

    /// The document that the profile was made of, as it was written.
    #[must_use]
    pub fn document(&self) -> &ProfileDoc {
        &self.document
    }

    /// The document as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.document.write()
    }

    /// A profile without a label, in which every notice is refused.
    pub(crate) fn empty(id: DocumentId) -> Self {
        let ja = id.as_str().into();
        let document = Arc::new(ProfileDoc::new(id.as_str(), id.as_str()));
        Self { id, revision: 0, name: Text { ja, en: None }, levels: Vec::new(), digest: Kept::known(""), document }
    }

    /// The same, whose digest is known.
    pub(crate) fn with_digest(self, digest: &str) -> Self {
        Self { digest: Kept::known(digest), ..self }
    }

    /// The id of the profile.
    #[must_use]
    pub fn id(&self) -> &DocumentId {
        &self.id
    }

    /// Raised by each correction.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// The name of the profile.
    #[must_use]
    pub fn name(&self) -> &Text {
        &self.name
    }

    /// The levels, the strictest first.
    #[must_use]
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// The level of a label.
    #[must_use]
    pub fn level(&self, label: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.label == *label)
    }

    /// The level of a label that somebody gives.
    ///
    /// # Errors
    /// `unknown-level` with the labels in use and the nearest of them, at `/label`.
    pub fn known(&self, label: &str) -> Result<&Level, Refusal> {
        let args = || vec![shown(label), self.labels_text()];
        let refused = || refusal(ErrorCode::UnknownLevel, "/label", args(), self.label_texts());
        self.level(label).ok_or_else(refused)
    }

    pub(crate) fn label_texts(&self) -> impl Iterator<Item = &str> {
        self.levels.iter().map(|level| level.label.as_str())
    }

    /// Whether `a` is stricter than `b` in this profile; `None` where a label is foreign.
    #[must_use]
    pub fn is_stricter(&self, a: &str, b: &str) -> Option<bool> {
        let place = |label: &str| self.levels.iter().position(|level| level.label == *label);
        Some(place(a)? < place(b)?)
    }

    /// SHA-256 of the profile, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> &str {
        self.digest.get(|| digest(&*self.document))
    }

    /// The labels as a message lists them.
    pub(crate) fn labels_text(&self) -> String {
        self.levels.iter().map(|level| level.label.as_str()).collect::<Vec<_>>().join(", ")
    }
}

impl ProfileDoc {
    /// Whether the document means something by itself: what [`LevelProfile::from_document`] checks.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn check(&self) -> Result<(), Refusal> {
        LevelProfile::from_document(self).map(drop)
    }
}

/// Checks a profile. `problems`: what was wrong with its shape.
fn make(doc: ProfileDoc, mut problems: Problems) -> Result<LevelProfile, Refusal> {
    let root = At::root();
    check_format(doc.format.as_deref(), LevelProfile::FORMAT, &mut problems);
    let id = convert::own_id(&doc.id, &root.key("id"), &mut problems);
    let name = convert::text(&doc.name, &root.key("name"), &mut problems);
    documents(doc.documents.as_deref().unwrap_or_default(), &root.key("documents"), &mut problems);
    let labels = root.key("labels");
    if doc.labels.is_empty() {
        problems.push(ErrorCode::EmptyProfile, &labels, Vec::new());
    }
    let mut levels: Vec<Level> = Vec::new();
    let mut seen = BTreeSet::new();
    for (n, label) in doc.labels.iter().enumerate() {
        let at = labels.index(n);
        if let Some(level) = level(label, &at, &mut problems) {
            if !seen.insert(level.label.clone()) {
                problems.push(ErrorCode::DuplicateId, &at.key("label"), vec![level.label.to_string()]);
            }
            levels.push(level);
        }
    }
    // Whether levels nest can only be said of all of them, and of what they say.
    if problems.is_empty() {
        nest(&levels, |_| None, &mut problems);
    }
    problems.into_result(())?;
    let id = id.ok_or_else(|| Refusal::one(ErrorCode::BadId, "/id", vec![shown(&doc.id.0)]))?;
    Ok(LevelProfile { id, revision: doc.revision, name, levels, digest: Kept::default(), document: Arc::new(doc) })
}

/// Checks the documents that a profile cites; it keeps none of them.
fn documents(docs: &[CitedDocumentDoc], list: &At<'_>, problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    for (n, doc) in docs.iter().enumerate() {
        let at = list.index(n);
        convert::text(&doc.title, &at.key("title"), problems);
        convert::some_text(doc.publisher.as_ref(), &at.key("publisher"), problems);
        for (key, day) in [("published", &doc.published), ("as_of", &doc.as_of)] {
            day.as_ref().and_then(|day| convert::date(day, &at.key(key), problems));
        }
        doc.address.as_deref().map(|address| convert::plain(address, &at.key("address"), problems));
        let _: Vec<SourceId> = convert::set(doc.source.as_deref(), &at.key("source"), problems);
        let id: Option<SourceId> = convert::id(&doc.id, &at.key("id"), problems);
        if let Some(id) = id.filter(|id| !seen.insert(id.clone())) {
            problems.push(ErrorCode::DuplicateId, &at.key("id"), vec![id.to_string()]);
        }
    }
}

fn level(doc: &LevelDoc, at: &At<'_>, problems: &mut Problems) -> Option<Level> {
    let channels = match &doc.channels {
        AllowDoc::All => ChannelAllowance::All,
        AllowDoc::NotPublic => ChannelAllowance::NotPublic,
        AllowDoc::Only(ids) => ChannelAllowance::Only(convert::set(Some(ids), &at.key("channels"), problems)),
    };
    Some(Level {
        text: convert::text(&doc.text, &at.key("text"), problems),
        spoken: convert::some_text(doc.spoken.as_ref(), &at.key("spoken"), problems),
        reach: convert::values(&doc.reach, &at.key("reach"), problems),
        persons: doc.persons,
        channels,
        basis: convert::citation(&doc.basis, &at.key("basis"), problems),
        citation: convert::citation(doc, at, problems),
        label: convert::id(&doc.label, &at.key("label"), problems)?,
    })
}

/// Whether each stricter label is contained in the next looser one. `not_public` is `None` where no vocabulary is known.
pub(crate) fn nest(levels: &[Level], not_public: impl Fn(&ChannelId) -> Option<bool>, problems: &mut Problems) {
    for (n, (strict, loose)) in levels.iter().zip(levels.iter().skip(1)).enumerate() {
        let reach = strict.reach.iter().all(|term| loose.reach.iter().any(|wider| wider.contains(*term)));
        let channels = match (&strict.channels, &loose.channels) {
            (_, ChannelAllowance::All) | (ChannelAllowance::NotPublic, ChannelAllowance::NotPublic) => true,
            (ChannelAllowance::Only(ids), ChannelAllowance::NotPublic) => {
                ids.iter().all(|id| not_public(id).unwrap_or(true))
            }
            (ChannelAllowance::Only(ids), ChannelAllowance::Only(wider)) => {
                ids.iter().all(|id| wider.binary_search(id).is_ok())
            }
            (ChannelAllowance::All | ChannelAllowance::NotPublic, _) => false,
        };
        for (nested, what) in [(reach, "reach"), (strict.persons <= loose.persons, "persons"), (channels, "channels")] {
            if !nested {
                let args = vec![strict.label.to_string(), loose.label.to_string(), what.to_owned()];
                problems.push(ErrorCode::ProfileNotNested, &At::root().key("labels").index(n).key(what), args);
            }
        }
    }
}
