//! What a picture shows, gathered from an answer.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::answer::explanation::Explanation;
use crate::answer::plan::{Delivery, Hop, Plan};
use crate::registry::data::Registry;
use crate::say::options::{PictureOptions, TextOptions};
use crate::say::picture::parts::{Node, Picture};
use crate::say::picture::withheld;
use crate::say::sentence::name;
use crate::say::text::whole as text;
use crate::say::words;
use crate::word::sets::{Duty, Lang};

/// So many of a box of many are named.
const NAMED: usize = 3;

impl Plan {
    /// The route as a Mermaid flowchart.
    #[must_use]
    pub fn mermaid(&self, registry: &Registry, options: impl Into<PictureOptions>) -> String {
        Picture::new(self, None, registry, options.into()).mermaid()
    }

    /// The route as Graphviz DOT.
    #[must_use]
    pub fn dot(&self, registry: &Registry, options: impl Into<PictureOptions>) -> String {
        Picture::new(self, None, registry, options.into()).dot()
    }

    /// The route as SVG, complete in itself.
    #[must_use]
    pub fn svg(&self, registry: &Registry, options: impl Into<PictureOptions>) -> String {
        Picture::new(self, None, registry, options.into()).svg()
    }
}

impl Explanation {
    /// The route as a Mermaid flowchart, with those who are not told and why.
    #[must_use]
    pub fn mermaid(&self, registry: &Registry, options: impl Into<PictureOptions>) -> String {
        Picture::new(&self.plan, Some(self), registry, options.into()).mermaid()
    }

    /// The route as Graphviz DOT, with those who are not told and why.
    #[must_use]
    pub fn dot(&self, registry: &Registry, options: impl Into<PictureOptions>) -> String {
        Picture::new(&self.plan, Some(self), registry, options.into()).dot()
    }

    /// The route as SVG, complete in itself, with those who are not told and why.
    #[must_use]
    pub fn svg(&self, registry: &Registry, options: impl Into<PictureOptions>) -> String {
        Picture::new(&self.plan, Some(self), registry, options.into()).svg()
    }
}

/// A hand-over to somebody, with those to whom that one hands on.
struct Branch<'a> {
    hop: &'a Hop,
    delivery: Option<&'a Delivery>,
    children: Vec<usize>,
}

impl Picture {
    pub(super) fn new(plan: &Plan, why: Option<&Explanation>, registry: &Registry, options: PictureOptions) -> Self {
        let lang = options.lang;
        let origin = Node {
            name: name(registry, plan.origin.as_str(), Some(plan.on), lang),
            id: plan.origin.to_string(),
            parent: None,
            depth: 0,
            duty: None,
            says: lang.pick("発信", "origin").to_owned(),
            channels: String::new(),
            notes: Vec::new(),
            count: 1,
        };
        let mut picture = Self {
            options,
            banner: text::stale_text(registry, plan, lang),
            title: text::title(registry, plan, lang),
            subtitle: subheading(plan, registry, lang),
            nodes: vec![origin],
            withheld: withheld::groups(plan, why, registry, options),
        };
        let (roots, branches) = branches(plan);
        picture.grow(&roots, &branches, (registry, plan.on));
        picture
    }

    /// Adds the children of the origin, and theirs: what is alike in one box, where there is much of it.
    fn grow(&mut self, children: &[usize], branches: &[Branch<'_>], named: (&Registry, NaiveDate)) {
        // An own stack: a path may be longer than the one of the machine is deep.
        let mut open: Vec<(usize, Vec<usize>)> = vec![(0, children.to_vec())];
        while let Some((parent, children)) = open.pop() {
            let depth = self.nodes.get(parent).map_or(0, |node| node.depth) + 1;
            let mut groups: Vec<(Option<String>, Vec<usize>)> = Vec::new();
            let mut known: BTreeMap<String, usize> = BTreeMap::new();
            for child in children {
                let Some(branch) = branches.get(child) else { continue };
                let node = self.node(branch, parent, depth, named);
                let key = branch.children.is_empty().then(|| node.signature());
                match key.as_ref().and_then(|key| known.get(key)).and_then(|n| groups.get_mut(*n)) {
                    Some((_, alike)) => alike.push(child),
                    None => {
                        if let Some(key) = &key {
                            known.insert(key.clone(), groups.len());
                        }
                        groups.push((key, vec![child]));
                    }
                }
            }
            for (_, alike) in groups {
                let nodes: Vec<Node> =
                    alike.iter().filter_map(|n| Some(self.node(branches.get(*n)?, parent, depth, named))).collect();
                if self.options.collapse.is_some_and(|most| nodes.len() > most) {
                    self.nodes.extend(collapsed(nodes, self.options.lang));
                    continue;
                }
                for (node, child) in nodes.into_iter().zip(alike) {
                    self.nodes.push(node);
                    let children = branches.get(child).map(|branch| branch.children.clone()).unwrap_or_default();
                    if !children.is_empty() {
                        open.push((self.nodes.len() - 1, children));
                    }
                }
            }
        }
    }

    fn node(&self, branch: &Branch<'_>, parent: usize, depth: usize, (registry, on): (&Registry, NaiveDate)) -> Node {
        let (lang, hop) = (self.options.lang, branch.hop);
        let id = hop.to.as_str();
        let mut node = Node {
            name: name(registry, id, Some(on), lang),
            id: id.to_owned(),
            parent: Some(parent),
            depth,
            duty: Some(branch.delivery.map_or(Duty::May, |delivery| delivery.duty)),
            says: String::new(),
            channels: words::channels(registry, hop, lang),
            notes: Vec::new(),
            count: 1,
        };
        let who = name(registry, hop.from.as_str(), Some(on), lang);
        let Some(delivery) = branch.delivery else { return node };
        let judged = delivery.rests_on_judgement();
        node.says = format!(
            "{}{}{}",
            delivery.duty.word(lang),
            if judged { lang.pick("・要判断", ", if judged") } else { "" },
            delivery.due.as_ref().map(|due| lang.pick("・", ", ").to_owned() + &due.word(lang)).unwrap_or_default(),
        );
        for owed in delivery.judgement.iter().filter(|owed| owed.party == hop.to) {
            node.notes.push(format!("? {}", words::decides(&who, owed, lang)));
        }
        for (id, text) in hop.judged.iter().zip(hop.judged_texts.iter()) {
            let (channel, text) = (words::channel(registry, id, lang), words::plain(text, lang));
            node.notes.push(format!("? {channel}: {text}"));
        }
        node
    }
}

impl Node {
    /// What must be equal where siblings stand in one box.
    fn signature(&self) -> String {
        format!("{}\n{}\n{}", self.says, self.channels, self.notes.join("\n"))
    }
}

/// The hand-overs as a tree: those that leave the origin, and all. A class that begins and ends a path stands twice.
fn branches(plan: &Plan) -> (Vec<usize>, Vec<Branch<'_>>) {
    let mut all: Vec<Branch<'_>> = Vec::new();
    let mut roots = Vec::new();
    let mut known: BTreeMap<(Option<usize>, &str, crate::word::sets::Direction), usize> = BTreeMap::new();
    for delivery in &plan.deliveries {
        let mut at = None;
        for hop in &delivery.hops {
            let place = *known.entry((at, hop.to.as_str(), hop.direction)).or_insert_with(|| {
                all.push(Branch { hop, delivery: None, children: Vec::new() });
                let new = all.len() - 1;
                match at.and_then(|at: usize| all.get_mut(at)) {
                    Some(parent) => parent.children.push(new),
                    None => roots.push(new),
                }
                new
            });
            at = Some(place);
        }
        if let Some(branch) = at.and_then(|at| all.get_mut(at)) {
            branch.delivery = Some(delivery);
        }
    }
    (roots, all)
}

/// Many that are told alike, as one box.
fn collapsed(nodes: Vec<Node>, lang: Lang) -> Option<Node> {
    let count = nodes.len();
    let mut notes: Vec<String> = nodes.iter().take(NAMED).map(|node| node.name.clone()).collect();
    notes.push(match lang {
        Lang::Ja => format!("…ほか {}", count.saturating_sub(NAMED)),
        Lang::En => format!("… and {} more", count.saturating_sub(NAMED)),
    });
    let first = nodes.into_iter().next()?;
    let name = match lang {
        Lang::Ja => format!("{count} の宛先"),
        Lang::En => format!("{count} recipients"),
    };
    notes.extend(first.notes);
    Some(Node { id: name.clone(), name, notes, count, ..first })
}

fn subheading(plan: &Plan, registry: &Registry, lang: Lang) -> String {
    let must = plan.deliveries.iter().filter(|delivery| delivery.duty == Duty::Must).count();
    let options = TextOptions::new(lang);
    let (told, at) = (plan.deliveries.len(), crate::time::instant_for(plan.at, options.offset));
    let until = text::until_text(registry, plan, options);
    match lang {
        Lang::Ja => format!("伝達先 {told} (うち必須 {must})。{at} 時点の判断。{until}"),
        Lang::En => format!("Told: {told} (must: {must}). Decided for {at}; {until}"),
    }
}
