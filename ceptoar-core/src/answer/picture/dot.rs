//! A route as Graphviz DOT.

use std::fmt::Write as _;

use super::Picture;
use crate::answer::plan::Duty;

/// The font that Graphviz asks for: without one that knows Japanese it draws empty boxes.
const FONT: &str = "Noto Sans CJK JP";

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

impl Picture {
    pub(super) fn dot(&self) -> String {
        let mut out = "digraph route {\n  rankdir=LR;\n  charset=\"UTF-8\";\n".to_owned();
        let title = format!("{}\\n{}", escape(&self.title), escape(&self.subtitle));
        let _ = writeln!(out, "  graph [label=\"{title}\", labelloc=t, fontname=\"{FONT}\"];");
        let _ = writeln!(out, "  node [shape=box, fontname=\"{FONT}\"];\n  edge [fontname=\"{FONT}\"];");
        for (n, node) in self.nodes.iter().enumerate() {
            let look = match node.duty {
                None => "peripheries=2",
                Some(Duty::Must) => "penwidth=2",
                Some(Duty::May) => "style=\"rounded,dashed\"",
            };
            let label = format!("{}\\n{}\\n{}", escape(&node.name), escape(&node.id), escape(&node.says));
            let _ = writeln!(out, "  n{n} [label=\"{label}\", {look}];");
        }
        for edge in &self.edges {
            let look = match self.nodes.get(edge.to).and_then(|node| node.duty) {
                Some(Duty::May) => "style=dashed",
                _ => "penwidth=2",
            };
            let channels = escape(&edge.channels);
            let _ = writeln!(out, "  n{} -> n{} [label=\"{channels}\", {look}];", edge.from, edge.to);
        }
        if let Some(text) = self.left_out_text() {
            let _ = writeln!(out, "  more [shape=note, label=\"{}\"];", escape(&text));
        }
        if !self.withheld.is_empty() {
            let _ = writeln!(out, "  subgraph cluster_withheld {{\n    label=\"{}\";", escape(self.not_told()));
            for (n, (outcome, parties)) in self.withheld.iter().enumerate() {
                let mut label = escape(&self.group_title(*outcome, parties.len())) + "\\l";
                for party in parties {
                    let mark = if party.required { self.required_mark() } else { "" };
                    let reason = party.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
                    label += &escape(&format!("{mark}{} [{}]{reason}", party.name, party.id));
                    label += "\\l";
                }
                let _ = writeln!(out, "    w{n} [shape=note, label=\"{label}\"];");
            }
            out.push_str("  }\n");
        }
        out.push_str("}\n");
        out
    }
}
