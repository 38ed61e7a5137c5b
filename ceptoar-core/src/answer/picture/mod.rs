//! The route of a notice as a picture: who holds it, by which hops and channels, and who is not told and why.
//!
//! A picture shows everybody: it is for whoever routes. A recipient gets [`Plan::view_for`].

mod dot;
mod mermaid;
mod svg;

use std::collections::BTreeMap;

use super::explanation::{Explanation, Outcome, Verdict};
use super::options::PictureOptions;
use super::plan::{Duty, Plan};
use super::reason::name;
use super::words;
use crate::registry::Registry;
use crate::text::Lang;
use crate::time::instant_text;

/// More hops than this are not drawn: the picture says how many are left out.
const MOST_HOPS: usize = 200;

/// What a picture shows, in words of one language; the three formats differ only in how they write it.
struct Picture {
    lang: Lang,
    title: String,
    subtitle: String,
    /// Sorted by depth, then id; the origin first.
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    left_out: usize,
    /// By outcome: the parties that are not told, each with whether it was required and its first reason.
    withheld: BTreeMap<Outcome, Vec<Withheld>>,
}

struct Node {
    name: String,
    id: String,
    /// Hops from the origin.
    depth: usize,
    /// `None` for the origin.
    duty: Option<Duty>,
    /// The duty in words, with the due time.
    says: String,
}

struct Edge {
    from: usize,
    to: usize,
    channels: String,
}

struct Withheld {
    id: String,
    name: String,
    required: bool,
    reason: Option<String>,
}

impl Plan {
    /// The route as a Mermaid flowchart.
    #[must_use]
    pub fn mermaid(&self, registry: &Registry, options: impl Into<PictureOptions>) -> String {
        Picture::new(self, &[], registry, options.into().lang).mermaid()
    }

    /// The route as Graphviz DOT.
    #[must_use]
    pub fn dot(&self, registry: &Registry, options: impl Into<PictureOptions>) -> String {
        Picture::new(self, &[], registry, options.into().lang).dot()
    }

    /// The route as SVG, complete in itself.
    #[must_use]
    pub fn svg(&self, registry: &Registry, options: impl Into<PictureOptions>) -> String {
        Picture::new(self, &[], registry, options.into().lang).svg()
    }
}

impl Explanation {
    /// The route as a Mermaid flowchart, with those who are not told and why.
    #[must_use]
    pub fn mermaid(&self, registry: &Registry, options: impl Into<PictureOptions>) -> String {
        Picture::new(&self.plan, &self.verdicts, registry, options.into().lang).mermaid()
    }

    /// The route as Graphviz DOT, with those who are not told and why.
    #[must_use]
    pub fn dot(&self, registry: &Registry, options: impl Into<PictureOptions>) -> String {
        Picture::new(&self.plan, &self.verdicts, registry, options.into().lang).dot()
    }

    /// The route as SVG, complete in itself, with those who are not told and why.
    #[must_use]
    pub fn svg(&self, registry: &Registry, options: impl Into<PictureOptions>) -> String {
        Picture::new(&self.plan, &self.verdicts, registry, options.into().lang).svg()
    }
}

impl Picture {
    fn new(plan: &Plan, verdicts: &[Verdict], registry: &Registry, lang: Lang) -> Self {
        let mut picture = Self {
            lang,
            title: heading(plan, registry, lang),
            subtitle: subheading(plan, lang),
            nodes: vec![Node {
                name: name(registry, plan.origin.as_str(), lang),
                id: plan.origin.to_string(),
                depth: 0,
                duty: None,
                says: lang.pick("発信", "origin").to_owned(),
            }],
            edges: Vec::new(),
            left_out: 0,
            withheld: BTreeMap::new(),
        };
        // A class that begins and ends a path is drawn twice: as the origin and as a recipient.
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let mut order: Vec<&super::plan::Delivery> = plan.deliveries.iter().collect();
        order.sort_by_key(|delivery| (delivery.hops.len(), delivery.recipient.clone()));
        for delivery in order {
            places.insert(delivery.recipient.as_str(), picture.nodes.len());
            let duty = match delivery.duty {
                Duty::Must => lang.pick("必須", "MUST"),
                Duty::May => lang.pick("任意", "may"),
            };
            let judged = delivery.judgement.iter().any(|owed| owed.party == delivery.recipient);
            let judged = if judged { lang.pick("・要判断", ", if judged") } else { "" };
            let due = delivery.due.as_ref().map(|due| format!("{}{due}", lang.pick("・期限 ", ", due: ")));
            picture.nodes.push(Node {
                name: name(registry, delivery.recipient.as_str(), lang),
                id: delivery.recipient.to_string(),
                depth: delivery.hops.len(),
                duty: Some(delivery.duty),
                says: format!("{duty}{judged}{}", due.unwrap_or_default()),
            });
        }
        let mut seen = std::collections::BTreeSet::new();
        for delivery in &plan.deliveries {
            for (n, hop) in delivery.hops.iter().enumerate() {
                let from = if n == 0 { Some(0) } else { places.get(hop.from.as_str()).copied() };
                let (Some(from), Some(to)) = (from, places.get(hop.to.as_str()).copied()) else { continue };
                if !seen.insert((from, to)) {
                    continue;
                }
                if picture.edges.len() == MOST_HOPS {
                    picture.left_out += 1;
                    continue;
                }
                picture.edges.push(Edge { from, to, channels: words::channels(registry, hop, lang) });
            }
        }
        picture.edges.sort_by_key(|edge| (edge.from, edge.to));
        for verdict in verdicts.iter().filter(|verdict| verdict.outcome != Outcome::Deliver) {
            let reason = verdict.reasons.iter().find(|reason| reason.code.withholds());
            picture.withhold(verdict.party.as_str(), verdict.outcome, registry, |withheld| Withheld {
                required: verdict.required,
                reason: reason.map(|reason| reason.sentence(registry, lang)),
                ..withheld
            });
        }
        if verdicts.is_empty() {
            for unmet in &plan.unmet {
                picture.withhold(unmet.party.as_str(), unmet.outcome, registry, |withheld| withheld);
            }
        }
        picture
    }

    fn withhold(&mut self, id: &str, outcome: Outcome, registry: &Registry, more: impl FnOnce(Withheld) -> Withheld) {
        let plain = Withheld { id: id.to_owned(), name: name(registry, id, self.lang), required: true, reason: None };
        self.withheld.entry(outcome).or_default().push(more(plain));
    }

    /// `対象外: 38` or `not addressed: 38`.
    fn group_title(&self, outcome: Outcome, count: usize) -> String {
        format!("{}: {count}", outcome.word(self.lang))
    }

    /// What is said of somebody who was to be told and is not.
    fn required_mark(&self) -> &'static str {
        self.lang.pick("【必須だが届かない】", "[REQUIRED, NOT TOLD] ")
    }

    fn not_told(&self) -> &'static str {
        self.lang.pick("伝達しない", "Not told")
    }

    fn left_out_text(&self) -> Option<String> {
        (self.left_out > 0).then(|| match self.lang {
            Lang::Ja => format!("ほか {} 件の受け渡しは省略", self.left_out),
            Lang::En => format!("and {} more hand-overs, not drawn", self.left_out),
        })
    }
}

fn heading(plan: &Plan, registry: &Registry, lang: Lang) -> String {
    let exercise = match plan.status {
        crate::notice::Status::Exercise => lang.pick("【訓練】", "[EXERCISE] "),
        crate::notice::Status::Actual => "",
    };
    let origin = name(registry, plan.origin.as_str(), lang);
    match lang {
        Lang::Ja => format!("{exercise}{}  {}  発信: {origin}", plan.notice, plan.level),
        Lang::En => format!("{exercise}{}  {}  from {origin}", plan.notice, plan.level),
    }
}

fn subheading(plan: &Plan, lang: Lang) -> String {
    let must = plan.deliveries.iter().filter(|delivery| delivery.duty == Duty::Must).count();
    let (told, at) = (plan.deliveries.len(), instant_text(plan.at));
    let until = plan.valid_until.map_or_else(|| lang.pick("期限なし", "no end").to_owned(), instant_text);
    match lang {
        Lang::Ja => format!("伝達先 {told} (うち必須 {must})。{at} 時点の判断。有効期限 {until}"),
        Lang::En => format!("Told: {told} (must: {must}). Decided for {at}; holds until {until}"),
    }
}

#[cfg(test)]
mod tests;
