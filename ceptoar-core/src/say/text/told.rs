//! Those who are told, as a tree of hand-overs, so that no path is said twice.

use crate::answer::plan::{Delivery, Hop, Plan};
use crate::say::asked::term;
use crate::say::text::writer::Writer;
use crate::say::words;
use crate::word::sets::{Duty, Lang};

/// So many siblings that are told alike stand in one line.
const ALIKE: usize = 3;

/// A hand-over of the tree; the first node is the origin.
struct Node<'a> {
    hop: Option<&'a Hop>,
    delivery: Option<&'a Delivery>,
    children: Vec<usize>,
    must: bool,
}

struct Tree<'a>(Vec<Node<'a>>);

impl<'a> Tree<'a> {
    fn new(deliveries: &[&'a Delivery]) -> Self {
        let mut nodes = vec![Node { hop: None, delivery: None, children: Vec::new(), must: false }];
        for delivery in deliveries {
            let mut at = 0;
            for hop in &delivery.hops {
                let known = nodes.get(at).map(|node| node.children.as_slice()).unwrap_or_default().iter().copied();
                let same = |n: &usize| {
                    let known = nodes.get(*n).and_then(|node| node.hop);
                    known.is_some_and(|known| known.to == hop.to && known.direction == hop.direction)
                };
                let found = known.into_iter().find(same);
                at = found.unwrap_or_else(|| {
                    let new = nodes.len();
                    nodes.push(Node { hop: Some(hop), delivery: None, children: Vec::new(), must: false });
                    if let Some(parent) = nodes.get_mut(at) {
                        parent.children.push(new);
                    }
                    new
                });
                if let Some(node) = nodes.get_mut(at) {
                    node.must |= delivery.duty == Duty::Must;
                }
            }
            if let Some(node) = nodes.get_mut(at) {
                node.delivery = Some(delivery);
            }
        }
        Self(nodes)
    }

    /// The children, those first by whom somebody must be told.
    fn children(&self, n: usize) -> Vec<usize> {
        let mut children = self.0.get(n).map(|node| node.children.clone()).unwrap_or_default();
        children.sort_by_key(|n| self.0.get(*n).is_none_or(|node| !node.must));
        children
    }
}

pub(super) fn told(out: &mut Writer<'_>, plan: &Plan) {
    let lang = out.lang();
    let all = plan.deliveries.as_slice();
    let must = all.iter().filter(|delivery| delivery.duty == Duty::Must).count();
    let (judged, sure): (Vec<&Delivery>, Vec<&Delivery>) = all.iter().partition(|d| d.rests_on_judgement());
    out.blank();
    let common = Common::of(out, all);
    let mut head = match lang {
        Lang::Ja => format!("伝達先: {} (うち必須 {must})", all.len()),
        Lang::En => format!("Told: {} (must: {must})", all.len()),
    };
    if !judged.is_empty() {
        head += &match lang {
            Lang::Ja => format!("、そのうち {} は人の判断による", judged.len()),
            Lang::En => format!(", {} of them only if somebody judges so", judged.len()),
        };
    }
    head += &common.said;
    out.para(0, &head);
    group(out, plan, &sure, &common);
    if !judged.is_empty() {
        out.blank();
        out.para(0, lang.pick("人がそう判断したときに限り伝達:", "Only if somebody judges so:"));
        group(out, plan, &judged, &common);
    }
}

fn group(out: &mut Writer<'_>, plan: &Plan, deliveries: &[&Delivery], common: &Common) {
    if deliveries.is_empty() {
        return;
    }
    let tree = Tree::new(deliveries);
    let origin = out.full_name(plan.origin.as_str());
    out.para(2, &origin);
    branch(out, &tree, 0, "  ", common);
}

/// What all deliveries have in common, said once.
struct Common {
    due: bool,
    obligations: bool,
    said: String,
}

impl Common {
    fn of(out: &Writer<'_>, all: &[Delivery]) -> Self {
        let mut common = Self { due: false, obligations: false, said: String::new() };
        let Some(first) = all.first() else { return common };
        common.due = all.iter().all(|delivery| delivery.due == first.due);
        common.obligations = all.iter().all(|delivery| delivery.obligations == first.obligations);
        let parts = [
            if common.due { due(first, out.lang()) } else { String::new() },
            if common.obligations { obligations(out, first) } else { String::new() },
        ];
        common.said = parts.concat();
        common
    }
}

fn due(delivery: &Delivery, lang: Lang) -> String {
    let due = delivery.due.as_ref().map(|due| due.word(lang));
    due.map(|due| format!("{}{due}", lang.pick("、期限: ", "; due: "))).unwrap_or_default()
}

fn obligations(out: &Writer<'_>, delivery: &Delivery) -> String {
    let known = &out.registry.vocabulary().obligations;
    let lang = out.lang();
    let words: Vec<String> = delivery.obligations.iter().map(|id| term(known, id.as_str(), lang)).collect();
    if words.is_empty() {
        return String::new();
    }
    format!("{}{}", lang.pick("、条件: ", "; on condition: "), words.join(lang.pick("・", ", ")))
}

/// What is said of a hand-over behind the name.
fn says(out: &Writer<'_>, node: &Node<'_>, common: &Common) -> String {
    let lang = out.lang();
    let mut said = match node.hop {
        Some(hop) => format!(" — {}", words::channels(out.registry, hop, lang)),
        None => String::new(),
    };
    if let Some(delivery) = node.delivery {
        if !common.due {
            said += &due(delivery, lang);
        }
        if !common.obligations {
            said += &obligations(out, delivery);
        }
        let persons: Vec<&str> = delivery.persons.refs.iter().map(|person| person.as_str()).collect();
        if !persons.is_empty() {
            said += lang.pick("、取扱者: ", "; handled by: ");
            said += &persons.join(lang.pick("・", ", "));
        }
        if out.options.all {
            let rules: Vec<String> = delivery.rules.iter().map(|rule| format!("`{rule}`")).collect();
            said += lang.pick("、規則: ", "; rules: ");
            said += &rules.join(lang.pick("・", ", "));
        }
    }
    said
}

/// What somebody decides before the hand-over: who, and what.
pub(super) fn decisions(out: &Writer<'_>, hop: &Hop, delivery: Option<&Delivery>) -> Vec<String> {
    let lang = out.lang();
    let who = out.short_name(hop.from.as_str());
    let mut lines = Vec::new();
    let owed = delivery.map(|delivery| delivery.judgement.as_slice()).unwrap_or_default();
    for owed in owed.iter().filter(|owed| owed.party == hop.to) {
        lines.push(words::decides(&who, owed, lang));
    }
    for (id, text) in hop.judged.iter().zip(hop.judged_texts.iter()) {
        let (channel, text) = (words::channel(out.registry, id, lang), words::plain(text, lang));
        lines.push(match lang {
            Lang::Ja => format!("{channel} を用いるかは {who} が判断: {text}"),
            Lang::En => format!("{who} decides whether to use {channel}: {text}"),
        });
    }
    lines
}

fn branch(out: &mut Writer<'_>, tree: &Tree<'_>, n: usize, before: &str, common: &Common) {
    let lang = out.lang();
    let mut groups: Vec<(Option<String>, Vec<usize>)> = Vec::new();
    for child in tree.children(n) {
        let Some(node) = tree.0.get(child) else { continue };
        let key = (node.children.is_empty() && !out.options.all).then(|| key(out, node, common)).flatten();
        match groups.iter_mut().find(|(known, _)| key.is_some() && *known == key) {
            Some((_, alike)) => alike.push(child),
            None => groups.push((key, vec![child])),
        }
    }
    // Few that are alike stand each in a line of their own.
    let split = groups.into_iter().flat_map(|(_, alike)| match alike.len() {
        0..ALIKE => alike.into_iter().map(|n| vec![n]).collect(),
        _ => vec![alike],
    });
    let groups: Vec<Vec<usize>> = split.collect();
    for (place, alike) in groups.iter().enumerate() {
        let Some((node, hop)) = alike.first().and_then(|n| tree.0.get(*n)).and_then(|node| Some((node, node.hop?)))
        else {
            continue;
        };
        let (corner, wall) = if place + 1 == groups.len() { ("└ ", "  ") } else { ("├ ", "│ ") };
        let duty = match node.delivery {
            Some(delivery) => format!("{}  ", delivery.duty.word(lang)),
            None => String::new(),
        };
        let below = format!("{before}{wall}");
        let rest = format!("{below}{}", if node.children.is_empty() { "      " } else { "│     " });
        let said = says(out, node, common);
        let first = format!("{before}{corner}");
        if alike.len() > 1 {
            let nodes = alike.iter().filter_map(|n| tree.0.get(*n)?.hop);
            let names: Vec<String> = nodes.map(|hop| out.short_name(hop.to.as_str())).collect();
            out.names(&first, &rest, &format!("{duty}{}×{said}: ", names.len()), &names, Some(2));
        } else if node.delivery.is_some() {
            let name = out.full_name(hop.to.as_str());
            out.hanging(&first, &rest, &format!("{duty}{name}{said}"));
        } else {
            // It hands on, and is told above.
            let line = format!("({}{said})", out.full_name(hop.to.as_str()));
            out.hanging(&first, &rest, &line);
        }
        for line in decisions(out, hop, node.delivery) {
            out.hanging(&format!("{rest}? "), &format!("{rest}  "), &line);
        }
        if let [only] = alike.as_slice() {
            branch(out, tree, *only, &below, common);
        }
    }
}

/// What must be equal where siblings stand in one line.
fn key(out: &Writer<'_>, node: &Node<'_>, common: &Common) -> Option<String> {
    let (hop, delivery) = (node.hop?, node.delivery?);
    let persons = delivery.persons.refs.is_empty();
    let decisions = decisions(out, hop, Some(delivery)).join("|");
    persons.then(|| format!("{}{}{decisions}", delivery.duty.as_str(), says(out, node, common)))
}
