"""Times `ceptoar bulk` by what it writes: each row beside Parquet of the same run, since times of two runs are not comparable.

    python benches/bulk.py [ROWS] [--rows notices|deliveries|verdicts]

needs the package with its command, pyarrow, and room on the disk (a million notices as JSON Lines of deliveries: 6 GB). For
each output: seconds, how many times Parquet's, megabytes, and the most memory that the command held.
"""

import argparse
import json
import os
import random
import subprocess
import tempfile
import time
from pathlib import Path

SECTORS = ("gas", "electric-power", "finance", "railway", "water")


def notice(number: int, pick: random.Random) -> dict[str, object]:
    """A notice of the year 2009: 180 envelopes in all."""
    return {
        "id": f"n-{number}", "direction": "provision", "origin": "nisc", "kind": "vulnerability",
        "level": pick.choice(("TLP:AMBER", "TLP:GREEN")), "affected_sectors": pick.sample(SECTORS, 2),
        "issued_at": f"2009-05-0{pick.randint(1, 9)}T01:00:00Z",
    }  # fmt: skip


def timed(output: Path, source: Path, rows: str) -> tuple[float, float]:
    """Run the command, and return its seconds and its most memory in megabytes."""
    start = time.perf_counter()
    process = subprocess.Popen(["ceptoar", "bulk", source, output, "--rows", rows, "--quiet"])
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"ceptoar bulk: exit {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main() -> None:
    """Write the notices, then time each output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=1_000_000, metavar="ROWS")
    parser.add_argument("--rows", choices=("notices", "deliveries", "verdicts"), default="deliveries")
    asked = parser.parse_args()
    pick = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in.jsonl")
        with source.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(notice(n, pick)) + "\n" for n in range(asked.count))
        first = None
        for ending in ("parquet", "csv", "jsonl"):
            output = Path(folder, f"out.{ending}")
            seconds, memory = timed(output, source, asked.rows)
            first = first or seconds
            size = output.stat().st_size / 1e6
            print(
                f"{ending:8} {seconds:7.1f} s  {seconds / first:4.1f} x  {size:7.0f} MB  most memory {memory:5.0f} MB"
            )
            output.unlink()


if __name__ == "__main__":
    main()
