"""`python -m ceptoar.bench [--quick]`: ceptoar beside Polars and DuckDB, on the same notices, in one run.

The peers get the same columns and as many threads as there are cores, and rules written as a practised user would write
them: for each party one expression that says whether it is told and whether it must be, generated from the same registry,
rules and profile. They answer less (no path, channels, due, reasons, validity), and only the notices that NISC provides, for
which every path is open. Each answer is compared, party by party, before a time is printed. Needs polars, duckdb, pyarrow.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import ceptoar

KINDS = ["incident-case", "vulnerability", "malware", "financial-crime", "newsletter", "other"]
PURPOSES = ["prevention", "containment", "recurrence-prevention"]
SITUATION = {"at": "2009-05-08T01:00:00Z"}


def mixed(value: int) -> int:
    """Return the next number of a fixed sequence (the finaliser of splitmix64)."""
    value &= (1 << 64) - 1
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9 & ((1 << 64) - 1)
    value = (value ^ (value >> 27)) * 0x94D049BB133111EB & ((1 << 64) - 1)
    return value ^ (value >> 31)


def notices(count: int, repeated: float, text: str) -> Any:
    """Make notices of NISC as a pyarrow table; `repeated` is the share whose envelope was seen before.

    `text` is `dictionary` (coded columns) or `string`. The envelopes differ in level, kind, cause, purposes and sectors:
    few sectors where that gives envelopes enough.
    """
    import pyarrow as pa

    router = ceptoar.Router()
    sectors = [sector.id for sector in router.registry.sectors]
    levels = [level.label for level in router.profile.levels]
    causes = ["cyber-attack", "unintentional-factor", "disaster", "spill-over", None]
    purposes = [[name for bit, name in enumerate(PURPOSES) if some >> bit & 1] for some in range(8)]
    subsets = [[name for bit, name in enumerate(sectors) if some >> bit & 1] for some in range(1, 1 << len(sectors))]
    subsets.sort(key=lambda subset: (len(subset), subset))
    envelopes = max(1, round(count * (1 - repeated)))
    others = len(levels) * len(KINDS) * len(causes) * len(purposes)
    used = min(len(subsets), max(175, -(-envelopes // others)))
    drawn: dict[str, list[Any]] = {name: [] for name in ("level", "kind", "cause", "purposes", "affected_sectors")}
    for number in range(envelopes):
        drawn["affected_sectors"].append(subsets[number % used])
        other = (number // used * 7 + number % used * 11) % others
        for name, values in (("level", levels), ("kind", KINDS), ("cause", causes), ("purposes", purposes)):
            drawn[name].append(values[other % len(values)])
            other //= len(values)
    order = pa.array([mixed(row + 7) % envelopes if row >= envelopes else row for row in range(count)])
    plain = pa.string()

    def column(values: list[Any]) -> Any:
        nested = isinstance(values[-1], list)
        array = pa.array(values, pa.list_(plain) if nested else plain).take(order)
        if text == "string":
            return array
        if not nested:
            return array.dictionary_encode()
        codes = array.values.dictionary_encode()
        return pa.ListArray.from_arrays(array.offsets, codes)

    def constant(value: str) -> Any:
        if text == "string":
            return pa.array([value] * count)
        return pa.DictionaryArray.from_arrays(pa.array(bytes(count), pa.int8()), [value])

    return pa.table(
        {
            "direction": constant("provision"),
            "origin": constant("nisc"),
            "issued_at": pa.array([1241744400 * 10**6] * count, pa.timestamp("us", "UTC")),
            **{name: column(values) for name, values in drawn.items()},
        }
    )


class Rules:
    """What a user would work out by hand: by which sectors, kinds and levels each party is told."""

    def __init__(self) -> None:
        """Ask the router about one sector and kind at a time, and keep who is told."""
        router = ceptoar.Router()
        self.parties: list[str] = [party.id for party in router.registry.parties]
        self.levels: list[str] = [level.label for level in router.profile.levels]
        self.sectors: list[str] = [sector.id for sector in router.registry.sectors]
        base = {"id": "n", "direction": "provision", "origin": "nisc", "issued_at": "2009-05-08T01:00:00Z"}
        # The told of (level, kind, sector): what the rules come to for NISC, one sector at a time.
        self.told: dict[tuple[str, str, str], dict[str, str]] = {}
        for level in self.levels:
            for kind in KINDS:
                for sector in self.sectors:
                    plan = router.route({**base, "level": level, "kind": kind, "affected_sectors": [sector]}, SITUATION)
                    self.told[level, kind, sector] = {d.recipient: str(d.duty) for d in plan.deliveries}

    def masks(self, level: str, kind: str, sector: str) -> tuple[int, int]:
        """Return told and must as bits by party."""
        told = must = 0
        for party, duty in self.told[level, kind, sector].items():
            bit = 1 << self.parties.index(party)
            told |= bit
            must |= bit if duty == "must" else 0
        return told, must


def polars_masks(frame: Any, rules: Rules) -> tuple[Any, Any]:
    """Answer with Polars expressions: per sector a flag, per (level, kind, sector) a mask, all of them united."""
    import polars as pl

    def mask(which: int) -> Any:
        parts = []
        for sector in rules.sectors:
            by_level: Any = None
            for level in rules.levels:
                by_kind: Any = None
                for kind in KINDS:
                    value = pl.lit(rules.masks(level, kind, sector)[which], pl.UInt64)
                    test = pl.col("kind") == kind
                    by_kind = pl.when(test).then(value) if by_kind is None else by_kind.when(test).then(value)
                test = pl.col("level") == level
                chosen = by_kind.otherwise(pl.lit(0, pl.UInt64))
                by_level = pl.when(test).then(chosen) if by_level is None else by_level.when(test).then(chosen)
            flag = pl.col("affected_sectors").list.contains(pl.lit(sector))
            parts.append(pl.when(flag).then(by_level.otherwise(pl.lit(0, pl.UInt64))).otherwise(pl.lit(0, pl.UInt64)))
        united = parts[0]
        for part in parts[1:]:
            united = united | part
        return united

    out = frame.lazy().select(told=mask(0), must=mask(1)).collect()
    return out["told"].to_numpy(), out["must"].to_numpy()


def duckdb_masks(connection: Any, rules: Rules) -> tuple[Any, Any]:
    """Answer with DuckDB, the rules as CASE expressions."""

    def mask(which: int) -> str:
        parts = []
        for sector in rules.sectors:
            cases = " ".join(
                f"WHEN level = '{level}' AND kind = '{kind}' THEN {rules.masks(level, kind, sector)[which]}::UBIGINT"
                for level in rules.levels
                for kind in KINDS
            )
            parts.append(
                f"(CASE WHEN list_contains(affected_sectors, '{sector}') THEN CASE {cases} ELSE 0 END ELSE 0 END)"
            )
        return " | ".join(parts)

    out = connection.sql(f"SELECT {mask(0)} AS told, {mask(1)} AS must FROM notices").to_arrow_table()
    return out["told"].to_numpy(), out["must"].to_numpy()


def our_masks(table: Any, rules: Rules) -> tuple[Any, Any]:
    """Turn our answer into the peers' masks, to compare (not timed)."""
    import numpy as np
    import pyarrow as pa

    out = table.to_arrow().combine_chunks()
    names = out["recipient"].combine_chunks()
    recipients = names.values.dictionary_encode() if pa.types.is_string(names.type.value_type) else names.values
    duties = out["duty"].combine_chunks()
    ids = recipients.dictionary.to_pylist()
    bits = np.array([np.uint64(1) << np.uint64(rules.parties.index(name)) for name in ids], dtype=np.uint64)
    of_row = bits[recipients.indices.to_numpy()]
    must = np.array([duty == "must" for duty in duties.values.dictionary.to_pylist()])[duties.values.indices.to_numpy()]
    offsets = names.offsets.to_numpy()
    zero = np.zeros(1, np.uint64)
    sums = np.concatenate([zero, np.cumsum(of_row, dtype=np.uint64)])
    musts = np.concatenate([zero, np.cumsum(np.where(must, of_row, 0), dtype=np.uint64)])
    return sums[offsets[1:]] - sums[offsets[:-1]], musts[offsets[1:]] - musts[offsets[:-1]]


def timed(work: Callable[[], Any], repeats: int) -> tuple[float, Any]:
    """Return the median time of some repeats after one warm-up, and the last answer."""
    answer = work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        answer = work()
        times.append(time.perf_counter() - start)
    return statistics.median(times), answer


def frames(count: int, repeats: int) -> None:
    """Route a frame beside the peers."""
    import duckdb
    import numpy as np
    import polars as pl

    router, rules = ceptoar.Router(), Rules()
    print(f"{count:,} notices of NISC, {os.cpu_count()} threads; ns a notice (wall, median of {repeats})")
    print(
        f"{'columns':12} {'repeated':>8} {'ceptoar':>9} {'whole':>9} {'Polars':>9} {'DuckDB':>9} {'/Polars':>8} {'/DuckDB':>8}"
    )
    for text in ("dictionary", "string"):
        for repeated in (0.999, 0.9, 0.0):
            table = notices(count, repeated, text)
            frame = pl.DataFrame(table)
            connection = duckdb.connect()
            connection.register("view", table)
            connection.sql("CREATE TABLE notices AS SELECT level, kind, affected_sectors FROM view")
            who = partial(router.route_table, table, answer=["recipient", "duty"], situation=SITUATION)
            ours, answer = timed(who, repeats)
            whole, _ = timed(partial(router.route_table, table, situation=SITUATION), repeats)
            theirs, (told, must) = timed(partial(polars_masks, frame, rules), repeats)
            duck, (duck_told, duck_must) = timed(partial(duckdb_masks, connection, rules), repeats)
            our_told, our_must = our_masks(answer, rules)
            same = [np.array_equal(our_told, told), np.array_equal(our_must, must)]
            same += [np.array_equal(our_told, duck_told), np.array_equal(our_must, duck_must)]
            if not all(same):
                raise SystemExit(f"the answers differ ({same}): no figure")
            each = [value / count * 1e9 for value in (ours, whole, theirs, duck)]
            print(
                f"{text:12} {repeated:>8.1%} {each[0]:>9.1f} {each[1]:>9.1f} {each[2]:>9.1f} {each[3]:>9.1f}"
                f" {theirs / ours:>7.1f}x {duck / ours:>7.1f}x"
            )


def calls() -> None:
    """Compare one call with an empty one."""
    router = ceptoar.Router()
    notice = router.notice({"id": "n", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
                            "kind": "other", "affected_sectors": ["gas"], "issued_at": SITUATION["at"]})  # fmt: skip
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
    """Time the import and the command, beside bare Python."""

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
        ("ceptoar --help", ["-m", "ceptoar", "--help"]),
    ):
        print(f"  {name:46} {run(*args) - bare:>6.0f} ms")


MEMORY = """
import ceptoar, sys
from ceptoar import bench
table = bench.notices(int(sys.argv[1]), float(sys.argv[2]), "dictionary")
router = ceptoar.Router()
router.route_table(table.slice(0, 1000), situation=bench.SITUATION)
def status(name):
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith(name)) * 1024
open("/proc/self/clear_refs", "w").write("5")
before = status("VmRSS:")
routed = router.route_table(table, situation=bench.SITUATION)
peak = status("VmHWM:")
print(before, peak, table.nbytes, routed.to_arrow().nbytes)
"""


def memory(count: int) -> None:
    """Measure what routing needs beyond its input and its output."""
    for repeated in (0.999, 0.0):
        done = subprocess.run(
            [sys.executable, "-c", MEMORY, str(count), str(repeated)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(f"\nmemory: not run ({done.stderr.strip().splitlines()[-1]})")
            return
        before, peak, _, out = map(int, done.stdout.split())
        more = (peak - before - out) / 2**20
        print(f"{'' if repeated == 0.0 else chr(10)}memory, {count:,} notices, {repeated:.1%} repeated: output "
              f"{out / 2**20:.0f} MiB; beyond input and output {more:.0f} MiB")  # fmt: skip


STREAM = """
import ceptoar, pyarrow as pa, sys
from ceptoar import bench
with pa.memory_map(sys.argv[1]) as file:
    batches = pa.ipc.open_stream(file)
    router = ceptoar.Router()
    rows = sum(map(len, router.route_batches(batches, verdicts=True, situation=bench.SITUATION)))
print(rows, next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM:")) * 1024)
"""


def streamed(count: int, folder: Path) -> tuple[int, int]:
    """Stream the verdicts of a file of notices; return the memory of the whole process at its highest, and the rows."""
    import pyarrow as pa

    table, path = notices(count, 0.999, "dictionary"), folder / "notices.arrow"
    with pa.ipc.new_stream(path, table.schema) as file:
        file.write_table(table, max_chunksize=65_536)
    done = subprocess.run([sys.executable, "-c", STREAM, str(path)], capture_output=True, text=True, check=True)
    rows, peak = map(int, done.stdout.split())
    return peak, rows


def stream(count: int) -> None:
    """Measure what the verdicts of many notices need as a stream."""
    if not sys.platform.startswith("linux"):
        return
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        peak, rows = streamed(count, Path(folder))
        took = time.perf_counter() - start
    print(f"\nverdicts of {count:,} notices as a stream: {rows:,} rows in {took:.0f} s,"
          f" the whole process at most {peak / 2**20:.0f} MiB")  # fmt: skip


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(prog="python -m ceptoar.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="100,000 notices instead of a million")
    quick = parser.parse_args().quick
    count = 100_000 if quick else 1_000_000
    print(json.dumps({"ceptoar": ceptoar.__version__, "python": sys.version.split()[0], "cores": os.cpu_count()}))
    frames(count, 3)
    calls()
    starting()
    memory(count)
    stream(count)


if __name__ == "__main__":
    main()
