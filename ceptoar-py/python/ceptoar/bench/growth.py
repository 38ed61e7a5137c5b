"""What memory routing needs, and how cost grows with the rows of a stream. Each line is a process of its own."""

from __future__ import annotations

import subprocess
import sys

from ceptoar.bench.forms import FORMS

# Whoever asks for memory gets that of the process, and Linux alone tells the highest since a moment.
STATUS: str = """
def status(name):
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith(name)) * 1024
"""

MEMORY: str = (
    STATUS
    + """
import ceptoar, sys
from ceptoar.bench.forms import FORMS
from ceptoar.bench.rows import notices
table, router = notices(int(sys.argv[1]), float(sys.argv[2]), "dictionary"), ceptoar.Router()
form = next(form for form in FORMS if form.name == sys.argv[3])
form.ask(router, table.slice(0, 1000))
open("/proc/self/clear_refs", "w").write("5")
before = status("VmRSS:")
routed = form.ask(router, table)
print(before, status("VmHWM:"), routed.to_arrow().nbytes)
"""
)

STREAM: str = (
    STATUS
    + """
import ceptoar, sys, time
from ceptoar.bench.rows import SITUATION, Notices
count, repeated, addressed, options = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3] == "True", eval(sys.argv[4])
made, making = Notices(count, repeated, "dictionary", addressed), [0.0, 0.0]
def clocks():
    return [time.perf_counter(), time.process_time()]
def since(start):
    return [now - before for now, before in zip(clocks(), start)]
def batches():
    global making
    for begin in range(0, count, 65_536):
        start = clocks()
        table = made.rows(range(begin, min(count, begin + 65_536)))
        making = [before + more for before, more in zip(making, since(start))]
        yield table
router = ceptoar.Router()
start = clocks()
rows = sum(map(len, router.route_batches(batches(), situation=SITUATION, **options)))
print(rows, *(spent - made for spent, made in zip(since(start), making)), status("VmHWM:"))
"""
)


def run(script: str, *args: object) -> list[float]:
    """Run a script in a process of its own, and return the numbers that it prints."""
    done = subprocess.run([sys.executable, "-c", script, *map(str, args)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.strip())
    return [float(word) for word in done.stdout.split()]


def memory(count: int) -> None:
    """Measure what routing needs beyond its input and its output."""
    print(f"\n{count:,} notices in dictionary columns: MiB of the output, and needed beyond input and output")
    for form in FORMS:
        for repeated in (0.999, 0.0):
            before, peak, out = run(MEMORY, count, repeated, form.name)
            print(
                f"  {form.name:28} {repeated:>6.1%} repeated {out / 2**20:>7.0f} {(peak - before - out) / 2**20:>7.0f}"
            )


def streams(most: int) -> None:
    """Route streams of more and more rows, made as they are read: time without the making, and the process's memory."""
    print(
        "\nstreams, the whole answer of each notice (the last: a row for each notice and party); made while they are read"
    )
    print(f"  {'notices':>11} {'which':22} {'rows':>12} {'ns a notice':>12} {'of processor':>12} {'process MiB':>12}")
    sizes = [10**power for power in range(3, 8) if 10**power <= most]
    ways: list[tuple[str, float, bool, dict[str, bool], int]] = [
        ("99.9 % repeated", 0.999, False, {}, most),
        ("90 % repeated", 0.9, False, {}, most),
    ]
    ways += [
        ("distinct", 0.0, True, {}, most // 10),
        ("verdicts, 99.9 %", 0.999, False, {"verdicts": True}, most // 10),
    ]
    for name, repeated, addressed, options, limit in ways:
        for count in (size for size in sizes if size <= limit):
            rows, took, worked, peak = run(STREAM, count, repeated, addressed, options)
            each = f"{took / count * 1e9:>12.1f} {worked / count * 1e9:>12.1f}"
            print(f"  {count:>11,} {name:22} {rows:>12,.0f} {each} {peak / 2**20:>12.0f}")
