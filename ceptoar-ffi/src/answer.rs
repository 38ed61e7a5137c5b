//! Answers as handles: what is too large to cross whole each time, or is asked piece by piece.

use std::sync::Arc;

use ceptoar_core as core;

use crate::error::{CeptoarError, known};
use crate::records::*;

/// The plan, and for every party why it is told or not. The parts cross when they are asked for.
#[derive(uniffi::Object)]
pub struct Explanation {
    pub(crate) core: core::Explanation,
    pub(crate) registry: core::Registry,
}

#[uniffi::export]
impl Explanation {
    /// The plan of this very decision.
    #[must_use]
    pub fn plan(&self) -> Plan {
        self.core.plan().native(&self.registry)
    }

    /// Who is told, sorted by recipient.
    #[must_use]
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.core.deliveries().native(&self.registry)
    }

    /// What the reach of the level rests on.
    #[must_use]
    pub fn reach(&self) -> ReachBasis {
        self.core.reach.native(&self.registry)
    }

    /// For every party but the origin (a members class as origin has one too), sorted by party.
    #[must_use]
    pub fn verdicts(&self) -> Vec<Verdict> {
        self.core.verdicts.native(&self.registry)
    }

    /// The delivery to one party; absent for a party that is not told.
    ///
    /// # Errors
    /// `unknown-party` for an id that the registry has not: of a name misspelt, "not told" is no answer.
    pub fn delivery(&self, party: &str) -> Result<Option<Delivery>, CeptoarError> {
        let party = known(&self.registry, party, "/party")?;
        Ok(self.core.plan().delivery(party.as_str()).native(&self.registry))
    }

    /// The verdict on one party; absent for the origin.
    ///
    /// # Errors
    /// As `delivery`.
    pub fn verdict(&self, party: &str) -> Result<Option<Verdict>, CeptoarError> {
        let party = known(&self.registry, party, "/party")?;
        Ok(self.core.verdict(party.as_str()).native(&self.registry))
    }

    /// What a recipient may be told: nothing of the others, and under `no_attribution` nothing of the origin; absent for a
    /// party that is not told.
    ///
    /// # Errors
    /// As `delivery`.
    pub fn view_for(&self, party: &str) -> Result<Option<RecipientView>, CeptoarError> {
        let party = known(&self.registry, party, "/party")?;
        Ok(self.core.plan().view_for(party.as_str()).native(&self.registry))
    }

    /// The answer as text for a person, in one language, for a screen of so many columns (a Japanese character takes two).
    /// What is alike stands together; with `all` everything is said of everybody.
    #[must_use]
    #[uniffi::method(default(width = 100, all = false))]
    pub fn text(&self, lang: Lang, width: u32, all: bool) -> String {
        self.core.text(&self.registry, text_options(lang, width).all(all))
    }

    /// The plan alone as text, likewise: who is told, nothing of the others.
    #[must_use]
    #[uniffi::method(default(width = 100, all = false))]
    pub fn plan_text(&self, lang: Lang, width: u32, all: bool) -> String {
        self.core.plan().text(&self.registry, text_options(lang, width).all(all))
    }

    /// Everything about one party as text: what becomes of it, by which path, and each reason with what it rests on.
    ///
    /// # Errors
    /// As `delivery`.
    #[uniffi::method(default(width = 100))]
    pub fn why(&self, party: &str, lang: Lang, width: u32) -> Result<String, CeptoarError> {
        let party = known(&self.registry, party, "/party")?;
        Ok(self.core.why(&self.registry, party.as_str(), text_options(lang, width))?)
    }

    /// The explanation as JSON, the same bytes for the same explanation (`schemas/v1/answer.schema.json`).
    #[must_use]
    pub fn to_json(&self) -> String {
        self.core.to_json()
    }

    /// The plan as JSON, likewise.
    #[must_use]
    pub fn plan_to_json(&self) -> String {
        self.core.plan().to_json()
    }

    /// What a recipient may be told, as JSON.
    ///
    /// # Errors
    /// As `delivery`.
    pub fn view_to_json(&self, party: &str) -> Result<Option<String>, CeptoarError> {
        let party = known(&self.registry, party, "/party")?;
        Ok(self.core.plan().view_for(party.as_str()).map(|view| view.to_json()))
    }

    /// The route as a Mermaid flowchart, with those who are not told and why. It shows everybody.
    ///
    /// More than `collapse` siblings that are told alike are one box with their number (absent: never); `page` bounds an SVG,
    /// and what does not fit is counted; `withheld` says how much is shown of those who are not told (absent: a summary).
    #[must_use]
    #[uniffi::method(default(collapse = Some(8), page = None, withheld = None))]
    pub fn mermaid(
        &self,
        lang: Lang,
        collapse: Option<u32>,
        page: Option<PageSize>,
        withheld: Option<Withheld>,
    ) -> String {
        self.core.mermaid(&self.registry, picture_options(lang, collapse, page, withheld))
    }

    /// The route as Graphviz DOT, likewise.
    #[must_use]
    #[uniffi::method(default(collapse = Some(8), page = None, withheld = None))]
    pub fn dot(&self, lang: Lang, collapse: Option<u32>, page: Option<PageSize>, withheld: Option<Withheld>) -> String {
        self.core.dot(&self.registry, picture_options(lang, collapse, page, withheld))
    }

    /// The route as SVG, complete in itself, likewise.
    #[must_use]
    #[uniffi::method(default(collapse = Some(8), page = None, withheld = None))]
    pub fn svg(&self, lang: Lang, collapse: Option<u32>, page: Option<PageSize>, withheld: Option<Withheld>) -> String {
        self.core.svg(&self.registry, picture_options(lang, collapse, page, withheld))
    }
}

/// What a picture says of those who are not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum Withheld {
    /// How many, by reason; by name only those who ought to be told.
    Summary,
    /// Everybody, with the reason that comes nearest.
    List,
    /// Nothing, but for those who ought to be told. (Swift reads `.none` as an absent option, hence the name.)
    Omitted,
}

impl From<Withheld> for core::Withheld {
    fn from(withheld: Withheld) -> Self {
        match withheld {
            Withheld::Summary => Self::Summary,
            Withheld::List => Self::List,
            Withheld::Omitted => Self::None,
        }
    }
}

/// The most pixels of an SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Record)]
pub struct PageSize {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// What no memory can count counts as the most that it can.
fn count(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn text_options(lang: Lang, width: u32) -> core::TextOptions {
    core::TextOptions::new(lang).width(count(width))
}

fn picture_options(
    lang: Lang,
    collapse: Option<u32>,
    page: Option<PageSize>,
    withheld: Option<Withheld>,
) -> core::PictureOptions {
    let options = core::PictureOptions::new(lang).collapse(collapse.map(count));
    let withheld = withheld.map_or(core::Withheld::Summary, core::Withheld::from);
    options.page(page.map(|page| (page.width, page.height))).withheld(withheld)
}

/// One of a set of recipients.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Recipient {
    /// Who.
    pub party: String,
    /// Whether it may or must be told.
    pub duty: Duty,
}

/// Who is told, and who of them must be.
#[derive(uniffi::Object)]
pub struct RecipientSet {
    pub(crate) set: core::RecipientSet,
    pub(crate) registry: core::Registry,
}

#[uniffi::export]
impl RecipientSet {
    /// Whether a party is told.
    ///
    /// # Errors
    /// `unknown-party` for an id that the registry has not: of a name misspelt, "not told" is no answer.
    pub fn contains(&self, party: &str) -> Result<bool, CeptoarError> {
        Ok(self.duty(party)?.is_some())
    }

    /// The duty towards a party; absent for one that is not told.
    ///
    /// # Errors
    /// As `contains`.
    pub fn duty(&self, party: &str) -> Result<Option<Duty>, CeptoarError> {
        match self.set.duty(party) {
            // Who is told is known: the registry is asked about the others only.
            Some(duty) => Ok(Some(duty)),
            None => known(&self.registry, party, "/party").map(|_| None),
        }
    }

    /// Who is told and who must be as text for a person, in one language.
    #[must_use]
    #[uniffi::method(default(width = 100))]
    pub fn text(&self, lang: Lang, width: u32) -> String {
        self.set.text(text_options(lang, width))
    }

    /// How many are told.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.set.len() as u64
    }

    /// What a careful reader should look at, sorted: the lints of the plan but those of its hops, which are not looked at
    /// here (`channel-unknown`, `required-by-judgement`).
    #[must_use]
    pub fn lints(&self) -> Vec<Lint> {
        self.set.lints().native(&self.registry)
    }

    /// The recipients in the order of their ids, each with its duty.
    #[must_use]
    pub fn recipients(&self) -> Vec<Recipient> {
        self.set.iter().map(|(party, duty)| Recipient { party: party.to_string(), duty }).collect()
    }
}

/// The answers for many notices: one number for each notice, and a table of plans.
#[derive(uniffi::Object)]
pub struct Batch {
    pub(crate) core: core::Batch,
    pub(crate) registry: core::Registry,
}

#[uniffi::export]
impl Batch {
    /// For each notice, in the order given: the place of its plan among the distinct plans.
    #[must_use]
    pub fn outcomes(&self) -> Vec<u64> {
        self.core.outcomes().iter().map(|outcome| *outcome as u64).collect()
    }

    /// The distinct plans, in order of first use. Each names the first notice that it answers.
    #[must_use]
    pub fn plans(&self) -> Vec<Plan> {
        self.core.plans().native(&self.registry)
    }

    /// The plan of one notice, as `Router.route` would give it; absent: there are fewer notices.
    #[must_use]
    pub fn plan(&self, notice: u64) -> Option<Plan> {
        self.core.plan(usize::try_from(notice).ok()?).native(&self.registry)
    }
}

/// An answer that is asked piece by piece.
pub(crate) fn explanation(core: core::Explanation, registry: &core::Registry) -> Arc<Explanation> {
    Arc::new(Explanation { core, registry: registry.clone() })
}
