"""`python -m ceptoar.bench [--quick]`."""

from __future__ import annotations

import argparse
import json
import os
import sys

import ceptoar
from ceptoar import bench
from ceptoar.bench import beside, calls, growth


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(prog="python -m ceptoar.bench", description=bench.__doc__)
    parser.add_argument("--quick", action="store_true", help="100,000 notices instead of a million; shorter streams")
    quick = parser.parse_args().quick
    count, most = (100_000, 100_000) if quick else (1_000_000, 10_000_000)
    print(json.dumps({"ceptoar": ceptoar.__version__, "python": sys.version.split()[0], "cores": os.cpu_count()}))
    beside.table(count)
    calls.calls()
    calls.starting()
    if sys.platform.startswith("linux"):
        growth.memory(count)
        growth.streams(most)


if __name__ == "__main__":
    main()
