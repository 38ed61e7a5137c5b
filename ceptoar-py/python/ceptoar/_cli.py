"""The entry point of the command `ceptoar`: the command itself is Rust, so that it starts as fast as Python does."""

import sys

from ceptoar._native import run_cli


def main() -> int:
    """Run the command with the arguments of the process, and return its exit code."""
    return run_cli(["ceptoar", *sys.argv[1:]])
