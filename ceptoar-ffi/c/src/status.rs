//! Status numbers. `numbers.txt` holds every number that ever had a meaning.

/// How a call ended. A number is never used again for something else. Numbers from 256 on are reserved for programs: the
/// library never returns one.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CeptoarStatus {
    /// It did what it was asked.
    Ok = 0,
    /// A pointer that is needed was NULL.
    NullArgument = 1,
    /// A text was not UTF-8.
    InvalidUtf8 = 2,
    /// A number has no meaning here, or a length is more than a memory has.
    InvalidArgument = 3,
    /// A document or question is refused; the error object lists every problem.
    Refused = 4,
    /// There is nothing of that name.
    NotFound = 5,
    /// A fault of the library. Free the handles involved and tell us.
    Panic = 255,
}

impl CeptoarStatus {
    const ALL: [Self; 7] = [
        Self::Ok,
        Self::NullArgument,
        Self::InvalidUtf8,
        Self::InvalidArgument,
        Self::Refused,
        Self::NotFound,
        Self::Panic,
    ];

    /// The code of the one problem that such an end has; a refusal has its own.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::NullArgument => "null-argument",
            Self::InvalidUtf8 => "invalid-utf-8",
            Self::InvalidArgument => "invalid-argument",
            Self::Refused => "refused",
            Self::NotFound => "not-found",
            Self::Panic => "panic",
        }
    }

    /// The status of a number.
    pub(crate) fn of(number: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|known| *known as u32 == number)
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, clippy::panic, reason = "a test may fail")]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    const NUMBERS: &str = include_str!("../numbers.txt");
    const HEADER: &str = include_str!("../include/ceptoar.h");

    /// The names and numbers that the header gives to the members of its enums.
    fn declared() -> BTreeMap<&'static str, u32> {
        let members = HEADER.lines().filter_map(|line| line.trim().trim_end_matches(',').split_once(" = "));
        members
            .filter(|(name, _)| name.starts_with("CEPTOAR_"))
            .map(|(name, number)| (name, number.parse().expect("a number")))
            .collect()
    }

    #[test]
    fn no_number_changes_its_meaning() {
        let mut listed = BTreeMap::new();
        let mut taken = BTreeSet::new();
        let mut set = "";
        for line in NUMBERS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let words: Vec<&str> = line.split(' ').collect();
            match words.as_slice() {
                [name] => set = name,
                [number, name, retired @ ..] => {
                    let number: u32 = number.parse().expect("a number");
                    assert!(name.starts_with(set) && !set.is_empty(), "{line}");
                    assert!(taken.insert((set, number)), "`{line}` uses a number again");
                    assert!(number < 256, "`{line}` is a number of programs");
                    match retired {
                        [] => drop(listed.insert(*name, number)),
                        ["retired"] => {}
                        _ => panic!("`{line}` is no line of this list"),
                    }
                }
                [] => {}
            }
        }
        assert_eq!(listed, declared());
        assert!(listed.len() > 10, "the header was not read");
    }
}
