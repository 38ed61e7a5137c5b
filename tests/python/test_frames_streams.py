"""Streams and long work: bounded memory, progress, interruption, forks."""

import multiprocessing
import signal
import subprocess
import sys
import time
import warnings

import ceptoar
import pytest
from ceptoar import frames
from ceptoar.bench import beside, forms, growth, peers, rows
from conftest import NOTICE
from frame_samples import frame_of

pa = pytest.importorskip("pyarrow")


def test_streams(router):
    frame = frame_of()
    stream = router.route_batches(frame)
    assert pa.RecordBatchReader.from_stream(stream).read_all().num_rows == 2
    with pytest.raises(ValueError, match="read already"):
        pa.RecordBatchReader.from_stream(stream)
    frames = (batch for _ in range(3) for batch in frame.to_batches())
    assert sum(len(batch) for batch in router.route_batches(frames)) == 6
    other = router.route_batches([frame, frame.drop_columns(["affected_sectors"])])
    with pytest.raises(ceptoar.FrameError, match="same columns"):
        list(other)
    with pytest.raises(ceptoar.FrameError):
        router.route_batches([])

    def failing():
        yield frame
        raise RuntimeError("the source broke")

    with pytest.raises(RuntimeError, match="the source broke"):
        list(router.route_batches(failing()))

    def nested():
        yield from pa.RecordBatchReader.from_stream(router.route_batches(frame, progress=lambda done: None))

    inner = router.route_batches(nested(), prefix="again_", progress=lambda done: None)
    assert pa.RecordBatchReader.from_stream(inner).read_all().num_rows == 2
    bad = router.route_batches(frame_of(origin=["nobody", "nisc"]))
    with pytest.raises(Exception, match="unknown-party"):
        pa.RecordBatchReader.from_stream(bad).read_all()


def test_progress_and_interruption(router):
    frame = pa.concat_tables([frame_of()] * 150_000)
    seen = []
    router.route_table(frame.combine_chunks(), progress=seen.append)
    assert seen == [65_536, 131_072, 196_608, 262_144, 300_000]
    router.route_table(frame_of(), progress=True)

    def stop(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        router.route_table(frame, progress=stop)


def in_a_child(table):
    return len(ceptoar.Router().route_table(table))


def test_a_forked_child_works_as_well(router):
    """Python's workers are forks: the threads that decided in the parent are not there."""
    frame = frame_of()
    assert len(router.route_table(frame)) == 2
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(in_a_child, [frame] * 4).get(timeout=60) == [2] * 4


INTERRUPTED = """
import ceptoar
from ceptoar.bench.rows import SITUATION, notices
table, router = notices(80_000, 0.0, "dictionary"), ceptoar.Router()
print("begun", flush=True)
router.route_table(table, situation=SITUATION, verdicts=True)  # four million rows
print("finished", flush=True)
"""


def test_ctrl_c_ends_long_work():
    child = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "begun\n"
    time.sleep(0.1)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert "finished" not in out and "KeyboardInterrupt" in err


@pytest.mark.parametrize("text", ["dictionary", "string"])
def test_the_benchmark_compares_equal_answers(router, text):
    """What the peers of the benchmark answer is what we answer in every form, or its figures would mean nothing."""
    for module in ("duckdb", "numpy", "polars"):
        pytest.importorskip(module)
    table, rules = rows.notices(3_000, 0.5, text), peers.Rules()
    ours = [form.read(form.ask(router, table), rules.parties) for form in forms.FORMS]
    asked = [peer(table, rules, text == "dictionary", 2) for peer in peers.PEERS]
    theirs = [peer.read(peer.masks()) for peer in asked]
    assert all(beside.equal(masks, theirs[0]) for masks in ours + theirs)
    assert not beside.equal(ours[0], (theirs[0][1], theirs[0][0]))


def test_the_benchmark_repeats_nothing_where_it_says_so(router):
    """Distinct notices differ, any part of them is the same, and the frame's answer is that of each notice alone."""
    made = rows.Notices(2_000, 0.0, "dictionary", addressed=True)
    table = made.rows(range(2_000))
    assert len({str(row) for row in table.to_pylist()}) == 2_000
    assert made.rows(range(700, 900)).to_pylist() == table.slice(700, 200).to_pylist()
    rules, some = peers.Rules(), table.slice(0, 100)
    single = beside.single(router, rules.parties, some)
    for form in forms.FORMS:
        assert beside.equal(form.read(form.ask(router, some), rules.parties), single)


def test_many_envelopes_need_no_more_memory_than_they_should(router):
    """More distinct envelopes than are remembered: forgetting changes no answer."""
    count = 40_000
    persons = pa.array([[{"party": "gas", "ref": f"p-{n}"}] for n in range(count)])
    one = frame_of().slice(0, 1)
    frame = pa.table({name: pa.concat_arrays([one[name].combine_chunks()] * count) for name in one.column_names})
    table = pa.table(router.route_table(frame.append_column("named_persons", persons)))
    assert set(map(tuple, table["recipient"].to_pylist())) == {("gas", "gas-members", "meti")}


def test_u16_a_stream_shows_its_progress(router, capsys):
    frame = pa.concat_tables([frame_of()] * 20_000)
    assert sum(len(batch) for batch in router.route_batches(frame, progress=True)) == 40_000
    seen = capsys.readouterr().err
    assert "rows" in seen and ("40" in seen)
    half = router.route_batches(frame, progress=True)
    next(iter(half))
    del half
    reader = pa.RecordBatchReader.from_stream(router.route_batches(frame, progress=True))
    assert reader.read_all().num_rows == 40_000


def test_u05_the_size_of_a_large_answer_is_told_first(router):
    many = pa.concat_tables([frame_of()] * 60_000)
    with (
        warnings.catch_warnings(),
        pytest.raises(frames.LargeAnswerWarning, match=r"route_batches\(…, verdicts=True\)"),
    ):
        warnings.simplefilter("error")
        router.route_table(many, verdicts=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error", frames.LargeAnswerWarning)
        assert len(router.route_table(many.slice(0, 1000), verdicts=True)) == 1000 * (len(router.registry.parties) - 1)
        first = next(iter(router.route_batches(many, verdicts=True)))
        assert len(first) < 100_000


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc")
def test_u05_verdicts_stream_in_bounded_memory():
    """What two hundred thousand notices need is what a million do: the stream keeps nothing."""
    answered, _, _, peak = growth.run(growth.STREAM, 200_000, 0.999, False, {"verdicts": True})
    assert answered == 200_000 * (len(ceptoar.Registry.builtin().parties) - 1)
    assert peak < 300 * 2**20, f"{peak / 2**20:.0f} MiB"


def test_u02_stale_rows_are_counted(router):
    frame = frame_of(issued_at=["2009-05-08T01:00:00Z", "2026-05-08T01:00:00Z"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for options in ({}, {"explode": True}, {"verdicts": True}, {"answer": ["recipient", "duty"]}):
            assert router._route_table(frame, _plain(router, **options)).stale_rows == 1
            stream = router._route_stream(frame, _plain(router, **options))
            assert stream.stale_rows == 0
            list(stream)
            assert stream.stale_rows == 1


def _plain(router, **options):
    from ceptoar.router import _settings

    chosen = {"columns": None, "explode": False, "verdicts": False, "answer": None, "errors": "raise", "prefix": "",
              "separator": None, "situation": None, "lang": "en", "tz": None, "dictionaries": None, "progress": None}  # fmt: skip
    return _settings(*{**chosen, **options}.values())


def test_kind_01_every_layout_keeps_every_notice(router):
    """Told, embargoed, without addressees, red: each stands in each answer, with whom it missed and what to look at."""
    rows = [
        {"id": "told"},
        {"id": "held", "embargo_until": "2030-01-01T00:00:00Z"},
        {"id": "nobody", "affected_sectors": []},
        {"id": "red", "level": "TLP:RED"},
        {"id": "closed", "only": []},
    ]
    notices = [{**NOTICE, **row} for row in rows]
    frame = pa.Table.from_pylist([{"embargo_until": None, "only": None, **notice} for notice in notices])
    plans = {notice["id"]: router.route(notice) for notice in notices}
    assert any(plan.unmet for plan in plans.values()) and any(not plan.deliveries for plan in plans.values())
    for layout in ({}, {"explode": True}, {"verdicts": True}):
        key = "party" if "verdicts" in layout else "recipient"
        for answer in (None, ["unmet", "lints"], [key, "unmet", "lints"], ["lints"], [key], []):
            for errors in ("raise", "column"):
                table = pa.table(router.route_table(frame, answer=answer, errors=errors, **layout))
                streamed = pa.RecordBatchReader.from_stream(
                    router.route_batches(frame, answer=answer, errors=errors, **layout)
                ).read_all()
                assert streamed.to_pylist() == table.to_pylist()
                assert set(table["id"].to_pylist()) == set(plans)
                for row in table.to_pylist():
                    plan = plans[row["id"]]
                    for name, wanted in (
                        ("unmet", [one.party for one in plan.unmet]),
                        ("lints", [f"{lint.code} {lint.at}" for lint in plan.lints]),
                    ):
                        if name in table.column_names:
                            found = (
                                row[name]
                                if isinstance(row[name], list)
                                else [part for part in row[name].split(";") if part]
                            )
                            assert found == wanted, (layout, answer, row["id"])
