"""One call beside an empty one, and starting beside bare Python."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import ceptoar
from ceptoar.bench.rows import SITUATION

NOTICE: dict[str, str | list[str]] = {
    "id": "n",
    "direction": "provision",
    "origin": "nisc",
    "level": "TLP:AMBER",
    "kind": "other",
    "affected_sectors": ["gas"],
    "issued_at": SITUATION["at"],
}


def calls() -> None:
    """Compare one call with an empty one."""
    router = ceptoar.Router()
    notice = router.notice(NOTICE)
    audience, situation = router.audience(notice), ceptoar.Situation(SITUATION["at"])

    def empty(_: object) -> None:
        pass

    def each(work: Callable[[Any], object], argument: object, number: int) -> float:
        best = []
        for _ in range(5):
            start = time.perf_counter()
            for _ in range(number):
                work(argument)
            best.append((time.perf_counter() - start) / number * 1e9)
        return min(best)

    base = each(empty, notice, 200_000)
    print(f"\nan empty Python call: {base:.0f} ns")
    for name, work, argument, number in (
        ("audience of a prepared notice, asked again", router.audience, notice, 200_000),
        ("audience, decided anew (a situation is given)", lambda n: router.audience(n, situation), notice, 50_000),
        ("duty of one party", audience.duty, "gas", 200_000),
        ("route (plan, with validity)", router.route, notice, 2_000),
        ("explain", router.explain, notice, 2_000),
    ):
        took = each(work, argument, number)
        print(f"  {name:46} {took:>9.0f} ns  {took / base:>7.1f} calls")


def starting() -> None:
    """Time the import, the first answer and the command, beside bare Python."""

    def run(*args: str) -> float:
        times = []
        for _ in range(9):
            start = time.perf_counter()
            subprocess.run([sys.executable, *args], check=True, capture_output=True)
            times.append((time.perf_counter() - start) * 1e3)
        return min(times)

    bare = run("-c", "pass")
    print(f"\nbare Python: {bare:.0f} ms; beyond it:")
    for name, args in (
        ("import ceptoar", ["-c", "import ceptoar"]),
        ("import ceptoar and make a router", ["-c", "import ceptoar; ceptoar.Router()"]),
        (
            "import ceptoar and a first answer",
            ["-c", f"import ceptoar; r = ceptoar.Router(); r.audience(r.notice({NOTICE!r}))"],
        ),
        ("ceptoar --help", ["-m", "ceptoar", "--help"]),
    ):
        print(f"  {name:46} {run(*args) - bare:>6.0f} ms")
