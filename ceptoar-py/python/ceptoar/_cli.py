"""The entry point of the command `ceptoar`: the command itself is Rust, so that it starts as fast as Python does."""

import signal
import sys
from types import FrameType

from ceptoar._native import run_cli


def _end(number: int, _frame: FrameType | None) -> None:
    # What is half written is removed on the way out.
    raise SystemExit(128 + number)


def main() -> int:
    """Run the command with the arguments of the process, and return its exit code."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # A signal that is not heeded, as under nohup, stays so.
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)
    return run_cli(["ceptoar", *sys.argv[1:]])
