//! The boundary: no panic passes into C.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the work makes; nothing where it panics. Handles are immutable, so that none is left half changed.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(|| {
        #[cfg(test)]
        plant::grow();
        work()
    }))
    .ok()
}

/// A panic that a test plants into whatever passes the boundary next on its thread.
#[cfg(test)]
pub(crate) mod plant {
    use std::cell::Cell;

    thread_local! {
        static PLANTED: Cell<bool> = const { Cell::new(false) };
    }

    pub(crate) fn grow() {
        if PLANTED.take() {
            std::panic::resume_unwind(Box::new("planted"));
        }
    }

    /// Runs a call with a panic inside; whether it was met.
    pub(crate) fn within<T>(call: impl FnOnce() -> T) -> (T, bool) {
        PLANTED.set(true);
        let end = call();
        (end, !PLANTED.take())
    }
}
