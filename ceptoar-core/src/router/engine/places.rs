//! The links in the order of their names as places, `from>to`: lints that stand at links are sorted by their numbers here.

use std::sync::OnceLock;

use crate::router::engine::tables::{CompiledLink, Tables};

/// By link: the number of its name among all names, sorted. Made when it is asked for first.
#[derive(Default)]
pub(in crate::router) struct Places(OnceLock<Vec<u32>>);

impl Places {
    /// The number of the name of a link. Links between the same parties have one.
    #[inline]
    pub(in crate::router) fn of(&self, tables: &Tables, link: usize) -> Option<usize> {
        self.0.get_or_init(|| numbers(tables)).get(link).map(|number| *number as usize)
    }
}

fn numbers(tables: &Tables) -> Vec<u32> {
    let mut sorted: Vec<(String, usize)> = tables.links.iter().map(name).zip(0..).collect();
    sorted.sort_unstable();
    let mut numbers = vec![0; sorted.len()];
    let (mut number, mut last) = (0, "");
    for (name, link) in &sorted {
        number += u32::from(name != last);
        last = name;
        numbers.iter_mut().skip(*link).take(1).for_each(|place| *place = number);
    }
    numbers
}

fn name(link: &CompiledLink) -> String {
    [link.ends.from.as_str(), ">", link.ends.to.as_str()].concat()
}
