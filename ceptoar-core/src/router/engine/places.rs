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
        self.0.get_or_init(|| numbers(tables.links.iter().map(name))).get(link).map(|number| *number as usize)
    }
}

fn numbers(names: impl Iterator<Item = String>) -> Vec<u32> {
    let mut sorted: Vec<(String, usize)> = names.zip(0..).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_sorted_as_names_are() {
        // Links stand in the order of their ends, in which `a` comes before `a-b`.
        let names = ["a>b", "a>c", "a>c", "a-b>c", "a1>b"].map(str::to_owned);
        let numbers = numbers(names.iter().cloned());
        for (name, number) in names.iter().zip(&numbers) {
            for (other, its) in names.iter().zip(&numbers) {
                assert_eq!(name.cmp(other), number.cmp(its), "{name} {other}");
            }
        }
    }
}
