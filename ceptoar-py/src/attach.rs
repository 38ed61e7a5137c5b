//! Holding Python, whoever called.

use pyo3::prelude::*;

/// Attaches to Python. `Python::attach` alone will not do where another library may have called: pyarrow lets go of Python
/// while it reads a stream of ours, and if that began inside a call of ours, pyo3 still counts Python as held.
pub(crate) fn attached<T>(work: impl for<'py> FnOnce(Python<'py>) -> T) -> T {
    struct Hold(pyo3::ffi::PyGILState_STATE);
    impl Drop for Hold {
        fn drop(&mut self) {
            // SAFETY: releases what this very thread ensured, in the opposite order.
            unsafe { pyo3::ffi::PyGILState_Release(self.0) };
        }
    }
    // SAFETY: may be called at any time on any thread while the interpreter lives; calls nest.
    let _hold = Hold(unsafe { pyo3::ffi::PyGILState_Ensure() });
    Python::attach(work)
}

/// An object of Python that may be let go by whoever holds its stream, with or without Python.
pub(crate) struct Held<T>(Option<Py<T>>);

impl<T> Held<T> {
    pub(crate) fn new(object: Py<T>) -> Self {
        Self(Some(object))
    }

    pub(crate) fn get(&self) -> Option<&Py<T>> {
        self.0.as_ref()
    }
}

impl<T> Drop for Held<T> {
    fn drop(&mut self) {
        if let Some(object) = self.0.take() {
            attached(|_| drop(object));
        }
    }
}
