//! A route as SVG: a tree from left to right, and below it those who are not told.
//!
//! Duty is told by words and by the border (double: origin, thick: must, dashed: may), never by colour alone.

use std::fmt::Write as _;

use crate::say::picture::ink::{begin, end, text};
use crate::say::picture::measure::{GAP_X, LINE, MARGIN, PAD, SIZE, column_width};
use crate::say::picture::parts::Picture;
use crate::say::picture::place::{Placed, box_width};
use crate::say::picture::withheld;
use crate::say::width::{columns, wrap};
use crate::text::shown::shown;
use crate::word::sets::{Duty, Lang};

/// Columns of text in a line of the heading and of the list below.
const LIST_COLUMNS: usize = 112;
/// A page is not taken for smaller than this: one box, and what is said around it.
const SMALLEST: (usize, usize) = (420, 320);

/// A line of text above or below the tree, with whether it is bold.
type Line = (String, bool);

fn wrapped(text: &str, most: usize, bold: bool) -> impl Iterator<Item = Line> {
    wrap(&shown(text), most).into_iter().map(move |line| (line, bold))
}

impl Picture {
    pub(super) fn svg(&self) -> String {
        let page = self.options.page.map(|(w, h)| ((w as usize).max(SMALLEST.0), (h as usize).max(SMALLEST.1)));
        // As many columns of text as the page is wide.
        let columns_of_page = page.map_or(usize::MAX, |(width, _)| (width - 2 * MARGIN) * 16 / 9 / SIZE);
        let most = LIST_COLUMNS.min(columns_of_page);
        let mut head: Vec<Line> = Vec::new();
        if let Some(banner) = &self.banner {
            head.extend(wrapped(banner, most, true));
        }
        head.extend(wrapped(&self.title, most, true));
        head.extend(wrapped(&self.subtitle, most, false));
        let top = MARGIN + (head.len() + 1) * LINE;
        let boxes = self.place(top);
        let (drawn, list) = self.cut(&boxes, most, page);
        let kept = || boxes.iter().zip(&drawn).filter(|(_, drawn)| **drawn).map(|(placed, _)| placed);
        let right = kept().map(|placed| placed.x + box_width()).max().unwrap_or_default();
        let bottom = kept().map(|placed| placed.y + placed.height).max().unwrap_or(top);
        let widest = head.iter().chain(&list).map(|(line, _)| column_width(columns(line))).max().unwrap_or_default();
        let width = right.max(MARGIN + widest) + MARGIN;
        let height = bottom + (list.len() + 1) * LINE + MARGIN;
        let mut out = String::new();
        let banner = self.banner.as_ref().map(|banner| format!("{banner}. ")).unwrap_or_default();
        let label = format!("{banner}{}. {}", self.title, self.subtitle);
        begin(&mut out, (width, height), &label, &self.title, &self.description());
        for (n, (line, bold)) in head.iter().enumerate() {
            text(&mut out, MARGIN, MARGIN + SIZE + n * LINE, line, *bold);
        }
        for (n, node) in self.nodes.iter().enumerate() {
            let may = node.duty == Some(Duty::May);
            if let (Some(from), Some(to), Some(true)) =
                (node.parent.and_then(|parent| boxes.get(parent)), boxes.get(n), drawn.get(n))
            {
                line(&mut out, from, to, may);
            }
        }
        for ((node, placed), drawn) in self.nodes.iter().zip(&boxes).zip(&drawn) {
            if *drawn {
                draw(&mut out, node.duty, placed);
            }
        }
        for (n, (line, bold)) in list.iter().enumerate() {
            text(&mut out, MARGIN, bottom + (n + 2) * LINE, line, *bold);
        }
        end(&mut out);
        out
    }

    /// Which boxes are drawn and which lines stand below them: all, or what the page holds and how many are left out.
    fn cut(&self, boxes: &[Placed], most: usize, page: Option<(usize, usize)>) -> (Vec<bool>, Vec<Line>) {
        let mut list = self.list(most);
        let Some((width, height)) = page else { return (vec![true; boxes.len()], list) };
        // Two thirds of the page are the tree's, more where the list is short.
        let room = (list.len() + 3) * LINE + MARGIN;
        let tree = height.saturating_sub(room).max(height * 2 / 3);
        let fits = |placed: &Placed| placed.x + box_width() + MARGIN <= width && placed.y + placed.height <= tree;
        let mut drawn: Vec<bool> = Vec::with_capacity(boxes.len());
        for (n, placed) in boxes.iter().enumerate() {
            let parent = self.nodes.get(n).and_then(|node| node.parent);
            let held = parent.is_none_or(|parent| drawn.get(parent).copied().unwrap_or(false));
            drawn.push(n == 0 || held && fits(placed));
        }
        let left: usize = self.nodes.iter().zip(&drawn).filter(|(_, drawn)| !**drawn).map(|(node, _)| node.count).sum();
        let more = |what: usize, ja: &str, en: &str| match self.options.lang {
            Lang::Ja => (format!("ほか {what} {ja}"), true),
            Lang::En => (format!("{what} more {en}"), true),
        };
        if left > 0 {
            list.insert(0, more(left, "の宛先は紙面に入らない", "recipients that the page does not hold"));
        }
        let bottom = boxes.iter().zip(&drawn).filter(|(_, drawn)| **drawn).map(|(placed, _)| placed.y + placed.height);
        let lines = height.saturating_sub(bottom.max().unwrap_or_default() + MARGIN + LINE) / LINE;
        if list.len() > lines {
            let cut = list.len() - lines.saturating_sub(1);
            list.truncate(lines.saturating_sub(1));
            list.push(more(cut, "行は紙面に入らない", "lines that the page does not hold"));
        }
        (drawn, list)
    }

    /// The lines below the tree.
    fn list(&self, most: usize) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        if self.withheld.is_empty() {
            return lines;
        }
        lines.push((withheld::heading(self.options.lang).to_owned(), true));
        for group in &self.withheld {
            lines.extend(wrapped(&group.title, most, !group.lines.is_empty()));
            for (line, required) in &group.lines {
                lines.extend(wrapped(&format!("・{line}"), most, *required));
            }
        }
        lines
    }

    /// The picture in words, for those who do not see it.
    fn description(&self) -> String {
        let mut out = self.subtitle.clone();
        for node in &self.nodes {
            if let Some(from) = node.parent.and_then(|parent| self.nodes.get(parent)) {
                let notes: String = node.notes.iter().map(|note| format!("; {note}")).collect();
                let _ = write!(out, "; {} → {} ({}; {}{notes})", from.name, node.name, node.says, node.channels);
            }
        }
        for group in &self.withheld {
            let _ = write!(out, "; {}", group.title);
        }
        out
    }
}

/// The line from a sender to somebody to whom it hands on.
fn line(out: &mut String, from: &Placed, to: &Placed, may: bool) {
    let (x1, y1, x2, y2) = (from.x + box_width(), from.middle(), to.x, to.middle());
    let middle = to.x.saturating_sub(GAP_X / 2);
    let look = if may { "stroke-width=\"1.5\" stroke-dasharray=\"5 4\"" } else { "stroke-width=\"2\"" };
    let _ = writeln!(
        out,
        "<path d=\"M{x1} {y1}H{middle}V{y2}H{}\" fill=\"none\" stroke=\"#444444\" {look}/>\
         <path d=\"M{x2} {y2}l-9 -5v10z\" fill=\"#444444\"/>",
        x2.saturating_sub(8),
    );
}

fn draw(out: &mut String, duty: Option<Duty>, placed: &Placed) {
    let look = match duty {
        Some(Duty::May) => "stroke-width=\"1.5\" stroke-dasharray=\"5 4\" rx=\"8\"",
        Some(Duty::Must) => "stroke-width=\"2.5\"",
        None => "stroke-width=\"1.5\"",
    };
    let (x, y, w, h) = (placed.x, placed.y, box_width(), placed.height);
    let _ = writeln!(
        out,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"#f6f8fa\" stroke=\"#111111\" {look}/>"
    );
    if duty.is_none() {
        let _ = writeln!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#111111\"/>",
            x + 3,
            y + 3,
            w - 6,
            h.saturating_sub(6),
        );
    }
    for (n, (line, bold)) in placed.lines.iter().enumerate() {
        text(out, x + PAD, y + PAD + SIZE - 1 + n * LINE, line, *bold);
    }
}
