"""Frames beside the peers: every form, at three shares of repeats and of nothing repeated, on one thread and on two.

How many threads Polars and we have is settled when they start, so each number of threads is a process of its own.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import ceptoar
from ceptoar.bench.forms import FORMS, Masks
from ceptoar.bench.peers import PEERS, Rules
from ceptoar.bench.rows import SITUATION, Notices

Figure = dict[str, Any]

REPEATED: tuple[float, ...] = (0.999, 0.9, 0.0)
COLUMNS: tuple[str, ...] = ("dictionary", "string")
REPEATS: int = 3
# The seconds that the repeats of one way may take.
BUDGET: float = 8.0
# Of notices that no peer answers, so many are compared with single answers.
SAMPLE: int = 300


def equal(one: Masks, other: Masks) -> bool:
    """Whether two say the same."""
    import numpy as np

    return all(np.array_equal(here, there) for here, there in zip(one, other, strict=True))


def single(router: ceptoar.Router, parties: list[str], table: Any) -> Masks:
    """Ask about each notice alone."""
    import numpy as np

    told, must = [], []
    for row in table.to_pylist():
        notice = {name: value for name, value in row.items() if value is not None}
        notice |= {"id": "n", "issued_at": row["issued_at"].isoformat()}
        deliveries = router.route(notice, SITUATION).deliveries
        told.append(sum(1 << parties.index(one.recipient) for one in deliveries))
        must.append(sum(1 << parties.index(one.recipient) for one in deliveries if str(one.duty) == "must"))
    return np.array(told, np.uint64), np.array(must, np.uint64)


def in_turns(ways: list[Callable[[], Any]], checks: list[Callable[[Any], bool]]) -> list[float]:
    """Return the median time of each way. All are asked in turns; the first pass warms up and is checked."""
    times: list[list[float]] = [[] for _ in ways]
    repeats = []
    for work, check in zip(ways, checks, strict=True):
        start = time.perf_counter()
        answer = work()
        repeats.append(max(1, min(REPEATS, int(BUDGET / (time.perf_counter() - start)))))
        if not check(answer):
            raise SystemExit(f"the answers differ ({work}): no figure")
        del answer
    for turn in range(REPEATS):
        for work, many, spent in zip(ways, repeats, times, strict=True):
            if turn < many:
                start = time.perf_counter()
                answer = work()
                spent.append(time.perf_counter() - start)
                del answer
    return [statistics.median(spent) for spent in times]


def figures(count: int, threads: int) -> list[Figure]:
    """Measure all of it on so many threads."""
    router, rules = ceptoar.Router(), Rules()
    out: list[Figure] = []
    sets = [(text, repeated, False) for text in COLUMNS for repeated in REPEATED] + [
        (text, 0.0, True) for text in COLUMNS
    ]
    for text, repeated, addressed in sets:
        # Who waits sees what is asked; the figures come together, at the end.
        print(f"{threads} threads: {text}, {'distinct' if addressed else f'{repeated:.1%} repeated'}", file=sys.stderr)
        made = Notices(count, repeated, text, addressed)
        table = made.rows(range(count))
        peers = [] if addressed else [peer(table, rules, text == "dictionary", threads) for peer in PEERS]
        # Whoever comes first is what the others are compared with: a peer, or single answers to some of the notices.
        rows = SAMPLE if addressed else count
        expected = single(router, rules.parties, table.slice(0, rows)) if addressed else peers[0].read(peers[0].masks())

        def ours(form: Any, table: Any = table) -> Callable[[], Any]:
            return lambda: form.ask(router, table)

        def same(read: Callable[[Any], Masks], expected: Masks = expected, rows: int = rows) -> Callable[[Any], bool]:
            def check(answer: Any) -> bool:
                told, must = read(answer)
                return len(told) == count and equal((told[:rows], must[:rows]), expected)

            return check

        ways = [ours(form) for form in FORMS] + [peer.masks for peer in peers]
        reads = [lambda answer, form=form: form.read(answer, rules.parties) for form in FORMS]
        times = in_turns(ways, [same(read) for read in [*reads, *(peer.read for peer in peers)]])
        names = [("ceptoar", form.name) for form in FORMS] + [(peer.name, peer.form) for peer in peers]
        for (who, form), took in zip(names, times, strict=True):
            out.append({"columns": text, "repeated": "distinct" if addressed else f"{repeated:.1%}", "who": who,
                        "form": form, "ns": took / count * 1e9, "questions": made.questions})  # fmt: skip
    return out


def child(count: int, threads: int) -> list[Figure]:
    """Measure in a process that has so many threads."""
    many = {name: str(threads) for name in ("POLARS_MAX_THREADS", "RAYON_NUM_THREADS")}
    script = f"import json; from ceptoar.bench.beside import figures; print(json.dumps(figures({count}, {threads})))"
    done = subprocess.run([sys.executable, "-c", script], env={**os.environ, **many}, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(done.returncode)
    measured: list[Figure] = json.loads(done.stdout.splitlines()[-1])
    return measured


def table(count: int) -> None:
    """Print the figures of one thread and of two side by side."""
    sides = [child(count, threads) for threads in (1, 2)]
    print(
        f"{count:,} notices of NISC; ns a notice (wall, median of {REPEATS}), and how many times as long the peers take"
    )
    print(
        "dictionary: words are coded once, outside the timing (Polars: numbers; DuckDB: ENUM); string: compared as words"
    )
    print("a peer says who and duty of 56 parties as two masks; ceptoar says what its form names")
    asked = {figure["repeated"]: figure["questions"] for figure in sides[0]}
    print("different questions: " + ", ".join(f"{name}: {many:,}" for name, many in asked.items()) + "\n")
    head = " ".join(f"{f'{n} thread':>10} {'Polars/':>8} {'DuckDB/':>8}" for n in (1, 2))
    print(f"{'columns':10} {'repeated':>8} {'who':8} {'form':28} {head}")
    for place, figure in enumerate(sides[0]):
        cells = [cell(side, place) for side in sides]
        print(f"{figure['columns']:10} {figure['repeated']:>8} {figure['who']:8} {figure['form']:28} {' '.join(cells)}")


def cell(side: list[Figure], place: int) -> str:
    """Return a figure, and for one of ours how many times as long the peers take for the same columns."""
    figure, out = side[place], f"{side[place]['ns']:>10.1f}"
    same = [one for one in side if all(one[key] == figure[key] for key in ("columns", "repeated"))]
    for peer in PEERS:
        theirs = [one["ns"] for one in same if one["who"] == peer.name and figure["who"] == "ceptoar"]
        out += f" {theirs[0] / figure['ns']:>7.2f}x" if theirs else f" {'':8}"
    return out
