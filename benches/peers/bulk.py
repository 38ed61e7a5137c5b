"""`python bulk.py FOLDER [--json FILE] [--repeats N] [--seconds N]`: the notices of a folder that `ceptoar-peers export`
wrote, routed in bulk by ceptoar, Polars and DuckDB, in one run, on two threads.

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
import polars_words
from workload import Notices, Workload, checksum

PEERS = (polars_peer, polars_words, duckdb_peer)


def same(masks: tuple[np.ndarray, np.ndarray], notices: Notices) -> bool:
    """Whether the answers are those of the straightforward loop."""
    allowed, must = masks
    return len(allowed) == notices.rows and (checksum(allowed), checksum(must)) == (notices.allowed, notices.must)


def compared(workload: Workload, notices: Notices, coded: bool, repeats: int, seconds: float) -> list[dict[str, Any]]:
    """Check everybody's answer, then time all in turns; the repeats of one way take so many seconds at most."""
    table, router = workload.table(notices, coded), ours.router(workload)
    ways: list[tuple[dict[str, Any], Callable[[], Any], Callable[[Any], Any]]] = []
    base = {"columns": "coded" if coded else "text", "repeated": notices.repeated, "rows": notices.rows}
    for form in ours.FORMS:
        read = partial(form.read, workload=workload)
        ways.append(
            ({**base, "who": "ceptoar", "form": f"{form.name}: {form.says}"}, partial(form.ask, router, table), read)
        )
    for peer in PEERS:
        if not peer.asked(coded):
            continue
        held = peer.prepare(table, workload, coded)
        ways.append(
            (
                {**base, "who": peer.NAME, "form": peer.FORM},
                partial(peer.masks, held, workload, coded),
                peer.read,
            )
        )
    # The first pass of each warms up, and is the one that is checked; who is slow is asked less often.
    for figure, ask, read in ways:
        start = time.perf_counter()
        answer = ask()
        figure["repeats"] = max(1, min(repeats, int(seconds / (time.perf_counter() - start))))
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


def lines(figures: list[dict[str, Any]]) -> list[str]:
    """Return a line for each form of ours and each peer, and how many times as long the peers take as each form of ours."""
    mine = [figure for figure in figures if figure["who"] == "ceptoar"]
    out = []
    for figure in figures:
        ns = f"{figure['ns']:>12.1f}" if figure["ns"] else f"{'differs':>12}"
        cells = [f"{figure['columns']:7} {figure['repeated']:>8.1%} {figure['who']:8} {figure['form']:29} {ns}"]
        for form in mine if figure["who"] != "ceptoar" else []:
            cells.append(f"{figure['ns'] / form['ns']:>9.2f}x" if figure["ns"] and form["ns"] else f"{'-':>10}")
        out.append(" ".join(cells))
    return out


def main() -> int:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=20.0, help="that the repeats of one way may take")
    options = parser.parse_args()
    workload = Workload(options.folder)
    versions = {"ceptoar": ours.VERSION, **{peer.NAME: peer.VERSION for peer in PEERS}}
    print(f"{workload.sets[0].rows:,} notices, 2 threads, ns a notice (wall, median of at most"
          f" {options.repeats}); {', '.join(f'{name} {version}' for name, version in versions.items())}")  # fmt: skip
    print(
        "coded: words are coded once, outside the timing; text: a peer codes them in its query, or compares them as words"
    )
    heads = " ".join(f"{f'÷ {form.name}':>10}" for form in ours.FORMS)
    print(f"{'columns':7} {'repeated':>8} {'who':8} {'form':29} {'ns a notice':>12} {heads}")
    figures = []
    for coded in (True, False):
        for notices in workload.sets:
            figures.append(compared(workload, notices, coded, options.repeats, options.seconds))
            print("\n".join(lines(figures[-1])), flush=True)
    flat = [figure for some in figures for figure in some]
    if options.json:
        options.json.write_text(json.dumps({"versions": versions, "figures": flat}, indent=1))
    differing = sorted({figure["who"] for figure in flat if figure["differs"]})
    if differing:
        print(f"the answers differ: {', '.join(differing)}", file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main())
