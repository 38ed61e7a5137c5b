//! Files and pipes that can be interrupted: the standard library begins again where a signal came, so that a command that
//! waits for a pipe could not be ended.

use std::io::{self, ErrorKind, Read, Write};

use pyo3::PyErr;

use crate::attach::attached;

/// Asks Python whether to go on whenever a signal came.
pub(super) struct Patient<T>(pub(super) T);

fn again<N>(mut work: impl FnMut() -> io::Result<N>) -> io::Result<N> {
    loop {
        match work() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {
                attached(|py| py.check_signals()).map_err(io::Error::other)?;
            }
            done => return done,
        }
    }
}

impl<T: Read> Read for Patient<T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        again(|| self.0.read(buffer))
    }
}

impl<T: Write> Write for Patient<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        again(|| self.0.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        again(|| self.0.flush())
    }
}

/// What Python said when a signal came, if that is what broke the stream.
pub(super) fn of_python(error: io::Error) -> Result<PyErr, io::Error> {
    if error.get_ref().is_some_and(|inner| inner.is::<PyErr>()) {
        let inner = error.into_inner().and_then(|inner| inner.downcast::<PyErr>().ok());
        return inner.map(|inner| *inner).ok_or_else(|| io::Error::from(ErrorKind::Interrupted));
    }
    Err(error)
}
