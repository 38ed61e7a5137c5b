//! Where the boxes of an SVG stand, and where its lines run.
//!
//! A parent stands at the top of the room of its children, and nobody else has a box in that room: so the lines of one
//! sender never run where those of another do.

use crate::say::picture::measure::{BOX_COLUMNS, GAP_X, GAP_Y, LINE, MARGIN, PAD, SIZE, column_width};
use crate::say::picture::parts::{Node, Picture};
use crate::say::width::wrap;

/// A box.
pub(super) struct Placed {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) height: usize,
    /// The lines, each with whether it is bold.
    pub(super) lines: Vec<(String, bool)>,
}

impl Placed {
    pub(super) fn middle(&self) -> usize {
        self.y + self.height / 2
    }
}

pub(super) const fn box_width() -> usize {
    column_width(BOX_COLUMNS) + 2 * PAD
}

impl Picture {
    /// Where each box stands, in the order of the nodes.
    pub(super) fn place(&self, top: usize) -> Vec<Placed> {
        let mut boxes: Vec<Placed> = self.nodes.iter().map(boxed).collect();
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); boxes.len()];
        for (n, node) in self.nodes.iter().enumerate() {
            if let Some(of) = node.parent.and_then(|parent| children.get_mut(parent)) {
                of.push(n);
            }
        }
        // The room of each: parents stand before their children, so that from the end all children are known.
        let mut rooms: Vec<usize> = boxes.iter().map(|placed| placed.height).collect();
        for n in (0..boxes.len()).rev() {
            let of = children.get(n).map(Vec::as_slice).unwrap_or_default();
            let heights = of.iter().filter_map(|child| rooms.get(*child)).map(|room| room + GAP_Y);
            let below = heights.sum::<usize>().saturating_sub(GAP_Y);
            if let Some(room) = rooms.get_mut(n) {
                *room = below.max(*room);
            }
        }
        let mut tops = vec![top; boxes.len()];
        for n in 0..boxes.len() {
            let mut y = tops.get(n).copied().unwrap_or(top);
            if let Some(placed) = boxes.get_mut(n) {
                placed.y = y;
            }
            for child in children.get(n).map(Vec::as_slice).unwrap_or_default() {
                if let (Some(place), Some(room)) = (tops.get_mut(*child), rooms.get(*child)) {
                    *place = y;
                    y += room + GAP_Y;
                }
            }
        }
        boxes
    }
}

fn boxed(node: &Node) -> Placed {
    let mut lines: Vec<(String, bool)> = Vec::new();
    let mut add = |text: &str, bold: bool| {
        lines.extend(wrap(text, BOX_COLUMNS - if bold { 3 } else { 0 }).into_iter().map(|line| (line, bold)));
    };
    add(&node.name, true);
    if node.name != node.id {
        add(&node.id, false);
    }
    if !node.says.is_empty() {
        add(&node.says, true);
    }
    if !node.channels.is_empty() {
        add(&format!("← {}", node.channels), false);
    }
    for note in &node.notes {
        add(note, false);
    }
    let height = lines.len() * LINE + 2 * PAD - (LINE - SIZE) / 2;
    Placed { x: MARGIN + node.depth * (box_width() + GAP_X), y: 0, height, lines }
}
