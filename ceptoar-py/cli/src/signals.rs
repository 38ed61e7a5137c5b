//! Signals end a command wherever it is, also where it waits for a pipe, and leave nothing half written behind.
//!
//! A thread waits for them, removes what is not whole, and ends the process: no part of the command has to look whether
//! somebody wants it to stop.

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{NamedTempFile, TempDir};

/// Files that stand beside the ones that are meant until they are whole; of one that is, the name is gone.
static PARTS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn parts() -> MutexGuard<'static, Vec<PathBuf>> {
    PARTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a part that a signal removes.
pub(super) fn unless_ended(make: impl FnOnce() -> io::Result<NamedTempFile>) -> io::Result<NamedTempFile> {
    // Made under the lock: no signal comes between the file and its name.
    let mut parts = parts();
    let part = make()?;
    parts.push(part.path().to_owned());
    Ok(part)
}

/// Makes a folder that a signal removes.
pub(super) fn folder_unless_ended(make: impl FnOnce() -> io::Result<TempDir>) -> io::Result<TempDir> {
    let mut parts = parts();
    let part = make()?;
    parts.push(part.path().to_owned());
    Ok(part)
}

/// Ends the process as a signal asks.
fn end(signal: i32) -> ! {
    // The lock is kept, so that no part is made any more.
    let parts = parts();
    for part in parts.iter() {
        // It may be whole, and at its place.
        let _ = std::fs::remove_file(part);
        let _ = std::fs::remove_dir_all(part);
    }
    exit(128 + signal)
}

#[cfg(unix)]
mod system {
    use std::io;
    use std::mem::MaybeUninit;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    /// Without the destructors of a process in which other threads still work.
    pub(super) use signal_hook::low_level::exit;

    /// A signal that is not heeded when the process begins, as under `nohup`, stays so.
    #[expect(unsafe_code, reason = "no safe crate asks for the disposition of a signal without changing it")]
    fn is_ignored(signal: i32) -> bool {
        let mut now = MaybeUninit::<libc::sigaction>::uninit();
        // SAFETY: without a new action `sigaction` only writes the present one, to a place that is ours; it is read only if
        // the call says that it was written.
        unsafe {
            libc::sigaction(signal, std::ptr::null(), now.as_mut_ptr()) == 0
                && now.assume_init().sa_sigaction == libc::SIG_IGN
        }
    }

    pub(super) fn heed(end: fn(i32) -> !) -> io::Result<()> {
        let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| !is_ignored(*signal)))?;
        std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
            if let Some(signal) = signals.forever().next() {
                end(signal);
            }
        })?;
        Ok(())
    }
}

#[cfg(not(unix))]
mod system {
    use std::io;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    use signal_hook::consts::SIGINT;
    pub(super) use signal_hook::low_level::exit;

    /// How often it is looked whether somebody interrupts: nothing wakes a thread there.
    const OFTEN: Duration = Duration::from_millis(50);

    pub(super) fn heed(end: fn(i32) -> !) -> io::Result<()> {
        let asked = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register(SIGINT, Arc::clone(&asked))?;
        std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
            while !asked.load(Ordering::Relaxed) {
                std::thread::sleep(OFTEN);
            }
            end(SIGINT);
        })?;
        Ok(())
    }
}

use self::system::exit;

/// From now on, an interruption (130), a termination (143) or a hang-up (129) ends the process, and what is half written is
/// removed. It is for a process that runs one command and nothing else.
///
/// # Errors
/// The system does not allow it.
pub fn heed() -> io::Result<()> {
    system::heed(end)
}
