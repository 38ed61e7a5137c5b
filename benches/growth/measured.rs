//! Times, and the memory of this process.

use std::time::Instant;

/// What a moment is told by: the clock, and the time that the processor gave this thread, where the system tells
/// (`schedstat`, in steps of some milliseconds).
pub(crate) struct Stopwatch {
    start: Instant,
    given: Option<u64>,
}

impl Stopwatch {
    /// From so many milliseconds on the processor's time is told, which other work on the machine does not lengthen.
    const LONG: f64 = 20.0;

    pub(crate) fn start() -> Self {
        Self { start: Instant::now(), given: given() }
    }

    pub(crate) fn milliseconds(&self) -> f64 {
        let clock = self.start.elapsed().as_secs_f64() * 1e3;
        match self.given.zip(given()) {
            Some((before, after)) if clock >= Self::LONG => (after - before) as f64 / 1e6,
            _ => clock,
        }
    }
}

/// The nanoseconds that this thread ran so far.
fn given() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// What some work takes and gives.
pub(crate) fn milliseconds<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let watch = Stopwatch::start();
    let out = work();
    (watch.milliseconds(), out)
}

/// The shortest of some times: what else the machine does only adds.
pub(crate) fn fastest(times: Vec<f64>) -> f64 {
    times.into_iter().fold(f64::INFINITY, f64::min)
}

/// The most memory that this process ever had (`VmHWM`), where the system tells.
pub(crate) fn megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.map_or(f64::NAN, |kilobytes| kilobytes * 1.024 / 1e3)
}
