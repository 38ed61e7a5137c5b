//! The explanation: decided once, then asked piece by piece.

use ceptoar_core as core;

use crate::error::{CeptoarError, known};
use crate::native::Native;
use crate::options::{PageSize, Withheld, picture_options, text_options};
use crate::records::enums::Lang;
use crate::records::explanation::ReachBasis;
use crate::records::plan::{Delivery, Plan};
use crate::records::verdict::Verdict;
use crate::records::view::RecipientView;

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
        self.core.plan.native(&self.registry)
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
        Ok(self.core.plan.delivery(party.as_str()).native(&self.registry))
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
        Ok(self.core.plan.view_for(party.as_str()).native(&self.registry))
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
        self.core.plan.text(&self.registry, text_options(lang, width).all(all))
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
        self.core.plan.to_json()
    }

    /// What a recipient may be told, as JSON.
    ///
    /// # Errors
    /// As `delivery`.
    pub fn view_to_json(&self, party: &str) -> Result<Option<String>, CeptoarError> {
        let party = known(&self.registry, party, "/party")?;
        Ok(self.core.plan.view_for(party.as_str()).map(|view| view.to_json()))
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
