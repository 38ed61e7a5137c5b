//! A route as Graphviz DOT.

use std::fmt::Write as _;

use crate::say::picture::parts::Picture;
use crate::say::picture::withheld;
use crate::text::shown::shown;
use crate::word::sets::Duty;

/// The font that Graphviz asks for: without one that knows Japanese it draws empty boxes.
const FONT: &str = "Noto Sans CJK JP";

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in shown(text).chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            // Graphviz reads entities of HTML in any label.
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}

impl Picture {
    pub(super) fn dot(&self) -> String {
        let mut out = "digraph route {\n  rankdir=LR;\n  charset=\"UTF-8\";\n".to_owned();
        let lines: Vec<&str> =
            self.banner.as_deref().into_iter().chain([self.title.as_str(), self.subtitle.as_str()]).collect();
        let title = lines.into_iter().map(escape).collect::<Vec<_>>().join("\\n");
        let _ = writeln!(out, "  graph [label=\"{title}\", labelloc=t, fontname=\"{FONT}\"];");
        let _ = writeln!(out, "  node [shape=box, fontname=\"{FONT}\"];\n  edge [fontname=\"{FONT}\"];");
        for (n, node) in self.nodes.iter().enumerate() {
            let look = match node.duty {
                None => "peripheries=2",
                Some(Duty::Must) => "penwidth=2",
                Some(Duty::May) => "style=\"rounded,dashed\"",
            };
            let label = node.lines().into_iter().map(escape).collect::<Vec<_>>().join("\\n");
            let _ = writeln!(out, "  n{n} [label=\"{label}\", {look}];");
        }
        for (n, node) in self.nodes.iter().enumerate() {
            let Some(from) = node.parent else { continue };
            let look = if node.duty == Some(Duty::May) { "style=dashed" } else { "penwidth=2" };
            let _ = writeln!(out, "  n{from} -> n{n} [label=\"{}\", {look}];", escape(&node.channels));
        }
        if !self.withheld.is_empty() {
            let heading = escape(withheld::heading(self.options.lang));
            let _ = writeln!(out, "  subgraph cluster_withheld {{\n    label=\"{heading}\";");
            for (n, group) in self.withheld.iter().enumerate() {
                let lines = std::iter::once(&group.title).chain(group.lines.iter().map(|(line, _)| line));
                let label: String = lines.map(|line| escape(line) + "\\l").collect();
                let _ = writeln!(out, "    w{n} [shape=note, label=\"{label}\"];");
            }
            out.push_str("  }\n");
        }
        out.push_str("}\n");
        out
    }
}
