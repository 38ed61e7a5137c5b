//! Timing in turns, and checksums.

use std::hint::black_box;
use std::time::Instant;

use crate::straight::Masks;

/// Position-dependent: answers that are swapped differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sums {
    pub allowed: u64,
    /// `None`: it does not say who must be told.
    pub must: Option<u64>,
}

fn weighed(sum: u64, row: usize, mask: u16) -> u64 {
    sum.wrapping_add(u64::from(mask).wrapping_mul(row as u64 + 1))
}

/// The sums of answers in the order of the rows.
pub fn sums(answers: impl Iterator<Item = (u16, Option<u16>)>) -> Sums {
    answers.enumerate().fold(Sums { allowed: 0, must: Some(0) }, |sums, (row, (allowed, must))| Sums {
        allowed: weighed(sums.allowed, row, allowed),
        must: sums.must.zip(must).map(|(sum, mask)| weighed(sum, row, mask)),
    })
}

/// The sums of whole answers.
pub fn sums_of(answers: impl Iterator<Item = Masks>) -> Sums {
    sums(answers.map(|masks| (masks.allowed, Some(masks.must))))
}

/// One way of asking, with what it is asked.
pub struct Entry<'a> {
    /// The crate, whose version is printed.
    pub package: &'static str,
    pub form: &'static str,
    /// Whether it is ceptoar: the others are compared with it.
    pub ours: bool,
    pub rows: usize,
    pass: Box<dyn FnMut() + 'a>,
    check: Box<dyn FnMut() -> Sums + 'a>,
}

impl<'a> Entry<'a> {
    /// `ask` is timed; `read` turns its answer into masks, untimed.
    pub fn new<S: 'a, A>(
        (package, form): (&'static str, &'static str),
        rows: usize,
        state: S,
        ask: impl Fn(&mut S, usize) -> A + Copy + 'a,
        read: impl Fn(&S, usize, A) -> (u16, Option<u16>) + 'a,
    ) -> Self {
        let state = std::rc::Rc::new(std::cell::RefCell::new(state));
        let same = state.clone();
        let pass = move || {
            let mut state = state.borrow_mut();
            for row in 0..rows {
                black_box(ask(&mut state, black_box(row)));
            }
        };
        let check = move || {
            let mut state = same.borrow_mut();
            sums((0..rows).map(|row| {
                let answer = ask(&mut state, row);
                read(&state, row, answer)
            }))
        };
        Self { package, form, ours: package == "ceptoar-core", rows, pass: Box::new(pass), check: Box::new(check) }
    }
}

/// What came out for an entry.
pub struct Figure {
    pub package: &'static str,
    pub form: &'static str,
    pub ours: bool,
    pub rows: usize,
    pub ok: bool,
    pub sums: Sums,
    /// The medians, fastest and slowest of the repeats, in nanoseconds a notice.
    pub median: f64,
    pub fastest: f64,
    pub slowest: f64,
}

/// Asks all in turns: a pass of each to warm up, whose answers are checked, then the repeats. What others do on the machine
/// meets all alike. An entry whose sums are not the expected ones is not timed.
pub fn measure(mut entries: Vec<Entry<'_>>, repeats: usize, expected: impl Fn(usize) -> Sums) -> Vec<Figure> {
    let checked: Vec<(bool, Sums)> = entries
        .iter_mut()
        .map(|entry| {
            let (sums, expected) = ((entry.check)(), expected(entry.rows));
            (sums.allowed == expected.allowed && (sums.must.is_none() || sums.must == expected.must), sums)
        })
        .collect();
    let mut times: Vec<Vec<f64>> = entries.iter().map(|_| Vec::new()).collect();
    for _ in 0..repeats {
        for ((entry, times), (ok, _)) in entries.iter_mut().zip(&mut times).zip(&checked) {
            if *ok {
                let start = Instant::now();
                (entry.pass)();
                times.push(start.elapsed().as_nanos() as f64 / entry.rows as f64);
            }
        }
    }
    let figure = |((entry, mut times), (ok, sums)): ((Entry<'_>, Vec<f64>), (bool, Sums))| {
        times.sort_by(f64::total_cmp);
        let at = |place: usize| times.get(place).copied().unwrap_or(f64::NAN);
        let Entry { package, form, ours, rows, .. } = entry;
        let (median, fastest, slowest) = (at(times.len() / 2), at(0), at(times.len().saturating_sub(1)));
        Figure { package, form, ours, rows, ok, sums, median, fastest, slowest }
    };
    entries.into_iter().zip(times).zip(checked).map(figure).collect()
}
