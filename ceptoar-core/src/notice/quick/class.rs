//! Classes of bytes, and where the first quote stands: eight bytes at once. Of each byte that is found the highest bit is
//! set, and no other.

/// Of what bytes a text may be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Class {
    /// Those of a slug.
    Slug,
    /// ASCII that prints, but what ends or escapes a text.
    Printable,
    /// Any, but control characters below 0x20 and what ends or escapes a text.
    Text,
}

const EACH: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = EACH << 7;

impl Class {
    /// How many bytes stand before the first quote, if there is one; `None`: one of them is of another class.
    #[inline(always)]
    pub(super) fn closed(self, bytes: &[u8; 8]) -> Option<Option<usize>> {
        let bytes = u64::from_le_bytes(*bytes);
        let quote = quote(bytes);
        // The next step waits for the place of the quote alone, not for the judgement of the bytes before it.
        let is_sound = self.outside(bytes).trailing_zeros() == quote.trailing_zeros();
        is_sound.then(|| (quote != 0).then(|| quote.trailing_zeros() as usize / 8))
    }

    /// The first quote of the last bytes and what follows; `None`: there is none, or a byte before it is of another class.
    #[inline(never)]
    pub(super) fn closed_at_end(self, bytes: &[u8]) -> Option<&[u8]> {
        let place = bytes.iter().position(|byte| self.outside(u64::from(*byte) * EACH) != 0)?;
        bytes.get(place..).filter(|rest| rest.starts_with(b"\""))
    }

    #[inline(always)]
    fn outside(self, bytes: u64) -> u64 {
        let seven = bytes & !HIGH;
        let syntax = between(seven, b'"', b'"') | between(seven, b'\\', b'\\');
        let found = match self {
            Self::Slug => {
                !(between(seven, b'a', b'z') | between(seven, b'0', b'9') | between(seven, b'-', b'-')) | bytes
            }
            Self::Printable => !between(seven, b' ', b'~') | syntax | bytes,
            Self::Text => (between(seven, 0, 0x1f) | syntax) & !bytes,
        };
        found & HIGH
    }
}

/// The quotes. Behind the first, another byte may be taken for one.
#[inline(always)]
fn quote(bytes: u64) -> u64 {
    let zero = bytes ^ (EACH * 0x22);
    zero.wrapping_sub(EACH) & !zero & HIGH
}

/// The bytes, of seven bits, that lie between two others.
#[inline(always)]
fn between(seven: u64, least: u8, most: u8) -> u64 {
    let from = |byte: u8| seven + EACH * u64::from(0x80 - byte); // no byte exceeds 255: nothing is carried
    from(least) & !from(most + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of bytes, one by one.
    fn told(class: Class, bytes: &[u8]) -> Option<Option<usize>> {
        let is_inside = |byte: &u8| match class {
            Class::Slug => matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'),
            Class::Printable => matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\'),
            Class::Text => *byte >= b' ' && !matches!(byte, b'"' | b'\\'),
        };
        match bytes.iter().find(|byte| !is_inside(byte)) {
            None => Some(None),
            Some(b'"') => Some(bytes.iter().position(|byte| *byte == b'"')),
            Some(_) => None,
        }
    }

    #[test]
    fn each_byte_is_judged_at_each_place_and_between_any_others() {
        for class in [Class::Slug, Class::Printable, Class::Text] {
            for (beside, place) in (0..=u8::MAX).flat_map(|beside| (0..8).map(move |place| (beside, place))) {
                for byte in 0..=u8::MAX {
                    let mut bytes = [beside; 8];
                    bytes.iter_mut().skip(place).take(1).for_each(|at| *at = byte);
                    let told = told(class, &bytes);
                    assert_eq!(class.closed(&bytes), told, "{class:?} {bytes:?}");
                    let at_end = class.closed_at_end(&bytes).map(|rest| bytes.len() - rest.len());
                    assert_eq!(at_end, told.flatten(), "{class:?} {bytes:?}");
                }
            }
        }
    }
}
