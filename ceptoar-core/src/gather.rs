//! Sets and maps that are filled one by one.

/// Gathers as `collect` does. The standard library first sorts what it collects into a set or a map, with a sort of its own for each
/// type, which is eight kilobytes of code each: a wheel has no room for that (ADR 14).
pub(crate) trait Gather: Iterator + Sized {
    fn gather<C: Default + Extend<Self::Item>>(self) -> C {
        let mut all = C::default();
        all.extend(self);
        all
    }
}

impl<I: Iterator> Gather for I {}
