//! Draws that anybody can make anew: splitmix64, keyed by the seed, the run, and the kind and id of what is drawn.

use crate::span::Span;

/// What splitmix64 adds with each step.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// One step of splitmix64.
fn mixed(state: u64) -> u64 {
    let mut z = state.wrapping_add(STEP);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The draws of one thing, one in each run. Those of another thing are others, whatever else is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Draws(u64);

impl Draws {
    /// From the seed one step, then a step for each byte of `kind`, of a zero, and of `id`, which it is joined to by exclusive or.
    pub(super) fn of(seed: u32, kind: &str, id: &str) -> Self {
        let bytes = kind.bytes().chain(std::iter::once(0)).chain(id.bytes());
        Self(bytes.fold(mixed(seed.into()), |state, byte| mixed(state ^ u64::from(byte))))
    }

    /// Whether what has a chance of so many ten-thousandths happens in a run.
    pub(super) fn is_below(self, run: u32, ten_thousandths: u16) -> bool {
        self.below(run, 10_000) < u32::from(ten_thousandths)
    }

    /// The draw of a run, as a whole number below another: one more step, joined to the number of the run, and scaled.
    fn below(self, run: u32, count: u32) -> u32 {
        let scaled = u128::from(mixed(self.0 ^ u64::from(run))) * u128::from(count);
        u32::try_from(scaled >> 64).unwrap_or_default()
    }
}

/// How long something takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Delay {
    pub(super) median: Span,
    pub(super) p90: Span,
}

/// How many lengths a delay has, each as likely as the others.
const LENGTHS: u32 = 100;

/// How far the fifty longer lengths lie beyond the median, in thousandths of what the 90th percentile does: those of a delay that
/// ends at any moment with the same chance, ln(50 / (49.5 - n)) / ln(5).
const BEYOND: [u32; 50] = [
    6, 19, 32, 45, 59, 72, 87, 101, 116, 131, 146, 162, 179, 196, 213, 231, 249, 268, 287, 307, 328, 349, 371, 394,
    418, 443, 469, 496, 524, 554, 585, 618, 652, 689, 728, 769, 814, 861, 913, 970, 1032, 1101, 1179, 1268, 1371, 1496,
    1652, 1861, 2179, 2861,
];

impl Delay {
    /// Its length in a run: one of a hundred, each as likely. The shorter half lies evenly below the median.
    pub(super) fn seconds(self, draws: Draws, run: u32) -> u64 {
        let n = draws.below(run, LENGTHS);
        let (median, p90) = (u64::from(self.median.seconds()), u64::from(self.p90.seconds()));
        match n.checked_sub(LENGTHS / 2).and_then(|n| BEYOND.get(n as usize)) {
            None => median * u64::from(2 * n + 1) / u64::from(LENGTHS),
            Some(beyond) => median + p90.saturating_sub(median) * u64::from(*beyond) / 1000,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_are_those_of_splitmix64() {
        // The first three numbers of the published generator (Steele, Lea, Flood) from 0.
        let from_zero = [0_u64, STEP, STEP.wrapping_mul(2)].map(mixed);
        assert_eq!(from_zero, [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F]);
    }

    #[test]
    fn lengths_are_those_of_the_formula() {
        for (n, beyond) in (0_u32..).zip(BEYOND) {
            let exact = (50.0 / (49.5 - f64::from(n))).ln() / 5.0_f64.ln() * 1000.0;
            assert!((exact - f64::from(beyond)).abs() <= 0.5, "{n}: {beyond} is not {exact}");
        }
    }

    #[test]
    fn a_tenth_takes_longer_than_the_90th_percentile_and_a_half_than_the_median() {
        let delay = Delay { median: Span::of_seconds(300), p90: Span::of_seconds(1800) };
        let draws = Draws::of(7, "delay", "nisc>meti");
        let all: Vec<u64> = (0..10_000).map(|run| delay.seconds(draws, run)).collect();
        let beyond = |length| all.iter().filter(|seconds| **seconds > length).count();
        assert!(
            (4_800..5_200).contains(&beyond(300)) && (850..1_150).contains(&beyond(1800)),
            "{} {}",
            beyond(300),
            beyond(1800)
        );
    }
}
