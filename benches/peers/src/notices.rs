//! The notices: made from a counter, the same on every machine and in any number.

use crate::rules::{CEPTOARS, MINISTRIES, RECIPIENTS, day};

/// A notice in codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The kind of the origin: NISC, a ministry, a CEPTOAR's desk, a member.
    pub origin: u8,
    /// Which ministry, or of which CEPTOAR.
    pub unit: u8,
    pub level: u8,
    pub kind: u8,
    pub cause: u8,
    pub purpose: u8,
    /// A mask.
    pub sectors: u16,
    /// Days since 1970-01-01.
    pub day: i32,
}

const FIRST: i32 = day(2010, 1, 1);
const LAST: i32 = day(2017, 1, 1);
const SEED: u64 = 20_260_101;

/// The finaliser of splitmix64.
pub fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

/// The draw `which` of a row, below `n`.
fn drawn(row: u64, which: u64, n: u64) -> u64 {
    let counter = (row * 16 + which + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed(SEED.wrapping_add(counter)) >> 11) % n
}

/// The code of a draw of a hundred, by the shares summed up.
fn code(draw: u64, sums: &[u64]) -> u8 {
    sums.iter().filter(|sum| draw >= **sum).count() as u8
}

/// The notice of a number.
pub fn row(number: u64) -> Row {
    let draw = |which, n| drawn(number, which, n);
    let origin = code(draw(0, 100), &[30, 50, 85]);
    let unit = match origin {
        0 => 0,
        1 => draw(1, MINISTRIES.len() as u64),
        _ => draw(1, CEPTOARS as u64),
    };
    let sector = |which| 1u16 << draw(which, 10);
    let sectors = match draw(6, 100) {
        0..60 => sector(7),
        60..85 => sector(7) | sector(8),
        85..95 => sector(7) | sector(8) | sector(9),
        _ => 0x3FF,
    };
    Row {
        origin,
        unit: unit as u8,
        level: code(draw(2, 100), &[15, 45, 75, 90]),
        kind: code(draw(3, 100), &[30, 60, 80, 85]),
        cause: code(draw(4, 100), &[80, 92]),
        purpose: code(draw(5, 100), &[60, 85]),
        sectors,
        day: FIRST + draw(10, (LAST - FIRST) as u64) as i32,
    }
}

/// The first notices.
pub fn rows(count: usize) -> Vec<Row> {
    (0..count as u64).map(row).collect()
}

/// As many notices, of which a share repeats earlier ones: the first ones are all different numbers.
pub fn repeating(count: usize, repeated: f64) -> Vec<Row> {
    let different = ((count as f64 * (1.0 - repeated)).round() as u64).max(1);
    let number = |n: u64| if n < different { n } else { mixed(n + 7) % different };
    (0..count as u64).map(|n| row(number(n))).collect()
}

impl Row {
    /// The ministry that the origin is or is under, by its index.
    pub fn ministry(&self) -> Option<u8> {
        match self.origin {
            0 => None,
            1 => Some(self.unit),
            _ => RECIPIENTS[self.unit as usize].place.map(|(_, ministry)| ministry),
        }
    }

    /// The CEPTOAR whose desk or member the origin is, by its index.
    pub fn own(&self) -> Option<u8> {
        (self.origin >= 2).then_some(self.unit)
    }

    /// The party that ceptoar knows the origin as. A party has no verdict on its own notice, so a CEPTOAR sends through its
    /// desk.
    pub fn party(&self) -> String {
        let ceptoar = RECIPIENTS[self.unit as usize].name;
        match self.origin {
            0 => "nisc".to_owned(),
            1 => MINISTRIES[self.unit as usize].to_owned(),
            2 => format!("{ceptoar}-desk"),
            _ => format!("{ceptoar}-members"),
        }
    }
}
