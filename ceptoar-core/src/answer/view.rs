//! The part of a plan that one recipient may be told: nothing of the others, and under `no_attribution` nothing of the
//! origin.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::answer::plan::{Hop, Persons, Plan};
use crate::due::Due;
use crate::id::{ChannelId, InstrumentId, Label, NoticeId, ObligationId, PartyId};
use crate::lint::{Lint, LintCode};
use crate::text::bilingual::Text;
use crate::word::sets::{Duty, Status};

/// A recipient's own part of a plan.
///
/// ```
/// use ceptoar_core::{Edition, Registry, Router, Situation};
///
/// # let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// # let notice = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
/// #     "kind": "vulnerability", "affected_sectors": ["electric-power"],
/// #     "issued_at": "2009-05-08T10:00:00+09:00" }"#)?;
/// let plan = router.route(&notice, &Situation::default())?;
/// let view = plan.view_for("electric-power-members").ok_or("not told")?;
/// assert_eq!(view.from, Some("electric-power".parse()?));
/// assert!(!view.to_json().contains("criepi")); // nothing of the other recipients
/// assert_eq!(plan.view_for("gas"), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct View {
    /// The notice.
    pub notice: NoticeId,
    /// The recipient.
    pub party: PartyId,
    /// Its sharing level.
    pub level: Label,
    /// Whether it is an exercise.
    pub status: Status,
    /// The instant that is answered for.
    #[serde(with = "crate::time::instant")]
    #[cfg_attr(feature = "schemars", schemars(with = "crate::time::InstantSchema"))]
    pub at: DateTime<Utc>,
    /// Whether the recipient may or must be told.
    pub duty: Duty,
    /// The persons inside the recipient who may handle it.
    pub persons: Persons,
    /// The origin; `None` under `no_attribution`.
    pub origin: Option<PartyId>,
    /// The party that hands it to the recipient; `None` where that is the origin under `no_attribution`.
    pub from: Option<PartyId>,
    /// The open channels of that hand-over, the primary first; `None`: unknown.
    pub channels: Option<Arc<[ChannelId]>>,
    /// The open channels that are used beside those.
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    pub also: Arc<[ChannelId]>,
    /// Those of `channels`, then of `also`, that need a judgement.
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    pub judged: Arc<[ChannelId]>,
    /// The question to be judged, for each of `judged`.
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    pub judged_texts: Arc<[Text]>,
    /// One office acts in both roles.
    pub internal: bool,
    /// The questions that the hand before judges before it tells the recipient; any one of them suffices.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub judgement: Vec<Text>,
    /// The time within which the recipient is told; `None`: no rule asks one.
    pub due: Option<Due>,
    /// The obligations that travel with it, sorted.
    pub obligations: Vec<ObligationId>,
    /// The instruments that bind the recipient's own CEPTOARs, sorted.
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    pub instruments: Arc<[InstrumentId]>,
    /// The lints of that hand-over and of the edition, sorted.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub lints: Vec<Lint>,
}

impl Plan {
    /// What a recipient may be told; `None` for a party that is not delivered.
    #[must_use]
    pub fn view_for(&self, party: &str) -> Option<View> {
        let delivery = self.delivery(party)?;
        let last = delivery.hops.last()?;
        let hidden = self.no_attribution;
        let from = (!hidden || last.from != self.origin).then(|| last.from.clone());
        let own = delivery.judgement.iter().filter(|owed| owed.party == delivery.recipient);
        Some(View {
            notice: self.notice.clone(),
            party: delivery.recipient.clone(),
            level: self.level.clone(),
            status: self.status,
            at: self.at,
            duty: delivery.duty,
            persons: delivery.persons.clone(),
            origin: (!hidden).then(|| self.origin.clone()),
            lints: self.lints_of(last, from.is_some()),
            from,
            channels: last.channels.clone(),
            also: Arc::clone(&last.also),
            judged: Arc::clone(&last.judged),
            judged_texts: Arc::clone(&last.judged_texts),
            internal: last.internal,
            judgement: own.flat_map(|owed| owed.texts.iter().cloned()).collect(),
            due: delivery.due.clone(),
            obligations: delivery.obligations.clone(),
            instruments: Arc::clone(&delivery.instruments),
        })
    }

    /// The lints of the edition, and those of a hop where the recipient may learn who hands on: they name it.
    fn lints_of(&self, hop: &Hop, names_from: bool) -> Vec<Lint> {
        let place = format!("{}>{}", hop.from, hop.to);
        let mine = |lint: &&Lint| match lint.code {
            LintCode::StaleEdition | LintCode::BuiltFromOutline => true,
            LintCode::ChannelUnknown | LintCode::ChannelNotInVocabulary => names_from && lint.at == place,
            _ => false,
        };
        self.lints.iter().filter(mine).cloned().collect()
    }
}
