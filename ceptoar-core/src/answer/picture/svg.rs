//! A route as SVG: a tree from left to right, and below it those who are not told.
//!
//! Duty is told by words and by the border (double: origin, thick: must, dashed: may), never by colour alone.

use std::fmt::Write as _;

use super::Picture;
use crate::answer::plan::Duty;
use crate::answer::width::{columns, wrap};

/// Fonts that know Japanese, by platform.
const FONTS: &str = "'Noto Sans CJK JP','Noto Sans JP','Hiragino Sans','Yu Gothic','Meiryo','IPAexGothic',sans-serif";
const SIZE: usize = 13;
const LINE: usize = 18;
/// Columns of text in a box; a Japanese character takes two.
const BOX_COLUMNS: usize = 30;
/// Columns of text in a line of the list below.
const LIST_COLUMNS: usize = 112;
const PAD: usize = 8;
const GAP_X: usize = 56;
const GAP_Y: usize = 14;
const MARGIN: usize = 16;

/// Half a character's width, rounded up so that no text leaves its box.
const fn column_width(columns: usize) -> usize {
    columns * SIZE * 9 / 16
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

struct Placed {
    x: usize,
    y: usize,
    height: usize,
    lines: Vec<(String, bool)>,
}

impl Picture {
    pub(super) fn svg(&self) -> String {
        let boxes = self.place();
        let width_of_box = column_width(BOX_COLUMNS) + 2 * PAD;
        let right = boxes.iter().map(|placed| placed.x + width_of_box).max().unwrap_or_default();
        let list = self.list();
        let list_width = if list.is_empty() { 0 } else { column_width(LIST_COLUMNS) };
        let title_width = column_width(columns(&self.title).max(columns(&self.subtitle)));
        let width = right.max(MARGIN + list_width).max(MARGIN + title_width) + MARGIN;
        let bottom = boxes.iter().map(|placed| placed.y + placed.height).max().unwrap_or_default();
        let height = bottom + (list.len() + 1) * LINE + MARGIN;
        let mut out = String::new();
        let label = escape(&format!("{}. {}", self.title, self.subtitle));
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"{label}\" width=\"{width}\" \
             height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"{FONTS}\" font-size=\"{SIZE}\">\n\
             <title>{}</title>\n<desc>{}</desc>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n<g fill=\"#111111\" stroke=\"none\">\n",
            escape(&self.title),
            escape(&self.description()),
        );
        text(&mut out, MARGIN, MARGIN + SIZE, &self.title, true);
        text(&mut out, MARGIN, MARGIN + SIZE + LINE, &self.subtitle, false);
        for edge in &self.edges {
            let (Some(from), Some(to)) = (boxes.get(edge.from), boxes.get(edge.to)) else { continue };
            let may = self.nodes.get(edge.to).is_some_and(|node| node.duty == Some(Duty::May));
            let (x1, y1) = (from.x + width_of_box, from.y + from.height / 2);
            let (x2, y2) = (to.x, to.y + to.height / 2);
            let middle = to.x.saturating_sub(GAP_X / 2);
            let look = if may { "stroke-width=\"1.5\" stroke-dasharray=\"5 4\"" } else { "stroke-width=\"2\"" };
            let _ = writeln!(
                out,
                "<path d=\"M{x1} {y1}H{middle}V{y2}H{}\" fill=\"none\" stroke=\"#444444\" {look}/>\
                 <path d=\"M{x2} {y2}l-9 -5v10z\" fill=\"#444444\"/>",
                x2.saturating_sub(8),
            );
        }
        for (node, placed) in self.nodes.iter().zip(&boxes) {
            let look = match node.duty {
                Some(Duty::May) => "stroke-width=\"1.5\" stroke-dasharray=\"5 4\" rx=\"8\"",
                Some(Duty::Must) => "stroke-width=\"2.5\"",
                None => "stroke-width=\"1.5\"",
            };
            let (x, y, h) = (placed.x, placed.y, placed.height);
            let _ = writeln!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width_of_box}\" height=\"{h}\" fill=\"#f6f8fa\" stroke=\"#111111\" {look}/>"
            );
            if node.duty.is_none() {
                let _ = writeln!(
                    out,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#111111\"/>",
                    x + 3,
                    y + 3,
                    width_of_box - 6,
                    h.saturating_sub(6),
                );
            }
            for (n, (line, bold)) in placed.lines.iter().enumerate() {
                text(&mut out, x + PAD, y + PAD + SIZE - 1 + n * LINE, line, *bold);
            }
        }
        for (n, (line, bold)) in list.iter().enumerate() {
            text(&mut out, MARGIN, bottom + (n + 2) * LINE, line, *bold);
        }
        out.push_str("</g>\n</svg>\n");
        out
    }

    /// Where each box stands: a column for each depth; in a column by the order of its parents.
    fn place(&self) -> Vec<Placed> {
        let top = MARGIN + 3 * LINE;
        let step = column_width(BOX_COLUMNS) + 2 * PAD + GAP_X;
        let mut boxes: Vec<Placed> = Vec::new();
        for (n, node) in self.nodes.iter().enumerate() {
            let mut lines: Vec<(String, bool)> =
                wrap(&node.name, BOX_COLUMNS).into_iter().map(|line| (line, true)).collect();
            if node.name != node.id {
                lines.extend(wrap(&node.id, BOX_COLUMNS).into_iter().map(|line| (line, false)));
            }
            lines.push((node.says.clone(), true));
            for edge in self.edges.iter().filter(|edge| edge.to == n) {
                let channels = format!("← {}", edge.channels);
                lines.extend(wrap(&channels, BOX_COLUMNS).into_iter().map(|line| (line, false)));
            }
            let height = lines.len() * LINE + 2 * PAD - (LINE - SIZE) / 2;
            boxes.push(Placed { x: MARGIN + node.depth * step, y: top, height, lines });
        }
        // The children of a box stand side by side, in the order in which their parents stand.
        let deepest = self.nodes.iter().map(|node| node.depth).max().unwrap_or_default();
        for depth in 1..=deepest {
            let parent = |n: usize| {
                let edge = self.edges.iter().find(|edge| edge.to == n);
                edge.and_then(|edge| boxes.get(edge.from)).map_or(0, |placed| placed.y)
            };
            let mut column: Vec<(usize, usize)> = self
                .nodes
                .iter()
                .enumerate()
                .filter(|(_, node)| node.depth == depth)
                .map(|(n, _)| (parent(n), n))
                .collect();
            column.sort_unstable();
            let mut y = top;
            for (at_least, n) in column {
                if let Some(placed) = boxes.get_mut(n) {
                    placed.y = y.max(at_least);
                    y = placed.y + placed.height + GAP_Y;
                }
            }
        }
        boxes
    }

    /// The lines below the tree.
    fn list(&self) -> Vec<(String, bool)> {
        let mut lines: Vec<(String, bool)> = self.left_out_text().map(|text| (text, true)).into_iter().collect();
        if self.withheld.is_empty() {
            return lines;
        }
        lines.push((self.not_told().to_owned(), true));
        for (outcome, parties) in &self.withheld {
            lines.push((self.group_title(*outcome, parties.len()), true));
            for party in parties {
                let mark = if party.required { self.required_mark() } else { "" };
                let reason = party.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
                let line = format!("・{mark}{} [{}]{reason}", party.name, party.id);
                lines.extend(wrap(&line, LIST_COLUMNS).into_iter().map(|line| (line, party.required)));
            }
        }
        lines
    }

    /// The picture in words, for those who do not see it.
    fn description(&self) -> String {
        let mut out = self.subtitle.clone();
        for edge in &self.edges {
            if let (Some(from), Some(to)) = (self.nodes.get(edge.from), self.nodes.get(edge.to)) {
                let _ = write!(out, "; {} → {} ({}; {})", from.name, to.name, to.says, edge.channels);
            }
        }
        for (outcome, parties) in &self.withheld {
            let _ = write!(out, "; {}", self.group_title(*outcome, parties.len()));
        }
        out
    }
}

fn text(out: &mut String, x: usize, y: usize, line: &str, bold: bool) {
    let weight = if bold { " font-weight=\"bold\"" } else { "" };
    let _ = writeln!(out, "<text x=\"{x}\" y=\"{y}\"{weight}>{}</text>", escape(line));
}
