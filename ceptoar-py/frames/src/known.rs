//! The numbers of sets by the lists that were seen.

use std::collections::HashMap;

use foldhash::fast::FixedState;

/// Stands for a set that is not numbered yet.
pub(super) const NEW: u32 = u32::MAX;
/// So many texts of a column have a bit each.
pub(super) const MOST_BITS: usize = 16;
/// Where the number of a set ends and the number of its members begins.
const COUNT: u32 = 27;

/// The number of a set by what stands at its bits, if it has so many members.
#[inline]
fn said(known: u32, members: usize) -> u32 {
    let number = (known & ((1 << COUNT) - 1)).wrapping_sub(1);
    if (known >> COUNT) as usize == members { number } else { NEW }
}

/// A short list of small numbers as one number, in its order.
#[inline]
fn packed(members: &[u32], bits: u32) -> Option<u64> {
    let most = (1 << bits) - 1;
    let fits = members.len() <= 4 && members.iter().all(|member| *member < most);
    fits.then(|| members.iter().fold(0, |packed, member| packed << bits | u64::from(member + 1)))
}

/// The numbers of the sets that lists were, in the orders in which they stood.
#[derive(Default)]
pub(super) struct Known {
    /// By bits: the number of the set and one, and above it how many members it has; 0: not known.
    by_bits: Vec<u32>,
    /// Of short lists of other texts.
    packed: HashMap<u64, u32, FixedState>,
}

impl Known {
    /// The number of the set of some bits, if it has so many members.
    #[inline]
    pub(super) fn of_bits(&self, bits: usize, members: usize) -> u32 {
        said(self.by_bits.get(bits).copied().unwrap_or(0), members)
    }

    /// The bits of a list, if each of its texts has one and stands once.
    fn bits(members: &[u32]) -> Option<usize> {
        members.iter().try_fold(0, |bits, member| {
            let place = member.checked_sub(1).filter(|place| (*place as usize) < MOST_BITS)?;
            (bits >> place & 1 == 0).then_some(bits | 1_usize << place)
        })
    }

    pub(super) fn find(&self, members: &[u32]) -> Option<u32> {
        if let Some(bits) = Self::bits(members) {
            return Some(said(*self.by_bits.get(bits)?, members.len())).filter(|code| *code != NEW);
        }
        self.packed.get(&packed(members, 16)?).copied()
    }

    pub(super) fn enter(&mut self, members: &[u32], code: u32) {
        match Self::bits(members) {
            Some(bits) if code + 1 < 1 << COUNT => {
                if self.by_bits.len() <= bits {
                    self.by_bits.resize((bits + 1).next_power_of_two(), 0);
                }
                let known = (code + 1) | ((members.len() as u32) << COUNT);
                self.by_bits.iter_mut().skip(bits).take(1).for_each(|place| *place = known);
            }
            Some(_) => {}
            None => {
                if let Some(key) = packed(members, 16) {
                    self.packed.insert(key, code);
                }
            }
        }
    }
}
