//! The known id that a mistyped one most likely means. It is told to whoever asks, never taken in its place.

use unicode_normalization::UnicodeNormalization;

/// A word longer than this is no slip of the hand.
const LONGEST: usize = 80;

/// The most letters by which a near word differs.
const FARTHEST: usize = 3;

/// The nearest of some known words, where one is near: a third of the letters may differ, and no more than three.
///
/// Width and case do not matter, so that `Ｇａｓ` finds `gas`; two letters that change places count as one. Of words that
/// are equally near, the first in order is taken.
///
/// ```
/// use ceptoar_core::nearest;
///
/// assert_eq!(nearest("eletric-power", ["gas", "electric-power"]), Some("electric-power"));
/// assert_eq!(nearest("finance", ["gas", "electric-power"]), None);
/// ```
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.chars().nth(LONGEST).is_some() {
        return None;
    }
    let word = folded(word);
    let most = (word.len() / 3).clamp(1, FARTHEST);
    let letters = letters(&word);
    let near = known.into_iter().filter_map(|known| {
        if known.len() > 4 * LONGEST {
            return None;
        }
        let other = folded(known);
        // Each difference changes two letters at most: a cheap look that spares most of the work in a large roster.
        let apart = (letters ^ self::letters(&other)).count_ones() as usize;
        if other.len().abs_diff(word.len()) > most || apart > 2 * most {
            return None;
        }
        let distance = distance(&word, &other);
        // A word of which no letter is left resembles nothing.
        (distance <= most && distance < word.len()).then_some((distance, known))
    });
    near.min().map(|(_, known)| known)
}

fn folded(text: &str) -> Vec<char> {
    if text.is_ascii() {
        return text.bytes().map(|b| char::from(b.to_ascii_lowercase())).collect();
    }
    text.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect()
}

/// Which letters a word has; letters that fall together only make the look less sharp.
fn letters(word: &[char]) -> u64 {
    word.iter().fold(0, |seen, c| seen | 1 << (u32::from(*c) % 64))
}

/// How many letters must be put in, left out, changed or swapped with the next.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    let mut last = None;
    for (n, c) in one.iter().enumerate() {
        let mut next = vec![n + 1];
        for (m, d) in other.iter().enumerate() {
            let at = |row: &[usize], m: usize| row.get(m).copied().unwrap_or(usize::MAX - 1);
            let mut best = (at(&row, m) + usize::from(c != d)).min(at(&row, m + 1) + 1).min(at(&next, m) + 1);
            let swapped = m > 0 && last == Some(d) && other.get(m - 1) == Some(c);
            if swapped {
                best = best.min(at(&before, m - 1) + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
        last = Some(c);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 6] = ["water", "gas", "gas-operators", "mic", "electric-power", "TLP:AMBER"];

    #[test]
    fn shape_8_the_nearest_id_is_found_over_slips_width_and_case() {
        let cases = [
            ("gaz", Some("gas")),
            ("Gas", Some("gas")),
            ("ｇａｓ", Some("gas")),
            ("gsa", Some("gas")),
            ("gas-operator", Some("gas-operators")),
            ("eletric-pwoer", Some("electric-power")),
            ("tlp:amber", Some("TLP:AMBER")),
            ("finance", None),
            ("zzz", None),
            ("z", None),
            ("", None),
        ];
        for (word, wanted) in cases {
            assert_eq!(nearest(word, KNOWN), wanted, "{word}");
        }
        assert_eq!(nearest(&"a".repeat(LONGEST + 1), ["a"]), None);
    }

    #[test]
    fn of_equally_near_words_the_first_in_order_is_taken() {
        assert_eq!(nearest("gac", ["gat", "gab", "gas"]), Some("gab"));
        assert_eq!(nearest("gac", ["gas", "gab", "gat"]), Some("gab"));
    }
}
