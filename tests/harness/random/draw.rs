//! Where random things come from: a seed, or the bytes of a fuzzer. The same source always yields the same things.

/// A source of choices.
pub enum Draw<'a> {
    /// Numbers without end.
    Seed(u64),
    /// Numbers made of bytes; when there are no more, each choice is the first.
    Bytes(&'a [u8]),
}

impl Draw<'_> {
    fn next(&mut self) -> u64 {
        match self {
            // Steele, Lea and Flood 2014: splitmix64.
            Self::Seed(state) => {
                *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
                let mut mixed = *state;
                mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                mixed ^ (mixed >> 31)
            }
            Self::Bytes(bytes) => match bytes.split_first() {
                Some((first, rest)) => {
                    *bytes = rest;
                    u64::from(*first)
                }
                None => 0,
            },
        }
    }

    /// A number below `count`; 0 where there is none.
    pub fn below(&mut self, count: usize) -> usize {
        let mut number = self.next();
        // A byte is enough for most choices: a fuzzer has few of them.
        if count > 256 && matches!(self, Self::Bytes(_)) {
            number = number << 8 | self.next();
        }
        usize::try_from(number % (count.max(1) as u64)).unwrap_or_default()
    }

    /// Yes once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 1 || times == 1
    }

    /// One of a list that is not empty.
    pub fn one<'b, T>(&mut self, list: &'b [T]) -> &'b T {
        &list[self.below(list.len())]
    }

    /// Some of a list, at most so many, each once, in the list's order.
    pub fn some<T: Clone>(&mut self, list: &[T], most: usize) -> Vec<T> {
        let count = self.below(most.min(list.len()) + 1);
        let mut places: Vec<usize> = (0..count).map(|_| self.below(list.len())).collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|place| list[place].clone()).collect()
    }
}
