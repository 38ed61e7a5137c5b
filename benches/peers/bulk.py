"""`python bulk.py FOLDER [--json FILE] [--repeats N]`: the notices of a folder that `ceptoar-peers export` wrote, routed in
bulk by ceptoar, Polars and DuckDB, in one run, on two threads.

All get the same columns, loaded before the clock starts. A peer answers with two masks a notice, the least that an answer
can be; ceptoar with each of its forms. Whoever's sums are not those of the straightforward loop gets `differs` and no figure,
and the program fails.
"""

from __future__ import annotations

import os

# Before any of them starts its threads.
os.environ["POLARS_MAX_THREADS"] = os.environ["RAYON_NUM_THREADS"] = "2"

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb_peer
import numpy as np
import ours
import polars_peer
from workload import Notices, Workload, checksum

# The seconds that the repeats of one way may take.
BUDGET = 20.0

PEERS = (polars_peer, duckdb_peer)


def same(masks: tuple[np.ndarray, np.ndarray], notices: Notices) -> bool:
    """Whether the answers are those of the straightforward loop."""
    allowed, must = masks
    return len(allowed) == notices.rows and (checksum(allowed), checksum(must)) == (notices.allowed, notices.must)


def compared(workload: Workload, notices: Notices, coded: bool, repeats: int) -> list[dict[str, Any]]:
    """Check everybody's answer, then time all in turns."""
    table, router = workload.table(notices, coded), ours.router(workload)
    ways: list[tuple[dict[str, Any], Callable[[], Any], Callable[[Any], Any]]] = []
    base = {"columns": "coded" if coded else "text", "repeated": notices.repeated, "rows": notices.rows}
    for form in ours.FORMS:
        read = partial(form.read, workload=workload)
        ways.append(({**base, "who": "ceptoar", "form": form.name}, partial(form.ask, router, table), read))
    for peer in PEERS:
        held = peer.prepare(table, workload, coded)
        ways.append(
            (
                {**base, "who": peer.NAME, "form": "masks"},
                partial(peer.masks, held, workload, coded),
                lambda masks: masks,
            )
        )
    # The first pass of each warms up, and is the one that is checked; who is slow is asked less often.
    for figure, ask, read in ways:
        start = time.perf_counter()
        answer = ask()
        figure["repeats"] = max(1, min(repeats, int(BUDGET / (time.perf_counter() - start))))
        figure["differs"] = not same(read(answer), notices)
        del answer
    times: list[list[float]] = [[] for _ in ways]
    for turn in range(repeats):
        for (figure, ask, _), spent in zip(ways, times, strict=True):
            if turn < figure["repeats"] and not figure["differs"]:
                start = time.perf_counter()
                answer = ask()
                spent.append((time.perf_counter() - start) / notices.rows * 1e9)
                del answer
    for (figure, _, _), spent in zip(ways, times, strict=True):
        figure["ns"] = statistics.median(spent) if spent else None
    return [figure for figure, _, _ in ways]


def line(figures: list[dict[str, Any]]) -> str:
    """Return a line of figures: each form of ours, each peer, and how many times each form the peers take."""
    mine = [figure for figure in figures if figure["who"] == "ceptoar"]
    theirs = [figure for figure in figures if figure["who"] != "ceptoar"]
    cells = [f"{figure['ns']:>11.1f}" if figure["ns"] else f"{'differs':>11}" for figure in mine + theirs]
    for peer in theirs:
        for form in mine:
            cells.append(f"{peer['ns'] / form['ns']:>13.2f}x" if peer["ns"] and form["ns"] else f"{'-':>14}")
    return f"{figures[0]['columns']:8} {figures[0]['repeated']:>8.1%} " + " ".join(cells)


def main() -> int:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    workload = Workload(options.folder)
    versions = {"ceptoar": ours.VERSION, **{peer.NAME: peer.VERSION for peer in PEERS}}
    print(f"{workload.sets[0].rows:,} notices, 2 threads, ns a notice (wall, median of at most"
          f" {options.repeats}); {', '.join(f'{name} {version}' for name, version in versions.items())}")  # fmt: skip
    forms, peers = [form.name for form in ours.FORMS], [peer.NAME for peer in PEERS]
    heads = [f"{name:>11}" for name in forms + peers] + [f"{f'{peer}/{form}':>14}" for peer in peers for form in forms]
    print(f"{'columns':8} {'repeated':>8} " + " ".join(heads))
    figures = []
    for coded in (True, False):
        for notices in workload.sets:
            figures.append(compared(workload, notices, coded, options.repeats))
            print(line(figures[-1]), flush=True)
    flat = [figure for some in figures for figure in some]
    if options.json:
        options.json.write_text(json.dumps({"versions": versions, "figures": flat}, indent=1))
    differing = sorted({figure["who"] for figure in flat if figure["differs"]})
    if differing:
        print(f"the answers differ: {', '.join(differing)}", file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main())
