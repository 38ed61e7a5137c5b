//! A route as a Mermaid flowchart.

use std::fmt::Write as _;

use crate::say::picture::parts::{Node, Picture};
use crate::say::picture::withheld;
use crate::text::shown::shown;
use crate::word::sets::Duty;

/// Mermaid reads directives (`%%{`), comments, entities, markdown, formulas and HTML wherever they stand: of ASCII, only
/// what it takes for plain text stays. It reads entities without `&`.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in shown(text).chars() {
        match c {
            '"' => out.push_str("#quot;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '&' => out.push_str("#amp;"),
            c if c.is_ascii() && !c.is_ascii_alphanumeric() && !" -.,_/()[]+!?".contains(c) => {
                let _ = write!(out, "#{};", c as u32);
            }
            c => out.push(c),
        }
    }
    out
}

impl Node {
    /// The lines of its box.
    pub(super) fn lines(&self) -> Vec<&str> {
        let mut lines = vec![self.name.as_str()];
        if self.name != self.id {
            lines.push(&self.id);
        }
        lines.push(&self.says);
        lines.extend(self.notes.iter().map(String::as_str));
        lines
    }
}

impl Picture {
    pub(super) fn mermaid(&self) -> String {
        let mut out = "flowchart LR\n".to_owned();
        let banner = self.banner.as_deref().unwrap_or_default();
        let _ = writeln!(out, "  accTitle: {}", escape(&self.title));
        let _ = writeln!(out, "  accDescr: {}", escape(&format!("{banner} {}", self.subtitle)).trim_start());
        if !banner.is_empty() {
            let _ = writeln!(out, "  stale{{{{\"{}\"}}}}", escape(banner));
        }
        for (n, node) in self.nodes.iter().enumerate() {
            let label = node.lines().into_iter().map(escape).collect::<Vec<_>>().join("<br/>");
            let _ = match node.duty {
                None => writeln!(out, "  n{n}[[\"{label}\"]]"),
                Some(Duty::Must) => writeln!(out, "  n{n}[\"{label}\"]"),
                Some(Duty::May) => writeln!(out, "  n{n}([\"{label}\"])"),
            };
        }
        for (n, node) in self.nodes.iter().enumerate() {
            let Some(from) = node.parent else { continue };
            let arrow = if node.duty == Some(Duty::May) { "-.->" } else { "==>" };
            let _ = writeln!(out, "  n{from} {arrow}|\"{}\"| n{n}", escape(&node.channels));
        }
        if !self.withheld.is_empty() {
            let heading = escape(withheld::heading(self.options.lang));
            let _ = writeln!(out, "  subgraph withheld[\"{heading}\"]\n    direction TB");
            for (n, group) in self.withheld.iter().enumerate() {
                let lines = std::iter::once(&group.title).chain(group.lines.iter().map(|(line, _)| line));
                let label = lines.map(|line| escape(line)).collect::<Vec<_>>().join("<br/>");
                let _ = writeln!(out, "    w{n}{{{{\"{label}\"}}}}");
            }
            out.push_str("  end\n");
        }
        out
    }
}
