//! Few rows of many combinations (R64): those that differ on one axis alone stand together, axis by axis.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::author::exposure::product::{AXES, Point, axis};

/// The order in which axes are merged.
const ORDER: [usize; AXES] = [
    axis::EPOCH,
    axis::STATUS,
    axis::MODE,
    axis::PURPOSES,
    axis::CAUSE,
    axis::KIND,
    axis::LEVEL,
    axis::AFFECTED,
    axis::ADDRESSEES,
    axis::ORIGIN,
    axis::DIRECTION,
];

/// Sets of places on one axis, each numbered once.
#[derive(Default)]
struct Sets {
    numbers: HashMap<Vec<u32>, u32, FixedState>,
    all: Vec<Vec<u32>>,
}

impl Sets {
    fn number(&mut self, set: Vec<u32>) -> u32 {
        if let Some(known) = self.numbers.get(&set) {
            return *known;
        }
        let next = self.all.len() as u32;
        self.numbers.insert(set.clone(), next);
        self.all.push(set);
        next
    }

    fn get(&self, number: u32) -> &[u32] {
        self.all.get(number as usize).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Combinations of which each axis has a set of values: all of them together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::author) struct Block {
    /// By axis: the places of its values, sorted.
    pub(in crate::author) places: [Vec<u32>; AXES],
    /// The first of its combinations.
    pub(in crate::author) first: u64,
}

impl Block {
    /// How many combinations it holds.
    pub(in crate::author) fn count(&self) -> u64 {
        self.places.iter().map(|places| places.len() as u64).product()
    }
}

/// Blocks that hold exactly these combinations, each once. `points` are numbers in rising order.
pub(in crate::author) fn merged(points: &[u64], point: impl Fn(u64) -> Point) -> Vec<Block> {
    let mut sets: [Sets; AXES] = std::array::from_fn(|_| Sets::default());
    let mut blocks: Vec<([u32; AXES], u64)> = points
        .iter()
        .map(|number| {
            let mut numbers = point(*number);
            for (place, sets) in numbers.iter_mut().zip(&mut sets) {
                *place = sets.number(vec![*place]);
            }
            (numbers, *number)
        })
        .collect();
    for axis in ORDER {
        blocks = along(axis, blocks, &mut sets);
    }
    blocks.sort_unstable_by_key(|(_, first)| *first);
    let places = |numbers: [u32; AXES]| {
        let mut places: [Vec<u32>; AXES] = Default::default();
        for ((places, number), sets) in places.iter_mut().zip(numbers).zip(&sets) {
            *places = sets.get(number).to_vec();
        }
        places
    };
    blocks.into_iter().map(|(numbers, first)| Block { places: places(numbers), first }).collect()
}

/// Joins the blocks that differ on one axis alone.
fn along(axis: usize, blocks: Vec<([u32; AXES], u64)>, sets: &mut [Sets; AXES]) -> Vec<([u32; AXES], u64)> {
    let mut groups: HashMap<[u32; AXES], (Vec<u32>, u64), FixedState> = HashMap::default();
    for (numbers, first) in blocks {
        let mut rest = numbers;
        let own = rest.get_mut(axis).map(|own| std::mem::replace(own, u32::MAX));
        let group = groups.entry(rest).or_insert_with(|| (Vec::new(), first));
        group.0.extend(own);
        group.1 = group.1.min(first);
    }
    let Some(of_axis) = sets.get_mut(axis) else { return Vec::new() };
    let joined = groups.into_iter().map(|(mut numbers, (own, first))| {
        let number = match own.as_slice() {
            [one] => *one,
            several => {
                let mut union: Vec<u32> = several.iter().flat_map(|number| of_axis.get(*number)).copied().collect();
                union.sort_unstable();
                of_axis.number(union)
            }
        };
        if let Some(own) = numbers.get_mut(axis) {
            *own = number;
        }
        (numbers, first)
    });
    joined.collect()
}
