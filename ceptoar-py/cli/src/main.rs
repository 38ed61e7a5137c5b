//! The binary `ceptoar`.

use std::process::ExitCode;

use ceptoar_cli::{Builtin, heed, run};

fn main() -> ExitCode {
    let streams = early::streams();
    // Where signals cannot be heeded they end the process as they always would.
    let _ = heed();
    ExitCode::from(run(std::env::args_os().collect(), &Builtin, streams))
}

/// Before `main`, Rust opens `/dev/null` in the place of a stream that is closed, and a closed stream would take an answer
/// for a full success: which were closed is asked before that.
#[cfg(unix)]
mod early {
    use std::sync::OnceLock;

    use ceptoar_cli::Streams;

    static OPEN: OnceLock<[bool; 3]> = OnceLock::new();

    #[ctor::ctor(unsafe)]
    fn ask() {
        let Streams { input, out, err } = Streams::of_process();
        let _ = OPEN.set([input.is_some(), out.is_some(), err.is_some()]);
    }

    pub(super) fn streams() -> Streams {
        let Streams { input, out, err } = Streams::of_process();
        let [has_input, has_out, has_err] = OPEN.get().copied().unwrap_or([true; 3]);
        Streams { input: input.filter(|_| has_input), out: out.filter(|_| has_out), err: err.filter(|_| has_err) }
    }
}

#[cfg(not(unix))]
mod early {
    use ceptoar_cli::Streams;

    pub(super) fn streams() -> Streams {
        Streams::of_process()
    }
}
