//! The parts of a picture.

use crate::say::options::PictureOptions;
use crate::word::sets::Duty;

/// What a picture shows, in words of one language; the three formats differ only in how they write it.
pub(super) struct Picture {
    pub(super) options: PictureOptions,
    /// Said first where the edition does not speak of the day.
    pub(super) banner: Option<String>,
    pub(super) title: String,
    pub(super) subtitle: String,
    /// The origin first; a parent before its children, and the children of one side by side.
    pub(super) nodes: Vec<Node>,
    /// Those who are not told, in groups of one reason.
    pub(super) withheld: Vec<Group>,
}

pub(super) struct Node {
    pub(super) name: String,
    pub(super) id: String,
    /// Who hands it on to it, as an index; `None` for the origin.
    pub(super) parent: Option<usize>,
    /// Hops from the origin.
    pub(super) depth: usize,
    /// `None` for the origin.
    pub(super) duty: Option<Duty>,
    /// The duty in words, with the due time.
    pub(super) says: String,
    pub(super) channels: String,
    /// Who decides what before it is told, and a few names of a box of many.
    pub(super) notes: Vec<String>,
    /// How many recipients the box stands for.
    pub(super) count: usize,
}

pub(super) struct Group {
    pub(super) title: String,
    /// Each with whether it ought to be told.
    pub(super) lines: Vec<(String, bool)>,
}
