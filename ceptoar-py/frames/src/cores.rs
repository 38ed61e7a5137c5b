//! All cores, in whatever process we are.

use std::sync::{Arc, Mutex};

use rayon::{ThreadPool, ThreadPoolBuilder};

/// The pool of this process. Python forks: the threads of a pool stay behind in the parent, and a child that waited for
/// them would wait for ever, so that it gets a pool of its own.
static POOL: Mutex<Option<(u32, Arc<ThreadPool>)>> = Mutex::new(None);

fn pool() -> Option<Arc<ThreadPool>> {
    let mut pool = POOL.lock().ok()?;
    let process = std::process::id();
    match pool.as_ref() {
        Some((of, pool)) if *of == process => Some(Arc::clone(pool)),
        _ => {
            let made = Arc::new(ThreadPoolBuilder::new().build().ok()?);
            // The parent's pool is not taken down: its threads are not here to be stopped.
            std::mem::forget(pool.replace((process, Arc::clone(&made))));
            Some(made)
        }
    }
}

/// Runs work whose parts may run on all cores; where no pool can be made, on this thread and rayon's own.
pub(crate) fn on_all<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    match pool() {
        Some(pool) => pool.install(work),
        None => work(),
    }
}
