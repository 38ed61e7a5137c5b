//! A route as a Mermaid flowchart.

use std::fmt::Write as _;

use super::Picture;
use crate::answer::plan::Duty;

/// Mermaid reads entities without `&`, and a quote ends a label.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '&' => out.push_str("#amp;"),
            '`' => out.push_str("#96;"),
            '\\' => out.push_str("#92;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

impl Picture {
    pub(super) fn mermaid(&self) -> String {
        let mut out = "flowchart LR\n".to_owned();
        let _ = writeln!(out, "  accTitle: {}", escape(&self.title));
        let _ = writeln!(out, "  accDescr: {}", escape(&self.subtitle));
        for (n, node) in self.nodes.iter().enumerate() {
            let label = format!("{}<br/>{}<br/>{}", escape(&node.name), escape(&node.id), escape(&node.says));
            let _ = match node.duty {
                None => writeln!(out, "  n{n}[[\"{label}\"]]"),
                Some(Duty::Must) => writeln!(out, "  n{n}[\"{label}\"]"),
                Some(Duty::May) => writeln!(out, "  n{n}([\"{label}\"])"),
            };
        }
        for edge in &self.edges {
            let arrow = match self.nodes.get(edge.to).and_then(|node| node.duty) {
                Some(Duty::May) => "-.->",
                _ => "==>",
            };
            let _ = writeln!(out, "  n{} {arrow}|\"{}\"| n{}", edge.from, escape(&edge.channels), edge.to);
        }
        if let Some(text) = self.left_out_text() {
            let _ = writeln!(out, "  more[/\"{}\"/]", escape(&text));
        }
        if !self.withheld.is_empty() {
            let _ = writeln!(out, "  subgraph withheld[\"{}\"]\n    direction TB", escape(self.not_told()));
            for (n, (outcome, parties)) in self.withheld.iter().enumerate() {
                let mut lines = vec![escape(&self.group_title(*outcome, parties.len()))];
                for party in parties {
                    let mark = if party.required { self.required_mark() } else { "" };
                    let reason = party.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
                    lines.push(escape(&format!("{mark}{} [{}]{reason}", party.name, party.id)));
                }
                let _ = writeln!(out, "    w{n}{{{{\"{}\"}}}}", lines.join("<br/>"));
            }
            out.push_str("  end\n");
        }
        out
    }
}
